"""What somebody did who knows no YAML, from where the parser gave up. `tests/cases/mistakes.txt` has what is said of a whole file."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.reading.yaml_faults import Fault, fault_of, no_fields


def fault(text: str) -> Fault:
    """Give the fault of a text that neither parser can read: the one in C and the one in Python have other words, and the same is said."""
    found = []
    for loader in (yaml.CBaseLoader, yaml.BaseLoader):
        with pytest.raises(yaml.MarkedYAMLError) as raised:
            yaml.compose(text, Loader=loader)
        found.append(fault_of(text.split("\n"), raised.value))
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a:b\nc: d\n", 0, 0, "a space is missing after `a:`"),
        ("a: b\nc:d\ne: f\n", 1, 0, "a space is missing after `c:`"),
        ("a: b: c\n", 0, 4, "a second `: ` in one line"),
        ("a:\n\tb: c\n", 1, 0, "a tab where only spaces may stand"),
        ("a: 'b\nc: d\n", 0, 3, "the quotation mark `'` is never closed"),
        ('a: "b\nc: "d"\n', 0, 3, 'the quotation mark `"` is never closed'),
        ("a: 'b's c'\n", 0, 6, "text behind the closing quotation mark `'`"),
        ('a: "b" c\n', 0, 7, 'text behind the closing quotation mark `"`'),
        ('"a": "b",\n', 0, 8, "a comma behind a value"),
        ("a: [b\nc: d\n", 0, 3, "the bracket `[` is never closed"),
        ("a: [b, c]]\n", 0, 9, "one `]` too many"),
        ("a: [b] c\n", 0, 3, "a text that begins with `[` needs quotes"),
        ("a: {b} c\n", 0, 3, "a text that begins with `{` needs quotes"),
        ('a: [b, "c" d]\n', 0, 11, "a `,` or a `]` is missing before this"),
        ("a: @b\n", 0, 3, "a text that begins with `@` needs quotes"),
        ("a: *b* c\n", 0, 3, "a text that begins with `*` needs quotes"),
        ("a: > b\n", 0, 3, "a text that begins with `>` needs quotes"),
        ("a:\n  * b\n  * c\n", 1, 2, "an item of a list that begins with `*`"),
        ("a: - b\n", 0, 3, "a list begins on a line of its own"),
        ("a:\n  - b: c\n  d: e\n", 2, 2, "a line between the items of a list that begins with no hyphen"),
        ("a:\n  - b: c\n      d: e\n", 2, 6, "`d` is indented deeper than the field above it"),
        ("a: b\n c: d\n", 1, 1, "`c` is indented deeper than the field above it"),
        ("a: b\n  more\n  c: d\n", 2, 2, "`c` is indented deeper than the field above it"),
        (" a: b\nc: d\n", 1, 0, "this line is indented less than the first one"),
        ("a:\n    b: c\n  d: e\n", 2, 2, "the indentation of this line fits none above it"),
        ("a: b\nc\nd: e\n", 1, 0, "a line that is no field"),
        ("; a\nb: c\n", 0, 0, "a line that is no field"),
        ("a: b\nc = d\ne: f\n", 1, 0, "`=` after `c`, where a colon belongs"),
        ('a: "C:\\Users"\n', 0, 6, "a backslash between double quotation marks begins a special sign"),
        ("a: b\n---\nc: d\n", 1, 0, "the fields end at this line, and more follow"),
    ],
)
def test_it_is_said_what_is_wrong_and_where(text: str, line: int, column: int, said: str) -> None:
    found = fault(text)
    assert (found.line, found.column, found.said) == (line, column, said)
    assert found.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title:b\nc: d\n", "write `title: …`"),
        ("title: b: c\n", 'put the text in quotes: `title: "…"`'),
        ('title: b: "c"\n', "put the text in quotes: `title: '…'`"),
        ("owner: @b\n", 'put the text in quotes: `owner: "…"`; where a person belongs, write the id alone'),
        ("owner: [B](../people/b.md)\n", 'put the text in quotes: `owner: "…"`; where a record belongs, write its id alone'),
        ("url: [B](https://example.org)\n", 'put the text in quotes: `url: "…"`; where a link belongs, write `label` and `url`'),
        ("tags: [#b, c]\n", "`#` begins a comment here: leave it away, or put the word in quotes"),
        ("a: [b, @c]\n", "put the text in quotes; where a person belongs, write the id alone"),
        ("// b\nc: d\n", "a note to yourself begins with `#`"),
    ],
)
def test_the_hint_says_what_to_write(text: str, hint: str) -> None:
    assert fault(text).hint == hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# a\n\ntitle:b\n", (2, 0, "a space is missing after `title:`")),
        ("title:\u00a0b\n", (0, 0, "the space after `title:` is no ordinary one")),
        ("title = b\n", (0, 0, "`=` after `title`, where a colon belongs")),
        ("title\uff1a b\n", (0, 0, "the colon after `title` is a special one")),
        ("https://example.org\n", None),
        ("C:\\Users\n", None),
        ("some words\n", None),
        ("", None),
    ],
)
def test_why_a_text_is_no_fields(text: str, said: tuple[int, int, str] | None) -> None:
    found = no_fields(text.split("\n"))
    assert (found and (found.line, found.column, found.said)) == said


@given(st.text(st.sampled_from("secret:'\"[]{}-*@&!|>%#\\\t\n =,?"), max_size=30))
def test_whatever_is_written_there_is_something_to_say_and_no_value_in_it(text: str) -> None:
    try:
        yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        found = fault_of(text.split("\n"), error)
        assert found.said
        assert found.hint
        assert 0 <= found.line <= text.count("\n")
        assert found.column >= 0


SECRET = "zzsecretzz"


@pytest.mark.parametrize(
    "text",
    [
        f"a: {SECRET}: x\n",
        f"a:{SECRET}\nb: c\n",
        f"a: '{SECRET}\n",
        f"a: '{SECRET}'s x'\n",
        f"a: [{SECRET}\nb: c\n",
        f"a: [b] {SECRET}\n",
        f"a: @{SECRET}\n",
        f"a: b\n{SECRET}\nc: d\n",
        f"a: *{SECRET}\n",
        f"a = {SECRET}\nb: c\n",
    ],
)
def test_nothing_quotes_a_value(text: str) -> None:
    found = fault(text)
    assert SECRET not in found.said + found.hint
