"""What all exports share on the command line: for whom, where to, and that nothing is overwritten unless somebody says so."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mentorsite.cli.complete import complete_target
from mentorsite.cli.options import Common, common

if TYPE_CHECKING:
    from mentorsite.config import Config
    from mentorsite.exporting import Make
    from mentorsite.rendering.artifact import Artifact

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Destination:
    """For whom an export is, where it goes, and whether it may take the place of what is there. Without an `output`, it goes to stdout."""

    target: str | None
    output: Path | None
    force: bool
    common: Common


def export_options(metavar: str, help: str) -> Callable[[F], F]:
    """Give a command the options of all exports, as one argument `destination`. `metavar` and `help` say what `--output` names."""

    def with_options(function: F) -> F:
        @common
        @functools.wraps(function)
        def with_destination(*args: Any, target: str | None, output: Path | None, force: bool, common: Common, **rest: Any) -> Any:
            where = None if output is None or str(output) == "-" else output
            return function(*args, destination=Destination(target, where, force, common), **rest)

        decorated: Any = with_destination
        decorated = click.option("--force", is_flag=True, help="Write over what an earlier export left there.")(decorated)
        decorated = click.option("-o", "--output", type=click.Path(path_type=Path), metavar=metavar, help=help)(decorated)
        return click.argument("target", required=False, shell_complete=complete_target)(decorated)  # type: ignore[no-any-return]

    return with_options


def export_to(
    destination: Destination, make: Make, *, in_folder: bool = False, is_binary: bool = False, names: Collection[str] = ()
) -> None:
    """Make an export, search it and write it; end the command where there is a problem. With `in_folder`, `--output` names a folder for
    the files by their names, which is made where there is none; else there is one file.

    `names` are those of all files that such an export can have in its folder: where one is written over, none of an earlier one stays,
    which may hold what the audience does not see any more.
    """
    from mentorsite.cli.options import today
    from mentorsite.cli.reports import counted, report, result
    from mentorsite.cli.site import fail, find_target, open_site
    from mentorsite.diagnostics import is_fatal
    from mentorsite.escaping import escaped

    common = destination.common
    config = open_site(common)
    target = find_target(config, destination.target, common)
    output = destination.output
    if output:
        _refuse_place(config, output)
    elif is_binary and sys.stdout.isatty():
        raise click.UsageError("the export is no text; name a file with --output")

    from mentorsite.exporting import export

    exported = export(config, target.audience, today(common, config), make)
    if is_fatal(exported.problems):
        fail(exported.problems, common)
    written = _write(exported.files, output, destination, in_folder, names) if output else []
    report(exported.problems, common.format, config.root)
    if common.format == "json" and (output or not exported.files):
        result({"audience": str(target.audience), "written": written}, exported.problems)
    elif not exported.files:
        click.echo(f"the audience `{target.audience}` sees nothing of that; nothing was written", err=True)
    elif output is None:
        click.echo(exported.files[0].data, nl=False)
    elif not common.quiet:
        where = f"{escaped(str(output))}: {counted(len(written), 'file')}" if in_folder else escaped(str(output))
        click.echo(f"{where} for the audience `{target.audience}`")


def _refuse_place(config: Config, output: Path) -> None:
    """End the command where what is written would become a part of the site, or of what is published."""
    from mentorsite.escaping import escaped

    place, root = output.resolve(), config.root.resolve()
    taken = {"content": "the records", "static": "what is published as it is", "themes": "the themes"}
    taken |= {target.output: f"the target `{target.name}`" for target in config.targets.values()}
    for folder, what in taken.items():
        if place.is_relative_to((root / folder).resolve()):
            raise click.UsageError(f"{escaped(str(output))} lies among {escaped(what)}; name a place outside of it with --output")


def _write(files: Sequence[Artifact], output: Path, destination: Destination, in_folder: bool, names: Collection[str]) -> list[str]:
    """Write all files, or none where one is there already; take away those of `names` that there are none of any more."""
    from mentorsite.cli.reports import counted
    from mentorsite.escaping import escaped
    from mentorsite.packets import keep

    if not in_folder and output.is_dir():
        raise click.UsageError(f"{escaped(str(output))} is a folder; name a file in it with --output")
    places = {output / file.address if in_folder else output: file.data for file in files}
    stale = [output / name for name in names if output / name not in places]
    there = [place for place in (*places, *stale) if place.exists() or place.is_symlink()]
    if there and not destination.force:
        more = f" and {counted(len(there) - 1, 'other')}" if len(there) > 1 else ""
        are, them = ("are", "them") if more else ("is", "it")
        raise click.UsageError(f"{escaped(str(there[0]))}{more} {are} there already; nothing was written. Write over {them} with --force")
    try:
        for place, data in places.items():
            if in_folder:
                place.parent.mkdir(parents=True, exist_ok=True)
            keep(data, place)
        for place in stale:
            place.unlink(missing_ok=True)
    except OSError as error:
        raise click.ClickException(f"{escaped(str(error.filename or output))} cannot be written: {error.strerror}") from None
    return [str(place) for place in places]
