"""What to know before the next check-in: what is open, at risk, due or unanswered, what was said last time, and an agenda made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from mentorsite.insights.actions import ActionBoard, AgreedAction
from mentorsite.insights.balance import Balance, Unanswered
from mentorsite.insights.cadence import Due, Met, Rhythm, agreed_or_planned
from mentorsite.insights.chronicle import days_over
from mentorsite.insights.inquiry import AskedQuestion, InquiryLog
from mentorsite.insights.patterns import Patterns, Promise
from mentorsite.insights.progress import GoalProgress
from mentorsite.insights.scope import Scope
from mentorsite.records.types.checkins import AgendaItem, Checkin, Decision
from mentorsite.records.values import Key, Phrase, Prose

SOON = 21
"""How many days ahead adjustments are due soon, where no day for the next check-in is known."""
AT_MOST = 7
"""How many points an agenda has at most: more than that does not fit into an hour."""

About = Literal["planned", "well", "overdue", "goal", "question", "feedback", "adjustments", "next"]
"""What a point of the agenda is about: what is planned already; what went well; actions that are overdue; a goal at risk; an open question;
feedback that waits for an answer; adjustments that are due; the day of the next check-in."""


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A point of the proposed agenda: the record or the text it is about, and how many there are of it, where it stands for several."""

    about: About
    kind: str | None
    record: Key | None = None
    text: Phrase | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class LastTime:
    """The latest check-in, `days` ago, with what was said in it."""

    checkin: Key
    day: date
    days: int
    successes: Prose | None
    obstacles: Prose | None
    insights: tuple[Phrase, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before the next check-in. Of `actions` the overdue ones come first; `adjustments` are overdue, or due until then."""

    due: Due | None
    last: LastTime | None
    actions: tuple[AgreedAction, ...]
    goals: tuple[GoalProgress, ...]
    adjustments: tuple[Promise, ...]
    feedback: tuple[Unanswered, ...]
    questions: tuple[AskedQuestion, ...]
    agenda: tuple[AgendaPoint, ...]


def brief(
    scope: Scope,
    rhythms: tuple[Rhythm, ...],
    board: ActionBoard,
    goals: tuple[GoalProgress, ...],
    patterns: Patterns | None,
    balance: Balance | None,
    inquiry: InquiryLog,
) -> Brief | None:
    """Prepare the next check-in out of what the records add up to.

    None for an audience that does not see check-ins as a rule, and where there is neither a check-in nor an agreement yet.
    """
    held = [(checkin.date, key, checkin) for key, checkin in scope.all(Checkin)]
    if not scope.shows(Checkin) or not (held or rhythms):
        return None
    past = [found for found in held if found[0] <= scope.today]
    due = next((rhythm.due for rhythm in rhythms if rhythm.due), None)
    # What was agreed in a check-in is agreed, also where that belongs to no agreement.
    due = due or agreed_or_planned((Met(key, day, checkin.next_) for day, key, checkin in held), scope.today)
    until = due.day if due and due.day >= scope.today else scope.today + timedelta(min(SOON, (date.max - scope.today).days))
    promises = patterns.promises if patterns else ()
    made = Brief(
        due=due,
        last=_last(max(past, key=lambda found: found[:2]), scope.today) if past else None,
        actions=tuple(action for action in board.actions if action.state != "done"),
        goals=tuple(goal for goal in goals if goal.risks),
        adjustments=tuple(
            promise
            for promise in promises
            if promise.state == "overdue" or (promise.state == "open" and promise.due and promise.due <= until)
        ),
        feedback=balance.unanswered if balance else (),
        questions=inquiry.open,
        agenda=(),
    )
    planned = next((checkin for _, key, checkin in held if due and key == due.checkin and due.by == "planned"), None)
    *points, last = _points(made, planned.agenda if planned else ())
    return replace(made, agenda=(*points[: AT_MOST - 1], last))


def _last(found: tuple[date, Key, Checkin], today: date) -> LastTime:
    day, key, checkin = found
    return LastTime(key, day, days_over(day, today), checkin.successes, checkin.obstacles, checkin.insights, checkin.decisions)


def _points(made: Brief, planned: tuple[AgendaItem, ...]) -> Iterator[AgendaPoint]:
    """Give what to talk about: what is planned, what went well, then what is late, at risk, asked, said and promised, then the next day."""
    for item in planned:
        yield AgendaPoint("planned", item.kind, text=item.topic)
    yield AgendaPoint("well", "progress")
    if overdue := sum(action.state == "overdue" for action in made.actions):
        yield AgendaPoint("overdue", "progress", count=overdue)
    for goal in made.goals[:2]:
        yield AgendaPoint("goal", "coaching", record=goal.key)
    for question in made.questions[:1]:
        yield AgendaPoint("question", "coaching", record=question.checkin, text=question.ask)
    if made.feedback:
        yield AgendaPoint("feedback", "feedback", count=len(made.feedback))
    if made.adjustments:
        yield AgendaPoint("adjustments", "practice", count=len(made.adjustments))
    yield AgendaPoint("next", None)
