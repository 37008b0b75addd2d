"""The base of every record type, and the facts about a type that are declared with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Annotated, ClassVar, Self

from pydantic import PlainValidator, WithJsonSchema

from mentorsite.diagnostics import Code, did_you_mean
from mentorsite.records.audience import AUDIENCE_NAMES, Audience, meant_audience
from mentorsite.records.fields import Day, Flag, Part, PhraseText, ProseText, Text, WebLink, quoted, wrong
from mentorsite.records.time import first_day, until

_ONE_WORD = "write one word: the widest audience that may see it; narrower ones may, too"


def _audience(value: object) -> Audience:
    if value not in AUDIENCE_NAMES:
        listed = ", ".join(f"`{name}`" for name in AUDIENCE_NAMES)
        meant = meant_audience(value) if isinstance(value, str) else None
        hint = f"did you mean `{meant}`?" if meant else did_you_mean(value, AUDIENCE_NAMES) if isinstance(value, str) else _ONE_WORD
        raise wrong(f"{quoted(value)} is no audience: {listed}", code=Code.UNKNOWN_CHOICE, hint=hint)
    return Audience(value)


AudienceName = Annotated[Audience, PlainValidator(_audience), WithJsonSchema({"type": "string", "enum": list(AUDIENCE_NAMES)})]
"""One of the four audiences, exactly as it is written in the documentation."""


@dataclass(frozen=True)
class TypeFacts:
    """What is said of a record type as a whole: its names, its place among the types, how it is drawn and listed."""

    title: str
    """The plural, as a heading."""
    singular: str
    order: int
    """Its place wherever types are listed."""
    intro: str
    """One sentence that opens its index."""
    empty: str
    """One sentence that stands where nothing of it is there yet: what will be here and how to begin."""
    mark: str
    """The name of the shape that stands for it."""
    in_navigation: bool = False
    card: tuple[str, ...] = ()
    """The fields that a list of such records shows besides title, date and summary."""
    people: tuple[str, ...] = ()
    """The fields that name the people of a record in a list."""
    told_in_body: bool = False
    """Whether the body is what such a record is written for, and its prose fields come after it."""
    asked_by: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """A field whose word says which of the prose fields a record answers, and those fields by its words, the usual word first."""
    example: str = ""
    """A complete record, for the documentation and for `mentorsite new`."""


class Record(Part):
    """What every record has."""

    facts: ClassVar[TypeFacts]

    title: Text | None = None
    """What the record is called. Where it is not required, a title is made from the type and the date."""
    id: Text | None = None
    """What other records call it; the file's name, without a leading date, unless it is given here."""
    date: Day | None = None
    """The day it belongs to; a date at the beginning of the file's name, unless it is given here."""
    visibility: AudienceName | None = None
    """The widest audience that may see it."""
    draft: Flag = False
    """A draft is seen in private builds only."""
    tags: tuple[Text, ...] = ()
    """Words to find it by."""
    summary: PhraseText | None = None
    """One sentence for lists."""
    links: tuple[WebLink, ...] = ()
    """Addresses outside the site that belong to it."""
    private: ProseText | None = None
    """Never leaves a private build."""
    body: ProseText | None = None
    """The text of the record: what stands in a Markdown file below the front matter and under no field's heading."""

    def heading(self) -> str:
        """Give the record's title, or one made of its type and date."""
        if self.title:
            return self.title
        when: Date | None = self.date
        return f"{self.facts.singular}, {when.day} {when:%B %Y}" if when else self.facts.singular

    def since(self) -> Date | None:
        """Give the day from which the record is there: its `date`, else the first day that it tells of itself; None for always."""
        return self.date or first_day(self)

    def as_of(self, day: Date) -> Self:
        """Give the record as it stood at the end of a day: what happened later is gone. What bears no day is as it is written."""
        return until(self, day)

    def day(self) -> Date | None:
        """Give the day that the record belongs to in time, or None for what has none, such as a person."""
        return self.date


BASE_FIELDS = tuple(Record.model_fields)
"""The names of the fields that every record has."""
