"""What a portfolio's records tell of a period, as they stood when it ended: found by their days, without reading what came later."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from mentorsite.audience.as_of import Past
from mentorsite.audience.view import View
from mentorsite.insights.period import Period
from mentorsite.insights.scope import RecordT, Scope
from mentorsite.records.record import Record
from mentorsite.records.time import dated
from mentorsite.records.values import Key


class Ledger:
    """The records of a portfolio in a View, by their days; made once for all of its periods."""

    def __init__(self, view: View, portfolio: str) -> None:
        self.view = view
        self.portfolio = portfolio
        self._days: dict[type[Record], tuple[list[date], list[Key]]] = {}

    def at(self, day: date) -> Account:
        """Give the records as they stood at the end of a day."""
        return Account(self, Past(self.view, day))

    def between(self, kind: type[Record], period: Period) -> list[Key]:
        """Give the records of a type whose `date` lies in a period, by their days and keys."""
        if kind not in self._days:
            found = sorted((record.date, key) for key, record in self.scope(date.max).all(kind) if record.date)
            self._days[kind] = [day for day, _ in found], [key for _, key in found]
        days, keys = self._days[kind]
        return keys[bisect_left(days, period.first) : bisect_right(days, period.last)]

    def scope(self, day: date) -> Scope:
        """Give the portfolio as of a day, with all that came later."""
        return Scope(self.view, self.portfolio, day)


class Account:
    """The records of a ledger as they stood at the end of a day, each made when it is asked for."""

    def __init__(self, ledger: Ledger, past: Past) -> None:
        self.ledger = ledger
        self.past = past

    @property
    def day(self) -> date:
        """The day."""
        return self.past.day

    def record(self, key: Key) -> Record:
        """Give a record that was there."""
        return self.past.shown(key).record

    def within(self, kind: type[RecordT], period: Period) -> Iterator[tuple[Key, RecordT]]:
        """Give the records of a type whose `date` lies in a period, by their days and keys."""
        for key in self.ledger.between(kind, Period(period.first, min(period.last, self.day))):
            yield from self._of(kind, key)

    def all(self, kind: type[RecordT]) -> Iterator[tuple[Key, RecordT]]:
        """Give the records of a type that were there, in the order of their keys."""
        for key, _ in self.ledger.scope(self.day).all(kind):
            if self.past.has(key):
                yield from self._of(kind, key)

    def _of(self, kind: type[RecordT], key: Key) -> Iterator[tuple[Key, RecordT]]:
        record = self.record(key)
        if isinstance(record, kind) and not record.draft:
            yield key, record

    def day_of(self, key: Key) -> date | None:
        """Give the day that a record stands for: its `date`, else the last day of which it told something by then."""
        record = self.record(key)
        return record.date or max((each.day for each in dated(record)), default=record.day())
