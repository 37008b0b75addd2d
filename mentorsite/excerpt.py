"""A place in a file becomes the lines around it, as data; whoever draws them escapes their control characters and counts their columns.

An excerpt shows what is written, whoever may see it: it is for the eyes of the person who writes, and never for a log.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mentorsite.diagnostics import Span

LIMIT = 10 * 2**20
"""The size in bytes of the largest file that is looked into; what `[limits] file_mib` is unless it is written."""
TAB = " " * 4
"""What a tab becomes."""
_MORE = "…"
# What is meant by a place: a quoted text, a word as it stands in a path or an address, or a run of one sign, such as `---`.
_MEANT = re.compile(r"""(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?P<word>[\w./#@+%~-]*\w)|(?P<run>(\S)\4*)""")
# A word between backticks in a message is the writer's own.
_BACKTICKS = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a source around a place: `first` is the number of the first one; `line` and `column` are what is meant.

    Columns count letters of `lines`, from 1; 0 where the whole line is meant. `length` is how many letters are meant, at least 1. A column
    may lie one beyond the end of its line. Control characters are as they are in the file, but for tabs, which are spaces.
    """

    first: int
    lines: tuple[str, ...]
    line: int
    column: int
    length: int


def excerpt(root: Path, span: Span, around: int = 1, *, message: str = "", width: int = 160) -> Excerpt | None:
    """Give the line of a place in a file below `root`, and up to `around` lines before and after it, each of at most `width` letters.

    Give a problem's `message` as well, and the words that it quotes count as what is meant where they stand at the place. None where the
    place has no line, or the file cannot be shown: it lies elsewhere, behind a link, is too large, no UTF-8 or has no such line.
    """
    lines = lines_of(root, span.path) if span.line > 0 else None
    return None if lines is None else excerpt_of(lines, span, around, message=message, width=width)


def excerpt_of(lines: Sequence[str], span: Span, around: int = 1, *, message: str = "", width: int = 160) -> Excerpt | None:
    """Give the same of a file whose lines are at hand, since it has several problems."""
    if not 0 < span.line <= len(lines):
        return None
    meant = lines[span.line - 1]
    column = min(max(span.column, 0), len(meant) + 1)
    length = _length(meant, column, message)
    start, stop = _wide(meant, column - 1), _wide(meant, column - 1 + length)
    shown, column, length = _cut(meant.replace("\t", TAB), start + 1 if column else 0, max(stop - start, 1) if column else 1, width)
    first = max(span.line - around, 1)
    before, after = lines[first - 1 : span.line - 1], lines[span.line : span.line + around]
    lines = (*(_beginning(line, width) for line in before), shown, *(_beginning(line, width) for line in after))
    return Excerpt(first, lines, span.line, column, length)


def lines_of(root: Path, path: str) -> list[str] | None:
    """Give the lines of a regular file below `root` that is reached through no link; None where there is none that can be shown."""
    text = _text(root, path)
    if text is None:
        return None
    lines = text.split("\n")
    # What stands behind the last line's end is no line; an empty file has one.
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


def file_within(root: Path, path: str) -> Path | None:
    """Give the place of a regular file by its path below `root`, where it is reached through no link; else None."""
    parts = PurePosixPath(path).parts
    place = root.joinpath(*parts)
    if not parts or ".." in parts or (os.sep != "/" and os.sep in path) or not place.is_relative_to(root):
        return None
    try:
        if any(root.joinpath(*parts[:number]).is_symlink() for number in range(1, len(parts) + 1)):
            return None
        return place if stat.S_ISREG(os.lstat(place).st_mode) else None
    except (OSError, ValueError):
        return None


def _text(root: Path, path: str) -> str | None:
    # Looked at before it is opened: opening a pipe waits for ever.
    place = file_within(root, path)
    try:
        if place is None or place.stat().st_size > LIMIT:
            return None
        data = place.read_bytes()
    except OSError:
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _length(line: str, column: int, message: str) -> int:
    if not column:
        return 1
    rest = line[column - 1 :]
    quoted = [len(words) for words in _BACKTICKS.findall(message) if rest.startswith(words)]
    if quoted:
        return max(quoted)
    found = _MEANT.match(rest)
    return len(found[0]) if found else 1


def _wide(line: str, letters: int) -> int:
    """Count what a number of letters of a line takes when its tabs have become spaces."""
    letters = max(letters, 0)
    return letters + line[:letters].count("\t") * (len(TAB) - 1)


def _beginning(line: str, width: int) -> str:
    return _cut(line.replace("\t", TAB), 0, 1, width)[0]


def _cut(line: str, column: int, length: int, width: int) -> tuple[str, int, int]:
    """Give the part of a line that what is meant stands in, with an ellipsis where something is left out, and where it stands there."""
    if len(line) <= width:
        return line, column, length
    # A third of the width before what is meant, or less where the line ends soon.
    begin = min(max(column - 1 - width // 3, 0), len(line) + 1 - width) if column > width // 2 else 0
    shown = line[begin : begin + width]
    if begin + width < len(line):
        shown = shown[:-1] + _MORE
    if begin:
        shown = _MORE + shown[1:]
    column = column - begin if column else 0
    return shown, column, max(min(length, len(shown) - column + 1), 1)
