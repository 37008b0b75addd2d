"""What follows for a new record from the records that there are, and from what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mentorsite.scaffold.desk import Values
from mentorsite.scaffold.follows import follows, missing
from tests.scaffold.conftest import NewDesk


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ({"to": "ben-ode"}, {"from": "ana-ferro", "to": "ben-ode"}),
        ({"to": "ana-ferro"}, {"from": "ben-ode", "to": "ana-ferro"}),
        ({"from": "ana-ferro"}, {"from": "ana-ferro", "to": "ben-ode"}),
        ({"to": "anton"}, {"to": "anton"}),
        ({}, {}),
    ],
)
def test_a_feedback_goes_to_the_other_one_of_the_pair(desk: NewDesk, said: Values, values: Values) -> None:
    assert follows(desk("feedback"), said).values == {**values, "observed": "2026-11-24"}


@pytest.mark.parametrize(
    ("type", "said", "names"),
    [
        ("feedback", {}, ["from", "to", "kind"]),
        ("feedback", {"to": "ben-ode"}, ["kind"]),
        ("feedback", {"to": "ben-ode", "draft": "false"}, ["kind", "situation", "behavior", "impact"]),
        ("checkins", {}, []),
        ("reflections", {}, ["about"]),
        ("reflections", {"title": "One"}, []),
        ("reflections", {"about": "goals/lead"}, []),
        ("goals", {}, ["title"]),
        ("people", {}, ["name"]),
        ("mentorships", {}, []),
        ("introductions", {}, ["to"]),
        ("reviews", {}, []),
        ("milestones", {}, ["title"]),
    ],
)
def test_what_does_not_follow_is_missing_but_for_texts_of_a_draft(desk: NewDesk, type: str, said: Values, names: list[str]) -> None:
    at = desk(type)
    assert [fact.name for fact in missing(at, follows(at, said).values)] == names


def test_what_the_defaults_of_a_folder_give_is_neither_said_again_nor_missing(desk: NewDesk) -> None:
    at = desk("feedback", {"content/feedback/_defaults.yaml": "to: ben-ode\nkind: recognition\ndraft: false\n"})
    assert missing(at, follows(at, {"from": "ana-ferro"}).values) == ()
    assert "to" not in follows(at, {"from": "ana-ferro"}).values


def test_a_check_in_has_the_pair_of_the_agreement_that_runs_and_the_next_day_by_its_cadence(desk: NewDesk) -> None:
    values = follows(desk("checkins"), {}).values
    assert (values["mentorship"], values["participants"], values["next"]) == ("ours", ["ben-ode", "ana-ferro"], "2026-12-08")


def test_where_two_agreements_run_none_is_guessed(desk: NewDesk) -> None:
    second = "---\nmentors: [anton]\nmentees: [ben-ode]\nstart: 2026-02-01\ncadence: weekly\n---\n"
    at = desk("checkins", {"content/mentorships/second.md": second, "content/people/cleo.yaml": "name: Cleo\nrole: mentor\n"})
    assert not {"mentorship", "participants", "next"} & set(follows(at, {}).values)
    said = follows(at, {"mentorship": "second"}).values
    assert (said["participants"], said["next"]) == (["ben-ode", "anton"], "2026-12-01")


def test_a_reflection_is_titled_after_what_it_is_about_where_everybody_may_see_that(desk: NewDesk) -> None:
    hidden = {"content/milestones/2026-11-01-won.md": "---\ntitle: Won\nvisibility: private\n---\n"}
    at = desk("reflections", hidden)
    assert follows(at, {"about": "goals/lead"}).values["title"] == "Looking back: Lead *alone*"
    assert "title" not in follows(at, {"about": "milestones/won"}).values
    assert follows(at, {"about": "milestones/won", "visibility": "private"}).values["title"] == "Looking back: Won"
    assert "title" not in follows(at, {"about": "people/anton"}).values


def test_an_introduction_to_somebody_has_no_name_in_its_title(desk: NewDesk) -> None:
    assert "title" not in follows(desk("introductions"), {"to": "anton"}).values
    assert follows(desk("introductions"), {"to": "The guild"}).values["title"] == "Introduction to The guild"


@pytest.mark.parametrize(
    ("day", "review", "period"),
    [
        (date(2026, 11, 24), "", ("2026-07-01", "2026-11-24", "July to November 2026")),
        (date(2026, 7, 3), "", ("2026-01-01", "2026-06-30", "January to June 2026")),
        (date(2027, 1, 20), "", ("2026-07-01", "2026-12-31", "July to December 2026")),
        (date(2026, 11, 24), "2026-09-30", ("2026-10-01", "2026-11-24", "October to November 2026")),
        (date(2026, 11, 24), "2026-11-24", ("2026-07-01", "2026-11-24", "July to November 2026")),
        (date(2027, 2, 24), "2026-10-31", ("2026-11-01", "2027-02-24", "November 2026 to February 2027")),
        (date(2026, 11, 24), "2026-10-31", ("2026-11-01", "2026-11-24", "November 2026")),
    ],
)
def test_a_review_is_of_the_time_since_the_last_one_or_of_a_half_year(
    desk: NewDesk, day: date, review: str, period: tuple[str, ...]
) -> None:
    last = f"---\ntitle: x\nperson: ben-ode\nfrom: 2026-01-01\nto: {review}\n---\n"
    values = follows(replace(desk("reviews", {"content/reviews/x.md": last} if review else {}), today=day), {}).values
    assert (values["from"], values["to"], values["title"]) == period
    assert values["person"] == "ben-ode"


def test_the_title_of_a_review_says_the_period_that_was_given(desk: NewDesk) -> None:
    assert follows(desk("reviews"), {"from": "2026-01-01", "to": "2026-03-31"}).values["title"] == "January to March 2026"


def test_in_a_portfolio_its_own_people_count_and_those_of_others_do_not(desk: NewDesk) -> None:
    more = {f"content/portfolios/{one}/people/{one}.yaml": f"name: {one}\nrole: mentee\n" for one in ("x", "y")}
    pair = {
        "content/people/ben-ode.yaml": "name: Ben\n",
        "content/mentorships/ours.md": "---\nmentors: [anton]\nmentees: [anton]\nstart: 2020-01-01\nend: 2020-02-01\n---\n",
    }
    assert follows(desk("goals", {**more, **pair}, "x"), {}).values["owner"] == "x"
