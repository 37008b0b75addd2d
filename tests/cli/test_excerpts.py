"""Excerpts drawn: where the carets stand, and who sees them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click import style, unstyle
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.cli.excerpts import drawn, drawn_for
from mentorsite.cli.reports import as_text
from mentorsite.cli.terminal import width_of
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.excerpt import Excerpt
from tests.conftest import Files, Site, write_files

BAD_GOAL = "---\ntitle: A goal\nindicater: 3\n---\n"
SHOWN = ["   3 | indicater: 3", "     | ^^^^^^^^^"]


def lines(text: str, column: int, length: int, width: int = 80, code: Code = Code.UNKNOWN_FIELD) -> list[str]:
    return [unstyle(line) for line in drawn(Excerpt(7, (text,), 7, column, length), code, width)]


def above_carets(drawing: list[str]) -> str:
    """Give what of the line stands above the carets, by the columns of a terminal."""
    text, carets = drawing
    start, stop = carets.index("^"), len(carets)
    cells = [letter + "\0" * (width_of(letter) - 1) for letter in text]
    return "".join(cells)[start:stop].replace("\0", "")


class TestCarets:
    """Carets stand under what is meant, and as many as the columns that it takes."""

    def test_a_line_with_its_number_and_carets_below(self) -> None:
        assert lines("due: soon", 6, 4) == ["   7 | due: soon", "     |      ^^^^"]

    def test_letters_of_two_columns_take_two_carets(self) -> None:
        drawing = lines("題名: 日本 x", 5, 2)
        assert drawing == ["   7 | 題名: 日本 x", "     |       ^^^^"]

    def test_marks_on_letters_take_no_column(self) -> None:
        assert lines("e\u0301e\u0301: x", 7, 1) == ["   7 | e\u0301e\u0301: x", "     |     ^"]

    def test_a_mark_alone_has_one(self) -> None:
        assert lines("e\u0301", 2, 1) == ["   7 | e\u0301", "     |  ^"]

    def test_what_is_escaped_takes_the_columns_of_its_escape(self) -> None:
        assert lines("a\x1b[2J\u202e x", 8, 1) == [r"   7 | a\x1b[2J\u202e x", "     |" + " " * 16 + "^"]
        assert lines("a\x1bb", 2, 1) == [r"   7 | a\x1bb", "     |  ^^^^"]

    def test_behind_the_end_of_a_line_there_is_one(self) -> None:
        assert lines("due:", 5, 1) == ["   7 | due:", "     |     ^"]

    def test_an_empty_line_has_one(self) -> None:
        assert lines("", 1, 1) == ["   7 |", "     | ^"]

    def test_where_the_whole_line_is_meant_there_is_none(self) -> None:
        assert lines("due: soon", 0, 1) == ["   7 | due: soon"]

    def test_they_have_the_colour_of_the_severity(self) -> None:
        (_, error), (_, warning) = (drawn(Excerpt(1, ("ab",), 1, 2, 1), code, 80) for code in (Code.BAD_YAML, Code.TWO_DATES))
        assert error.endswith(style("^", fg="red", bold=True))
        assert warning.endswith(style("^", fg="yellow", bold=True))


class TestWidth:
    """A line is cut to the terminal, around what is meant."""

    @pytest.mark.parametrize("word", ["w000", "w010", "w015", "w029"])
    def test_what_is_meant_is_seen(self, word: str) -> None:
        text = " ".join(f"w{number:03}" for number in range(30))
        drawing = lines(text, text.index(word) + 1, 4, 60)
        assert above_carets(drawing) == word
        assert all(width_of(line) <= 60 for line in drawing)

    def test_a_word_that_is_wider_than_the_terminal_is_marked_as_far_as_it_is_seen(self) -> None:
        text, carets = lines("x: " + "y" * 150, 4, 150, 40)
        assert (width_of(text), text[-1]) == (40, "…")
        assert len(carets) <= 40

    @given(st.text(st.sampled_from("ab,\x1bé界\u0301\u202e "), max_size=90), st.integers(1, 99), st.integers(1, 20), st.integers(30, 90))
    def test_no_line_is_wider_than_the_terminal(self, text: str, column: int, length: int, width: int) -> None:
        drawing = lines(text, min(column, len(text) + 1), length, width)
        assert all(width_of(line) <= width for line in drawing)
        assert "^" in drawing[1]


class TestAbove:
    """The line above is shown where the fault often lies in it."""

    def test_of_yaml_that_cannot_be_read(self) -> None:
        found = Excerpt(1, ("title Lead", "  status: active", "due: x"), 2, 9, 1)
        assert [unstyle(line) for line in drawn(found, Code.BAD_YAML, 80)] == [
            "   1 | title Lead",
            "   2 |   status: active",
            "     |         ^",
        ]
        assert len(list(drawn(found, Code.UNKNOWN_FIELD, 80))) == 2

    @pytest.mark.parametrize("above", ["  ", "---"])
    def test_not_where_it_says_nothing(self, above: str) -> None:
        assert len(list(drawn(Excerpt(1, (above, "x"), 2, 1, 1), Code.BAD_YAML, 80))) == 2


class TestWhichProblems:
    """Errors and warnings that have a line show it."""

    PLACE = Span("a.md", 1, 1)

    def test_an_advice_and_a_file_as_a_whole_have_none(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"a.md": "one\n"})
        problems = [
            Diagnostic(Code.BAD_YAML, self.PLACE, "x"),
            Diagnostic(Code.TWO_DATES, self.PLACE, "x"),
            Diagnostic(Code.GOAL_WITHOUT_DUE, self.PLACE, "x"),
            Diagnostic(Code.BAD_YAML, Span("a.md"), "x"),
            Diagnostic(Code.BAD_YAML, Span("b.md", 1, 1), "x"),
            Diagnostic(Code.BAD_YAML, self.PLACE, "x"),
        ]
        assert [len(found) for found in drawn_for(problems, tmp_path)] == [2, 2, 0, 0, 0, 2]

    def test_they_stand_between_the_message_and_other_places(self) -> None:
        problem = Diagnostic(Code.DUPLICATE_FIELD, self.PLACE, "twice", "keep one", ((Span("a.md", 2), "the first one"),))
        assert unstyle(as_text(problem, ["  | x"])) == "a.md:1:1: error[M108] twice\n  | x\n  a.md:2: the first one\n  hint: keep one"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
class TestTerminal:
    """Excerpts are for the eyes of who writes: on a terminal, and nowhere else."""

    def run(self, site: Site, *arguments: str, terminal: bool = True, **environment: str) -> str:
        clean = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "COLUMNS")}
        line = [sys.executable, "-m", "mentorsite", "check", *arguments]
        options = {"cwd": site.root, "env": {**clean, **environment}, "stdout": subprocess.PIPE, "text": True}
        if not terminal:
            return subprocess.run(line, stderr=subprocess.PIPE, check=False, **options).stderr  # type: ignore[call-overload,no-any-return]
        ours, theirs = os.openpty()
        done = subprocess.run(line, stderr=theirs, check=False, **options)  # type: ignore[call-overload]
        os.close(theirs)
        told = b""
        try:
            while piece := os.read(ours, 65536):
                told += piece
        except OSError:
            pass  # the end, where the terminal is closed at the other side
        os.close(ours)
        return told.decode().replace("\r\n", "\n") + str(done.stdout)

    @pytest.fixture
    def site(self, new_site: Callable[[Files], Site]) -> Site:
        return new_site({"content/goals/g.md": BAD_GOAL})

    def test_on_a_terminal_the_line_is_shown_with_carets_in_colour(self, site: Site) -> None:
        told = self.run(site)
        assert unstyle(told).split("\n")[1:3] == SHOWN
        assert style("^^^^^^^^^", fg="red", bold=True) in told

    def test_without_colours_the_carets_stay(self, site: Site) -> None:
        told = self.run(site, NO_COLOR="1")
        assert told.split("\n")[1:3] == SHOWN
        assert "\x1b" not in told

    def test_a_pipe_and_a_ci_get_none(self, site: Site) -> None:
        for told in (self.run(site, terminal=False), unstyle(self.run(site, CI="true"))):
            assert told.startswith("content/goals/g.md:3:1: error[M104] unknown field `indicater`\n  hint: did you mean `indicators`?\n")

    @pytest.mark.parametrize("format", ["json", "github"])
    def test_other_formats_get_none(self, site: Site, format: str) -> None:
        told = self.run(site, "--format", format)
        assert "M104" in told
        assert "^" not in told
        assert "indicater: 3" not in told

    def test_a_mkfile_that_cannot_be_read_shows_its_line(self, site: Site) -> None:
        site.write({"mkfile.toml": '[site]\ntitel = "A small site"\n\n[targets.public]\naudience = "public"\n'})
        assert '   2 | titel = "A small site"\n     | ^^^^^\n' in unstyle(self.run(site))
