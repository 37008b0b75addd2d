"""What people are given to begin with builds without a word from the tool."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from mentorsite.build import advise, gather
from mentorsite.config import Practice
from mentorsite.records.describe import fields_of
from mentorsite.records.registry import record_types
from mentorsite.scaffold.record import draft_record
from mentorsite.scaffold.starter import starter_files
from tests.conftest import TODAY, Site, write_files

PEOPLE = {"mentor": "mentor", "mentee": "mentee"}


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
        draft = draft_record(type, "One", TODAY, PEOPLE)
        begun.write({f"content/{type}/{draft.name}": draft.text})
    assert advise(begun.config, gather(begun.config), TODAY) == ()


def test_the_practice_table_to_begin_with_says_what_counts_without_it(begun: Site) -> None:
    text = (begun.root / "mkfile.toml").read_text("utf-8")
    (table,) = re.findall(r"^# \[practice\]\n(?:# .*\n)+", text, re.MULTILINE)
    begun.write({"mkfile.toml": text.replace(table, re.sub("^# ", "", table, flags=re.MULTILINE))})
    assert begun.config.practice == Practice()
    begun.write({"mkfile.toml": (begun.root / "mkfile.toml").read_text("utf-8").replace("revisit_days = 90", "revisit_days = 91")})
    assert begun.config.practice == Practice(revisit_days=91)


@pytest.mark.parametrize("type", tuple(record_types()))
def test_a_new_record_of_any_type_is_clean(begun: Site, type: str) -> None:
    draft = draft_record(type, 'A "new" one: yes', TODAY, PEOPLE)
    begun.write({f"content/{type}/{draft.name}": draft.text})
    assert begun.make().problems == ()


@pytest.mark.parametrize("type", tuple(record_types()))
def test_a_new_record_explains_every_field_of_its_type(type: str) -> None:
    text = draft_record(type, "One", TODAY, PEOPLE).text
    missing = [
        name
        for name, fact in fields_of(record_types()[type]).items()
        if name not in ("id", "body", "private")
        and not re.search(rf"^#? ?{name}:|## {fact.label}\b", text, re.MULTILINE)
        and not (name == "date" and fact.required)
    ]
    assert missing == []


@pytest.mark.parametrize("type", tuple(record_types()))
def test_every_comment_that_shows_a_field_is_yaml_that_the_type_takes(begun: Site, type: str) -> None:
    """With the comments taken away, nothing is wrong but the references, which are placeholders."""
    draft = draft_record(type, "One", TODAY, PEOPLE)
    lines = []
    for line in draft.text.split("\n"):
        shown = re.match(r"# ( *(?:- )?[a-z_0-9-]+:(?: .*)?)$", line)
        lines.append(shown[1] if shown else line)
    begun.write({f"content/{type}/{draft.name}": "\n".join(lines)})
    codes = {problem.code.number for problem in begun.make().problems}
    assert codes <= {"M200", "M204"}


def test_a_new_record_without_people_names_what_is_missing_when_it_is_checked(begun: Site) -> None:
    draft = draft_record("feedback", "One", TODAY, {})
    begun.write({f"content/feedback/{draft.name}": draft.text})
    said = [problem.message for problem in begun.make().problems]
    assert said == ["`from` is missing", "`to` is missing"]


def test_a_record_that_happened_on_a_day_has_it_in_its_files_name() -> None:
    assert draft_record("checkins", "Über uns", TODAY, {}).name == "2026-11-24-über-uns.md"
    assert draft_record("goals", "Über uns", TODAY, {}).name == "über-uns.md"


def test_the_front_matter_of_a_new_record_is_yaml_to_other_tools_too() -> None:
    for type in record_types():
        text = draft_record(type, "One: two", TODAY, PEOPLE).text
        assert isinstance(yaml.safe_load(text.split("---\n")[1]), dict)


@pytest.mark.parametrize("type", ["milestones", "stories", "pages"])
def test_a_new_record_is_for_nobody_else_until_it_is_written(begun: Site, type: str) -> None:
    draft = draft_record(type, "Not yet", TODAY, PEOPLE)
    begun.write({f"content/{type}/{draft.name}": draft.text})
    assert any("Not yet" in page for page in begun.pages("private").values())
    assert not any("Not yet" in page for page in begun.pages("public").values())
    begun.write({f"content/{type}/{draft.name}": "\n".join(line for line in draft.text.split("\n") if not line.startswith("draft:"))})
    assert any("Not yet" in page for page in begun.pages("public").values())
