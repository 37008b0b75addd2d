"""Dates, numbers and harmful characters as they stand on a page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mentorsite.rendering.words import counted, day, day_short, harmless, month, number


def test_dates_are_written_in_words() -> None:
    when = date(2026, 3, 4)
    assert (day(when), day_short(when), month(when)) == ("4 March 2026", "4 Mar", "March 2026")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("3.50", "3.50"),
        ("-2", "−2"),
        ("1234", "1234"),
        ("12345", "12\u202f345"),
        ("1234567.5", "1\u202f234\u202f567.5"),
        ("0.004", "0.004"),
        ("-0", "0"),
    ],
)
def test_numbers_keep_their_decimals_and_group_their_digits(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


def test_control_characters_and_overrides_of_direction_go_and_everything_else_stays() -> None:
    assert harmless("a\x00\x07b\u202ec\u2066d\ufffe\x85") == "abcd"
    assert harmless("línea\tنص\nשלום\u200f") == "línea\tنص\nשלום\u200f"


@pytest.mark.parametrize(
    ("count", "words", "text"),
    [(0, ("day",), "0 days"), (1, ("day",), "1 day"), (2, ("entry", "entries"), "2 entries"), (12345, ("day",), "12\u202f345 days")],
)
def test_a_number_agrees_with_what_it_counts(count: int, words: tuple[str, ...], text: str) -> None:
    assert counted(count, *words) == text
