"""The feedback of a portfolio becomes its balance: who says what to whom, how soon after it was seen, and who waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from mentorsite.insights.chronicle import first_of_month, month_number
from mentorsite.insights.scope import Scope
from mentorsite.insights.sides import Side, Sides
from mentorsite.records.types.feedback import Feedback
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Key, Reference

LATE_AFTER = 14
"""After how many days feedback is late: by then, what was seen has to be remembered rather than recalled."""

Party = Side | Literal["other"]
"""On which side of the agreements somebody is, or on neither."""
Kind = Literal["recognition", "constructive"]


@dataclass(frozen=True, slots=True)
class Said:
    """One feedback: the day it was said, by which side to which, of what kind."""

    day: date
    key: Key
    giver: Party
    receiver: Party
    kind: Kind


@dataclass(frozen=True, slots=True)
class Direction:
    """What one side said to another, oldest first: what recognises something, and what asks for something else."""

    giver: Party
    receiver: Party
    recognition: tuple[Key, ...]
    constructive: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, with the number of feedbacks in each direction, in the order of the directions."""

    first: date
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lag:
    """How many days after it was seen a feedback was said."""

    days: int
    key: Key


@dataclass(frozen=True, slots=True)
class Speed:
    """How soon feedback was said: the days of each that says when it was seen, fewest first; their median, in days; those that took
    more than LATE_AFTER days."""

    lags: tuple[Lag, ...]
    median: Fraction
    longest: Lag
    late: tuple[Lag, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A feedback without a response: when it was said, how many days ago, by whom to whom (None where that is hidden)."""

    said: date
    days: int
    key: Key
    giver: Reference | None
    receiver: Reference | None


@dataclass(frozen=True, slots=True)
class Balance:
    """The feedback up to a day. Months are those from the first to the last with feedback, also those without any.

    `unsaid` counts drafts and what is for a later day. `complete` says that the audience sees feedback as a rule. Only then, and of
    two or more, `silent` names the sides of the agreement from which nothing went to the other, and `one_kind` says that all of it
    is of one kind.
    """

    said: tuple[Said, ...]
    recognition: int
    constructive: int
    directions: tuple[Direction, ...]
    months: tuple[Month, ...]
    speed: Speed | None
    unanswered: tuple[Unanswered, ...]
    unsaid: int
    complete: bool
    silent: tuple[Side, ...]
    one_kind: bool


_ORDER: tuple[tuple[Party, Party], ...] = (
    ("mentor", "mentee"),
    ("mentee", "mentor"),
    ("other", "mentee"),
    ("mentee", "other"),
    ("other", "mentor"),
    ("mentor", "other"),
    ("mentor", "mentor"),
    ("mentee", "mentee"),
    ("other", "other"),
)


def balance(scope: Scope) -> Balance | None:
    """Weigh the feedback of a portfolio up to today, or give None where there is none. A draft is not said yet, so it does not count."""
    written = list(scope.all(Feedback))
    records = sorted(
        ((key, record) for key, record in written if record.date <= scope.today and not record.draft),
        key=lambda item: (item[1].date, item[0]),
    )
    if not records:
        return None
    agreements = [agreement for _, agreement in scope.all(Mentorship)]
    sides = Sides(agreements)

    def party(reference: Reference | None, day: date) -> Party:
        return sides.of(reference, day) or "other"

    said = tuple(
        Said(record.date, key, party(record.from_, record.date), party(record.to, record.date), record.kind) for key, record in records
    )
    directions = _directions(said)
    complete = scope.shows(Feedback)
    recognition = sum(one.kind == "recognition" for one in said)
    tellable = complete and len(said) > 1
    # Where two mentor each other, what one says to the other goes either way.
    open_ways = any(sides.leaves_open(who, record.date) for _, record in records for who in (record.from_, record.to))
    return Balance(
        said=said,
        recognition=recognition,
        constructive=len(said) - recognition,
        directions=directions,
        months=_months(said, directions),
        speed=speed_of(records),
        unanswered=tuple(
            Unanswered(record.date, (scope.today - record.date).days, key, record.from_, record.to)
            for key, record in records
            if not _is_answered(record, scope.today)
        ),
        unsaid=len(written) - len(records),
        complete=complete,
        silent=_silent(directions) if tellable and sides.known and not open_ways else (),
        one_kind=tellable and recognition in (0, len(said)),
    )


def _is_answered(record: Feedback, today: date) -> bool:
    return record.response is not None and (record.response.date is None or record.response.date <= today)


def speed_of(records: Iterable[tuple[Key, Feedback]]) -> Speed | None:
    """Give how soon feedback was said, or None where no record tells.

    A day of observation after the day it was said is a slip of the pen, so it does not count.
    """
    lags = sorted(
        ((record.date - record.observed).days, key) for key, record in records if record.observed and record.observed <= record.date
    )
    if not lags:
        return None
    ordered = tuple(Lag(days, key) for days, key in lags)
    middle = len(ordered) // 2
    median = Fraction(ordered[middle].days + ordered[~middle].days, 2)
    longest = next(lag for lag in ordered if lag.days == ordered[-1].days)
    return Speed(ordered, median, longest, tuple(lag for lag in ordered if lag.days > LATE_AFTER))


def _directions(said: Iterable[Said]) -> tuple[Direction, ...]:
    found: dict[tuple[Party, Party], dict[Kind, list[Key]]] = {}
    for one in said:
        found.setdefault((one.giver, one.receiver), {"recognition": [], "constructive": []})[one.kind].append(one.key)
    return tuple(Direction(*way, tuple(found[way]["recognition"]), tuple(found[way]["constructive"])) for way in _ORDER if way in found)


def _months(said: tuple[Said, ...], directions: tuple[Direction, ...]) -> tuple[Month, ...]:
    at = {(direction.giver, direction.receiver): index for index, direction in enumerate(directions)}
    first, last = month_number(said[0].day), month_number(said[-1].day)
    counts = [[0] * len(directions) for _ in range(first, last + 1)]
    for one in said:
        counts[month_number(one.day) - first][at[one.giver, one.receiver]] += 1
    return tuple(Month(first_of_month(number), tuple(of_month)) for number, of_month in enumerate(counts, first))


def _silent(directions: Iterable[Direction]) -> tuple[Side, ...]:
    heard = {(direction.giver, direction.receiver) for direction in directions}
    pair: tuple[tuple[Side, Side], ...] = (("mentor", "mentee"), ("mentee", "mentor"))
    return tuple(giver for giver, receiver in pair if (giver, receiver) not in heard)
