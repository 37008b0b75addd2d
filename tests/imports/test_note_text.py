"""The text of a note, as other programs write it, becomes Markdown of a record."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.imports.note_text import converted, words_of

THERE = {"Lead reviews": "../goals/lead.md", "plan.md": "../pages/plan.md", "2025-03-04-first": "../stories/first.md"}


def text_of(text: str) -> str:
    return converted(text, THERE.get)[0]


def told_of(text: str) -> list[tuple[str, int, int]]:
    return [(what, line, column) for what, _, line, column in converted(text, THERE.get)[1].problems]


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("[[Lead reviews]]", "[Lead reviews](../goals/lead.md)"),
        ("[[Lead reviews|the goal]]", "[the goal](../goals/lead.md)"),
        ("[[Lead reviews#How it goes]]", "[Lead reviews](../goals/lead.md#how-it-goes)"),
        ("[[Lead reviews#^4a3]]", "[Lead reviews](../goals/lead.md)"),
        ("| [[Lead reviews\\|goal]] |", "| [goal](../goals/lead.md) |"),
        ("![[Lead reviews]]", "[Lead reviews](../goals/lead.md)"),
        ("[[#A part]]", "[A part](#a-part)"),
        ("[[folder/Nobody]]", "Nobody"),
        ("[[Nobody|him]]", "him"),
        ("![[a picture.png|300]]", "![](<a picture.png>)"),
        ("![[chart.png|A chart]]", "![A chart](chart.png)"),
        ("[a plan](plan.md)", "[a plan](../pages/plan.md)"),
        ('[a plan](plan.md#next "why")', '[a plan](../pages/plan.md#next "why")'),
        ("[it]({% post_url 2025-03-04-first %})", "[it](../stories/first.md)"),
        ("[it]({{ site.baseurl }}{% link plan.md %})", "[it](../pages/plan.md)"),
        ('[it]({{< ref "plan.md" >}})', "[it](../pages/plan.md)"),
        ("[gone](other.md), [gone](/about/), ![room](/room.jpg)", "gone, gone, room"),
        ("[x](https://example.org/plan.md), [y](#here), [z](mailto:a@example.org)", None),
        ("![chart](chart.png), [paper](paper.pdf)", None),
        ("above\n<!--more-->\nbelow", "above\n\nbelow"),
        ("{% highlight ruby %}\nputs [[x]]\n{% endhighlight %}", "```ruby\nputs [[x]]\n```"),
        ("`[[Lead reviews]]` ``%%a%%``", None),
        ("```\n[[Lead reviews]] #no %%a%%\n```\n", None),
        ("~~~md\n[[Lead reviews]]\n~~~", None),
        ("[a [b] c](plan.md)", "[a [b] c](../pages/plan.md)"),
    ],
)
def test_what_is_written_becomes_what_it_means(written: str, becomes: str | None) -> None:
    assert text_of(written) == (written if becomes is None else becomes)


def test_what_has_no_place_is_told_with_its_line_and_column() -> None:
    assert told_of("one\ntwo [[Nobody]] and [gone](/about/)\n\n{{< youtube abc >}}\n![r](/room.jpg)") == [
        ("the link `[[Nobody]]`", 1, 4),
        ("the link to `/about/`", 1, 19),
        ("`{{< youtube abc >}}`", 3, 0),
        ("the picture to `/room.jpg`", 4, 0),
    ]
    assert told_of("[[Lead reviews]] [a](plan.md) ![c](chart.png) `[[Nobody]]`") == []


def test_what_is_hidden_is_taken_out_and_every_line_stays_where_it_was() -> None:
    text, told = converted("one %%aside%%\n%%\nafraid\nof it\n%%\nlast", THERE.get)
    assert told.hidden == ["aside", "afraid\nof it"]
    assert "afraid" not in text
    assert text.split("\n")[5] == "last"


def test_a_column_is_found_again_as_it_was_written() -> None:
    written = "a [[Lead reviews]] b [[Nobody]] c\n[[Lead reviews|x]] d"
    text, told = converted(written, THERE.get)
    for letter in "abcd":
        line = next(number for number, each in enumerate(written.split("\n")) if letter in each.split(" "))
        now, before = (f" {each.split(chr(10))[line]} ".index(f" {letter} ") for each in (text, written))
        assert told.column_before(line, now) == before
    assert told.column_before(0, 8) == 2


def test_words_with_a_hash_are_tags_and_headings_numbers_and_addresses_are_none() -> None:
    text = "#one and #two/three, #4 #5th\n# No\n## nor\n[x](plan.md#no) a#no `#no` https://example.org/#no (#no)"
    assert converted(text, THERE.get)[1].tags == ["one", "two/three", "5th"]


def test_a_value_that_is_a_link_and_nothing_else_names_what_it_leads_to() -> None:
    assert words_of("[[Lead reviews]]", THERE.get) == "../goals/lead.md"
    assert words_of(" [[Nobody|him]] ", THERE.get) == "him"
    assert words_of("about [[Lead reviews]]", THERE.get) is None
    assert words_of("lead", THERE.get) is None


@given(st.text(alphabet="[]()!|#%{}<>`~\\ \na/.\"'-", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    assert converted(text, THERE.get)[0].count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "piece",
    [
        "[[",
        "![[a|",
        "%%",
        "{% ",
        "{{",
        "`",
        "[",
        "](",
        "[a](",
        "![",
        "~~~\n",
        "#a",
        "{% highlight x %}",
        "[[a#",
        "<",
        "[\n",
        "[a](<",
        "[\\",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    """Processor time of this thread, which other work on the machine does not add to."""
    begun = time.thread_time()
    converted(piece * (20_000 // len(piece)), THERE.get)
    assert time.thread_time() - begun < 3


def test_a_bracket_that_stays_open_before_many_pictures_takes_no_time() -> None:
    text = "See [1, " + "![a](b.png) " * 40
    assert text_of(text) == text
