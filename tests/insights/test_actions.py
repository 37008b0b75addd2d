"""The action board, counted by hand as of 24 November 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from mentorsite.insights.actions import ActionBoard, AgreedAction, actions
from mentorsite.insights.scope import Scope
from mentorsite.records.values import Key
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]

TODAY = date(2026, 11, 24)
PEOPLE = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor\nconsent: public",
    "content/people/ben.yaml": "name: Ben\nrole: mentee\nalias: the mentee",
}


def checkin(*rows: str, more: str = "") -> str:
    """Write a check-in with the given actions, each as a flow mapping; no action at all where there is none."""
    listed = "actions:\n" + "".join(f"  - {{{row}}}\n" for row in rows) if rows else ""
    return f"---\n{more}{listed}---\nText.\n"


def board(new_site: NewSite, *rows: str, today: date = TODAY) -> ActionBoard:
    """Give the board of one check-in of 1 September 2026."""
    files = {**PEOPLE, "content/checkins/2026-09-01-one.md": checkin(*rows)}
    return actions(Scope(new_site(files).view("private"), "", today))


def only(new_site: NewSite, row: str, today: date = TODAY) -> AgreedAction:
    """Give the one action that there is."""
    (action,) = board(new_site, row, today=today).actions
    return action


@pytest.mark.parametrize(
    ("row", "state", "days"),
    [
        ("what: A, due: 2026-11-24", "due", 0),
        ("what: A, due: 2026-11-25", "due", 1),
        ("what: A, due: 2026-11-23", "overdue", 1),
        ("what: A, due: 2026-10-20", "overdue", 35),
        ("what: A", "open", 84),
        ("what: A, due: 2026-10-01, done: 2026-10-01", "done", 0),
        ("what: A, due: 2026-10-01, done: 2026-09-28", "done", -3),
        ("what: A, due: 2026-10-01, done: 2026-10-03", "done", 2),
        ("what: A, done: 2026-10-03", "done", None),
        ("what: A, done: 2026-11-24", "done", None),
    ],
)
def test_an_action_is_overdue_due_open_or_done_with_its_days(new_site: NewSite, row: str, state: str, days: int | None) -> None:
    action = only(new_site, row)
    assert (action.state, action.days) == (state, days)


def test_what_is_done_on_a_later_day_is_not_done_yet(new_site: NewSite) -> None:
    action = only(new_site, "what: A, due: 2026-11-20, done: 2026-11-25")
    assert (action.state, action.days, action.done) == ("overdue", 4, None)


def test_days_are_counted_over_a_leap_day(new_site: NewSite) -> None:
    files = {"content/checkins/2024-02-01-one.md": checkin("what: A, due: 2024-02-28", "what: B, due: 2024-02-29", "what: C")}
    found = actions(Scope(new_site(files).view("private"), "", date(2024, 3, 1))).actions
    assert [(action.state, action.days) for action in found] == [("overdue", 2), ("overdue", 1), ("open", 29)]


def test_a_checkin_of_a_later_day_has_agreed_nothing_yet(new_site: NewSite) -> None:
    files = {
        "content/checkins/2026-11-24-today.md": checkin("what: Today"),
        "content/checkins/2026-11-25-tomorrow.md": checkin("what: Tomorrow"),
    }
    found = actions(Scope(new_site(files).view("private"), "", TODAY))
    assert [action.what.text for action in found.actions] == ["Today"]
    assert found.actions[0].days == 0


def test_an_action_knows_the_checkin_it_was_agreed_in(new_site: NewSite) -> None:
    action = only(new_site, "what: A")
    assert (action.checkin, action.day) == (Key("", "checkins", "one"), date(2026, 9, 1))


def test_the_longest_overdue_comes_first_then_the_next_due_then_the_oldest_open_then_the_newest_done(new_site: NewSite) -> None:
    files = {
        "content/checkins/2026-09-01-old.md": checkin(
            "what: done early, done: 2026-09-05",
            "what: open old",
            "what: due late, due: 2026-12-24",
            "what: overdue a little, due: 2026-11-20",
        ),
        "content/checkins/2026-10-01-new.md": checkin(
            "what: open new",
            "what: done last, done: 2026-11-05",
            "what: due next, due: 2026-11-24",
            "what: overdue long, due: 2026-10-20",
        ),
    }
    found = actions(Scope(new_site(files).view("private"), "", TODAY))
    assert [action.what.text for action in found.actions] == [
        "overdue long",
        "overdue a little",
        "due next",
        "due late",
        "open old",
        "open new",
        "done last",
        "done early",
    ]
    assert [(of.state, of.count) for of in found.states] == [("overdue", 2), ("due", 2), ("open", 2), ("done", 2)]
    assert (found.overdue, found.due, found.open, found.done) == (2, 2, 2, 2)


def test_of_one_day_actions_stand_in_the_order_of_their_checkins_and_as_they_are_written(new_site: NewSite) -> None:
    row = "due: 2026-12-01"
    files = {
        "content/checkins/2026-09-02-a.md": checkin(f"what: three, {row}"),
        "content/checkins/2026-09-01-c.md": checkin(f"what: two, {row}"),
        "content/checkins/2026-09-01-b.md": checkin(f"what: one, {row}", f"what: and then, {row}"),
    }
    found = actions(Scope(new_site(files).view("private"), "", TODAY))
    assert [action.what.text for action in found.actions] == ["one", "and then", "two", "three"]


def test_owners_stand_in_the_order_in_which_they_first_appear_and_nobody_comes_last(new_site: NewSite) -> None:
    found = board(
        new_site,
        "what: A, due: 2026-10-01",
        "what: B, owner: ben, due: 2026-10-02",
        "what: C, owner: ana, due: 2026-10-03",
        "what: D, owner: ben, due: 2026-10-04",
        "what: E, owner: ana, due: 2026-12-01",
    )
    assert [
        (of.state, [(o.owner.text if o.owner else None, "".join(a.what.text for a in o.actions)) for o in of.owners]) for of in found.states
    ] == [("overdue", [("Ben", "BD"), ("Ana", "C"), (None, "A")]), ("due", [("Ana", "E")])]


def test_somebody_beyond_their_consent_is_one_owner_under_their_alias(new_site: NewSite) -> None:
    rows = ("what: A, owner: ben, due: 2026-10-01", "what: B, owner: ana, due: 2026-10-02", "what: C, owner: ben, due: 2026-10-03")
    files = {**PEOPLE, "content/checkins/2026-09-01-one.md": checkin(*rows, more="visibility: public\n")}
    (state,) = actions(Scope(new_site(files).view("public"), "", TODAY)).states
    ben, ana = state.owners
    assert ben.owner is not None
    assert ana.owner is not None
    assert (ben.owner.text, ben.owner.key) == ("the mentee", None)
    assert [action.what.text for action in ben.actions] == ["A", "C"]
    assert ana.owner.key == Key("", "people", "ana")


def test_what_was_done_in_time_is_a_share_of_what_was_done_and_had_a_day(new_site: NewSite) -> None:
    found = board(
        new_site,
        "what: A, due: 2026-10-01, done: 2026-10-01",
        "what: B, due: 2026-10-01, done: 2026-09-30",
        "what: C, due: 2026-10-01, done: 2026-10-02",
        "what: D, done: 2026-10-02",
        "what: E, due: 2026-10-01",
    )
    assert (found.done, found.with_a_day, found.in_time, found.share) == (4, 3, 2, Fraction(2, 3))


def test_of_nothing_done_there_is_no_share(new_site: NewSite) -> None:
    found = board(new_site)
    assert found == ActionBoard((), (), 0, 0, 0, 0, 0, 0, None)


def test_what_an_audience_does_not_see_is_not_counted(new_site: NewSite) -> None:
    files = {
        "content/checkins/2026-09-01-shown.md": checkin("what: A", more="visibility: public\n"),
        "content/checkins/2026-09-02-hidden.md": checkin("what: B"),
    }
    found = actions(Scope(new_site(files).view("public"), "", TODAY))
    assert [action.what.text for action in found.actions] == ["A"]
