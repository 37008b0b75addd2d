"""Diagnostics as data."""

from __future__ import annotations

import re

import pytest

from mentorsite.diagnostics import Code, Diagnostic, Severity, SiteError, Span, did_you_mean, is_fatal, nearest, tidy


def problem(code: Code, path: str = "a.md", line: int = 1, message: str = "said") -> Diagnostic:
    return Diagnostic(code, Span(path, line, 1), message)


def test_every_code_has_a_number_of_its_own() -> None:
    numbers = [code.number for code in Code]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"M\d{3}", number) for number in numbers)


@pytest.mark.parametrize("code", list(Code), ids=lambda code: code.number)
def test_every_code_says_what_it_is_and_what_to_do(code: Code) -> None:
    assert code.title
    assert not code.title.endswith(".")
    assert code.fix.endswith(".")


def test_a_diagnostic_weighs_what_its_code_weighs() -> None:
    assert problem(Code.BAD_YAML).severity is Severity.ERROR
    assert problem(Code.TWO_DATES).severity is Severity.WARNING


def test_an_advice_has_a_name_and_stops_nothing() -> None:
    advice = problem(Code.GOAL_WITHOUT_DUE)
    assert (advice.severity, advice.code.check) == (Severity.ADVICE, "goal-without-due")
    assert not is_fatal([advice], strict=True)


def test_problems_stand_in_the_order_of_their_places_and_once_each() -> None:
    one, two, three = problem(Code.BAD_YAML, "b.md"), problem(Code.BAD_YAML, "a.md", 10), problem(Code.BAD_YAML, "a.md", 9)
    assert tidy([one, two, three, one]) == (three, two, one)


def test_a_problem_of_several_targets_is_told_once_with_what_was_found_first() -> None:
    first, second = (Diagnostic(Code.LEAKED_NAME, Span("a.md", 1, 1), "a", "b", ((Span(page, 1, 1), "here"),)) for page in ("x", "y"))
    assert tidy([first, second]) == (first,)


def test_a_warning_of_a_name_is_not_told_where_the_name_stops_the_build() -> None:
    stopped, same = (Diagnostic(code, Span("a.md", 1, 1), "a") for code in (Code.LEAKED_NAME, Code.NAMED_BEYOND_CONSENT))
    elsewhere = Diagnostic(Code.NAMED_BEYOND_CONSENT, Span("a.md", 2, 1), "a")
    assert tidy([same, elsewhere, stopped]) == (stopped, elsewhere)


def test_only_an_error_stops_a_build_and_a_warning_when_that_is_asked_for() -> None:
    error, warning = problem(Code.BAD_YAML), problem(Code.TWO_DATES)
    assert is_fatal([warning, error])
    assert not is_fatal([warning])
    assert is_fatal([warning], strict=True)
    assert not is_fatal([], strict=True)


def test_an_error_of_the_site_says_all_of_its_problems() -> None:
    error = SiteError(problem(Code.BAD_YAML, message="one"), problem(Code.BAD_YAML, message="two"))
    assert str(error) == "one; two"
    assert len(error.problems) == 2


@pytest.mark.parametrize(
    ("word", "near"),
    [("indicater", "indicators"), ("INDICATORS", "indicators"), ("zebra", None), ("i" * 81, None), ("", None)],
)
def test_a_word_is_near_to_one_that_is_almost_the_same(word: str, near: str | None) -> None:
    assert nearest(word, ["milestones", "indicators"]) == near
    assert did_you_mean(word, ["milestones", "indicators"]) == (f"did you mean `{near}`?" if near else "")


def test_the_nearest_word_does_not_depend_on_the_order_of_the_known_ones() -> None:
    assert nearest("bat", ["cat", "hat"]) == nearest("bat", ["hat", "cat"])
