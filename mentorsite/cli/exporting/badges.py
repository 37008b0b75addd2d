"""`mentorsite export badges`: milestones and skills as Open Badges."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorsite.cli.exporting.destination import Destination, export_options, export_to

if TYPE_CHECKING:
    from mentorsite.exporting import Ground
    from mentorsite.rendering.artifact import Artifact


@click.command("badges")
@export_options("FOLDER", "The folder for the badges, which is made where there is none.")
def command(destination: Destination) -> None:
    """Write what was reached, and the levels of skills, as Open Badges 3.0: a file for each milestone and each skill.

    Whom the portfolio is about says so of themself; every badge tells that, and none is signed. They lead to the pages of the site, so
    `[site] url` has to be there. docs/exchange.md says what is in a badge.
    """
    if destination.output is None:
        raise click.UsageError("name a folder for the badges with --output")
    export_to(destination, _badges, in_folder=True, names=list(_earlier(destination.output)))


def _badges(ground: Ground) -> Iterator[Artifact]:
    from mentorsite.diagnostics import Code, Diagnostic, SiteError
    from mentorsite.exports.badges import badges

    if not ground.config.url:
        said = "badges lead to the pages of the site, and it has no address"
        hint = 'write `url = "https://…/"` below `[site]`: where it is, or will be, published'
        raise SiteError(Diagnostic(Code.NO_URL, ground.config.place("site"), said, hint))
    for frame in ground.frames:
        yield from badges(frame)


def _earlier(folder: Path) -> Iterator[str]:
    """Give the badges that an earlier export left in the folder, which may be of what the audience does not see any more."""
    from mentorsite.exports.badges import SELF_ASSERTED

    for type in ("milestones", "skills"):
        for place in sorted(folder.glob(f"**/{type}/**/*.json")):
            try:
                found = json.loads(place.read_bytes())
            except (OSError, ValueError):
                continue
            if isinstance(found, dict) and found.get("description") == SELF_ASSERTED:
                yield place.relative_to(folder).as_posix()
