"""Values become YAML that reads well, and reads back to the same."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.reading.yaml_nodes import YamlText, load
from mentorsite.scaffold.front_matter import Value, lines_of, scalar

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def read(lines: list[str]) -> object:
    value, problems = load(YamlText("x", "\n".join(lines) + "\n"))
    assert problems == []
    return value


@given(TEXTS)
def test_any_text_reads_back_as_it_is(text: str) -> None:
    assert read([f"a: {scalar(text)}"]) == {"a": text}


@pytest.mark.parametrize(
    "text", ["no", "null", "~", "On", "1e3", "12:30", "0x1f", "=", "a #b", "- a", "{a}", "x: y", "🎉", "سلام", "a\u2028b", "a\x85b"]
)
def test_other_readers_of_yaml_get_the_text_as_well(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}


@given(st.lists(st.dictionaries(st.from_regex("[a-z]{1,9}", fullmatch=True), TEXTS, min_size=1), min_size=1))
def test_a_table_reads_back_as_it_is(table: list[Value]) -> None:
    assert read(list(lines_of("a", table))) == {"a": table}


def test_words_that_are_safe_stand_bare_and_lists_of_ids_in_one_line() -> None:
    assert list(lines_of("title", "Lead a review, alone")) == ["title: Lead a review, alone"]
    assert list(lines_of("title", "no")) == ['title: "no"']
    assert list(lines_of("title", "a: b")) == ['title: "a: b"']
    assert list(lines_of("people", ["ana-ferro", "ben"])) == ["people: [ana-ferro, ben]"]
    assert list(lines_of("actions", [{"what": "Go", "owner": "ben"}])) == ["actions:", "  - what: Go", "    owner: ben"]
    assert list(lines_of("norms", ["Be kind", "no"])) == ["norms:", "  - Be kind", '  - "no"']
    assert list(lines_of("next", "2026-03-04")) == ["next: 2026-03-04"]
