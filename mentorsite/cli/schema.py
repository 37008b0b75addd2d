"""`mentorsite schema`: the record types, and data.json, as JSON Schema, for editors and other tools."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorsite.cli.complete import complete_schema_name
from mentorsite.cli.options import Common, common

if TYPE_CHECKING:
    from mentorsite.config import Config

_DATA = "data"
"""Stands in the place of a type for what a build makes, data.json."""


@click.command("schema")
@click.argument("type", required=False, shell_complete=complete_schema_name)
@click.option("--write", "to_write", is_flag=True, help="Write the schemas of all types, and the settings of VS Code, into the site.")
@common
def command(type: str | None, to_write: bool, common: Common) -> None:
    """Write the JSON Schema of records of TYPE, or of all types, to standard output; with `data` as TYPE, that of data.json.

    Inside a site, the levels of skills are those of its mkfile.toml.

    With `--write`, editors complete and check the records of a site: the schemas are put into `.mentorsite/schemas/`, together with the
    ids that can be referred to, and `.vscode/settings.json` says which file has which. Do it again when levels or records have changed, or
    mentorsite.
    """
    from mentorsite.cli.site import fail, open_site
    from mentorsite.config import find_mkfile, read_config
    from mentorsite.diagnostics import SiteError, did_you_mean
    from mentorsite.records.registry import type_names

    if to_write:
        if type:
            raise click.UsageError("--write writes the schemas of all types; name none")
        _write(open_site(common), common)
        return
    if type == _DATA:
        from mentorsite.exports.data_schema import data_schema

        click.echo(json.dumps(data_schema(), indent=2))
        return
    if type and type not in type_names():
        known = (*type_names(), _DATA)
        hint = did_you_mean(type, known) or f"the types are {', '.join(type_names())}; `{_DATA}` is data.json"
        raise click.BadParameter(f"`{type}` is no record type; {hint}", param_hint="TYPE")
    levels: tuple[str, ...] = ()
    try:
        config, problems = read_config(common.config or find_mkfile(Path.cwd()))
    except SiteError as error:
        if common.config:
            fail(error.problems, common)
    else:
        if config is None:
            fail(problems, common)
        levels = config.levels

    from mentorsite.records.schema import all_schemas, schema_of

    click.echo(json.dumps(schema_of(type, levels) if type else all_schemas(levels), indent=2))


def _write(config: Config, common: Common) -> None:
    """Write what editors read into a site; settings that cannot be added to are shown instead."""
    from mentorsite import store
    from mentorsite.cli.reports import counted, result
    from mentorsite.scaffold import editors

    written = []
    try:
        store.make_folder(config.root)
        schemas = editors.schema_files(config)
        for path, text in schemas.items():
            _keep(config.root / path, text)
        written += list(schemas)
        untouched: list[str] = []
        for path, complete in ((editors.SETTINGS, editors.with_settings), (editors.EXTENSIONS, editors.with_recommendation)):
            (written if _complete(config.root / path, complete) else untouched).append(path)
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be written: {error.strerror}") from None
    if common.format == "json":
        result({"written": written, "untouched": untouched}, ())
    elif common.format == "text" and not common.quiet:
        click.echo(f"{editors.SCHEMAS}/: {counted(len(schemas), 'schema')}")
        for path in written[len(schemas) :]:
            click.echo(f"{path}: says which file has which schema" if path == editors.SETTINGS else f"{path}: recommends what reads them")
    if editors.SETTINGS in untouched:
        click.echo(f"{editors.SETTINGS} is no plain JSON, for example since it holds comments, and stays as it is; add to it:", err=True)
        click.echo(json.dumps(editors.settings(), indent=2), err=True)


def _complete(place: Path, complete: Callable[[str | None], str | None]) -> bool:
    """Add to a file what it lacks; say whether that was possible."""
    try:
        text = place.read_bytes().decode("utf-8") if place.exists() else None
    except UnicodeDecodeError:
        return False
    completed = complete(text)
    if completed is not None and completed != text:
        _keep(place, completed)
    return completed is not None


def _keep(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode("utf-8"))
