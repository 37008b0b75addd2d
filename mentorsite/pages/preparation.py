"""The pages that prepare somebody: the brief before the next check-in, and the handover to a new mentor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentorsite.insights.chronicle import days_over
from mentorsite.insights.progress import GoalProgress
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.values import Card


def preparation(frame: Frame) -> Iterator[Page]:
    """Make the brief and the handover, where there is something to prepare and the audience is one that prepares it."""
    brief, handover = frame.insights.brief, frame.insights.handover
    show, today = frame.showing.show, frame.showing.today
    if brief:
        due = brief.due.day if brief.due else None
        content = {
            "brief": show(brief),
            "goals": _cards(frame, brief.goals),
            "days": -days_over(due, today) if due else None,
            "today": today,
        }
        yield frame.page("brief.html", ("pages/brief.html",), "brief", frame.places["brief"].text, content)
    if handover:
        people = frame.showing.cards(
            frame.atlas.view.records[reference.key]
            for reference in dict.fromkeys((*handover.mentees, *handover.mentors, handover.sponsor))
            if reference and reference.key
        )
        groups = {
            name: _cards(frame, (goal for goal in handover.goals if goal.status in statuses))
            for name, statuses in (("goals", ("active", "proposed", "paused")), ("past", ("achieved", "dropped")))
        }
        content = {"handover": show(handover), "people": people, "today": today, **groups}
        yield frame.page("handover.html", ("pages/handover.html",), "handover", frame.places["handover"].text, content)


def _cards(frame: Frame, goals: Iterable[GoalProgress]) -> tuple[Card, ...]:
    return frame.showing.cards(frame.atlas.view.records[goal.key] for goal in goals)
