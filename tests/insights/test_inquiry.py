"""The inquiry log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mentorsite.insights.inquiry import AskedQuestion, InquiryLog, inquiry
from mentorsite.insights.scope import Scope
from mentorsite.records.values import Key
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]

TODAY = date(2026, 11, 24)
PAIR = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor\nconsent: public",
    "content/people/ben.yaml": "name: Ben\nrole: mentee\nalias: the mentee",
    "content/people/cleo.yaml": "name: Cleo\nrole: peer\nconsent: public",
    "content/mentorships/one.yaml": "title: One\nmentors: [ana]\nmentees: [ben]\nstart: 2026-01-12\nvisibility: public",
}


def checkin(*rows: str, more: str = "") -> str:
    """Write a check-in with the given questions, each as a flow mapping."""
    return f"---\n{more}questions:\n" + "".join(f"  - {{{row}}}\n" for row in rows) + "---\n"


def log(new_site: NewSite, files: Files, audience: str = "private") -> InquiryLog:
    """Give the log of a pair's site."""
    return inquiry(Scope(new_site({**PAIR, **files}).view(audience), "", TODAY))


def answered(found: InquiryLog) -> list[AskedQuestion]:
    """Give the answered questions in the order of the log."""
    return [question for year in found.years for of_one in year.checkins for question in of_one.questions]


def test_a_question_has_who_asked_what_was_answered_by_whom_and_where_it_led(new_site: NewSite) -> None:
    found = log(new_site, {"content/checkins/2026-09-01-one.md": checkin("ask: Q, by: ana, answer: A, answered_by: ben, decision: D")})
    (question,) = answered(found)
    assert question.by
    assert question.answer
    assert question.answered_by
    assert question.decision
    assert (question.ask.text, question.by.text, question.answer.text) == ("Q", "Ana", "A")
    assert (question.answered_by.text, question.side, question.decision.text) == ("Ben", "mentee", "D")
    assert (question.checkin, question.day, question.open, question.days) == (Key("", "checkins", "one"), date(2026, 9, 1), False, 0)


def test_open_questions_come_with_their_days_the_oldest_first(new_site: NewSite) -> None:
    files = {
        "content/checkins/2026-11-17-a.md": checkin("ask: New"),
        "content/checkins/2026-10-27-b.md": checkin("ask: Old", "ask: Old too"),
        "content/checkins/2026-11-24-c.md": checkin("ask: Today"),
    }
    assert [(q.ask.text, q.days) for q in log(new_site, files).open] == [("Old", 28), ("Old too", 28), ("New", 7), ("Today", 0)]


def test_answered_questions_come_newest_first_year_by_year_and_as_they_are_written(new_site: NewSite) -> None:
    files = {
        "content/checkins/2025-12-31-a.md": checkin("ask: First, answer: A"),
        "content/checkins/2026-03-01-d.md": checkin("ask: Fourth, answer: A"),
        "content/checkins/2026-03-01-c.md": checkin("ask: Second, answer: A", "ask: Open", "ask: Third, answer: A"),
    }
    found = log(new_site, files)
    assert [year.year for year in found.years] == [2026, 2025]
    assert [[c.checkin.id for c in year.checkins] for year in found.years] == [["c", "d"], ["a"]]
    assert [q.ask.text for q in answered(found)] == ["Second", "Third", "Fourth", "First"]


def test_it_is_counted_whose_the_answers_are(new_site: NewSite) -> None:
    rows = (
        "ask: A, answer: X, answered_by: ben, by: ana, decision: D",
        "ask: B, answer: X, answered_by: ben, by: ana",
        "ask: C, answer: X, answered_by: ana, by: ben",
        "ask: D, answer: X, answered_by: cleo",
        "ask: E, answer: X",
        "ask: F, by: ana",
    )
    found = log(new_site, {"content/checkins/2026-09-01-one.md": checkin(*rows)})
    assert (found.count, found.answered, found.by_mentee, found.by_mentor, found.decided) == (6, 5, 2, 1, 1)
    assert (found.mentees, found.mentors) == (1, 1)
    assert [q.side for q in answered(found)] == ["mentee", "mentee", "mentor", None, None]
    assert [(asker.by.text, asker.count) for asker in found.askers] == [("Ana", 3), ("Ben", 1)]


def test_a_question_that_is_asked_again_in_the_same_words_is_one_from_the_first_day_on(new_site: NewSite) -> None:
    files = {
        "content/checkins/2026-10-27-b.md": checkin("ask: 'On which day did you  know?', by: ana"),
        "content/checkins/2026-11-05-a.md": checkin("ask: 'On which day did you know?', answer: The second, answered_by: ben"),
    }
    found = log(new_site, files)
    (question,) = answered(found)
    assert question.by is not None
    assert (found.count, found.open, question.by.text) == (1, (), "Ana")
    assert (question.asked_in.id, question.asked, question.checkin.id, question.day) == ("b", date(2026, 10, 27), "a", date(2026, 11, 5))
    assert question.days == 9


def test_a_question_that_is_asked_again_and_not_answered_has_been_open_from_the_first_day_on(new_site: NewSite) -> None:
    files = {
        "content/checkins/2026-10-27-b.md": checkin("ask: When"),
        "content/checkins/2026-11-05-a.md": checkin("ask: When"),
    }
    (question,) = log(new_site, files).open
    assert (question.asked_in.id, question.days) == ("b", 28)


def test_a_question_that_was_answered_may_be_asked_anew(new_site: NewSite) -> None:
    files = {
        "content/checkins/2026-10-27-b.md": checkin("ask: When, answer: Soon"),
        "content/checkins/2026-11-05-a.md": checkin("ask: When"),
    }
    found = log(new_site, files)
    assert (len(found.open), found.answered, found.open[0].days) == (1, 1, 19)


def test_the_checkins_own_agreement_says_who_is_mentee_and_who_mentor(new_site: NewSite) -> None:
    files = {
        "content/mentorships/two.yaml": "title: Two\nmentors: [ben]\nmentees: [cleo]\nstart: 2026-01-12",
        "content/checkins/2026-09-01-a.md": checkin("ask: A, answer: X, answered_by: ben", more="mentorship: two\n"),
        "content/checkins/2026-09-02-b.md": checkin("ask: B, answer: X, answered_by: ben", more="mentorship: one\n"),
        "content/checkins/2026-09-03-c.md": checkin("ask: C, answer: X, answered_by: ben"),
    }
    assert [(q.ask.text, q.side) for q in answered(log(new_site, files))] == [("C", None), ("B", "mentee"), ("A", "mentor")]


@pytest.mark.parametrize(("alias", "side"), [("the mentee", "mentee"), ("somebody", None)])
def test_beyond_consent_an_answer_is_the_mentees_where_the_name_leaves_no_doubt(new_site: NewSite, alias: str, side: str | None) -> None:
    files = {
        "content/people/ana.yaml": "name: Ana\nrole: mentor\nalias: somebody",
        "content/people/ben.yaml": f"name: Ben\nrole: mentee\nalias: {alias}",
        "content/checkins/2026-09-01-one.md": checkin("ask: Q, answer: X, answered_by: ben", more="visibility: public\n"),
    }
    (question,) = answered(log(new_site, files, "public"))
    assert question.answered_by is not None
    assert (question.answered_by.key, question.answered_by.text, question.side) == (None, alias, side)


def test_a_checkin_of_a_later_day_has_asked_nothing_yet(new_site: NewSite) -> None:
    assert log(new_site, {"content/checkins/2026-11-25-next.md": checkin("ask: Q")}) == InquiryLog((), (), (), 0, 0, 0, 0, 0, 0, 0)


def test_a_hidden_question_is_gone_and_a_hidden_answer_leaves_no_open_question(new_site: NewSite) -> None:
    block = "\n      ::: private\n      Secret\n      :::\n"
    text = (
        f"---\nvisibility: public\nquestions:\n  - ask: |{block}    answer: A\n  - ask: Q\n    answer: |{block}    answered_by: ana\n---\n"
    )
    found = log(new_site, {"content/checkins/2026-09-01-one.md": text}, "public")
    (question,) = answered(found)
    assert (question.ask.text, question.answer, found.open, found.count) == ("Q", None, (), 1)
