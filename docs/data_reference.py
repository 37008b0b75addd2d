"""What docs/data.md says of every figure, read off the dataclasses of the insights: their names, their types, their docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from mentorsite.insights.insights import Insights
from mentorsite.records.describe import fields_of
from mentorsite.records.fields import WebLink
from mentorsite.records.values import Cadence, Key, Level, Phrase, Prose, Reference

_WORDS: dict[object, str] = {
    Key: "link to a record",
    Reference: "link, or a text alone",
    WebLink: "link",
    Phrase: "text",
    Prose: "text",
    Cadence: "text",
    Level: "level",
    str: "text",
    int: "whole number",
    bool: "`true` or `false`",
    date: "day",
    Decimal: "number",
    Fraction: "share or mean",
}


def sections() -> list[str]:
    """Give a section for each insight, and within it one for each kind of group that it holds and that was not described before."""
    lines: list[str] = []
    described: set[type] = set()
    for name, annotation in typing.get_type_hints(Insights).items():
        lines += [f"\n## insights.{name}\n", f"{_kind(annotation)}"]
        waiting = _groups(annotation)
        while waiting:
            group = waiting.pop(0)
            if group not in described:
                described.add(group)
                lines += _described(group)
                waiting += [inner for inner_type in typing.get_type_hints(group).values() for inner in _groups(inner_type)]
    return lines


def _described(group: type) -> list[str]:
    rows = [f"| `{name}` | {_kind(annotation)} |" for name, annotation in typing.get_type_hints(group).items()]
    return [f"\n### {group.__name__}\n", inspect.cleandoc(group.__doc__ or ""), "\n| field | is |", "| --- | --- |", *rows]


def _groups(annotation: Any) -> list[type]:
    """Give the dataclasses that a type holds, in the order in which they stand in it."""
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation) and annotation not in _WORDS:
        return [annotation]
    return [group for inner in get_args(annotation) for group in _groups(inner)]


def _kind(annotation: Any) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if annotation in _WORDS:
        return _WORDS[annotation]
    if origin is Literal:
        return " or ".join(f'`"{word}"`' for word in inner)
    if origin in (types.UnionType, typing.Union):
        words = " or ".join(dict.fromkeys(_kind(each) for each in inner if each is not type(None)))
        return f"{words}, or `null`" if type(None) in inner else words
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return f"list, each: {_kind(inner[0])}"
        return "list of " + ", ".join(_kind(each) for each in inner)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "fields " + ", ".join(f"`{name}`" for name in fields_of(annotation))
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
