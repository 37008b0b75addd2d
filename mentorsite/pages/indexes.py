"""The index of each type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mentorsite.pages.checkins import cadence_pages, kept_cadences
from mentorsite.pages.feedback import feedback_index, waiting_pages
from mentorsite.pages.frame import Frame
from mentorsite.pages.goals import goals_at_risk
from mentorsite.pages.lists import cards_of, parts_of_list
from mentorsite.pages.page import Page
from mentorsite.pages.reflections import adjustments_pages, reflections_index
from mentorsite.pages.skills import skill_index
from mentorsite.pages.sorting import divided

_INSIGHTS: dict[str, tuple[Callable[[Frame], Mapping[str, object]], Mapping[str, object]]] = {
    "checkins": (kept_cadences, {"cadences": (), "more": None}),
    "goals": (goals_at_risk, {"at_risk": (), "more": 0}),
    "feedback": (feedback_index, {"balance": None, "chart": None}),
    "reflections": (reflections_index, {"patterns": None}),
}
"""What the index of a type shows besides its records on its first page, and what its other pages get instead."""

_APART: dict[str, Callable[[Frame], Iterator[Page]]] = {
    "checkins": cadence_pages,
    "feedback": waiting_pages,
    "reflections": adjustments_pages,
}
"""What is too long to stand before the records of a type, on pages of its own."""


def index(frame: Frame, name: str) -> Iterator[Page]:
    """Make the pages of the index of a type of which the portfolio has records."""
    info, records = frame.types[name], frame.atlas.view.of(frame.portfolio, name)
    address, templates = f"{name}/index.html", (f"pages/index/{name}.html", "pages/index.html")
    for part, groups in parts_of_list(frame, address, divided(records)):
        content: dict[str, object] = {"type": info, "groups": cards_of(frame, groups), "count": len(records)}
        if name in _INSIGHTS:
            of_first, of_others = _INSIGHTS[name]
            content |= of_first(frame) if part is None or part.number == 1 else of_others
        elif name == "skills":
            content |= skill_index(frame, {shown.key for _, of_group in groups for shown in of_group})
        yield frame.page(address, templates, "index", info.title, content, description=info.intro, part=part)
    if name in _APART:
        yield from _APART[name](frame)
