"""How wide a text is."""

from __future__ import annotations

import pytest

from mentorsite.pages.lettering import width_of


@pytest.mark.parametrize(("text", "width"), [("", 0), ("i", 5), ("a", 8), ("A", 9), ("m", 12), ("会", 12), ("会会", 24)])
def test_letters_have_widths_of_their_own(text: str, width: int) -> None:
    assert width_of(text, 12) == width


def test_a_mark_that_combines_takes_no_room() -> None:
    assert width_of("e\u0301", 12) == width_of("e", 12)


def test_a_text_grows_with_its_size() -> None:
    assert width_of("a review", 24) >= 2 * width_of("a review", 12) - 1
