"""Of very many problems the first ones are told, and that there are more."""

from __future__ import annotations

from mentorsite.diagnostics import Code, Diagnostic, Severity, Span
from mentorsite.reading.enough import MOST_PROBLEMS, enough


def problem(number: int, code: Code = Code.UNSAFE_HTML) -> Diagnostic:
    return Diagnostic(code, Span("a.md", number), f"number {number}", "take it out")


def test_up_to_the_limit_all_are_given() -> None:
    problems = [problem(number) for number in range(MOST_PROBLEMS)]
    assert enough(problems) == problems
    assert enough([]) == []


def test_one_stands_for_all_that_are_over_the_limit() -> None:
    problems = [problem(number) for number in range(MOST_PROBLEMS + 3)]
    given = enough(problems)
    assert given[:-1] == problems[:MOST_PROBLEMS]
    assert given[-1].span == Span("a.md", MOST_PROBLEMS)
    assert given[-1].message == f"there are more problems here, which are not listed; the first is: number {MOST_PROBLEMS}"


def test_an_error_among_them_is_never_hidden_by_warnings() -> None:
    last = problem(MOST_PROBLEMS + 2, Code.TOO_COMPLEX)
    given = enough([*(problem(number) for number in range(MOST_PROBLEMS + 2)), last])
    assert (given[-1].severity, given[-1].span) == (Severity.ERROR, last.span)
