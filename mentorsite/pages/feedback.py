"""The balance of feedback becomes what the index of feedback shows: who says what to whom in time, how soon, and who waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mentorsite.insights.balance import LATE_AFTER, Balance, Direction, Party, Said, Unanswered
from mentorsite.pages import pagination
from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.lanes import Axis, Lane, axis, lane
from mentorsite.pages.page import Page
from mentorsite.pages.pagination import paginated, parts
from mentorsite.pages.values import Link, More, Value

MARKS: dict[Party, str] = {"mentor": "feedback-up", "mentee": "feedback-down", "other": "feedback"}
"""A triangle points to whom it went: up to the mentor, down to the mentee, aside to others."""


WAITING = "feedback/index/waiting.html"
"""Where all feedback without an answer stands when it is too much for the index."""
FIRST = 40
"""How much of it the index shows then, and how many of those that came late it names, the longest after."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A direction of the chart: the mark of its feedback and a lane of it."""

    giver: Party
    receiver: Party
    mark: str
    lane: Lane[tuple[Link, Said]]


@dataclass(frozen=True, slots=True)
class Count:
    """How many one side said to another."""

    giver: Party
    receiver: Party
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A month, quarter or year by its first and last day: how many there are in each direction of which there is any."""

    first: date
    last: date
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Feedback in time. `rows` say in numbers what the voices draw."""

    axis: Axis
    voices: tuple[Voice, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Feedback without an answer: its mark, whether that is hollow, and the facts."""

    mark: str
    open: bool
    facts: Value


def feedback_index(frame: Frame) -> Mapping[str, object]:
    """Give the balance and its chart, or None for both where nothing was said yet."""
    found = frame.insights.balance
    if found is None:
        return {"balance": None, "chart": None}
    apart = len(found.unanswered) > pagination.LIMIT
    marks = tuple(MARKS[direction.receiver] for direction in found.directions)
    return {
        "balance": frame.showing.show(found),
        "marks": marks,
        "chart": _chart(found, frame),
        # Halves of a day at the finest, so it is exact.
        "median": Decimal(found.speed.median.numerator) / found.speed.median.denominator if found.speed else None,
        "late_after": LATE_AFTER,
        "late": frame.showing.show(found.speed.late[-FIRST:]) if found.speed else (),
        "waiting": _waiting(found, frame, found.unanswered[:FIRST] if apart else found.unanswered),
        "more": More(len(found.unanswered) - FIRST, Link("All that waits", prefix(frame.portfolio) + WAITING)) if apart else None,
    }


def waiting_pages(frame: Frame) -> Iterator[Page]:
    """Make the pages of all feedback without an answer, where there is more than the index can show."""
    found = frame.insights.balance
    if found is None or len(found.unanswered) <= pagination.LIMIT:
        return
    info, pages = frame.types["feedback"], paginated([("", found.unanswered)])
    said = parts(prefix(frame.portfolio) + WAITING, pages, str, lambda one: one.said)
    for part, page in zip(said, pages, strict=True):
        content = {"type": info, "waiting": _waiting(found, frame, [one for _, rows in page for one in rows])}
        yield frame.page(WAITING, ("pages/waiting.html",), "waiting", "Waiting for an answer", content, section=info.address, part=part)


def _chart(found: Balance, frame: Frame) -> Chart:
    time = axis(found.said[0].day, found.said[-1].day)
    said: dict[tuple[Party, Party], list[tuple[date, tuple[Link, Said]]]] = {}
    for one in found.said:
        said.setdefault((one.giver, one.receiver), []).append((one.day, (frame.atlas.links[one.key], one)))
    voices = tuple(
        Voice(
            way.giver, way.receiver, mark := MARKS[way.receiver], lane(time, said[way.giver, way.receiver], upwards=mark == "feedback-up")
        )
        for way in sorted(found.directions, key=_above)
    )
    counts: dict[int, list[int]] = {}
    for month in found.months:
        row = counts.setdefault(time.index(month.first), [0] * len(found.directions))
        for place, count in enumerate(month.counts):
            row[place] += count
    rows = tuple(
        Row(
            time.columns[index].first,
            time.columns[index].last,
            tuple(Count(way.giver, way.receiver, count) for way, count in zip(found.directions, row, strict=True) if count),
        )
        for index, row in sorted(counts.items())
    )
    return Chart(time, voices, rows)


def _waiting(found: Balance, frame: Frame, unanswered: Iterable[Unanswered]) -> tuple[Waiting, ...]:
    said = {one.key: one for one in found.said}
    return tuple(
        Waiting(MARKS[said[one.key].receiver], said[one.key].kind == "constructive", frame.showing.show(one)) for one in unanswered
    )


def _above(direction: Direction) -> bool:
    """Say whether a direction stands below the first one: what goes up to the mentor stands above the line, all else below it."""
    return (direction.giver, direction.receiver) != ("mentee", "mentor")
