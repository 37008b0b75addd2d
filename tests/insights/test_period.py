"""The period before one."""

from __future__ import annotations

from datetime import date

import pytest

from mentorsite.insights.period import Period


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2026-07-01", "2026-12-31", ("2026-01-01", "2026-06-30")),
        ("2026-03-01", "2026-03-31", ("2026-02-01", "2026-02-28")),
        ("2026-01-01", "2026-12-31", ("2025-01-01", "2025-12-31")),
        ("2026-07-01", "2026-11-20", ("2026-02-08", "2026-06-30")),
        ("2026-01-12", "2026-06-30", ("2025-07-26", "2026-01-11")),
        ("2026-03-04", "2026-03-04", ("2026-03-03", "2026-03-03")),
        ("0001-01-01", "0001-01-31", None),
    ],
)
def test_it_has_as_many_months_where_a_period_has_whole_ones_and_else_as_many_days(
    first: str, last: str, before: tuple[str, str] | None
) -> None:
    found = Period(date.fromisoformat(first), date.fromisoformat(last)).before()
    assert (found and (found.first.isoformat(), found.last.isoformat())) == before


def test_both_ends_belong_to_it() -> None:
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert period.days == 31
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1), None)
    assert [day in period for day in days] == [False, True, True, False, False]
