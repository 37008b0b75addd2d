"""The values of a record become the text of its file, as people would write it: fields above, texts below under their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from mentorsite.exports.written import Value, Values
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.record import BASE_FIELDS, Record
from mentorsite.scaffold.front_matter import Bare, Lines, lines_of
from mentorsite.scaffold.record import NOT_PLAIN

# What a block of YAML cannot hold as it is.
_NOT_IN_BLOCK = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def texts_of(record_type: type[Record], values: Values) -> Iterator[str]:
    """Give the texts that may say these values, the one that people like to read first.

    A text that holds headings, fences or code may be divided in another way when it is read. So whoever writes the file reads it first,
    and takes the next one where it says something else: texts in the front matter, where nothing divides them.
    """
    fields = dict(
        sorted(fields_of(record_type).items(), key=lambda item: item[0] in BASE_FIELDS and item[0] not in ("id", "title", "date"))
    )
    prose = {name: text for name, fact in fields.items() if fact.shape == "prose" and isinstance(text := values.get(name), str)}
    # The private part ends at nothing but another field's heading.
    prose = dict(sorted(prose.items(), key=lambda item: (item[0] != "body", item[0] == "private")))
    for below in (prose, {name: text for name, text in prose.items() if not NOT_PLAIN.search(text)}, {}):
        yield "\n".join(
            ["---", *_front(fields, {name: each for name, each in values.items() if name not in below}), "---", *_below(fields, below), ""]
        )


def _front(fields: Mapping[str, FieldFacts], values: Values) -> Iterator[str]:
    for name, fact in fields.items():
        value = values.get(name)
        if value:
            yield from lines_of(name, _bare(fact, value))


def _below(fields: Mapping[str, FieldFacts], texts: Mapping[str, str]) -> Iterator[str]:
    for number, (name, text) in enumerate(texts.items()):
        if name != "body":
            yield from ([""] if number else [])
            yield from (f"## {fields[name].label}", "")
        yield text


def _bare(fact: FieldFacts, value: Value) -> Value:
    """Mark what is written without quotation marks: numbers and flags, for other readers of YAML too, and texts of several lines."""
    if isinstance(value, list):
        return [_bare(fact, each) for each in value]
    if isinstance(value, dict):
        if fact.shape == "map":
            return {day: _scalar(fact.inner, each) if isinstance(each, str) else each for day, each in value.items()}
        inner = fields_of(fact.part) if fact.part else {}
        return {name: _bare(inner[name], each) if name in inner else each for name, each in value.items()}
    return _scalar(fact.inner, value)


def _scalar(inner: Any, text: str) -> str:
    if "\n" in text and not _NOT_IN_BLOCK.search(text):
        return Lines(text)
    is_bare = text in ("true", "false") if inner is bool else inner in (int, Decimal) and _NUMBER.fullmatch(text)
    return Bare(text) if is_bare else text
