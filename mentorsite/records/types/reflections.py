"""Reflections: looking back on a step, and what will be done otherwise."""

from typing import Annotated, Literal

from pydantic import Field

from mentorsite.records.fields import AnyRef, Choice, Day, EventDay, Part, PersonRef, PhraseText, ProseText, Text
from mentorsite.records.record import Record, TypeFacts


class Adjustment(Part):
    """Something that will be done otherwise."""

    what: PhraseText
    """What."""
    due: Day | None = None
    """By when."""
    done: EventDay | None = None
    """When it was done."""


class Reflection(Record):
    """A look back by one of three protocols: what worked; what, so what, now what; Gibbs' cycle."""

    facts = TypeFacts(
        title="Reflections",
        singular="Reflection",
        order=60,
        intro="Looking back: what worked, what did not, and what was done otherwise afterwards.",
        empty="Reflections will be here, one after each step that mattered. Begin with `mentorsite new reflection --about …`.",
        mark="reflection",
        card=("author", "about", "themes"),
        people=("author",),
        asked_by={
            "protocol": {
                "worked": ("worked", "did_not", "why"),
                "what-so-what-now-what": ("what", "so_what", "now_what"),
                "gibbs": ("description", "feelings", "evaluation", "analysis", "conclusion", "action_plan"),
            }
        },
        example="""\
---
date: 2026-02-12
author: tomas
about: milestones/first-review-led
protocol: worked
adjustments:
  - what: Send the document two days before.
    due: 2026-03-10
themes: [preparation]
---
## What worked

Asking first.

## What did not

I read the document only the evening before.

## Why

I had not put the reading into my week.
""",
    )

    date: Day
    """When it was written."""
    author: PersonRef | None = None
    """Who looks back."""
    about: AnyRef | None = None
    """What it looks back on."""
    protocol: Annotated[Literal["worked", "what-so-what-now-what", "gibbs"], Choice()] | None = None
    """The questions it follows."""
    worked: ProseText | None = Field(default=None, title="What worked")
    """What went well (protocol `worked`)."""
    did_not: ProseText | None = Field(default=None, title="What did not")
    """What did not go well (protocol `worked`)."""
    why: ProseText | None = None
    """The reasons (protocol `worked`)."""
    what: ProseText | None = None
    """What happened (protocol `what-so-what-now-what`)."""
    so_what: ProseText | None = None
    """Why it matters (protocol `what-so-what-now-what`)."""
    now_what: ProseText | None = None
    """What follows (protocol `what-so-what-now-what`)."""
    description: ProseText | None = None
    """What happened (protocol `gibbs`)."""
    feelings: ProseText | None = None
    """What was thought and felt (protocol `gibbs`)."""
    evaluation: ProseText | None = None
    """What was good and bad about it (protocol `gibbs`)."""
    analysis: ProseText | None = None
    """What sense can be made of it (protocol `gibbs`)."""
    conclusion: ProseText | None = None
    """What else could have been done (protocol `gibbs`)."""
    action_plan: ProseText | None = None
    """What will be done the next time (protocol `gibbs`)."""
    adjustments: tuple[Adjustment, ...] = ()
    """What will be done otherwise."""
    themes: tuple[Text, ...] = ()
    """Words for what comes back again and again."""


RECORD_TYPE = Reflection
