"""`mentorsite check`: everything that a build would say, and advice on good practice, without writing anything."""

from __future__ import annotations

import click

from mentorsite.cli.options import Common, common


@click.command("check")
@click.argument("target", required=False)
@click.option("--strict", is_flag=True, help="Take warnings as errors.")
@common
def command(target: str | None, strict: bool, common: Common) -> None:
    """Check what a build of TARGET (or of every target) would say, and advise on good practice; write nothing.

    Advice never counts as a problem. `--quiet` leaves it out, and `[practice]` in mkfile.toml turns it off, all of it or single checks.
    """
    from mentorsite.cli.options import today
    from mentorsite.cli.reports import counted, escaped, report, result, summary
    from mentorsite.cli.site import find_target, open_site

    config = open_site(common)
    targets = [find_target(config, target, common)] if target else list(config.targets.values())

    from mentorsite.build import advise, gather, make
    from mentorsite.diagnostics import Diagnostic, is_fatal, tidy
    from mentorsite.output import unwritable

    day = today(common, config)
    gathered = gather(config)
    made = {aim.name: make(config, aim, day, gathered=gathered) for aim in targets}
    found: list[Diagnostic] = []
    for aim in targets:
        found += made[aim.name].problems
        if not is_fatal(made[aim.name].problems):
            found += unwritable(made[aim.name].artifacts, aim.output, config.root)
    problems = tidy(found)
    advice = () if common.quiet or is_fatal(problems) else advise(config, gathered, day)
    said = (*problems, *advice)
    report(said, common.format)
    if common.format == "json":
        result({"targets": {name: {"records": of.records, "files": len(of.artifacts)} for name, of in made.items()}}, said)
    elif common.format == "text" and not common.quiet:
        for aim in targets:
            if made[aim.name].artifacts:
                records, files = counted(made[aim.name].records, "record"), counted(len(made[aim.name].artifacts), "file")
                click.echo(f"{escaped(aim.name)}: {records} for the audience `{aim.audience}`, {files}")
        click.echo(summary(said))
    if is_fatal(problems, strict=strict):
        raise click.exceptions.Exit(1)
