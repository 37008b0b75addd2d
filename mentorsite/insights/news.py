"""What there is to tell those who follow a portfolio: records of a Scope, with the days on which they came and changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from mentorsite.audience.view import Shown
from mentorsite.insights.scope import Scope
from mentorsite.records.record import Record
from mentorsite.records.time import dated


@dataclass(frozen=True, slots=True)
class Told:
    """A record, the day from which it is there, and the latest day up to today that it tells anything of."""

    shown: Shown
    published: date
    updated: date


def news(scope: Scope, types: Collection[str], most: int) -> tuple[Told, ...]:
    """Give the records of the types, the latest changed first, at most so many. One that tells of no day up to today is none of them."""
    found = []
    for shown in scope.view.all_of(scope.portfolio):
        if shown.key.type in types and (days := _days(shown.record)) and days[0] <= scope.today:
            found.append(Told(shown, days[0], max(day for day in days if day <= scope.today)))
    return tuple(sorted(found, key=lambda told: (-told.updated.toordinal(), -told.published.toordinal(), told.shown.key))[:most])


def _days(record: Record) -> list[date]:
    """Give the days that a record tells anything of, the first one first: that from which it is there, where it says so."""
    found = sorted(each.day for each in dated(record))
    first = record.since()
    return [first, *(day for day in found if day > first)] if first else found
