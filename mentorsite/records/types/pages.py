"""Pages: anything else that belongs to the portfolio."""

from mentorsite.records.fields import Order, Text
from mentorsite.records.record import Record, TypeFacts


class FreePage(Record):
    """A page of free text."""

    facts = TypeFacts(
        title="Pages",
        singular="Page",
        order=120,
        intro="What else belongs to this portfolio.",
        empty='Pages of free text will be here. Begin with `mentorsite new page "…"`.',
        mark="page",
        example="""\
---
title: About this portfolio
nav: 1
---
How it came about, and how to read it.
""",
    )

    title: Text
    """What the page is called."""
    nav: Order | None = None
    """Its place in the navigation; without one it is not in it."""


RECORD_TYPE = FreePage
