"""Reviews: a period of work as it goes to a performance review."""

from datetime import date as Date
from typing import Self

from pydantic import Field, model_validator

from mentorsite.diagnostics import Code
from mentorsite.records.fields import Day, Evidence, FirstDay, Part, PersonRef, ProseText, Text, wrong
from mentorsite.records.record import Record, TypeFacts


class Competency(Part):
    """A claim, with what shows it."""

    name: Text
    """The competency."""
    claim: ProseText | None = None
    """What is claimed."""
    evidence: tuple[Evidence, ...] = ()
    """What shows it."""


class Review(Record):
    """A period, told by the one whose work it was; the body is the self-assessment."""

    facts = TypeFacts(
        title="Reviews",
        singular="Review",
        order=110,
        intro="A period of work, told for a performance review.",
        empty="Reviews will be here, one for each period. Begin with `mentorsite new review`.",
        mark="review",
        card=("person", "from", "to"),
        people=("person",),
        told_in_body=True,
        example="""\
---
title: First half of 2026
person: tomas
from: 2026-01-01
to: 2026-06-30
competencies:
  - name: Technical leadership
    claim: Leads design reviews without help.
    evidence: [milestones/six-reviews-led]
---
In these six months I went from following reviews to leading them.

## Next

To teach it.
""",
    )

    title: Text
    """What the review is called."""
    person: PersonRef
    """Whose work it is about."""
    from_: Day = Field(alias="from")
    """The first day of the period."""
    to: FirstDay
    """The last day of the period."""
    competencies: tuple[Competency, ...] = ()
    """What is claimed, and what shows it."""
    next_: ProseText | None = Field(default=None, alias="next", title="Next")
    """What comes next."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.to < self.from_:
            raise wrong(f"`to` ({self.to}) lies before `from` ({self.from_})", code=Code.ORDER_OF_DATES, at=("to",))
        return self

    def day(self) -> Date | None:
        """Give the day that it belongs to in time."""
        return self.date or self.to


RECORD_TYPE = Review
