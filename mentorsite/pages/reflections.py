"""The patterns of reflections become what their index shows: themes in time, and adjustments promised against done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorsite.insights.patterns import Patterns
from mentorsite.pages.frame import Frame
from mentorsite.pages.lanes import Axis, Lane, axis, lane
from mentorsite.pages.values import Link, Value


@dataclass(frozen=True, slots=True)
class Strip:
    """A theme in time: its name, its reflections in their order, and a lane of half moons."""

    name: str
    reflections: tuple[Link, ...]
    lane: Lane[tuple[Link, date]]


@dataclass(frozen=True, slots=True)
class Promised:
    """Adjustments of one state, each with what, due, done, state, days and source."""

    state: str
    promises: tuple[Value, ...]


def reflections_index(frame: Frame) -> Mapping[str, object]:
    """Give the patterns (None where there is no reflection yet), the themes in time and the board of the adjustments."""
    found = frame.insights.patterns
    if found is None:
        return {"patterns": None}
    time = axis(found.looks[0].day, found.looks[-1].day)
    return {"patterns": frame.showing.show(found), "axis": time, "strips": _strips(found, time, frame), "board": _board(found, frame)}


def _strips(found: Patterns, time: Axis, frame: Frame) -> tuple[Strip, ...]:
    links = frame.atlas.links
    return tuple(
        Strip(
            theme.name,
            tuple(links[look.key] for look in theme.looks),
            lane(time, [(look.day, (links[look.key], look.day)) for look in theme.looks]),
        )
        for theme in found.themes
    )


def _board(found: Patterns, frame: Frame) -> tuple[Promised, ...]:
    groups = (("overdue", ("overdue",)), ("open", ("open",)), ("done", ("late", "done")))
    columns = (Promised(name, tuple(frame.showing.show(one) for one in found.promises if one.state in states)) for name, states in groups)
    return tuple(column for column in columns if column.promises)
