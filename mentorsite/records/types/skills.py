"""Skills: what somebody can do, since when, by what evidence, and what is still missing."""

from typing import Annotated, Literal

from mentorsite.records.fields import AnyRef, Choice, Day, EventDay, GoalRef, LevelName, Part, PhraseText, Text
from mentorsite.records.record import Record, TypeFacts


class SkillTarget(Part):
    """Where the skill should get to."""

    level: LevelName
    """The level."""
    role: Text | None = None
    """The role that needs it."""
    by: Day | None = None
    """By when."""


class Step(Part):
    """Something that closes the gap."""

    what: PhraseText
    """What."""
    kind: Annotated[Literal["project", "certification", "assignment", "shadowing", "course", "reading"], Choice()] | None = None
    """Of which kind."""
    due: Day | None = None
    """By when."""
    done: EventDay | None = None
    """When it was done."""
    goal: GoalRef | None = None
    """The goal it belongs to."""


class Skill(Record):
    """A competency with its levels over time."""

    facts = TypeFacts(
        title="Skills",
        singular="Skill",
        order=80,
        intro="What can be done now, what could be done at the start, and what is still to learn.",
        empty='Skills will be here, with their levels over time. Begin with `mentorsite new skill "…"`.',
        mark="skill",
        in_navigation=True,
        card=("category", "levels", "target"),
        example="""\
---
title: System design
category: Engineering
levels:
  2026-01-12: Advanced beginner
  2026-06-30: Competent
evidence:
  2026-06-30: milestones/six-reviews-led
target:
  level: Competent
  role: Senior engineer
  by: 2026-12-31
steps:
  - what: Lead a review outside the own team
    kind: assignment
    goal: lead-reviews
---
""",
    )

    title: Text
    """What the skill is called."""
    category: Text | None = None
    """The family it belongs to."""
    levels: dict[Day, LevelName] = {}
    """The level by date."""
    evidence: dict[Day, AnyRef] = {}
    """What shows the level of a date, as `type/id`."""
    target: SkillTarget | None = None
    """Where it should get to."""
    steps: tuple[Step, ...] = ()
    """What closes the gap."""


RECORD_TYPE = Skill
