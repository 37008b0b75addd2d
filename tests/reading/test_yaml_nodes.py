"""YAML becomes plain values, and every place in it is found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.diagnostics import Code, Span
from mentorsite.reading.yaml_nodes import DEEPEST, MOST_REPEATED, Path, YamlText, load, locate, locate_text, locate_value


def yaml(text: str, first_line: int = 1) -> YamlText:
    return YamlText("a.yaml", text, first_line)


def said(text: str) -> list[tuple[str, int, int, str]]:
    return [(p.code.number, p.span.line, p.span.column, p.message) for p in load(yaml(text))[1]]


def test_every_scalar_stays_text() -> None:
    text = "a: no\nb: 12:30\nc: 010\nd: 2026-03-04\ne: 1e3\nf: 'null'\ng: 0x1F\nh: .nan\ni: yes\nj: =\n"
    values = {
        "a": "no",
        "b": "12:30",
        "c": "010",
        "d": "2026-03-04",
        "e": "1e3",
        "f": "null",
        "g": "0x1F",
        "h": ".nan",
        "i": "yes",
        "j": "=",
    }
    assert load(yaml(text)) == (values, [])


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: # nothing", "{a: }", "a: ''"])
def test_what_is_left_empty_is_nothing_and_what_is_quoted_is_a_text(text: str) -> None:
    assert load(yaml(text)) == ({"a": "" if "'" in text else None}, [])


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("# nothing\n", None), ("---\n", None), ("text", "text"), ("[a, [b]]", ["a", ["b"]]), ("- a\n-\n", ["a", None])],
)
def test_any_shape_is_given_as_it_is(text: str, value: object) -> None:
    assert load(yaml(text)) == (value, [])


def test_aliases_are_followed() -> None:
    assert load(yaml("a: &x {b: c}\nd: *x\n")) == ({"a": {"b": "c"}, "d": {"b": "c"}}, [])


def test_a_field_that_is_written_twice_is_told_with_both_places_and_the_first_counts() -> None:
    value, (problem,) = load(yaml("a: 1\nb:\n  c: 2\n  c: 3\n", first_line=5))
    assert value == {"a": "1", "b": {"c": "2"}}
    assert (problem.code, problem.span, problem.message) == (Code.DUPLICATE_FIELD, Span("a.yaml", 8, 3), "`c` is written twice")
    assert problem.related == ((Span("a.yaml", 7, 3), "the first one"),)


def test_a_problem_of_a_value_that_is_repeated_by_aliases_is_told_once() -> None:
    assert said("a: &x !int 1\nb: [*x, *x]\n") == [("M109", 1, 4, "`!int` is a tag of YAML, and none is read")]


def test_a_tag_is_told_and_its_value_is_read_without_it() -> None:
    value, (problem,) = load(yaml("a: !!python/object/new:os.system [rm]\nb: c\n"))
    assert value == {"a": ["rm"], "b": "c"}
    assert (problem.code, problem.span) == (Code.UNSAFE_YAML, Span("a.yaml", 1, 4))
    assert problem.message == "`!!python/object/new:os.system` is a tag of YAML, and none is read"


def test_a_list_where_a_name_belongs_is_told() -> None:
    assert said("? [a]\n: b\nc: d\n") == [("M103", 1, 3, "brackets where the name of a field belongs")]


def test_an_audience_block_on_one_line_is_told_and_one_with_lines_of_its_own_is_not() -> None:
    text = "a: 'one ::: pair'\nb: >\n  ::: pair\n  x\n  :::\nc: |\n  ::: pair\n  x\n  :::\n"
    assert said(text) == [
        ("M119", 1, 4, "an audience block needs lines of its own"),
        ("M119", 2, 4, "an audience block needs lines of its own"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: [b\n", 1, 4, "the bracket `[` is never closed"),
        ("a: {b: c\n\n", 1, 4, "the bracket `{` is never closed"),
        ("x: y\na: [\n", 2, 4, "the bracket `[` is never closed"),
        ("a: 'b\nc: d\n", 1, 4, "the quotation mark `'` is never closed"),
        ("a: \"b", 1, 4, "the quotation mark `\"` is never closed"),
        ("a: [b\nc: d\n", 1, 4, "the bracket `[` is never closed"),
        ("a:\n\tb: c\n", 2, 1, "a tab where only spaces may stand"),
        ("a: b\n\tc\n", 2, 1, "a tab where only spaces may stand"),
        ("a: b: c\n", 1, 5, "a second `: ` in one line"),
        ("a: b\n  c: d\n", 2, 3, "`c` is indented deeper than the field above it"),
        ("a\nb: c\n", 1, 1, "a line that is no field"),
        ("a: b\nc\nd: e\n", 2, 1, "a line that is no field"),
        ("a: b\n---\nc: d\n", 2, 1, "the fields end at this line, and more follow"),
        ("a: *b\n", 1, 4, "a text that begins with `*` needs quotes"),
        ("a: @b\n", 1, 4, "a text that begins with `@` needs quotes"),
        ("a: `b`\n", 1, 4, "a text that begins with a backtick needs quotes"),
        ('a: "\\q"\n', 1, 5, "a backslash between double quotation marks begins a special sign"),
        ("- a\nb: c\n", 2, 1, "a line between the items of a list that begins with no hyphen"),
        ("a: b # c\n d: e\n", 2, 2, "`d` is indented deeper than the field above it"),
    ],
)  # fmt: skip
def test_yaml_that_can_t_be_read_is_told_where_and_why(text: str, line: int, column: int, message: str) -> None:
    assert load(yaml(text))[0] is None
    assert said(text) == [("M103", line, column, message)]


@pytest.mark.parametrize(
    "text",
    [
        "a: [b\nc: d\n",
        "a: b: c\n",
        "a\nb: c\n",
        "a: b\nc\nd: e\n",
        "a: @b\n",
        "a: *b\n",
        '"\\q"',
        "- a\nb: c\n",
        "a:\n\tb: c\n",
        "a: b\n---\n",
    ],
)
def test_there_is_a_hint_for_every_mistake_that_people_make(text: str) -> None:
    assert load(yaml(text))[1][0].hint


@pytest.mark.parametrize("character", ["\x01", "\x1b", "\x7f", "\x9f", "\ufffe"])
def test_a_character_that_yaml_does_not_allow_is_told_where_it_stands(character: str) -> None:
    text = f"é: 🎉\nb: é{character}\n"
    assert said(text) == [("M103", 2, 5, f"a character that no text may hold (U+{ord(character):04X})")]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_line_break_that_only_yaml_knows_is_a_blank(character: str) -> None:
    assert load(yaml(f"a: b{character}c: d\ne: f\n"))[1][0].span == Span("a.yaml", 1, 7)
    assert load(yaml(f"a: b{character}c\n")) == ({"a": "b c"}, [])


@pytest.mark.parametrize(
    "text", ["[" * DEEPEST + "]" * DEEPEST, "- " * DEEPEST + "a", "".join(" " * n + "a:\n" for n in range(DEEPEST)) + " " * DEEPEST + "b"]
)
def test_values_may_lie_in_each_other_as_deep_as_the_limit(text: str) -> None:
    value, problems = load(yaml(text))
    assert value is not None
    assert problems == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), 1, DEEPEST + 1),
        ("a: " + "[" * 100_000, 1, DEEPEST + 3),
        ("- " * (DEEPEST + 1) + "a", 1, 2 * DEEPEST + 1),
        ("".join(" " * n + "a:\n" for n in range(DEEPEST + 1)) + " " * 60 + "b", DEEPEST + 2, 61),
        ("".join(" " * n + "a:\n" for n in range(300)), DEEPEST + 1, DEEPEST + 1),
    ],
)
def test_what_lies_deeper_is_refused_where_it_begins(text: str, line: int, column: int) -> None:
    assert load(yaml(text))[0] is None
    assert said(text) == [("M109", line, column, "values nested more than 40 deep")]


def test_what_holds_itself_is_refused() -> None:
    assert said("a: b\nc: &x [d, {e: *x}]\n") == [("M109", 2, 4, "a value that holds itself as an alias")]
    assert said("&x {a: *x}") == [("M109", 1, 1, "a value that holds itself as an alias")]


def test_aliases_may_not_repeat_a_long_text_too_often() -> None:
    long = "x" * 10_000
    times = MOST_REPEATED // len(long)
    assert load(yaml(f"a: &x {long}\nb: [{'*x, ' * times}]\n"))[1] == []
    assert said(f"a: &x {long}\nb: [{'*x, ' * (times + 1)}]\n") == [("M109", 2, 4, "aliases that repeat too much")]


def test_brackets_in_a_text_are_no_nesting() -> None:
    text = f"a: '{'[' * 1000}'\n"
    assert load(yaml(text)) == ({"a": "[" * 1000}, [])


TEXT = """\
title: One
tags: [a, 'b']
steps:
  - what: x
    due: 2026-03-04
  -
  - {what: "y", kind: z}
why: |

  First line.
    Second [line](a.md).
note: >
  Folded
  text.
long: "one
  two"
levels:
  2026-01-01: Novice
empty:
"""


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ((), (1, 1), (1, 1)),
        (("title",), (1, 1), (1, 8)),
        (("tags",), (2, 1), (2, 7)),
        (("tags", 0), (2, 8), (2, 8)),
        (("tags", 1), (2, 11), (2, 11)),
        (("tags", 7), (2, 1), (2, 1)),
        (("steps", 0), (4, 5), (4, 5)),
        (("steps", 0, "due"), (5, 5), (5, 10)),
        (("steps", 1), (7, 5), (7, 5)),
        (("steps", 1, "what"), (7, 6), (7, 12)),
        (("steps", 1, "nothing"), (7, 5), (7, 5)),
        (("why",), (8, 1), (10, 3)),
        (("note",), (12, 1), (13, 1)),
        (("long",), (15, 1), (15, 7)),
        (("levels", "2026-01-01"), (18, 3), (18, 15)),
        (("levels", "2026-01-01", "[key]"), (18, 3), (18, 3)),
        (("empty",), (19, 1), (19, 7)),
        (("nothing",), (1, 1), (1, 1)),
        (("title", "deeper"), (1, 1), (1, 1)),
    ],
)
def test_a_field_and_its_value_are_found_by_their_path(path: Path, field: tuple[int, int], value: tuple[int, int]) -> None:
    source = yaml(TEXT, first_line=2)
    assert locate(source, path) == Span("a.yaml", field[0] + 1, field[1])
    assert locate_value(source, path) == Span("a.yaml", value[0] + 1, value[1])


@pytest.mark.parametrize(
    ("path", "line", "column", "place"),
    [
        (("why",), 0, 6, (10, 9)),
        (("why",), 1, 9, (11, 12)),
        (("why",), 99, 9, (8, 6)),
        (("title",), 0, 2, (1, 10)),
        (("tags", 1), 0, 1, (2, 13)),
        (("steps", 1, "what"), 0, 1, (7, 14)),
        (("note",), 1, 4, (13, 1)),
        (("long",), 0, 3, (15, 7)),
    ],
)
def test_a_place_in_a_text_is_found_as_near_as_its_way_of_writing_lets_it(
    path: Path, line: int, column: int, place: tuple[int, int]
) -> None:
    assert locate_text(yaml(TEXT), path, line, column) == Span("a.yaml", *place)


def test_an_item_of_a_list_of_records_counts_even_if_it_is_empty() -> None:
    source = yaml("- a: 1\n-\n- a: [~, 2]\n")
    assert locate(source, (2,)) == Span("a.yaml", 3, 3)
    assert locate(source, (2, "a", 0)) == Span("a.yaml", 3, 10)


@pytest.mark.parametrize("text", ["a: [", "", "# nothing"])
def test_a_place_in_what_can_t_be_read_is_its_beginning(text: str) -> None:
    assert locate(yaml(text, 3), ("a", 0)) == locate_value(yaml(text, 3), ("a", 0)) == Span("a.yaml", 3, 1)


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=4), st.text("abc ", min_size=1).filter(lambda text: text.strip() == text), min_size=1
    )
)
def test_every_value_is_found_where_it_is_written(values: dict[str, str]) -> None:
    text = "".join(f"{name}: '{value}'\n" for name, value in values.items())
    assert load(yaml(text)) == (values, [])
    for number, (name, value) in enumerate(values.items()):
        assert locate(yaml(text), (name,)) == Span("a.yaml", number + 1, 1)
        assert locate_text(yaml(text), (name,), 0, len(value) - 1).column == len(name) + 3 + len(value) - (len(value) == 1)
