"""Lines that look as if they hid something are found, and ordinary lines are left alone."""

from __future__ import annotations

import pytest

from mentorsite.markdown.lookalikes import Lookalike, lookalikes


@pytest.mark.parametrize(
    "line",
    [
        ": : : pair",
        " : : : private",
        "﹕﹕﹕ pair",
        "：：： pair",
        "∶∶∶ pair",
        "ːːː pair",
        "::\u200b: pair",
        ":: pair",
        ":: pear",
        "> - :: privat",
        "text ::: pear",
        "text ::: pair",
    ],
)
def test_what_is_almost_a_fence_is_found(line: str) -> None:
    assert list(lookalikes(f"one\n{line}\nsecret")) == [Lookalike(1, True)]


@pytest.mark.parametrize(
    "line",
    [
        "+++ pair",
        "!!! private",
        '!!! private "Title"',
        "<!-- private -->",
        "<!-- /private -->",
        '<details class="private">',
        "<private>",
        "%% private",
        "%% a note %%",
        "[private]",
        "[/private]",
        "> [!private]",
        "{% private %}",
        "{% endprivate %}",
        "{{< private >}}",
        "{% comment %} a note",
        "{# a note #}",
        "{>> a note",
        "```private",
        "~~~ private",
        "#+begin_private",
        "@private",
        "/// private",
        "=== private",
        "--- private",
        "*** private",
        ";;; pair",
        "<h2>Private</h2>",
        "<details><summary>Private notes</summary>",
        "<!- a note -->",
        "a <--! note -->",
        "<![CDATA[ a note",
        "<? a > note ?>",
    ],
)
def test_a_mark_of_another_tool_around_an_audience_is_found(line: str) -> None:
    assert list(lookalikes(f"one\n{line}\nsecret")) == [Lookalike(1, False)]


@pytest.mark.parametrize(
    "line",
    [
        "std::pair x",
        "<h3>Private keys</h3>",
        "(?<name>x) <-- and -->",
        "<!-- a note -->",
        "use std::pair<int, int>",
        "R's stats:::private",
        "f :: Int -> Int",
        "map:: two",
        "at 12::30",
        "|:::|:-:|",
        "`x ::: pair`",
        "\\::: pair",
        "- public",
        "- [ ] review",
        "1. private",
        "## Review",
        "> review",
        "**Review**",
        "***Review***",
        "_private_",
        '"public"',
        "...review",
        "| review | |",
        "`[private]`",
        "``[private]``",
        "[review](https://example.org)",
        "https://example.org/private",
        "100%% sure",
        "{# heading}",
        "$private",
        "—— Review ——",
        "public / private",
    ],
)
def test_ordinary_lines_are_left_alone(line: str) -> None:
    assert list(lookalikes(f"one\n{line}\ntwo")) == []


def test_marks_of_other_tools_may_be_shown_as_code_where_the_code_ends() -> None:
    assert list(lookalikes("```\n!!! private\n<!-- pair -->\n```")) == []
    assert list(lookalikes("```\n!!! private\n")) == [Lookalike(1, False)]
