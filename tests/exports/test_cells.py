"""Cells: what is written in one, and that it is read again as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.exports.cells import Column, Misread, columns_of, defused, fused, text_of, value_of
from mentorsite.exports.written import Value
from mentorsite.records.registry import record_types

COLUMNS = {f"{type}.{column.name}": column for type, of in record_types().items() for column in columns_of(of)}
AWKWARD = st.sampled_from(["", "a", "[", "{", '"', "\n", ";", ",", ": ", "https://e.org/a", " ", "=1", "'", "é", "[]", "2026-03-04: 1"])
TEXT = st.lists(AWKWARD, min_size=1, max_size=4).map("".join).filter(str.strip)
LINE = TEXT.map(lambda text: " ".join(text.split()))
DAY = st.dates().map(lambda day: day.isoformat())


def values(column: Column) -> st.SearchStrategy[Value]:
    """Give values of a column as a record may have them: texts of one line are trimmed, phrases may have several lines."""
    fact = column.fact
    link = st.fixed_dictionaries({"label": LINE, "url": st.sampled_from(["https://e.org/a", "mailto:a@e.org"])})
    match fact.shape:
        case "prose":
            return TEXT
        case "fact":
            return TEXT.map(str.strip)
        case "map":
            return st.dictionaries(DAY, LINE, min_size=1, max_size=3)
        case "links":
            kinds = [link] if column.name.endswith(("links", "profiles", "resources")) else [LINE.filter(lambda text: "://" not in text)]
            return st.lists(st.one_of(*kinds, *([link] if isinstance(fact.inner, tuple) else [])), min_size=1, max_size=3)
        case "table":
            return st.lists(
                st.dictionaries(st.sampled_from(["a", "b"]), st.one_of(TEXT, st.lists(TEXT)), min_size=1), min_size=1, max_size=2
            )
    return st.lists(TEXT.map(str.strip), min_size=1, max_size=3)


@given(st.data())
def test_a_cell_is_read_as_the_value_that_it_was_written_for(data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(sorted(COLUMNS.values(), key=lambda each: each.name)))
    value = data.draw(values(column))
    assert value_of(column.fact, text_of(column.fact, value)) == value


@given(st.text("='+-@\t\r\n＝a ", max_size=6))
def test_no_cell_is_a_formula_and_none_loses_an_apostrophe_that_somebody_wrote(text: str) -> None:
    assert defused(text)[:1] not in tuple("=+-@\t\r\n＝")
    assert fused(defused(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'=1"])
def test_what_a_spreadsheet_may_take_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert defused(text) == f"'{text}"


def test_words_are_read_in_a_row_and_phrases_are_not() -> None:
    tags, insights = COLUMNS["goals.tags"].fact, COLUMNS["checkins.insights"].fact
    assert value_of(tags, "calm; brave, kind") == ["calm", "brave", "kind"]
    assert value_of(insights, "Slow down; then ask, and wait.\nListen.") == ["Slow down; then ask, and wait.", "Listen."]


def test_a_word_that_would_be_read_as_two_makes_its_cell_json() -> None:
    tags = COLUMNS["goals.tags"].fact
    assert [text_of(tags, value) for value in (["calm", "brave"], ["calm, brave"], ["[x]"])] == [
        "calm\nbrave",
        '["calm, brave"]',
        '["[x]"]',
    ]
    assert value_of(tags, '["calm, brave"]') == ["calm, brave"]


def test_addresses_are_lines_with_their_labels() -> None:
    assert value_of(COLUMNS["goals.links"].fact, "My talk https://e.org/talk\nhttps://e.org/b/") == [
        {"label": "My talk", "url": "https://e.org/talk"},
        {"label": "e.org/b", "url": "https://e.org/b/"},
    ]
    assert value_of(COLUMNS["stories.evidence"].fact, "goals/lead\nA page https://e.org") == [
        "goals/lead",
        {"label": "A page", "url": "https://e.org"},
    ]


def test_a_line_of_a_table_says_the_field_that_has_to_be_there() -> None:
    assert value_of(COLUMNS["checkins.actions"].fact, "Write it up\nSend it") == [{"what": "Write it up"}, {"what": "Send it"}]


def test_json_keeps_numbers_as_they_are_written() -> None:
    assert value_of(COLUMNS["goals.indicators"].fact, '[{"name": "a", "target": 4.50, "unit": null}]') == [{"name": "a", "target": "4.50"}]


@pytest.mark.parametrize(
    ("column", "text", "place", "said"),
    [
        ("goals.indicators", "Reviews led", (0, 0), "needs more than a line can say"),
        ("goals.indicators", '[{"name": "a",\n "target"}]', (1, 9), "begins like JSON and is none"),
        ("goals.indicators", "[" * 5000, (0, 0), "too deep|none"),
        ("goals.indicators", "[" * 900 + "]" * 900, (0, 0), "too deep|none"),
        ("goals.indicators", '[{"name": "\\ud800"}]', (0, 0), "half of a character"),
        ("skills.levels", "2026-03-04: 1\nNovice", (1, 0), "without a date"),
        ("skills.levels", "2026-03-04: 1\n2026-03-04: 2", (1, 0), "twice"),
        ("goals.links", "https://e.org\na page", (1, 0), "no address"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_in_the_cell(column: str, text: str, place: tuple[int, int], said: str) -> None:
    with pytest.raises(Misread, match=said) as caught:
        value_of(COLUMNS[column].fact, text)
    assert "none" in said or (caught.value.line, caught.value.column) == place


def test_a_line_of_nothing_but_spaces_before_a_word_takes_no_time() -> None:
    with pytest.raises(Misread, match="without a date"):
        value_of(COLUMNS["skills.levels"].fact, "2026-03-04: 1\n" + " " * 20_000 + "x\n")
