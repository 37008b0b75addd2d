"""Mentorships: the agreement between a mentor and a mentee, and how it changed."""

from datetime import date as Date
from typing import Self

from pydantic import Field, model_validator

from mentorsite.diagnostics import Code
from mentorsite.records.fields import (
    CadenceText,
    Day,
    EventDay,
    FirstDay,
    Part,
    PersonRef,
    PhraseText,
    ProseText,
    Revision,
    Text,
    WebLink,
    wrong,
)
from mentorsite.records.record import Record, TypeFacts


class Pause(Part):
    """A time without check-ins that both agreed on."""

    from_: FirstDay = Field(alias="from")
    """Its first day."""
    to: Day
    """Its last day."""
    why: PhraseText | None = None
    """The reason."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.to < self.from_:
            raise wrong(f"`to` ({self.to}) lies before `from` ({self.from_})", code=Code.ORDER_OF_DATES, at=("to",))
        return self


class Roles(Part):
    """Who does what."""

    mentor: tuple[PhraseText, ...] = ()
    """What the mentor does."""
    mentee: tuple[PhraseText, ...] = ()
    """What the mentee does."""
    shared: tuple[PhraseText, ...] = ()
    """What both answer for."""


class Support(Part):
    """What the surroundings give."""

    sponsor: PersonRef | None = None
    """Who stands behind it in the organisation."""
    protected_time: Text | None = None
    """How much time is kept free."""
    resources: tuple[WebLink, ...] = ()
    """Budgets, books, courses, rooms."""
    review_alignment: PhraseText | None = None
    """How it fits with performance reviews."""


class AgreementRevision(Revision):
    """A change of the agreement."""

    cadence_before: CadenceText | None = Field(default=None, title="Cadence")
    """The cadence until this day, where it was changed. Whoever sees the agreement has to see the `change`, too."""


class Mentorship(Record):
    """The agreement: who, what for, how often, who decides what, what is out of bounds."""

    facts = TypeFacts(
        title="Agreements",
        singular="Agreement",
        order=20,
        intro="What mentor and mentee agreed on, and how it changed.",
        empty="The agreement between mentor and mentee will be here. Begin with `mentorsite new agreement`.",
        mark="mentorship",
        card=("start", "end"),
        people=("mentors", "mentees"),
        example="""\
---
title: Design reviews, 2026
mentors: [maren]
mentees: [tomas]
start: 2026-01-12
cadence: biweekly
decision_rights: [The mentee chooses the goals.]
boundaries: [What is said in a check-in stays there.]
---
## Purpose

To lead a design review by the summer.
""",
    )

    mentors: tuple[PersonRef, ...] = Field(min_length=1)
    """Who mentors."""
    mentees: tuple[PersonRef, ...] = Field(min_length=1)
    """Who is mentored."""
    start: FirstDay
    """The first day."""
    end: EventDay | None = None
    """The last day, once there is one."""
    purpose: ProseText | None = None
    """What it is for."""
    cadence: CadenceText | None = None
    """How often check-ins are agreed at present; what was agreed before stands in `revisions`, as `cadence_before`."""
    pauses: tuple[Pause, ...] = ()
    """Times without check-ins."""
    channels: tuple[PhraseText, ...] = ()
    """Where the two talk, and about what."""
    response_time: Text | None = None
    """How soon an answer can be expected."""
    roles: Roles | None = None
    """Who does what."""
    decision_rights: tuple[PhraseText, ...] = ()
    """Who decides what."""
    boundaries: tuple[PhraseText, ...] = ()
    """What is out of bounds."""
    norms: tuple[PhraseText, ...] = ()
    """How the two treat each other."""
    support: Support | None = None
    """What the surroundings give."""
    revisions: tuple[AgreementRevision, ...] = ()
    """How the agreement changed, and why."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.end and self.end < self.start:
            raise wrong(f"`end` ({self.end}) lies before `start` ({self.start})", code=Code.ORDER_OF_DATES, at=("end",))
        return self

    def as_of(self, day: Date) -> Self:
        """Give the agreement as it stood at the end of a day, with the cadence that the next change tells of."""
        before = super().as_of(day)
        later = [revision for revision in self.revisions if revision.date > day and revision.cadence_before]
        changed = min(later, key=lambda revision: revision.date, default=None)
        return before.model_copy(update={"cadence": changed.cadence_before}) if changed else before

    def day(self) -> Date | None:
        """Give the day that it belongs to in time."""
        return self.start


RECORD_TYPE = Mentorship
