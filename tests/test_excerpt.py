"""The lines around a place in a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.diagnostics import Span
from mentorsite.excerpt import LIMIT, Excerpt, excerpt
from tests.conftest import write_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_files(tmp_path, {"content/a.md": "one\ntwo: 'a b'\nthree\nfour\n"})
    return tmp_path


def shown(root: Path, text: str | bytes, line: int, column: int, message: str = "", width: int = 160) -> Excerpt:
    write_files(root, {"content/b.md": text})
    found = excerpt(root, Span("content/b.md", line, column), 0, message=message, width=width)
    assert found is not None
    return found


def marked(found: Excerpt) -> str:
    """Give what is meant: the letters from the column on."""
    return found.lines[found.line - found.first][found.column - 1 :][: found.length]


class TestLines:
    """Which lines there are."""

    def test_the_line_and_one_before_and_after_it(self, root: Path) -> None:
        assert excerpt(root, Span("content/a.md", 2, 6)) == Excerpt(1, ("one", "two: 'a b'", "three"), 2, 6, 5)

    def test_at_the_ends_of_a_file_there_are_fewer(self, root: Path) -> None:
        assert excerpt(root, Span("content/a.md", 1, 1)) == Excerpt(1, ("one", "two: 'a b'"), 1, 1, 3)
        assert excerpt(root, Span("content/a.md", 4, 1)) == Excerpt(3, ("three", "four"), 4, 1, 4)

    def test_as_many_around_it_as_are_asked_for(self, root: Path) -> None:
        assert excerpt(root, Span("content/a.md", 3, 1), 0) == Excerpt(3, ("three",), 3, 1, 5)
        assert excerpt(root, Span("content/a.md", 3, 1), 9) == Excerpt(1, ("one", "two: 'a b'", "three", "four"), 3, 1, 5)

    def test_without_a_column_the_whole_line_is_meant(self, root: Path) -> None:
        assert excerpt(root, Span("content/a.md", 3), 0) == Excerpt(3, ("three",), 3, 0, 1)

    def test_lines_end_as_reading_has_them_end_and_a_byte_order_mark_is_no_letter(self, root: Path) -> None:
        found = shown(root, b"\xef\xbb\xbfone\r\ntwo\rthree \xe2\x80\xa8 x\n", 3, 9)
        assert (found.lines, marked(found)) == (("three \u2028 x",), "x")
        assert shown(root, b"\xef\xbb\xbfone\n", 1, 1).lines == ("one",)

    def test_the_only_line_of_an_empty_file_can_be_shown(self, root: Path) -> None:
        assert shown(root, "", 1, 1) == Excerpt(1, ("",), 1, 1, 1)


class TestMeant:
    """What is meant, from the text at the place."""

    @pytest.mark.parametrize(
        ("line", "column", "meant"),
        [
            ("titel: One", 1, "titel"),
            ("due: 2026-13-01", 6, "2026-13-01"),
            ("See [[goals/lead-reviews]].", 7, "goals/lead-reviews"),
            ("See [it](../a/b.md#c).", 10, "../a/b.md#c"),
            ("Then notes. And", 6, "notes"),
            ('title: "One \\" two" # x', 8, '"One \\" two"'),
            ("title: 'It''s' x", 8, "'It''s'"),
            ('title: "One', 8, '"'),
            ("----", 1, "----"),
            (":::: pair", 1, "::::"),
            ("Zoë Ωμέγα ナミ", 5, "Ωμέγα"),
            ("a  b", 2, " "),
        ],
    )
    def test_a_word_a_quoted_text_or_a_run_of_one_sign(self, root: Path, line: str, column: int, meant: str) -> None:
        assert marked(shown(root, line, 1, column)) == meant

    def test_words_that_the_message_quotes_where_they_stand_there(self, root: Path) -> None:
        line = "due: 4 March 2026"
        assert marked(shown(root, line, 1, 6, "`4 March 2026` is not a date")) == "4 March 2026"
        assert marked(shown(root, line, 1, 6, "`5 March 2026` is not a date")) == "4"

    def test_a_place_behind_the_end_of_its_line_is_one_beyond_it(self, root: Path) -> None:
        assert shown(root, "one\ntwo\n", 1, 4) == Excerpt(1, ("one",), 1, 4, 1)
        assert shown(root, "one\ntwo\n", 1, 40) == Excerpt(1, ("one",), 1, 4, 1)

    def test_tabs_are_four_spaces_and_the_column_counts_them(self, root: Path) -> None:
        found = shown(root, "\ta:\tword\tx", 1, 5)
        assert (found.lines, found.column, marked(found)) == (("    a:    word    x",), 11, "word")
        assert shown(root, "\tx", 1, 1) == Excerpt(1, ("    x",), 1, 1, 4)

    def test_control_characters_are_as_they_are(self, root: Path) -> None:
        found = shown(root, "a\x1b[2J x", 1, 7)
        assert (found.lines, marked(found)) == (("a\x1b[2J x",), "x")


class TestLong:
    """A long line is cut around what is meant."""

    LINE = "".join(f"w{number:03}," for number in range(100))

    @pytest.mark.parametrize(("column", "word"), [(1, "w000"), (101, "w020"), (251, "w050"), (491, "w098"), (496, "w099")])
    def test_what_is_meant_stays_where_the_column_says(self, root: Path, column: int, word: str) -> None:
        found = shown(root, self.LINE, 1, column)
        assert marked(found) == word
        assert len(found.lines[0]) <= 160
        assert found.lines[0].startswith("…") == (column > 80)
        assert found.lines[0].endswith("…") == (column < 400)

    def test_the_lines_around_it_are_cut_at_their_ends(self, root: Path) -> None:
        write_files(root, {"content/b.md": f"{self.LINE}\nx\n{self.LINE}\n"})
        found = excerpt(root, Span("content/b.md", 2, 1))
        assert found is not None
        assert found.lines == (self.LINE[:159] + "…", "x", self.LINE[:159] + "…")

    def test_one_long_word_is_meant_as_far_as_it_is_shown(self, root: Path) -> None:
        found = shown(root, "x" * 500, 1, 1)
        assert (len(found.lines[0]), found.length) == (160, 160)

    @given(st.text(st.sampled_from("ab,\t\x1bé界\u0301 "), max_size=90), st.integers(1, 99), st.integers(8, 40))
    def test_the_letter_at_the_place_is_always_shown(
        self, tmp_path_factory: pytest.TempPathFactory, line: str, column: int, width: int
    ) -> None:
        found = shown(tmp_path_factory.mktemp("any"), line, 1, column, width=width)
        assert len(found.lines[0]) <= width
        assert 1 <= found.column <= len(found.lines[0]) + 1
        assert found.length >= 1
        if column <= len(line):
            assert marked(found).startswith(" " if line[column - 1] == "\t" else line[column - 1])
            assert len(marked(found)) == found.length


class TestNothing:
    """Where there is nothing to show."""

    @pytest.mark.parametrize(
        "span",
        [
            Span("content/a.md"),
            Span("content/a.md", 5, 1),
            Span("content/a.md", 6, 1),
            Span("content/none.md", 1, 1),
            Span("content", 1, 1),
            Span("", 1, 1),
            Span("content/\0", 1, 1),
        ],
    )
    def test_no_line_and_no_file(self, root: Path, span: Span) -> None:
        assert excerpt(root, span) is None

    def test_a_file_outside_of_the_root(self, root: Path) -> None:
        write_files(root, {"other/b.md": "b"})
        assert excerpt(root / "other", Span("b.md", 1, 1)) is not None
        assert excerpt(root / "other", Span("../content/a.md", 1, 1)) is None
        assert excerpt(root / "other", Span(str(root / "content/a.md"), 1, 1)) is None
        assert excerpt(root, Span("content/../content/a.md", 1, 1)) is None

    def test_what_lies_behind_a_link(self, root: Path) -> None:
        (root / "link.md").symlink_to(root / "content/a.md")
        (root / "folder").symlink_to(root / "content")
        assert excerpt(root, Span("link.md", 1, 1)) is None
        assert excerpt(root, Span("folder/a.md", 1, 1)) is None

    def test_a_root_that_is_reached_through_a_link_is_the_writer_s_own(self, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        link = tmp_path_factory.mktemp("elsewhere") / "site"
        link.symlink_to(root)
        assert excerpt(link, Span("content/a.md", 1, 1)) is not None

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
    def test_a_pipe_is_not_waited_for(self, root: Path) -> None:
        os.mkfifo(root / "pipe.md")
        assert excerpt(root, Span("pipe.md", 1, 1)) is None

    def test_bytes_that_are_no_utf_8(self, root: Path) -> None:
        write_files(root, {"content/b.md": b"one\nCaf\xe9\n"})
        assert excerpt(root, Span("content/b.md", 1, 1)) is None

    def test_a_file_that_is_larger_than_the_limit(self, root: Path) -> None:
        write_files(root, {"content/b.md": b"x" * LIMIT, "content/c.md": b"x" * (LIMIT + 1)})
        assert excerpt(root, Span("content/b.md", 1, 1)) is not None
        assert excerpt(root, Span("content/c.md", 1, 1)) is None
