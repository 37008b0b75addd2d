"""`mentorsite schema`: the record types as JSON Schema, for editors and other tools."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mentorsite.cli.options import Common, common


@click.command("schema")
@click.argument("type", required=False)
@common
def command(type: str | None, common: Common) -> None:
    """Write the JSON Schema of records of TYPE, or of all types, to standard output.

    Inside a site, the levels of skills are those of its mkfile.toml.
    """
    from mentorsite.cli.site import fail
    from mentorsite.config import find_mkfile, read_config
    from mentorsite.diagnostics import SiteError, did_you_mean
    from mentorsite.records.registry import type_names

    if type and type not in type_names():
        hint = did_you_mean(type, type_names()) or "the types are " + ", ".join(type_names())
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
