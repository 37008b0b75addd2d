"""`mentorsite import csv`: records made of tables."""

from __future__ import annotations

from pathlib import Path

import click

from mentorsite.cli.complete import complete_type_name
from mentorsite.cli.importing.arrival import Arrival, import_options, portfolio_of, read_file, take_in


@click.command("csv")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE...|FOLDER")
@click.option(
    "--type",
    "type",
    metavar="TYPE",
    shell_complete=complete_type_name,
    help="Of which type the records are; else what the file is called after.",
)
@click.option(
    "--map",
    "mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A TOML file that says which column goes into which field.",
)
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="How a date such as 3/4/2026 is meant; else it is refused.")
@click.option("--encoding", metavar="NAME", help="How the files are written, for example windows-1252; else UTF-8.")
@import_options
def command(
    files: tuple[Path, ...], type: str | None, mapping: Path | None, dates: str | None, encoding: str | None, arrival: Arrival
) -> None:
    """Make records of tables: of each FILE, or of all files in FOLDER that end in .csv.

    A column is found by the name of its field, or by what the field is called on a page. Commas, semicolons and tabs are known by
    themselves. docs/exchange.md says what is in a cell.
    """
    from mentorsite.cli.site import open_site
    from mentorsite.cli.types import type_named

    _known(encoding)
    config = open_site(arrival.common)

    from mentorsite.diagnostics import Diagnostic, tidy
    from mentorsite.imports.incoming import Incoming
    from mentorsite.imports.mapping import Mapped, read_mapping
    from mentorsite.imports.tables import Reading, fields_by_name, records_in
    from mentorsite.records.registry import type_names

    mapped: Mapped = {}
    if mapping:
        fields = {name: set(fields_by_name(name).values()) for name in type_names()}
        mapped, wrong = read_mapping(str(mapping), read_file(mapping), fields)
        if wrong:
            from mentorsite.cli.site import fail

            fail(tidy(wrong), arrival.common, status=2)
    reading = Reading(type_named(type, "--type") if type else "", mapped, portfolio_of(config, arrival), dates or "", encoding)
    records: list[Incoming] = []
    found: list[Diagnostic] = []
    for place in _tables(files):
        of_file, said = records_in(str(place), read_file(place), reading)
        records += of_file
        found += said
    take_in(config, (records, found), arrival)


def _tables(files: tuple[Path, ...]) -> list[Path]:
    """Give the tables that are named, and those in the folders that are."""
    from mentorsite.escaping import escaped

    found: list[Path] = []
    for place in files:
        inside = sorted(each for each in place.iterdir() if each.suffix.lower() in (".csv", ".tsv")) if place.is_dir() else [place]
        if not inside:
            raise click.BadParameter(f"there is no file in {escaped(str(place))} that ends in .csv", param_hint="FOLDER")
        found += inside
    return found


def _known(encoding: str | None) -> None:
    """End the command where an encoding is none of texts."""
    from mentorsite.escaping import escaped

    try:
        b"    ".decode(encoding or "utf-8", "replace")
    except (LookupError, UnicodeError):
        raise click.BadParameter(f"`{escaped(encoding or '')}` is no encoding that is known here", param_hint="--encoding") from None
