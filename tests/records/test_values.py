"""What fields hold besides plain text, dates and numbers."""

from __future__ import annotations

import pytest

from mentorsite.records.values import Cadence, Key, Markdown, Phrase, Prose


def test_a_key_is_written_as_its_type_and_its_id() -> None:
    assert str(Key("ana", "goals", "lead")) == "goals/lead"


def test_keys_are_in_the_order_of_portfolio_type_and_id() -> None:
    assert sorted([Key("b", "a", "a"), Key("", "z", "a"), Key("", "a", "b"), Key("", "a", "a")]) == [
        Key("", "a", "a"), Key("", "a", "b"), Key("", "z", "a"), Key("b", "a", "a"),
    ]  # fmt: skip


def test_a_phrase_and_a_prose_of_one_text_are_not_the_same() -> None:
    assert Prose("x") == Prose("x")
    assert Prose("x") != Phrase("x")
    assert isinstance(Phrase("x"), Markdown)


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (Cadence(weeks=1), "every week"),
        (Cadence(weeks=2), "every two weeks"),
        (Cadence(months=3), "every three months"),
        (Cadence(days=100), "every 100 days"),
        (Cadence(years=1, months=2, days=10), "every one year and two months and ten days"),
    ],
)
def test_a_cadence_is_said_in_words(cadence: Cadence, words: str) -> None:
    assert str(cadence) == words
