"""Goals against time: shares, milestones, sub-goals, and what is at risk. All values are computed by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from mentorsite.insights.progress import (
    GoalProgress,
    IndicatorProgress,
    Risk,
    elapsed,
    indicator_progress,
    milestone_progress,
    on_track,
    progress,
    progress_of,
)
from mentorsite.insights.scope import Scope
from mentorsite.records.types.goals import Goal, GoalMilestone, Indicator
from mentorsite.records.values import Key, Reference
from tests.conftest import TODAY, Files, Site

NewSite = Callable[[Files], Site]


def indicator(target: str, baseline: str | None = None, **readings: str) -> IndicatorProgress:
    """Give where an indicator stands on 24 November 2026; readings are named by their day, as `d20260301`."""
    values = {"name": "Reviews led", "target": target, "readings": {f"{d[1:5]}-{d[5:7]}-{d[7:]}": v for d, v in readings.items()}}
    return indicator_progress(Indicator.model_validate(values | ({"baseline": baseline} if baseline else {})), TODAY)


def key(id: str) -> Key:
    return Key("", "goals", id)


def one(**fields: object) -> GoalProgress:
    """Give the progress of a goal of these fields on 24 November 2026."""
    goal = Goal.model_validate({"title": "Lead", **fields})
    return progress_of({key("lead"): goal}, TODAY)[0]


def measured(**readings: str) -> dict[str, object]:
    return {
        "name": "Reviews led",
        "baseline": "0",
        "target": "10",
        "readings": {f"{d[1:5]}-{d[5:7]}-{d[7:]}": v for d, v in readings.items()},
    }


# Indicators


def test_a_share_is_the_part_of_the_way_from_baseline_to_target_that_the_latest_reading_lies_at() -> None:
    assert indicator("10", "4", d20260301="9", d20260501="7").share == Fraction(1, 2)


def test_where_the_target_lies_below_the_baseline_less_is_better() -> None:
    found = indicator("25", "70", d20261117="55")
    assert found.share == Fraction(1, 3)
    assert not found.reached


def test_a_share_may_lie_below_zero_and_above_one() -> None:
    assert indicator("10", "4", d20260301="1").share == Fraction(-1, 2)
    assert indicator("25", "70", d20260301="79").share == Fraction(-1, 5)
    assert indicator("10", "4", d20260301="13").share == Fraction(3, 2)


def test_a_share_of_decimals_is_exact() -> None:
    assert indicator("0.3", "0", d20260301="0.1").share == Fraction(1, 3)


@pytest.mark.parametrize(
    "found",
    [indicator("10", "4"), indicator("10", d20260301="7"), indicator("4", "4", d20260301="7")],
    ids=["no reading", "no baseline", "the baseline is the target"],
)
def test_without_a_reading_a_baseline_or_a_way_to_go_there_is_no_share(found: IndicatorProgress) -> None:
    assert found.share is None
    assert not found.reached


def test_the_latest_reading_is_the_one_of_the_latest_day_wherever_it_is_written() -> None:
    found = indicator("10", "0", d20260501="7", d20260301="2")
    assert [reading.value for reading in found.readings] == [Decimal(2), Decimal(7)]
    assert found.share == Fraction(7, 10)


def test_a_reading_of_today_counts_and_one_of_tomorrow_does_not_yet() -> None:
    found = indicator("10", "0", d20261124="2", d20261125="9")
    assert found.share == Fraction(1, 5)
    assert [reading.day for reading in found.later] == [date(2026, 11, 25)]
    assert indicator("10", "0", d20261125="9").share is None


@pytest.mark.parametrize(
    ("found", "reached"),
    [
        (indicator("10", "4", d20260301="10"), True),
        (indicator("10", "4", d20260301="9.99"), False),
        (indicator("25", "70", d20260301="24"), True),
        (indicator("25", "70", d20260301="26"), False),
        (indicator("10", d20260301="12"), True),
        (indicator("10", d20260301="9"), False),
        (indicator("0", "0", d20260301="0"), True),
        (indicator("0", "0", d20260301="1"), False),
    ],
)
def test_an_indicator_is_reached_at_its_target_or_beyond_it_and_where_it_was_there_already_only_at_it(
    found: IndicatorProgress, reached: bool
) -> None:
    assert found.reached is reached


# Time


def test_time_is_counted_in_days_and_a_leap_day_is_one() -> None:
    assert elapsed(date(2028, 2, 28), date(2028, 3, 1), date(2028, 2, 29)) == Fraction(1, 2)
    assert elapsed(date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 1)) == 1
    assert elapsed(date(2028, 1, 1), date(2029, 1, 1), date(2028, 3, 1)) == Fraction(60, 366)


def test_before_the_start_no_time_is_gone_and_after_the_due_day_all_of_it() -> None:
    assert elapsed(date(2026, 3, 1), date(2026, 4, 1), date(2026, 2, 1)) == 0
    assert elapsed(date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)) == 1


@pytest.mark.parametrize(("day", "gone"), [(date(2026, 2, 28), 0), (date(2026, 3, 1), 1), (date(2026, 3, 2), 1)])
def test_a_goal_of_one_day_has_all_of_its_time_gone_from_that_day_on(day: date, gone: int) -> None:
    assert elapsed(date(2026, 3, 1), date(2026, 3, 1), day) == gone


def test_without_a_start_or_a_due_day_there_is_no_time_to_be_gone() -> None:
    assert elapsed(None, date(2026, 3, 1), TODAY) is None
    assert elapsed(date(2026, 3, 1), None, TODAY) is None


def test_time_stands_still_when_a_goal_is_achieved() -> None:
    found = one(status="achieved", start="2026-01-01", due="2026-01-11", achieved="2026-01-06")
    assert (found.elapsed, found.days) == (Fraction(1, 2), 5)
    assert one(status="achieved", due="2026-01-11", achieved="2026-01-14").days == -3


@pytest.mark.parametrize(("due", "days"), [("2026-11-25", 1), ("2026-11-24", 0), ("2026-09-30", -55)])
def test_days_are_those_left_or_over(due: str, days: int) -> None:
    assert one(due=due).days == days


def test_for_what_was_dropped_no_days_are_counted() -> None:
    assert one(status="dropped", due="2026-09-30").days is None


# Milestones


@pytest.mark.parametrize(
    ("fields", "state", "days"),
    [
        ({"due": "2026-06-30", "done": "2026-06-30"}, "done", None),
        ({"done": "2026-06-30"}, "done", None),
        ({"due": "2026-06-30", "done": "2026-09-10"}, "done late", 72),
        ({"due": "2026-10-30"}, "late", 25),
        ({"due": "2026-11-24"}, "to come", 0),
        ({"due": "2026-12-18"}, "to come", 24),
        ({"due": "2026-10-30", "done": "2026-11-25"}, "late", 25),
        ({}, "open", None),
    ],
)
def test_a_milestone_is_done_done_late_late_to_come_or_open(fields: dict[str, str], state: str, days: int | None) -> None:
    found = milestone_progress(GoalMilestone.model_validate({"title": "First", **fields}), "active", TODAY)
    assert (found.state, found.days) == (state, days)


@pytest.mark.parametrize("status", ["achieved", "dropped"])
def test_what_was_not_done_when_a_goal_ended_is_not_late(status: str) -> None:
    found = milestone_progress(GoalMilestone.model_validate({"title": "First", "due": "2026-01-01"}), status, TODAY)
    assert (found.state, found.days) == ("left", None)


# Shares of goals


def test_a_goals_share_is_the_mean_of_its_indicators_each_from_nothing_to_all() -> None:
    found = one(indicators=[measured(d20260301="5"), measured(d20260301="30"), measured(d20260301="-4"), measured()])
    assert found.own == Fraction(1, 2)  # of 1/2, 1 and 0; the one without a reading is left out


def test_without_a_measured_indicator_milestones_count() -> None:
    steps = [{"title": "a", "done": "2026-01-01"}, {"title": "b", "due": "2026-01-01", "done": "2026-01-02"}, {"title": "c"}]
    assert one(milestones=steps, indicators=[measured()]).own == Fraction(2, 3)
    assert one(milestones=steps, indicators=[measured(d20260301="1")]).own == Fraction(1, 10)


def test_a_goal_with_neither_has_no_share() -> None:
    assert one().own is None
    assert one().share is None


def tree(**goals: dict[str, object]) -> dict[str, GoalProgress]:
    """Give the progress of goals by name; `parent` names another."""
    made = {}
    for id, fields in goals.items():
        parent = fields.pop("parent", None)
        goal = Goal.model_validate({"title": id, **fields})
        made[key(id)] = goal.model_copy(update={"parent": Reference("", "goals", key=key(str(parent)))}) if parent else goal
    return {found.key.id: found for found in progress_of(made, TODAY)}


def test_a_goal_is_rolled_up_with_its_parts() -> None:
    found = tree(
        whole={"indicators": [measured(d20260301="2")]},
        half={"parent": "whole", "indicators": [measured(d20260301="5")]},
        quarter={"parent": "half", "milestones": [{"title": "a", "done": "2026-01-01"}, {"title": "b"}, {"title": "c"}, {"title": "d"}]},
        reached={"parent": "whole", "status": "achieved", "indicators": [measured(d20260301="1")]},
        rests={"parent": "whole", "status": "paused", "indicators": [measured(d20260301="3")]},
        dropped={"parent": "whole", "status": "dropped", "indicators": [measured(d20260301="9")]},
        idea={"parent": "whole", "status": "proposed", "indicators": [measured(d20260301="9")]},
        unknown={"parent": "whole"},
    )
    assert found["half"].share == Fraction(3, 8)  # the mean of 1/2 and 1/4
    assert found["whole"].own == Fraction(1, 5)
    assert found["whole"].share == Fraction(15, 32)  # the mean of 1/5, 3/8, 1 and 3/10
    assert found["reached"].share == 1
    assert found["reached"].own == Fraction(1, 10)
    assert found["dropped"].share == Fraction(9, 10)


def test_a_goal_without_a_share_of_its_own_has_that_of_its_parts() -> None:
    found = tree(whole={}, part={"parent": "whole", "indicators": [measured(d20260301="3")]})
    assert (found["whole"].own, found["whole"].share) == (None, Fraction(3, 10))


def test_parts_stand_in_the_order_in_which_they_are_due_then_of_their_keys() -> None:
    found = tree(whole={}, b={"parent": "whole"}, a={"parent": "whole"}, z={"parent": "whole", "due": "2026-12-01"})
    assert [part.id for part in found["whole"].parts] == ["z", "a", "b"]


def test_goals_may_be_nested_deeper_than_calls_may() -> None:
    goals: dict[str, dict[str, object]] = {"g0": {}}
    for number in range(1, 5000):
        goals[f"g{number}"] = {"parent": f"g{number - 1}", "indicators": [measured(d20260301="5")]}
    assert tree(**goals)["g0"].share == Fraction(1, 2)


def test_the_share_of_many_nested_goals_is_no_number_of_a_thousand_digits() -> None:
    goals: dict[str, dict[str, object]] = {"g0": {}}
    for number in range(1, 200):
        goals[f"g{number}"] = {"parent": f"g{number - 1}", "milestones": [{"title": "a", "done": "2026-01-01"}, *[{"title": "b"}] * number]}
    assert max(found.share.denominator for found in tree(**goals).values() if found.share is not None) <= 10**9


# Risks


def test_an_indicator_more_than_a_fifth_behind_time_puts_a_goal_at_risk() -> None:
    time = {"start": "2026-11-14", "due": "2026-12-04"}  # half of it is gone
    found = one(**time, indicators=[measured(d20261120="2.9")])
    assert found.risks == (Risk("behind", "Reviews led", share=Fraction(29, 100), elapsed=Fraction(1, 2)),)
    assert one(**time, indicators=[measured(d20261120="3")]).risks == ()


def test_an_indicator_with_a_baseline_and_no_reading_is_behind_after_a_fifth_of_the_time() -> None:
    assert one(start="2026-11-19", due="2026-12-14", indicators=[measured()]).risks == ()  # 5 of 25 days
    found = one(start="2026-11-18", due="2026-12-13", indicators=[measured(), {"name": "No baseline", "target": "3"}])
    assert found.risks == (Risk("unmeasured", "Reviews led", elapsed=Fraction(6, 25)),)


def test_what_moved_away_from_its_target_is_at_risk_at_any_time() -> None:
    assert one(indicators=[measured(d20260301="-1")]).risks == (Risk("away", "Reviews led", share=Fraction(-1, 10)),)
    less = {"name": "Error", "baseline": "70", "target": "20", "readings": {"2026-03-01": "75"}}
    assert one(indicators=[less]).risks == (Risk("away", "Error", share=Fraction(-1, 10)),)


def test_what_is_over_and_each_late_milestone_are_reasons() -> None:
    found = one(due="2026-09-30", milestones=[{"title": "a", "due": "2026-10-30"}, {"title": "b", "due": "2026-11-24"}])
    assert found.risks == (Risk("overdue", days=55), Risk("milestone", "a", days=25))


def test_what_is_due_today_is_not_over() -> None:
    assert one(due="2026-11-24", indicators=[measured(d20260301="0")]).risks == ()


@pytest.mark.parametrize("status", ["proposed", "paused", "achieved", "dropped"])
def test_only_what_is_active_is_ever_at_risk(status: str) -> None:
    found = one(
        status=status,
        start="2026-01-01",
        due="2026-09-30",
        indicators=[measured(d20260301="-1"), measured()],
        milestones=[{"title": "a", "due": "2026-02-01"}],
    )
    assert found.risks == ()


def test_a_paused_goal_keeps_its_share_and_its_days() -> None:
    found = one(status="paused", start="2026-11-14", due="2026-12-04", indicators=[measured(d20261120="4")])
    assert (found.share, found.elapsed, found.days) == (Fraction(2, 5), Fraction(1, 2), 10)


def test_goals_achieved_or_on_track_are_counted_among_those_that_are_either_or_at_risk() -> None:
    found = tree(
        a={"status": "achieved"},
        b={},
        c={"due": "2026-11-01"},
        d={"status": "paused", "due": "2026-11-01"},
        e={"status": "dropped"},
        f={"status": "proposed"},
    )
    counted = on_track(found.values())
    assert (counted.number, counted.of) == (2, 3)
    none = on_track(())
    assert (none.number, none.of) == (0, 0)


# In a view

GOAL = "---\ntitle: Whole\nvisibility: public\n---\n"
HIDDEN = "---\ntitle: Part\nparent: whole\nvisibility: pair\nmilestones: [{title: a, done: 2026-01-01}]\n---\n"


def test_a_part_counts_only_for_those_who_see_it(new_site: NewSite) -> None:
    site = new_site({"content/goals/whole.md": GOAL, "content/goals/part.md": HIDDEN})
    (public,) = progress(Scope(site.view("public"), "", TODAY))
    assert (public.share, public.parts) == (None, ())
    part, whole = progress(Scope(site.view("pair"), "", TODAY))
    assert (whole.share, whole.parts) == (Fraction(1), (part.key,))


@pytest.mark.parametrize(
    ("reading", "share"), [("999999999999", Fraction(999999999, 10**9)), ("1", Fraction(1, 10**9)), ("500000000001", Fraction(1, 2))]
)
def test_what_is_nearly_all_is_not_all_and_what_is_nearly_nothing_is_something(new_site: NewSite, reading: str, share: Fraction) -> None:
    text = f"---\ntitle: G\nindicators: [{{name: I, baseline: 0, target: 1000000000000, readings: {{2026-02-01: {reading}}}}}]\n---\n"
    (found,) = progress(Scope(new_site({"content/goals/g.md": text}).view("private"), "", TODAY))
    assert found.share == share
