"""Bars, charts and percents: places as whole numbers, computed by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from mentorsite.insights.progress import GoalProgress, progress_of
from mentorsite.pages.progress import MANY_DOTS, Bar, Chart, chart, percent, standing
from mentorsite.records.types.goals import Goal
from mentorsite.records.values import Key
from tests.conftest import TODAY


def one(readings: dict[str, str], baseline: str | None = "0", target: str = "10", unit: str = "reviews", **fields: object) -> GoalProgress:
    """Give the progress of a goal with one indicator."""
    measured = {"name": "Reviews led", "unit": unit, "target": target, "readings": readings} | ({"baseline": baseline} if baseline else {})
    key = Key("", "goals", "lead")
    return progress_of({key: Goal.model_validate({"title": "Lead", "indicators": [measured], **fields})}, TODAY)[0]


def drawn(goal: GoalProgress) -> Chart | None:
    return chart(goal.indicators[0], goal)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(0), 0),
        (Fraction(1, 3), 33),
        (Fraction(217, 234), 93),
        (Fraction(1), 100),
        (Fraction(999, 1000), 99),
        (Fraction(1, 1000), 1),
        (Fraction(-1, 1000), -1),
        (Fraction(-1, 5), -20),
        (Fraction(3, 2), 150),
        (None, None),
    ],
)
def test_a_percentage_says_nothing_or_all_only_where_it_is_so(share: Fraction | None, said: int | None) -> None:
    assert percent(share) == said


def test_a_bar_is_filled_as_far_as_was_reached_and_its_tick_is_where_time_stands() -> None:
    assert standing(one({"2026-11-20": "4"}, start="2026-11-14", due="2026-12-04")).bar == Bar(400, 500, False)
    assert standing(one({"2026-11-20": "2"}, start="2026-11-14", due="2026-12-04")).bar == Bar(200, 500, True)


def test_a_bar_is_never_filled_beyond_its_end_or_before_its_beginning() -> None:
    assert standing(one({"2026-11-20": "40"})).bar == Bar(1000, None, False)
    assert standing(one({"2026-11-20": "-4"})).bar == Bar(0, None, True)


def test_without_a_share_and_without_time_there_is_no_bar() -> None:
    assert standing(one({})).bar is None
    assert standing(one({}, start="2026-11-24", due="2026-12-04")).bar == Bar(0, 0, False)


@pytest.mark.parametrize("status", ["proposed", "dropped"])
def test_for_what_is_proposed_or_dropped_time_does_not_stand_anywhere(status: str) -> None:
    found = standing(one({"2026-11-20": "4"}, status=status, start="2026-11-14", due="2026-12-04"))
    assert (found.bar, found.gone) == (Bar(400, None, False), None)


@pytest.mark.parametrize(
    ("readings", "baseline", "target", "unit", "counted"),
    [
        ({"2026-03-01": "7"}, "0", "10", "records", True),
        ({"2026-03-01": "7"}, None, "10", "records", True),
        ({"2026-03-01": "12"}, "0", "10", "records", False),
        ({"2026-03-01": "-1"}, "0", "10", "records", False),
        ({"2026-03-01": "7"}, "0", "10", "% of reviews", False),
        ({"2026-03-01": "5"}, "19", "7", "days", False),
        ({}, "0", "10", "records", False),
    ],
)
def test_so_many_of_so_many_is_said_of_what_is_counted_up_to_its_target(
    readings: dict[str, str], baseline: str | None, target: str, unit: str, counted: bool
) -> None:
    assert standing(one(readings, baseline, target, unit)).measures[0].counted is counted


def test_a_chart_spans_the_time_from_start_to_due_and_holds_baseline_target_and_readings() -> None:
    found = drawn(one({"2026-11-15": "0", "2026-11-20": "5"}, start="2026-11-10", due="2026-11-30"))
    assert found == Chart("250,200 500,100", "M250 200h0M500 100h0", 0, 200, 700, date(2026, 11, 10), date(2026, 11, 30))


def test_a_chart_goes_on_to_today_where_a_goal_is_over_and_holds_what_went_beyond_the_target() -> None:
    found = drawn(one({"2026-11-04": "20"}, start="2026-11-04", due="2026-11-14"))
    assert found is not None
    assert (found.target, found.baseline, found.now, found.last) == (100, 200, 1000, TODAY)


def test_where_less_is_better_the_target_lies_below() -> None:
    found = drawn(one({"2026-11-14": "55"}, "70", "25", start="2026-11-04", due="2026-11-24"))
    assert found is not None
    assert (found.baseline, found.dots, found.target) == (0, "M500 67h0", 200)


def test_one_reading_is_a_dot_and_none_is_no_chart() -> None:
    found = drawn(one({"2026-11-24": "4"}))
    assert found is not None
    assert (found.line, found.dots) == ("", "M500 120h0")
    assert drawn(one({})) is None
    assert drawn(one({"2026-11-25": "4"})) is None


def test_where_all_values_are_one_the_line_lies_in_the_middle() -> None:
    found = drawn(one({"2026-11-20": "4", "2026-11-21": "4"}, "4", "4"))
    assert found is not None
    assert (found.line, found.target, found.baseline) == ("0,100 250,100", 100, 100)


def test_a_reading_before_the_start_is_within_the_chart() -> None:
    found = drawn(one({"2026-11-04": "0", "2026-11-14": "10"}, start="2026-11-14", due="2026-11-24"))
    assert found is not None
    assert (found.first, found.line) == (date(2026, 11, 4), "0,200 500,0")


def test_the_chart_of_an_achieved_goal_has_its_tick_where_it_was_achieved() -> None:
    found = drawn(one({"2026-01-06": "9"}, status="achieved", start="2026-01-01", due="2026-01-11", achieved="2026-01-06"))
    assert found is not None
    assert (found.now, found.last) == (500, date(2026, 1, 11))


def test_many_readings_are_a_line_without_dots_and_a_folded_table() -> None:
    goal = one({f"2026-{1 + day // 28:02}-{1 + day % 28:02}": str(day) for day in range(MANY_DOTS + 1)}, target="50")
    found = drawn(goal)
    assert found is not None
    assert found.dots == ""
    assert found.line.count(",") == MANY_DOTS + 1
    assert standing(goal).measures[0].folded
