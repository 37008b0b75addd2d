"""A record opens in somebody's editor, at a line; afterwards they are told what is wrong in it, or what to do next."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import click

from mentorsite.cli.options import Common
from mentorsite.cli.reports import report
from mentorsite.diagnostics import Severity, tidy
from mentorsite.editor import editor_command
from mentorsite.escaping import escaped
from mentorsite.scaffold.desk import Desk
from mentorsite.scaffold.record import left_over

_CHECK = "`mentorsite check` tells whether all is well"


def from_here(file: Path) -> str:
    """Give a file's path from where somebody stands, so that it can be opened."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:  # another drive
        return str(file)


def go_on(desk: Desk, path: str, line: int, edit: bool, common: Common) -> None:
    """Open a new record, by its path relative to the site, where that is wanted; say what to do next."""
    command = editor_command(os.environ, from_here(desk.config.root / path), line) if edit else None
    if command and _run(command):
        _look_again(desk, path, common)
    elif not common.quiet:
        write = "When it is written, take" if command or not edit else "Write it in any editor ($EDITOR opens by itself), then take"
        click.echo(f"{write} its line `draft` away; {_CHECK}.", err=True)


def offer(desk: Desk, path: str, common: Common) -> bool:
    """Offer to open a record that is there already; say whether it was opened."""
    command = editor_command(os.environ, from_here(desk.config.root / path))
    if not command or not click.confirm(f"{escaped(path)} is there already. Open it?", default=True, err=True):
        return False
    click.echo(escaped(from_here(desk.config.root / path)))
    if _run(command):
        _look_again(desk, path, common)
    return True


def _look_again(desk: Desk, path: str, common: Common) -> None:
    """Say what is wrong with what somebody wrote, or what to do next. They may have moved it elsewhere, which is theirs to do."""
    try:
        text = (desk.config.root / path).read_text("utf-8")
    except (OSError, UnicodeError):
        return
    problems = [problem for problem in tidy(desk.problems_in(path, text)) if problem.severity is not Severity.ADVICE]
    report(problems, common.format, desk.config.root)
    for sheet in desk.read_file(path, text).sheets:
        unwritten = ", ".join(f"`{name}`" for name in left_over(sheet.record))
        if problems or common.quiet:
            return
        if sheet.record.draft:
            click.echo(f"When it is written, take its line `draft` away; {_CHECK}.", err=True)
        elif unwritten:
            click.echo(f"It is no draft any more, but nothing is written yet in {unwritten}.", err=True)
        else:
            click.echo(f"It is no draft any more; {_CHECK} with the others, and who will see it.", err=True)


def _run(command: list[str]) -> bool:
    """Run an editor; say why where that fails. The record is written either way."""
    try:
        status = subprocess.call(command)
    except OSError as error:
        click.echo(f"The editor `{escaped(command[0])}` cannot be started: {error.strerror}. The record is written.", err=True)
        return False
    if status:
        click.echo(f"The editor `{escaped(command[0])}` ended with status {status}. The record is written.", err=True)
    return status == 0
