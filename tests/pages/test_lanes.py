"""Lanes: columns of time, and marks in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mentorsite.pages.lanes import COLUMNS, STACK, axis, lane


def test_an_axis_begins_and_ends_with_a_quarter() -> None:
    time = axis(date(2026, 2, 3), date(2026, 5, 20))
    assert (time.unit, [column.first.month for column in time.columns]) == ("month", [1, 2, 3, 4, 5, 6])
    assert [column.x for column in time.columns][:2] == [Decimal("8.33"), Decimal("25")]
    assert [(tick.day, tick.x) for tick in time.ticks] == [(date(2026, 1, 1), Decimal(0)), (date(2026, 4, 1), Decimal(50))]


def test_a_month_ends_with_its_last_day_also_in_a_leap_year() -> None:
    assert axis(date(2024, 2, 29), date(2024, 2, 29)).columns[1].last == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("last", "unit", "columns", "ticks"),
    [
        (date(2026, 6, 30), "month", 18, 6),
        (date(2026, 7, 1), "quarter", 8, 2),
        (date(2028, 12, 31), "quarter", 16, 4),
        (date(2029, 1, 1), "year", 5, 5),
        (date(2060, 1, 1), "year", 36, 36),
    ],
)
def test_columns_are_months_while_there_is_room_then_quarters_then_years(last: date, unit: str, columns: int, ticks: int) -> None:
    time = axis(date(2025, 1, 1), last)
    assert (time.unit, len(time.columns), len(time.ticks)) == (unit, columns, ticks)
    column = time.columns[time.index(last)]
    assert column.first <= last <= column.last


def test_of_many_years_every_fifth_is_named() -> None:
    assert [tick.day.year for tick in axis(date(2024, 1, 1), date(2036, 1, 1)).ticks if tick.named] == [2025, 2030, 2035]


def test_the_last_year_of_the_calendar_has_a_last_day() -> None:
    assert axis(date(9999, 12, 31), date(9999, 12, 31)).columns[-1].last == date(9999, 12, 31)


def test_marks_of_a_column_stand_upon_each_other_or_hang_below_each_other() -> None:
    time = axis(date(2026, 1, 1), date(2026, 3, 1))
    items = [(date(2026, 1, 5), "a"), (date(2026, 3, 1), "b"), (date(2026, 3, 2), "c")]
    up, down = lane(time, items), lane(time, items, upwards=False)
    assert [(spot.item, spot.x, spot.y) for spot in up.spots] == [
        ("a", Decimal("16.67"), 16),
        ("b", Decimal("83.33"), 16),
        ("c", Decimal("83.33"), 0),
    ]
    assert ([spot.y for spot in down.spots], up.rows, up.more) == ([0, 0, 16], 2, ())


def test_a_column_that_is_full_says_how_many_more_there_are() -> None:
    time = axis(date(2026, 1, 1), date(2026, 3, 1))
    full = lane(time, [(date(2026, 2, 1), number) for number in range(STACK + 3)])
    assert ([spot.item for spot in full.spots], full.rows) == (list(range(STACK)), STACK + 1)
    assert [(spot.item, spot.y) for spot in full.more] == [(3, 0)]


def test_an_empty_lane_is_one_row_high() -> None:
    assert lane(axis(date(2026, 1, 1), date(2026, 1, 1)), []).rows == 1


def test_a_narrow_screen_has_room_for_a_mark_in_each_column() -> None:
    assert COLUMNS * 16 <= 288
