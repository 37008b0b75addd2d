"""How often check-ins were agreed, and how that was kept: the agreements and check-ins of a Scope become one `Rhythm` an agreement.

The time of an agreement, from its start to its end or today, is cut into windows. Within one agreed cadence they follow one another
from its first day: one cadence long, months and years by the calendar, counted from that first day and clipped to the length of the
month (31 January, then 28 or 29 February, then 31 March). A pause or a change of the cadence cuts the window that runs; a new one
begins on the day after the pause, or on the day of the change.

A window is kept when a check-in lies in it, on its last day as well. A whole one that is over without a check-in is missed. One that
was cut short counts when it was kept, and is held against nobody when it was not. The one that runs counts as soon as it is kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, groupby
from typing import Literal

from mentorsite.insights.scope import Scope
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Cadence, Key

_DAY = timedelta(1)

WindowState = Literal["kept", "missed", "cut", "open"]
"""How a window stands: cut is one that was cut short before it was kept, open the one that runs and is not kept yet."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A cadence (None where none is agreed) from its first day, until the next one."""

    since: date
    cadence: Cadence | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The check-ins of one day, in the order of their keys."""

    day: date
    checkins: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The time within which a check-in was agreed, by its first and its last day, with the check-ins held in it, by day, then key."""

    first: date
    last: date
    state: WindowState
    checkins: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Paused:
    """A time without check-ins that was agreed on, by its first and its last day, with those that were held all the same."""

    first: date
    last: date
    checkins: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two meetings, in days without the paused ones.

    `after` and `before` are the check-ins at its ends: None where it begins with the agreement, and where it lasts until today.
    """

    days: int
    first: date
    last: date
    after: Key | None
    before: Key | None


@dataclass(frozen=True, slots=True)
class Due:
    """The day of the next check-in: "agreed" in the latest one, "planned" in a record of that day, or the last day by "cadence".

    `checkin` is the record that says so; None where the day follows from the cadence.
    """

    day: date
    by: Literal["agreed", "planned", "cadence"]
    checkin: Key | None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How the cadence of an agreement was kept, as of a day.

    `in_force` has the cadences from the oldest to the newest; `windows` those that have begun, `pauses` all that are agreed, both by
    their first day. `meetings` were held, the oldest first, the `planned` ones come after today. `kept` of `counted` windows had a
    check-in. `extra` counts the meetings beyond: further ones of a kept window, and those of a pause. `since` is the number of days
    since the last meeting.
    """

    agreement: Key
    start: date
    end: date | None
    ended: bool
    in_force: tuple[InForce, ...]
    windows: tuple[Window, ...]
    pauses: tuple[Paused, ...]
    meetings: tuple[Meeting, ...]
    planned: tuple[Meeting, ...]
    kept: int
    counted: int
    extra: int
    longest: Gap | None
    since: int | None
    due: Due | None


@dataclass(frozen=True, slots=True)
class Met:
    """A check-in as far as a cadence needs it: its record, its day, and the day that was agreed in it for the next one."""

    key: Key
    day: date
    next_day: date | None = None


def cadences(scope: Scope) -> tuple[Rhythm, ...]:
    """Give how each agreement of a portfolio was kept, the latest first.

    There is none for an audience that does not see check-ins as a rule: of those it sees, none follows about the others; and none for
    one that does not see agreements as a rule, since a check-in of one that is hidden would count for another. A check-in belongs to
    the agreement that it names; where there is only one agreement, it has those that name none as well.
    """
    if not (scope.shows(Checkin) and scope.shows(Mentorship)):
        return ()
    agreements = dict(scope.all(Mentorship))
    only = next(iter(agreements)) if len(agreements) == 1 else None
    met: dict[Key | None, list[Met]] = {}
    for key, checkin in scope.all(Checkin):
        belongs = checkin.mentorship.key if checkin.mentorship else only
        met.setdefault(belongs, []).append(Met(key, checkin.date, checkin.next_))
    ordered = sorted(sorted(agreements), key=lambda key: agreements[key].start, reverse=True)
    return tuple(rhythm(key, agreements[key], met.get(key, ()), scope.today) for key in ordered)


def rhythm(key: Key, agreement: Mentorship, checkins: Iterable[Met], today: date) -> Rhythm:
    """Give how one agreement was kept by its check-ins, those of later days than `today` being plans."""
    ordered = sorted(checkins, key=lambda met: (met.day, met.key))
    ended = agreement.end is not None and agreement.end < today
    until = agreement.end or date.max
    in_force = _in_force(agreement)
    all_meetings = [Meeting(day, tuple(met.key for met in of_day)) for day, of_day in groupby(ordered, key=lambda met: met.day)]
    held = tuple(meeting for meeting in all_meetings if meeting.day <= today)
    meetings = {meeting.day: meeting.checkins for meeting in held}
    days = [day for day in meetings if agreement.start <= day <= until]
    pauses = tuple(
        Paused(first, last, tuple(key for day in _within(days, first, last) for key in meetings[day]))
        for first, last in _merged(agreement, until)
    )
    windows: list[Window] = []
    due: date | None = None
    for first, last, whole in _spans(agreement.start, until, in_force, pauses):
        keys = tuple(key for day in _within(days, first, last) for key in meetings[day])
        if first <= today:
            windows.append(Window(first, last, _state(bool(keys), whole, last < today), keys))
        if last >= today and not keys:
            due = last
        if due or first > today:
            break
    kept = sum(window.state == "kept" for window in windows)
    kept_days = sum(len(_within(days, window.first, window.last)) for window in windows)
    paused_days = sum(len(_within(days, pause.first, pause.last)) for pause in pauses)
    return Rhythm(
        agreement=key,
        start=agreement.start,
        end=agreement.end,
        ended=ended,
        in_force=in_force,
        windows=tuple(windows),
        pauses=pauses,
        meetings=held,
        planned=tuple(all_meetings[len(held) :]),
        kept=kept,
        counted=kept + sum(window.state == "missed" for window in windows),
        extra=kept_days - kept + paused_days,
        longest=_longest(agreement.start, days, meetings, pauses, None if ended else today),
        since=(today - held[-1].day).days if held else None,
        due=None if ended else _due(ordered, today, due),
    )


def agreed_or_planned(checkins: Iterable[Met], today: date) -> Due | None:
    """Give the next check-in as check-ins alone say it, of whatever agreement; None where none does."""
    return _due(sorted(checkins, key=lambda met: (met.day, met.key)), today, None)


def later(anchor: date, cadence: Cadence, times: int) -> date | None:
    """Give the day so many cadences after an anchor: months and years by the calendar, the day clipped to the month's length,
    then weeks and days. None where it lies beyond the last day that there is."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + times * (cadence.years * 12 + cadence.months), 12)
    if year > date.max.year:
        return None
    clipped = date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))
    days = times * (cadence.weeks * 7 + cadence.days)
    return clipped + timedelta(days) if days <= (date.max - clipped).days else None


def _in_force(agreement: Mentorship) -> tuple[InForce, ...]:
    """Give the cadences from the oldest to the newest. Of several changes of one day the first says what was before."""
    changes = sorted(
        ((revision.date, revision.cadence_before) for revision in agreement.revisions if revision.cadence_before),
        key=lambda change: change[0],
    )
    found: list[InForce] = []
    since = agreement.start
    for day, before in changes:
        if day > since:
            found.append(InForce(since, before))
            since = day
    found.append(InForce(since, agreement.cadence))
    # A revision that names the cadence that went on changed none.
    runs = [next(run) for _, run in groupby(found, key=lambda force: force.cadence)]
    return tuple(runs) if any(force.cadence for force in runs) else ()


def _merged(agreement: Mentorship, until: date) -> Iterator[tuple[date, date]]:
    """Give the pauses within the time of an agreement by their days, those that touch as one."""
    pauses = sorted(
        (max(pause.from_, agreement.start), min(pause.to, until))
        for pause in agreement.pauses
        if pause.from_ <= until and pause.to >= agreement.start
    )
    running: tuple[date, date] | None = None
    for first, last in pauses:
        if running and (first - running[1]).days <= 1:
            running = (running[0], max(running[1], last))
            continue
        if running:
            yield running
        running = (first, last)
    if running:
        yield running


def _free(start: date, until: date, pauses: Iterable[Paused]) -> Iterator[tuple[date, date]]:
    """Give the times between the pauses by their first and last day."""
    first = start
    for pause in pauses:
        if pause.first > first:
            yield first, pause.first - _DAY
        if pause.last >= until:
            return
        first = pause.last + _DAY
    yield first, until


def _stretches(
    start: date, until: date, in_force: Sequence[InForce], pauses: Iterable[Paused]
) -> Iterator[tuple[date, date, Cadence | None]]:
    """Give the times within which one cadence runs without a break, by their first and last day, with that cadence."""
    days = [force.since for force in in_force]
    for first, last in _free(start, until, pauses):
        for at in range(bisect_right(days, first) - 1, bisect_right(days, last)):
            ends = days[at + 1] - _DAY if at + 1 < len(days) else last
            yield max(first, days[at]), min(last, ends), in_force[at].cadence


def _spans(start: date, until: date, in_force: Sequence[InForce], pauses: Iterable[Paused]) -> Iterator[tuple[date, date, bool]]:
    """Give the windows by their first and last day, with whether each is whole: as long as was agreed."""
    if not in_force:
        return
    for first, last, cadence in _stretches(start, until, in_force, pauses):
        times, opens = 0, first
        while cadence and opens <= last:
            times += 1
            following = later(first, cadence, times)
            whole = following is not None and following - _DAY <= last
            closes = following - _DAY if following is not None and whole else last
            yield opens, closes, whole
            if following is None:
                break
            opens = following


def _state(kept: bool, whole: bool, over: bool) -> WindowState:
    if kept:
        return "kept"
    if not over:
        return "open"
    return "missed" if whole else "cut"


def _within(days: Sequence[date], first: date, last: date) -> Sequence[date]:
    return days[bisect_left(days, first) : bisect_right(days, last)]


def _longest(
    start: date, days: Sequence[date], meetings: Mapping[date, tuple[Key, ...]], pauses: Sequence[Paused], today: date | None
) -> Gap | None:
    """Give the longest time without a meeting, the first of equal ones, from the start of the agreement; until today, if it runs.

    The day of the meeting before it does not count, that of the one after it does: weekly check-ins are seven days apart.
    """
    ends = [*days, *([today] if today and today > (days[-1] if days else start) else [])]
    begins = [pause.first for pause in pauses]
    before = list(accumulate(((pause.last - pause.first).days + 1 for pause in pauses), initial=0))

    def paused_until(day: date) -> int:
        at = bisect_right(begins, day)
        return before[at] - max(0, (pauses[at - 1].last - day).days) if at else 0

    longest: Gap | None = None
    first = start
    for last in ends:
        length = (last - first).days - (paused_until(last) - paused_until(first))
        if length > (longest.days if longest else 0):
            after = meetings[first][-1] if first in meetings else None
            longest = Gap(length, first, last, after, meetings[last][0] if last in meetings else None)
        first = last
    return longest


def _due(ordered: Sequence[Met], today: date, by_cadence: date | None) -> Due | None:
    """Give the next check-in: as agreed in the latest one if that day is not over, else as planned, else by the cadence."""
    held = [met for met in ordered if met.day <= today]
    latest = [met for met in held if met.day == held[-1].day]
    agreed = [Due(met.next_day, "agreed", met.key) for met in latest if met.next_day and met.next_day >= today]
    if agreed:
        return agreed[-1]
    planned = next((met for met in ordered if met.day > today), None)
    if planned:
        return Due(planned.day, "planned", planned.key)
    return Due(by_cadence, "cadence", None) if by_cadence else None
