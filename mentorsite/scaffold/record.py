"""A new record: what is known is filled in, what is to be told has its heading, and every other field is a comment that explains it.

Whoever drafts a record has to be able to leave it at once, and check the site. So what nobody knows yet is asked for before it is drafted,
but for texts: nobody writes those well at a prompt. A required text has a line in parentheses in its place, which says what belongs
there; that is a text, so it is no error, and it is seen by nobody else, since the record is a draft. Any other text has a comment: what
holds nothing else is no text, and may be left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.record import BASE_FIELDS, Record
from mentorsite.records.registry import record_types
from mentorsite.records.values import ANY, Cadence, Level, Phrase, Reference
from mentorsite.scaffold.front_matter import Value, lines_of

_INTRO = "# Take away the `#` before a field to use it. What stays a comment is as if it were not there."
_DRAFT = "draft: true # take this line away when the record is written"
_NEVER = frozenset({"id", "body", "private"})
_FEW = 3
"""How many of the ids that a field could take are shown."""
# What would make something else of a text below a heading: another heading, a fence, HTML, a line that underlines.
NOT_PLAIN = re.compile(r"^\s*(?:#|`{3}|~{3}|<|[-=]+\s*$|:::)|[^\S \n]|[\x00-\x09\x0b-\x1f\x7f-\x9f]|\A\n|\n\Z", re.MULTILINE)

LEVELS, AUDIENCES = "levels", "audiences"
Known = Mapping[str, Sequence[str]]
"""Ids that there are, by their type; the names of the levels of skills, as LEVELS; and the audiences, as AUDIENCES, the one first that
counts where a record says nothing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be written: its text, and the line (from 1) of the first place to fill in."""

    text: str
    line: int


def draft_record(
    type: str,
    values: Mapping[str, Value],
    today: date,
    *,
    known: Known | None = None,
    remarks: Mapping[str, str] | None = None,
    begin: str = "",
) -> Draft:
    """Draft a record of these values, as people write them. What nobody has written yet is for nobody to read: it is a draft.

    `known` is what to show where a reference or a level could stand, `remarks` what is said behind a field, `begin` where to begin.
    """
    fields = _in_order(type)
    texts = {name: value for name, value in values.items() if fields[name].shape == "prose" and isinstance(value, str)}
    aside = {name: text for name, text in texts.items() if NOT_PLAIN.search(text)}
    front: list[str] = []
    line = 0
    for name, value in values.items():
        if name not in texts or name in aside:
            line = line or (len(front) + 2 if name == begin else 0)
            # A number and a flag are bare words, for other readers of YAML too.
            is_bare = fields[name].inner in (bool, int, Decimal) and isinstance(value, str)
            head, *below = [f"{name}: {value}"] if is_bare else lines_of(name, value)
            said = (remarks or {}).get(name)
            front += [f"{head} # {said}" if said else head, *below]
            line = line + 1 if line and name == begin and below else line
    if "draft" not in values:
        front.append(_DRAFT)
    front += ["", *_comments(fields, values, today, known or {})]
    comments = len(front)
    body = list(_body(type, fields, values, {name: text for name, text in texts.items() if name not in aside}))
    open_at = next((number for number, (_, is_open) in enumerate(body) if is_open), None)
    if not line:
        line = comments + 3 + open_at if open_at is not None else front.index("") + 4
    return Draft("\n".join(["---", *front, "---", *(written for written, _ in body), ""]), line)


def asked_texts(type: str, values: Mapping[str, Value]) -> tuple[FieldFacts, ...]:
    """Give the texts that a record is to tell: the prose fields of its type, of those that answer to a protocol the ones of its own."""
    record_type = record_types()[type]
    left_out: set[str] = set()
    for field, by_word in record_type.facts.asked_by.items():
        word = values.get(field)
        chosen = by_word.get(word, ()) if isinstance(word, str) else next(iter(by_word.values()))
        left_out |= {name for names in by_word.values() for name in names} - set(chosen)
    prose = (fact for fact in _in_order(type).values() if fact.shape == "prose" and fact.name not in _NEVER)
    return tuple(fact for fact in prose if fact.name not in left_out)


def left_over(record: Record) -> tuple[str, ...]:
    """Give the fields of a written record in which still stands what belongs there."""
    prose = (fact for fact in fields_of(type(record)).values() if fact.shape == "prose" and fact.required)
    return tuple(fact.name for fact in prose if getattr(getattr(record, fact.attribute), "text", "") == _placeholder(type(record), fact))


def _in_order(type: str) -> dict[str, FieldFacts]:
    """Give the fields of a type, what is its own before what every record has."""
    return dict(sorted(fields_of(record_types()[type]).items(), key=lambda item: item[0] in BASE_FIELDS))


def _body(type: str, fields: Mapping[str, FieldFacts], values: Mapping[str, Value], texts: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Give the lines of the body, each with whether it is a place to fill in."""
    asked = [fact for fact in asked_texts(type, values) if fact.name in texts or fact.name not in values]
    asked += [fact for fact in fields.values() if fact.name in texts and fact.name not in ("body", *(each.name for each in asked))]
    lines: list[tuple[str, bool]] = []
    if "body" in texts:
        lines = [(line, False) for line in texts["body"].split("\n")]
    elif not asked or record_types()[type].facts.told_in_body:
        lines = [("", True)]
    yield from lines
    for number, fact in enumerate(asked):
        if number or lines:
            yield "", False
        yield f"## {fact.label}", False
        yield "", False
        if fact.name in texts:
            yield from ((line, False) for line in texts[fact.name].split("\n"))
        elif fact.required:
            yield _placeholder(record_types()[type], fact), True
        else:
            yield f"<!-- {_prompt(record_types()[type], fact)} -->", False
            yield "", True


def _placeholder(record_type: type[Record], fact: FieldFacts) -> str:
    return f"({_prompt(record_type, fact)})"


def _prompt(record_type: type[Record], fact: FieldFacts) -> str:
    """Give what belongs in a text, without the word that it answers to: that is chosen already."""
    said = fact.description.rstrip(".")
    for field, by_word in record_type.facts.asked_by.items():
        for word in by_word:
            said = said.removesuffix(f" ({field} `{word}`)")
    return said.replace("--", "-")


def _comments(fields: Mapping[str, FieldFacts], values: Mapping[str, Value], today: date, known: Known) -> Iterator[str]:
    yield _INTRO
    for name, fact in fields.items():
        if name not in values and name not in _NEVER | {"draft"} and fact.shape != "prose" and not (name == "date" and fact.required):
            head, *below = _sample(fact, today, known)
            # Without a space: who takes the sign away, and nothing else, has the field in its column.
            yield f"#{head}  # {fact.description}" if " # " not in head else f"#{head}. {fact.description}"
            yield from (f"#{line}" for line in below)
    yield "# In the text below, a heading `## Private` begins what never leaves a private build."


def _sample(fact: FieldFacts, today: date, known: Known) -> list[str]:
    """Give lines of YAML that show how a field is written."""
    if fact.shape == "map":
        return [f"{fact.name}:", f"  {today.isoformat()}: {_value(fact, today, known)}"]
    if fact.part and fact.shape in ("table", "group"):
        inner = [line for part in fields_of(fact.part).values() for line in _sample(part, today, known)]
        if fact.shape == "group":
            return [f"{fact.name}:", *(f"  {line}" for line in inner)]
        return [f"{fact.name}:", f"  - {inner[0]}", *(f"    {line}" for line in inner[1:])]
    if fact.shape in ("list", "links"):
        if isinstance(fact.inner, type) and issubclass(fact.inner, Record.__mro__[1]):
            return [f"{fact.name}:", "  - label: …", "    url: https://example.org/"]
        if fact.target and (ids := known.get(fact.target, ())):
            return [f"{fact.name}: [{', '.join(ids[:_FEW])}]"]
        return [f"{fact.name}: [{'word' if fact.inner is str else _value(fact, today, known)}]"]
    return [f"{fact.name}: {_value(fact, today, known)}"]


def _value(fact: FieldFacts, today: date, known: Known) -> str:
    words: Sequence[Any] = known.get(AUDIENCES, AUDIENCE_NAMES) if fact.inner is Audience else get_args(fact.inner)
    if fact.target and (ids := known.get(fact.target, ())):
        words = ids[:_FEW]
    if fact.inner is Level:
        words = known.get(LEVELS, ())
    if words and isinstance(words[0], str):
        return " # or ".join(filter(None, [words[0], ", ".join(words[1:])]))
    if isinstance(fact.inner, tuple) or fact.target == ANY:
        return "type/id"
    samples: dict[Any, str] = {
        date: today.isoformat(),
        Decimal: "1",
        int: "45",
        Cadence: "biweekly",
        bool: "false",
        Reference: "id",
        Level: "1",
        str: "…",
        Phrase: "…",
    }
    return samples.get(fact.inner, "…")
