"""What an audience sees of one portfolio, as of a day: what every insight is derived from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from mentorsite.audience.view import View
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types
from mentorsite.records.values import Key

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True)
class Scope:
    """A portfolio ("" where there is one, or for what several share) in a View, as of `today`."""

    view: View
    portfolio: str
    today: date

    def all(self, kind: type[RecordT]) -> Iterator[tuple[Key, RecordT]]:
        """Give the records of a type in the order of their keys."""
        for shown in self.view.of(self.portfolio, _name_of(kind)):
            assert isinstance(shown.record, kind)
            yield shown.key, shown.record

    def shows(self, kind: type[Record]) -> bool:
        """Say whether this audience sees records of a type unless one says otherwise.

        Only then may a page say that there is none of them: elsewhere, what is not seen may well be there.
        """
        return _name_of(kind) in self.view.usual[self.portfolio]

    def shows_all(self) -> bool:
        """Say whether this audience sees records of every type unless one says otherwise: whatever a record may be shown by."""
        return self.view.usual[self.portfolio].issuperset(record_types())


@cache
def _name_of(kind: type[Record]) -> str:
    return next(name for name, record_type in record_types().items() if record_type is kind)
