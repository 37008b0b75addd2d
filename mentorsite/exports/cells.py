"""A field's value becomes the text of a cell in a table, and such a text a value again: the one place that knows how.

- One value is its text. A list is one item a line; what is written by date is one `2026-03-04: …` a line; a labelled address is a line of
  its label and the address. Where a line could be misread, the cell is JSON.
- What has fields of its own is JSON: a list of objects. A single group of fields is no cell, but a column a field (`response.date`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from mentorsite.exports.written import Value, Values
from mentorsite.half_characters import half_in
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.fields import WebLink
from mentorsite.records.record import BASE_FIELDS
from mentorsite.records.values import Phrase

_FIRST = ("title", "date")
_ADDRESS = re.compile(r"(?:(?P<label>.*\S)\s+)?<?(?P<url>(?:https?://|mailto:)[^\s>]+)>?", re.IGNORECASE | re.DOTALL)
_DATED = re.compile(r"(?P<day>[^:]+):(?P<value>.+)", re.DOTALL)
_APART = re.compile(r"[\n;,]")
# What a spreadsheet may take for a formula, by its first letter; those of full width are taken for the others by some.
_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"
_NEEDS_MARK = re.compile(f"'*{_FORMULA}")
_HAS_MARK = re.compile(f"'+{_FORMULA}")


class Misread(Exception):
    """A cell that is no value of its column: why, what to do, and the line (from 0) and column (from 0) in its text."""

    def __init__(self, message: str, hint: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line, self.column = message, hint, line, column


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table of a type: its name, and the field that it holds, of the `group` with that name where there is one."""

    name: str
    fact: FieldFacts
    group: str = ""


@cache
def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """Give the columns of a type, in the order in which they stand: what is its own before what every record has, and not its id."""
    facts = [fact for fact in fields_of(model).values() if fact.name != "id"]
    facts.sort(key=lambda fact: _FIRST.index(fact.name) if fact.name in _FIRST else 9 if fact.name in BASE_FIELDS else 5)
    return tuple(column for fact in facts for column in _columns(fact))


def _columns(fact: FieldFacts) -> Iterator[Column]:
    if fact.shape == "group" and fact.part:
        yield from (Column(f"{fact.name}.{inner.name}", inner, fact.name) for inner in fields_of(fact.part).values())
    else:
        yield Column(fact.name, fact)


def text_in(column: Column, values: Values) -> str:
    """Give the text of a record's cell; "" where its values say nothing."""
    of: Value = values.get(column.group, {}) if column.group else values
    value = of.get(column.fact.name, "") if isinstance(of, dict) else ""
    return text_of(column.fact, value)


def text_of(fact: FieldFacts, value: Value) -> str:
    """Give the text of a value of a field."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _lines([f"{day}: {each}" for day, each in value.items()], value)
    lines = [line for each in value if (line := _line(fact, each))]
    if fact.shape == "table" or len(lines) < len(value):
        return _json(value) if value else ""
    return _lines(lines, value)


def value_of(fact: FieldFacts, text: str) -> Value:
    """Give the value of a field that a cell's text is; "" where it is empty. Raises Misread where it is none."""
    bare = text.strip()
    if not bare or fact.shape in ("fact", "prose"):
        return text if fact.shape == "prose" and bare else bare
    if bare[0] == ("{" if fact.shape == "map" else "["):
        return _parsed(fact, bare)
    if fact.shape == "map":
        return _by_date(text)
    if fact.shape == "table":
        return _simple_parts(fact, text)
    pieces = text.split("\n")
    if len(pieces) == 1 and _are_words(fact):
        pieces = _APART.split(text)
    return [_item(fact, piece.strip(), number) for number, piece in enumerate(pieces) if piece.strip()]


def defused(text: str) -> str:
    """Give a text so that no spreadsheet takes it for a formula: with an apostrophe before it, where it may be one.

    What begins with apostrophes and such a letter gets one more, so that `fused` gives the text as it was.
    """
    return f"'{text}" if _NEEDS_MARK.match(text) else text


def fused(text: str) -> str:
    """Take away what `defused` put before a text."""
    return text[1:] if _HAS_MARK.match(text) else text


def _are_words(fact: FieldFacts) -> bool:
    """Say whether people may write the items of a list in a row, with commas or semicolons between them: ids and words, and no phrases."""
    return fact.shape in ("list", "links") and fact.inner is not Phrase and fact.inner is not WebLink and not isinstance(fact.inner, tuple)


def _line(fact: FieldFacts, item: Value) -> str:
    """Give an item as a line; "" where it would be read as something else."""
    if isinstance(item, str):
        return "" if _are_words(fact) and _APART.search(item) else item
    if isinstance(item, dict) and set(item) == {"label", "url"}:
        return f"{item['label']} {item['url']}"
    return ""


def _lines(lines: list[str], value: Value) -> str:
    """Give lines, or JSON where they would be read as something else."""
    text = "\n".join(lines)
    same = text[:1] not in ("[", "{") and text.split("\n") == lines and all(line == line.strip() for line in lines)
    return text if same else _json(value)


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parsed(fact: FieldFacts, text: str) -> Value:
    try:
        # Numbers as they are written: 4.50 is no 4.5.
        found = _as_written(json.loads(text, parse_float=str, parse_int=str, parse_constant=str))
        half = half_in(found)
    except (ValueError, RecursionError) as error:
        line, column = (error.lineno - 1, error.colno - 1) if isinstance(error, json.JSONDecodeError) else (0, 0)
        said = f"the cell begins like JSON and is none: {error.msg}" if isinstance(error, json.JSONDecodeError) else "the JSON is too deep"
        raise Misread(said, "correct it, or write one item a line", line, column) from None
    if half:
        raise Misread(f"`{half}` alone is half of a character", "write the whole character, or both halves one after the other")
    return found


def _as_written(value: Any) -> Value:
    if isinstance(value, list):
        return [_as_written(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _as_written(inner) for name, inner in value.items() if inner is not None}
    return "true" if value is True else "false" if value is False else "" if value is None else str(value)


def _by_date(text: str) -> Value:
    found: Values = {}
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        match = _DATED.fullmatch(line)
        day, value = (match["day"].strip(), match["value"].strip()) if match else ("", "")
        if not day or not value:
            raise Misread("a line without a date", "write `2026-03-04: …`, one a line", number)
        if day in found:
            raise Misread(f"`{day}` stands there twice", "keep one of the two", number)
        found[day] = value
    return found


def _simple_parts(fact: FieldFacts, text: str) -> Value:
    """Give groups of fields of which each line has the one that has to be there."""
    assert fact.part is not None
    required = [name for name, inner in fields_of(fact.part).items() if inner.required]
    if len(required) != 1:
        names = ", ".join(f'"{name}": "…"' for name in required)
        raise Misread(f"`{fact.name}` needs more than a line can say", f"write it as JSON: `[{{{names}}}]`")
    return [{required[0]: line.strip()} for line in text.split("\n") if line.strip()]


def _item(fact: FieldFacts, item: str, line: int) -> Value:
    """Give what an item of a list says: an address with its label where one belongs, or may stand beside records."""
    match = _ADDRESS.fullmatch(item) if fact.inner is WebLink or isinstance(fact.inner, tuple) else None
    if match:
        return {"label": match["label"] or re.sub(r"^\w+:(?://)?|/$", "", match["url"]), "url": match["url"]}
    if fact.inner is WebLink:
        raise Misread(f"`{item[:60]}` is no address", "write a label and an address: `A talk https://example.org/talk`", line)
    return item
