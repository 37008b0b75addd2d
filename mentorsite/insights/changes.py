"""What changed between two days: records that came, and what those that were there tell of days in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from mentorsite.insights.scope import Scope
from mentorsite.records.describe import fields_of
from mentorsite.records.record import Record
from mentorsite.records.time import Dated, dated
from mentorsite.records.values import Key


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that a record tells of a day: the label of its field, what of it (None where the field says all), and the name of the part
    that it lies in."""

    day: date
    label: str
    what: Any
    of: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that was there before, with what happened in it, the latest first."""

    record: Key
    latest: date
    happened: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A record that was not there before, and the day from which it is."""

    record: Key
    day: date


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed after the day `since` and up to the day `until`, the latest first."""

    since: date
    until: date
    arrived: tuple[Arrived, ...]
    changed: tuple[Changed, ...]


def changes(scope: Scope, since: date) -> Changes:
    """Give what changed in a portfolio after a day, up to today."""
    arrived: list[Arrived] = []
    changed: list[Changed] = []
    for shown in scope.view.all_of(scope.portfolio):
        first = shown.record.since()
        if first is not None and since < first <= scope.today:
            arrived.append(Arrived(shown.key, first))
        elif first is None or first <= since:
            found = sorted(_happened(shown.record, since, scope.today), key=lambda each: each.day, reverse=True)
            if found:
                changed.append(Changed(shown.key, found[0].day, tuple(found)))
    return Changes(
        since,
        scope.today,
        tuple(sorted(arrived, key=lambda each: (-each.day.toordinal(), each.record))),
        tuple(sorted(changed, key=lambda each: (-each.latest.toordinal(), each.record))),
    )


def _happened(record: Record, since: date, until: date) -> Iterator[Happened]:
    for each in dated(record):
        if since < each.day <= until:
            yield Happened(each.day, each.field.label, _what(each, record), _name(each.within) if each.within else None)


def _what(each: Dated, record: Record) -> Any:
    if each.value is record:
        return None
    return _name(each.value) if isinstance(each.value, BaseModel) else each.value


def _name(part: BaseModel) -> Any:
    """Give what a part is called: the first thing that it says which is no day."""
    said = (getattr(part, fact.attribute) for fact in fields_of(type(part)).values())
    return next((value for value in said if value is not None and not isinstance(value, date)), None)
