"""The schemas of files, as an editor reads them: valid, true of what people write, and with what there is to refer to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mentorsite.records.editor_schemas import KnownSite, Named, editor_schemas
from mentorsite.records.registry import record_types, type_names

SITE = KnownSite(
    levels=("Watching", "Doing"),
    records={"people": (Named("ana", "Ana Silva"), Named("ben", "")), "goals": (Named("lead", "Lead reviews"),)},
    tags=("calm",),
    given=frozenset({"from"}),
)
SCHEMAS = editor_schemas(SITE)


def parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(inner)


def labels(part: dict[str, Any]) -> list[str]:
    return [snippet["label"] for snippet in part.get("defaultSnippets", ())]


def test_there_is_one_for_each_type_and_one_for_defaults() -> None:
    assert set(SCHEMAS) == {*type_names(), "_defaults"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_holds_no_mark_of_our_own(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert '"x-' not in json.dumps(SCHEMAS[name])


@pytest.mark.parametrize("name", type_names())
def test_every_reference_of_a_schema_leads_somewhere(name: str) -> None:
    for schema in (SCHEMAS[name], SCHEMAS["_defaults"]):
        for part in parts(schema):
            if "$ref" in part:
                assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]


@pytest.mark.parametrize(
    ("file", "is_right"),
    [
        ({"title": "x"}, True),
        ({"titel": "x"}, False),
        ({}, False),
        ([{"id": "a", "title": "x"}, {"id": "b", "title": "y"}], True),
        ([{"title": "x"}], False),
        ([{"id": "a", "titel": "x"}], False),
        ("title", False),
        ({"title": 2026, "tags": [2026], "owner": "nobody-yet"}, True),
    ],
)
def test_a_file_holds_a_record_or_a_list_of_records_with_ids(file: object, is_right: bool) -> None:
    assert Draft202012Validator(SCHEMAS["goals"]).is_valid(file) is is_right


def test_what_defaults_give_is_not_asked_for() -> None:
    record = {"to": "ben", "kind": "recognition"}
    assert Draft202012Validator(SCHEMAS["feedback"]).is_valid(record)
    assert not Draft202012Validator(editor_schemas(KnownSite())["feedback"]).is_valid(record)


def test_a_reference_is_offered_what_it_may_lead_to_with_its_title() -> None:
    goal = SCHEMAS["goals"]["$defs"]["record"]["properties"]
    assert goal["owner"]["defaultSnippets"] == [
        {"label": "ana", "body": "ana", "description": "Ana Silva"},
        {"label": "ben", "body": "ben"},
    ]
    assert labels(goal["parent"]) == ["lead"]
    assert labels(goal["tags"]["items"]) == ["calm"]
    assert "defaultSnippets" not in goal["mentorship"]
    assert "defaultSnippets" not in goal["title"]
    evidence = SCHEMAS["stories"]["$defs"]["record"]["properties"]["evidence"]["items"]["oneOf"][0]
    assert labels(evidence) == ["people/ana", "people/ben", "goals/lead"]
    action = SCHEMAS["checkins"]["$defs"]["Action"]["properties"]
    assert labels(action["owner"]) == ["ana", "ben"]


def test_of_a_bad_date_it_is_said_how_one_is_written() -> None:
    dates = [part for schema in SCHEMAS.values() for part in parts(schema) if part.get("format") == "date"]
    assert len(dates) > 50
    assert {part["errorMessage"] for part in dates} == {"Write a date as year-month-day, for example 2026-03-04."}


class TestDefaults:
    """A file of defaults takes any field of any type, with a value that one of them takes."""

    VALIDATOR = Draft202012Validator(SCHEMAS["_defaults"])

    def test_it_has_every_field_but_what_names_a_record_or_is_its_text(self) -> None:
        fields = {field.alias or name for model in record_types().values() for name, field in model.model_fields.items()}
        assert set(SCHEMAS["_defaults"]["properties"]) == fields - {"id", "body"}

    @pytest.mark.parametrize("values", [{}, {"visibility": "pair"}, {"kind": "career"}, {"kind": "recognition", "owner": "ana"}])
    def test_nothing_has_to_be_there_and_what_any_type_takes_is_right(self, values: object) -> None:
        assert self.VALIDATOR.is_valid(values)

    @pytest.mark.parametrize(
        "values", [{"visibility": "pubic"}, {"kind": "carer"}, {"id": "x"}, {"body": "x"}, {"titel": "x"}, [{"title": "x"}]]
    )
    def test_what_no_type_takes_is_wrong(self, values: object) -> None:
        assert not self.VALIDATOR.is_valid(values)

    def test_a_field_that_means_different_things_tells_all_of_them_by_type(self) -> None:
        said = SCHEMAS["_defaults"]["properties"]["kind"]["description"]
        assert "feedback: " in said
        assert "stories: What it was that changed." in said
        assert SCHEMAS["_defaults"]["properties"]["visibility"]["description"] == "The widest audience that may see it."

    def test_it_is_offered_people_and_not_all_that_there_is(self) -> None:
        properties = SCHEMAS["_defaults"]["properties"]
        assert labels(properties["owner"]) == ["ana", "ben"]
        assert not any("/" in label for part in parts(properties) for label in labels(part))
