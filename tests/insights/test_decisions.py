"""The decision log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mentorsite.insights.decisions import DecisionLog, decisions
from mentorsite.insights.scope import Scope
from mentorsite.records.values import Key
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]

TODAY = date(2026, 11, 24)


def log(new_site: NewSite, files: Files, audience: str = "private") -> DecisionLog:
    """Give the log of a site."""
    return decisions(Scope(new_site(files).view(audience), "", TODAY))


def test_a_decision_has_its_reason_its_owner_and_its_checkin(new_site: NewSite) -> None:
    found = log(
        new_site,
        {
            "content/people/ana.yaml": "name: Ana",
            "content/checkins/2026-09-01-one.md": "---\ndecisions:\n  - what: A\n    why: B\n    owner: ana\n---\n",
        },
    )
    (year,) = found.years
    (checkin,) = year.checkins
    (decision,) = checkin.decisions
    assert (year.year, checkin.checkin, checkin.day) == (2026, Key("", "checkins", "one"), date(2026, 9, 1))
    assert decision.why is not None
    assert decision.owner is not None
    assert (decision.what.text, decision.why.text, decision.owner.text, decision.question) == ("A", "B", "Ana", None)


def test_a_decision_reached_from_a_question_stands_with_it_after_the_others(new_site: NewSite) -> None:
    text = "---\nquestions:\n  - ask: Q?\n    decision: From a question\n  - ask: R?\ndecisions:\n  - what: Decided\n    why: W\n---\n"
    found = log(new_site, {"content/checkins/2026-09-01-one.md": text})
    (decided, reached) = found.years[0].checkins[0].decisions
    assert (decided.what.text, decided.question) == ("Decided", None)
    assert reached.question is not None
    assert (reached.what.text, reached.question.text, reached.why) == ("From a question", "Q?", None)
    assert (found.count, found.from_questions, found.with_why) == (2, 1, 1)


def test_a_decision_that_is_written_at_both_places_is_one(new_site: NewSite) -> None:
    text = (
        "---\nquestions:\n  - ask: Q?\n    decision: Same\n  - ask: R?\n    decision: Same\ndecisions:\n  - what: Same\n    why: W\n---\n"
    )
    found = log(new_site, {"content/checkins/2026-09-01-one.md": text})
    (decision,) = found.years[0].checkins[0].decisions
    assert decision.question is not None
    assert decision.why is not None
    assert (decision.what.text, decision.question.text, decision.why.text) == ("Same", "Q?", "W")


def test_one_decision_of_two_questions_is_one(new_site: NewSite) -> None:
    text = "---\nquestions:\n  - ask: Q?\n    decision: Same\n  - ask: R?\n    decision: Same\n---\n"
    found = log(new_site, {"content/checkins/2026-09-01-one.md": text})
    assert [d.question.text for d in found.years[0].checkins[0].decisions if d.question] == ["Q?"]


def test_the_newest_checkin_comes_first_year_by_year_and_of_one_day_in_the_order_of_the_keys(new_site: NewSite) -> None:
    text = "---\ndecisions: [{what: X}]\n---\n"
    names = ("2025-12-31-a", "2026-01-01-b", "2026-03-01-d", "2026-03-01-c")
    found = log(new_site, {f"content/checkins/{name}.md": text for name in names})
    assert [(year.year, [c.checkin.id for c in year.checkins]) for year in found.years] == [(2026, ["c", "d", "b"]), (2025, ["a"])]


def test_a_checkin_of_a_later_day_has_decided_nothing_yet(new_site: NewSite) -> None:
    text = "---\ndecisions: [{what: X}]\n---\n"
    found = log(new_site, {"content/checkins/2026-11-25-next.md": text, "content/checkins/2026-11-24-now.md": text})
    assert [c.checkin.id for year in found.years for c in year.checkins] == ["now"]


def test_a_checkin_without_a_decision_is_not_in_the_log(new_site: NewSite) -> None:
    assert log(new_site, {"content/checkins/2026-09-01-one.md": "---\n---\nText.\n"}) == DecisionLog((), 0, 0, 0)
