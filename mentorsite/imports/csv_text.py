"""The bytes of a table become its lines: cells with their texts, and where each stands in the file.

CSV as RFC 4180 has it, and as spreadsheets write it: with commas, semicolons or tabs, in UTF-8 or in UTF-16 with its mark.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.reading.text import decode as decode_utf8

_SEPARATORS = ",;\t"
_AS = "save it as CSV in UTF-8, or say how it is written with `--encoding`, for example `--encoding windows-1252`"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How a workbook begins: those of Excel, LibreOffice and Numbers are zip archives, older ones of Excel are not."""
_LARGEST = 2**27
"""How many letters a cell may have; it only has to be more than a record may."""


class Cell(NamedTuple):
    """A cell: its text, and the line and the column (from 1) that the text begins in."""

    text: str
    line: int
    column: int


def decode(file: str, data: bytes, encoding: str | None) -> tuple[str, list[Diagnostic]]:
    """Give the text of a table, with `\\n` for all ends of lines."""
    if data.startswith(_WORKBOOKS):
        hint = "open it there and save its sheet as CSV, in UTF-8"
        return "", [Diagnostic(Code.BAD_IMPORT, Span(file), "the file is the workbook of a spreadsheet, or an archive, and no CSV", hint)]
    if encoding is None and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text, problems = decode_utf8(file, data)
        return text, [Diagnostic(problem.code, problem.span, problem.message, _AS) for problem in problems]
    try:
        text = data.decode(encoding or "utf-16").removeprefix("\ufeff")
    except UnicodeError as error:
        said = f"the file is not written in `{encoding or 'utf-16'}`: {getattr(error, 'reason', error)}"
        return "", [Diagnostic(Code.BAD_ENCODING, Span(file), said, _AS)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def lines_of(file: str, text: str, knows: Callable[[Sequence[str]], int]) -> tuple[list[list[Cell]], list[Diagnostic]]:
    """Give the lines of a table that are not blank. `knows` counts the names of columns among words, by which the separator is found."""
    first = 1
    separators = _SEPARATORS
    if text[:4].lower() == "sep=" and text[4:5] in (*_SEPARATORS, "|") and text[5:6] in ("", "\n"):
        # A line by which Excel is told the separator.
        separators, first, text = text[4], 2, text[6:]
    if not text.strip():
        return [], [Diagnostic(Code.EMPTY_FILE, Span(file), "the file is empty", "write the names of the columns into its first line")]
    separator = max(separators, key=lambda each: _fits(text, each, knows))
    csv.field_size_limit(_LARGEST)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found: list[list[Cell]] = []
    while True:
        at = rows.line_num
        try:
            row = next(rows, None)
        except csv.Error as error:
            said = "a quotation mark that is not closed" if "end of data" in str(error) else "a quotation mark within a cell"
            hint = "put the cell into quotation marks, and write each within it twice"
            return [], [Diagnostic(Code.BAD_IMPORT, Span(file, first + at, 1), said, hint)]
        if row is None:
            return found, []
        cells = list(_cells(row, text, starts[at], first + at))
        if any(cell.text.strip() for cell in cells):
            found.append(cells)


def _fits(text: str, separator: str, knows: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    """Say how well a separator fits: how many names of columns it leaves in the first line that is not blank, and how many cells."""
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        header = next((row for row in rows if any(cell.strip() for cell in row)), [])
    except csv.Error:
        return 0, 0
    return knows(header), len(header)


def _cells(row: Sequence[str], text: str, at: int, line: int) -> Iterator[Cell]:
    """Give the cells of a line that begins at a letter of the text, each with its place."""
    column = 1
    for cell in row:
        quoted = text[at : at + 1] == '"'
        yield Cell(cell, line, column + quoted)
        length = len(cell) + (2 + cell.count('"') if quoted else 0) + 1
        if breaks := cell.count("\n"):
            tail = cell[cell.rfind("\n") + 1 :]
            line, column = line + breaks, len(tail) + tail.count('"') + 3
        else:
            column += length
        at += length
