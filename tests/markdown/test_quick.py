"""The quick way through Markdown: it may give up, but what is made of a text by it is what the parser makes of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorsite.markdown.links import find_links, links_by_parser
from mentorsite.markdown.plain import plain, plain_by_parser
from mentorsite.markdown.quick import quick
from mentorsite.pages.values import Link, Marked, Picture
from mentorsite.rendering.prose import html_by_parser, to_html
from tests.conftest import ROOT
from tests.markdown.test_commonmark import examples, needed

PLAIN = (
    "one",
    "two words",
    "A sentence, with a comma.",
    "„wörd“",
    "…",
    "😀",
    "5",
    "2026-11-24",
    "snake_case",
    "R & D",
    "a > b",
    '"q"',
    "it's",
    "wow!",
    "c:d",
)
GOOD = ("*em*", "**str ong**", "_em_", "__strong__", "`co*de`", "`<b>`", "[[goals/a-b]]", "[[goals/a-b| some words ]]", "[a link](../goals/x_y.md)",
        "[web](https://Example.org:443/A?b=c#d%20e%)", "[here](#A-heading)", "(*em*)", "*oh! no*", "[oh!](x)", "[[goals/a-b|oh!]]", "*em*, **strong**.", "[mail](mailto:a)", "[bad](javascript:x)")  # fmt: skip
BAD = ("*", "**", "_", "__", "***", "`", "``", "[", "]", "(", ")", "](/u)", "![", "!", "[x]", "[x]: /y", "<b>", "</b>", "<!--", "-->", "<http://a.b>", "&amp;", "&#0;", "&nope;",
       "\\", "\\*", "~~", "~", "|", "|a|b|", "|-|:-:|", "---", "===", "-", "+", "#", "##", ">", "1.", "10)", ":", ":-", ":::", "::: pair", "```", "~~~", "\t", "    ", "  ", " ",
       "\n", "\n\n", "\r\n", "\r", "\0", "\x0b", "\x0c", "\x1c", "\x7f", "\x85", "\u00a0", "\u0301", "\u2003", "\u2028", "\ufeff", "$", "¢", "é%20", "http://ä.de/ü?q=[]", '"t"',
       "- ", "\n- ", "\n  ", "\n  - ", "\n1. ", "\n> ", "\n# ", "\n---\n", "\n***\n", "\n___\n", "\n===\n", "\n```py x\n", "\n|-|-|\n", "\n:::\n", "\n    ")  # fmt: skip

words = st.sampled_from(PLAIN + GOOD)
phrases = st.lists(words, min_size=1, max_size=5).map(" ".join)
paragraphs = st.lists(phrases, min_size=1, max_size=3).map("\n".join)
items = paragraphs.map(lambda text: "- " + text.replace("\n", "\n  "))
headings = st.tuples(st.integers(1, 6), phrases).map(lambda pair: f"{'#' * pair[0]} {pair[1]}")
commonest = st.lists(st.one_of(paragraphs, st.lists(items, min_size=1, max_size=3).map("\n".join), headings), max_size=4).map("\n\n".join)
anything = st.lists(st.sampled_from(PLAIN + GOOD + BAD), max_size=12).map("".join)
slips = st.lists(st.tuples(st.integers(0, 400), st.one_of(st.sampled_from(BAD), st.characters())), min_size=1, max_size=2)


def with_slips(text: str, slips: list[tuple[int, str]]) -> str:
    for at, slip in slips:
        text = text[: at % (len(text) + 1)] + slip + text[at % (len(text) + 1) :]
    return text


# What people write, what it becomes when they slip, and what only a parser reads.
texts = st.one_of(commonest, st.builds(with_slips, commonest, slips), st.builds(with_slips, commonest, slips), anything)


def links_of(text: str, *, inline: bool, turn: int) -> tuple[tuple[str, Link | Picture], ...]:
    """Let some of a text's links lead to a page, some nowhere, some to a picture, and leave some unknown."""
    to = (Link('A "title" & <b>', "goals/a b&c.html"), Link("Nobody"), Picture("a.png"), None)
    found = {found.written: to[(number + turn) % 4] for number, found in enumerate(links_by_parser(text, inline=inline))}
    return tuple((written, leads) for written, leads in found.items() if leads is not None)


def compare(text: str) -> None:
    """Compare all that is made of a text the quick way, where it goes that way, with what is made of the parser's tokens."""
    if quick(text, inline=False) is not None:
        assert plain(text, {"goals/a-b": "A title"}) == plain_by_parser(text, {"goals/a-b": "A title"})
    for inline in (False, True):
        if quick(text, inline=inline) is None:
            continue
        assert find_links(text, inline=inline) == links_by_parser(text, inline=inline)
        for turn in range(4):
            marked = Marked(text, links_of(text, inline=inline, turn=turn), block=not inline)
            taken, also_taken = {"one": 0}, {"one": 0}
            assert to_html(marked, "../{}".format, taken) == html_by_parser(marked, "../{}".format, also_taken)
            assert taken == also_taken


@given(texts)
@settings(max_examples=600)
def test_what_is_made_of_a_text_is_what_the_parser_makes_of_it(text: str) -> None:
    compare(text)


@given(commonest)
def test_what_is_made_of_the_commonest_of_markdown_is_what_the_parser_makes_of_it(text: str) -> None:
    compare(text)


def test_what_is_made_of_the_examples_of_the_specification_is_what_the_parser_makes_of_them() -> None:
    needed()
    for example in examples():
        compare(example.markdown)
        compare(f"First words.\n\n{example.markdown}\n- last\n")


def bodies() -> list[str]:
    """Give the bodies of the example's records, and each of their paragraphs by itself."""
    whole = [file.read_text("utf-8").split("\n---\n", 1)[-1] for file in sorted((ROOT / "content").rglob("*.md"))]
    return whole + [part for body in whole for part in re.split(r"\n{2,}", body)]


def test_what_is_made_of_the_example_is_what_the_parser_makes_of_it() -> None:
    for body in bodies():
        compare(body)


def test_most_of_the_example_goes_the_quick_way() -> None:
    found = bodies()
    assert sum(quick(body, inline=False) is not None for body in found) > 0.8 * len(found)


@pytest.mark.parametrize(
    "text",
    [
        *PLAIN,
        *GOOD,
        "",
        "\n\none\n\n\n",
        "one\ntwo",
        "- one\n- two\n  more",
        "# one\n\n## *two*",
        "::: pair\none\n:::",
        "[one](a%)\ntwo\nthree\na%25",
        "`one` [two](a%)\nthree\nfour\na%25",
        "*one* _two_ **three**: `four`",
    ],
)
def test_the_commonest_of_markdown_goes_the_quick_way(text: str) -> None:
    assert quick(text, inline=False) is not None
    compare(text)


ELSE = (
    "one  \ntwo", "one\\\ntwo", "one\n- two", "one\n  two", "one\n# two", "one\n---", "one\n===", "- one\n\n- two", "- one\n\n  two", "- one\n  - two", "- one\ntwo", "- # one", "- [ ] one",
    "* one", "+ one", "1. one", "1) one", "> one", "    one", "\tone", "one\ttwo", "---", "***", "# one #", "#one", "```\none\n```", "```one```", "_ _ _", "* * *", "_one_ _", "<br>", "~~~\none\n~~~", "|a|b|\n|-|-|\n|c|d|",
    "a\n:-", "<b>one</b>", "<!-- one -->", "<https://a.b>", "![one](a.png)", "[one][two]\n\n[two]: /u", "[one]\n\n[one]: /u", '[one](/u "two")', "[one](</u>)", "[*one*](/u)",
    "*[one](/u)*", "~~one~~", "one ~~two~~", "*one &amp; two*", "*one `two` three*", "*one ~~two~~ three*", "[one `two`](/u)", "\\*one\\*", "&amp;", "&#42;", "``one``", "`one``two`", "` one `", "`one\ntwo`", "***one***", "**one *two* three**", "*one*two", "one*two*", "*one", "_one", "[one",
    "one]", "[[one]](/u)[", "![[one]]", "[[a b]]", "a\0b", "one\r\ntwo", "one ", " one", "one\u00a0\ntwo",
)  # fmt: skip


@pytest.mark.parametrize("text", ELSE)
def test_what_could_mean_something_else_goes_to_the_parser(text: str) -> None:
    assert quick(text, inline=False) is None


def test_a_phrase_is_no_block_whatever_it_begins_with() -> None:
    assert quick("- one", inline=True) is not None
    assert to_html(Marked("# one > two"), str) == "# one &gt; two"
