"""Days that are written in another way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.records.days import meant_days


@pytest.mark.parametrize(
    "text",
    [
        "4.3.2026",
        "04. 03. 2026",
        "2026/3/4",
        "2026-3-4",
        "2026.03.04",
        "2026_03_04",
        "20260304",
        "2026-03-04 15:00",
        "2026-03-04T15:00:00Z",
        "4 March 2026",
        "4. march 2026",
        "4th Mar. 2026",
        "March 4, 2026",
        "Mar 4th 2026",
        " 4 March 2026 ",
    ],
)
def test_the_day_that_is_meant(text: str) -> None:
    assert meant_days(text) == ("2026-03-04",)


def test_with_strokes_the_day_and_the_month_may_be_either_way_round() -> None:
    assert meant_days("04/03/2026") == meant_days("4-3-2026") == ("2026-03-04", "2026-04-03")
    assert meant_days("13/3/2026") == meant_days("3/13/2026") == ("2026-03-13",)
    assert meant_days("3/3/2026") == ("2026-03-03",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026",
        "2026-03",
        "March 2026",
        "Q3 2026",
        "31.2.2026",
        "2026-13-01",
        "4 Ma 2026",
        "4 Xyz 2026",
        "4.3.26",
        "٤.٣.٢٠٢٦",
        "0000/1/1",
    ],
)
def test_what_means_no_day(text: str) -> None:
    assert meant_days(text) == ()


@given(st.text(st.sampled_from("0123456789-/. TMarchy,"), max_size=14))
def test_whatever_is_written_what_it_may_mean_are_days(text: str) -> None:
    for day in meant_days(text):
        assert date.fromisoformat(day).isoformat() == day
