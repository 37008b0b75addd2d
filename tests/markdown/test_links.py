"""What a text leads to, and where in the text it says so."""

from __future__ import annotations

import pytest

from mentorsite.markdown.links import Found, find_links


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no link, and a [bracket]", []),
        ("[a](b.md)", [Found("link", "b.md", 0, 4)]),
        ("[b.md](b.md)", [Found("link", "b.md", 0, 7)]),
        ("[a](<b c.md> 'title')", [Found("link", "b%20c.md", 0, 0)]),
        ("[a](<b.md>)", [Found("link", "b.md", 0, 5)]),
        ("[a](b.md) [c](b.md)", [Found("link", "b.md", 0, 4), Found("link", "b.md", 0, 14)]),
        ("[[goals/a]] [[b|words]]", [Found("reference", "goals/a", 0, 2), Found("reference", "b", 0, 14)]),
        ("![a](b.png)", [Found("image", "b.png", 0, 5)]),
        ("[![a](b.png)](c.md)", [Found("link", "c.md", 0, 14), Found("image", "b.png", 0, 6)]),
        ("![[a](b.md)](c.png)", [Found("image", "c.png", 0, 13), Found("link", "b.md", 0, 6)]),
        ("<https://example.org>", [Found("link", "https://example.org", 0, 1)]),
        ("x <b>y</b>", [Found("html", "<b>", 0, 2), Found("html", "</b>", 0, 6)]),
        ("a\n\n<div>\n<p>\n</div>\n", [Found("html", "<div>\n<p>\n</div>\n", 2, 0)]),
        ("a\nb [c](d.md)\ne\n[f](g.md)", [Found("link", "d.md", 1, 6), Found("link", "g.md", 3, 4)]),
        ("a\n[b\nc](\nd.md)", [Found("link", "d.md", 3, 0)]),
        ("> - a\n>   [b](c.md)", [Found("link", "c.md", 1, 8)]),
        ("| a |\n|---|\n| b |\n| [c](d.md) |", [Found("link", "d.md", 3, 6)]),
        ("# [a](b.md)\n\n## [c](d.md)", [Found("link", "b.md", 0, 6), Found("link", "d.md", 2, 7)]),
        ("[a] and [b][a]\n\n[a]: c.md\n", [Found("link", "c.md", 2, 5), Found("link", "c.md", 2, 5)]),
        ("`[a](b.md)` and\n\n```\n[a](b.md) <b>\n```", []),
        ("[é](é.md)\n[b](c.md)", [Found("link", "%C3%A9.md", 0, 4), Found("link", "c.md", 1, 4)]),
        ("a  \nb\\\n[c](d.md)", [Found("link", "d.md", 2, 4)]),
        ("a `b\nc` <i\nx>[d](e.md)", [Found("html", "<i\nx>", 1, 3), Found("link", "e.md", 2, 6)]),
        ("[a]()", [Found("link", "", 0, 0)]),
    ],
)
def test_links_references_pictures_and_html_are_found_with_their_places(text: str, found: list[Found]) -> None:
    assert find_links(text, inline=False) == found


def test_a_phrase_has_no_blocks() -> None:
    assert find_links("# [a](b.md)", inline=True) == [Found("link", "b.md", 0, 6)]
    assert find_links("<div>", inline=True) == [Found("html", "<div>", 0, 0)]


@pytest.mark.parametrize("text", ["[a](b.md)\n" * 50, "x [[a/b]] y\n\n" * 50])
def test_each_of_many_links_has_its_own_place(text: str) -> None:
    places = [(found.line, found.column) for found in find_links(text, inline=False)]
    assert len(set(places)) == 50


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[[a b]]", ["[["]),
        ("[x] (../goals/a.md)", ["] (../goals/a.md"]),
        ("[x](../goals/a b.md)", ["](../goals/a b.md"]),
        ("<../goals/a.yaml>", ["<../goals/a.yaml"]),
        ("a <!-- b", ["<!--"]),
        ("<div>\n[[a]] <!-- b -->\n</div>", ["[["]),
        ("[x] (a) b.md", []),
        ("a < b.md and [x] a.md", []),
        ("<p> a.md", []),
        ("`[[a b]]` and `[x] (a.md)`", []),
        ("a.md, b.yaml", []),
    ],
)
def test_words_that_were_meant_as_a_link_are_found(text: str, written: list[str]) -> None:
    assert [found.written for found in find_links(text, inline=False) if found.kind == "loose"] == written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!-- a\n b --!> c\n-->", [Found("loose", "--!>", 1, 3)]),
        ("<p>\n<!-- a -->\n <!---> b -->", [Found("loose", "<!--->", 2, 1)]),
        ("<!-- a <!-- b --> c", [Found("loose", "<!--", 0, 7)]),
        ("a\nb <!-- <!-- --> c", [Found("loose", "<!--", 1, 2)]),
        ("<!-- a -- b --->\n<!-- never ends <!-- c", []),
    ],
)
def test_a_comment_that_ends_too_early_is_found(text: str, found: list[Found]) -> None:
    assert [each for each in find_links(text, inline=False) if each.kind == "loose"] == found
