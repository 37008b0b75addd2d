"""The picture for links: a title in a size in which it fits, and nothing else in the file."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from mentorsite.rendering.card import can_be_drawn, card

LONG = "What two people did together in a year and a half of design reviews, and what both of them would do otherwise the next time"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3


def drawn(title: str, below: str = "example.org/repo") -> Image.Image:
    """Give the picture of a title as pixels."""
    return Image.open(io.BytesIO(card(title, below))).convert("RGB")


def around(picture: Image.Image) -> tuple[int, int, int, int]:
    """Give the box around all that is not paper."""
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, picture.getpixel((0, 0)))).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize(
    "title", ["A", "From following reviews to leading them", LONG, f"{LONG}. {LONG}. {LONG}", WORD, f"{LONG} {WORD} {LONG}"]
)
@pytest.mark.parametrize("below", ["example.org/repo", "x" * 300])
def test_everything_stays_within_the_margins(title: str, below: str) -> None:
    picture = drawn(title, below)
    left, top, right, bottom = around(picture)
    assert picture.size == (1200, 630)
    assert left >= 85
    assert top >= 85
    assert right <= 1115
    assert bottom <= 560
    # Between the title and the line below it is room.
    assert picture.crop((0, 495, 1200, 512)).getcolors() == [(1200 * 17, picture.getpixel((0, 0)))]


def test_a_short_title_is_larger_than_a_long_one() -> None:
    # The word has a line of its own, so that the letter before it stands alone on the first one.
    letters = [around(drawn(title, "").crop((0, 105, 1200, 200)))[2] for title in ("A", f"A {WORD}")]
    assert letters[0] > letters[1]


def test_what_is_too_long_ends_in_an_ellipsis_and_another_end_makes_no_difference() -> None:
    assert card(f"{WORD}a", "") == card(f"{WORD}b", "")
    assert card("Reviews a", "") != card("Reviews b", "")


def test_the_same_words_are_the_same_bytes_and_the_file_says_nothing_else() -> None:
    assert card("Größe", "example.org") == card("Größe", "example.org")
    opened = Image.open(io.BytesIO(card("Größe", "example.org")))
    assert (opened.format, opened.info) == ("PNG", {})


@pytest.mark.parametrize("title", ["Plain", "Größe & Brandão, “said” — 3 · 4…", "Ελλάδα", "Привет"])
def test_latin_greek_and_cyrillic_have_letters(title: str) -> None:
    assert can_be_drawn(title)


@pytest.mark.parametrize("title", ["سؤال", "日本", "Reviews 🎉", "a\tb", "", "  "])
def test_what_has_no_letters_is_not_drawn(title: str) -> None:
    assert not can_be_drawn(title)


def test_an_address_that_has_no_letters_is_left_out() -> None:
    assert card("A", "日本.example") == card("A", "")
