"""What happened when: the goals of a portfolio as spans, its records as moments, its agreed pauses."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentorsite.audience.view import Shown
from mentorsite.insights.scope import Scope
from mentorsite.records.types.goals import Goal
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Key

Event = Literal["record", "begun", "due", "step", "achieved", "ended"]
"""What a moment is: a record of its day; a goal or an agreement begun; a goal due, of which no beginning is known; a goal's milestone
reached; a goal achieved; an agreement ended."""


@dataclass(frozen=True, slots=True)
class GoalStep:
    """A milestone of a goal: the day it was reached, or the day it is due."""

    day: date
    done: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A goal from its first to its last day: the day it was achieved, else the day it is due, else today."""

    key: Key
    status: str
    first: date
    last: date
    steps: tuple[GoalStep, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day. `step` is the title of the milestone that was reached, where the event is one."""

    day: date
    key: Key
    event: Event = "record"
    step: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time without check-ins that was agreed on, by its first and its last day."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """What there is to see in time: spans by their first day, moments from the oldest to the newest, pauses by their first day."""

    spans: tuple[Span, ...]
    moments: tuple[Moment, ...]
    pauses: tuple[Pause, ...]

    def days(self) -> Iterator[date]:
        """Give every day on which something of it lies, in no particular order."""
        for span in self.spans:
            yield span.first
            yield span.last
            yield from (step.day for step in span.steps)
        yield from (moment.day for moment in self.moments)


@dataclass(frozen=True, slots=True)
class Facets:
    """By what a record can be found in time: the people, goals and skills that it refers to or is itself."""

    people: tuple[Key, ...]
    goals: tuple[Key, ...]
    skills: tuple[Key, ...]


def timeline(scope: Scope, of: Set[Key] | None = None) -> Timeline:
    """Put a portfolio in time: all of it, or the records `of` a choice alone.

    A planned record of a later day than today is there on its day; what a goal still has to reach is no moment.
    """
    spans: list[Span] = []
    moments: list[Moment] = []
    view = scope.view
    for shown in view.all_of(scope.portfolio) if of is None else (view.records[key] for key in of if key.portfolio == scope.portfolio):
        moments += _moments(shown, scope.today)
        if isinstance(shown.record, Goal) and (span := _span(shown.key, shown.record, scope.today)):
            spans.append(span)
    spans.sort(key=lambda span: (span.first, span.last, span.key))
    moments.sort(key=lambda moment: (moment.day, moment.key, moment.event, moment.step))
    return Timeline(tuple(spans), tuple(moments), _pauses(scope))


def facets_of(shown: Shown) -> Facets:
    """Give by what a record can be found."""
    keys = (shown.key, *shown.references)
    people, goals, skills = (tuple(key for key in keys if key.type == name) for name in ("people", "goals", "skills"))
    return Facets(people, goals, skills)


def _moments(shown: Shown, today: date) -> Iterator[Moment]:
    record, key = shown.record, shown.key
    if isinstance(record, Goal):
        begun = record.start or record.date
        if begun:
            yield Moment(begun, key, "begun")
        elif record.due and not record.achieved:
            yield Moment(record.due, key, "due")
        for milestone in record.milestones:
            if milestone.done and milestone.done <= today:
                yield Moment(milestone.done, key, "step", milestone.title)
        if record.achieved:
            yield Moment(record.achieved, key, "achieved")
    elif isinstance(record, Mentorship):
        yield Moment(record.start, key, "begun")
        if record.end and record.end <= today:
            yield Moment(record.end, key, "ended")
    elif day := record.day():
        yield Moment(day, key)


def _span(key: Key, goal: Goal, today: date) -> Span | None:
    first = goal.start or goal.date or goal.achieved or goal.due
    if first is None:
        return None
    last = max(first, goal.achieved or _dropped(goal) or goal.due or today)
    steps = (GoalStep(day, milestone.done is not None) for milestone in goal.milestones if (day := milestone.done or milestone.due))
    return Span(key, goal.status, first, last, tuple(sorted(steps, key=lambda step: (step.day, step.done))))


def _dropped(goal: Goal) -> date | None:
    """Give the day on which a goal was let go: that of its last revision, which says so."""
    return max((revision.date for revision in goal.revisions), default=None) if goal.status == "dropped" else None


def _pauses(scope: Scope) -> tuple[Pause, ...]:
    found = {(pause.from_, pause.to) for _, agreement in scope.all(Mentorship) for pause in agreement.pauses}
    return tuple(Pause(*days) for days in sorted(found))
