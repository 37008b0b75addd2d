"""Check-ins: what the two talked about, what was decided, who does what next."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mentorsite.diagnostics import Code
from mentorsite.records.fields import Choice, Count, Day, EventDay, GoalRef, MentorshipRef, Part, PersonRef, PhraseText, ProseText, wrong
from mentorsite.records.record import Record, TypeFacts


class AgendaItem(Part):
    """Something to talk about."""

    topic: PhraseText
    """What."""
    kind: Annotated[Literal["progress", "coaching", "practice", "feedback"], Choice()] | None = None
    """In which way."""


class Question(Part):
    """An open question, and the answer that was reached."""

    ask: PhraseText
    """The question."""
    by: PersonRef | None = None
    """Who asked it."""
    answer: PhraseText | None = None
    """The answer that was reached."""
    answered_by: PersonRef | None = None
    """Who reached it."""
    decision: PhraseText | None = None
    """The decision it led to."""


class Decision(Part):
    """Something that was decided."""

    what: PhraseText
    """What was decided."""
    owner: PersonRef | None = None
    """Who carries it."""
    why: PhraseText | None = None
    """The reason."""


class Action(Part):
    """Something that somebody does next."""

    what: PhraseText
    """What will be done."""
    owner: PersonRef | None = None
    """Who does it."""
    due: Day | None = None
    """By when."""
    done: EventDay | None = None
    """When it was done."""


class Checkin(Record):
    """A conversation of mentor and mentee."""

    facts = TypeFacts(
        title="Check-ins",
        singular="Check-in",
        order=40,
        intro="What was talked about, decided and promised, from one conversation to the next.",
        empty="Check-ins will be here, newest first. Begin with `mentorsite new checkin`.",
        mark="checkin",
        card=("participants",),
        people=("participants",),
        example="""\
---
date: 2026-03-10
mentorship: design-reviews
participants: [maren, tomas]
duration: 45
goals: [lead-reviews]
agenda:
  - topic: The billing review
    kind: coaching
questions:
  - ask: What would have to be true for the plan to fail?
    by: maren
    answer: That nobody owns the migration.
    answered_by: tomas
decisions:
  - what: Every review opens with the riskiest assumption.
    why: Faults surface while they are cheap.
actions:
  - what: Write the opening question into the template.
    owner: tomas
    due: 2026-03-24
next: 2026-03-24
---
## Successes

The first review without notes.
""",
    )

    date: Day
    """The day of the conversation."""
    mentorship: MentorshipRef | None = None
    """The agreement it belongs to."""
    participants: tuple[PersonRef, ...] = ()
    """Who took part."""
    duration: Count | None = None
    """How long it took, in minutes."""
    goals: tuple[GoalRef, ...] = ()
    """The goals it was about."""
    agenda: tuple[AgendaItem, ...] = ()
    """What was planned to talk about."""
    successes: ProseText | None = None
    """What went well since the last time."""
    obstacles: ProseText | None = None
    """What was in the way."""
    notes: ProseText | None = None
    """What else was said."""
    insights: tuple[PhraseText, ...] = ()
    """What was understood."""
    questions: tuple[Question, ...] = ()
    """Open questions, and the answers reached."""
    decisions: tuple[Decision, ...] = ()
    """What was decided."""
    actions: tuple[Action, ...] = ()
    """Who does what by when."""
    next_: Day | None = Field(default=None, alias="next", title="Next check-in")
    """The day agreed for the next one."""

    @model_validator(mode="after")
    def _next_comes_after(self) -> Self:
        if self.next_ and self.date and self.next_ < self.date:
            raise wrong(f"`next` ({self.next_}) lies before the check-in itself ({self.date})", code=Code.ORDER_OF_DATES, at=("next",))
        return self


RECORD_TYPE = Checkin
