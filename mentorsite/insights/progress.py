"""Goals against time: how far each has come, what of it is due, done or late, and which are at risk, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from mentorsite.insights.chronicle import days_over
from mentorsite.insights.scope import Scope
from mentorsite.records.types.goals import Goal, GoalMilestone, Indicator
from mentorsite.records.values import Key

BEHIND = Fraction(1, 5)
"""How far an indicator's share may lie below the share of time that is gone before its goal is behind time."""

# Exact means of means of means have denominators of thousands of digits where goals are nested deeply.
_FINEST = 10**9

State = Literal["done", "done late", "late", "to come", "open", "left"]
Kind = Literal["overdue", "behind", "unmeasured", "away", "milestone"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured on a day."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorProgress:
    """Where an indicator stands.

    `readings` are those up to today, oldest first; `later` those of days that have not come, which count for nothing yet.
    `share` is the part of the way from baseline to target that the latest reading lies at, below zero where it moved away and above one
    where it went beyond. It is None without a reading, without a baseline, and where the baseline is the target already.
    `reached` says that the latest reading is at the target or beyond it, seen from the baseline. Without a baseline more is better;
    where the baseline is the target, only the target itself counts.
    """

    name: str
    unit: str | None
    baseline: Decimal | None
    target: Decimal
    readings: tuple[Reading, ...]
    later: tuple[Reading, ...]
    share: Fraction | None
    reached: bool


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """Where a step of a goal stands.

    `state` is `done`; `done late`, by `days`; `late`, by `days`; `to come` in `days` (0 is today); `open`, which has no day; or
    `left`: not done when the goal was achieved or dropped. `done` may be a day to come, and then it is not done yet.
    """

    title: str
    state: State
    days: int | None
    due: date | None
    done: date | None


@dataclass(frozen=True, slots=True)
class Risk:
    """A reason why a goal is at risk.

    `overdue`: it was due `days` ago. `behind`: the indicator `name` has come `share` of the way when `elapsed` of the time is gone.
    `unmeasured`: it has no reading yet. `away`: it moved away from its target. `milestone`: the one called `name` is `days` late.
    """

    kind: Kind
    name: str = ""
    days: int | None = None
    share: Fraction | None = None
    elapsed: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """How far a goal has come.

    `until` is the day up to which time counts: when it was achieved, else today. `days` are those from then until it is due, below zero
    where it is over; None without a due day and for what was dropped. `elapsed` is the part of the time from its start to its due day
    that is gone, from 0 to 1. `own` is the share of its own indicators or milestones, `share` the one rolled up with its sub-goals,
    `parts`.
    """

    key: Key
    status: str
    start: date | None
    due: date | None
    achieved: date | None
    until: date
    days: int | None
    elapsed: Fraction | None
    indicators: tuple[IndicatorProgress, ...]
    milestones: tuple[MilestoneProgress, ...]
    own: Fraction | None
    share: Fraction | None
    parts: tuple[Key, ...]
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class OnTrack:
    """How many goals are achieved, or under way and not at risk, of how many that are one or the other."""

    number: int
    of: int


def progress(scope: Scope) -> tuple[GoalProgress, ...]:
    """Give the progress of each goal that is seen, in the order of their keys."""
    return progress_of(dict(scope.all(Goal)), scope.today)


def progress_of(goals: Mapping[Key, Goal], today: date) -> tuple[GoalProgress, ...]:
    """Give the progress of goals, in the given order."""
    parts = _parts(goals)
    measured = {key: _measured(goal, today) for key, goal in goals.items()}
    own = {key: _own(*measured[key]) for key in goals}
    shares = _rolled_up(goals, parts, own)
    return tuple(_progress(key, goal, *measured[key], own[key], shares[key], parts.get(key, ()), today) for key, goal in goals.items())


def on_track(goals: Iterable[GoalProgress]) -> OnTrack:
    """Count the goals that are achieved or on track; what is proposed, paused or dropped is not counted."""
    counted = [goal for goal in goals if goal.status in ("active", "achieved")]
    return OnTrack(sum(not goal.risks for goal in counted), len(counted))


def indicator_progress(indicator: Indicator, today: date) -> IndicatorProgress:
    """Give where an indicator stands."""
    readings = tuple(Reading(day, value) for day, value in sorted(indicator.readings.items()))
    until_now = tuple(reading for reading in readings if reading.day <= today)
    later = readings[len(until_now) :]
    baseline, target = indicator.baseline, indicator.target
    share, reached = None, False
    if until_now:
        latest = until_now[-1].value
        if baseline is not None and baseline != target:
            share = (Fraction(latest) - Fraction(baseline)) / (Fraction(target) - Fraction(baseline))
            reached = share >= 1
        else:
            reached = latest == target or (baseline is None and latest > target)
    return IndicatorProgress(indicator.name, indicator.unit, baseline, target, until_now, later, share, reached)


def milestone_progress(milestone: GoalMilestone, status: str, today: date) -> MilestoneProgress:
    """Give where a step stands of a goal of some status."""
    due, done = milestone.due, milestone.done
    state: State
    days: int | None = None
    if done and done <= today:
        state = "done"
        if due and done > due:
            state, days = "done late", days_over(due, done)
    elif status in ("achieved", "dropped"):
        state = "left"
    elif due is None:
        state = "open"
    elif due < today:
        state, days = "late", days_over(due, today)
    else:
        state, days = "to come", -days_over(due, today)
    return MilestoneProgress(milestone.title, state, days, due, done)


def elapsed(start: date | None, due: date | None, day: date) -> Fraction | None:
    """Give the part of the time from `start` to `due` that is gone on a day, from 0 to 1; None without both days.

    Where they are one day, all of it is gone from that day on.
    """
    if start is None or due is None:
        return None
    if start == due:
        return Fraction(day >= due)
    return _within(Fraction((day - start).days, (due - start).days))


def _within(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), Fraction(1))


def _parent(goal: Goal) -> Key | None:
    return goal.parent.key if goal.parent else None


def _parts(goals: Mapping[Key, Goal]) -> dict[Key, tuple[Key, ...]]:
    """Give the parts of each goal that has any, by what is due first."""
    found: dict[Key, list[tuple[date, Key]]] = {}
    for key, goal in goals.items():
        parent = _parent(goal)
        if parent is not None and parent in goals:
            found.setdefault(parent, []).append((goal.due or date.max, key))
    return {key: tuple(part for _, part in sorted(parts)) for key, parts in found.items()}


def _measured(goal: Goal, today: date) -> tuple[tuple[IndicatorProgress, ...], tuple[MilestoneProgress, ...]]:
    return (
        tuple(indicator_progress(indicator, today) for indicator in goal.indicators),
        tuple(milestone_progress(milestone, goal.status, today) for milestone in goal.milestones),
    )


def _own(indicators: tuple[IndicatorProgress, ...], milestones: tuple[MilestoneProgress, ...]) -> Fraction | None:
    """Give a goal's own share: the mean of its indicators' shares, each from 0 to 1; without any, that of the milestones that are done."""
    shares = [_within(indicator.share) for indicator in indicators if indicator.share is not None]
    if shares:
        return _mean(shares)
    if milestones:
        return Fraction(sum(milestone.state in ("done", "done late") for milestone in milestones), len(milestones))
    return None


def _rolled_up(
    goals: Mapping[Key, Goal], parts: Mapping[Key, tuple[Key, ...]], own: Mapping[Key, Fraction | None]
) -> dict[Key, Fraction | None]:
    """Give each goal's share with that of its parts: the mean of its own, where it has one, and of theirs.

    What is achieved counts as a whole, whatever was measured; parts that are proposed or dropped are left out.
    """
    # From the top down, and then back: goals may be nested deeper than calls may be.
    ordered = [key for key, goal in goals.items() if _parent(goal) not in goals]
    for key in ordered:
        ordered.extend(parts.get(key, ()))
    shares: dict[Key, Fraction | None] = dict(own)
    for key in reversed(ordered):
        counted = [own[key], *(shares[part] for part in parts.get(key, ()) if goals[part].status not in ("proposed", "dropped"))]
        found = [share for share in counted if share is not None]
        shares[key] = Fraction(1) if goals[key].status == "achieved" else _mean(found) if found else None
    return shares


def _mean(shares: list[Fraction]) -> Fraction:
    mean = sum(shares, Fraction(0)) / len(shares)
    if mean.denominator <= _FINEST:
        return mean
    # Never all where a part is missing, and never nothing where there is some.
    return Fraction(max(1, mean.numerator * _FINEST // mean.denominator), _FINEST)


def _progress(
    key: Key,
    goal: Goal,
    indicators: tuple[IndicatorProgress, ...],
    milestones: tuple[MilestoneProgress, ...],
    own: Fraction | None,
    share: Fraction | None,
    parts: tuple[Key, ...],
    today: date,
) -> GoalProgress:
    achieved = goal.achieved if goal.status == "achieved" else None
    until = min(achieved or today, today)
    days = -days_over(goal.due, until) if goal.due and goal.status != "dropped" else None
    gone = elapsed(goal.start, goal.due, until)
    risks = tuple(_risks(days, gone, indicators, milestones)) if goal.status == "active" else ()
    return GoalProgress(
        key, goal.status, goal.start, goal.due, goal.achieved, until, days, gone, indicators, milestones, own, share, parts, risks
    )


def _risks(
    days: int | None, gone: Fraction | None, indicators: tuple[IndicatorProgress, ...], milestones: tuple[MilestoneProgress, ...]
) -> Iterable[Risk]:
    if days is not None and days < 0:
        yield Risk("overdue", days=-days)
    for indicator in indicators:
        share = indicator.share
        if share is not None and share < 0:
            yield Risk("away", indicator.name, share=share, elapsed=gone)
        elif share is not None and gone is not None and share < gone - BEHIND:
            yield Risk("behind", indicator.name, share=share, elapsed=gone)
        elif not indicator.readings and indicator.baseline is not None and gone is not None and gone > BEHIND:
            yield Risk("unmeasured", indicator.name, elapsed=gone)
    for milestone in milestones:
        if milestone.state == "late":
            yield Risk("milestone", milestone.title, days=milestone.days)
