"""Diagnostics drawn: as text for people, as JSON for scripts, as annotations for GitHub."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from mentorsite.diagnostics import Diagnostic, Severity, Span
from mentorsite.escaping import escaped

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


def place(span: Span) -> str:
    """Write a place as `file:line:column`."""
    return ":".join([escaped(span.path), *(str(number) for number in (span.line, span.column) if number)])


def as_text(problem: Diagnostic, excerpt: Iterable[str] = ()) -> str:
    """Draw a problem for a person, on a line of its own and lines below it, the lines of its excerpt first."""
    severity = click.style(f"{problem.severity}[{problem.code.number}]", fg=COLOURS[problem.severity], bold=True)
    lines = [f"{place(problem.span)}: {severity} {escaped(problem.message)}", *excerpt]
    lines += [f"  {place(span)}: {escaped(what)}" for span, what in problem.related]
    if problem.hint:
        lines.append(f"  {click.style('hint:', fg='cyan')} {escaped(problem.hint)}")
    return "\n".join(lines)


def as_json(problem: Diagnostic) -> dict[str, object]:
    """Give a problem as JSON's own types."""

    def of(span: Span) -> dict[str, object]:
        return {"file": span.path, "line": span.line or None, "column": span.column or None}

    return {
        "code": problem.code.number,
        "severity": problem.severity.value,
        **of(problem.span),
        "message": problem.message,
        "hint": problem.hint or None,
        "related": [{**of(span), "message": what} for span, what in problem.related],
    }


def as_github(problem: Diagnostic, folder: str = "") -> str:
    """Draw a problem as a workflow command, which GitHub shows beside the line. `folder` is that of the site in its repository.

    The encoding is that of GitHub's own toolkit: in a message `%` and ends of lines, in a property `:` and `,` as well.
    """
    kind = {"error": "error", "warning": "warning", "advice": "notice"}[problem.severity.value]
    file = escaped(f"{folder}{problem.span.path}") if problem.span.path else ""
    where = {"file": file, "line": problem.span.line, "col": problem.span.column, "title": problem.code.number}
    properties = ",".join(f"{name}={_encoded(str(value), ':,')}" for name, value in where.items() if value)
    said = [escaped(problem.message), *(f"{place(span)}: {escaped(what)}" for span, what in problem.related)]
    if problem.hint:
        said.append(f"hint: {escaped(problem.hint)}")
    return f"::{kind} {properties}::{_encoded(chr(10).join(said))}"


def _encoded(text: str, more: str = "") -> str:
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + more else char for char in text)


def report(problems: Sequence[Diagnostic], format: str, root: Path | None = None) -> None:
    """Write problems where they belong: text on stderr, annotations on stdout. JSON is written with the results by `result`.

    Where the site's `root` is given, errors and warnings show the line that they are about on a terminal, and annotations name files as
    the repository does.
    """
    if format == "text":
        for problem, lines in _with_excerpts(problems, root):
            click.echo(as_text(problem, lines), err=True, color=_colour(sys.stderr))
    elif format == "github":
        folder = _folder_in_repository(root) if root else ""
        for problem in problems:
            click.echo(as_github(problem, folder))


def _folder_in_repository(root: Path) -> str:
    """Give the folder of the site relative to the checkout that a workflow of GitHub works in, with a slash behind it; "" at its top.

    Paths of problems are relative to the site, and GitHub finds a file by its path in the repository.
    """
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return ""
    try:
        folder = root.resolve().relative_to(Path(workspace).resolve()).as_posix()
    except ValueError:
        return ""
    return "" if folder == "." else f"{folder}/"


def _with_excerpts(problems: Sequence[Diagnostic], root: Path | None) -> Iterable[tuple[Diagnostic, tuple[str, ...]]]:
    if root and problems:
        from mentorsite.cli import excerpts

        if excerpts.is_wanted():
            return zip(problems, excerpts.drawn_for(problems, root), strict=True)
    return ((problem, ()) for problem in problems)


def result(values: dict[str, object], problems: Iterable[Diagnostic]) -> None:
    """Write the results of a command as JSON on stdout; in ASCII, which no terminal and no pipe takes for anything else."""
    click.echo(json.dumps({**values, "problems": [as_json(problem) for problem in problems]}, indent=2))


def summary(problems: Sequence[Diagnostic]) -> str:
    """Count problems in words: "2 errors, 1 warning"; "no problems" where there are none. Advice is counted apart, since it is none."""
    numbers = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    advice = numbers.pop(Severity.ADVICE)
    found = [counted(number, severity) for severity, number in numbers.items() if number] or ["no problems"]
    return ", ".join([*found, *([f"{counted(advice, 'piece')} of advice"] if advice else [])])


def counted(number: int, word: str) -> str:
    """Write how many there are of something: "1 error", "2 errors"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _colour(stream: object) -> bool:
    """Say whether to write colours: not where NO_COLOR is set, and not into a pipe."""
    return not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", lambda: False)())
