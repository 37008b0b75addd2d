"""A file or a record with very many problems: the first ones are listed, and it is said that there are more."""

from __future__ import annotations

from collections.abc import Sequence

from mentorsite.diagnostics import Diagnostic, Severity

MOST_PROBLEMS = 500
"""How many problems of one file, or of one record's references and links, are listed."""


def enough(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Give the first problems, and one that stands for all others, as heavy as the heaviest of them."""
    if len(problems) <= MOST_PROBLEMS:
        return list(problems)
    rest = problems[MOST_PROBLEMS:]
    first = next((problem for problem in rest if problem.severity == Severity.ERROR), rest[0])
    said = f"there are more problems here, which are not listed; the first is: {first.message}"
    return [*problems[:MOST_PROBLEMS], Diagnostic(first.code, first.span, said, first.hint)]
