"""The lines of a table: separators, encodings, and where each cell stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.imports.csv_text import decode, lines_of

CELL = st.text('a";,\n é', max_size=6)


def known(words: Sequence[str]) -> int:
    return sum(word in ("title", "due") for word in words)


def texts(text: str) -> list[list[str]]:
    lines, problems = lines_of("t.csv", text, known)
    assert problems == []
    return [[cell.text for cell in line] for line in lines]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_parts_the_names_of_columns(separator: str) -> None:
    line = separator.join(['"a;b,c\td"', "x"])
    assert texts(f"title{separator}due\n{line}\n") == [["title", "due"], ["a;b,c\td", "x"]]


def test_a_line_that_tells_a_spreadsheet_the_separator_is_no_record() -> None:
    lines, _ = lines_of("t.csv", "sep=|\ntitle|due\na,b|c\n", known)
    assert [(cell.text, cell.line, cell.column) for cell in lines[1]] == [("a,b", 3, 1), ("c", 3, 5)]


def test_blank_lines_are_passed_over() -> None:
    assert texts("\n;;\ntitle;due\n\n ; \na;b\n;;;\n") == [["title", "due"], ["a", "b"]]


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=4))
def test_each_cell_stands_where_it_is_said_to_stand(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([["title", "due"], *rows])
    lines, problems = lines_of("t.csv", written.getvalue(), known)
    assert problems == []
    assert [[cell.text for cell in line] for line in lines[1:]] == [row for row in rows if any(cell.strip() for cell in row)]
    in_lines = written.getvalue().split("\n")
    for cell in (cell for line in lines for cell in line):
        assert in_lines[cell.line - 1][cell.column - 1 :].startswith(cell.text.split("\n")[0].replace('"', '""'))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [('title,due\n"a,b\n', 2, "not closed"), ('title,due\na,b\n"a"b,c\n', 3, "within a cell"), ("\n \n", 0, "the file is empty")],
)
def test_what_is_no_table_is_told_with_its_line(text: str, line: int, said: str) -> None:
    lines, (problem,) = lines_of("t.csv", text, known)
    assert lines == []
    assert problem.span.line == line
    assert said in problem.message


def test_utf_8_and_utf_16_are_known_by_their_marks_and_ends_of_lines_are_alike() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode("t.csv", "title\r\né\r".encode(encoding), None) == ("title\né\n", [])


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\0\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"])
@pytest.mark.parametrize("encoding", [None, "cp1252"])
def test_a_workbook_is_told_from_a_table(data: bytes, encoding: str | None) -> None:
    text, (problem,) = decode("goals.xlsx", data, encoding)
    assert (text, problem.code.number) == ("", "M700")
    assert "workbook" in problem.message
    assert "save its sheet as CSV" in problem.hint


def test_another_encoding_has_to_be_named() -> None:
    data = "title\né".encode("cp1252")
    text, (problem,) = decode("t.csv", data, None)
    assert (text, problem.code.number, problem.span.line, problem.span.column) == ("", "M101", 2, 1)
    assert "--encoding" in problem.hint
    assert decode("t.csv", data, "cp1252") == ("title\né", [])
    assert decode("t.csv", data, "ascii")[1][0].code.number == "M101"
