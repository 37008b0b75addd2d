"""The one Markdown parser: what it adds to CommonMark, and how it tells a scheme."""

from __future__ import annotations

import pytest

from mentorsite.markdown.parser import parser, scheme_of


def html(text: str) -> str:
    return str(parser().render(text))


def test_tables_and_strikethrough_are_read() -> None:
    assert "<table>" in html("| a |\n|---|\n| b |\n")
    assert html("~~no~~") == "<p><s>no</s></p>\n"


@pytest.mark.parametrize(
    ("text", "written", "words"),
    [
        ("[[goals/lead]]", "goals/lead", ""),
        ("[[lead]]", "lead", ""),
        ("[[goals/lead|my goal]]", "goals/lead", "my goal"),
        ("[[goals/lead| my goal ]]", "goals/lead", "my goal"),
        ("[[a/b/c]]", "a/b/c", ""),
        ("[[größe|ü]]", "größe", "ü"),
    ],
)
def test_a_reference_is_a_link_that_whoever_renders_gives_its_words(text: str, written: str, words: str) -> None:
    opening, inside, closing = parser().parseInline(text)[0].children or ()
    assert (opening.type, opening.markup, opening.attrs["href"]) == ("link_open", "[[", written)
    assert (inside.type, inside.content) == ("text", words)
    assert (closing.type, closing.markup) == ("link_close", "[[")


@pytest.mark.parametrize("text", ["[[]]", "[[a b]]", "[[a|]]", "[[a|b\nc]]", "[[a]", "[[a[b]]", "`[[a]]`", "\\[[a]]", "[[|a]]"])
def test_what_is_no_reference_is_text(text: str) -> None:
    assert "<a " not in html(text)


def test_every_address_is_parsed_as_a_link_so_that_its_words_stay_words() -> None:
    assert html("[a](javascript:x)") == '<p><a href="javascript:x">a</a></p>\n'


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://example.org", "https"),
        ("MAILTO:a@b", "mailto"),
        ("javascript:x", "javascript"),
        ("java\tscript:x", "javascript"),
        ("\x01 javascript:x", "javascript"),
        ("java\u200bscript:x", "javascript"),
        ("x-y.z+1:a", "x-y.z+1"),
        ("C:\\x", "c"),
        ("a/b:c", ""),
        ("../goals/a.md", ""),
        ("#a:b", ""),
        ("//example.org", ""),
        ("1a:b", ""),
        (":a", ""),
        ("", ""),
    ],
)
def test_the_scheme_of_an_address_is_told_and_nothing_hides_one(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme
