"""Files that are not what a folder of records holds: too large, special, leading elsewhere, of strange names."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mentorsite.diagnostics import Span
from mentorsite.records.addresses import slug
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]
GOAL = "---\ntitle: A goal\n---\n"


def test_a_file_over_the_limit_is_told_with_its_size_and_the_limit_stands_in_the_mkfile(new_site: NewSite) -> None:
    site = new_site(
        {"content/goals/a.md": GOAL, "content/goals/large.yaml": b"title: x\n#" + b"-" * (10 * 2**20), "static/large.bin": b"0" * 2**20}
    )
    assert site.said() == ["content/goals/large.yaml:0:0 M110 the file has 10.0 MiB, more than 10"]
    mkfile = (site.root / "mkfile.toml").read_text("utf-8")
    site.write({"mkfile.toml": mkfile + "\n[limits]\nfile_mib = 11\n"})
    assert site.said() == []


def test_a_static_file_over_the_limit_is_told(new_site: NewSite) -> None:
    site = new_site({"content/goals/a.md": GOAL, "static/large.bin": b"0" * (10 * 2**20 + 1)})
    assert site.said() == ["static/large.bin:0:0 M110 the file has 10.0 MiB, more than 10"]


def test_links_pipes_and_sockets_are_neither_followed_nor_opened_and_told_by_name(
    new_site: NewSite, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("---\ntitle: Secret\n---\n")
    site = new_site({"content/goals/a.md": GOAL, "static/a.txt": "x"})
    goals = site.root / "content" / "goals"
    (goals / "leaves.md").symlink_to(outside / "secret.md")
    (goals / "stays.md").symlink_to(goals / "a.md")
    (goals / "nowhere.md").symlink_to(outside / "nothing.md")
    (goals / "folder").symlink_to(outside, target_is_directory=True)
    (goals / "loop").symlink_to(goals, target_is_directory=True)
    (goals / "self.md").symlink_to(goals / "self.md")
    (site.root / "static" / "leaves").symlink_to(outside, target_is_directory=True)
    os.mkfifo(goals / "pipe.md")
    # The path of a socket has to be short.
    monkeypatch.chdir(goals)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
    links = ["folder", "leaves.md", "loop", "nowhere.md", "self.md", "stays.md"]
    assert site.said() == [
        *[f"content/goals/{name}:0:0 M111 a symbolic link is not read" for name in links[:4]],
        "content/goals/pipe.md:0:0 M111 a special file is not read",
        "content/goals/self.md:0:0 M111 a symbolic link is not read",
        "content/goals/socket.md:0:0 M111 a special file is not read",
        "content/goals/stays.md:0:0 M111 a symbolic link is not read",
        "static/leaves:0:0 M111 a symbolic link is not read",
    ]
    assert [address for address in site.pages() if address.startswith("goals/")] == ["goals/index.html", "goals/a.html"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make a device")
def test_a_device_is_not_opened(new_site: NewSite) -> None:
    site = new_site({"content/goals/a.md": GOAL})
    try:
        os.mknod(site.root / "content" / "goals" / "zero.md", 0o020600, os.makedev(1, 5))
    except OSError:
        pytest.skip("this machine lets nobody make a device")
    assert site.said() == ["content/goals/zero.md:0:0 M111 a special file is not read"]


@pytest.mark.parametrize("folder", ["content", "static"])
def test_a_whole_folder_that_is_a_link_is_not_followed(new_site: NewSite, tmp_path_factory: pytest.TempPathFactory, folder: str) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "goals").mkdir()
    (outside / "goals" / "secret.md").write_text(GOAL)
    site = new_site({"content/goals/a.md": GOAL})
    shutil.rmtree(site.root / folder, ignore_errors=True)
    (site.root / folder).symlink_to(outside, target_is_directory=True)
    said = {
        "content": "content:0:0 M005 the folder `content` is a symbolic link, and is not followed",
        "static": "static:0:0 M111 a symbolic link is not read",
    }
    assert site.said() == [said[folder]]


def test_a_site_without_a_content_folder_is_told(new_site: NewSite) -> None:
    site = new_site({})
    shutil.rmtree(site.root / "content")
    assert site.said() == ["content:0:0 M005 there is no folder `content`"]


@pytest.fixture
def deep(new_site: NewSite) -> Iterator[Site]:
    """Give a site with 1,050 folders, more than Python calls functions, in each other, and take them away again one by one."""
    site = new_site({"content/goals/a.md": GOAL})
    folders = [site.root / "content" / "goals"]
    for _ in range(1050):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    (folders[-1] / "b.md").write_text(GOAL)
    yield site
    (folders[-1] / "b.md").unlink()
    for folder in reversed(folders[1:]):
        folder.rmdir()


def test_folders_may_lie_in_each_other_as_deep_as_the_file_system_lets_them(deep: Site) -> None:
    assert deep.said() == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
def test_a_file_and_a_folder_that_cannot_be_opened_are_told(new_site: NewSite) -> None:
    site = new_site({"content/goals/a.md": GOAL, "content/pages/b.md": GOAL})
    (site.root / "content" / "goals" / "a.md").chmod(0)
    (site.root / "content" / "pages").chmod(0)
    said = site.said()
    (site.root / "content" / "pages").chmod(0o700)
    assert said == [
        "content/goals/a.md:0:0 M118 the file cannot be opened: Permission denied",
        "content/pages:0:0 M118 the folder cannot be opened: Permission denied",
    ]


STRANGE = [
    "two\nlines", "with\ttab", 'quo"te', "apo's", "<b>bold<", "&amp;", "dots..in", "-rf", "--help", "{{ 7 * 7 }}", "{% raw %}", "%2e%2eup",
    "back\\slash", "many  blanks ", "col:on", "pi|pe", "st*r?", "#hash", "~home", "$PATH", "`id`", "\u202egnp.exe", "\x1b[31mred", "e\u0301te\u0301",
    "名前", "مثال", "Ünïcode", "🎉1", "404", "x" * 197, "é" * 100, "con-1", "index-1",
]  # fmt: skip


def test_records_of_strange_names_have_addresses_of_their_own_and_everything_stays_in_its_folder(tmp_path: Path) -> None:
    titles = {name: f"Goal number {number} of {name!r}" for number, name in enumerate(STRANGE)}
    files = {f"content/goals/{name}.md": f"---\ntitle: '{title.replace(chr(39), chr(39) * 2)}'\n---\n" for name, title in titles.items()}
    # The folder around the site is this test's own: others run beside it, and their folders come and go.
    site = Site(tmp_path / "site").write({"mkfile.toml": MKFILE, **files})
    before = set(tmp_path.rglob("*"))
    built = site.build()
    assert [problem.message for problem in built.problems] == []
    pages = {path.name: path.read_text("utf-8") for path in (site.root / "private" / "goals").iterdir()}
    assert len(pages) == len(STRANGE) + 1
    for number, name in enumerate(STRANGE):
        assert re.search(rf"<h1[^>]*>\s*Goal number {number} of", pages[f"{slug(name)}.html"])
        assert re.fullmatch(r"[\w\u0300-\u036f-]+", slug(name))
    written = {path.relative_to(site.root).parts[0] for path in set(tmp_path.rglob("*")) - before}
    assert written == {"private", ".mentorsite"}
    assert site.build().written is not None


REFUSED = ["index", "INDEX", "con", "NUL", "aux", "com1", "LPT9", "com¹", "!!!", "🎉", "x" * 201, "é" * 101]


@pytest.mark.parametrize("name", [*REFUSED, " "])
def test_a_file_of_a_name_that_can_be_no_address_is_refused(new_site: NewSite, name: str) -> None:
    site = new_site({f"content/goals/{name}.md": GOAL})
    assert [(problem.code.number, problem.span) for problem in site.build().problems] == [("M202", Span(f"content/goals/{name}.md", 1, 1))]


@pytest.mark.parametrize("id", [*REFUSED, "..."])
def test_an_id_that_can_be_no_address_is_refused(new_site: NewSite, id: str) -> None:
    site = new_site({"content/goals/a.md": f"---\ntitle: A\nid: '{id}'\n---\n"})
    assert [(problem.code.number, problem.span) for problem in site.build().problems] == [("M202", Span("content/goals/a.md", 3, 5))]


def test_a_name_of_255_bytes_is_refused_and_a_name_that_is_no_utf_8_is_none_the_worse(new_site: NewSite) -> None:
    site = new_site({f"content/goals/{'x' * 252}.md": GOAL})
    goals = os.fsencode(site.root / "content" / "goals")
    for name in (b"caf\xe9.md", b"caf\xe8.md"):
        Path(os.fsdecode(goals + b"/" + name)).write_text(GOAL)
    assert [problem.removeprefix(f"content/goals/{'x' * 252}") for problem in site.said()] == [
        ".md:1:1 M202 the id of this record can't be an address: it is longer than 200 bytes"
    ]
    (site.root / "content" / "goals" / f"{'x' * 252}.md").unlink()
    assert {"goals/caf-xe8.html", "goals/caf-xe9.html"} <= set(site.pages())


def test_names_that_begin_with_a_dot_or_an_underscore_are_no_records(new_site: NewSite) -> None:
    site = new_site({f"content/goals/{name}.md": "no: [record" for name in ("_draft", ".hidden", "..up", "_notes/a", ".git/b")})
    assert site.said() == []


@pytest.mark.parametrize("id", ["../../up", "/etc/passwd", "a/b", "..", "C:\\x", "x.html", "a?b#c", "http://example.org"])
def test_an_id_never_leads_out_of_its_folder(new_site: NewSite, id: str) -> None:
    made = new_site({"content/goals/a.yaml": f"title: A\nid: '{id}'\n"}).make()
    if made.problems:
        assert [problem.code.number for problem in made.problems] == ["M202"]
    else:
        assert f"goals/{slug(id)}.html" in {artifact.address for artifact in made.artifacts}
        assert all(".." not in artifact.address and not artifact.address.startswith("/") for artifact in made.artifacts)


def test_a_tag_never_leads_out_of_its_folder_and_two_spellings_are_one(new_site: NewSite) -> None:
    pages = new_site({"content/goals/a.yaml": "title: A\ntags: [../../Up, up, 'a/b']\n"}).pages()
    assert sorted(address for address in pages if address.startswith("tags/")) == ["tags/a-b.html", "tags/index.html", "tags/up.html"]


def test_attachments_of_strange_names_are_copied_under_names_that_are_not(new_site: NewSite) -> None:
    names = ["two\nlines.pdf", "<b>.txt", "a..b.csv", "-rf.zip", "x" * 250 + ".pdf", "con.txt", "a.tar.zip", "a.CSV"]
    text = "\n".join(
        f"- [{number}](<{name.replace(chr(10), '%0A').replace('<', '%3C').replace('>', '%3E')}>)" for number, name in enumerate(names)
    )
    site = new_site({"content/pages/a.md": f"---\ntitle: A\n---\n{text}\n", **{f"content/pages/{name}": name for name in names}})
    made = site.make()
    assert [problem.message for problem in made.problems] == []
    copied = [artifact.address for artifact in made.artifacts if artifact.address.startswith("files/")]
    assert len(copied) == len(names)
    assert all(re.fullmatch(r"files/[\w-]+(\.[a-z]+)?", address) for address in copied)
