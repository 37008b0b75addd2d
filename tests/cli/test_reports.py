"""Diagnostics drawn for people, for scripts and for GitHub."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from click import unstyle
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.cli.reports import as_github, as_json, as_text, place, report, result, summary
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.escaping import escaped
from tests.cli.workflow_commands import annotation

PROBLEM = Diagnostic(
    Code.DUPLICATE_FIELD,
    Span("content/goals/g.md", 7, 3),
    "`title` is written twice",
    "keep one of the two",
    ((Span("content/goals/g.md", 2, 1), "the first one"),),
)
WARNING = Diagnostic(Code.TWO_DATES, Span("content/goals/a,b: c%.md"), "two dates")
ADVICE = Diagnostic(Code.GOAL_WITHOUT_DUE, Span("content/goals/a.md", 2, 1), "no due date yet")


class TestText:
    """For a person: place, weight and code, message; below it other places and a hint."""

    def test_a_problem_is_a_line_and_what_belongs_to_it_stands_below(self) -> None:
        assert unstyle(as_text(PROBLEM)) == (
            "content/goals/g.md:7:3: error[M108] `title` is written twice\n"
            "  content/goals/g.md:2:1: the first one\n"
            "  hint: keep one of the two"
        )

    def test_where_a_file_as_a_whole_is_meant_there_is_no_line(self) -> None:
        assert unstyle(as_text(WARNING)) == "content/goals/a,b: c%.md: warning[M114] two dates"
        assert place(Span("a.md", 3)) == "a.md:3"

    def test_the_words_of_a_file_cannot_steer_the_terminal(self) -> None:
        nasty = "\x1b[2J\r\n\u202e"
        drawn = unstyle(as_text(Diagnostic(Code.BAD_ID, Span(nasty, 1, 1), nasty, nasty, ((Span(nasty), nasty),))))
        shown = r"\x1b[2J\x0d\x0a\u202e"
        assert drawn.split("\n") == [f"{shown}:1:1: error[M202] {shown}", f"  {shown}: {shown}", f"  hint: {shown}"]


@given(st.text(st.characters()))
def test_an_escaped_text_holds_no_character_that_is_not_seen(text: str) -> None:
    shown = escaped(text)
    shown.encode()
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    assert not [
        char
        for char in shown
        if unicodedata.category(char) in hidden
        or unicodedata.bidirectional(char) in {"RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDI", "PDF"}
    ]


def test_plain_words_of_any_script_stay_as_they_are() -> None:
    assert escaped("Zoë, Ωμέγα, ナミ, 🙂 – “x” \\x1b") == "Zoë, Ωμέγα, ナミ, 🙂 – “x” \\x1b"


class TestJson:
    """For a script: everything, in JSON's own types."""

    def test_a_problem_holds_all_that_is_known_of_it(self) -> None:
        assert as_json(PROBLEM) == {
            "code": "M108",
            "severity": "error",
            "file": "content/goals/g.md",
            "line": 7,
            "column": 3,
            "message": "`title` is written twice",
            "hint": "keep one of the two",
            "related": [{"file": "content/goals/g.md", "line": 2, "column": 1, "message": "the first one"}],
        }

    def test_what_is_not_known_is_null(self) -> None:
        drawn = as_json(WARNING)
        assert (drawn["line"], drawn["column"], drawn["hint"], drawn["related"]) == (None, None, None, [])

    def test_it_is_written_in_ascii_and_read_back_as_it_was(self, capsys: pytest.CaptureFixture[str]) -> None:
        nasty = "Zoë\x1b\x9b\u202e\udcff"
        result({"target": nasty}, [Diagnostic(Code.BAD_ID, Span(nasty), nasty)])
        text = capsys.readouterr().out
        assert text.isascii()
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)
        assert json.loads(text)["target"] == nasty
        assert json.loads(text)["problems"][0]["file"] == nasty


class TestGithub:
    """For GitHub: a workflow command, one a line, with its own escapes."""

    def test_a_problem_is_one_line_with_its_place_and_all_that_is_said(self) -> None:
        assert as_github(PROBLEM) == (
            "::error file=content/goals/g.md,line=7,col=3,title=M108::`title` is written twice%0Acontent/goals/g.md:2:1: the first one%0Ahint: keep one of the two"
        )

    def test_commas_and_colons_of_a_file_s_name_are_encoded(self) -> None:
        assert as_github(WARNING) == "::warning file=content/goals/a%2Cb%3A c%25.md,title=M114::two dates"

    @given(st.text(min_size=1), st.text(), st.text(), st.text())
    def test_github_reads_back_what_was_written(self, path: str, message: str, hint: str, folder: str) -> None:
        said = annotation(as_github(Diagnostic(Code.BAD_ID, Span(path, 1, 2), message, hint), folder))
        assert said.properties == {"file": escaped(folder + path), "line": "1", "col": "2", "title": "M202"}
        assert said.message == "\n".join([escaped(message), *([f"hint: {escaped(hint)}"] if hint else [])])

    @given(st.text(), st.text(), st.text())
    def test_whatever_the_words_it_stays_one_command(self, path: str, message: str, hint: str) -> None:
        drawn = as_github(Diagnostic(Code.BAD_ID, Span(path, 1, 2), message, hint))
        assert re.fullmatch(r"::error (file=[^,:\r\n]+,)?line=1,col=2,title=M202::[^\r\n]*", drawn)
        assert "%" not in re.sub(r"%(25|0A|0D|3A|2C)", "", drawn)


class TestSummary:
    """Problems counted in words."""

    @pytest.mark.parametrize(
        ("problems", "words"),
        [
            ([], "no problems"),
            ([PROBLEM], "1 error"),
            ([WARNING, PROBLEM, WARNING], "1 error, 2 warnings"),
            ([PROBLEM, PROBLEM], "2 errors"),
            ([ADVICE], "no problems, 1 piece of advice"),
            ([ADVICE, WARNING, ADVICE], "1 warning, 2 pieces of advice"),
        ],
    )
    def test_the_gravest_first(self, problems: list[Diagnostic], words: str) -> None:
        assert summary(problems) == words


def test_text_goes_to_stderr_and_annotations_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    report([PROBLEM], "text")
    written = capsys.readouterr()
    assert (written.out, written.err) == ("", unstyle(as_text(PROBLEM)) + "\n")
    report([PROBLEM], "github")
    written = capsys.readouterr()
    assert (written.out, written.err) == (as_github(PROBLEM) + "\n", "")
    report([PROBLEM], "json")
    assert capsys.readouterr() == ("", "")
