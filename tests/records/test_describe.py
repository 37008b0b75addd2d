"""What a declaration says of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pydantic import BaseModel

from mentorsite.records.describe import FieldFacts, fields_of, prose_headings
from mentorsite.records.fields import WebLink
from mentorsite.records.registry import record_types
from mentorsite.records.types.checkins import Action, Checkin
from mentorsite.records.types.goals import Goal, Indicator
from mentorsite.records.types.mentorships import Mentorship, Roles
from mentorsite.records.types.reflections import Reflection
from mentorsite.records.types.skills import Skill
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Level, Phrase, Prose, Reference


def models() -> Iterator[type[BaseModel]]:
    """Give all types and their parts."""
    seen: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = list(record_types().values())
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen[model] = None
            for fact in fields_of(model).values():
                inner = fact.inner if isinstance(fact.inner, tuple) else (fact.inner,)
                waiting += [part for part in inner if isinstance(part, type) and issubclass(part, BaseModel)]
    yield from seen


ALL = [pytest.param(model, id=model.__name__) for model in models()]


def test_all_parts_are_found() -> None:
    assert {"Goal", "Indicator", "WebLink", "Response", "SkillTarget", "Roles", "Support", "Competency"} <= {
        model.__name__ for model in models()
    }


@pytest.mark.parametrize("model", ALL)
def test_every_field_of_every_type_has_a_description_that_is_a_sentence(model: type[BaseModel]) -> None:
    facts = fields_of(model)
    assert facts
    for fact in facts.values():
        assert fact.description, fact.name
        assert fact.description[0].isupper() or fact.description[0] == "`", fact.name
        assert fact.description.endswith((".", ")")), fact.name
        assert fact.label[0].isupper(), fact.name


@pytest.mark.parametrize("model", ALL)
def test_every_type_and_part_says_in_a_sentence_of_its_own_what_it_is(model: type[BaseModel]) -> None:
    said = model.__dict__.get("__doc__")
    assert said
    assert said.strip().endswith(".")


@pytest.mark.parametrize(
    ("model", "name", "shape", "inner", "part"),
    [
        (Goal, "title", "fact", str, None),
        (Goal, "due", "fact", date, None),
        (Goal, "owner", "fact", Reference, None),
        (Goal, "why", "prose", Prose, None),
        (Goal, "summary", "fact", Phrase, None),
        (Goal, "tags", "list", str, None),
        (Goal, "skills", "links", Reference, None),
        (Goal, "links", "links", WebLink, None),
        (Goal, "indicators", "table", Indicator, Indicator),
        (Goal, "draft", "fact", bool, None),
        (Indicator, "readings", "map", Decimal, None),
        (Skill, "levels", "map", Level, None),
        (Skill, "evidence", "map", Reference, None),
        (Story, "evidence", "links", (Reference, WebLink), None),
        (Mentorship, "roles", "group", Roles, Roles),
        (Mentorship, "norms", "list", Phrase, None),
        (Checkin, "actions", "table", Action, Action),
        (Checkin, "duration", "fact", int, None),
    ],
)
def test_the_shape_of_a_field_is_told(model: type[BaseModel], name: str, shape: str, inner: object, part: object) -> None:
    fact = fields_of(model)[name]
    assert (fact.shape, fact.inner, fact.part) == (shape, inner, part)


def test_a_field_is_known_by_the_name_that_people_write() -> None:
    fact = fields_of(Checkin)["next"]
    assert (fact.attribute, fact.label, fact.required) == ("next_", "Next check-in", False)
    assert fields_of(Reflection)["did_not"].label == "What did not"
    assert fields_of(Goal)["achieved"].label == "Achieved"
    assert fields_of(Mentorship)["response_time"].label == "Response time"


def test_what_is_required_is_told() -> None:
    required = [fact.name for fact in fields_of(Mentorship).values() if fact.required]
    assert required == ["mentors", "mentees", "start"]


def test_a_type_s_own_description_of_a_field_counts() -> None:
    assert fields_of(Checkin)["date"].description == "The day of the conversation."
    assert fields_of(Goal)["date"].description.startswith("The day it belongs to")


def test_fields_come_in_declared_order() -> None:
    assert list(fields_of(Indicator)) == ["name", "unit", "baseline", "target", "readings"]
    assert list(fields_of(Goal))[:4] == ["title", "id", "date", "visibility"]


def test_the_headings_of_prose_fields_are_their_names_and_their_titles() -> None:
    headings = prose_headings(Reflection)
    assert headings["what worked"] == headings["worked"] == "worked"
    assert headings["so what"] == headings["so_what"] == "so_what"
    assert headings["private"] == "private"
    assert "body" not in headings
    assert not {"title", "themes", "author"} & set(headings)


@pytest.mark.parametrize("model", [pytest.param(record_type, id=name) for name, record_type in record_types().items()])
def test_no_two_prose_fields_of_a_type_share_a_heading(model: type[BaseModel]) -> None:
    prose: list[FieldFacts] = [fact for fact in fields_of(model).values() if fact.shape == "prose" and fact.name != "body"]
    assert len({fact.label.casefold() for fact in prose} | {fact.name.casefold() for fact in prose}) == len(prose_headings(model))
    assert set(prose_headings(model).values()) == {fact.name for fact in prose}


def test_a_reference_says_the_type_that_it_leads_to() -> None:
    targets = {name: fact.target for name, fact in fields_of(record_types()["reflections"]).items() if fact.target}
    assert targets == {"author": "people", "about": "*"}
    assert [fields_of(Checkin)[name].target for name in ("participants", "goals", "duration")] == ["people", "goals", ""]
    assert fields_of(record_types()["introductions"])["to"].to.endswith("or any text")
