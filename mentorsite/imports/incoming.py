"""A record as another program wrote it, before anybody knows whether it can be one of the site: its values, and where each stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mentorsite.diagnostics import Span
from mentorsite.exports.written import Values
from mentorsite.reading.sheets import Source
from mentorsite.records.walk import Path

Where = Callable[[Path, int, int], tuple[int, int]]
"""Gives line and column (from 1) of what is written for the value at a path, at a line and column (from 0) of its text."""


@dataclass(frozen=True)
class Incoming:
    """A record to be: its type, its id ("" where its title is to give one), the folder of its portfolio ("" for none), its values as they
    are written in a file, the file that it comes from, and where in it things stand."""

    type: str
    id: str
    portfolio: str
    values: Values
    file: str
    where: Where = field(compare=False)

    def span(self, path: Path = (), line: int = 0, column: int = 0) -> Span:
        """Give the place of a value."""
        return Span(self.file, *self.where(path, line, column))


@dataclass(frozen=True)
class Origin(Source):
    """The source of a record whose values stand in another program's file: places are those in that file, whatever the path says."""

    where: Where = lambda path, line, column: (0, 0)

    def locate(self, path: Path) -> Span:
        """Give the place of a field."""
        return self.locate_text(path, 0, 0)

    def locate_text(self, path: Path, line: int, column: int) -> Span:
        """Give the place of a line and column (from 0) of the text at this path."""
        if path and self.is_default(str(path[0])):
            return super().locate_text(path, line, column)
        return Span(self.path, *self.where(path, line, column))
