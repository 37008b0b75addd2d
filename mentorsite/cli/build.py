"""`mentorsite build`: make a target's site."""

from __future__ import annotations

from datetime import date

import click

from mentorsite.cli.complete import complete_target
from mentorsite.cli.options import Common, Day, common


@click.command("build")
@click.argument("target", required=False, shell_complete=complete_target)
@click.option("--strict", is_flag=True, help="Take warnings as errors.")
@click.option("--as-of", "past", type=Day(), metavar="DAY", help="Make the site of an earlier day: what came later does not exist in it.")
@click.option("--since", type=Day(), metavar="DAY", help="Add a page, changes.html, that tells what changed after DAY.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes work at a time; else as many as there are processors."
)
@click.option("--executor", metavar="MODULE:FACTORY", help="Render by the concurrent.futures.Executor that this function gives.")
@click.option("--timings", is_flag=True, help="Say how long each stage took.")
@common
def command(
    target: str | None,
    strict: bool,
    past: date | None,
    since: date | None,
    jobs: int | None,
    executor: str | None,
    timings: bool,
    common: Common,
) -> None:
    """Build TARGET, or the first target of mkfile.toml.

    Where there is an error, nothing is written and what was built before stays as it was.
    """
    from mentorsite.cli.options import today
    from mentorsite.cli.progress import Timings, progress
    from mentorsite.cli.reports import counted, report, result, summary
    from mentorsite.cli.site import find_target, open_site
    from mentorsite.escaping import escaped

    config = open_site(common)
    aim = find_target(config, target, common)

    from mentorsite.incremental.again import again

    day = past or today(common, config)
    with progress(common.quiet or common.format != "text") as shown:
        watch = Timings(shown)
        built = again(config, aim, day, strict=strict, past=past is not None, since=since)
        if built is None:
            from mentorsite.build import build
            from mentorsite.cli.executor import executor_named
            from mentorsite.workers import Workers, processors

            workers = Workers(jobs or processors(), executor_named(executor, config.root) if executor else None)
            built = build(
                config,
                aim,
                day,
                strict=strict,
                past=past is not None,
                since=since,
                progress=watch.show if timings else shown,
                workers=workers,
                seconds=watch.of_all,
            )
        watch.stop()
    report(built.problems, common.format, config.root)
    if common.format == "json":
        written = built.written
        changes: dict[str, object] = {"added": written.added, "changed": written.changed, "removed": written.removed} if written else {}
        result(
            {
                "target": aim.name,
                "audience": str(aim.audience),
                "output": aim.output,
                "records": built.records,
                "pages": built.pages,
                "written": written is not None,
                **changes,
                **(watch.facts() if timings else {}),
            },
            built.problems,
        )
    if timings and common.format != "json":
        for line in watch.lines():
            click.echo(line, err=True)
    if built.written is None:
        if common.format == "text":
            click.echo(
                f"{escaped(aim.name)}: {summary(built.problems)}; nothing was written, and what was built before is as it was", err=True
            )
        raise click.exceptions.Exit(1)
    if common.format == "text" and not common.quiet:
        added, changed, removed = (len(part) for part in (built.written.added, built.written.changed, built.written.removed))
        said = f"{added} new, {changed} changed, {removed} removed" if added or changed or removed else "nothing changed"
        pages, records = counted(built.pages, "page"), counted(built.records, "record")
        click.echo(f"{escaped(aim.output)}/: {pages} of {records} for the audience `{aim.audience}`; {said}")
        if common.verbose:
            for sign, addresses in (("+", built.written.added), ("~", built.written.changed), ("-", built.written.removed)):
                for address in addresses:
                    click.echo(f"  {sign} {escaped(address)}")
