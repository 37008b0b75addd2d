"""What happened when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mentorsite.insights.scope import Scope
from mentorsite.insights.timeline import GoalStep, Moment, Pause, Span, Timeline, facets_of, timeline
from mentorsite.records.values import Key
from tests.conftest import TODAY, Files, Site

NewSite = Callable[[Files], Site]
GOAL = Key("", "goals", "lead")


def of(site: Site, audience: str = "private") -> Timeline:
    return timeline(Scope(site.view(audience), "", TODAY))


def goal(fields: str) -> Files:
    return {"content/goals/lead.md": f"---\ntitle: Lead\n{fields}\n---\n"}


@pytest.mark.parametrize(
    ("fields", "first", "last"),
    [
        ("start: 2026-01-12\ndue: 2026-06-30", date(2026, 1, 12), date(2026, 6, 30)),
        ("start: 2026-01-12\ndue: 2026-06-30\nachieved: 2026-06-01\nstatus: achieved", date(2026, 1, 12), date(2026, 6, 1)),
        ("start: 2026-01-12\ndue: 2026-06-30\nachieved: 2026-08-01\nstatus: achieved", date(2026, 1, 12), date(2026, 8, 1)),
        ("start: 2026-01-12", date(2026, 1, 12), TODAY),
        ("start: 2027-02-01", date(2027, 2, 1), date(2027, 2, 1)),
        ("due: 2026-06-30", date(2026, 6, 30), date(2026, 6, 30)),
        ("date: 2026-03-04", date(2026, 3, 4), TODAY),
        (
            "start: 2026-01-12\ndue: 2026-06-30\nstatus: dropped\nrevisions:\n- {date: 2026-05-01, change: Dropped}",
            date(2026, 1, 12),
            date(2026, 5, 1),
        ),
        (
            "start: 2026-01-12\ndue: 2026-06-30\nrevisions:\n- {date: 2026-05-01, change: Later}",
            date(2026, 1, 12),
            date(2026, 6, 30),
        ),
    ],
)
def test_a_goal_lasts_until_it_was_achieved_or_let_go_or_is_due_or_today(new_site: NewSite, fields: str, first: date, last: date) -> None:
    (span,) = of(new_site(goal(fields))).spans
    assert (span.first, span.last) == (first, last)


def test_a_goal_without_any_day_is_not_in_time(new_site: NewSite) -> None:
    assert of(new_site(goal("owner: ben") | {"content/people/ben.yaml": "name: Ben"})) == Timeline((), (), ())


def test_a_goals_milestones_stand_on_the_day_they_were_reached_else_on_the_day_they_are_due(new_site: NewSite) -> None:
    fields = "start: 2026-01-01\ndue: 2026-06-30\nmilestones:\n- {title: B, due: 2026-03-01}\n- {title: A, due: 2026-02-01, done: 2026-02-09}\n- {title: C}"
    assert of(new_site(goal(fields))).spans == (
        Span(GOAL, "active", date(2026, 1, 1), date(2026, 6, 30), (GoalStep(date(2026, 2, 9), True), GoalStep(date(2026, 3, 1), False))),
    )


def test_a_goal_is_begun_passes_milestones_and_is_achieved(new_site: NewSite) -> None:
    fields = "start: 2026-01-01\nachieved: 2026-05-05\nstatus: achieved\nmilestones:\n- {title: A, done: 2026-02-09}\n- {title: B, done: 2027-01-01}"
    assert of(new_site(goal(fields))).moments == (
        Moment(date(2026, 1, 1), GOAL, "begun"),
        Moment(date(2026, 2, 9), GOAL, "step", "A"),
        Moment(date(2026, 5, 5), GOAL, "achieved"),
    )


def test_a_goal_of_which_only_the_due_day_is_known_stands_on_that_day(new_site: NewSite) -> None:
    assert of(new_site(goal("due: 2026-06-30"))).moments == (Moment(date(2026, 6, 30), GOAL, "due"),)
    assert [moment.event for moment in of(new_site(goal("due: 2026-06-30\nachieved: 2026-06-01\nstatus: achieved"))).moments] == [
        "achieved"
    ]


def test_an_agreement_is_begun_and_ended_and_its_pauses_are_known(new_site: NewSite) -> None:
    files = {
        "content/people/ana.yaml": "name: Ana",
        "content/mentorships/m.yaml": "mentors: [ana]\nmentees: [ana]\nstart: 2026-01-12\nend: 2026-11-24\n"
        "pauses:\n- {from: 2026-08-01, to: 2026-08-20}\n- {from: 2026-04-01, to: 2026-04-05}",
    }
    found = of(new_site(files))
    key = Key("", "mentorships", "m")
    assert found.moments == (Moment(date(2026, 1, 12), key, "begun"), Moment(date(2026, 11, 24), key, "ended"))
    assert found.pauses == (Pause(date(2026, 4, 1), date(2026, 4, 5)), Pause(date(2026, 8, 1), date(2026, 8, 20)))


def test_an_agreement_that_is_to_end_later_has_not_ended(new_site: NewSite) -> None:
    files = {
        "content/people/ana.yaml": "name: Ana",
        "content/mentorships/m.yaml": "mentors: [ana]\nmentees: [ana]\nstart: 2026-01-12\nend: 2026-11-25\n",
    }
    assert [moment.event for moment in of(new_site(files)).moments] == ["begun"]


def test_records_stand_in_the_order_of_their_days_then_of_their_keys(new_site: NewSite) -> None:
    files = {
        "content/feedback/2026-03-04-f.md": "---\nfrom: a\nto: a\nkind: recognition\nsituation: s\nbehavior: b\nimpact: i\n---\n",
        "content/people/a.yaml": "name: A",
        "content/checkins/2026-03-04-b.md": "",
        "content/checkins/2026-03-04-a.md": "x",
        "content/checkins/2025-03-04-z.md": "x",
        "content/pages/p.md": "---\ntitle: P\n---\n",
    }
    files["content/checkins/2026-03-04-b.md"] = "x"
    found = of(new_site(files))
    assert [moment.key.id for moment in found.moments] == ["z", "a", "b", "f"]


def test_an_excerpt_holds_the_records_that_were_asked_for(new_site: NewSite) -> None:
    files = goal("start: 2026-01-01") | {"content/checkins/2026-03-04-a.md": "x", "content/checkins/2026-03-05-b.md": "x"}
    view = new_site(files).view("private")
    wanted = {Key("", "checkins", "b")}
    found = timeline(Scope(view, "", TODAY), wanted)
    assert found.spans == ()
    assert [moment.key.id for moment in found.moments] == ["b"]


def test_what_is_hidden_is_not_in_time(new_site: NewSite) -> None:
    files = goal("start: 2026-01-01\nvisibility: public") | {"content/checkins/2026-03-04-a.md": "x"}
    assert [moment.key.type for moment in of(new_site(files), "public").moments] == ["goals"]


def test_another_portfolio_is_another_time(new_site: NewSite) -> None:
    files = {"content/portfolios/one/checkins/2026-03-04-a.md": "x", "content/portfolios/two/checkins/2026-03-05-b.md": "x"}
    view = new_site(files).view("private")
    assert [moment.key.id for moment in timeline(Scope(view, "two", TODAY)).moments] == ["b"]


def test_a_record_is_found_by_whom_and_what_it_refers_to_and_by_itself(new_site: NewSite) -> None:
    files = {
        "content/people/ana.yaml": "name: Ana",
        "content/skills/s.yaml": "title: S",
        "content/goals/g.md": "---\ntitle: G\nowner: ana\nskills: [s]\n---\n",
        "content/checkins/2026-03-04-c.md": "---\nparticipants: [ana]\n---\nOn [[goals/g]] and [[people/ana]].\n",
    }
    view = new_site(files).view("private")
    ana, goal_key, skill = Key("", "people", "ana"), Key("", "goals", "g"), Key("", "skills", "s")
    of_checkin = facets_of(view.records[Key("", "checkins", "c")])
    assert (of_checkin.people, of_checkin.goals, of_checkin.skills) == ((ana,), (goal_key,), ())
    of_goal = facets_of(view.records[goal_key])
    assert (of_goal.people, of_goal.goals, of_goal.skills) == ((ana,), (goal_key,), (skill,))
