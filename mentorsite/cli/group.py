"""The command `mentorsite` itself: which commands there are, and what happens when one fails."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper

import click

from mentorsite import __version__
from mentorsite.cli.lazy import Lazy

SHELLS = ("bash", "zsh", "fish")
_COMMANDS = ("init", "new", "build", "check", "serve", "status", "review", "publish")


class _Commands(Lazy):
    modules: Mapping[str, str] = {
        **{name: f"mentorsite.cli.{name}" for name in _COMMANDS},
        # `import` can be no module's name.
        "export": "mentorsite.cli.exporting",
        "import": "mentorsite.cli.importing",
        "schema": "mentorsite.cli.schema",
    }


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="mentorsite %(version)s")
@click.option(
    "--completion",
    type=click.Choice(SHELLS),
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, shell: _write_completion(ctx, shell),
    help="Write what makes a shell complete commands, options and records, and end; docs/editors.md says where to put it.",
)
def group() -> None:
    """Make a portfolio of the records that a mentor and a mentee keep.

    Run a command inside a site (a folder with mkfile.toml), or begin one with `mentorsite init`.
    """


def _write_completion(ctx: click.Context, shell: str | None) -> None:
    """Write the script by which a shell asks for completions."""
    if shell is None or ctx.resilient_parsing:
        return
    from click.shell_completion import get_completion_class

    completes = get_completion_class(shell)
    assert completes is not None
    click.echo(completes(group, {}, "mentorsite", "_MENTORSITE_COMPLETE").source())
    ctx.exit()


def main() -> None:
    """Run the command line."""
    # A build makes many values and no garbage to speak of: to look for it after every 700 values takes a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    # What a record is, no plugin of another package decides; to look for one takes longer than to read many records.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A letter that the terminal does not know is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    group(prog_name="mentorsite")
