"""Feedback: what somebody saw, what it did, and how it was taken."""

from typing import Annotated, Literal

from pydantic import Field

from mentorsite.records.fields import CheckinRef, Choice, Day, FirstDay, GoalRef, Part, PersonRef, PhraseText, ProseText, SkillRef
from mentorsite.records.record import Record, TypeFacts


class Response(Part):
    """How the feedback was taken."""

    date: FirstDay | None = None
    """When."""
    understood: PhraseText | None = None
    """What was understood, in the receiver's own words."""
    will: PhraseText | None = None
    """What the receiver will do."""


class Feedback(Record):
    """Feedback in the form situation, behavior, impact."""

    facts = TypeFacts(
        title="Feedback",
        singular="Feedback",
        order=50,
        intro="What was seen, what it did, and how it was taken, in both directions.",
        empty="Feedback will be here, in both directions. Begin with what you saw: `mentorsite new feedback --to …`.",
        mark="feedback",
        card=("from", "to", "kind"),
        people=("from", "to"),
        example="""\
---
date: 2026-03-11
from: maren
to: tomas
kind: recognition
observed: 2026-03-10
goal: lead-reviews
response:
  date: 2026-03-12
  understood: The question mattered more than my answer.
  will: Ask it first the next time, too.
---
## Situation

In Tuesday's review of the billing change,

## Behavior

you asked what would have to be true for the plan to fail,

## Impact

and two people named a risk that nobody had said aloud.
""",
    )

    date: Day
    """When it was said."""
    from_: PersonRef = Field(alias="from")
    """Who says it."""
    to: PersonRef
    """To whom."""
    kind: Annotated[Literal["recognition", "constructive"], Choice()]
    """Whether it recognises something or asks for something else."""
    observed: Day | None = None
    """When it was seen."""
    situation: ProseText
    """Where and when it was."""
    behavior: ProseText
    """What was seen or heard, without judgement."""
    impact: ProseText
    """What it did."""
    intent: ProseText | None = None
    """What the other may have meant, as they tell it."""
    request: ProseText | None = None
    """What is asked for."""
    response: Response | None = None
    """How it was taken."""
    goal: GoalRef | None = None
    """The goal it touches."""
    skill: SkillRef | None = None
    """The skill it touches."""
    checkin: CheckinRef | None = Field(default=None, title="Check-in")
    """The check-in at which it was talked over."""


RECORD_TYPE = Feedback
