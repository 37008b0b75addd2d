"""The table of practice checks."""

from __future__ import annotations

from collections.abc import Callable

from mentorsite.config import CHECKS as NAMES
from mentorsite.config import Practice
from mentorsite.diagnostics import Code, Severity
from mentorsite.insights.practice import CHECKS, practice_findings
from mentorsite.insights.scope import Scope
from tests.conftest import TODAY, Files, Site

GOAL = {"content/goals/g.md": "---\ntitle: G\n---\n", "content/goals/h.md": "---\ntitle: H\n---\n"}


def test_every_advice_has_its_check_and_every_check_has_a_name() -> None:
    # Who sees what is looked at in the portfolio (`audience/warnings.py`, `audience/namesakes.py`): it is not of one audience's View.
    # What other hosts say is nobody's practice.
    advice = [code for code in Code if code.severity is Severity.ADVICE]
    assert [Code.LINK_TO_NARROWER, Code.SAME_NAME, Code.MOVED_ELSEWHERE, *CHECKS] == advice
    assert {code.check: code for code in advice} == NAMES


def test_they_come_in_the_order_of_their_codes_and_each_in_that_of_the_keys(new_site: Callable[[Files], Site]) -> None:
    scope = Scope(new_site(GOAL).view("private"), "", TODAY)
    found = [(code.number, finding.key.id) for code, finding in practice_findings(scope, Practice())]
    assert found == [(number, id) for number in ("M600", "M601", "M602") for id in ("g", "h")]


def test_all_or_single_ones_are_turned_off(new_site: Callable[[Files], Site]) -> None:
    scope = Scope(new_site(GOAL).view("private"), "", TODAY)
    assert list(practice_findings(scope, Practice(enabled=False))) == []
    some = Practice(off=frozenset({"goal-without-due"}))
    assert {code for code, _ in practice_findings(scope, some)} == {Code.GOAL_WITHOUT_INDICATOR, Code.GOAL_NOT_REVISITED}


def test_a_sentence_is_kind_and_ends_without_a_mark(new_site: Callable[[Files], Site]) -> None:
    scope = Scope(new_site(GOAL).view("private"), "", TODAY)
    for _, finding in practice_findings(scope, Practice()):
        assert finding.hint
        assert not {"!", "?"} & set(finding.message + finding.hint)
        assert not finding.message.endswith(".")
