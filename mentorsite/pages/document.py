"""A document as every form of it is made from: sections of lines, texts, lists and tables, and the notes that they refer to.

It holds words and values, and nothing of how either looks: the page, the single file, Markdown, PDF and Word say the same in the same order
because they are made of this one value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from mentorsite.pages.values import Link, Marked, Picture


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a note by its number."""

    number: int


Piece = str | date | Decimal | int | Marked | Link | Ref
"""A part of a line; what is `Marked` is a phrase."""


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces that follow each other."""

    pieces: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of a section."""

    line: Line
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line that stands alone; a quiet one tells about what stands around it."""

    line: Line
    quiet: bool = False
    kind: Literal["sentence"] = "sentence"


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote, of any number of paragraphs."""

    text: Marked
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, and who said them."""

    text: Marked
    by: Line
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Bullets:
    """Lines of equal rank."""

    items: tuple[Line, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Readings as a line, in a box of `WIDTH` by `HEIGHT`: the points from left to right, and the heights of the target; `said` tells it
    in words."""

    points: tuple[tuple[int, int], ...]
    target: int
    said: str


WIDTH, HEIGHT = 120, 24


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below the names of their columns; the cell in the column `named` names a row. `figures` are the columns of numbers.

    `drawings` has one for each row, or none where nothing is to be drawn; they stand in a column of their own under `drawn`.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    figures: frozenset[int] = frozenset()
    named: int = 0
    drawings: tuple[Drawing | None, ...] = ()
    drawn: str = ""
    kind: Literal["table"] = "table"


Block = Heading | Sentence | Text | Quote | Bullets | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with its title, and its address within it."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the number by which it is referred to, and what it names."""

    number: int
    line: Line


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it is, its title, the line below it, facts as label and value, its sections, and the title of its notes.

    The first section is its summary: on paper it stands on the first page, alone.
    """

    kind: str
    title: str
    lede: Marked | None
    facts: tuple[tuple[str, Line], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    running: str
    day: date
    notes_title: str = field(default="Notes")

    def alone(self) -> Document:
        """Give the document as it stands without the site: links to pages of the site keep their words and lead nowhere."""
        return _mapped(self, _without_site)


def _without_site(value: Link | Marked) -> Link | Marked:
    if isinstance(value, Link):
        return value if value.address.startswith(("https://", "http://", "mailto:", "#")) else Link(value.text)
    links = tuple((written, link if isinstance(link, Picture) else Link(link.text)) for written, link in value.links)
    return Marked(value.text, links, value.block)


def _mapped(document: Document, change: Callable[[Link | Marked], Link | Marked]) -> Document:
    """Give the document with every link and text of it changed."""

    def line(old: Line) -> Line:
        return Line(tuple(change(piece) if isinstance(piece, Link | Marked) else piece for piece in old.pieces))

    def text(old: Marked) -> Marked:
        new = change(old)
        assert isinstance(new, Marked)
        return new

    def block(old: Block) -> Block:
        match old:
            case Heading() | Sentence():
                return replace(old, line=line(old.line))
            case Text():
                return Text(text(old.text))
            case Quote():
                return Quote(text(old.text), line(old.by))
            case Bullets():
                return Bullets(tuple(map(line, old.items)))
            case Table():
                return replace(old, rows=tuple(tuple(map(line, row)) for row in old.rows))

    return replace(
        document,
        lede=text(document.lede) if document.lede else None,
        facts=tuple((label, line(value)) for label, value in document.facts),
        sections=tuple(replace(section, blocks=tuple(map(block, section.blocks))) for section in document.sections),
        notes=tuple(Note(note.number, line(note.line)) for note in document.notes),
    )
