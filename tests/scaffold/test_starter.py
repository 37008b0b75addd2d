"""What people are given to begin with builds without a word from the tool."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mentorsite.build import advise, gather
from mentorsite.config import Practice
from mentorsite.records.registry import record_types
from mentorsite.scaffold.starter import starter_files
from tests.conftest import TODAY, Site, write_files
from tests.scaffold.conftest import begin

SAID: dict[str, dict[str, str]] = {
    "people": {"name": 'Ana: "Ann"'},
    "checkins": {},
    "feedback": {"to": "mentee", "kind": "recognition"},
    "reflections": {"about": "goals/first-goal"},
    "introductions": {"to": "The guild"},
    "mentorships": {},
    "reviews": {},
}
"""What is said of a new record, where it is not a title."""


@pytest.fixture
def begun(tmp_path: Path) -> Site:
    """A site as `init` writes it."""
    write_files(tmp_path, dict(starter_files('A "quoted" title: ok', TODAY)))
    return Site(tmp_path)


def test_a_site_to_begin_with_is_clean_for_all_of_its_targets(begun: Site) -> None:
    for target in begun.config.targets:
        assert begun.make(target).problems == ()
    assert begun.config.title == 'A "quoted" title: ok'


def test_of_a_site_to_begin_with_the_public_sees_one_page_and_no_name(begun: Site) -> None:
    pages = begun.pages("public")
    assert "pages/about.html" in pages
    assert not any("The mentor" in page or "First check-in" in page for page in pages.values())


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 12, 31)])
def test_a_site_to_begin_with_is_clean_on_any_day(tmp_path: Path, day: date) -> None:
    write_files(tmp_path, dict(starter_files("x", day)))
    assert Site(tmp_path).make().problems == ()


def test_of_a_site_to_begin_with_and_of_new_drafts_there_is_nothing_to_advise(begun: Site) -> None:
    for type in record_types():
        begin(begun, type, **SAID.get(type, {"title": "One"}))
    assert advise(begun.config, gather(begun.config), TODAY) == ()


def test_the_practice_table_to_begin_with_says_what_counts_without_it(begun: Site) -> None:
    text = (begun.root / "mkfile.toml").read_text("utf-8")
    (table,) = re.findall(r"^# \[practice\]\n(?:# .*\n)+", text, re.MULTILINE)
    begun.write({"mkfile.toml": text.replace(table, re.sub("^# ", "", table, flags=re.MULTILINE))})
    assert begun.config.practice == Practice()
    begun.write({"mkfile.toml": (begun.root / "mkfile.toml").read_text("utf-8").replace("revisit_days = 90", "revisit_days = 91")})
    assert begun.config.practice == Practice(revisit_days=91)


@pytest.mark.parametrize("type", tuple(record_types()))
def test_a_new_record_of_any_type_is_clean_as_a_draft_and_as_it_is(begun: Site, type: str) -> None:
    filed = begin(begun, type, **SAID.get(type, {"title": 'A "new" one: yes'}))
    for target in begun.config.targets:
        assert begun.make(target).problems == ()
    begun.write({filed.path: "\n".join(line for line in filed.draft.text.split("\n") if not line.startswith("draft:"))})
    for target in begun.config.targets:
        assert [problem for problem in begun.make(target).problems if problem.severity == "error"] == []


@pytest.mark.parametrize("type", ["milestones", "stories", "pages"])
def test_a_new_record_is_for_nobody_else_until_it_is_written(begun: Site, type: str) -> None:
    filed = begin(begun, type, title="Not yet")
    assert any("Not yet" in page for page in begun.pages("private").values())
    assert not any("Not yet" in page for page in begun.pages("public").values())
    begun.write({filed.path: "\n".join(line for line in filed.draft.text.split("\n") if not line.startswith("draft:"))})
    assert any("Not yet" in page for page in begun.pages("public").values())
