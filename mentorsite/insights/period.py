"""A stretch of whole days, and the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mentorsite.insights.chronicle import first_of_month, last_of_month, month_number


@dataclass(frozen=True, slots=True)
class Period:
    """The days from the first to the last one, both included."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def before(self) -> Period | None:
        """Give the period that ends the day before this one begins: as many months where this one has whole months, else as many days.

        None where no calendar goes back so far.
        """
        if (self.first - date.min).days < self.days + 31:
            return None
        last = self.first - timedelta(1)
        begins, ends = month_number(self.first), month_number(self.last)
        if self.first == first_of_month(begins) and self.last == last_of_month(ends):
            return Period(first_of_month(begins - (ends - begins + 1)), last)
        return Period(self.first - timedelta(self.days), last)
