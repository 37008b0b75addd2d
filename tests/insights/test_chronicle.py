"""Records in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mentorsite.insights.chronicle import days_over, in_time, neighbours
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]


@pytest.fixture
def site(new_site: NewSite) -> Site:
    return new_site(
        {
            "content/checkins/2026-03-04-b.md": "---\n---\n",
            "content/checkins/2026-03-04-a.md": "---\n---\n",
            "content/checkins/2026-01-13-c.md": "---\n---\n",
            "content/pages/undated.md": "---\ntitle: P\n---\n",
            "content/goals/g.md": "---\ntitle: G\nstart: 2026-01-01\nachieved: 2026-02-02\n---\n",
        }
    )


def test_records_stand_in_the_order_of_their_days_and_of_one_day_in_that_of_their_keys(site: Site) -> None:
    assert [shown.key.id for shown in in_time(site.view("private").records.values())] == ["c", "g", "a", "b"]


def test_what_has_no_day_is_not_in_time(site: Site) -> None:
    assert in_time(site.view("private").of("", "pages")) == []


def test_a_record_stands_between_the_one_before_and_the_one_after(site: Site) -> None:
    beside = neighbours(site.view("private").of("", "checkins"))
    ids = {key.id: tuple(shown and shown.key.id for shown in pair) for key, pair in beside.items()}
    assert ids == {"c": (None, "a"), "a": ("c", "b"), "b": ("a", None)}


def test_of_no_records_there_are_no_neighbours() -> None:
    assert neighbours([]) == {}


@pytest.mark.parametrize(("due", "over"), [(date(2026, 11, 23), 1), (date(2026, 11, 24), 0), (date(2026, 12, 24), -30)])
def test_days_are_counted_from_when_something_was_due(due: date, over: int) -> None:
    assert days_over(due, date(2026, 11, 24)) == over
