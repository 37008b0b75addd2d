"""What reading gives: sheets, each a record with the key and the source it came from."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mentorsite.diagnostics import Span
from mentorsite.markdown.links import Found
from mentorsite.reading.files import FoundFile
from mentorsite.reading.yaml_nodes import Path, YamlText, locate, locate_text
from mentorsite.records.audience import Reaches
from mentorsite.records.record import Record
from mentorsite.records.values import Key


@dataclass(frozen=True)
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
        """Give the place of a field or an item of a list by its path in the record."""
        if path and path[0] in self.sections:
            return Span(self.path, self.sections[str(path[0])], 1)
        if yaml := self._written_in(path):
            return locate(*yaml)
        return Span(self.path, 1, 1)

    def locate_value(self, path: Path) -> Span:
        """Give the place of what is written for a field or an item of a list."""
        return self.locate_text(path, 0, 0)

    def locate_text(self, path: Path, line: int, column: int) -> Span:
        """Give the place of a line and column (from 0) of the text at this path."""
        if path and path[0] in self.sections:
            return Span(self.path, self.sections[str(path[0])] + line, column + 1)
        if yaml := self._written_in(path):
            return locate_text(*yaml, line, column)
        return Span(self.path, 1, 1)

    def is_default(self, name: str) -> bool:
        """Say whether a field is given by a `_defaults.yaml`."""
        return any(name in fields for _, fields in self.defaults)

    def _written_in(self, path: Path) -> tuple[YamlText, Path] | None:
        """Give the YAML that a value is written in, and its path there."""
        for defaults, fields in self.defaults:
            if path and path[0] in fields:
                return defaults, path
        if self.yaml is None:
            return None
        return self.yaml, path if self.index is None else (self.index, *path)


@dataclass(frozen=True)
class Sheet:
    """A record as it was read, with what names it, where it came from, and what is `found` in its Markdown texts, by their paths."""

    key: Key
    record: Record
    source: Source
    found: Mapping[Path, tuple[Found, ...]]


@dataclass(frozen=True)
class Content:
    """All that reading gives: sheets in the order of their files; what is right of records that have errors, to find the rest of
    those; the keys of records that could not be read, so that nobody complains about references to them; the files of `content`
    and `static` by path; the names of the portfolios' folders; how far these let records reach that say nothing of it; and the
    outlines of files without a problem by their path, where they are kept."""

    sheets: tuple[Sheet, ...]
    broken: tuple[Sheet, ...]
    unreadable: frozenset[Key]
    files: dict[str, FoundFile]
    portfolios: tuple[str, ...]
    given: Mapping[str, Reaches] = field(default_factory=dict)
    outlines: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def by_path(self) -> dict[str, tuple[Sheet, ...]]:
        """The sheets of each file, by its path."""
        grouped: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            grouped.setdefault(sheet.source.path, []).append(sheet)
        return {path: tuple(sheets) for path, sheets in grouped.items()}

    @cached_property
    def by_name(self) -> dict[str, str]:
        """The path of a file by its name alone, to find what somebody may have meant."""
        return {posixpath.basename(path): path for path in sorted(self.files, reverse=True)}
