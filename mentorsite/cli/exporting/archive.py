"""`mentorsite export archive`: a site and its records as one zip."""

from __future__ import annotations

import click

from mentorsite.cli.exporting.destination import Destination, export_options, export_to


@click.command("archive")
@export_options("FILE.zip", "The file to write.")
def command(destination: Destination) -> None:
    """Write the finished site of TARGET and its records, as its audience may see them, as one zip.

    The records are a site of their own: `mentorsite build` makes it again. Of the audience `private`, they are the source files themselves.
    """
    from mentorsite.archiving import archive
    from mentorsite.cli.site import find_target, open_site

    target = find_target(open_site(destination.common), destination.target, destination.common)
    export_to(destination, lambda ground: archive(ground, target), is_binary=True)
