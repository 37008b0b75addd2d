"""Audience blocks: what an audience may not see is cut out of a text before anything else reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.markdown.blocks import Block, BlockProblem, block_problems, blocks, fence, for_audience, outside_blocks, reaches
from mentorsite.records.audience import Audience

PRIVATE, PAIR, REVIEW, PUBLIC = Audience


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("::: pair", "pair"),
        (":::pair", "pair"),
        (":::: pair ", "pair"),
        ("  ::: pair", "pair"),
        ("\t::: pair", "pair"),
        ("> - ::: pair", "pair"),
        ("12. ::: pair", "pair"),
        ("> > :::", ""),
        (":::::", ""),
        ("::: two words", "two words"),
        (":: pair", None),
        ("text ::: pair", None),
        ("`::: pair`", None),
        ("", None),
        ("-::: pair", None),
    ],
)
def test_a_fence_is_found_whatever_stands_before_it_in_markdown(line: str, name: str | None) -> None:
    assert fence(line) == name


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("no block", []),
        ("::: pair\nx\n:::", []),
        ("::: review\n::: pair\nx\n:::\n:::", []),
        ("```\n::: private\nx\n:::\n```", []),
        ("x\n:::", [BlockProblem(1, "`:::` ends a block that was not begun", "begin it with `::: pair` or another audience")]),
        ("\n\n::: pair\nx", [BlockProblem(2, "an audience block that never ends", "close it with a line `:::`")]),
        ("::: piar\n:::", [BlockProblem(0, "`piar` is no audience", "did you mean `pair`?")]),
        ("::: Pair\n:::", [BlockProblem(0, "`Pair` is no audience", "did you mean `pair`?")]),
        ("::: secret\n:::", [BlockProblem(0, "`secret` is no audience", "did you mean `private`?")]),
        ("::: xyzzy\n:::", [BlockProblem(0, "`xyzzy` is no audience", "the audiences are `private`, `pair`, `review`, `public`")]),
    ],
)
def test_blocks_that_are_not_well_formed_are_told_with_their_lines(text: str, problems: list[BlockProblem]) -> None:
    assert block_problems(text) == problems


@pytest.mark.parametrize(
    ("audience", "text"),
    [(PRIVATE, "a\n\nb\n\nc\n\n\n\nd"), (PAIR, "a\n\nb\n\n\n\nd"), (REVIEW, "a\n\nd"), (PUBLIC, "a\n\nd")],
)
def test_an_audience_sees_the_blocks_that_are_for_it_and_no_fence(audience: Audience, text: str) -> None:
    seen = for_audience("a\n::: pair\nb\n::: private\nc\n:::\n:::\nd", audience)
    assert seen.split() == text.split()
    assert ":::" not in seen


def test_the_text_of_a_block_does_not_run_into_the_text_around_it() -> None:
    assert for_audience("a\n::: pair\nb\n:::\nc", PAIR) == "a\n\nb\n\nc"


@pytest.mark.parametrize("empty", ["", ">", "> ", "  "])
def test_a_hidden_block_takes_one_of_the_empty_lines_around_it_along(empty: str) -> None:
    def seen(*lines: str) -> str:
        return for_audience("\n".join(lines), Audience.PUBLIC)

    assert seen("A", empty, "::: pair", "X", ":::", empty, "B") == seen("A", empty, "B")
    assert seen("A", empty, "::: pair", "X", ":::", empty, "::: pair", "Y", ":::", empty, "B") == seen("A", empty, "B")
    assert seen("A", "::: pair", "X", ":::", empty, "B") == seen("A", empty, "B")
    assert seen("A", empty, empty, "B") == f"A\n{empty}\n{empty}\nB"


def test_a_text_without_blocks_is_given_as_it_is() -> None:
    assert for_audience("a\n\n::\n", PUBLIC) == "a\n\n::\n"


@pytest.mark.parametrize("text", ["a\n:::\nb", "a\n::: piar\nb\n:::", "a\n::: pair\nb", "a\n::: pair\n:::\n:::\nb"])
def test_a_text_whose_blocks_are_not_well_formed_hides_from_the_first_wrong_fence_on(text: str) -> None:
    assert for_audience(text, PUBLIC) == "a"


lines = st.lists(
    st.sampled_from(["::: private", "::: pair", "::: review", "::: public", ":::", "> :::", "```", "secret", "::: x", ""]), max_size=12
)


@given(lines)
def test_a_wider_audience_never_sees_a_line_that_a_narrower_one_does_not(text: list[str]) -> None:
    numbered = "\n".join(line if ":::" in line or not line else f"{line}{number}" for number, line in enumerate(text))
    seen = [set(for_audience(numbered, audience).split("\n")) - {""} for audience in Audience]
    assert seen[3] <= seen[2] <= seen[1] <= seen[0]


@given(lines)
def test_what_is_seen_of_a_text_without_problems_is_what_the_blocks_say(text: list[str]) -> None:
    numbered = [line if ":::" in line else f"{line}{number}" for number, line in enumerate(text)]
    if block_problems("\n".join(numbered)):
        return
    for audience in Audience:
        around: list[Audience] = []
        expected = []
        for line in numbered:
            name = fence(line)
            if name is None:
                expected += [line] if all(audience <= block for block in around) else []
            elif name:
                around.append(Audience(name))
            else:
                around.pop()
        assert [line for line in for_audience("\n".join(numbered), audience).split("\n") if line] == [line for line in expected if line]


@pytest.mark.parametrize(
    "line", [":: pair", "Open. ::: pair", "| a | ::: pair |", "\u00a0::: pair", "：：： pair", "\u200b::: review", "::Pair"]
)
def test_what_is_almost_a_fence_is_a_problem(line: str) -> None:
    assert [problem.line for problem in block_problems(f"one\n{line}\nsecret\n")] == [1]


@pytest.mark.parametrize("line", ["`::: pair` hides", "\\::: pair", "a::b", "std::public_key", "one:: two", "16::9"])
def test_words_about_fences_are_none(line: str) -> None:
    assert block_problems(line) == []


def test_what_is_outside_of_blocks_keeps_its_lines() -> None:
    assert outside_blocks("a\n::: pair\nb\n::: private\nc\n:::\n:::\nd") == "a\n\n\n\n\n\n\nd"


FENCES = ["::: private", "::: pair", "::: review", "::: public", "::: nobody", ":::", "> - ::: pair", "text", "", "- more"]


@given(st.lists(st.sampled_from(FENCES), max_size=12), st.sampled_from(list(Audience)))
def test_how_far_a_line_reaches_is_what_an_audience_sees(lines: list[str], audience: Audience) -> None:
    """Each line is another, so that what is left tells which ones were seen."""
    text = "\n".join(line if fence(line) is not None else f"{line} {number}" for number, line in enumerate(lines))
    said = reaches(text)
    seen = [line for line, at in zip(text.split("\n"), said, strict=True) if not at.is_fence and at.reach and audience.may_see(at.reach)]
    assert [line for line in for_audience(text, audience).split("\n") if line.strip()] == [line for line in seen if line.strip()]
    assert [at.is_fence for at in said] == [fence(line) is not None for line in text.split("\n")]


def test_blocks_reach_as_far_as_the_narrowest_around_them() -> None:
    text = "a\n::: review\nb\n> ::: public\nc\n:::\n::: pair\n:::\n:::\n::: private\n:::"
    assert blocks(text) == [
        Block(1, "::: review", REVIEW),
        Block(3, "::: public", REVIEW),
        Block(6, "::: pair", PAIR),
        Block(9, "::: private", PRIVATE),
    ]
    assert blocks("no block: `::` and :::") == []


def test_what_is_no_audience_reaches_nobody() -> None:
    assert blocks("::: nobody\n::: public\n:::\n:::") == [Block(0, "::: nobody", None), Block(1, "::: public", None)]
