"""The drawing of a stretch of time as templates read it: every position a whole number in the units of its viewBox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentorsite.pages.values import Link


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month: where it is, its name where there is room for it, whether a quarter begins."""

    x: int
    name: str
    quarter: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A text that fits where it stands. `x` is its left end."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One record of a lane, or several that lie too close together, from the first to the last day.

    `of` are the places of its moments in the list below the drawing. `shape` is the name of a mark.
    """

    x: int
    shape: str
    first: date
    last: date
    count: int
    link: Link
    of: tuple[int, ...]
    label: Label | None
    tip_ends: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of marks; `y` is its middle."""

    name: str
    title: str
    y: int
    marks: tuple[Mark, ...]
    pauses: tuple[tuple[int, int, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Diamond:
    """A goal's milestone on its bar."""

    x: int
    done: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A goal: from `x` over `width`, `reached` of it filled; `y` is its upper edge.

    `before` and `after` say that it goes on beyond the drawing.
    """

    x: int
    y: int
    width: int
    reached: int
    status: str
    at_risk: bool
    link: Link
    of: tuple[int, ...]
    label: Label | None
    diamonds: tuple[Diamond, ...]
    before: bool
    after: bool
    tip_ends: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A stretch of whole months. `today` is None where it lies elsewhere; `plot` is where the months begin and end."""

    first: date
    last: date
    height: int
    plot: tuple[int, int]
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    today: int | None
    goals_y: int | None
    records: int
