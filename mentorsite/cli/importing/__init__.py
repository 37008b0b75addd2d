"""`mentorsite import`: records made of what other programs wrote."""

from __future__ import annotations

from collections.abc import Mapping

import click

from mentorsite.cli.lazy import Lazy


class _Imports(Lazy):
    modules: Mapping[str, str] = {name: f"mentorsite.cli.importing.{name}" for name in ("csv", "resume", "markdown")}


@click.group("import", cls=_Imports)
def command() -> None:
    """Make records of what other programs wrote.

    No file that is there is ever touched, and what would not pass `mentorsite check` is not written, but told.
    """
