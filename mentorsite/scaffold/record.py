"""A new record of a type: what is known is filled in, and every other field stands below it as a comment that explains it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from mentorsite.records.addresses import slug
from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.record import BASE_FIELDS, Record
from mentorsite.records.registry import record_types
from mentorsite.records.values import Cadence, Level, Phrase, Reference

_INTRO = "# Take away the `#` before a field to use it. What stays a comment is as if it were not there."
_NEVER = frozenset({"id", "body", "private"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be written: the name of its file, and its text."""

    name: str
    text: str


def draft_record(type: str, title: str, today: date, people: Mapping[str, str]) -> Draft:
    """Draft a record. `people` gives the id of somebody by their role ("mentor", "mentee"), as far as there is one.

    A required field of which nothing is known stays without a value, so that checking the site names its place.
    """
    record_type = record_types()[type]
    known = _known(type, title, today, people)
    dated = fields_of(record_type)["date"].required
    # The file's name gives the date; what is the type's own comes before what every record has.
    left_out = _NEVER | {"date"} if dated else _NEVER
    fields = {
        name: fact for name, fact in sorted(fields_of(record_type).items(), key=lambda item: item[0] in BASE_FIELDS) if name not in left_out
    }
    asked = [fact for name, fact in fields.items() if fact.required and fact.shape == "prose"]
    # What nobody has written yet is for nobody to read, whatever audience its type has.
    known["draft"] = "true # take this line away when the record is written"
    front = [f"{name}: {value}".rstrip() for name, value in known.items()]
    front += [f"{name}:" for name, fact in fields.items() if fact.required and name not in known and fact.shape != "prose"]
    front += ["", _INTRO]
    for name, fact in fields.items():
        if not fact.required and name not in known and fact.shape != "prose":
            front += ["#", f"# {fact.description}", *(f"# {line}" for line in _sample(fact, today))]
    headings = [fact for fact in fields.values() if fact.shape == "prose" and not fact.required]
    if headings or not asked:
        front += ["#", "# Below, a heading of level 2 begins one of these texts; the rest is the body:"]
        front += [f"#   ## {fact.label:<14} {fact.description}" for fact in headings]
    front += ["#   ## Private        Never leaves a private build."]
    body = "\n".join(f"\n## {fact.label}\n\n({fact.description.rstrip('.')})" for fact in asked)
    name = "-".join(part for part in (today.isoformat() if dated else "", slug(title)) if part)
    return Draft(f"{name}.md", "---\n" + "\n".join(front) + "\n---\n" + (body + "\n" if body else ""))


def _known(type: str, title: str, today: date, people: Mapping[str, str]) -> dict[str, str]:
    """Give the values that follow from the type, the title, the day and the people."""
    fields = fields_of(record_types()[type])
    mentor, mentee = people.get("mentor", ""), people.get("mentee", "")
    half = today.replace(month=1 if today.month <= 6 else 7, day=1)
    known = {
        "people": {"name": _quoted(title)},
        "introductions": {"title": _quoted(f"Introduction to {title}"), "to": _quoted(title), "by": mentor},
        "feedback": {"title": _quoted(title), "from": mentor, "to": mentee, "kind": "recognition"},
        "mentorships": {"title": _quoted(title), "mentors": f"[{mentor}]", "mentees": f"[{mentee}]", "start": today.isoformat()},
        "reviews": {"title": _quoted(title), "person": mentee, "from": half.isoformat(), "to": today.isoformat()},
        "checkins": {"title": _quoted(title), "participants": f"[{', '.join(filter(None, (mentor, mentee)))}]"},
        "reflections": {"title": _quoted(title), "author": mentee},
        "goals": {"title": _quoted(title), "owner": mentee, "start": today.isoformat()},
    }.get(type, {"title": _quoted(title)})
    return {name: value for name, value in known.items() if value not in ("", "[]") or fields[name].required}


def _quoted(text: str) -> str:
    """Write a text so that YAML reads it as it is."""
    return json.dumps(text, ensure_ascii=False)


def _sample(fact: FieldFacts, today: date) -> list[str]:
    """Give lines of YAML that show how a field is written."""
    if fact.shape == "map":
        return [f"{fact.name}:", f"  {today.isoformat()}: {_value(fact.inner, today)}"]
    if fact.part and fact.shape in ("table", "group"):
        inner = [line for part in fields_of(fact.part).values() for line in _sample(part, today)]
        if fact.shape == "group":
            return [f"{fact.name}:", *(f"  {line}" for line in inner)]
        return [f"{fact.name}:", f"  - {inner[0]}", *(f"    {line}" for line in inner[1:])]
    if fact.shape in ("list", "links"):
        if isinstance(fact.inner, type) and issubclass(fact.inner, Record.__mro__[1]):
            return [f"{fact.name}:", "  - label: …", "    url: https://example.org/"]
        return [f"{fact.name}: [{'word' if fact.inner is str else _value(fact.inner, today)}]"]
    return [f"{fact.name}: {_value(fact.inner, today)}"]


def _value(inner: Any, today: date) -> str:
    words = AUDIENCE_NAMES if inner is Audience else get_args(inner)
    if words and isinstance(words[0], str):
        return " # or ".join([words[0], ", ".join(words[1:])])
    if isinstance(inner, tuple):
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
    return samples.get(inner, "…")
