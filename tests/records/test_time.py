"""What of a record was there at the end of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentorsite.records.record import Record
from mentorsite.records.registry import record_types
from mentorsite.records.time import dated, until

LEVELS = ("Watching", "Helping", "Doing")


def record(type: str, **fields: Any) -> Record:
    return record_types()[type].model_validate(fields, context={"levels": LEVELS})


GOAL = record(
    "goals",
    title="Lead",
    status="achieved",
    start="2026-02-01",
    due="2026-12-01",
    achieved="2026-09-01",
    indicators=[{"name": "Led", "target": "6", "readings": {"2026-03-01": "1", "2026-06-01": "4"}}],
    milestones=[{"title": "One", "due": "2026-04-01", "done": "2026-05-01"}],
    revisions=[{"date": "2026-03-10", "change": "More"}, {"date": "2026-07-10", "change": "Fewer"}],
)


def test_what_happened_later_is_gone_and_what_was_planned_stays() -> None:
    before: Any = GOAL.as_of(date(2026, 4, 30))
    assert (before.status, before.achieved, before.due) == ("active", None, date(2026, 12, 1))
    assert list(before.indicators[0].readings) == [date(2026, 3, 1)]
    assert [(each.due, each.done) for each in before.milestones] == [(date(2026, 4, 1), None)]
    assert [revision.change.text for revision in before.revisions] == ["More"]
    assert GOAL.as_of(date(2026, 9, 1)) is GOAL


def test_a_day_counts_to_its_end() -> None:
    assert len(until(GOAL, date(2026, 6, 1)).indicators[0].readings) == 2  # type: ignore[attr-defined]
    assert len(until(GOAL, date(2026, 5, 31)).indicators[0].readings) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "dropped", "revisions": [{"date": "2026-07-10", "change": "Let go"}]}, "active"),
        ({"status": "paused", "revisions": [{"date": "2026-04-10", "change": "Rest"}]}, "paused"),
        ({"status": "achieved"}, "achieved"),
        ({"status": "achieved", "revisions": [{"date": "2026-07-10", "change": "Done"}]}, "active"),
        ({"status": "achieved", "achieved": "2026-04-30", "revisions": [{"date": "2026-07-10", "change": "Counted anew"}]}, "achieved"),
        ({"status": "proposed", "revisions": [{"date": "2026-07-10", "change": "Later"}]}, "proposed"),
    ],
)
def test_the_status_changed_with_the_latest_revision_where_no_day_is_written(fields: dict[str, Any], status: str) -> None:
    assert record("goals", title="Lead", **fields).as_of(date(2026, 4, 30)).status == status  # type: ignore[attr-defined]


def test_an_agreement_has_the_cadence_that_the_next_change_tells_of() -> None:
    agreement = record(
        "mentorships",
        mentors=["a"],
        mentees=["b"],
        start="2026-01-01",
        end="2026-12-18",
        cadence="monthly",
        pauses=[{"from": "2026-03-01", "to": "2026-08-01"}, {"from": "2026-07-01", "to": "2026-07-31"}],
        revisions=[
            {"date": "2026-09-01", "change": "Less", "cadence_before": "biweekly"},
            {"date": "2026-06-01", "change": "Less", "cadence_before": "weekly"},
        ],
    )
    said = {month: str(agreement.as_of(date(2026, month, 1)).cadence) for month in (5, 6, 8, 9)}  # type: ignore[attr-defined]
    assert said == {5: "every week", 6: "every two weeks", 8: "every two weeks", 9: "every month"}
    before: Any = agreement.as_of(date(2026, 5, 1))
    assert (before.end, [pause.to for pause in before.pauses]) == (None, [date(2026, 8, 1)])


def test_a_response_of_a_later_day_is_gone_and_one_without_a_day_belongs_to_the_feedback() -> None:
    said = {"date": "2026-03-01", "from": "a", "to": "b", "kind": "recognition", "situation": "s", "behavior": "b", "impact": "i"}
    later: Any = record("feedback", **said, response={"date": "2026-04-01", "will": "Ask"})
    undated: Any = record("feedback", **said, response={"will": "Ask"})
    day = date(2026, 3, 31)
    assert later.as_of(day).response is None
    assert undated.as_of(day) is undated


def test_levels_evidence_and_steps_of_later_days_are_gone() -> None:
    skill: Any = record(
        "skills",
        title="Design",
        levels={"2026-01-01": "1", "2026-06-01": "2"},
        evidence={"2026-06-01": "goals/lead"},
        target={"level": "3", "by": "2026-12-01"},
        steps=[{"what": "Lead", "done": "2026-06-01"}],
    )
    before = skill.as_of(date(2026, 5, 31))
    assert (list(before.levels), before.evidence, before.steps[0].done) == ([date(2026, 1, 1)], {}, None)
    assert before.target.by == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("type", "fields", "since"),
    [
        ("goals", {"title": "g"}, None),
        ("goals", {"title": "g", "start": "2026-02-01", "achieved": "2026-03-01"}, date(2026, 2, 1)),
        ("goals", {"title": "g", "achieved": "2026-03-01"}, date(2026, 3, 1)),
        ("goals", {"title": "g", "date": "2026-01-15", "start": "2026-02-01"}, date(2026, 1, 15)),
        ("checkins", {"date": "2026-03-04", "next": "2026-04-04"}, date(2026, 3, 4)),
        ("reviews", {"title": "r", "person": "p", "from": "2026-01-01", "to": "2026-06-30"}, date(2026, 6, 30)),
        ("reviews", {"title": "r", "person": "p", "from": "2026-01-01", "to": "2026-06-30", "date": "2026-07-03"}, date(2026, 7, 3)),
        ("mentorships", {"mentors": ["a"], "mentees": ["b"], "start": "2026-01-12"}, date(2026, 1, 12)),
        ("people", {"name": "Ana", "date": "2026-03-04"}, None),
        ("skills", {"title": "s", "levels": {"2026-03-04": "1"}}, None),
    ],
)
def test_a_record_is_there_from_its_date_or_else_from_the_first_day_that_it_tells_of_itself(
    type: str, fields: dict[str, Any], since: date | None
) -> None:
    assert record(type, **fields).since() == since


def test_it_tells_all_that_a_record_says_of_days() -> None:
    assert [(each.day.isoformat(), each.field.name) for each in dated(GOAL)] == [
        ("2026-09-01", "achieved"),
        ("2026-03-01", "readings"),
        ("2026-06-01", "readings"),
        ("2026-05-01", "milestones"),
        ("2026-03-10", "revisions"),
        ("2026-07-10", "revisions"),
    ]
