"""A record becomes what templates show of it: a card in a list, or an entry with all of its fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from mentorsite.audience.view import Shown
from mentorsite.insights.chronicle import days_over
from mentorsite.insights.evidence import Chain
from mentorsite.insights.progress import GoalProgress
from mentorsite.insights.skill_map import SkillStanding
from mentorsite.markdown.plain import plain
from mentorsite.pages.atlas import Atlas
from mentorsite.pages.chain import line
from mentorsite.pages.progress import standing
from mentorsite.pages.values import Card, Entry, Field, Group, Link, Marked, Picture, Rank, Value
from mentorsite.records.addresses import slug
from mentorsite.records.audience import Audience
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.fields import WebLink
from mentorsite.records.record import BASE_FIELDS
from mentorsite.records.values import Attachment, Cadence, Key, Level, Markdown, Prose, Reference

# What a page shows in a place of its own, and not in the list of fields.
_ELSEWHERE = frozenset(BASE_FIELDS) - {"title", "links", "private"}
# What is the page's own title already is not said again.
_NAMES = frozenset({"title", "name"})
_SHOWN_AS_FACT = ("fact", "links")


@dataclass(frozen=True, slots=True)
class Showing:
    """Turns records into cards and entries, as of `today`.

    `progress` tells how far goals have come, `chains` what leads to claims, `skills` where skills stand, `pointing` which mark feedback
    has: a triangle that points to whom it went.
    """

    atlas: Atlas
    today: date
    progress: Mapping[Key, GoalProgress] = field(default_factory=dict)
    chains: Mapping[Key, Chain] = field(default_factory=dict)
    skills: Mapping[Key, SkillStanding] = field(default_factory=dict)
    pointing: Mapping[Key, str] = field(default_factory=dict)
    # A record stands in many lists.
    _cards: dict[Key, Card] = field(default_factory=dict, init=False, repr=False, compare=False)

    def card(self, shown: Shown) -> Card:
        """Give a record as it stands in a list."""
        if shown.key not in self._cards:
            self._cards[shown.key] = self._card(shown)
        return self._cards[shown.key]

    def _card(self, shown: Shown) -> Card:
        facts = shown.record.facts
        known = fields_of(type(shown.record))
        fields = self._group(shown.record, {name: known[name] for name in facts.card})
        common = self._common(shown)
        goal = self.progress.get(shown.key)
        chain = self.chains.get(shown.key)
        progress, evidence = standing(goal) if goal else None, line(self.atlas, chain) if chain else None
        skill = self.show(self.skills.get(shown.key))
        return Card(**common, fields=fields, progress=progress, evidence=evidence, skill=skill)

    def mark(self, shown: Shown) -> str:
        """Give the name of the mark that stands for a record."""
        return self.pointing.get(shown.key, shown.record.facts.mark)

    def cards(self, records: Iterable[Shown]) -> tuple[Card, ...]:
        """Give records as they stand in a list, in the given order."""
        return tuple(self.card(shown) for shown in records)

    def entry(self, shown: Shown) -> Entry:
        """Give a record as it stands on its page."""
        known = fields_of(type(shown.record))
        fields = self._group(shown.record, known)
        body = fields.cells["body"]
        listed = [
            self._field(fact, value)
            for name, fact in known.items()
            if _is_set(value := fields.cells[name]) and name not in _ELSEWHERE and not (name in _NAMES and value == shown.record.heading())
        ]
        return Entry(
            **self._common(shown),
            id=shown.key.id,
            reference=str(shown.key),
            visibility=shown.visibility.value,
            note=self._note(shown.record),
            # A folder's name may say more than the record does, so wide audiences get the reference alone.
            source=shown.path if self.atlas.view.audience <= Audience.PAIR else None,
            body=body if isinstance(body, Marked) else None,
            fields=fields,
            facts=tuple(field for field in listed if _is_fact(field)),
            sections=tuple(field for field in listed if not _is_fact(field)),
        )

    def _common(self, shown: Shown) -> dict[str, Any]:
        record, key = shown.record, shown.key
        facts = record.facts
        people: dict[Link, None] = {}
        for name in facts.people:
            value = getattr(record, fields_of(type(record))[name].attribute)
            for reference in value if isinstance(value, tuple) else (value,):
                if isinstance(reference, Reference):
                    people[self._reference(reference)] = None
        return {
            "type": key.type,
            "mark": self.mark(shown),
            "title": record.heading(),
            "address": self.atlas.address(key),
            "date": record.day(),
            "summary": self._markdown(record.summary) if record.summary else None,
            "people": tuple(people),
            "tags": tuple(dict.fromkeys(self.atlas.tag_link(key.portfolio, tag) for tag in record.tags)),
        }

    def _note(self, record: BaseModel) -> str:
        """Say in words where a goal stands in time."""
        due, status = getattr(record, "due", None), getattr(record, "status", None)
        if not isinstance(due, date) or status != "active":
            return ""
        over = days_over(due, self.today)
        if over > 0:
            return "1 day over" if over == 1 else f"{over} days over"
        return "due today" if over == 0 else "due tomorrow" if over == -1 else f"{-over} days left"

    def _field(self, fact: FieldFacts, value: Value) -> Field:
        return Field(fact.name, fact.label, fact.shape, value, slug(fact.label))

    def _group(self, model: BaseModel, facts: dict[str, FieldFacts]) -> Group:
        cells = {name: self.show(getattr(model, fact.attribute)) for name, fact in facts.items()}
        return Group(cells, {name: fact.label for name, fact in facts.items()})

    def show(self, value: Any) -> Value:
        """Give a value of a record, or an insight with all that it holds, as templates read it: keys and references as links,
        parts and insights as groups, shares as decimal numbers."""
        match value:
            # What is most common stands first: everything is tried in this order.
            case None | str() | bool() | int() | date() | Decimal():
                return value
            case Key():
                return self.atlas.links[value]
            case Attachment():
                picture = self.atlas.attachment(value)
                return picture if picture and _is_picture(picture) else None
            case tuple():
                return tuple(self.show(inner) for inner in value)
            case Reference():
                return self._reference(value)
            case Markdown():
                return self._markdown(value)
            case WebLink():
                return Link(value.label, value.url)
            case Level():
                return Rank(value.number, value.name)
            case Audience():
                return value.value
            case Cadence():
                return str(value)
            case BaseModel():
                return self._group(value, fields_of(type(value)))
            case Fraction():
                return round(Decimal(value.numerator) / value.denominator, 4)
            case dict():
                pairs = ({"date": day, "value": self.show(inner)} for day, inner in sorted(value.items()))
                return tuple(Group(pair, {"date": "Date", "value": "Value"}) for pair in pairs)
            case _ if dataclasses.is_dataclass(value):
                return Group({part.name: self.show(getattr(value, part.name)) for part in dataclasses.fields(value)}, {})
        raise TypeError(f"no way to show {type(value).__name__}")

    def _reference(self, reference: Reference) -> Link:
        if reference.key is None:
            return Link(reference.text)
        link = self.atlas.links[reference.key]
        return Link(reference.text or link.text, link.address, link.type)

    def _markdown(self, markdown: Markdown) -> Marked:
        links: list[tuple[str, Link | Picture]] = []
        for link in markdown.links:
            if isinstance(link.target, Key):
                there = self.atlas.links[link.target]
                fragment = f"#{slug(link.fragment)}" if link.fragment else ""
                links.append((link.written, Link(there.text, there.address + fragment, there.type)))
            elif picture := self.atlas.attachment(link.target):
                links.append((link.written, picture if _is_picture(picture) else Link("", picture.address)))
        return Marked(markdown.text, tuple(links), isinstance(markdown, Prose))


def _is_picture(file: Picture) -> bool:
    """Say whether a file can be shown; any other one can only be linked to."""
    return file.address.lower().endswith((".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".avif"))


def in_words(marked: Marked | None) -> str | None:
    """Give a text as plain words, or None where there is none."""
    if marked is None:
        return None
    return plain(marked.text, {written: link.text for written, link in marked.links if isinstance(link, Link)})


def _is_set(value: Value) -> bool:
    return value is not None and value != ()


def _is_fact(field: Field) -> bool:
    if field.kind == "list" and isinstance(field.value, tuple):
        return all(isinstance(word, str) for word in field.value)
    return field.kind in _SHOWN_AS_FACT
