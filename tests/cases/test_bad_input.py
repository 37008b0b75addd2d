"""Bad input and what it gets, end to end: each case in `*.txt` is a small site and all that is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click
import pytest

from mentorsite.cli.reports import as_text
from mentorsite.diagnostics import Diagnostic, is_fatal
from tests.cases.reading import Case, read_cases
from tests.conftest import Files, Site


def cases() -> list[tuple[str, Case]]:
    files = sorted(Path(__file__).parent.glob("*.txt"))
    return [(f"{file.stem}: {case.title}", case) for file in files for case in read_cases(file.read_text("utf-8"))]


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
