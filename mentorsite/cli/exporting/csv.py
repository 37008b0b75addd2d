"""`mentorsite export csv`: a table for each type of record."""

from __future__ import annotations

import click

from mentorsite.cli.complete import complete_type_name
from mentorsite.cli.exporting.destination import Destination, export_options, export_to


@click.command("csv")
@export_options("FOLDER", "The folder for the tables, which is made where there is none.")
@click.option(
    "--type", "types", metavar="TYPE", multiple=True, shell_complete=complete_type_name, help="Only records of TYPE; may be given again."
)
def command(destination: Destination, types: tuple[str, ...]) -> None:
    """Write the records that the audience of TARGET sees as tables, a file for each type: goals.csv, checkins.csv and so on.

    A single TYPE needs no folder: its table goes to the standard output. TARGET is the first one of mkfile.toml unless it is named.
    `mentorsite import csv` reads such tables again, and docs/exchange.md says what is in a cell.
    """
    from mentorsite.cli.types import type_named

    names = tuple(dict.fromkeys(type_named(name, "--type") for name in types))
    if destination.output is None and len(names) != 1:
        raise click.UsageError("name a folder for the tables with --output, or one type with --type")

    from mentorsite.exports.tables import tables
    from mentorsite.records.registry import type_names

    export_to(
        destination,
        lambda ground: tables(ground.marked, names, mark=destination.output is not None),
        in_folder=True,
        names=[f"{name}.csv" for name in names or type_names()],
    )
