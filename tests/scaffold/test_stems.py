"""What a new record's file is called."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.records.addresses import address_problem, slug
from mentorsite.records.places import place_of
from mentorsite.scaffold.stems import free_stem, short, stem_of

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("title", "day", "stem"),
    [
        ("First review, led", DAY, "2026-03-04-first-review-led"),
        ("", DAY, "2026-03-04"),
        ("Über uns", None, "über-uns"),
        ("index", None, "index-goal"),
        ("Con", None, "con-goal"),
        ("🎉", None, "goal"),
        ("🎉", DAY, "2026-03-04-goal"),
        ("2026-13-45 plan", None, "goal-2026-13-45-plan"),
        ("2026-03-05", DAY, "2026-03-04-2026-03-05"),
    ],
)
def test_a_file_is_named_after_the_day_and_the_title(title: str, day: date | None, stem: str) -> None:
    assert stem_of(title, "Goal", day) == stem


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("a" * 60, "a" * 60),
        ("-".join(["eleven-word"] * 6), "-".join(["eleven-word"] * 5)),
        ("a" * 30 + "-" + "b" * 29 + "-c", "a" * 30 + "-" + "b" * 29),
        ("x" * 300, "x" * 60),
        ("𐐨" * 80, "𐐨" * 37),
        ("ab-" + "x" * 300, "ab-" + "x" * 57),
    ],
)
def test_a_long_title_is_cut_at_a_word(words: str, cut: str) -> None:
    assert short(words) == cut


@given(st.text(max_size=200), st.sampled_from([DAY, None]))
def test_any_title_gives_a_name_that_says_what_it_should(title: str, day: date | None) -> None:
    stem = stem_of(title, "Goal", day)
    place = place_of(f"content/goals/{stem}.md")
    assert place.date == (day.isoformat() if day else None)
    assert place.no_day is None
    assert address_problem(slug(place.id)) is None
    assert len(stem.encode()) <= 170


def test_where_an_id_is_taken_it_has_the_day_in_it() -> None:
    files, ids = {"2026-03-04"}, {"again": "x.md", "2026-03-04-twice": "y.md", "twice": "z.md"}
    assert free_stem("2026-03-04-new", DAY, files.__contains__, ids.get) == ("2026-03-04-new", "")
    assert free_stem("2026-03-04-again", DAY, files.__contains__, ids.get) == ("2026-03-04-again", "2026-03-04-again")
    assert free_stem("2026-03-04-twice", DAY, files.__contains__, ids.get) == ("2026-03-04-twice-2", "2026-03-04-twice-2")
    assert free_stem("2026-03-04", DAY, files.__contains__, ids.get) == ("2026-03-04-2", "2026-03-04-2")
    assert free_stem("again", None, files.__contains__, ids.get) == ("again", "")
