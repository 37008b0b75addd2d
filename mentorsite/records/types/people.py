"""People: whoever takes part, with what they agreed may be shown of them."""

from typing import Annotated, Literal

from mentorsite.records.fields import Choice, PhraseText, Picture, Text, WebLink
from mentorsite.records.record import AudienceName, Record, TypeFacts


class Person(Record):
    """Somebody who takes part in the mentoring relationship."""

    facts = TypeFacts(
        title="People",
        singular="Person",
        order=10,
        intro="Who takes part, and what they bring.",
        empty='The people of this portfolio will be listed here. Begin with `mentorsite new person "…"`.',
        mark="person",
        card=("role", "headline", "photo"),
        example="""\
---
name: Maren Falk
role: mentor
headline: Staff engineer, listens first
consent: public
background: [Twelve years of storage systems, Teaches evening classes]
---
Maren has mentored since her second year in the trade.
""",
    )

    name: Text
    """The name, as the person writes it."""
    alias: Text | None = None
    """What they are called where their name may not appear."""
    consent: AudienceName | None = None
    """The widest audience in which name, photo and page appear; `pair` unless it is given."""
    role: Annotated[Literal["mentor", "mentee", "sponsor", "reviewer", "peer"], Choice()] | None = None
    """Their part; where neither name nor alias may appear, they are shown by it ("a mentor")."""
    headline: PhraseText | None = None
    """One line about them."""
    pronouns: Text | None = None
    """How to speak of them."""
    photo: Picture | None = None
    """A picture, as a path relative to the record's file."""
    background: tuple[PhraseText, ...] = ()
    """What they have done and where they come from."""
    profiles: tuple[WebLink, ...] = ()
    """Where else they are found."""

    def since(self) -> None:
        """Give None: people do not come and go with a record's day."""

    def heading(self) -> str:
        """Give the name."""
        return self.name


RECORD_TYPE = Person
