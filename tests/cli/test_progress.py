"""Progress is shown to people who wait at a terminal, and to nobody else."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorsite.cli.progress import progress
from tests.cli.conftest import GOAL, Run

BUILD = """
import sys
import mentorsite.cli.progress
mentorsite.cli.progress.PATIENCE = 0
sys.argv = ["mentorsite", "build"]
from mentorsite.cli import main
main()
"""
SHOW = """
import mentorsite.cli.progress
mentorsite.cli.progress.PATIENCE = {patience}
with mentorsite.cli.progress.progress({quiet}) as show:
    if show:
        for done in range(4):
            show("rendering", done, 3)
print("done")
"""
CLEAR_LINE = "\x1b[2K"
COLOUR = "\x1b[1"


@pytest.fixture
def site(plain_site: Run) -> Path:
    root: Path = plain_site({"content/goals/g.md": GOAL, "content/loose.md": "Hello.\n"}).root
    return root


def parts(terminal: int) -> Iterator[bytes]:
    """Give what a terminal is sent until nobody has it open any more, which Linux reports as an error."""
    with contextlib.suppress(OSError):
        while part := os.read(terminal, 65536):
            yield part


def on_a_terminal(folder: Path, script: str, **environment: str) -> tuple[str, str]:
    """Run a script with stdout in a pipe and stderr on a terminal; give what came to each."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**plain, "TERM": "xterm", "COLUMNS": "100", **environment},
    )
    os.close(theirs)
    shown = b"".join(parts(ours)).decode()
    os.close(ours)
    out, _ = process.communicate()
    assert process.returncode == 0, shown
    return out.decode(), shown


def test_a_long_build_shows_how_far_it_is_and_leaves_no_trace_of_it(site: Path) -> None:
    out, shown = on_a_terminal(site, BUILD)
    assert "writing" in shown
    bar, _, left = shown.rpartition(CLEAR_LINE)
    assert bar
    assert "writing" not in left
    assert "M100" in left
    assert COLOUR in left
    assert out.startswith("public/: 5 pages of 1 record")


def test_in_a_pipe_there_is_neither_progress_nor_colour(site: Path) -> None:
    environment = {**os.environ, "FORCE_COLOR": "1"}
    done = subprocess.run([sys.executable, "-c", BUILD], cwd=site, capture_output=True, text=True, check=True, env=environment)
    assert done.stderr.startswith("content/loose.md: warning[M100] ")
    assert "\x1b" not in done.stderr + done.stdout


def test_it_is_shown_from_the_moment_that_it_takes_long(tmp_path: Path) -> None:
    assert "rendering" in on_a_terminal(tmp_path, SHOW.format(patience=0, quiet=False))[1]
    assert on_a_terminal(tmp_path, SHOW.format(patience=3600, quiet=False)) == ("done\n", "")


def test_it_is_not_shown_to_who_asked_for_quiet_or_for_no_colour(tmp_path: Path) -> None:
    assert on_a_terminal(tmp_path, SHOW.format(patience=0, quiet=True)) == ("done\n", "")
    assert on_a_terminal(tmp_path, SHOW.format(patience=0, quiet=False), NO_COLOR="1") == ("done\n", "")


def test_problems_have_no_colour_where_that_is_asked_for(tmp_path: Path) -> None:
    script = "from mentorsite.cli.reports import *; from mentorsite.diagnostics import *; report([Diagnostic(Code.BAD_ID, Span('a.md'), 'no')], 'text')"
    assert COLOUR in on_a_terminal(tmp_path, script)[1]
    assert on_a_terminal(tmp_path, script, NO_COLOR="1")[1] == "a.md: error[M202] no\r\n"


def test_where_nobody_looks_there_is_nothing_to_call(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(quiet=False) as shown:
        assert shown is None
    assert capsys.readouterr() == ("", "")


def test_where_another_program_may_ask_something_nothing_is_drawn_over_it(tmp_path: Path) -> None:
    script = """
import sys, time
import mentorsite.cli.progress
mentorsite.cli.progress.PATIENCE = 0
with mentorsite.cli.progress.progress(False) as show:
    show("rendering", 1, 3)
    show("", 0, 0)
    print("Password:", end="", file=sys.stderr, flush=True)
    time.sleep(0.5)
    print("!", end="", file=sys.stderr, flush=True)
    show("writing", 0, 0)
"""
    _, seen = on_a_terminal(tmp_path, script)
    assert "rendering" in seen
    assert "Password:!" in seen
    assert "writing" in seen.partition("Password:!")[2]
