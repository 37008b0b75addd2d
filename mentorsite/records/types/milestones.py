"""Milestones: what was reached, big or small, and how it was celebrated."""

from typing import Annotated, Literal

from mentorsite.records.fields import Choice, Day, Evidence, GoalRef, PersonRef, ProseText, SkillRef, Text
from mentorsite.records.record import Record, TypeFacts


class Milestone(Record):
    """Something that was reached, with its outcome and its evidence."""

    facts = TypeFacts(
        title="Milestones",
        singular="Milestone",
        order=70,
        intro="What was reached, big and small, and how it was celebrated.",
        empty='Milestones will be here, the small ones too. Begin with `mentorsite new milestone "…"`.',
        mark="milestone",
        in_navigation=True,
        card=("goal", "size"),
        people=("participants",),
        example="""\
---
title: First review led
date: 2026-02-10
goal: lead-reviews
size: small
skills: [system-design]
participants: [tomas]
evidence: [checkins/second-check-in]
---
## Outcome

Two faults found before anything was built.

## Celebrated

Cake, and the afternoon off.
""",
    )

    title: Text
    """What was reached."""
    date: Day
    """When."""
    goal: GoalRef | None = None
    """The goal it belongs to."""
    size: Annotated[Literal["small", "big"], Choice()] | None = None
    """How big it is."""
    outcome: ProseText | None = None
    """What came of it."""
    celebrated: ProseText | None = None
    """How it was celebrated."""
    skills: tuple[SkillRef, ...] = ()
    """The skills gained."""
    participants: tuple[PersonRef, ...] = ()
    """Who took part."""
    evidence: tuple[Evidence, ...] = ()
    """What shows it."""


RECORD_TYPE = Milestone
