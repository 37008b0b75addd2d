"""`mentorsite import markdown`: records made of notes and posts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorsite.cli.complete import complete_type_name
from mentorsite.cli.importing.arrival import Arrival, import_options, portfolio_of, read_file, take_in, usual_reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorsite.config import Config
    from mentorsite.imports.markdown_notes import NoteReading
    from mentorsite.imports.notes import Note

_SUFFIXES = (".md", ".markdown")
_NOT_LOOKED_INTO = frozenset({"_site", "node_modules", "public", "resources", "themes", "_layouts", "_includes", "_sass"})
"""Folders that hold what other programs made of notes, or make it with."""
_OF_GENERATORS = ("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "hugo.json", "config.toml")
"""Files by which Jekyll and Hugo are known: there, `#words` in texts are no tags."""


@click.command("markdown")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER")
@click.option(
    "--type",
    "type",
    metavar="TYPE",
    shell_complete=complete_type_name,
    help="Of which type the notes are whose folder does not say so.",
)
@click.option(
    "--map",
    "mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A TOML file that says which folder holds which type, and which field goes where.",
)
@import_options
def command(folder: Path, type: str | None, mapping: Path | None, arrival: Arrival) -> None:
    """Make records of the Markdown files in FOLDER: posts of Jekyll or Hugo, or notes of Obsidian.

    A note is of the type that its folder is named after, or of TYPE. Links between notes become links between records. What is imported
    is for the pair at most, unless a mapping file says `visibility`. docs/exchange.md says what goes where.
    """
    from mentorsite.cli.site import fail, open_site
    from mentorsite.cli.types import type_named

    config = open_site(arrival.common)

    from mentorsite.diagnostics import Diagnostic, tidy
    from mentorsite.imports.markdown_notes import NoteReading, records_of
    from mentorsite.imports.note_map import NoteMap, read_note_map
    from mentorsite.imports.notes import read_note

    mapped = NoteMap()
    if mapping:
        mapped, wrong = read_note_map(str(mapping), read_file(mapping))
        if wrong:
            fail(tidy(wrong), arrival.common, status=2)
    portfolio = portfolio_of(config, arrival)
    of_type = type_named(type, "--type") if type else ""
    with_tags = not any((place / name).exists() for place in (folder, folder.parent) for name in _OF_GENERATORS)
    reading = NoteReading(of_type, mapped, portfolio, _reach(config, portfolio), with_tags)
    notes: list[Note] = []
    found: list[Diagnostic] = []
    unread = 0
    for path, place in _files(folder):
        note, said = read_note(path, str(place), read_file(place))
        found += said
        notes += [note] if note else []
        unread += note is None
    if not notes and not unread:
        raise click.BadParameter("there is no file in it that ends in .md", param_hint="FOLDER")
    records, said = records_of(notes, reading, _lost(config, notes, reading))
    take_in(config, (records, [*found, *said]), arrival)


def _lost(config: Config, notes: Sequence[Note], reading: NoteReading) -> set[str]:
    """Give the files of the notes that cannot be records, so that a link in a text keeps nobody else from being one.

    What has an error of its own is found first, then what refers to that in a field.
    """
    from mentorsite.diagnostics import Code, Severity
    from mentorsite.imports.markdown_notes import records_of
    from mentorsite.imports.receive import receive

    lost: set[str] = set()
    for passed_over in ({Code.NOT_IMPORTED}, set[Code]()):
        found = receive(config, records_of(notes, reading, lost)[0]).problems
        lost |= {each.span.path for each in found if each.severity is Severity.ERROR and each.code not in passed_over}
        if not lost:
            break
    return lost


def _files(folder: Path) -> list[tuple[str, Path]]:
    """Give the notes of a folder, by their paths in it; what begins with a dot is no note, nor what other programs made."""
    found: list[tuple[str, Path]] = []
    for place in sorted(folder.iterdir()):
        if place.name.startswith(".") or place.is_symlink():
            continue
        if place.is_dir() and place.name not in _NOT_LOOKED_INTO:
            found += [(f"{place.name}/{path}", inner) for path, inner in _files(place)]
        elif place.is_file() and place.suffix.lower() in _SUFFIXES and place.name != "_index.md":
            found.append((place.name, place))
    return found


def _reach(config: Config, portfolio: str) -> dict[str, str]:
    """Give how far an imported record of each type reaches: as far as those of its folder do by themselves, and to the pair at most.

    A person's record reaches as far as their consent, which is up to the pair where nothing is said of it.
    """
    from mentorsite.records.audience import Audience

    return {type: str(min(audience, Audience.PAIR)) for type, audience in usual_reach(config, portfolio).items() if type != "people"}
