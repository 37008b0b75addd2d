"""The pages that prepare somebody: the brief before the next check-in, and the handover to a new mentor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mentorsite.insights.brief import Brief
from mentorsite.insights.chronicle import days_over
from mentorsite.insights.handover import Handover
from mentorsite.insights.progress import GoalProgress
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.values import Card, Link, More, Value

Kind = Literal["actions", "questions", "feedback", "adjustments"]
FIRST: dict[Kind, int] = {"actions": 5, "questions": 3, "feedback": 3, "adjustments": 4}
"""How many of each kind the brief shows, the most urgent ones, so that it fits on one printed page."""
MANY = 40
"""How many rows of each list the handover shows at most, the most urgent ones: it is a document to read."""
RISKS = 3
"""How many goals at risk it shows."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits: what is shown of it, how much `more` there is, and where all of it is."""

    kind: Kind
    rows: Value
    more: int
    all: Link


def preparation(frame: Frame) -> Iterator[Page]:
    """Make the brief and the handover, where there is something to prepare and the audience is one that prepares it."""
    if frame.insights.brief:
        yield _brief(frame, frame.insights.brief)
    if frame.insights.handover:
        yield _handover(frame, frame.insights.handover)


def _handover(frame: Frame, handover: Handover) -> Page:
    people = frame.showing.cards(
        frame.atlas.view.records[reference.key]
        for reference in dict.fromkeys((*handover.mentees, *handover.mentors, handover.sponsor))
        if reference and reference.key
    )
    goals = [goal for goal in handover.goals if goal.status in ("active", "proposed", "paused")]
    past = [goal for goal in handover.goals if goal.status in ("achieved", "dropped")]
    lists: dict[str, tuple[Sequence[object], Link | None]] = {
        "goals": (goals, _index(frame, "goals")),
        "past": (past, _index(frame, "goals")),
        "actions": (handover.actions, frame.places.get("actions")),
        "questions": (handover.questions, frame.places.get("inquiry")),
        "feedback": (handover.feedback, _index(frame, "feedback")),
        "adjustments": (handover.adjustments, _index(frame, "reflections")),
    }
    shortened = replace(
        handover,
        goals=(),
        actions=handover.actions[:MANY],
        questions=handover.questions[:MANY],
        feedback=handover.feedback[:MANY],
        adjustments=handover.adjustments[:MANY],
    )
    content = {
        "handover": frame.showing.show(shortened),
        "people": people,
        "goals": _cards(frame, goals[:MANY]),
        "past": _cards(frame, past[:MANY]),
        "more": {name: More(len(rows) - MANY, all) for name, (rows, all) in lists.items() if len(rows) > MANY and all},
        "today": frame.showing.today,
    }
    return frame.page("handover.html", ("pages/handover.html",), "handover", frame.places["handover"].text, content)


def _brief(frame: Frame, brief: Brief) -> Page:
    today = frame.showing.today
    content = {
        "brief": frame.showing.show(brief),
        "goals": _cards(frame, brief.goals[:RISKS]),
        "more_goals": max(0, len(brief.goals) - RISKS),
        "waiting": tuple(_waiting(frame, brief)),
        "days": -days_over(brief.due.day, today) if brief.due else None,
        "today": today,
    }
    return frame.page("brief.html", ("pages/brief.html",), "brief", frame.places["brief"].text, content)


def _waiting(frame: Frame, brief: Brief) -> Iterator[Waiting]:
    """Give what waits, in the order of the agenda; nothing of a kind of which there is none."""
    kinds: tuple[tuple[Kind, Sequence[object], Link | None], ...] = (
        ("actions", brief.actions, frame.places.get("actions")),
        ("questions", brief.questions, frame.places.get("inquiry")),
        ("feedback", brief.feedback, _index(frame, "feedback")),
        ("adjustments", brief.adjustments, _index(frame, "reflections")),
    )
    for kind, rows, everything in kinds:
        if rows and everything:
            yield Waiting(kind, frame.showing.show(tuple(rows[: FIRST[kind]])), max(0, len(rows) - FIRST[kind]), everything)


def _index(frame: Frame, type: str) -> Link | None:
    info = frame.types.get(type)
    return Link(info.title, info.address) if info else None


def _cards(frame: Frame, goals: Iterable[GoalProgress]) -> tuple[Card, ...]:
    return frame.showing.cards(frame.atlas.view.records[goal.key] for goal in goals)
