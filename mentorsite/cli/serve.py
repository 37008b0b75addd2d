"""`mentorsite serve`: see the site while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mentorsite.cli.complete import complete_target
from mentorsite.cli.options import Common, common

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorsite.preview.run import Looked


@click.command("serve")
@click.argument("target", required=False, shell_complete=complete_target)
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port, or the first one tried.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@common
def command(target: str | None, opens: bool, port: int, host: str, common: Common) -> None:
    """Show the site in the browser, and make it anew whenever a file of it is saved; Ctrl-C ends it.

    It begins with all that there is, as the audience `private` sees it, or with the audience of TARGET, and switches between audiences in
    the page. It is served on this machine alone and writes nothing into the folders that `build` writes.
    """
    import gc
    import json
    import logging
    import os
    import sys
    import warnings

    from mentorsite.cli.options import today
    from mentorsite.cli.reports import as_json, report, summary
    from mentorsite.cli.site import find_target, open_site
    from mentorsite.diagnostics import Severity
    from mentorsite.escaping import escaped
    from mentorsite.preview.live import LiveSite
    from mentorsite.preview.places import base_of, is_local
    from mentorsite.preview.run import bound, run
    from mentorsite.preview.watch import Watch
    from mentorsite.records.audience import Audience
    from mentorsite.workers import Workers, processors

    config = open_site(common)
    first = find_target(config, target, common).audience if target else Audience.PRIVATE
    if not is_local(host):
        said = f"whoever reaches {escaped(host)} over the network can read all of your records, private ones as well"
        click.echo(f"{click.style('warning:', fg='yellow', bold=True)} {said}", err=True)
    try:
        place = bound(host, port)
    except OSError as error:
        raise click.ClickException(f"nothing can be served at {escaped(host)}: {error.strerror}") from None
    got = place.getsockname()[1]
    if port and got != port:
        click.echo(f"port {port} is taken, and {got} is used", err=True)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{got}{base_of(config.url)}"
    live = LiveSite(config.root / config.name, lambda config: today(common, config))
    # Before there is another thread: the processes that read at the beginning begin as copies of this one.
    live.look(Workers(processors()))
    live.standing(first, "index.html")
    # What is there now stays: to look through all of it for garbage takes as long as to show a change.
    gc.freeze()

    def begun(watch: Watch, end: Callable[[], None]) -> None:
        problems = live.all_problems()
        if common.format == "json":
            click.echo(json.dumps({"url": url, "audience": str(first), "problems": [as_json(problem) for problem in problems]}))
        else:
            report(problems, common.format, config.root)
            if not common.quiet:
                click.echo(f"The preview is at {url} for the audience `{first}`. Ctrl-C ends it.")
                if not watch.hears:
                    click.echo("The system can't watch so many folders: a change shows after a few seconds.", err=True)
        sys.stdout.flush()
        if opens:
            import webbrowser

            webbrowser.open(url)

    told = [live.all_problems()]

    def say(looked: Looked) -> None:
        if not looked.changed and looked.problems == told[0]:
            return
        if common.format == "json":
            facts = {"changed": looked.changed, "seconds": round(looked.seconds, 3)}
            click.echo(json.dumps({**facts, "problems": [as_json(problem) for problem in looked.problems]}))
        else:
            if looked.changed and not common.quiet:
                few = ", ".join(looked.changed[:3])
                more = f" and {len(looked.changed) - 3} more" if len(looked.changed) > 3 else ""
                heavy = [problem for problem in looked.problems if problem.severity is not Severity.ADVICE]
                wrong = f": {summary(heavy)}" if heavy else ""
                click.echo(f"{escaped(few)}{more}, {looked.seconds * 1000:.0f} ms{wrong}", err=True)
            if looked.problems != told[0]:
                report(looked.problems, common.format, config.root)
        told[0] = looked.problems
        sys.stdout.flush()

    def failed(trace: str) -> None:
        click.echo(f"{trace}This is a fault of mentorsite. The preview goes on with what it had.", err=True)

    # Watchdog's threads tell of folders that move while they are looked at, which makes no difference here.
    for name in ("watchdog", "uvicorn"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    warnings.filterwarnings("ignore", module=r"watchdog\.")
    run(live, place, host, first, os.environ, say, failed, begun)
    if common.format == "text" and not common.quiet:
        click.echo("\nThe preview has ended.")
