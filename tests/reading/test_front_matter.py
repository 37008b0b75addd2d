"""A Markdown file is taken apart into its front matter and its body."""

from __future__ import annotations

import pytest

from mentorsite.diagnostics import Code, Span
from mentorsite.reading.front_matter import TakenApart, take_apart
from mentorsite.reading.yaml_nodes import YamlText


def test_what_stands_between_two_lines_of_hyphens_is_yaml_and_the_rest_is_the_body() -> None:
    apart, problems = take_apart("a.md", "---\ntitle: One\nwhy: x\n---\nThe body.\n")
    assert problems == []
    assert apart == TakenApart(YamlText("a.md", "title: One\nwhy: x\n", 2), "The body.\n", 5)


def test_blank_lines_may_come_before_it() -> None:
    apart, _ = take_apart("a.md", "\n\n---\ntitle: One\n---\n\nThe body.")
    assert apart == TakenApart(YamlText("a.md", "title: One\n", 4), "\nThe body.", 6)


@pytest.mark.parametrize("close", ["---", "--- ", "---\t", "..."])
def test_it_may_be_closed_with_points_or_with_blanks_behind(close: str) -> None:
    apart, problems = take_apart("a.md", f"---\ntitle: One\n{close}\nThe body.")
    assert (apart.body, apart.body_line, problems) == ("The body.", 4, [])


def test_a_file_without_any_is_all_body() -> None:
    assert take_apart("a.md", "# A heading\n\n---\n\nText.") == (TakenApart(None, "# A heading\n\n---\n\nText.", 1), [])
    for text in ("Text.\n\n---\n\nMore.\n\n---\n", "Text.\n\n---\ntitle: One\nMore of it.\n---\n", "Text.\n\n---\ntitle: One\n"):
        assert take_apart("a.md", text) == (TakenApart(None, text, 1), [])
    assert take_apart("a.md", "") == (TakenApart(None, "", 1), [])


def test_front_matter_without_fields_is_front_matter() -> None:
    apart, problems = take_apart("a.md", "---\n---\nThe body.")
    assert (apart.yaml, apart.body, problems) == (YamlText("a.md", "\n", 2), "The body.", [])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("---\ntitle: One\n\nThe body.", 1, "the front matter never ends"),
        ("\n---\ntitle: One", 2, "the front matter never ends"),
        ("---\ntitle: One\n ---\n", 3, "a line `---` that is indented does not end the front matter"),
        ("---\ntitle: One\n—\n\nText.\n", 3, "`—` does not end the front matter"),
        ("My goal\n\n---\ntitle: One\ntags:\n  - a\n---\n", 3, "text stands before the front matter, which begins here"),
        ("+++\ntitle = 'One'\n+++\n", 1, "TOML front matter is not read"),
        ('{\n  "title": "One"\n}\n', 1, "JSON front matter is not read"),
        ('{"title": "One"}\n', 1, "JSON front matter is not read"),
        ("--\ntitle: One\n--\n", 1, "`--` opens no front matter"),
        ("-----\ntitle: One\n-----\n", 1, "`-----` opens no front matter"),
        ("———\ntitle: One\n———\n", 1, "`———` opens no front matter"),
        ("title: One\n---\nThe body.", 1, "the front matter has no opening line"),
        ("\n\ntitle:\n---\nThe body.", 3, "the front matter has no opening line"),
    ],
)
def test_what_looks_like_front_matter_and_is_none_is_an_error_and_never_shown_as_text(text: str, line: int, said: str) -> None:
    apart, (problem,) = take_apart("a.md", text)
    assert apart == TakenApart(None, "", 1)
    assert (problem.code, problem.span, problem.message) == (Code.BAD_FRONT_MATTER, Span("a.md", line, 1), said)
    assert problem.hint


@pytest.mark.parametrize(
    "text", ["{ a brace }", "- an item\n---\n", "Note: a text\n\nmore", "***\ntext", "note: a text without a line of hyphens"]
)
def test_a_text_that_only_resembles_front_matter_is_a_text(text: str) -> None:
    assert take_apart("a.md", text) == (TakenApart(None, text, 1), [])
