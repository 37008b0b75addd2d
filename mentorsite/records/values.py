"""What fields hold besides plain text, dates and numbers: references, Markdown, levels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

ANY = "*"
"""The type of a reference that is written as `type/id`."""


class Key(NamedTuple):
    """What names a record: its portfolio ("" in a site with one, and for shared records), its type, its id as an address."""

    portfolio: str
    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type}/{self.id}"


class Attachment(NamedTuple):
    """A file of the content folder that is no record, by its path relative to the site."""

    path: str


@dataclass(frozen=True)
class Reference:
    """A reference to a record. Reading knows what was written, linking adds the key, and an audience gets the key or a text alone."""

    written: str
    to: str = ANY
    or_text: bool = False
    tree: bool = False
    key: Key | None = None
    text: str = ""


@dataclass(frozen=True)
class MarkdownLink:
    """A link of a Markdown text to a record or a file of the site, as it is written there, with what it leads to."""

    written: str
    target: Key | Attachment
    fragment: str = ""


@dataclass(frozen=True)
class Markdown:
    """A Markdown text with those of its links that lead into the site; a link that is not among them leads nowhere."""

    text: str
    links: tuple[MarkdownLink, ...] = field(default=())


class Prose(Markdown):
    """Markdown of any number of paragraphs."""

    __slots__ = ()


class Phrase(Markdown):
    """Markdown within one line of text."""

    __slots__ = ()


@dataclass(frozen=True)
class Cadence:
    """How often something happens: the parts of an ISO 8601 duration of whole days or longer."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def __str__(self) -> str:
        parts = [(self.years, "year"), (self.months, "month"), (self.weeks, "week"), (self.days, "day")]
        said = [(number, unit) for number, unit in parts if number]
        if len(said) == 1 and said[0][0] == 1:
            return f"every {said[0][1]}"
        return "every " + " and ".join(f"{_in_words(number)} {unit}{'s' if number > 1 else ''}" for number, unit in said)


def _in_words(number: int) -> str:
    words = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[number] if number < len(words) else str(number)


@dataclass(frozen=True)
class Level:
    """A level of a skill: its number from 1, and its name on the site's scale."""

    number: int
    name: str
