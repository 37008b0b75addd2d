"""`mentorsite export`: what an audience sees, in forms that other programs read."""

from __future__ import annotations

from collections.abc import Mapping

import click

from mentorsite.cli.lazy import Lazy


class _Exports(Lazy):
    modules: Mapping[str, str] = {name: f"mentorsite.cli.exporting.{name}" for name in ("csv", "resume", "badges", "archive")}


@click.group("export", cls=_Exports)
def command() -> None:
    """Write what an audience sees in forms that other programs read.

    An export holds what the audience of a target may see and nothing else, and is searched for leaks before it is written.
    """
