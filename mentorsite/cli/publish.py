"""`mentorsite publish`: put a target's site on a branch, from which GitHub Pages or another host shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from mentorsite.cli.complete import complete_target
from mentorsite.cli.options import Common, common

if TYPE_CHECKING:
    from mentorsite.config import Config, Target
    from mentorsite.publishing.publish import Published, Wish
    from mentorsite.publishing.refusals import Refused

HOSTS = ("github", "gitlab")


@click.command("publish")
@click.argument("target", required=False, shell_complete=complete_target)
@click.option(
    "--remote",
    metavar="NAME|ADDRESS",
    help="A remote of the repository, or the address of another one; else that of mkfile.toml, or origin.",
)
@click.option("--branch", metavar="NAME", help="The branch that holds the site; else that of mkfile.toml, or gh-pages.")
@click.option("-m", "--message", metavar="TEXT", help="The words of the commit, which everybody can read.")
@click.option("--dry-run", "dry", is_flag=True, help="Only list the files that would be added, changed and removed.")
@click.option("--no-push", is_flag=True, help="Put the site on the local branch, and push nothing.")
@click.option("--strict", is_flag=True, help="Take warnings as errors.")
@click.option(
    "--setup",
    type=click.Choice(HOSTS),
    help="Write the file by which GitHub or GitLab publishes TARGET after each push, and publish nothing.",
)
@common
def command(
    target: str | None,
    remote: str | None,
    branch: str | None,
    message: str | None,
    dry: bool,
    no_push: bool,
    strict: bool,
    setup: str | None,
    common: Common,
) -> None:
    """Build TARGET (or the first target that is for the public), search it for leaks, and put it on the branch of published sites.

    There is a commit only where something changed. What you are working on is not touched: neither files nor index nor other branches.
    Where anything is wrong, or the remote refuses, the branch stays as it was here and there.
    """
    from mentorsite.cli.site import find_target, open_site
    from mentorsite.config import is_branch_name

    if branch is not None and not is_branch_name(branch):
        raise click.BadParameter(f"`{branch}` can be no branch", param_hint="--branch")
    if message is not None and not message.strip():
        raise click.BadParameter("a commit needs words", param_hint="--message")
    config = open_site(common)
    aim = find_target(config, target or _first_public(config), common)

    from mentorsite.publishing.refusals import Refused

    try:
        if setup is not None:
            _set_up(setup, config, aim, common)
            return
        from mentorsite.publishing.publish import Wish

        wish = Wish(_place(remote, config), branch or config.publishing.branch, message, push=not no_push, dry=dry, strict=strict)
        _publish(config, aim, wish, common)
    except Refused as refused:
        _refuse(refused, aim, "written" if setup else "published", common)


def _first_public(config: Config) -> str | None:
    """Give the first target for the public; None where there is none, and the first of all counts."""
    return next((aim.name for aim in config.targets.values() if aim.audience.value == "public"), None)


def _place(given: str | None, config: Config) -> str:
    """Give the remote that is meant; a folder by its whole path, since git does not stand where we do."""
    remote, base = (given, Path.cwd()) if given is not None else (config.publishing.remote, config.root)
    is_path = remote.startswith((".", "/", "~")) or (base / remote / "HEAD").is_file()
    return str((base / Path(remote).expanduser()).resolve()) if is_path else remote


def _publish(config: Config, aim: Target, wish: Wish, common: Common) -> None:
    from mentorsite.cli.options import today
    from mentorsite.cli.progress import progress
    from mentorsite.cli.reports import report, result, summary
    from mentorsite.escaping import escaped
    from mentorsite.publishing.publish import publish
    from mentorsite.workers import Workers, processors

    with progress(common.quiet or common.format != "text") as shown:
        published = publish(config, aim, today(common, config), wish, progress=shown, workers=Workers(processors()))
    report(published.problems, common.format, config.root)
    if common.format == "json":
        result(_facts(published, aim, wish), published.problems)
    if published.changes is None:
        if common.format == "text":
            click.echo(f"{escaped(aim.name)}: {summary(published.problems)}; nothing was published", err=True)
        raise click.exceptions.Exit(1)
    if common.format == "text" and not common.quiet:
        _say(published, aim, wish, common)


def _facts(published: Published, aim: Target, wish: Wish) -> dict[str, object]:
    changes = published.changes
    return {
        "target": aim.name,
        "audience": str(aim.audience),
        "branch": wish.branch,
        "remote": published.place if wish.push else None,
        "records": published.records,
        "published": changes is not None and not wish.dry,
        "commit": published.commit,
        **({"added": changes.added, "changed": changes.changed, "removed": changes.removed} if changes else {}),
    }


def _say(published: Published, aim: Target, wish: Wish, common: Common) -> None:
    from mentorsite.cli.reports import counted
    from mentorsite.escaping import escaped

    changes = published.changes
    assert changes is not None
    listed = (("+", changes.added), ("~", changes.changed), ("-", changes.removed))
    numbers = ", ".join(f"{len(part)} {word}" for word, (_, part) in zip(("new", "changed", "removed"), listed, strict=True))
    is_same = not any(part for _, part in listed)
    where = f"`{wish.branch}`" + (f" of {escaped(published.place)}" if wish.push else ", not pushed")
    records = f"{counted(published.records, 'record')} for the audience `{aim.audience}`"
    said = "nothing changed" if is_same and not published.is_first else numbers
    click.echo(f"{where}{' would hold' if wish.dry else ''}: {records}; {said}")
    if common.verbose or wish.dry:
        for sign, addresses in listed:
            for address in addresses:
                click.echo(f"  {sign} {escaped(address)}")
    if published.is_local_behind:
        click.echo(f"the local branch `{wish.branch}` was moved meanwhile and stays as it is; what was pushed is published", err=True)
    if published.is_first and wish.push and not wish.dry:
        click.echo(
            f"The branch is new. On GitHub, choose it in Settings, Pages: deploy from the branch `{wish.branch}`, folder `/ (root)`."
        )


def _set_up(host: str, config: Config, aim: Target, common: Common) -> None:
    """Write the file of a host into the repository, where it has none."""
    from mentorsite.cli.reports import result
    from mentorsite.escaping import escaped
    from mentorsite.publishing.publish import refuse_confidential
    from mentorsite.publishing.setup import write_host_file

    refuse_confidential(aim)
    place = write_host_file(host, config.root, aim)
    if common.format == "json":
        result({"target": aim.name, "written": str(place)}, ())
    elif not common.quiet:
        click.echo(escaped(str(place)))


def _refuse(refused: Refused, aim: Target, what: str, common: Common) -> NoReturn:
    """Tell why nothing was published, and end the command."""
    from mentorsite.cli.reports import result
    from mentorsite.escaping import escaped

    if common.format == "json":
        result({"target": aim.name, what: False, "refused": refused.said, "hint": refused.hint}, ())
    else:
        click.echo(f"{click.style('error:', fg='red', bold=True)} nothing was {what}: {escaped(refused.said)}", err=True)
        if refused.hint:
            click.echo(f"  {click.style('hint:', fg='cyan')} {escaped(refused.hint)}", err=True)
    raise click.exceptions.Exit(1)
