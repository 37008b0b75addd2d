"""What templates read: values that need no more looking up, each with the words and the addresses that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Union

if TYPE_CHECKING:
    from mentorsite.pages.progress import Standing

Value = Union[None, str, bool, int, date, Decimal, "Link", "Marked", "Picture", "Rank", "Group", tuple["Value", ...]]
"""What a field of a record is shown as."""


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere: to an address of the site or of the web; nowhere when the address is empty."""

    text: str
    address: str = ""
    type: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of the site: its address, and its size in pixels (None where it is unknown).

    `versions` are the widths in which there is a file of it and the files' addresses, the narrowest first, the picture itself last; empty
    where it has one size alone.
    """

    address: str
    width: int | None = None
    height: int | None = None
    versions: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Marked:
    """Markdown with what its links lead to, by what is written in it; `block` says that it may have paragraphs."""

    text: str
    links: tuple[tuple[str, Link | Picture], ...] = ()
    block: bool = False


@dataclass(frozen=True)
class Rank:
    """A level on the site's scale of skills: its number from 1, its name."""

    number: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Group:
    """Fields that belong together, in declared order; a template reads each by its name. What is not set is None or an empty tuple."""

    cells: dict[str, Value]
    labels: dict[str, str]

    def __getitem__(self, name: str) -> Value:
        return self.cells[name]


@dataclass(frozen=True)
class Field:
    """A field of a record with its label; `kind` is the shape that its type declares, `anchor` its address within the page."""

    name: str
    label: str
    kind: str
    value: Value
    anchor: str


@dataclass(frozen=True)
class Stop:
    """A step of the drawn line.

    `records` leads to the one record that it has, by its title, or to the list of the `count` that it has. `none` says that there is
    none of the types that `words` name, and `later` that there was one after the day of the claim. `claim` is the claim itself.
    """

    kind: Literal["records", "none", "claim"]
    mark: str = ""
    text: str = ""
    address: str = ""
    count: int = 1
    words: tuple[str, ...] = ()
    later: bool = False


@dataclass(frozen=True)
class Line:
    """The drawn line: empty where there is no record at all. `proven` and `whole` are those of the chain."""

    stops: tuple[Stop, ...]
    proven: bool
    whole: bool


@dataclass(frozen=True)
class Card:
    """A record in a list.

    `progress` is where a goal stands, `evidence` what leads to a claim, `skill` where a skill stands; each None for any other record.
    """

    type: str
    mark: str
    title: str
    address: str
    date: date | None
    summary: Marked | None
    people: tuple[Link, ...]
    tags: tuple[Link, ...]
    fields: Group
    progress: Standing | None = None
    evidence: Line | None = None
    skill: Value = None


@dataclass(frozen=True)
class Entry:
    """A record on its page: `facts` are its single values and references, `sections` its prose, lists and tables."""

    type: str
    mark: str
    id: str
    reference: str
    title: str
    address: str
    date: date | None
    summary: Marked | None
    people: tuple[Link, ...]
    tags: tuple[Link, ...]
    visibility: str
    source: str | None
    body: Marked | None
    fields: Group
    facts: tuple[Field, ...]
    sections: tuple[Field, ...]
    note: str = ""


@dataclass(frozen=True)
class Cards:
    """Records in a list under a heading."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class More:
    """How many more rows there are than a page shows of a list, and where all of them are."""

    count: int
    all: Link


@dataclass(frozen=True)
class TypeInfo:
    """A record type as pages speak of it."""

    name: str
    title: str
    singular: str
    intro: str
    empty: str
    mark: str
    address: str


@dataclass(frozen=True)
class Figure:
    """A number that counts records, with the words that say what it counts, and where they are listed."""

    number: int
    text: str
    address: str


@dataclass(frozen=True)
class Tag:
    """A tag and how many records bear it."""

    link: Link
    count: int


@dataclass(frozen=True)
class PortfolioCard:
    """A portfolio in a programme's list."""

    link: Link
    summary: Marked | None
    people: tuple[Link, ...]
    counts: tuple[Figure, ...] = field(default=())
