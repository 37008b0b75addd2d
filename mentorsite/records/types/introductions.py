"""Introductions: who was introduced to whom, and what came of it."""

from mentorsite.records.fields import Day, PersonOrText, PersonRef, ProseText, Text
from mentorsite.records.record import Record, TypeFacts


class Introduction(Record):
    """An introduction to a person or a network."""

    facts = TypeFacts(
        title="Introductions",
        singular="Introduction",
        order=100,
        intro="New people and networks, and what came of them.",
        empty='Introductions will be here, with what came of them. Begin with `mentorsite new introduction "…"`.',
        mark="introduction",
        card=("to", "by", "network"),
        people=("to", "by"),
        example="""\
---
date: 2026-04-20
to: The architecture guild
by: maren
network: Architects of all sites
---
## Why

To hear how others review.

## Outcome

An invitation to speak in June.
""",
    )

    date: Day
    """When."""
    to: PersonOrText
    """To whom: a person's id, or any text."""
    by: PersonRef | None = None
    """Who made the introduction."""
    network: Text | None = None
    """The circle that it opens."""
    why: ProseText | None = None
    """What it was made for."""
    outcome: ProseText | None = None
    """What came of it."""


RECORD_TYPE = Introduction
