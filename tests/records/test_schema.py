"""The record types as JSON Schema: valid, documented, and true of what people write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mentorsite.reading.front_matter import take_apart
from mentorsite.records.places import place_of
from mentorsite.records.registry import record_types, type_names
from mentorsite.records.schema import Schema, all_schemas, schema_of
from tests.conftest import ROOT

LEVELS = ("Watching", "Helping", "Doing", "Leading", "Teaching")
EXAMPLE = sorted(path for path in (ROOT / "content").rglob("*") if path.suffix in (".md", ".yaml") and not path.name.startswith("_"))


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for inner in schema.values():
            yield from objects_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects_in(inner)


def as_an_editor_reads(value: Any) -> Any:
    """Give a value of YAML as JSON has it: an editor reads a date as a text."""
    if isinstance(value, dict):
        return {as_an_editor_reads(key): as_an_editor_reads(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(
    "schema", [pytest.param(schema_of(name), id=name) for name in type_names()] + [pytest.param(all_schemas(LEVELS), id="all")]
)
def test_a_schema_is_valid_and_describes_every_field(schema: Schema) -> None:
    Draft202012Validator.check_schema(schema)
    objects = list(objects_in(schema))
    assert objects
    for part in objects:
        assert part["additionalProperties"] is False
        for name, field in part["properties"].items():
            assert field["title"], name
            assert field["description"].endswith((".", ")")), name
            assert not {"default", "x-prose", "x-reference", "x-level"} & set(field), name
            assert {"type": "null"} not in field.get("anyOf", ()), name


@pytest.mark.parametrize("name", type_names())
def test_a_schema_has_the_fields_of_its_type(name: str) -> None:
    model = record_types()[name]
    properties = schema_of(name)["properties"]
    assert set(properties) == {field.alias or attribute for attribute, field in model.model_fields.items()}
    assert schema_of(name)["title"] == model.facts.singular


def test_what_a_reference_leads_to_is_said_with_the_field() -> None:
    properties = schema_of("goals")["properties"]
    assert properties["owner"]["description"] == "Whose goal it is. (the id of a record of type `people`)"
    assert properties["why"] == {"title": "Why", "description": "Why it matters.", "type": "string"}


def test_what_may_stand_elsewhere_is_not_required() -> None:
    assert schema_of("checkins")["required"] == []
    assert schema_of("feedback")["required"] == ["from", "to", "kind"]
    assert schema_of("mentorships")["required"] == ["mentors", "mentees", "start"]


def records_of(path: Path) -> list[tuple[str, Any]]:
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        apart, problems = take_apart(path.name, text)
        assert not problems
        text = apart.yaml.text if apart.yaml else "{}"
    type = place_of(path.relative_to(ROOT).as_posix()).type
    assert type
    values = as_an_editor_reads(yaml.safe_load(text)) or {}
    return [(type, record) for record in (values if isinstance(values, list) else [values])]


def test_every_record_of_the_example_is_valid() -> None:
    validators = {name: Draft202012Validator(schema_of(name, LEVELS)) for name in type_names()}
    found = [(path, type, record) for path in EXAMPLE for type, record in records_of(path)]
    assert len(found) > 60
    assert {type for _, type, _ in found} == set(type_names())
    wrong = [(path.name, error.json_path, error.message) for path, type, record in found for error in validators[type].iter_errors(record)]
    assert wrong == []


def test_the_schema_of_all_types_takes_a_record_of_any() -> None:
    validator = Draft202012Validator(all_schemas(LEVELS))
    one_of_each = {type: record for path in EXAMPLE for type, record in records_of(path)}
    assert set(one_of_each) == set(type_names())
    assert [type for type, record in one_of_each.items() if not validator.is_valid(record)] == []
    assert not validator.is_valid({"titel": "x"})


@pytest.mark.parametrize(
    ("type", "record"),
    [
        ("goals", {}),
        ("goals", {"titel": "x"}),
        ("goals", {"title": "x", "status": "activ"}),
        ("goals", {"title": "x", "visibility": "privat"}),
        ("goals", {"title": "x", "due": 4}),
        ("goals", {"title": "x", "tags": "y"}),
        ("goals", {"title": "x", "indicators": [{"name": "y"}]}),
        ("goals", {"title": "x", "indicators": [{"name": "y", "target": "many"}]}),
        ("goals", {"title": "x", "milestones": [{"title": "y", "wehn": "z"}]}),
        ("checkins", {"date": "2026-03-04", "duration": 0}),
        ("mentorships", {"mentors": [], "mentees": ["a"], "start": "2026-03-04"}),
        ("mentorships", {"mentors": ["a"], "mentees": ["b"], "start": "2026-03-04", "cadence": "daily"}),
        ("skills", {"title": "x", "levels": {"2026-03-04": "Master"}}),
        ("skills", {"title": "x", "target": {"level": 6}}),
        ("stories", {"title": "x", "evidence": [{"label": "y"}]}),
        ("stories", {"title": "x", "links": [{"label": "y", "url": "example.org"}]}),
        ("pages", {"title": "x", "draft": "yes"}),
    ],
)
def test_what_is_an_error_is_no_valid_record(type: str, record: dict[str, Any]) -> None:
    assert not Draft202012Validator(schema_of(type, LEVELS)).is_valid(record)


@pytest.mark.parametrize(
    ("type", "record"),
    [
        ("goals", {"title": "x"}),
        ("skills", {"title": "x", "levels": {"2026-03-04": "Doing", "2026-04-04": 5}, "target": {"level": 1}}),
        ("mentorships", {"mentors": ["a"], "mentees": ["b"], "start": "2026-03-04", "cadence": "P3W"}),
        ("stories", {"title": "x", "evidence": ["goals/a", {"label": "y", "url": "https://example.org"}]}),
        ("reviews", {"title": "x", "person": "a", "from": "2026-01-01", "to": "2026-06-30", "next": "y"}),
    ],
)
def test_what_is_right_is_a_valid_record(type: str, record: dict[str, Any]) -> None:
    assert list(Draft202012Validator(schema_of(type, LEVELS)).iter_errors(record)) == []


def test_where_the_scale_is_not_known_any_level_is_valid() -> None:
    assert Draft202012Validator(schema_of("skills")).is_valid({"title": "x", "target": {"level": "Any"}})
