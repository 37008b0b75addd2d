"""The patterns of reflections become what their index shows: themes in time, and adjustments promised against done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mentorsite.insights.patterns import Patterns, Promise
from mentorsite.pages import pagination
from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.lanes import Axis, Lane, axis, lane
from mentorsite.pages.page import Page
from mentorsite.pages.pagination import paginated, parts
from mentorsite.pages.values import Link, More, Value

ADJUSTMENTS = "reflections/index/adjustments.html"
"""Where all adjustments stand when they are too many for the index."""
_STATES = (("overdue", ("overdue",)), ("open", ("open",)), ("done", ("late", "done")))

THEMES = 30
"""How many themes are drawn at most, those that come back most."""
NAMED = 40
"""How many reflections of a theme are named at most, the latest; the index has all of them."""
FIRST = 20
"""How many adjustments of each state the index shows where they are so many that they have pages of their own."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A theme in time: its name, how many reflections have it, the latest of them in their order, and a lane of half moons."""

    name: str
    count: int
    reflections: tuple[Link, ...]
    lane: Lane[tuple[Link, date]]


@dataclass(frozen=True, slots=True)
class Promised:
    """Adjustments of one state, each with what, due, done, state, days and source; and how many there are on all pages."""

    state: str
    count: int
    promises: tuple[Value, ...]


def reflections_index(frame: Frame) -> Mapping[str, object]:
    """Give the patterns (None where there is no reflection yet), the themes in time and the board of the adjustments."""
    found = frame.insights.patterns
    if found is None:
        return {"patterns": None}
    time = axis(found.looks[0].day, found.looks[-1].day)
    groups, apart = _by_state(found), len(found.promises) > pagination.LIMIT
    return {
        "patterns": frame.showing.show(found),
        "axis": time,
        "strips": _strips(found, time, frame),
        "more_themes": max(0, len(found.themes) - THEMES),
        "board": _board(frame, found, [(state, rows[:FIRST]) for state, rows in groups] if apart else groups),
        "more": More(len(found.promises), Link("All adjustments", prefix(frame.portfolio) + ADJUSTMENTS)) if apart else None,
    }


def adjustments_pages(frame: Frame) -> Iterator[Page]:
    """Make the pages of all adjustments, where they are more than the index of reflections can show."""
    found = frame.insights.patterns
    if found is None or len(found.promises) <= pagination.LIMIT:
        return
    info, pages = frame.types["reflections"], paginated(_by_state(found))
    said = parts(prefix(frame.portfolio) + ADJUSTMENTS, pages, str.capitalize, lambda promise: promise.done or promise.due)
    for part, page in zip(said, pages, strict=True):
        content = {"type": info, "board": _board(frame, found, page)}
        yield frame.page(ADJUSTMENTS, ("pages/adjustments.html",), "adjustments", "Adjustments", content, section=info.address, part=part)


def _strips(found: Patterns, time: Axis, frame: Frame) -> tuple[Strip, ...]:
    links = frame.atlas.links
    return tuple(
        Strip(
            theme.name,
            len(theme.looks),
            tuple(links[look.key] for look in theme.looks[-NAMED:]),
            lane(time, [(look.day, (links[look.key], look.day)) for look in theme.looks]),
        )
        for theme in found.themes[:THEMES]
    )


def _by_state(found: Patterns) -> list[tuple[str, list[Promise]]]:
    groups = [(name, [one for one in found.promises if one.state in states]) for name, states in _STATES]
    return [(name, promises) for name, promises in groups if promises]


def _board(frame: Frame, found: Patterns, groups: Iterable[tuple[str, Iterable[Promise]]]) -> tuple[Promised, ...]:
    """Give adjustments by state, with how many of each state there are in all."""
    counts = {name: len(promises) for name, promises in _by_state(found)}
    return tuple(Promised(name, counts[name], tuple(frame.showing.show(one) for one in promises)) for name, promises in groups)
