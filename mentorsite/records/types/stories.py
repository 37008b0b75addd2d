"""Impact stories: what mentoring changed, in numbers and in people's words."""

from typing import Annotated, Literal

from mentorsite.records.fields import Choice, Day, Evidence, GoalRef, MilestoneRef, Number, Part, PersonOrText, PhraseText, ProseText, Text
from mentorsite.records.record import Record, TypeFacts


class Metric(Part):
    """A figure before and after."""

    name: Text
    """What was measured."""
    before: Number | None = None
    """The figure before."""
    after: Number | None = None
    """The figure after."""
    unit: Text | None = None
    """In what it is measured."""


class Quote(Part):
    """What somebody said."""

    text: PhraseText
    """The words."""
    by: PersonOrText | None = None
    """Whose they are: a person's id, or any text."""


class Story(Record):
    """How mentoring changed a decision, a behavior, a career, a performance or a project."""

    facts = TypeFacts(
        title="Stories",
        singular="Story",
        order=90,
        intro="What changed, and the records behind it.",
        empty='Impact stories will be here: what changed, and what shows it. Begin with `mentorsite new story "…"`.',
        mark="story",
        in_navigation=True,
        card=("kind", "metrics"),
        example="""\
---
title: Reviews find faults earlier
date: 2026-07-02
kind: behavior
metrics:
  - name: Time until a fault is found
    before: 14
    after: 3
    unit: days
quotes:
  - text: I now wait for the question.
    by: A colleague
evidence: [feedback/the-riskiest-assumption]
goals: [lead-reviews]
milestones: [six-reviews-led]
---
## Challenge

Reviews were a formality.

## Action

Each one opened with the riskiest assumption.

## Result

Faults surface in days.
""",
    )

    title: Text
    """What changed."""
    date: Day
    """When it was told."""
    kind: Annotated[Literal["decision", "behavior", "career", "performance", "project"], Choice()] | None = None
    """What it was that changed."""
    challenge: ProseText | None = None
    """What it was like before."""
    action: ProseText | None = None
    """What was done."""
    result: ProseText | None = None
    """What came of it."""
    metrics: tuple[Metric, ...] = ()
    """Figures before and after."""
    quotes: tuple[Quote, ...] = ()
    """What people said."""
    evidence: tuple[Evidence, ...] = ()
    """What shows it."""
    goals: tuple[GoalRef, ...] = ()
    """The goals behind it."""
    milestones: tuple[MilestoneRef, ...] = ()
    """The milestones on the way."""


RECORD_TYPE = Story
