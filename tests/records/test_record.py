"""What every record has, and the examples of all types."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mentorsite.linking import link
from mentorsite.reading import read
from mentorsite.records.audience import Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.record import BASE_FIELDS, Record
from mentorsite.records.registry import record_types
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.goals import Goal
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.pages import FreePage
from mentorsite.records.types.people import Person
from mentorsite.records.types.reviews import Review
from tests.conftest import write_files

LEVELS = ("Novice", "Advanced beginner", "Competent", "Proficient", "Expert")
TYPES = [pytest.param(name, record_type, id=name) for name, record_type in record_types().items()]


@pytest.mark.parametrize(("name", "record_type"), TYPES)
def test_the_example_of_a_type_is_read_without_a_problem(tmp_path: Path, name: str, record_type: type[Record]) -> None:
    write_files(tmp_path, {f"content/{name}/example.md": record_type.facts.example})
    content, problems = read(tmp_path, LEVELS)
    assert problems == []
    (sheet,) = content.sheets
    assert type(sheet.record) is record_type
    required = {fact.attribute for fact in fields_of(record_type).values() if fact.required}
    assert required < sheet.record.model_fields_set


def test_the_examples_of_all_types_refer_to_nothing_but_what_an_example_might_be(tmp_path: Path) -> None:
    write_files(tmp_path, {f"content/{name}/example.md": record_type.facts.example for name, record_type in record_types().items()})
    content, _ = read(tmp_path, LEVELS)
    _, problems = link(content)
    assert {problem.code.number for problem in problems} <= {"M200"}
    assert all(problem.message.startswith("there is no record") for problem in problems)


@pytest.mark.parametrize(("name", "record_type"), TYPES)
def test_a_type_says_what_it_is_and_names_only_fields_that_it_has(name: str, record_type: type[Record]) -> None:
    facts = record_type.facts
    fields = fields_of(record_type)
    for sentence in (facts.intro, facts.empty):
        assert sentence.endswith("."), sentence
    assert facts.title
    assert facts.singular
    assert facts.mark
    assert set(facts.card) | set(facts.people) <= set(fields)
    assert set(BASE_FIELDS) <= {fact.attribute for fact in fields.values()}
    for field in facts.people:
        assert fields[field].to, field


@pytest.mark.parametrize("name", [audience.value for audience in Audience])
def test_a_visibility_is_one_of_the_four_audiences(name: str) -> None:
    assert Goal.model_validate({"title": "x", "visibility": name}).visibility is Audience(name)


@pytest.mark.parametrize("value", ["privat", "Private", " private", "everybody", "", ["public"], {"public": "yes"}, "privatе"])
def test_anything_else_is_an_error_and_never_a_guess(value: object) -> None:
    with pytest.raises(ValueError, match="is no audience"):
        Goal.model_validate({"title": "x", "visibility": value})
    with pytest.raises(ValueError, match="is no audience"):
        Person.model_validate({"name": "x", "consent": value})


def test_without_a_title_a_record_is_called_by_its_type_and_its_date() -> None:
    assert Checkin.model_validate({"date": "2026-03-04"}).heading() == "Check-in, 4 March 2026"
    assert Checkin.model_validate({"date": "2026-03-04", "title": "Half time"}).heading() == "Half time"
    agreement = {"mentors": ["a"], "mentees": ["b"], "start": "2026-03-04"}
    assert Mentorship.model_validate(agreement).heading() == "Agreement"
    assert Person.model_validate({"name": "Ana Ferro"}).heading() == "Ana Ferro"


@pytest.mark.parametrize(
    ("record", "day"),
    [
        (Checkin.model_validate({"date": "2026-03-04"}), date(2026, 3, 4)),
        (Goal.model_validate({"title": "x"}), None),
        (Goal.model_validate({"title": "x", "date": "2026-01-01", "start": "2026-02-01"}), date(2026, 2, 1)),
        (Goal.model_validate({"title": "x", "start": "2026-02-01", "achieved": "2026-03-01"}), date(2026, 3, 1)),
        (Mentorship.model_validate({"mentors": ["a"], "mentees": ["b"], "start": "2026-02-01", "date": "2026-01-01"}), date(2026, 2, 1)),
        (Review.model_validate({"title": "x", "person": "a", "from": "2026-01-01", "to": "2026-06-30"}), date(2026, 6, 30)),
        (
            Review.model_validate({"title": "x", "person": "a", "from": "2026-01-01", "to": "2026-06-30", "date": "2026-07-02"}),
            date(2026, 7, 2),
        ),
        (FreePage.model_validate({"title": "x"}), None),
    ],
)
def test_a_record_belongs_to_a_day(record: Record, day: date | None) -> None:
    assert record.day() == day


def test_a_record_cannot_be_changed() -> None:
    record = FreePage.model_validate({"title": "x"})
    with pytest.raises(ValueError, match="frozen"):
        record.title = "y"
