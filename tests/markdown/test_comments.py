"""A text that is given to others has no words of comments, and all that its page shows."""

from __future__ import annotations

import pytest

from mentorsite.markdown.comments import without_comments


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Seen. <!-- not seen -->", "Seen. <!-- -->"),
        ("One\n\n<!--\nnot\n\nseen\n-->\n\nTwo <!---->three", "One\n\n<!-- -->\n\nTwo <!-- -->three"),
        ("> - a <!-- not\n> seen --> b", "> - a <!-- --> b"),
        ("Open\n\n<!-- not seen", "Open\n\n<!-- -->"),
        ("<div>\n<!-- not seen -->\n</div>", "<div>\n<!-- -->\n</div>"),
        ("a\n\n[//]: # (not seen)\n\nb", "a\n\n\n\nb"),
        ("a\n\n[not seen]: #\nb", "a\n\n\nb"),
        ('> [comment]: <> "not\n> seen"\n\nb', "> \n\nb"),
        ("- [//]: # 'not seen'\n- b", "- \n- b"),
    ],
)
def test_what_no_page_shows_is_gone(text: str, without: str) -> None:
    assert without_comments(text) == without


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- seen -->` and \\<!-- seen -->",
        "```html\n<!-- seen -->\n[//]: # (seen)\n```",
        "    <!-- seen -->",
        "Words <!-- seen,\n\nsince it ends in no paragraph of its own",
        "A paragraph\n[//]: # (goes on)",
        "To the [top].\n\n[top]: # (and its title)",
        "[elsewhere]: https://example.org",
        "No mark at all.",
    ],
)
def test_what_a_page_shows_or_needs_stays(text: str) -> None:
    assert without_comments(text) == text


def test_a_mark_in_code_hides_no_comment_behind_it() -> None:
    assert without_comments("`<!--` begins one: <!-- not seen -->.") == "`<!--` begins one: <!-- -->."


def test_in_a_phrase_a_comment_is_one_too() -> None:
    assert without_comments("    Seen <!-- not seen -->", inline=True) == "    Seen <!-- -->"


def test_a_text_of_many_comments_takes_no_time() -> None:
    """It is parsed once, however many there are."""
    assert without_comments("<!-- a --> c0c " * 5_000) == "<!-- --> c0c " * 5_000
