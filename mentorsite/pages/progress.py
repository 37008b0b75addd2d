"""A goal's progress becomes what templates draw and say of it: places as whole numbers, shares as whole percents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # A page that was kept is opened without what it was made of.
    from mentorsite.insights.progress import GoalProgress, IndicatorProgress, MilestoneProgress, Reading, Risk

LENGTH = 1000
"""The length of a bar, and the width of a chart, in the units of their drawings."""
HEIGHT = 200
"""The height of a chart."""
MANY_DOTS, LONG_TABLE = 40, 12
"""With more readings than these a chart has no dots, and the table is folded."""
_PERCENT = ("%", "percent", "per cent")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of progress: how much of `LENGTH` is filled, and where the tick of time stands, None where none does."""

    reached: int
    now: int | None
    risk: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The readings of an indicator as a drawing.

    `line` is what leads through them, empty where there is one; `dots` are empty where they would be too many. `target`, `baseline` are
    heights from above; `now` is where time stands, from the left. `first` and `last` are the days at the two ends.
    """

    line: str
    dots: str
    target: int
    baseline: int | None
    now: int | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator: `latest` is what was measured last, `percent` how far that is on the way, `counted` says that "7 of 10" makes sense."""

    name: str
    unit: str | None
    baseline: Decimal | None
    target: Decimal
    latest: Decimal | None
    percent: int | None
    reached: bool
    counted: bool
    readings: tuple[Reading, ...]
    later: tuple[Reading, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason why a goal is at risk, with shares as percents; see `insights.progress.Risk`."""

    kind: str
    name: str
    days: int | None
    percent: int | None
    gone: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a goal stands: `percent` of it is reached, `gone` is that of its time, `done` counts milestones and `parts` sub-goals.

    `alone` says that its one indicator tells all of it.
    """

    status: str
    due: date | None
    achieved: date | None
    days: int | None
    bar: Bar | None
    percent: int | None
    gone: int | None
    measures: tuple[Measure, ...]
    milestones: tuple[MilestoneProgress, ...]
    done: int
    parts: int
    alone: bool
    risks: tuple[Reason, ...]


def standing(goal: GoalProgress) -> Standing:
    """Give where a goal stands, for its card and its page."""
    measures = tuple(_measure(indicator) for indicator in goal.indicators)
    # Time goes on for what was let go, but says nothing of it any more; for what is only proposed, it says nothing yet.
    elapsed = goal.elapsed if goal.status not in ("proposed", "dropped") else None
    return Standing(
        status=goal.status,
        due=goal.due,
        achieved=goal.achieved,
        days=goal.days,
        bar=_bar(goal.share, elapsed, risk=bool(goal.risks)),
        percent=percent(goal.share),
        gone=percent(elapsed),
        measures=measures,
        milestones=goal.milestones,
        done=sum(milestone.state in ("done", "done late") for milestone in goal.milestones),
        parts=len(goal.parts),
        alone=len(measures) == 1 and measures[0].percent is not None and not goal.parts,
        risks=tuple(_reason(risk) for risk in goal.risks),
    )


def percent(share: Fraction | None) -> int | None:
    """Give a share as a whole percentage that is 0 only where nothing is reached, and 100 only where all is."""
    if share is None:
        return None
    whole = round(share * 100)
    if 0 < share < 1:
        return min(max(whole, 1), 99)
    return whole or (-1 if share < 0 else 0)


def chart(indicator: IndicatorProgress, goal: GoalProgress) -> Chart | None:
    """Draw an indicator's readings, from the goal's start to the day it is due or to where time stands; None where there are none."""
    readings = indicator.readings
    if not readings:
        return None
    first = min(readings[0].day, goal.start or readings[0].day)
    until = None if goal.status in ("proposed", "dropped") else goal.until
    last = max(day for day in (readings[-1].day, goal.due, until) if day)
    values = [reading.value for reading in readings]
    lines = [indicator.target, *([] if indicator.baseline is None else [indicator.baseline])]
    height = _scale(min(*values, *lines), max(*values, *lines))

    def place(day: date) -> int:
        return round(Fraction((day - first).days, (last - first).days) * LENGTH) if last > first else LENGTH // 2

    points = [(place(reading.day), height(reading.value)) for reading in readings]
    return Chart(
        line=" ".join(f"{x},{y}" for x, y in points) if len(points) > 1 else "",
        dots="".join(f"M{x} {y}h0" for x, y in points) if len(points) <= MANY_DOTS else "",
        target=height(indicator.target),
        baseline=None if indicator.baseline is None else height(indicator.baseline),
        now=place(until) if until and until >= first else None,
        first=first,
        last=last,
    )


def _scale(low: Decimal, high: Decimal) -> Callable[[Decimal], int]:
    """Give what turns a value into its height from above."""

    def height(value: Decimal) -> int:
        if high == low:
            return HEIGHT // 2
        return round((Fraction(high) - Fraction(value)) / (Fraction(high) - Fraction(low)) * HEIGHT)

    return height


def _bar(share: Fraction | None, elapsed: Fraction | None, *, risk: bool) -> Bar | None:
    if share is None and elapsed is None:
        return None
    return Bar(round((share or 0) * LENGTH), None if elapsed is None else round(elapsed * LENGTH), risk)


def _measure(indicator: IndicatorProgress) -> Measure:
    latest = indicator.readings[-1].value if indicator.readings else None
    baseline, target = indicator.baseline, indicator.target
    of_percent = (indicator.unit or "").casefold().startswith(_PERCENT)
    more_is_better = baseline is None or baseline < target
    return Measure(
        name=indicator.name,
        unit=indicator.unit,
        baseline=baseline,
        target=target,
        latest=latest,
        percent=percent(indicator.share),
        reached=indicator.reached,
        counted=latest is not None and more_is_better and not of_percent and 0 <= latest <= target,
        readings=indicator.readings,
        later=indicator.later,
        folded=len(indicator.readings) + len(indicator.later) > LONG_TABLE,
    )


def _reason(risk: Risk) -> Reason:
    return Reason(risk.kind, risk.name, risk.days, percent(risk.share), percent(risk.elapsed))
