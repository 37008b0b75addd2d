"""`mentorsite check`: everything that a build would say, without writing anything."""

from __future__ import annotations

import click

from mentorsite.cli.options import Common, common


@click.command("check")
@click.argument("target", required=False)
@click.option("--strict", is_flag=True, help="Take warnings as errors.")
@common
def command(target: str | None, strict: bool, common: Common) -> None:
    """Check what a build of TARGET (or of every target) would say; write nothing."""
    from mentorsite.cli.options import today
    from mentorsite.cli.reports import report, result, summary
    from mentorsite.cli.site import find_target, open_site

    config = open_site(common)
    targets = [find_target(config, target, common)] if target else list(config.targets.values())

    from mentorsite.build import make
    from mentorsite.diagnostics import is_fatal, tidy

    made = {aim.name: make(config, aim, today(common, config)) for aim in targets}
    problems = tidy(problem for of in made.values() for problem in of.problems)
    report(problems, common.format)
    if common.format == "json":
        result({"targets": {name: {"records": of.records, "files": len(of.artifacts)} for name, of in made.items()}}, problems)
    elif common.format == "text" and not common.quiet:
        for aim in targets:
            if made[aim.name].artifacts:
                click.echo(
                    f"{aim.name}: {made[aim.name].records} records for the audience `{aim.audience}`, {len(made[aim.name].artifacts)} files"
                )
        click.echo(summary(problems))
    if is_fatal(problems, strict=strict):
        raise click.exceptions.Exit(1)
