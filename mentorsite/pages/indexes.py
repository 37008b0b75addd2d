"""The index of each type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mentorsite.pages.checkins import kept_cadences
from mentorsite.pages.feedback import feedback_index
from mentorsite.pages.frame import Frame
from mentorsite.pages.goals import goals_at_risk
from mentorsite.pages.page import Page
from mentorsite.pages.reflections import reflections_index
from mentorsite.pages.skills import skill_index
from mentorsite.pages.sorting import divided

_INSIGHTS: dict[str, Callable[[Frame], Mapping[str, object]]] = {
    "checkins": kept_cadences,
    "goals": goals_at_risk,
    "feedback": feedback_index,
    "reflections": reflections_index,
    "skills": skill_index,
}
"""What the index of a type shows besides its records."""


def index(frame: Frame, name: str) -> Page:
    """Make the index of a type of which the portfolio has records."""
    info, records = frame.types[name], frame.atlas.view.of(frame.portfolio, name)
    content: dict[str, object] = {"type": info, "groups": divided(records, frame.showing), "count": len(records)}
    if name in _INSIGHTS:
        content |= _INSIGHTS[name](frame)
    templates = (f"pages/index/{name}.html", "pages/index.html")
    return frame.page(f"{name}/index.html", templates, "index", info.title, content, description=info.intro)
