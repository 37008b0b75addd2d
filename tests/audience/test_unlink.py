"""Links to what is hidden, taken out of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.audience.unlink import unlinked, without_fragments
from mentorsite.markdown.links import find_links

HIDDEN = {
    "../goals/secret.md": "",
    "../goals/secret.md#steps": "",
    "../goals/se%20cret.md": "",
    "goals/secret": "",
    "people/ana": "a mentor",
}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See [the plan](../goals/secret.md) for more.", "See the plan for more."),
        ("[the plan](../goals/secret.md#steps)", "the plan"),
        ('[the plan](<../goals/secret.md> "A title")', "the plan"),
        ("[the plan](<../goals/se cret.md>)", "the plan"),
        ("[the plan](../goals/secre&#116;.md)", "the plan"),
        ("![A drawing](../goals/secret.md)", "A drawing"),
        ("[![A drawing](../goals/secret.md)](../goals/secret.md)", "A drawing"),
        ("[the plan][1]\n\n[1]: ../goals/secret.md\n", "[the plan][1]\n\n[1]: <>\n"),
        ("> [the plan](\n> ../goals/secret.md)", "> the plan"),
        ("[[goals/secret|the plan]] and [[goals/secret]]", "the plan and …"),
        ("[[people/ana]] said so, [[people/ana|she]] did", "a mentor said so, she did"),
        ("| a | b |\n|---|---|\n| [[goals/secret\\|the plan]] | c |", "| a | b |\n|---|---|\n| the plan | c |"),
        ("[open](../goals/open.md), [[goals/open]], [[goals/open|text]]", "[open](../goals/open.md), [[goals/open]], [[goals/open|text]]"),
    ],
)
def test_the_words_of_a_link_stay_and_where_it_led_goes(text: str, left: str) -> None:
    assert unlinked(text, HIDDEN) == left


def test_a_text_without_hidden_links_stays_as_it_is() -> None:
    assert unlinked("[a](b.md) [[c]]", {}) == "[a](b.md) [[c]]"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[# one](../goals/secret.md)", r"\# one"),
        ("- [- one](../goals/secret.md)", r"- \- one"),
        ("[12. one](../goals/secret.md)", r"12\. one"),
        ("[[goals/secret|1) one]]", r"1\) one"),
        ("[1 one](../goals/secret.md)", "1 one"),
    ],
)
def test_words_without_their_link_begin_no_heading_and_no_list(text: str, left: str) -> None:
    assert unlinked(text, HIDDEN) == left


def test_words_that_take_the_place_of_a_reference_are_read_as_they_are() -> None:
    assert unlinked("[[people/ana]]", {"people/ana": "- *A* [x] | `b`"}) == r"\- \*A\* \[x\] \| \`b\`"


_PIECES = [
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "!",
    "|",
    "\\",
    " ",
    "\n",
    "> ",
    "[x]: ",
    "](",
    "[[",
    "]]",
    "../goals/secret.md",
    "goals/secret",
    "a",
    '"t"',
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_nothing_leads_there_any_more_however_it_is_written(text: str) -> None:
    hidden = {found.written: "" for found in find_links(text, inline=False) if "secret" in found.written}
    assert not [
        found.written for found in find_links(unlinked(text, hidden), inline=False) if found.written in hidden and found.kind != "loose"
    ]


def test_a_text_of_many_brackets_is_no_trouble() -> None:
    text = "[a](../goals/secret.md)" + "](x" * 20_000
    assert unlinked(text, HIDDEN).startswith("a](x")


LOST = {"a.md#secret", "#secret", "se%20cret.md#secret", "a.md?b=1&copy=2#secret"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See [the *plan*](a.md#secret 'T').", "See [the *plan*](a.md 'T')."),
        ("[x](<se cret.md#secret>)", "[x](se%20cret.md)"),
        ("[x](a.md?b=1&amp;copy=2#secret)", "[x](<a.md?b=1&amp;copy=2>)"),
        ("[x][1]\n\n[1]: a.md#secret 'T'", "[x][1]\n\n[1]: a.md 'T'"),
        ("[x](a.md&num;secret) [y](a.md\\#secret)", "[x](a.md) [y](a.md)"),
        ("[down](#secret) and [on](#open)", "down and [on](#open)"),
        ("[x]\n\n[x]: #secret", "[x]\n\n[x]: <>"),
    ],
)
def test_a_link_loses_its_fragment_and_stays_a_link(text: str, left: str) -> None:
    assert without_fragments(text, LOST) == left
    assert {found.written for found in find_links(left, inline=False)} <= {"a.md", "se%20cret.md", "a.md?b=1&copy=2", "#open", ""}
