"""What to know before the next check-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mentorsite.insights.brief import AT_MOST, Brief
from mentorsite.insights.insights import insights_of
from mentorsite.insights.scope import Scope
from mentorsite.records.values import Key
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]
TODAY = date(2026, 6, 10)
PAIR: Files = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/mentorships/m.yaml": "mentors: [ana]\nmentees: [ben]\nstart: 2026-05-04\ncadence: biweekly",
}


def of(site: Site, audience: str = "pair", today: date = TODAY) -> Brief | None:
    return insights_of(Scope(site.view(audience), "", today)).brief


def brief(site: Site, today: date = TODAY) -> Brief:
    found = of(site, today=today)
    assert found is not None
    return found


def checkin(day: str, fields: str = "{}") -> Files:
    return {f"content/checkins/{day}-c{day[5:7]}{day[-2:]}.md": f"---\n{fields}\n---\n"}


def test_there_is_none_before_anything_is_agreed_or_held(new_site: NewSite) -> None:
    assert of(new_site({"content/goals/g.md": "---\ntitle: G\n---\n"})) is None


def test_there_is_none_for_those_who_do_not_see_check_ins_as_a_rule(new_site: NewSite) -> None:
    site = new_site(PAIR | checkin("2026-06-01", "visibility: public"))
    assert of(site, "pair") is not None
    assert of(site, "review") is None
    assert of(site, "public") is None


def test_whoever_opens_check_ins_to_all_opens_the_brief(new_site: NewSite) -> None:
    site = new_site(checkin("2026-06-01") | {"mkfile.toml": MKFILE + '[visibility]\ncheckins = "public"\n'})
    assert of(site, "public") is not None


def test_it_says_what_was_said_last_time(new_site: NewSite) -> None:
    said = "insights: [I see]\ndecisions: [{what: Go on}]\nsuccesses: It went well.\nobstacles: Time."
    site = new_site(checkin("2026-05-20", "insights: [Old]") | checkin("2026-06-01", said) | checkin("2026-06-20", "insights: [Planned]"))
    last = brief(site).last
    assert last is not None
    assert (last.checkin.id, last.day, last.days) == ("c0601", date(2026, 6, 1), 9)
    assert [text.text for text in last.insights] == ["I see"]
    assert [decision.what.text for decision in last.decisions] == ["Go on"]
    assert last.successes
    assert last.obstacles


def test_before_the_first_check_in_there_was_no_last_time(new_site: NewSite) -> None:
    found = brief(new_site(PAIR))
    assert found.last is None
    assert found.due is not None


def test_it_holds_what_is_open_and_nothing_that_is_done(new_site: NewSite) -> None:
    actions = (
        "actions:\n- {what: Done, done: 2026-06-02}\n- {what: Over, due: 2026-06-09}\n- {what: Today, due: 2026-06-10}\n- {what: Some day}\n"
        "questions:\n- {ask: Why}\n- {ask: How, answer: So}"
    )
    found = brief(new_site(checkin("2026-06-01", actions)))
    assert [(action.what.text, action.state) for action in found.actions] == [("Over", "overdue"), ("Today", "due"), ("Some day", "open")]
    assert [question.ask.text for question in found.questions] == ["Why"]


@pytest.mark.parametrize(("due", "there"), [("2026-06-09", True), ("2026-06-24", True), ("2026-06-25", False)])
def test_adjustments_are_due_up_to_the_day_of_the_next_check_in(new_site: NewSite, due: str, there: bool) -> None:
    files = checkin("2026-06-01", "next: 2026-06-24") | {
        "content/reflections/2026-06-02-r.md": f"---\nadjustments: [{{what: Ask first, due: {due}}}]\n---\n"
    }
    assert bool(brief(new_site(PAIR | files)).adjustments) is there


@pytest.mark.parametrize(("due", "there"), [("2026-07-01", True), ("2026-07-02", False)])
def test_without_such_a_day_three_weeks_count(new_site: NewSite, due: str, there: bool) -> None:
    files = checkin("2026-06-01") | {"content/reflections/2026-06-02-r.md": f"---\nadjustments: [{{what: Ask first, due: {due}}}]\n---\n"}
    found = brief(new_site(files))
    assert found.due is None
    assert bool(found.adjustments) is there


def test_goals_are_there_only_where_they_are_at_risk(new_site: NewSite) -> None:
    files = {
        "content/goals/late.md": "---\ntitle: Late\ndue: 2026-06-01\n---\n",
        "content/goals/fine.md": "---\ntitle: Fine\ndue: 2026-07-01\n---\n",
    }
    assert [goal.key for goal in brief(new_site(PAIR | files)).goals] == [Key("", "goals", "late")]


def test_the_agenda_begins_with_what_went_well_and_ends_with_the_next_day(new_site: NewSite) -> None:
    assert [point.about for point in brief(new_site(PAIR)).agenda] == ["well", "next"]


def test_the_agenda_takes_up_what_is_late_at_risk_asked_said_and_promised(new_site: NewSite) -> None:
    files = checkin("2026-06-01", "actions: [{what: A, due: 2026-06-02}, {what: B}]\nquestions: [{ask: First}, {ask: Second}]") | {
        "content/goals/g.md": "---\ntitle: G\ndue: 2026-06-01\n---\n",
        "content/feedback/2026-05-20-f.md": "---\nfrom: ana\nto: ben\nkind: recognition\nsituation: s\nbehavior: b\nimpact: i\n---\n",
        "content/reflections/2026-06-02-r.md": "---\nadjustments: [{what: Ask first, due: 2026-06-03}]\n---\n",
    }
    agenda = brief(new_site(PAIR | files)).agenda
    assert [(point.about, point.kind, point.count) for point in agenda] == [
        ("well", "progress", 0),
        ("overdue", "progress", 1),
        ("goal", "coaching", 0),
        ("question", "coaching", 0),
        ("feedback", "feedback", 1),
        ("adjustments", "practice", 1),
        ("next", None, 0),
    ]
    assert agenda[2].record == Key("", "goals", "g")
    assert agenda[3].text
    assert agenda[3].text.text == "First"


def test_what_is_planned_for_the_next_check_in_comes_first_and_the_rest_fits_into_an_hour(new_site: NewSite) -> None:
    planned = "agenda:\n" + "\n".join(f"- {{topic: T{number}, kind: coaching}}" for number in range(AT_MOST))
    agenda = brief(new_site(PAIR | checkin("2026-06-01") | checkin("2026-06-20", planned))).agenda
    assert [point.about for point in agenda] == ["planned"] * (AT_MOST - 1) + ["next"]
    assert agenda[0].text
    assert (agenda[0].text.text, agenda[0].kind) == ("T0", "coaching")


def test_the_last_day_of_the_calendar_is_no_obstacle(new_site: NewSite) -> None:
    assert brief(new_site(checkin("2026-06-01")), date.max).last is not None
