"""`mentorsite new` writes a record, prints where it is, and never overwrites one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from mentorsite.cli.group import group
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
PEOPLE = {"content/people/ana.yaml": "name: Ana\nrole: mentor", "content/people/ben.yaml": "name: Ben\nrole: mentee"}


def run(site: Site, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(site.root)
    return CliRunner().invoke(group, ["new", *arguments, "--date", "2026-11-24"])


@pytest.mark.parametrize("name", ["feedback", "Feedback"])
def test_a_record_is_written_with_the_people_that_there_are(new_site: NewSite, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    site = new_site(PEOPLE)
    assert run(site, monkeypatch, name, "Thank", "you").output == "content/feedback/2026-11-24-thank-you.md\n"
    text = (site.root / "content/feedback/2026-11-24-thank-you.md").read_text("utf-8")
    assert text.startswith('---\ntitle: "Thank you"\nfrom: ana\nto: ben\n')
    assert site.make().problems == ()


@pytest.mark.parametrize(
    ("name", "folder"), [("goal", "goals"), ("check-in", "checkins"), ("checkin", "checkins"), ("story", "stories"), ("person", "people")]
)
def test_a_type_may_be_named_in_the_singular(new_site: NewSite, monkeypatch: pytest.MonkeyPatch, name: str, folder: str) -> None:
    assert run(new_site({}), monkeypatch, name, "One").output.startswith(f"content/{folder}/")


def test_a_record_that_is_there_is_never_overwritten(new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = new_site({"content/goals/one.md": "mine"})
    result = run(site, monkeypatch, "goals", "One")
    assert result.exit_code == 1
    assert "is there already" in result.output
    assert (site.root / "content/goals/one.md").read_text() == "mine"


def test_a_misspelt_type_is_wrong_use_with_a_suggestion(new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(new_site({}), monkeypatch, "gaols", "One")
    assert result.exit_code == 2
    assert "did you mean `goals`?" in result.output


@pytest.mark.parametrize("title", ["…", "index", "con", "x" * 300, "../../etc"])
def test_a_title_never_leads_out_of_its_folder_or_to_a_bad_name(new_site: NewSite, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    site = new_site({})
    run(site, monkeypatch, "pages", title)
    written = list((site.root / "content").rglob("*.md"))
    assert all(path.parent == site.root / "content" / "pages" for path in written)
    assert site.make().problems == ()


def test_with_several_portfolios_one_has_to_be_named(new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = new_site({"content/portfolios/ana/goals/one.yaml": "title: One"})
    missing = run(site, monkeypatch, "goals", "Two")
    assert missing.exit_code == 2
    assert "ana" in missing.output
    assert run(site, monkeypatch, "goals", "Two", "--portfolio", "ana").output == "content/portfolios/ana/goals/two.md\n"
    assert run(site, monkeypatch, "goals", "Two", "--portfolio", "anna").exit_code == 2
    assert run(site, monkeypatch, "people", "Cleo").output == "content/people/cleo.md\n"
