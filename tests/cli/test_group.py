"""The command itself: what it offers, what it imports, how it fails."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from mentorsite import __version__
from mentorsite.cli.group import group
from tests.cli.conftest import CONTROLS, GOAL, HEAVY, Run, command

COMMANDS = group.list_commands(group.make_context("mentorsite", [], resilient_parsing=True))


def test_every_command_is_listed_with_what_it_does(run: Run, tmp_path: Path) -> None:
    said = run(tmp_path, "--help").stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name}  +[A-Z].*\w", said, re.MULTILINE)


def lines() -> list[str]:
    """Give all commands, those of a group with the name of the group before them."""
    found = []
    for name in COMMANDS:
        command = group.get_command(group.make_context("mentorsite", [name], resilient_parsing=True), name)
        inner = command.list_commands(click.Context(command)) if isinstance(command, click.Group) else []
        found += [f"{name} {each}" for each in inner] or [name]
    return found


@pytest.mark.parametrize("line", lines())
def test_every_command_explains_itself_and_each_of_its_options(run: Run, tmp_path: Path, line: str) -> None:
    result = run(tmp_path, *line.split(), "-h")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: mentorsite {line} ")
    found: click.Command | None = group
    for name in line.split():
        assert isinstance(found, click.Group)
        context = click.Context(found)
        found = found.get_command(context, name)
    assert found is not None
    for option in found.get_params(context):
        if option.param_type_name == "option":
            assert getattr(option, "help", None), option.name
    for common in ("--config", "--date", "--format", "--quiet", "--verbose"):
        assert common in result.stdout


@pytest.mark.parametrize("name", ["export", "import"])
def test_a_group_lists_what_it_has_each_with_what_it_does(run: Run, tmp_path: Path, name: str) -> None:
    said = run(tmp_path, name, "--help").stdout
    for each in (line.split()[1] for line in lines() if line.startswith(f"{name} ")):
        assert re.search(rf"^  {each}  +[A-Z].*\w", said, re.MULTILINE)


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    script = "import sys, atexit; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr)); sys.argv = ['mentorsite', '--help']; from mentorsite.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Usage: mentorsite" in done.stdout
    imported = {name.partition(".")[0] for name in done.stderr.split()}
    assert "click" in imported
    assert imported.isdisjoint(HEAVY)


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_it_says_its_version(run: Run, tmp_path: Path, option: str) -> None:
    assert run(tmp_path, option).stdout == f"mentorsite {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "No such command 'biuld' (did you mean `build`?)"),
        (["zebra"], "No such command 'zebra'"),
        (["export", "csvs"], "No such command 'csvs' (did you mean `csv`?)"),
        (["build", "--zebra"], "No such option"),
        (["build", "one", "two"], "unexpected extra argument"),
        (["build", "--format", "xml"], "'xml' is not one of"),
        (["build", "--date", "24.11.2026"], "`24.11.2026` is not a date; write it as year-month-day, for example 2026-03-04"),
    ],
)
def test_wrong_use_ends_with_2_and_a_reason_on_stderr(run: Run, tmp_path: Path, arguments: list[str], said: str) -> None:
    result = run(tmp_path, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_it_runs_as_a_module_and_writes_results_to_stdout_alone(plain_site: Run, tmp_path: Path) -> None:
    plain_site({"content/goals/g.md": GOAL})
    done = command(tmp_path, "build", "--date", "2026-11-24")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "public/: 5 pages of 1 record for the audience `public`; 11 new, 0 changed, 0 removed\n"


def test_a_terminal_that_knows_few_letters_is_no_reason_to_fail(plain_site: Run, tmp_path: Path) -> None:
    plain_site({f"content/goals/éナ{CONTROLS}.md": "---\ntitel: é\n---\n"})
    done = command(tmp_path, "check", "--format", "github", env={**os.environ, "PYTHONIOENCODING": "latin-1"}, encoding="latin-1")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(
        r"::error file=content/goals/é\u30caa\x1b[31mb\u202ec\x9bd.md,line=2,col=1,title=M104::unknown field `titel`"
    )
