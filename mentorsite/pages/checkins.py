"""Rhythms become what pages show of them: what was kept in words and figures, a calendar for each year, a list of all windows."""

from __future__ import annotations

from bisect import bisect
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from mentorsite.audience.view import Shown
from mentorsite.insights.cadence import Meeting, Rhythm
from mentorsite.pages import pagination
from mentorsite.pages.addition import Addition
from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.pagination import paginated, parts
from mentorsite.pages.values import Link, Value
from mentorsite.records.values import Key

COLUMN, ROW = 20, 18
"""How far days are apart in the drawing of a month, which has seven columns and six rows."""
NAMED = 4
"""How many times without a check-in are named; the others stand in the list of windows."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of a day in the drawing of its month."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A day with a check-in: the first record of it to lead to, and the titles of all."""

    spot: Spot
    day: date
    link: Link
    titles: tuple[str, ...]
    planned: bool


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A month as a drawing, a row a week from Monday. Every day is plain, paused, missed, a dot or `due`; `today` lies on top."""

    name: str
    first: date
    plain: tuple[Spot, ...]
    paused: tuple[Spot, ...]
    missed: tuple[Spot, ...]
    dots: tuple[Dot, ...]
    due: Spot | None
    today: Spot | None


@dataclass(frozen=True, slots=True)
class YearSheet:
    """The twelve months of a year."""

    year: int
    months: tuple[MonthSheet, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A window, a pause, or several missed windows in a row, with links to its check-ins, each with its day."""

    first: date
    last: date
    state: Literal["kept", "missed", "cut", "open", "paused"]
    windows: int
    checkins: tuple[tuple[date, Link], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page says of one agreement's check-ins.

    `cadence` is the present one in words, or the last one, "" where none is; `before` are those that were given up, the latest first,
    each with the day until which it was agreed. `longest` and `due` are a Gap and a Due as templates read them. `missed` are the latest
    times without a check-in, `more_missed` counts the windows of the others. `stretches` are the windows and pauses that have begun,
    the latest first. `marks` are the names of the marks that its calendars have.
    """

    agreement: Link
    start: date
    ended: date | None
    cadence: str
    before: tuple[tuple[str, date], ...]
    kept: int
    counted: int
    extra: int
    last: tuple[date, Link] | None
    since: int | None
    longest: Value
    due: Value
    missed: tuple[Stretch, ...]
    more_missed: int
    pauses: tuple[tuple[date, date], ...]
    stretches: tuple[Stretch, ...]
    years: tuple[YearSheet, ...]
    marks: frozenset[str]


CADENCE = "checkins/index/cadence.html"
"""Where the windows and calendars of all years stand when they are too long for the index."""


def kept_cadences(frame: Frame) -> Mapping[str, object]:
    """Give what the index of check-ins says of each agreement: of a long one the calendar and the windows of the latest year alone."""
    kept = tuple(_kept(frame, rhythm) for rhythm in frame.insights.cadences)
    if not _is_long(frame):
        return {"cadences": kept, "more": None}
    more = Link("All years, window by window", prefix(frame.portfolio) + CADENCE)
    return {"cadences": tuple(_of_year(one, one.years[0]) if one.years else one for one in kept), "more": more}


def cadence_pages(frame: Frame) -> Iterator[Page]:
    """Make a page of the windows and the calendar of each year of each agreement, where they are too long for the index."""
    if not _is_long(frame):
        return
    info, all = frame.types["checkins"], [_kept(frame, rhythm) for rhythm in frame.insights.cadences]
    years = [(f"{kept.agreement.text}, {year.year}" if len(all) > 1 else str(year.year), kept, year) for kept in all for year in kept.years]
    pages = paginated([(words, [(kept, year)]) for words, kept, year in years], 1)
    said = parts(prefix(frame.portfolio) + CADENCE, pages, str, lambda _: None)
    for part, [(_, [(kept, year)])] in zip(said, pages, strict=True):
        content = {"type": info, "kept": _of_year(kept, year)}
        yield frame.page(CADENCE, ("pages/cadence.html",), "cadence", "Agreed and kept", content, section=info.address, part=part)


def _is_long(frame: Frame) -> bool:
    return sum(len(rhythm.meetings) for rhythm in frame.insights.cadences) > pagination.LIMIT


def _of_year(kept: Kept, year: YearSheet) -> Kept:
    """Give of an agreement's check-ins a year's calendar, and the windows that begin in it or before the next year that has one."""
    drawn = sorted(each.year for each in kept.years)
    stretches = tuple(stretch for stretch in kept.stretches if drawn[max(bisect(drawn, stretch.first.year) - 1, 0)] == year.year)
    return replace(kept, stretches=stretches, years=(year,), marks=frozenset(name for month in year.months for name in _marks(month)))


def kept_agreement(frame: Frame, shown: Shown) -> Addition:
    """Give what the page of an agreement says of its check-ins: None for an audience that does not see them as a rule.

    The index has them by day, so they need not stand among the records that refer to it.
    """
    found = next((rhythm for rhythm in frame.insights.cadences if rhythm.agreement == shown.key), None)
    if found is None:
        return Addition({"kept": None})
    return Addition({"kept": _kept(frame, found)}, frozenset(key for meeting in found.meetings for key in meeting.checkins))


def _kept(frame: Frame, rhythm: Rhythm) -> Kept:
    links, today = frame.atlas.links, frame.showing.today
    stretches = tuple(_stretches(rhythm, links, today))
    missed = [stretch for stretch in stretches if stretch.state == "missed"]
    years = tuple(_Calendar(rhythm, links, today).years())
    spoken = [str(force.cadence) if force.cadence else "" for force in rhythm.in_force]
    before = [(words, following.since) for words, following in zip(spoken, rhythm.in_force[1:], strict=False) if words]
    return Kept(
        agreement=links[rhythm.agreement],
        start=rhythm.start,
        ended=rhythm.end if rhythm.ended else None,
        cadence=spoken[-1] if spoken else "",
        before=tuple(reversed(before)),
        kept=rhythm.kept,
        counted=rhythm.counted,
        extra=rhythm.extra,
        last=(rhythm.meetings[-1].day, links[rhythm.meetings[-1].checkins[-1]]) if rhythm.meetings else None,
        since=rhythm.since,
        longest=frame.showing.show(rhythm.longest),
        due=frame.showing.show(rhythm.due),
        missed=tuple(missed[:NAMED]),
        more_missed=sum(stretch.windows for stretch in missed[NAMED:]),
        pauses=tuple((pause.first, pause.last) for pause in rhythm.pauses),
        stretches=stretches,
        years=years,
        marks=frozenset(name for year in years for month in year.months for name in _marks(month)),
    )


def _stretches(rhythm: Rhythm, links: Mapping[Key, Link], today: date) -> Iterator[Stretch]:
    """Give the windows and pauses that have begun, the latest first; missed windows that follow one another as one."""
    days = {key: meeting.day for meeting in rhythm.meetings for key in meeting.checkins}

    def led(keys: Iterable[Key]) -> tuple[tuple[date, Link], ...]:
        return tuple((days[key], links[key]) for key in keys)

    found = [Stretch(window.first, window.last, window.state, 1, led(window.checkins)) for window in rhythm.windows]
    found += [Stretch(pause.first, pause.last, "paused", 0, led(pause.checkins)) for pause in rhythm.pauses if pause.first <= today]
    found.sort(key=lambda stretch: stretch.first, reverse=True)
    for state, group in groupby(found, key=lambda stretch: stretch.state):
        of_state = list(group)
        if state == "missed":
            yield Stretch(of_state[-1].first, of_state[0].last, state, len(of_state), ())
        else:
            yield from of_state


def _marks(month: MonthSheet) -> Iterator[str]:
    if any(not dot.planned for dot in month.dots):
        yield "held"
    if month.due or any(dot.planned for dot in month.dots):
        yield "due"
    for name in ("paused", "missed", "today"):
        if getattr(month, name):
            yield name


@dataclass(frozen=True)
class _Calendar:
    """Draws the years of a Rhythm in which a check-in was held or is planned, and the present one while the agreement runs."""

    rhythm: Rhythm
    links: Mapping[Key, Link]
    today: date

    def years(self) -> Iterator[YearSheet]:
        """Give the years, the latest first."""
        meetings = {meeting.day: meeting for meeting in (*self.rhythm.meetings, *self.rhythm.planned)}
        years = {day.year for day in meetings}
        if not self.rhythm.ended and self.rhythm.start <= self.today:
            years.add(self.today.year)
        paused = _days(((pause.first, pause.last) for pause in self.rhythm.pauses), years)
        missed = _days(((window.first, window.last) for window in self.rhythm.windows if window.state == "missed"), years)
        for year in sorted(years, reverse=True):
            yield YearSheet(year, tuple(self._month(date(year, month, 1), meetings, paused, missed) for month in range(1, 13)))

    def _month(self, first: date, meetings: Mapping[date, Meeting], paused: set[date], missed: set[date]) -> MonthSheet:
        days = [first.replace(day=number) for number in range(1, monthrange(first.year, first.month)[1] + 1)]
        due = self.rhythm.due.day if self.rhythm.due else None
        quiet = [day for day in days if day not in meetings and day != due]
        return MonthSheet(
            name=f"{first:%B}",
            first=first,
            plain=tuple(_spot(day) for day in quiet if day not in paused and day not in missed),
            paused=tuple(_spot(day) for day in quiet if day in paused),
            missed=tuple(_spot(day) for day in quiet if day in missed),
            dots=tuple(self._dot(meetings[day]) for day in days if day in meetings),
            due=_spot(due) if due in days and due not in meetings else None,
            today=_spot(self.today) if self.today in days else None,
        )

    def _dot(self, meeting: Meeting) -> Dot:
        links = [self.links[key] for key in meeting.checkins]
        return Dot(_spot(meeting.day), meeting.day, links[0], tuple(link.text for link in links), meeting.day > self.today)


def _days(spans: Iterable[tuple[date, date]], years: set[int]) -> set[date]:
    """Give the days of these spans that lie in these years."""
    found: set[date] = set()
    for first, last in spans:
        for year in range(first.year, last.year + 1):
            if year in years:
                begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
                found.update(begin + timedelta(number) for number in range((end - begin).days + 1))
    return found


def _spot(day: date) -> Spot:
    weekday = day.weekday()
    before = (weekday - day.day + 1) % 7  # how many days of its first week are of the month before
    week = (day.day - 1 + before) // 7
    return Spot(weekday * COLUMN + COLUMN // 2, week * ROW + ROW // 2)
