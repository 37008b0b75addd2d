"""What a Markdown text may ask of the parser, so that no text takes long."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_BRACKETS = 20_000
"""Brackets that are never closed cost about 30 µs each, twice; these are a second."""
MOST_LINES = 10_000
"""A line that begins a block of its own costs about 60 µs; these are half a second each time that the text is parsed."""
MOST_QUOTATIONS = 10
"""Each quotation around a line makes all lines after it be looked at once more."""
LONGEST_PHRASE = 16
"""KiB. A phrase stands in every list that shows its record, and is rendered for each."""
MOST_OPEN = 500_000
"""How many elements of HTML may be open, added up over all lines and tags. A sanitiser may have to close and open all of them at each."""

_QUOTATION = r"(?:[ \t]*(?:[-*+]|\d{1,9}[.)])?[ \t]*>)"
_QUOTATIONS = re.compile(f"^{_QUOTATION}{{{MOST_QUOTATIONS + 1}}}", re.MULTILINE)


@dataclass(slots=True)
class Room:
    """What is left for the texts of one record, which together may be `kib` KiB large."""

    kib: int
    size: int = 0
    brackets: int = 0
    lines: int = 0
    full: bool = False

    def take(self, text: str) -> tuple[str, str] | None:
        """Take the room for a text; where there is none, say once what is too much and what to do."""
        self.size += len(text.encode())
        self.brackets += text.count("[")
        self.lines += text.count("\n") + 1
        said = None if self.full else self._excess(text)
        self.full = self.full or said is not None
        return said

    def _excess(self, text: str) -> tuple[str, str] | None:
        if self.size > self.kib * 1024:
            hint = "split the record, or raise `[limits] text_kib` in mkfile.toml"
            return f"the record's texts have {self.size / 1024:,.0f} KiB, more than {self.kib:,}", hint
        if self.brackets > MOST_BRACKETS:
            return f"the record's texts have more than {MOST_BRACKETS:,} brackets", "take some out; those in code count, too"
        if self.lines > MOST_LINES:
            return f"the record's texts have more than {MOST_LINES:,} lines", "split the record"
        if text.count(">") > MOST_QUOTATIONS and _QUOTATIONS.search(text):
            return f"quotations nested more than {MOST_QUOTATIONS} deep", "take out some of the `>` at the beginning of the line"
        return None
