"""Markdown as plain words."""

from __future__ import annotations

from mentorsite.markdown.plain import plain


def test_markup_goes_and_words_stay() -> None:
    assert plain("*One* `two` [three](https://example.org)\n\n- four\n- ~~five~~", {}) == "One two three four five"


def test_a_reference_is_called_what_it_is_called_here_and_otherwise_nothing() -> None:
    assert plain("[[goals/lead]], [[goals/secret]], [[goals/secret|our plan]]", {"goals/lead": "Lead"}) == "Lead, …, our plan"


def test_raw_html_goes() -> None:
    assert plain("a <b>c</b> <!-- d -->", {}) == "a c"
