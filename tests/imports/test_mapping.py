"""Mapping files: which column goes into which field, and what is wrong with one."""

from __future__ import annotations

import pytest

from mentorsite.imports.mapping import read_mapping

FIELDS = {"goals": ("title", "due")}


def test_it_says_a_field_for_each_column_and_what_is_left_out() -> None:
    data = b'[goals]\n"What we want" = "title"\nRemarks = ""\n'
    assert read_mapping("m.toml", data, FIELDS) == ({"goals": {"What we want": "title", "Remarks": ""}}, [])


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (b"[goals]\nA = 'titel'\n", (2, 1), "`titel` is no field of goals"),
        (b"[gaols]\nA = 'title'\n", (1, 2), "`gaols` is no table of a record type"),
        (b"goals = 1\n", (1, 1), "`goals` is no table"),
        (b"[goals]\nA B = 1\n", (0, 0), "no TOML"),
        (b"\xff", (0, 0), "not UTF-8"),
        (b"[goals]\nA = 1\n", (2, 1), "`1` is no field"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(data: bytes, place: tuple[int, int], said: str) -> None:
    mapped, (problem,) = read_mapping("m.toml", data, FIELDS)
    assert mapped == {}
    assert (problem.span.line, problem.span.column) == place
    assert said in problem.message
