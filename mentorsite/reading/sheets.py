"""What reading gives: sheets, each a record with the key and the source it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from mentorsite.diagnostics import Span
from mentorsite.reading.files import FoundFile
from mentorsite.reading.yaml_nodes import Path, YamlText, locate, locate_value
from mentorsite.records.record import Record
from mentorsite.records.values import Key


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record's values are written, so that a place can be named when there is something to say about one.

    `index` is the record's place in a file that holds a list; `sections` maps prose fields that are headings of the body to
    the line of the file that their text begins in; `defaults` are the `_defaults.yaml` that gave the fields named with each.
    """

    path: str
    yaml: YamlText | None
    index: int | None = None
    sections: dict[str, int] = field(default_factory=dict)
    defaults: tuple[tuple[YamlText, frozenset[str]], ...] = ()

    def locate(self, path: Path) -> Span:
        """Give the place of a value by its path in the record."""
        if path and path[0] in self.sections:
            return Span(self.path, self.sections[str(path[0])], 1)
        for defaults, fields in self.defaults:
            if path and path[0] in fields:
                return locate(defaults, path)
        if self.yaml is None:
            return Span(self.path, 1, 1)
        return locate(self.yaml, path if self.index is None else (self.index, *path))

    def locate_line(self, path: Path, line: int) -> Span:
        """Give the place of a line (from 0) of the text at this path."""
        if path and path[0] in self.sections:
            return Span(self.path, self.sections[str(path[0])] + line, 1)
        for defaults, fields in self.defaults:
            if path and path[0] in fields:
                return locate_value(defaults, path)
        if self.yaml is None:
            return Span(self.path, 1 + line, 1)
        span = locate_value(self.yaml, path if self.index is None else (self.index, *path))
        return Span(span.path, span.line + line, span.column)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record as it was read, with what names it and where it came from."""

    key: Key
    record: Record
    source: Source


@dataclass(frozen=True)
class Content:
    """All that reading gives: sheets in the order of their files, records that could not be read (so that nobody complains
    about references to them), the files of `content` and `static` by path, and the names of the portfolios' folders.
    """

    sheets: tuple[Sheet, ...]
    unreadable: frozenset[Key]
    files: dict[str, FoundFile]
    portfolios: tuple[str, ...]

    @cached_property
    def by_path(self) -> dict[str, tuple[Sheet, ...]]:
        """The sheets of each file, by its path."""
        grouped: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            grouped.setdefault(sheet.source.path, []).append(sheet)
        return {path: tuple(sheets) for path, sheets in grouped.items()}
