"""What a file's path says about the records in it."""

from __future__ import annotations

import pytest

from mentorsite.records.places import Place, place_of


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("content/goals/lead.md", Place("", "goals", None, "lead")),
        ("content/checkins/2026-03-04-first-review.md", Place("", "checkins", "2026-03-04", "first-review")),
        ("content/checkins/2026-03-04_first.md", Place("", "checkins", "2026-03-04", "first")),
        ("content/checkins/2026-03-04 first one.yaml", Place("", "checkins", "2026-03-04", "first one")),
        ("content/checkins/2026-03-04.md", Place("", "checkins", "2026-03-04", "2026-03-04")),
        ("content/checkins/2026-03-04-two\nlines.md", Place("", "checkins", "2026-03-04", "two\nlines")),
        ("content/checkins/2026-03-04first.md", Place("", "checkins", None, "2026-03-04first")),
        ("content/checkins/2026-3-4-first.md", Place("", "checkins", None, "2026-3-4-first")),
        ("content/checkins/2026-02-30-first.md", Place("", "checkins", None, "2026-02-30-first", "2026-02-30")),
        ("content/checkins/2026-02-30.md", Place("", "checkins", None, "2026-02-30", "2026-02-30")),
        ("content/goals/2026/q1/lead.md", Place("", "goals", None, "lead")),
        ("content/goals/checkins/lead.md", Place("", "checkins", None, "lead")),
        ("content/portfolios/ana/goals/lead.md", Place("ana", "goals", None, "lead")),
        ("content/portfolios/goals/people/ana.md", Place("goals", "people", None, "ana")),
        ("content/portfolios/goals/ana.md", Place("goals", None, None, "ana")),
        ("content/portfolios/ana.md", Place("", None, None, "ana")),
        ("content/archive/portfolios/ana/goals/lead.md", Place("", "goals", None, "lead")),
        ("content/about.md", Place("", None, None, "about")),
        ("content/gaols/lead.md", Place("", None, None, "lead")),
        ("content/Goals/lead.md", Place("", None, None, "lead")),
        ("content/goals/lead.draft.md", Place("", "goals", None, "lead.draft")),
        ("content/goals/lead", Place("", "goals", None, "lead")),
    ],
)
def test_a_path_says_portfolio_type_date_and_id(path: str, place: Place) -> None:
    assert place_of(path) == place
