"""Records in time: who comes before whom, and how long until something is due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from mentorsite.audience.view import Shown
from mentorsite.records.values import Key


def in_time(records: Iterable[Shown]) -> list[Shown]:
    """Give the records that have a day, oldest first; of one day in the order of their keys."""
    dated = [(day, shown.key, shown) for shown in records if (day := shown.record.day())]
    return [shown for _, _, shown in sorted(dated, key=lambda item: item[:2])]


def neighbours(records: Iterable[Shown]) -> dict[Key, tuple[Shown | None, Shown | None]]:
    """Give for each record that has a day the one before and the one after it."""
    ordered = in_time(records)
    after: list[Shown | None] = [*ordered[1:], None]
    # One is longer where there is no record at all; the shortest of the three counts.
    beside = zip(ordered, [None, *ordered], after, strict=False)
    return {shown.key: (earlier, later) for shown, earlier, later in beside}


def month_number(day: date) -> int:
    """Count a day's month through all years, so that the months between two are the numbers between."""
    return day.year * 12 + day.month - 1


def first_of_month(number: int) -> date:
    """Give the first day of a month by its number."""
    return date(number // 12, number % 12 + 1, 1)


def last_of_month(number: int) -> date:
    """Give the last day of a month by its number."""
    year, month = number // 12, number % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def days_over(due: date, today: date) -> int:
    """Give how many days ago something was due; a negative number where the day is still to come."""
    return (today - due).days
