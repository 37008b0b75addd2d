"""The lines of a document as runs of text and references to notes, for the forms that are no HTML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mentorsite.pages.document import Line, Ref
from mentorsite.pages.values import Link, Marked
from mentorsite.rendering import words
from mentorsite.rendering.paragraphs import Run, phrase


def runs(line: Line) -> Iterator[Run | Ref]:
    """Give a line as runs of text and references to notes; days and numbers as they stand on a page."""
    for piece in line.pieces:
        match piece:
            case Marked():
                yield from phrase(piece)
            case Link():
                web = piece.address.startswith(("https://", "http://", "mailto:"))
                yield Run(piece.text, address=piece.address if web else "")
            case date():
                yield Run(words.day(piece))
            case Decimal() | int():
                yield Run(words.number(piece))
            case str():
                yield Run(piece)
            case Ref():
                yield piece


def text(line: Line) -> str:
    """Give the words of a line."""
    return "".join(each.text for each in runs(line) if isinstance(each, Run))
