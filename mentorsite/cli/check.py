"""`mentorsite check`: everything that a build would say, and advice on good practice, without writing anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorsite.cli.complete import complete_person, complete_record, complete_target
from mentorsite.cli.options import Common, common

if TYPE_CHECKING:
    from mentorsite.build import Gathered, Made
    from mentorsite.config import Config, Target
    from mentorsite.links.check import Links
    from mentorsite.links.outward import Outward


@click.command("check")
@click.argument("target", required=False, shell_complete=complete_target)
@click.option("--strict", is_flag=True, help="Take warnings as errors.")
@click.option(
    "--explain",
    metavar="ID",
    shell_complete=complete_record,
    help="Tell why a record and what is in it is or is not there; an id, `type/id` or a file.",
)
@click.option(
    "--subject", metavar="PERSON", shell_complete=complete_person, help="List every place that is about a person, by their id or name."
)
@click.option(
    "--audit",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Search the finished files in FOLDER, whatever made them, for what TARGET's audience may not see.",
)
@click.option("--external", is_flag=True, help="Also ask other hosts whether they still have what the pages of TARGET link to.")
@common
def command(
    target: str | None, strict: bool, explain: str | None, subject: str | None, folder: Path | None, external: bool, common: Common
) -> None:
    """Check what a build of TARGET (or of every target) would say, and advise on good practice; write nothing.

    Advice never counts as a problem. `--quiet` leaves it out, and `[practice]` in mkfile.toml turns it off, all of it or single checks.

    Links within the site are looked up in its finished pages. `--external` asks other hosts as well, a few at a time and each for one page
    at a time, and keeps what they say in `.mentorsite/`: a week where a page is there, a day where none is. What only this machine or its
    network can reach is never asked.

    What a target leaves out is counted by type and by what decided it: that it is a draft, its own `visibility`, that of a
    `_defaults.yaml`, the `[visibility]` of mkfile.toml, the default `pair`, or a person's consent.
    """
    if sum(asked is not None for asked in (explain, subject, folder)) > 1:
        raise click.UsageError("ask for one of --explain, --subject and --audit at a time")
    if external and (explain is not None or subject is not None or folder is not None):
        raise click.UsageError("--external goes with none of --explain, --subject and --audit")
    from mentorsite.cli.options import today
    from mentorsite.cli.reports import counted, report, result, summary
    from mentorsite.cli.site import find_target, open_site
    from mentorsite.escaping import escaped

    config = open_site(common)
    targets = [find_target(config, target, common)] if target else list(config.targets.values())

    from mentorsite.build import advise, gather, links_of, make
    from mentorsite.diagnostics import Diagnostic, Severity, is_fatal, tidy
    from mentorsite.output import unwritable

    gathered = gather(config)
    if explain is not None or subject is not None:
        _answer(explain, subject, config, targets, gathered, common)
        return
    if folder is not None:
        _audit(folder, config, targets[0], gathered, common)
        return
    day = today(common, config)
    made = {aim.name: make(config, aim, day, gathered=gathered) for aim in targets}
    found: list[Diagnostic] = []
    for aim in targets:
        found += made[aim.name].problems
        if not is_fatal(made[aim.name].problems):
            found += unwritable(made[aim.name].artifacts, aim.output, config.root)
    outward = None
    if not is_fatal(gathered.problems):
        links = links_of(config, gathered, made)
        found += links.problems()
        if external and not is_fatal(found):
            outward = _ask(links, config, common)
            found += outward.problems(config.practice)
    problems = tidy(problem for problem in found if problem.severity is not Severity.ADVICE)
    advice = [problem for problem in found if problem.severity is Severity.ADVICE]
    advice = [] if common.quiet or is_fatal(problems) else [*tidy(advice), *advise(config, gathered, day)]
    said = (*problems, *advice)
    report(said, common.format, config.root)
    if common.format == "json":
        numbers = {"targets": {aim.name: _numbers(made[aim.name], config, aim, gathered) for aim in targets}}
        result({**numbers, **({"external": outward.facts()} if outward else {})}, said)
    elif common.format == "text" and not common.quiet:
        for aim in targets:
            if made[aim.name].artifacts:
                records, files = counted(made[aim.name].records, "record"), counted(len(made[aim.name].artifacts), "file")
                click.echo(f"{escaped(aim.name)}: {records} for the audience `{aim.audience}`, {files}")
                _say_left_out(config, aim, gathered, common)
        if external:
            for line in outward.lines(common.verbose) if outward else ["links to other hosts: none was asked for, since there are errors"]:
                click.echo(escaped(line))
        click.echo(summary(said))
    if is_fatal(problems, strict=strict):
        raise click.exceptions.Exit(1)


def _ask(links: Links, config: Config, common: Common) -> Outward:
    """Ask other hosts for what the finished pages link to."""
    import time

    from mentorsite.cli.progress import progress
    from mentorsite.links.asking import Asking
    from mentorsite.links.hosts import Caller
    from mentorsite.links.outward import ask

    with progress(common.quiet or common.format != "text") as report:
        show = (lambda done, all: report("asking other hosts", done, all)) if report else None
        return ask(links, config.root, Asking(Caller(), time.time()), show)


def _numbers(made: Made, config: Config, aim: Target, gathered: Gathered) -> dict[str, object]:
    """Count what a target holds and, where it can be made, what it leaves out."""
    from mentorsite.audience.left_out import left_out
    from mentorsite.cli.explanations import left_out_as_json

    numbers: dict[str, object] = {"records": made.records, "files": len(made.artifacts)}
    if made.artifacts:
        numbers["left_out"] = left_out_as_json(left_out(gathered.portfolio, gathered.sheets, aim.audience, config.visibility))
    return numbers


def _say_left_out(config: Config, aim: Target, gathered: Gathered, common: Common) -> None:
    from mentorsite.audience.left_out import left_out
    from mentorsite.cli.explanations import left_out_as_text

    found = left_out(gathered.portfolio, gathered.sheets, aim.audience, config.visibility)
    if found.is_something or common.verbose:
        for line in left_out_as_text(found):
            click.echo(line)


def _answer(explain: str | None, subject: str | None, config: Config, targets: list[Target], gathered: Gathered, common: Common) -> None:
    """Explain records, or list what is about a person; end the command where the site can't be read or nobody is meant."""
    from mentorsite.audience import find
    from mentorsite.cli import explanations
    from mentorsite.cli.reports import result
    from mentorsite.cli.site import fail
    from mentorsite.diagnostics import is_fatal, tidy
    from mentorsite.escaping import escaped

    if is_fatal(gathered.problems):
        # What could not be read may be what was asked for, and what is kept about somebody.
        fail(tidy(gathered.problems), common)
    portfolio, sheets = gathered.portfolio, gathered.sheets
    drawn: list[dict[str, object]] = []
    lines: list[list[str]] = []
    if explain is not None:
        from mentorsite.audience.explain import explain as explained

        asked = _relative(explain, config)
        keys = find.find_records(portfolio, asked)
        if not keys:
            said = f"there is no record `{escaped(explain)}`; {escaped(find.near_records(portfolio, asked))}"
            raise click.BadParameter(said, param_hint="--explain")
        for key in keys:
            explanation = explained(portfolio, sheets, config, targets, key)
            drawn.append(explanations.explanation_as_json(explanation))
            lines.append(list(explanations.explanation_as_text(explanation)))
    elif subject is not None:
        from mentorsite.audience.subject import subject as about

        asked = _relative(subject, config)
        keys = find.find_people(portfolio, subject) or find.find_people(portfolio, asked)
        if not keys:
            said = f"there is no record of `{escaped(subject)}`; {escaped(find.near_people(portfolio, subject))}"
            raise click.BadParameter(said, param_hint="--subject")
        for key in keys:
            found = about(portfolio, sheets, config, targets, key)
            drawn.append(explanations.subject_as_json(found))
            lines.append(list(explanations.subject_as_text(found)))
    if common.format == "json":
        result({"explained" if explain is not None else "subjects": drawn}, ())
    else:
        click.echo("\n\n".join("\n".join(block) for block in lines))


def _audit(folder: Path, config: Config, target: Target, gathered: Gathered, common: Common) -> None:
    """Search the files of a folder for what a target's audience may not see; end the command where there is something."""
    from mentorsite.build import leaks_in
    from mentorsite.cli.reports import counted, report, result, summary
    from mentorsite.cli.site import fail
    from mentorsite.diagnostics import is_fatal, tidy
    from mentorsite.escaping import escaped

    if is_fatal(gathered.problems):
        # What could not be read may be what should not be there.
        fail(tidy(gathered.problems), common)
    files, found = leaks_in(folder, config, target.audience, gathered)
    report(found, common.format, config.root)
    if common.format == "json":
        result({"audited": {"folder": str(folder), "audience": str(target.audience), "files": files}}, found)
    elif common.format == "text" and not common.quiet:
        said = f"{escaped(str(folder))}: {counted(files, 'file')} searched for what the audience `{target.audience}` may not see"
        click.echo(f"{said}; {summary(found)}")
    if is_fatal(found):
        raise click.exceptions.Exit(1)


def _relative(asked: str, config: Config) -> str:
    """Give the path of a file that is there relative to the site, wherever one stands; other words as they are."""
    path = Path(asked)
    if path.suffix and path.is_file() and path.resolve().is_relative_to(config.root):
        return path.resolve().relative_to(config.root).as_posix()
    return asked
