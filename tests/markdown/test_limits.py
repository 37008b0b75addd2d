"""What the texts of a record may ask of the parser."""

from __future__ import annotations

import pytest

from mentorsite.markdown.limits import MOST_BRACKETS, MOST_LINES, MOST_QUOTATIONS, Room


def test_texts_take_their_room_together_and_what_is_too_much_is_said_once() -> None:
    room = Room(2)
    assert room.take("a" * 1024) is None
    assert room.take("é" * 512) is None
    said = room.take("a")
    assert said is not None
    assert said[0] == "the record's texts have 2 KiB, more than 2"
    assert "text_kib" in said[1]
    assert room.take("a") is None


@pytest.mark.parametrize(
    ("most", "more", "said"),
    [
        ("[" * MOST_BRACKETS, "[", "the record's texts have more than 20,000 brackets"),
        ("\n" * (MOST_LINES - 1), "", "the record's texts have more than 10,000 lines"),
        ("> " * MOST_QUOTATIONS + "a", "> " * (MOST_QUOTATIONS + 1), "quotations nested more than 10 deep"),
        ("1. > " * MOST_QUOTATIONS, "  -   >" * (MOST_QUOTATIONS + 1), "quotations nested more than 10 deep"),
        ("a\n\n" + ">" * MOST_QUOTATIONS, "a\n\n   " + ">" * (MOST_QUOTATIONS + 1), "quotations nested more than 10 deep"),
    ],
)
def test_of_each_there_may_be_as_much_as_the_limit_and_no_more(most: str, more: str, said: str) -> None:
    room = Room(256)
    assert room.take(most) is None
    excess = room.take(more)
    assert excess is not None
    assert excess[0] == said
    assert excess[1]


@pytest.mark.parametrize("text", ["a > b " * 100, "`" + ">" * 100 + "`", "- - - - - - - - - - - - - -", "* * * * * * * * * * * *\n> a"])
def test_signs_that_are_no_quotations_do_not_count(text: str) -> None:
    assert Room(256).take(text) is None
