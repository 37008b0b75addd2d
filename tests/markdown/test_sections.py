"""A body is divided at the headings that are named after prose fields."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentorsite.markdown.parser import parser
from mentorsite.markdown.sections import Heading, Section, divide, find_headings, private_headings

FIELDS = {"why": "why", "what worked": "worked", "worked": "worked"}


def test_a_heading_of_a_field_begins_its_section_and_the_next_heading_of_its_level_ends_it() -> None:
    body = "One.\n\n## Why\n\nTwo.\n\n### Deeper\n\nThree.\n\n## Other\n\nFour.\n\n## What worked\nFive.\n# Top\nSix."
    sections, others = divide(body, FIELDS)
    assert sections == [
        Section("why", 2, "Two.\n\n### Deeper\n\nThree.", 4),
        Section("worked", 14, "Five.", 15),
        Section(None, 0, "One." + "\n" * 10 + "## Other\n\nFour." + "\n" * 4 + "# Top\nSix.", 0),
    ]
    assert [heading.text for heading in others] == ["Deeper", "Other", "Top"]


def test_the_body_keeps_its_lines() -> None:
    body = "\n\n## Why\nx\n# Rest\nHere."
    (_, rest), _ = divide(body, FIELDS)
    assert (rest.line, rest.text) == (4, "# Rest\nHere.")
    assert body.split("\n")[rest.line] == "# Rest"


def test_a_body_without_headings_is_one_section() -> None:
    assert divide("\n\nOne.\n\n", FIELDS) == ([Section(None, 0, "One.", 2)], [])
    assert divide("", FIELDS) == ([Section(None, 0, "", 1)], [])


def test_only_a_heading_of_level_2_begins_a_section() -> None:
    sections, others = divide("# Why\n\nx\n\n### Why\n\ny", FIELDS)
    assert [section.field for section in sections] == [None]
    assert [(heading.level, heading.line) for heading in others] == [(1, 0), (3, 4)]


@pytest.mark.parametrize(
    "body",
    [
        "```\n## Why\n```",
        "~~~\n## Why\n~~~",
        "<pre>\n## Why\n</pre>",
        "    ## Why",
        "- ## Why",
        "> ## Why",
        "\\## Why",
        "##Why",
        "#\u00a0Why",
    ],
)
def test_what_only_looks_like_a_heading_begins_no_section(body: str) -> None:
    assert [section.field for section in divide(body, FIELDS)[0]] == [None]


@pytest.mark.parametrize(
    "heading",
    ["## Why", "##   Why", "##\tWhy", "## Why ##", "## Why #########  ", "   ## Why", "## WHY", "Why\n---", "  Why  \n-", "## Why\t##"],
)
def test_a_heading_is_found_however_it_is_written(heading: str) -> None:
    sections, _ = divide(f"x\n\n{heading}\ny", FIELDS)
    assert [(section.field, section.text) for section in sections] == [("why", "y"), (None, "x")]
    assert sections[0].line == 3 + heading.count("\n")


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("#", 1, ""),
        ("## ", 2, ""),
        ("## #", 2, ""),
        ("###### a", 6, "a"),
        ("## a#", 2, "a#"),
        ("## a # b", 2, "a # b"),
        ("# *a* `b`", 1, "*a* `b`"),
        ("## a \\#", 2, "a \\#"),
    ],
)
def test_the_text_and_the_level_of_a_heading_are_told(line: str, level: int, text: str) -> None:
    assert find_headings(line) == [Heading(text, level, 0, 1)]


PIECES = ["#", "##", "###", " ", "\t", "a", "\n", "\n\n", "- ", "1. ", "> ", "```", "~~~", "<div>", "</div>", "<!--", "-->", "---", "===", "    ", "[a]: b", "|", "\\", "`", "\u00a0", "*"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
@example("a\n<div>\n## b\n\n## c")
@example("- a\n## b")
@example("> a\n## b")
@example("[a]: b\n'## c\n## d'")
@example("| a |\n|---|\n## b")
@example("## \u00a0a #")
@settings(max_examples=200)
def test_the_headings_are_those_that_the_parser_finds(body: str) -> None:
    expected = []
    tokens = parser().parse(body)
    for token, inline in itertools.pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            expected.append(Heading(inline.content.strip(), int(token.tag[1]), *token.map))
    assert find_headings(body) == expected


@given(st.lists(st.sampled_from(["## Why", "## Worked", "## Other", "# Top", "### Deep", "text", "", "```"]), max_size=12))
def test_every_line_is_in_one_section_or_is_the_heading_of_one(lines: list[str]) -> None:
    numbered = [f"{line} {number}" if line == "text" else line for number, line in enumerate(lines)]
    sections, _ = divide("\n".join(numbered), FIELDS)
    found = [line for section in sections for line in section.text.split("\n")]
    for number, line in enumerate(numbered):
        if line.startswith("text"):
            assert found.count(line) == 1
            section = next(section for section in sections if line in section.text.split("\n"))
            assert section.line + section.text.split("\n").index(line) == number


def test_what_stands_in_an_audience_block_does_not_decide_where_a_field_begins() -> None:
    for inside in ("```", "<div>", "<!--", "## Why", "text"):
        body = f"Open.\n\n::: pair\n{inside}\n:::\n\n## Private\n\nMy secret."
        sections, _ = divide(body, {"private": "private", "why": "why"})
        assert {section.field: section.text for section in sections} == {"private": "My secret.", None: f"Open.\n\n::: pair\n{inside}\n:::"}


@pytest.mark.parametrize(
    "text",
    [
        "```\n## Private\nx",
        "<!--\n\n## Private\n\nx",
        "- one\n  ## Private\n  x",
        "> ## private:\n> x",
        "::: pair\n## Private\nx\n:::",
        "### Private\nx",
        "#Private\nx",
        "```\nPrivate\n-------\nx",
    ],
)
def test_a_line_that_looks_like_the_private_heading_and_is_none_is_found(text: str) -> None:
    assert len(private_headings(text)) == 1


def test_the_word_private_in_a_text_is_no_heading() -> None:
    assert private_headings("Private lessons.\n\nprivate\n\n- private\n\n## A private matter\n\n**privately** said\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "## Private: my view",
        "##\u00a0Private",
        "＃＃ Private",
        "## **Private**: x",
        "## Private&nbsp;",
        "## Notes (private)",
        "**Private**",
        "####### Private",
        "\u200b## Private",
        "## My private notes",
        "# Confidential",
        "- ## Private: x",
        "## [Private](https://example.org)",
    ],
)
def test_however_the_private_heading_is_written_it_is_found(line: str) -> None:
    assert private_headings(f"one\n\n{line}\nsecret") == [2]


def test_the_private_part_reaches_to_the_heading_of_another_field() -> None:
    body = "Hello\n\n## Private\n\nsecret\n---\nmore\n\n# Top\n\n## Other\n\nsecret\n\n## Why\n\nopen"
    sections, _ = divide(body, {"private": "private", "why": "why"})
    texts = {section.field: section.text for section in sections}
    assert texts == {"private": "secret\n---\nmore\n\n# Top\n\n## Other\n\nsecret", "why": "open", None: "Hello"}


@pytest.mark.parametrize(
    "text",
    [
        "This is private.",
        "## Privately",
        "**A private matter**",
        "**private** matters",
        "Private",
        "Private matters that take a good deal more than one heading\n---",
        "## Notes (not private)",
        "## Notes (private",
        "## Privacy",
    ],
)
def test_a_line_with_the_word_in_it_may_be_no_heading_of_a_private_part(text: str) -> None:
    assert private_headings(f"x\n\n{text}\n\ny") == []


@pytest.mark.parametrize("text", ["Private\n-------", "> Private\n> ===", "1. (private)\n---", "__Confidential:__", "> **private notes**!"])
def test_a_heading_of_a_private_part_may_be_underlined_or_bold(text: str) -> None:
    assert private_headings(f"x\n\n{text}\n\ny") == [2]
