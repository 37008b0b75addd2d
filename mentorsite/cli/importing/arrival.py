"""What all imports share on the command line: into which portfolio, whether anything is written, and the report."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mentorsite.cli.complete import complete_portfolio
from mentorsite.cli.options import Common, common

if TYPE_CHECKING:
    from mentorsite.config import Config
    from mentorsite.diagnostics import Diagnostic
    from mentorsite.imports.incoming import Incoming
    from mentorsite.records.audience import Audience

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Arrival:
    """Into which portfolio records come that say nothing of it, and whether they are only looked at."""

    portfolio: str | None
    dry_run: bool
    common: Common


def import_options(function: F) -> F:
    """Give a command the options of all imports, as one argument `arrival`."""

    @common
    @functools.wraps(function)
    def with_arrival(*args: Any, portfolio: str | None, dry_run: bool, common: Common, **rest: Any) -> Any:
        return function(*args, arrival=Arrival(portfolio, dry_run, common), **rest)

    decorated: Any = with_arrival
    decorated = click.option("-n", "--dry-run", is_flag=True, help="Write nothing; only say what would be written, and what not.")(
        decorated
    )
    return click.option(  # type: ignore[no-any-return]
        "--portfolio",
        metavar="NAME",
        shell_complete=complete_portfolio,
        help="The portfolio that the records come into, where the site holds several.",
    )(decorated)


def portfolio_of(config: Config, arrival: Arrival) -> str:
    """Give the folder's name of the portfolio that is named, "" for none; end the command where there is none of that name."""
    from mentorsite.escaping import escaped
    from mentorsite.records.addresses import slug

    if arrival.portfolio is None:
        return ""
    folder = config.root / "content" / "portfolios"
    known = sorted(place.name for place in folder.iterdir() if place.is_dir()) if folder.is_dir() else []
    found = next((name for name in known if name == arrival.portfolio or slug(name) == slug(arrival.portfolio)), None)
    if found is None:
        listed = escaped(", ".join(known)) or "none"
        raise click.BadParameter(f"there is no portfolio `{escaped(arrival.portfolio)}`; there are {listed}", param_hint="--portfolio")
    return found


def usual_reach(config: Config, portfolio: str) -> dict[str, Audience]:
    """Give how far a record of each type in a portfolio reaches that does not say so: as far as the narrowest of its folders says."""
    from mentorsite.reading.defaults import read_defaults
    from mentorsite.reading.files import walk
    from mentorsite.records.audience import Audience
    from mentorsite.records.registry import type_names

    files, _ = walk(config.root, "content")
    given = read_defaults(files, config.file_mib * 2**20)[0].reaches(portfolio)
    usual = {type: config.visibility.get(type, Audience.PAIR) for type in type_names()}
    return {type: min((each or usual[type] for each in given.get(type, (None,))), default=usual[type]) for type in usual}


def read_file(place: Path) -> bytes:
    """Give the bytes of a file; end the command where it cannot be opened."""
    from mentorsite.escaping import escaped

    try:
        return place.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{escaped(str(place))} cannot be opened: {error.strerror}") from None


def take_in(config: Config, read: tuple[Sequence[Incoming], Sequence[Diagnostic]], arrival: Arrival) -> None:
    """Write the records that can be records of the site, and tell of the others; end the command with 1 where one is not written."""
    from mentorsite.cli.reports import report, result
    from mentorsite.cli.writing import write_new
    from mentorsite.diagnostics import Severity, is_fatal, tidy
    from mentorsite.escaping import escaped
    from mentorsite.imports.receive import receive

    common = arrival.common
    records, problems = read
    received = receive(config, records)
    found = [*problems, *received.problems]
    for path, text in () if arrival.dry_run else received.files.items():
        write_new(config.root / path, text, config, "Import it again")
    if received.files and not arrival.dry_run:
        from mentorsite.build import gather

        # What is right and may yet be more than was meant: a name that is not to be seen so far, for example.
        found += [each for each in gather(config).problems if each.span.path in received.files and each.severity is Severity.WARNING]
    said = tidy(found)
    report(said, common.format)
    if common.format == "json":
        result(
            {
                "written": [] if arrival.dry_run else list(received.files),
                "would_be_written": list(received.files) if arrival.dry_run else [],
                "left": received.left,
            },
            said,
        )
    elif common.format == "text":
        for path in () if common.quiet else received.files:
            click.echo(escaped(path))
        if not common.quiet:
            click.echo(_summary(len(received.files), received.left, said, arrival.dry_run), err=True)
    if is_fatal(said):
        raise click.exceptions.Exit(1)


def _summary(written: int, left: int, problems: Sequence[Diagnostic], dry_run: bool) -> str:
    from mentorsite.cli.reports import counted, summary

    parts = [f"{counted(written, 'record')} {'would be written' if dry_run else 'written'}"]
    if left:
        parts.append(f"{left} there already and left")
    return "; ".join([*parts, summary(problems)])
