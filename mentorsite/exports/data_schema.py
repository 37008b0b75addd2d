"""The shape of data.json as JSON Schema (draft 2020-12), read off the dataclasses of the insights: their names, types and docstrings.

docs/data.md is written from it, so both say the same. A program that reads data.json has to let names pass that it does not know: a version
of the format may gain some. So the schema forbids none.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from mentorsite.exports.data import VERSION
from mentorsite.insights.insights import Insights
from mentorsite.records.audience import AUDIENCE_NAMES
from mentorsite.records.describe import fields_of
from mentorsite.records.fields import WebLink
from mentorsite.records.schema import DIALECT, Schema
from mentorsite.records.values import Cadence, Key, Level, Phrase, Prose, Reference

ID = f"urn:mentorsite:schema:data:{VERSION}"
"""What the schema is called; another version of the format has another one."""

_LINK: Schema = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "address": {"type": ["string", "null"]}},
    "required": ["text", "address"],
}
_KINDS: dict[str, Schema] = {
    "text": {"title": "text", "type": "string"},
    "day": {"title": "day", "type": "string", "format": "date"},
    "count": {"title": "whole number", "type": "integer"},
    "number": {"title": "number", "type": "number"},
    "share": {"title": "share or mean", "type": "number"},
    "flag": {"title": "`true` or `false`", "type": "boolean"},
    "link": {"title": "link", **_LINK},
    "recordLink": {"title": "link to a record", **_LINK},
    "linkOrText": {"title": "link, or a text alone", **_LINK},
    "level": {
        "title": "level",
        "type": "object",
        "properties": {"level": {"type": "integer", "minimum": 1}, "name": {"type": "string"}},
        "required": ["level", "name"],
    },
}
_KIND_OF: dict[object, str] = {
    Key: "recordLink",
    Reference: "linkOrText",
    WebLink: "link",
    Phrase: "text",
    Prose: "text",
    Cadence: "text",
    Level: "level",
    str: "text",
    int: "count",
    bool: "flag",
    date: "day",
    Decimal: "number",
    Fraction: "share",
}


def data_schema() -> Schema:
    """Give the schema of data.json. Each kind of group and each kind of value is one of its `$defs`."""
    groups = {group.__name__: _group(group) for group in _groups()}
    record = {
        "type": "object",
        "properties": {
            "type": _to("text"),
            "id": _to("text"),
            "title": _to("text"),
            "date": _or_null(_to("day")),
            "address": _to("text"),
        },
        "required": ["type", "id", "title", "date", "address"],
    }
    properties = {
        "version": {"const": VERSION},
        "title": _to("text"),
        "audience": {"enum": list(AUDIENCE_NAMES)},
        "language": _to("text"),
        "today": _to("day"),
        "records": {"type": "array", "items": record},
        "insights": _properties(Insights),
    }
    return {
        "$schema": DIALECT,
        "$id": ID,
        "title": "data.json of mentorsite",
        "description": "The figures that the pages of a portfolio show, and the addresses of the records behind them.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": {**_KINDS, **groups},
    }


def _groups() -> Iterator[type]:
    """Give the types that become groups, each before what it holds."""
    waiting, known = _within(Insights), set[type]()
    while waiting:
        group = waiting.pop(0)
        if group not in known:
            known.add(group)
            yield group
            waiting += _within(group)


def _within(group: type) -> list[type]:
    return [inner for annotation in typing.get_type_hints(group).values() for inner in _groups_of(annotation)]


def _groups_of(annotation: Any) -> list[type]:
    if annotation in _KIND_OF:
        return []
    if isinstance(annotation, type) and (dataclasses.is_dataclass(annotation) or issubclass(annotation, BaseModel)):
        return [annotation]
    return [group for inner in get_args(annotation) for group in _groups_of(inner)]


def _group(group: type) -> Schema:
    return {"title": group.__name__, "description": inspect.cleandoc(group.__doc__ or ""), **_properties(group)}


def _properties(group: type) -> Schema:
    hints = typing.get_type_hints(group)
    if issubclass(group, BaseModel):
        hints = {name: hints[fact.attribute] for name, fact in fields_of(group).items()}
    return {"type": "object", "properties": {name: _kind(annotation) for name, annotation in hints.items()}, "required": list(hints)}


def _kind(annotation: Any) -> Schema:
    origin, inner = get_origin(annotation), get_args(annotation)
    if annotation in _KIND_OF:
        return _to(_KIND_OF[annotation])
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (types.UnionType, typing.Union):
        kinds: list[Schema] = []
        kinds += [kind for each in inner if each is not type(None) and (kind := _kind(each)) not in kinds]
        said = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        return _or_null(said) if type(None) in inner else said
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _kind(inner[0])}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_kind(each) for each in inner], "minItems": len(inner), "maxItems": len(inner)}
    assert isinstance(annotation, type)
    return _to(annotation.__name__)


def _to(definition: str) -> Schema:
    return {"$ref": f"#/$defs/{definition}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}
