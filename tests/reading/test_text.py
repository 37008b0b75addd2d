"""Bytes become text, or a problem that says where they are none."""

from __future__ import annotations

import pytest

from mentorsite.diagnostics import Code, Span
from mentorsite.reading.text import decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\nb\n", "a\nb\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa\n", "a\n"),
        ("é 名 🎉".encode(), "é 名 🎉"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
    ],
)
def test_utf_8_is_read_with_or_without_a_mark_and_with_any_line_ends(data: bytes, text: str) -> None:
    assert decode("a.md", data) == (text, [])


@pytest.mark.parametrize(
    ("data", "line", "column", "said"),
    [
        (b"\xe9", 1, 1, "byte 0 (0xE9) is no UTF-8"),
        (b"one\ntwo \xc3\xa9 \xff", 2, 7, "byte 11 (0xFF) is no UTF-8"),
        (b"\xed\xa0\x80", 1, 1, "byte 0 (0xED) is no UTF-8"),
        (b"\xc0\xaf", 1, 1, "byte 0 (0xC0) is no UTF-8"),
        (b"a\r\nb\rcd\xff", 3, 3, "byte 7 (0xFF) is no UTF-8"),
        (b"\xef\xbb\xbfa\xff", 1, 2, "byte 4 (0xFF) is no UTF-8"),
        (b"\xef\xbb\xbfmuch text\x00", 1, 10, "a NUL at byte 12"),
        (b"cut \xe2\x82", 1, 5, "byte 4 (0xE2) is no UTF-8"),
        (b"\xff\xfea\x00", 1, 1, "the file is UTF-16"),
        (b"\xfe\xff\x00a", 1, 1, "the file is UTF-16"),
        (b"a\x00b\x00", 1, 2, "the file looks like UTF-16 without a byte order mark"),
        (b"some\ntext\x00.", 2, 5, "a NUL at byte 9"),
    ],
)
def test_what_is_no_utf_8_is_told_with_its_byte_its_line_and_its_column(data: bytes, line: int, column: int, said: str) -> None:
    text, (problem,) = decode("a.md", data)
    assert text == ""
    assert (problem.code, problem.span, problem.message) == (Code.BAD_ENCODING, Span("a.md", line, column), said)
    assert problem.hint == "save the file as UTF-8"
