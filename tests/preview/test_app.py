"""What the preview answers: pages with a bar, events, the choice of an audience, files for the editor; and whom it does not answer."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.diagnostics import is_fatal
from mentorsite.records.audience import Audience
from tests.conftest import MKFILE, Files, Site
from tests.preview.conftest import PATIENCE, Running

NewSite = Callable[[Files], Site]
Begin = Callable[..., Running]
GOAL = "---\ntitle: Lead reviews\nvisibility: public\n---\nBody.\n\n## Private\n\nOnly mine.\n"


@pytest.fixture
def preview(new_site: NewSite, running: Begin) -> Running:
    return running(
        new_site({"content/goals/lead.md": GOAL, "content/goals/quiet.md": GOAL.replace("public", "pair"), "static/notes.txt": "x"}).root
    )


def test_the_site_lies_under_the_path_of_its_url(preview: Running) -> None:
    assert preview.ask("/repo/goals/lead.html").status == 200
    assert (preview.ask("/").status, preview.ask("/").headers["location"]) == (307, "/repo/")
    assert (preview.ask("/repo").status, preview.ask("/repo").headers["location"]) == (307, "/repo/")
    elsewhere = preview.ask("/goals/lead.html")
    assert elsewhere.status == 404
    assert "/repo/" in elsewhere.text


def test_paths_mean_what_they_mean_on_github_pages(preview: Running) -> None:
    assert "<h1" in preview.ask("/repo/goals/lead").text
    folder = preview.ask("/repo/goals?x=1")
    assert (folder.status, folder.headers["location"]) == (301, "/repo/goals/?x=1")
    missing = preview.ask("/repo/goals/nothing.html")
    assert missing.status == 404
    assert "Not found" in missing.text
    assert "There is no such page for <b>private</b>" in missing.text
    assert preview.ask("/repo/static/").status == 404
    plain = preview.ask("/repo/notes.txt")
    assert (plain.status, plain.headers["content-type"], plain.body) == (200, "text/plain; charset=utf-8", b"x")


@pytest.mark.parametrize("path", ["/r%C3%A9sum%C3%A9/our%20year/", "/repo/"])
def test_a_site_may_lie_under_any_path(new_site: NewSite, running: Begin, path: str) -> None:
    site = new_site({"mkfile.toml": MKFILE.replace("/repo/", path), "content/goals/lead.md": GOAL, "static/a#b.txt": "x"})
    preview = running(site.root)
    assert preview.ask("/").headers["location"] == path
    assert "Body." in preview.ask(f"{path}goals/lead.html").text
    assert preview.ask(f"{path}goals").headers["location"] == f"{path}goals/"
    assert preview.ask(f"{path}a%23b.txt").text == "x"


def test_what_is_no_page_has_no_rights_of_one(new_site: NewSite, running: Begin) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("data.json")</script></svg>'
    preview = running(new_site({"content/goals/lead.md": GOAL, "static/x.svg": drawing, "static/old.html": b"<p>\xff"}).root)
    assert preview.ask("/repo/x.svg").headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert preview.ask("/repo/data.json").headers["content-security-policy"].startswith("sandbox")
    assert "content-security-policy" not in preview.ask("/repo/assets/site.js").headers
    assert "\ufffd" in preview.ask("/repo/old.html").text


def test_a_fault_of_its_own_is_said(preview: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a fault on purpose")

    monkeypatch.setattr(preview.live, "served", fails)
    assert preview.ask("/repo/").status == 500
    assert "a fault on purpose" in preview.failures.pop()


def test_no_answer_is_kept_or_shown_by_another_site(preview: Running) -> None:
    for path in ("/repo/", "/repo/notes.txt", "/~mentorsite/bar.css", "/nothing"):
        headers = preview.ask(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in preview.ask("/repo/").headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}],
)
@pytest.mark.parametrize(
    "path", ["/repo/goals/lead.html", "/repo/data.json", "/~mentorsite/events?at=/repo/", "/~mentorsite/open", "/~mentorsite/preview.js"]
)
def test_who_asks_by_another_name_or_for_another_site_gets_nothing(preview: Running, path: str, headers: dict[str, str]) -> None:
    refused = preview.ask(path, "POST" if path.endswith("open") else "GET", **headers)
    assert refused.status == 403
    assert "Only mine" not in refused.text


def test_another_audience_is_shown_at_the_same_address(preview: Running) -> None:
    assert "Only mine." in preview.ask("/repo/goals/lead.html").text
    chosen = preview.ask("/~mentorsite/as/public?at=/repo/goals/lead.html")
    assert (chosen.status, chosen.headers["location"]) == (303, "/repo/goals/lead.html")
    cookie = chosen.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    name = cookie.partition(";")[0]
    # A browser has one set of cookies for all ports of a host, and there may be several previews.
    assert name.startswith(f"mentorsite-audience-{preview.port}-")
    assert name.endswith("=public")
    page = preview.ask("/repo/goals/lead.html", Cookie=name).text
    assert "Only mine." not in page
    assert 'aria-current="true">public</a>' in page
    missing = preview.ask("/repo/goals/quiet.html", Cookie=name)
    assert missing.status == 404
    assert "There is no such page for <b>public</b>: its record is visible to pair." in missing.text
    assert "content/goals/quiet.md" in missing.text


@pytest.mark.parametrize(
    "path",
    [
        "/~mentorsite/as/everybody?at=/",
        "/~mentorsite/as/public?at=//evil.example/",
        "/~mentorsite/as/public?at=/%5Cevil.example",
        "/~mentorsite/as/public?at=https://evil.example",
    ],
)
def test_nobody_is_led_elsewhere_by_a_choice(preview: Running, path: str) -> None:
    assert preview.ask(path).status == 404


def test_a_preview_begins_with_the_audience_that_it_was_begun_with(new_site: NewSite, running: Begin) -> None:
    preview = running(new_site({"content/goals/lead.md": GOAL}).root, first=Audience.REVIEW)
    assert 'aria-current="true">review</a>' in preview.ask("/repo/").text
    assert 'aria-current="true">review</a>' in preview.ask("/repo/", Cookie=f"mentorsite-audience-{preview.port}=nobody").text


def test_a_page_hears_how_it_stands_whenever_that_changes(preview: Running) -> None:
    heard = preview.listen("/repo/goals/lead")
    first = next(heard)
    assert first["errors"] == 0
    assert f'data-page="{first["page"]}"' in preview.ask("/repo/goals/lead.html").text
    file = preview.live.root / "content/goals/lead.md"
    file.write_text(GOAL.replace("Body", "Other"))
    second = next(heard)
    assert second["page"] != first["page"]
    file.write_text(GOAL.replace("title", "titel"))
    third = next(heard)
    assert (third["page"], third["errors"]) == (second["page"], 1)
    assert "did you mean <code>title</code>?" in str(third["problems"])
    assert "Other" in preview.ask("/repo/goals/lead.html").text
    file.write_text(GOAL)
    fourth = next(heard)
    assert (fourth["page"], fourth["errors"]) == (first["page"], 0)


def test_a_page_is_told_how_far_each_record_reaches(preview: Running) -> None:
    assert json.loads(preview.ask("/~mentorsite/reaches").text) == {"/repo/goals/lead.html": "public", "/repo/goals/quiet.html": "pair"}


def test_how_far_a_record_reaches_is_told_by_the_path_that_a_browser_has(new_site: NewSite, running: Begin) -> None:
    preview = running(new_site({"content/goals/été.md": GOAL}).root)
    assert json.loads(preview.ask("/~mentorsite/reaches").text) == {"/repo/goals/%C3%A9t%C3%A9.html": "public"}


def test_there_is_something_to_look_at_while_the_site_was_never_right(new_site: NewSite, running: Begin) -> None:
    site = new_site({"content/goals/lead.md": GOAL.replace("title", "titel")})
    preview = running(site.root)
    answer = preview.ask("/repo/goals/lead.html")
    assert answer.status == 503
    assert "did you mean <code>title</code>?" in answer.text
    site.write({"content/goals/lead.md": GOAL})
    preview.until(lambda: preview.ask("/repo/goals/lead.html").status == 200)


class TestOpen:
    """A file of the site is opened in the editor that the environment names."""

    @pytest.fixture
    def editing(self, new_site: NewSite, running: Begin, tmp_path_factory: pytest.TempPathFactory) -> tuple[Running, Path]:
        folder = tmp_path_factory.mktemp("editor")
        editor, noted = folder / "my editors" / "vim", folder / "noted"
        editor.parent.mkdir()
        editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$PWD" "$@" > "{noted}.new"\nmv "{noted}.new" "{noted}"\n')
        editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
        site = new_site({"content/goals/lead.md": GOAL, ".env": "secret", "public/index.html": "x"})
        return running(site.root, environment={"EDITOR": f"'{editor}' --wait"}), noted

    def open(self, preview: Running, path: str, line: int = 1, **headers: str) -> tuple[int, str]:
        ours = {"Origin": f"http://127.0.0.1:{preview.port}", "Content_Type": "application/json"}
        answer = preview.ask("/~mentorsite/open", "POST", json.dumps({"path": path, "line": line}), **{**ours, **headers})
        return answer.status, answer.text

    def test_the_editor_gets_the_file(self, editing: tuple[Running, Path]) -> None:
        preview, noted = editing
        assert self.open(preview, "content/goals/lead.md", 3) == (204, "")
        preview.until(noted.exists)
        folder, *arguments = noted.read_text().splitlines()
        assert os.path.samefile(folder, preview.live.root)
        assert arguments == ["--wait", "+3", str(preview.live.root / "content/goals/lead.md")]

    def test_an_editor_has_the_terminal_alone_until_it_ends(
        self, new_site: NewSite, running: Begin, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("editor")
        editor = folder / "nano"
        editor.write_text(f'#!/bin/sh\ntouch "{folder}/begun"\nwhile [ ! -e "{folder}/end" ]; do sleep 0.05; done\n')
        editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
        preview = running(new_site({"content/goals/lead.md": GOAL}).root, environment={"EDITOR": str(editor)})
        assert self.open(preview, "content/goals/lead.md")[0] == 204
        preview.until((folder / "begun").exists)
        status, said = self.open(preview, "content/goals/lead.md")
        assert (status, said.partition(" in ")[0]) == (400, "An editor is open")
        file = preview.live.root / "content/goals/lead.md"
        file.write_text(GOAL.replace("Body", "First"))
        preview.until(lambda: "First" in preview.ask("/repo/goals/lead.html").text)
        (preview.live.root / "static").mkdir()
        (preview.live.root / "static" / "a.txt").write_text("x")
        preview.until(lambda: preview.ask("/repo/a.txt").status == 200)
        assert preview.looks.empty()
        (folder / "end").touch()
        assert preview.looks.get(timeout=PATIENCE).changed == ["content/goals/lead.md", "static/a.txt"]

    def test_the_settings_are_opened_as_well(self, editing: tuple[Running, Path]) -> None:
        preview, noted = editing
        assert self.open(preview, "mkfile.toml") == (204, "")
        preview.until(noted.exists)

    def test_a_page_asks_for_the_line_of_its_record(self, new_site: NewSite, running: Begin) -> None:
        records = "- id: first\n  title: First\n- id: second\n  title: Second\n"
        preview = running(new_site({"content/goals/all.yaml": records}).root, environment={"EDITOR": "vim"})
        assert 'data-open="content/goals/all.yaml" data-line="3"' in preview.ask("/repo/goals/second.html").text

    @pytest.mark.parametrize(
        "path", ["content/goals/none.md", "../elsewhere", "content/../.env", ".env", "/etc/passwd", "public/index.html", "content", ""]
    )
    def test_nothing_but_the_sources_is_opened(self, editing: tuple[Running, Path], path: str) -> None:
        preview, noted = editing
        (preview.live.root / "content" / "link.md").symlink_to("/etc/passwd")
        assert self.open(preview, path)[0] == 400
        assert not noted.exists()

    def test_only_a_page_of_the_preview_may_ask(self, editing: tuple[Running, Path]) -> None:
        preview, noted = editing
        assert self.open(preview, "content/goals/lead.md", Origin="https://evil.example")[0] == 403
        assert self.open(preview, "content/goals/lead.md", Content_Type="text/plain")[0] == 403
        assert (
            preview.ask("/~mentorsite/open", "POST", '{"path": "content/goals/lead.md", "line": 1}', Content_Type="application/json").status
            == 403
        )
        assert preview.ask("/~mentorsite/open").status == 404
        assert not noted.exists()

    def test_what_is_no_question_is_answered(self, editing: tuple[Running, Path]) -> None:
        preview, _ = editing
        ours = {"Origin": f"http://127.0.0.1:{preview.port}", "Content_Type": "application/json"}
        for body in (
            "",
            "[]",
            "{}",
            '{"path": "a", "line": "x"}',
            "{",
            '{"path": "a", "line": 1e999}',
            "[" * 100_000,
            json.dumps({"path": "x" * 5000, "line": 1}),
        ):
            assert preview.ask("/~mentorsite/open", "POST", body, **ours).status == 400

    def test_an_editor_that_is_not_there_is_said(self, new_site: NewSite, running: Begin) -> None:
        preview = running(new_site({"content/goals/lead.md": GOAL}).root, environment={"VISUAL": "no-such-editor"})
        status, said = self.open(preview, "content/goals/lead.md")
        assert status == 400
        assert said == "no-such-editor could not be started: No such file or directory.\n"


def test_what_opens_too_much_is_told_to_a_page_without_any_change(new_site: NewSite, running: Begin) -> None:
    noor = "---\nname: Noor Hidden\nconsent: pair\n---\n"
    leaky = GOAL.replace("Body", "With Noor Hidden")
    site = new_site({"content/people/noor.md": noor, "content/goals/lead.md": leaky, "content/goals/two.md": leaky})
    preview = running(site.root, first=Audience.PUBLIC)
    for page in ("lead", "two"):
        heard = preview.listen(f"/repo/goals/{page}.html")
        assert next(heard)["errors"] == 0
        preview.until(lambda page=page: is_fatal(preview.live.standing(Audience.PUBLIC, f"goals/{page}.html").problems))  # type: ignore[misc]
        assert next(heard)["errors"] == 3
