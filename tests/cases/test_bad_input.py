"""Bad input and what it gets, end to end: each case in `*.txt` is a small site and all that is said of it.

A case begins with a line `@@ case` and what it shows. `@@ file PATH` is followed by a file as it is, `@@ bytes PATH` by one in which `\\x00` and the
like stand for bytes (its lines end where they say so), and `@@ problems` by all that a person is told of the site, word for word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

from mentorsite.cli.reports import as_text
from mentorsite.diagnostics import Diagnostic, is_fatal
from tests.conftest import Files, Site


@dataclass
class Case:
    """A site, and the problems that it has."""

    title: str
    files: dict[str, bytes] = field(default_factory=dict)
    problems: str = ""


def cases() -> list[tuple[str, Case]]:
    files = sorted(Path(__file__).parent.glob("*.txt"))
    return [(f"{file.stem}: {case.title}", case) for file in files for case in read_cases(file.read_text("utf-8"))]


def read_cases(text: str) -> list[Case]:
    found: list[Case] = []
    for piece in ("\n" + text).split("\n@@ ")[1:]:
        head, _, content = piece.partition("\n")
        kind, _, name = head.partition(" ")
        if kind == "case":
            found.append(Case(name))
        elif kind == "file":
            found[-1].files[name] = f"{content}\n".encode()
        elif kind == "bytes":
            found[-1].files[name] = content.replace("\n", "").encode("ascii").decode("unicode_escape").encode("latin-1")
        else:
            assert head == "problems", head
            found[-1].problems = content.strip("\n")
    return found


@pytest.mark.parametrize("case", [pytest.param(case, id=title) for title, case in cases()])
def test_every_problem_is_told_at_its_place_and_nothing_is_written_where_there_is_an_error(
    case: Case, new_site: Callable[[Files], Site]
) -> None:
    site = new_site(case.files)
    built = site.build()
    assert told(built.problems) == case.problems
    assert (built.written is None) == is_fatal(built.problems)
    assert (site.root / "private").exists() == (built.written is not None)


def told(problems: Iterable[Diagnostic]) -> str:
    return "\n".join(click.unstyle(as_text(problem)) for problem in problems)


def test_the_titles_of_the_cases_are_unique() -> None:
    titles = [title for title, _ in cases()]
    assert len(set(titles)) == len(titles)
