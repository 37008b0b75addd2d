"""Practice checks of goals: measured, dated, revisited, in time, and told of once they are achieved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mentorsite.audience.view import Shown
from mentorsite.config import Practice
from mentorsite.insights.practice.finding import Finding, called, counted, written
from mentorsite.insights.scope import Scope
from mentorsite.records.types.goals import Goal
from mentorsite.records.values import Key

OPEN = ("proposed", "active")
"""The states of a goal that is still to be reached: only then can it still be said better what it is."""


def without_indicator(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find open goals without an indicator."""
    for key, goal in written(scope, Goal):
        if goal.status in OPEN and not goal.indicators:
            hint = "say in `indicators` what can be counted or measured, with its `baseline` and its `target`"
            yield Finding(key, f"the goal {called(goal)} has no indicator yet", hint, ("indicators",))


def without_due(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find open goals that do not say by when they should be reached."""
    for key, goal in written(scope, Goal):
        if goal.status in OPEN and goal.due is None:
            hint = "add `due`, the day by which it should be reached; a revision can move it"
            yield Finding(key, f"the goal {called(goal)} has no due date yet", hint, ("due",))


def not_revisited(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find active goals that nothing was written about for longer than `revisit_days`.

    A goal is revisited by a reading, a revision, a finished step, and by a check-in, reflection, milestone or review that names it; its
    start counts, too. A goal that has not begun need not be revisited. Where no day is written at all, it has not been.
    """
    latest = _named_on(scope)
    for key, goal in written(scope, Goal):
        begun = goal.start or goal.date
        if goal.status != "active" or (begun and begun > scope.today):
            continue
        days = [begun, latest.get(key), *(revision.date for revision in goal.revisions), *(step.done for step in goal.milestones)]
        days += [day for indicator in goal.indicators for day in indicator.readings]
        last = max((day for day in days if day and day <= scope.today), default=None)
        hint = "talk it over at the next check-in, add a reading or a revision, or set its `status` to `paused` or `dropped`"
        if last is None:
            yield Finding(key, f"nothing is written yet on how the goal {called(goal)} is coming along", hint)
        elif (since := (scope.today - last).days) > practice.revisit_days:
            yield Finding(key, f"the goal {called(goal)} was last revisited {counted(since)} ago, on {last}", hint)


def past_due(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find active goals whose day is past."""
    for key, goal in written(scope, Goal):
        if goal.status == "active" and goal.due and goal.due < scope.today:
            over = counted((scope.today - goal.due).days)
            hint = "set its `status` to `achieved` or `dropped`, or give it a new `due` and say why in `revisions`"
            yield Finding(key, f"the goal {called(goal)} was due {over} ago, on {goal.due}", hint, ("due",))


def achieved_without_story(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find achieved goals that no milestone and no story names, in a field or in its text."""
    told = {goal for type in ("milestones", "stories") for shown in _all(scope, type) for goal in shown.references}
    for key, goal in written(scope, Goal):
        if goal.status == "achieved" and key not in told:
            hint = "write it down while it is fresh, with the goal in `goal` of a milestone or in `goals` of a story"
            yield Finding(key, f"the goal {called(goal)} is achieved, and no milestone or story tells of it yet", hint, ("achieved",))


def _named_on(scope: Scope) -> dict[Key, date]:
    """Give for each goal the latest day of a record by which it was revisited."""
    latest: dict[Key, date] = {}
    for type in ("checkins", "reflections", "milestones", "reviews"):
        for shown in _all(scope, type):
            day = shown.record.day()
            if day and day <= scope.today:
                for key in shown.references:
                    latest[key] = max(day, latest.get(key, day))
    return latest


def _all(scope: Scope, type: str) -> tuple[Shown, ...]:
    return scope.view.of(scope.portfolio, type)
