"""What every command that works on a site does first: find mkfile.toml, read it, or say why it can't."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from mentorsite.cli.options import Common
from mentorsite.cli.reports import report, result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorsite.config import Config, Target
    from mentorsite.diagnostics import Diagnostic


def open_site(common: Common) -> Config:
    """Give the site's Config; end the command with its problems where there is none."""
    from mentorsite.config import find_mkfile, read_config
    from mentorsite.diagnostics import SiteError

    try:
        config, problems = read_config(common.config or find_mkfile(Path.cwd()))
    except SiteError as error:
        fail(error.problems, common)
    if config is None:
        fail(problems, common)
    return config


def find_target(config: Config, name: str | None, common: Common) -> Target:
    """Give a target by its name, or the first one; end the command where there is none, since it was used wrongly."""
    from mentorsite.diagnostics import SiteError

    try:
        return config.target(name)
    except SiteError as error:
        fail(error.problems, common, status=2)


def fail(problems: Sequence[Diagnostic], common: Common, status: int = 1) -> NoReturn:
    """Report problems and end the command."""
    report(problems, common.format, _root(common))
    if common.format == "json":
        result({}, problems)
    raise click.exceptions.Exit(status)


def _root(common: Common) -> Path | None:
    """Give the folder that paths of problems are relative to, though there may be no Config that knows it."""
    from mentorsite.config import find_mkfile
    from mentorsite.diagnostics import SiteError

    try:
        return (common.config or find_mkfile(Path.cwd())).absolute().parent
    except SiteError:
        return None
