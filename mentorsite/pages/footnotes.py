"""The notes of a document: each names the records behind a claim with their days, and has its number in the order of its first place."""

from __future__ import annotations

from datetime import date

from mentorsite.insights.packet import Source
from mentorsite.pages.atlas import Atlas
from mentorsite.pages.document import Line, Note, Piece, Ref
from mentorsite.pages.values import Link

_LASTING = frozenset({"mentorships"})
"""The types whose records go on; the day on which they began says nothing of when they count."""


class Footnotes:
    """Numbers what is referred to; what was named before keeps its number. `first` is the day from which records are of the period."""

    def __init__(self, atlas: Atlas, first: date) -> None:
        self._atlas = atlas
        self._first = first
        self._numbers: dict[tuple[Source, ...] | Link, int] = {}
        self._lines: list[Line] = []

    def of(self, *sources: Source) -> tuple[Ref, ...]:
        """Give the reference to the note that names these records; nothing for none."""
        if not sources:
            return ()
        unique = tuple(dict.fromkeys(sources))
        if unique not in self._numbers:
            pieces: list[Piece] = []
            for source in unique:
                pieces += ["; ", *self._named(source)] if pieces else self._named(source)
            self._add(unique, Line(tuple(pieces)))
        return (Ref(self._numbers[unique]),)

    def elsewhere(self, link: Link) -> tuple[Ref, ...]:
        """Give the reference to the note with an address of the web; nothing for what leads nowhere."""
        if not link.address:
            return ()
        if link not in self._numbers:
            self._add(link, Line((f"{link.text}: ", Link(link.address, link.address))))
        return (Ref(self._numbers[link]),)

    def all(self) -> tuple[Note, ...]:
        """Give all notes in the order of their numbers."""
        return tuple(Note(number, line) for number, line in enumerate(self._lines, 1))

    def _add(self, named: tuple[Source, ...] | Link, line: Line) -> None:
        self._lines.append(line)
        self._numbers[named] = len(self._lines)

    def _named(self, source: Source) -> list[Piece]:
        """Name a record by its type, its title and its day; one without a title of its own is called by type and day already."""
        record = self._atlas.view.records[source.record].record
        link = self._atlas.links[source.record]
        if record.title is None:
            return [link]
        early: list[Piece] = (
            [", before the period"] if source.day and source.day < self._first and source.record.type != "mentorships" else []
        )
        return [f"{record.facts.singular} “", link, "”", *((", ", source.day) if source.day else ()), *early]
