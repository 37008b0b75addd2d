"""Goals: what the mentee works towards, how it is measured, and how it was revised."""

from datetime import date as Date
from typing import Annotated, Literal, Self

from pydantic import model_validator

from mentorsite.diagnostics import Code
from mentorsite.records.fields import (
    Choice,
    Day,
    EventDay,
    FirstDay,
    MentorshipRef,
    Number,
    ParentGoal,
    Part,
    PersonRef,
    ProseText,
    Revision,
    SkillRef,
    Text,
    wrong,
)
from mentorsite.records.record import Record, TypeFacts


class Indicator(Part):
    """Something that can be counted or measured and that shows whether the goal comes nearer."""

    name: Text
    """What is measured."""
    unit: Text | None = None
    """In what it is measured."""
    baseline: Number | None = None
    """Where it stood at the beginning."""
    target: Number
    """Where it should get to; below the baseline where less is better."""
    readings: dict[Day, Number] = {}
    """What was measured, by date."""


class GoalMilestone(Part):
    """A step on the way."""

    title: Text
    """What is reached."""
    due: Day | None = None
    """By when."""
    done: EventDay | None = None
    """When it was reached."""


class Goal(Record):
    """What the mentee works towards."""

    facts = TypeFacts(
        title="Goals",
        singular="Goal",
        order=30,
        intro="What is worked towards, and how far it has come.",
        empty='Goals will be here: each with what shows that it comes nearer. Begin with `mentorsite new goal "…"`.',
        mark="goal",
        in_navigation=True,
        card=("status", "owner", "parent", "start", "due", "achieved", "indicators", "milestones"),
        people=("owner",),
        example="""\
---
title: Lead design reviews alone
owner: tomas
mentorship: design-reviews
start: 2026-01-12
due: 2026-06-30
skills: [system-design]
indicators:
  - name: Reviews led
    unit: reviews
    baseline: 0
    target: 6
    readings:
      2026-02-10: 1
      2026-04-14: 3
milestones:
  - title: Lead one with the mentor in the room
    due: 2026-02-28
    done: 2026-02-10
---
## Why

Whoever leads the review learns to see the risk first.
""",
    )

    title: Text
    """What is to be reached."""
    status: Annotated[Literal["proposed", "active", "achieved", "paused", "dropped"], Choice()] = "active"
    """Where it stands."""
    owner: PersonRef | None = None
    """Whose goal it is."""
    mentorship: MentorshipRef | None = None
    """The agreement it belongs to."""
    parent: ParentGoal | None = None
    """The larger goal that it is a part of."""
    start: FirstDay | None = None
    """The first day."""
    due: Day | None = None
    """By when it should be reached."""
    achieved: EventDay | None = None
    """When it was reached."""
    why: ProseText | None = None
    """Why it matters."""
    skills: tuple[SkillRef, ...] = ()
    """The skills it builds."""
    indicators: tuple[Indicator, ...] = ()
    """What shows that it comes nearer."""
    milestones: tuple[GoalMilestone, ...] = ()
    """Steps on the way."""
    revisions: tuple[Revision, ...] = ()
    """How the goal changed, and why."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        ends: tuple[tuple[str, Date | None], ...] = (("due", self.due), ("achieved", self.achieved))
        for name, end in ends:
            if self.start and end and end < self.start:
                raise wrong(f"`{name}` ({end}) lies before `start` ({self.start})", code=Code.ORDER_OF_DATES, at=(name,))
        return self

    def as_of(self, day: Date) -> Self:
        """Give the goal as it stood at the end of a day.

        One that was achieved later was active. That it was paused or dropped, or achieved on a day that nobody wrote down, happened
        with its latest revision.
        """
        before = super().as_of(day)
        if self.status == "achieved" and self.achieved:
            later = self.achieved > day
        else:
            later = self.status in ("achieved", "paused", "dropped") and any(revision.date > day for revision in self.revisions)
        return before.model_copy(update={"status": "active"}) if later else before

    def day(self) -> Date | None:
        """Give the day that it belongs to in time."""
        return self.achieved or self.start or self.date


RECORD_TYPE = Goal
