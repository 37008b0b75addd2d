"""What the pages of goals say besides their fields: progress against time, charts of readings, sub-goals, and what is at risk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mentorsite.audience.view import Shown
from mentorsite.pages.addition import Addition
from mentorsite.pages.frame import Frame
from mentorsite.pages.progress import chart, standing

MANY = 40
"""How many goals at risk, or parts of a goal, stand in a list of their own; all stand in the index and at the foot of the page."""


def goals_at_risk(frame: Frame) -> Mapping[str, object]:
    """Give the index the goals that are at risk, by what is due first; of many how many `more` there are."""
    risky = sorted((goal for goal in frame.insights.goals if goal.risks), key=lambda goal: (goal.due or date.max, goal.key))
    records = frame.atlas.view.records
    return {"at_risk": frame.showing.cards(records[goal.key] for goal in risky[:MANY]), "more": max(0, len(risky) - MANY)}


def goal_progress(frame: Frame, shown: Shown) -> Addition:
    """Give a goal's page where it stands, each indicator with its chart, and its sub-goals."""
    goal = frame.showing.progress[shown.key]
    stands = standing(goal)
    records = frame.atlas.view.records
    content = {
        "standing": stands,
        "measures": tuple(zip(stands.measures, (chart(indicator, goal) for indicator in goal.indicators), strict=True)),
        "parts": frame.showing.cards(records[key] for key in goal.parts[:MANY]),
    }
    return Addition(content, frozenset(goal.parts[:MANY]))
