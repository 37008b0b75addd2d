"""How ids and tags become addresses."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorsite.records.addresses import LONGEST, address_problem, slug


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Lead reviews", "lead-reviews"),
        ("lead_reviews", "lead-reviews"),
        ("  A -- B?! ", "a-b"),
        ("2026-03-04", "2026-03-04"),
        ("C++", "c"),
        ("naïve", "naïve"),
        ("Größe", "größe"),
        ("ÅNGSTRÖM", "ångström"),
        ("\u212b", "å"),
        ("cafe\u0301", "café"),
        ("x\u0323\u0307", "ẋ\u0323".replace("ẋ", "x") + "\u0307"),
        ("İstanbul", "i\u0307stanbul"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("名前 一覧", "名前-一覧"),
        ("नमस्ते", "नमस्ते"),
        ("தமிழ்", "தமிழ்"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("مرحبا بالعالم", "مرحبا-بالعالم"),
        ("٣ نجوم", "٣-نجوم"),
        ("½ done", "½-done"),
        ("🎉 party", "party"),
        ("a\u200bb", "a-b"),
        ("a\u202eb", "a-b"),
        ("a\nb\x00c", "a-b-c"),
        ("../../etc/passwd", "etc-passwd"),
        ("<b>&amp;", "b-amp"),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_letters_digits_and_their_marks_stay_and_all_else_is_one_hyphen(text: str, address: str) -> None:
    assert slug(text) == unicodedata.normalize("NFC", address)


@given(st.text())
@example("\u0345")
@example("\u1e9e\u0130")
@example("\ud800".encode("utf-8", "replace").decode())
def test_an_address_is_one_whatever_way_its_text_is_written(text: str) -> None:
    address = slug(text)
    assert slug(address) == address
    assert unicodedata.is_normalized("NFC", address)
    for form in ("NFC", "NFD"):
        assert slug(unicodedata.normalize(form, text)) == address


@given(st.text())
def test_an_address_holds_only_letters_digits_marks_and_single_hyphens(text: str) -> None:
    address = slug(text)
    assert "--" not in address
    assert address == address.strip("-")
    assert all(char == "-" or char.isalnum() or unicodedata.category(char).startswith("M") for char in address)


@pytest.mark.parametrize("id", ["a", "404", "index-1", "console", "com", "com10", "é" * (LONGEST // 2), "x" * LONGEST])
def test_most_words_can_be_an_address(id: str) -> None:
    assert address_problem(id) is None


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("", "it holds no letter and no digit"),
        ("index", "that is the address of a page that the site makes itself"),
        *[
            (name, "Windows can't have a file of that name")
            for name in ("con", "prn", "aux", "nul", "com0", "com9", "lpt1", "com¹", "lpt³")
        ],
        ("x" * (LONGEST + 1), "it is longer than 200 bytes"),
        ("é" * (LONGEST // 2 + 1), "it is longer than 200 bytes"),
    ],
)
def test_why_a_word_can_be_no_address_is_told(id: str, said: str) -> None:
    assert address_problem(id) == said


def test_other_addresses_may_be_taken() -> None:
    assert address_problem("index", taken=frozenset()) is None
    assert address_problem("home", taken=frozenset({"home"})) is not None
