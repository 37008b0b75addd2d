"""An archive holds what its audience sees and no more, and the site can be built of it again."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mentorsite import archiving
from mentorsite.archiving import archive
from mentorsite.build import build, gather, view_for
from mentorsite.config import read_config
from mentorsite.diagnostics import Code, SiteError
from mentorsite.exporting import Ground, export
from mentorsite.exports.data import data
from mentorsite.pages.compose import frames_of
from mentorsite.records.audience import Audience
from tests.audience.worlds import SECRET, World
from tests.conftest import MKFILE, PLAIN_THEME, TODAY, Files, Site, write_files

NewSite = Callable[[Files], Site]
PLAIN = MKFILE + '[theme]\nname = "plain"\n'


def picture(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(data, "png")
    return data.getvalue()


FILES: Files = {
    **PLAIN_THEME,
    "content/people/ana.md": "---\nname: Ana Amaral\nconsent: public\nphoto: Ana's own folder/portrait.png\n---\n",
    "content/people/Ana's own folder/portrait.png": picture("red"),
    "content/people/ben.md": "---\nname: Ben Brook\nalias: B.\nconsent: pair\n---\n",
    "content/people/cleo.md": "---\nname: Cleo Quill\nrole: mentor\nconsent: private\n---\n",
    "content/mentorships/m.md": "---\ntitle: M\nvisibility: public\nmentors: [ben, cleo]\nmentees: [ana]\nstart: 2026-01-01\n---\n",
    "content/goals/g.md": "---\ntitle: A goal\nvisibility: review\n---\n",
    "content/goals/hidden.md": "---\ntitle: Quiet matters\nvisibility: pair\n---\n",
    "content/stories/2026-03-05-s.md": "---\ntitle: Told\nvisibility: public\nquotes:\n- {text: Well done, by: A neighbour}\n- {text: Quite, by: ben}\n---\n"
    "A [goal](../goals/g.md), [another](../goals/hidden.md), by [[people/ben]], a [paper](paper.pdf), a [list](../../static/list.txt).\n\n"
    "::: pair\nFor the two of us.\n:::\n\n::: public\nFor all.\n:::\n",
    "content/stories/paper.pdf": b"%PDF-1.4\n%%EOF\n",
    "content/feedback/2026-04-05.md": "---\nfrom: ben\nto: ana\nkind: recognition\nvisibility: public\n---\n## Situation\n\n::: pair\nA talk.\n:::\n\n"
    "## Behavior\n\nSaid it.\n\n## Impact\n\nHelped.\n",
    "static/list.txt": b"a list",
}


def ground(site: Site, audience: str) -> Ground:
    return Ground(site.config, Audience(audience), TODAY, gather(site.config))


def archived(site: Site, audience: str) -> bytes:
    """Give the bytes of an archive."""
    (file,) = archive(ground(site, audience), site.config.target(audience))
    return file.data


def unpacked(data: bytes) -> dict[str, bytes]:
    """Give the files of an archive, by their paths in its one folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name.partition("/")[2]: found.read(name) for name in found.namelist()}


def data_of(site: Site, target: str | None, audience: str) -> list[Any]:
    """Give the data.json of each portfolio."""
    gathered = gather(site.config)
    assert [problem for problem in gathered.problems if problem.severity == "error"] == []
    view = view_for(site.config, site.config.target(target).audience, TODAY, gathered)
    assert view.audience == Audience(audience)
    return [json.loads(data(frame).data) for frame in frames_of(view, site.config, TODAY, {})]


@pytest.fixture(scope="module")
def of_all(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The archive of each audience of the site above."""
    site = Site(tmp_path_factory.mktemp("archived")).write({"mkfile.toml": PLAIN, **FILES})
    return {audience: unpacked(archived(site, audience)) for audience in ("private", "pair", "review", "public")}


@pytest.mark.parametrize("audience", ["private", "pair", "review", "public"])
def test_the_site_is_built_of_it_again_with_the_same_pages_and_figures(
    audience: str, of_all: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    found = of_all[audience]
    again = Site(tmp_path).write(found)
    config, problems = read_config(tmp_path / "mkfile.toml")
    assert (problems, config is not None) == ([], True)
    target = again.config.target(audience)
    built = build(again.config, target, TODAY)
    assert [f"{each.span.path} {each.message}" for each in built.problems if each.severity != "advice"] == []
    made = {path.relative_to(tmp_path / target.output).as_posix() for path in (tmp_path / target.output).rglob("*") if path.is_file()}
    before = {path.removeprefix("site/") for path in found if path.startswith("site/")}
    styles = {path for path in made | before if path.startswith("assets/")}
    assert made - styles - {".mentorsite-manifest"} == before - styles
    assert json.loads((tmp_path / target.output / "data.json").read_bytes()) == json.loads(found["site/data.json"])


@pytest.mark.parametrize(("audience", "seen"), [("pair", 0), ("pair", 1), ("review", 2), ("review", 3), ("public", 4), ("public", 5)])
def test_any_site_is_built_of_its_archive_with_the_same_figures(audience: str, seen: int, tmp_path: Path) -> None:
    files = World(audience, seen, 1).written()
    site = Site(tmp_path / "one").write({**PLAIN_THEME, **files, "mkfile.toml": f'{files["mkfile.toml"]}\n[theme]\nname = "plain"\n'})
    found = unpacked(archived(site, audience))
    again = Site(tmp_path / "two").write(found)
    assert data_of(again, None, audience) == data_of(site, audience, audience)
    assert [path for path, content in found.items() if SECRET.encode() in content] == []


@pytest.mark.parametrize("audience", ["pair", "public"])
def test_what_is_hidden_changes_no_byte_of_it(audience: str, tmp_path: Path) -> None:
    archives = []
    for hidden in (1, 2):
        files = World(audience, 1, hidden).written()
        plain = {**PLAIN_THEME, **files, "mkfile.toml": f'{files["mkfile.toml"]}\n[theme]\nname = "plain"\n'}
        archives.append(archived(Site(tmp_path / str(hidden)).write(plain), audience))
    assert archives[0] == archives[1]


def test_the_private_one_holds_the_sources_as_they_are(of_all: dict[str, dict[str, bytes]]) -> None:
    sources = {path: data if isinstance(data, bytes) else data.encode() for path, data in {"mkfile.toml": PLAIN, **FILES}.items()}
    found = {path: data for path, data in of_all["private"].items() if not path.startswith("site/")}
    assert found.pop("README.txt")
    assert found == sources


def test_a_record_says_what_its_audience_sees_and_no_more(of_all: dict[str, dict[str, bytes]]) -> None:
    found = of_all["public"]
    records = {path for path in found if path.startswith("content/")}
    assert records == {
        "content/people/ana.md",
        "content/people/not-named-1.md",
        "content/people/not-named-2.md",
        "content/mentorships/m.md",
        "content/stories/s.md",
        "content/feedback/2026-04-05.md",
        "content/files/portrait.png",
        "content/files/paper.pdf",
    }
    story = found["content/stories/s.md"].decode()
    assert "A goal, another, by B., a [paper](../files/paper.pdf), a [list](../../static/list.txt)." in story
    assert "two of us" not in story
    assert "::: public\nFor all.\n:::" in story
    assert "by: A neighbour" in story
    assert "visibility: public" in story
    everything = b"\n".join(found.values())
    for word in (b"Brook", b"Cleo", b"Quiet matters", b"own folder", b"A talk"):
        assert word not in everything


def test_who_may_not_be_named_has_a_record_without_a_name(of_all: dict[str, dict[str, bytes]]) -> None:
    found = of_all["public"]
    assert (
        "mentors: [not-named-1, not-named-2]" in found["content/mentorships/m.md"].decode()
        or b"not-named" in found["content/mentorships/m.md"]
    )
    told = {found[f"content/people/not-named-{number}.md"].decode().split("alias: ")[1].split("\n")[0].strip('"') for number in (1, 2)}
    assert told == {"B.", "a mentor"}


def test_a_text_that_has_to_be_there_and_is_hidden_has_dots_in_its_place(of_all: dict[str, dict[str, bytes]]) -> None:
    assert "## Situation\n\n…\n" in of_all["public"]["content/feedback/2026-04-05.md"].decode()


def test_what_its_audience_sees_as_a_rule_it_sees_so_in_the_archive(new_site: NewSite, tmp_path: Path) -> None:
    """Of two portfolios one shows goals to everybody; so pages may say of that one that there is none of something."""
    files = {
        **PLAIN_THEME,
        "mkfile.toml": PLAIN + '[visibility]\nstories = "public"\n',
        "content/portfolios/one/goals/_defaults.yaml": "visibility: public\n",
        **{f"content/portfolios/{name}/stories/s.md": "---\ntitle: S\ndate: 2026-03-04\n---\nA text.\n" for name in ("one", "two")},
    }
    site = new_site(files)
    again = Site(tmp_path / "again")
    write_files(again.root, unpacked(archived(site, "public")))
    usual = [view_for(each.config, Audience.PUBLIC, TODAY, gather(each.config)).usual for each in (site, again)]
    assert usual[0] == usual[1]
    assert "goals" in usual[0]["one"]
    assert "goals" not in usual[0]["two"]


def test_its_bytes_are_the_same_every_time_and_hold_no_time(new_site: NewSite) -> None:
    site = new_site({"mkfile.toml": PLAIN, **FILES})
    first = archived(site, "review")
    for path in site.root.rglob("*.md"):
        path.touch()
    assert archived(site, "review") == first
    with zipfile.ZipFile(io.BytesIO(first)) as found:
        names = found.namelist()
        assert {member.date_time for member in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == sorted(names)
    assert {name.partition("/")[0] for name in names} == {"a-small-site"}


def test_it_is_searched_before_it_leaves(new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a record to be written with a hidden title, the archive would not be."""
    site = new_site({"mkfile.toml": PLAIN, **FILES})
    right = archiving.written
    monkeypatch.setattr(archiving, "written", lambda *given, **options: {**right(*given, **options), "summary": "Of Quiet matters"})
    with pytest.raises(SiteError) as caught:
        archived(site, "public")
    assert {problem.code for problem in caught.value.problems} == {Code.LEAKED_RECORD}
    exported = export(site.config, Audience.PUBLIC, TODAY, lambda ground: archive(ground, site.config.target("public")))
    assert exported.files == ()
    assert {problem.code for problem in exported.problems if problem.severity == "error"} == {Code.LEAKED_RECORD}


def test_a_site_with_errors_has_none(new_site: NewSite) -> None:
    site = new_site({**FILES, "mkfile.toml": MKFILE + '[theme]\nname = "plian"\n'})
    with pytest.raises(SiteError) as caught:
        archived(site, "public")
    assert [problem.code for problem in caught.value.problems] == [Code.BAD_THEME]


def test_it_says_what_it_is(of_all: dict[str, dict[str, bytes]]) -> None:
    for audience, found in of_all.items():
        text = found["README.txt"].decode()
        assert text.startswith("A small site\n")
        assert f"for the audience `{audience}` as of 2026-11-24" in text
        assert ("also what is private" in text) == (audience == "private")
        # The sources have other targets, of which the first one is for the public; the records written anew have one.
        assert f"`mentorsite build{' private' if audience == 'private' else ''}` in this folder" in text
        assert max(map(len, text.splitlines())) < 130
