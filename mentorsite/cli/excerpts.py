"""An excerpt drawn for a terminal: lines with their numbers, and carets under what is meant, wherever wide or hidden letters stand."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from mentorsite.cli.reports import COLOURS
from mentorsite.cli.terminal import width_of
from mentorsite.diagnostics import Code, Diagnostic, Severity
from mentorsite.escaping import escaped
from mentorsite.excerpt import Excerpt, excerpt_of, lines_of

# Where the fault often lies in the line above the place.
_OF_LINES = frozenset({Code.BAD_YAML, Code.BAD_FRONT_MATTER, Code.BAD_TOML})
_MORE = "…"


def drawn_for(problems: Iterable[Diagnostic], root: Path) -> Iterator[tuple[str, ...]]:
    """Draw for each problem the lines that it is about; none for an advice, which is about what is not there.

    Problems stand in the order of their files, so each file is read once.
    """
    width = _columns()
    path, lines = "", None
    for problem in problems:
        if problem.severity is Severity.ADVICE or not problem.span.line:
            yield ()
            continue
        if problem.span.path != path:
            path, lines = problem.span.path, lines_of(root, problem.span.path)
        found = excerpt_of(lines, problem.span, message=problem.message) if lines else None
        yield tuple(drawn(found, problem.code, width)) if found else ()


def is_wanted() -> bool:
    """Say whether excerpts are drawn: where a person looks at a terminal. The log of a CI may be read by more people than the sources."""
    return sys.stderr.isatty() and not os.environ.get("CI")


def drawn(found: Excerpt, code: Code, width: int) -> Iterator[str]:
    """Draw the line that is meant, and the one above it where that helps, in lines of at most `width` columns."""
    gutter = len(str(found.line)) + 1
    room = max(width - gutter - 5, 20)
    for number, line in enumerate(found.lines, found.first):
        if number == found.line:
            text, before, meant = _fitted(line, found.column - 1, found.length, room)
            yield _beside(str(number), gutter, text)
            if found.column:
                yield _beside("", gutter, " " * before + click.style("^" * meant, fg=COLOURS[code.severity], bold=True))
        elif number == found.line - 1 and code in _OF_LINES and line.strip(" -"):
            yield _beside(str(number), gutter, _fitted(line, -1, 1, room)[0])


def _columns() -> int:
    """Give how wide the terminal is that problems are told on, which need not be the one that results are written to."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        try:
            return os.get_terminal_size(sys.stderr.fileno()).columns or 80
        except OSError:
            return 80


def _beside(number: str, gutter: int, text: str) -> str:
    return f"{click.style(f'  {number:>{gutter}} |', dim=True)} {text}".rstrip()


def _fitted(line: str, start: int, length: int, room: int) -> tuple[str, int, int]:
    """Give a line, escaped, in at most `room` columns, how many columns lie before what is meant, and how many that takes.

    A letter that is escaped takes as many columns as its escape, and is never divided.
    """
    letters = [escaped(letter) for letter in line.rstrip()]
    if start >= len(letters):
        # Behind the end there is room for a caret.
        start = len(letters)
        letters.append(" ")
    widths = [width_of(letter) for letter in letters]
    begin, end = 0, len(letters)
    if sum(widths) > room:
        if start > 0 and sum(widths[: start + length]) > room - 1:
            # A third of the room before what is meant, or more where the line ends soon.
            while begin < start and (sum(widths[begin:start]) > room // 3) and sum(widths[begin:]) > room - 1:
                begin += 1
        while sum(widths[begin:end]) > room - bool(begin) - (end < len(letters)):
            end -= 1
    before = sum(widths[begin:start]) if start > 0 else 0
    meant = sum(widths[max(start, 0) : min(start + length, end)]) or 1
    return (_MORE if begin else "") + "".join(letters[begin:end]) + (_MORE if end < len(letters) else ""), before + bool(begin), meant
