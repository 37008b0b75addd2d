"""Records of a span of time become lanes: columns of months, quarters or years, in which each record is a mark that leads to it.

Across, a position is a share of the width in percent, so that marks keep their size on every screen; down, it is pixels.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from mentorsite.insights.chronicle import first_of_month, last_of_month, month_number

ItemT = TypeVar("ItemT")
Unit = Literal["month", "quarter", "year"]

COLUMNS = 18
"""How many columns there are at most, unless they are years: the narrowest screen has room for a mark in each."""
STACK = 6
"""How many marks a column holds at most; a number says how many more there are."""
STEP = 16
"""How far apart the marks of a column are, in pixels."""
# The units from the shortest, each with its months and with the months between two ticks. An axis begins and ends at a tick.
_UNITS: tuple[tuple[Unit, int, int], ...] = (("month", 1, 3), ("quarter", 3, 12), ("year", 12, 12))


@dataclass(frozen=True, slots=True)
class Column:
    """A month, quarter or year by its first and its last day, and where its middle is."""

    first: date
    last: date
    x: Decimal


@dataclass(frozen=True, slots=True)
class Tick:
    """The line before a column, and whether there is room to name its first day."""

    day: date
    x: Decimal
    named: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The columns of a drawing, all of one unit, and its ticks."""

    unit: Unit
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]

    def index(self, day: date) -> int:
        """Give in which column a day lies, counted from 0."""
        size = next(size for unit, size, _ in _UNITS if unit == self.unit)
        return (month_number(day) - month_number(self.columns[0].first)) // size


@dataclass(frozen=True, slots=True)
class Spot(Generic[ItemT]):
    """Something in a lane: where its middle is across, and its upper edge below that of the lane."""

    x: Decimal
    y: int
    item: ItemT


@dataclass(frozen=True, slots=True)
class Lane(Generic[ItemT]):
    """Marks in their columns, as many `rows` high as the highest of them, and how many `more` there are beyond the marks of a column."""

    rows: int
    spots: tuple[Spot[ItemT], ...]
    more: tuple[Spot[int], ...]


def axis(first: date, last: date) -> Axis:
    """Give the columns from one day to another: months where there is room for them, else quarters, else years."""
    for unit, size, between in _UNITS:  # noqa: B007 - the last one tried is taken
        start = month_number(first) // between * between
        end = (month_number(last) // between + 1) * between
        count = (end - start) // size
        if count <= COLUMNS:
            break
    every = 5 if unit == "year" and count > 6 else 1
    columns = tuple(_column(start + size * index, size, _share(2 * index + 1, 2 * count)) for index in range(count))
    ticks = tuple(
        Tick(day := columns[index].first, _share(index, count), not day.year % every) for index in range(0, count, between // size)
    )
    return Axis(unit, columns, ticks)


def lane(time: Axis, items: Iterable[tuple[date, ItemT]], *, upwards: bool = True) -> Lane[ItemT]:
    """Put items in their columns, in the given order, from the lower edge upwards or from the upper edge downwards."""
    stacks: dict[int, list[ItemT]] = {}
    for day, item in items:
        stacks.setdefault(time.index(day), []).append(item)
    rows = max((min(len(stack), STACK + 1) for stack in stacks.values()), default=1)
    spots: list[Spot[ItemT]] = []
    more: list[Spot[int]] = []
    for index, stack in sorted(stacks.items()):
        x = time.columns[index].x
        places = [(rows - 1 - level if upwards else level) * STEP for level in range(STACK + 1)]
        spots += (Spot(x, y, item) for y, item in zip(places, stack[:STACK], strict=False))
        if len(stack) > STACK:
            more.append(Spot(x, places[STACK], len(stack) - STACK))
    return Lane(rows, tuple(spots), tuple(more))


def _column(number: int, size: int, x: Decimal) -> Column:
    return Column(first_of_month(number), last_of_month(number + size - 1), x)


def _share(part: int, whole: int) -> Decimal:
    """Give a share in percent, in hundredths of one."""
    return Decimal(round(part * 10000 / Decimal(whole))) / 100
