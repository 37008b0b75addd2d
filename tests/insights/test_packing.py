"""The packet of a period holds what its definition says, and nothing that came later, before, or is not seen makes a difference to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from mentorsite.audience.as_of import as_of
from mentorsite.insights.packet import Packet
from mentorsite.insights.period import Period
from tests.conftest import MKFILE, Files, Site
from tests.insights.periods import EVENTS, Expected, World, made

# A failing world is small as it is, and making it smaller takes minutes.
quick = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))


def world(data: st.DataObject) -> World:
    return World(lambda below: data.draw(st.integers(0, below - 1))).fill()


def packet_of(tmp_path_factory: pytest.TempPathFactory, files: Files) -> Packet:
    return made(Site(tmp_path_factory.mktemp("site")).write(files).view("public"))


def names(sources: Any) -> list[str]:
    return [str(source.record) for source in sources]


@quick
@given(st.data())
def test_it_holds_exactly_what_the_definition_says(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    drawn = world(data)
    found = packet_of(tmp_path_factory, drawn.files())
    expected = Expected(drawn.records, drawn.period)
    before = drawn.period.before()
    assert before is not None
    now, then = expected.counts(), Expected(drawn.records, before).counts()
    assert {count.what: (count.number, count.before) for count in found.counts} == {
        what: (number, then[what]) for what, number in now.items() if number or then[what]
    }
    assert found.before == (before if any(then[count.what] for count in found.counts) else None)
    assert names(event.source for event in found.milestones) == [reference for reference, _ in expected.events("milestones")]
    assert names(event.source for event in found.stories) == [reference for reference, _ in expected.events("stories")]
    assert names(each.source for each in found.introductions) == [reference for reference, _ in expected.events("introductions")]
    assert sorted(names(one.source for heard in found.feedback for one in heard.received)) == sorted(
        reference for reference, _ in expected.events("feedback")
    )
    assert {str(goal.source.record) for goal in found.goals} == {reference for reference, _ in expected.goals()}
    for goal in found.goals:
        (course,) = goal.courses
        written = drawn.records[str(goal.source.record)]
        assert (course.start, course.end, [reading.day.isoformat() for reading in course.readings]) == expected.course(written)
        assert [step.day.isoformat() for step in goal.steps] == sorted(
            step["done"] for step in written["milestones"] if expected.is_in(step["done"])
        )
    for skill in found.skills:
        start, end, gained = expected.levels(drawn.records[str(skill.source.record)])
        assert (skill.start and skill.start.level.number, skill.end and skill.end.level.number, skill.gained) == (start, end, gained)
    assert [[str(decided.checkin), len(decided.decisions)] for decided in found.decisions] == [
        [reference, len(fields["decisions"])] for reference, fields in expected.events("checkins") if fields["decisions"]
    ]
    for claim, written in zip(found.claims, drawn.records["reviews/r"]["competencies"], strict=True):
        there = [reference for reference in written["evidence"] if expected.is_there(reference)]
        assert (names(claim.evidence), claim.proven) == (there, bool(there))


@quick
@given(st.data())
def test_every_figure_is_that_of_the_records_behind_it(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    found = packet_of(tmp_path_factory, world(data).files())
    for count in found.counts:
        if count.what not in ("steps", "levels", "decisions", "adjustments"):
            assert len(count.sources) == count.number, count
        assert bool(count.sources) == bool(count.number)


@quick
@given(st.data())
def test_what_came_later_is_not_seen_or_lies_before_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    drawn = world(data)
    events = [reference for reference in drawn.records if reference.startswith(EVENTS)]
    assume(events)
    one = drawn.one_of(events)
    without = {reference: fields for reference, fields in _unnamed(drawn.records, one).items() if reference != one}
    expected = packet_of(tmp_path_factory, drawn.files(without))
    period = drawn.period
    # Wherever it goes after the period, and whoever refers to it.
    later = {**drawn.records, one: {**_to_come(drawn.records[one]), "date": str(period.last + timedelta(1 + drawn.choose(400)))}}
    assert packet_of(tmp_path_factory, drawn.files(later)) == expected
    hidden = {**drawn.records, one: {**drawn.records[one], "visibility": drawn.one_of(("private", "pair", "review"))}}
    assert packet_of(tmp_path_factory, drawn.files(hidden)) == expected
    # Before the period that it is compared with, nothing but a reference to it counts.
    earlier = {
        **_unnamed(drawn.records, one),
        one: {**_to_come(drawn.records[one]), "date": str(period.first - timedelta(2 * period.days + 40))},
    }
    assert packet_of(tmp_path_factory, drawn.files(earlier)) == expected


@quick
@given(st.data())
def test_it_is_the_packet_of_the_site_of_its_last_day(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    drawn = world(data)
    view = Site(tmp_path_factory.mktemp("site")).write(drawn.files()).view("public")
    past = as_of(view, drawn.period.last)
    key = next(key for key in view.records if key.type == "reviews")
    # The review itself was written later, and belongs to it all the same.
    past.records[key] = view.records[key]
    assert made(past) == made(view)


def _unnamed(records: dict[str, Any], one: str) -> dict[str, Any]:
    """Take one record out of what refers to it."""

    def without(fields: Any) -> Any:
        if isinstance(fields, dict):
            return {name: without(value) for name, value in fields.items()}
        return [without(each) for each in fields if each != one] if isinstance(fields, list) else fields

    return {reference: without(fields) for reference, fields in records.items()}


def _to_come(fields: dict[str, Any]) -> dict[str, Any]:
    """Take away what an event says of days, which may lie in the period wherever the event does."""
    return {name: [{**each, "done": None} for each in value] if name == "adjustments" else value for name, value in fields.items()}


PERIOD = Period(date(2026, 1, 1), date(2026, 6, 30))
PEOPLE = {
    "content/people/ana.yaml": "name: Ana\nrole: mentee\nconsent: review",
    "content/people/ben.yaml": "name: Ben\nrole: mentor\nconsent: review",
    "content/mentorships/m.yaml": "mentors: [ben]\nmentees: [ana]\nstart: 2026-01-01",
}
REVIEW = "title: R\nperson: ana\nfrom: 2026-01-01\nto: 2026-06-30\ndate: 2026-07-03\nvisibility: review\n"
SAID = "situation: In the review\nbehavior: you asked first\nimpact: and it helped\nvisibility: review\n"


def test_a_statement_is_recognition_of_the_period_that_the_review_names(new_site: Callable[[Files], Site]) -> None:
    site = new_site(
        {
            **PEOPLE,
            "content/feedback/in.yaml": f"date: 2026-06-29\nfrom: ben\nto: ana\nkind: recognition\n{SAID}",
            "content/feedback/late.yaml": f"date: 2026-07-01\nfrom: ben\nto: ana\nkind: recognition\n{SAID}",
            "content/feedback/asks.yaml": f"date: 2026-06-28\nfrom: ben\nto: ana\nkind: constructive\n{SAID}",
            "content/feedback/own.yaml": f"date: 2026-06-28\nfrom: ana\nto: ana\nkind: recognition\n{SAID}",
            "content/feedback/unnamed.yaml": f"date: 2026-06-28\nfrom: ben\nto: ana\nkind: recognition\n{SAID}",
            "content/reviews/r.md": f"---\n{REVIEW}---\n[[feedback/in]], [[feedback/late]], [[feedback/asks]], [[feedback/own]]\n",
        }
    )
    found = made(site.view("review"))
    assert names(statement.source for statement in found.statements) == ["feedback/in"]
    assert (found.statements[0].giver.text, found.statements[0].impact.text) == ("Ben", "and it helped")
    assert found.narrative is not None
    assert found.narrative.text == "[[feedback/in]], …, [[feedback/asks]], [[feedback/own]]"


def test_names_reach_as_far_as_consent(new_site: Callable[[Files], Site]) -> None:
    site = new_site(
        {
            **PEOPLE,
            "content/people/ben.yaml": "name: Ben\nrole: mentor\nconsent: pair",
            "content/people/ana.yaml": "name: Ana\nrole: mentee\nconsent: pair",
            "content/feedback/in.yaml": f"date: 2026-06-29\nfrom: ben\nto: ana\nkind: recognition\n{SAID}",
            "content/goals/g.yaml": "title: G\nowner: ana\nvisibility: review",
            "content/goals/other.yaml": "title: H\nowner: ben\nvisibility: review",
            "content/reviews/r.md": f"---\n{REVIEW}---\n[[feedback/in]]\n",
        }
    )
    found = made(site.view("review"))
    assert (found.asked.person.text, found.statements[0].giver.text) == ("a mentee", "a mentor")
    assert names(goal.source for goal in found.goals) == ["goals/g"]


def test_evidence_of_before_the_period_counts_and_is_told_apart(new_site: Callable[[Files], Site]) -> None:
    site = new_site(
        {
            **PEOPLE,
            "content/milestones/old.yaml": "title: Old\ndate: 2025-11-11\nvisibility: review",
            "content/milestones/late.yaml": "title: Late\ndate: 2026-11-11\nvisibility: review",
            "content/reviews/r.yaml": f"{REVIEW}competencies:\n- {{name: A, evidence: [milestones/old]}}\n- {{name: B, evidence: [milestones/late]}}\n"
            "- {name: C, evidence: [{label: The log, url: https://example.org/}]}",
        }
    )
    first, second, third = made(site.view("review")).claims
    assert (names(first.evidence), [key.id for key in first.earlier], first.proven) == (["milestones/old"], ["old"], True)
    assert (second.evidence, second.proven) == ((), False)
    assert (third.evidence, third.proven) == ((), True)


def test_what_an_audience_sees_a_part_of_is_no_comparison_with_nothing(new_site: Callable[[Files], Site]) -> None:
    files = {
        **PEOPLE,
        "content/checkins/2025-09-09-a.yaml": "visibility: review",
        "content/milestones/m.yaml": "title: M\ndate: 2025-09-09\nvisibility: review",
        "content/reviews/r.yaml": REVIEW,
    }
    assert made(new_site(files).view("review")).counts == ()
    usual = MKFILE + '\n[visibility]\nmilestones = "review"\n'
    found = made(new_site({**files, "mkfile.toml": usual}).view("review"))
    assert [(count.what, count.number, count.before, count.complete) for count in found.counts] == [("milestones", 0, 1, True)]


def test_a_goal_that_was_over_before_the_period_is_not_in_it(tmp_path: Path) -> None:
    goals = {
        "achieved": "status: achieved\nachieved: 2025-12-31",
        "on-the-first": "status: achieved\nachieved: 2026-01-01",
        "dropped": "status: dropped\nrevisions: [{date: 2025-12-01, change: Let go}]",
        "dropped-in-it": "status: dropped\nrevisions: [{date: 2026-02-01, change: Let go}]",
        "paused": "status: paused\nrevisions: [{date: 2025-12-01, change: Rest}]",
        "later": "start: 2026-07-01",
    }
    files = {f"content/goals/{id}.yaml": f"title: G\nvisibility: review\n{fields}" for id, fields in goals.items()}
    site = Site(tmp_path).write({"mkfile.toml": MKFILE, **PEOPLE, **files, "content/reviews/r.yaml": REVIEW})
    found = made(site.view("review"))
    assert sorted(goal.source.record.id for goal in found.goals) == ["dropped-in-it", "on-the-first", "paused"]
