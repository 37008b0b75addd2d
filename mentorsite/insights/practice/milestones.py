"""Practice checks of what was reached and of what was learned from it: milestones, reflections and stories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mentorsite.config import Practice
from mentorsite.insights.practice.finding import Finding, called, counted, happened, named, written
from mentorsite.insights.scope import Scope
from mentorsite.records.types.milestones import Milestone
from mentorsite.records.types.reflections import Reflection
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Key

NEAR = timedelta(days=31)
"""How long after a milestone a reflection about its goal counts as one about the milestone, too."""


def without_reflection(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find milestones older than `reflection_days` that nobody has looked back on.

    A reflection looks back on a milestone that it names, in `about` or in its text, or when it is about the milestone's goal and was
    written within a month from that day on.
    """
    named_in: set[Key] = set()
    about_goal: dict[Key, list[date]] = {}
    for shown in scope.view.of(scope.portfolio, "reflections"):
        reflection = shown.record
        named_in.update(shown.references)
        if isinstance(reflection, Reflection) and reflection.about and reflection.about.key:
            about_goal.setdefault(reflection.about.key, []).append(reflection.date)
    for key, milestone in written(scope, Milestone):
        goal = milestone.goal.key if milestone.goal else None
        looks = about_goal.get(goal, []) if goal else []
        age = (scope.today - milestone.date).days
        if age <= practice.reflection_days or key in named_in or any(milestone.date <= day <= milestone.date + NEAR for day in looks):
            continue
        hint = f"a few lines are enough: what worked, what did not, and why, with `about: {key}`"
        yield Finding(key, f"the milestone {called(milestone)}, {counted(age)} ago, has no reflection yet", hint)


def adjustment_overdue(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find adjustments of reflections whose day is past and which are not done."""
    for key, reflection in written(scope, Reflection):
        for index, adjustment in enumerate(reflection.adjustments):
            due = adjustment.due
            if due and due < scope.today and not happened(adjustment.done, scope):
                hint = "note the day in `done`, give it a new `due`, or take it out if it no longer matters"
                message = f"the adjustment {named(adjustment.what)} was due {counted((scope.today - due).days)} ago, on {due}"
                yield Finding(key, message, hint, ("adjustments", index, "due"))


def story_without_metric(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find stories without a figure."""
    for key, story in written(scope, Story):
        if not story.metrics:
            hint = "say in `metrics` what can be counted, `before` and `after`; an estimate is fine where it says so"
            yield Finding(key, f"the story {called(story)} has no figure yet that shows what changed", hint, ("metrics",))


def story_without_evidence(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find stories that name nothing that shows them."""
    for key, story in written(scope, Story):
        if not story.evidence:
            hint = "name in `evidence` the check-ins, feedback or addresses that show it"
            yield Finding(key, f"the story {called(story)} names no evidence yet", hint, ("evidence",))
