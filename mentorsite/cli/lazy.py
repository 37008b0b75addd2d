"""A group of commands, each of which is imported when it is asked for: names become modules."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click


class Lazy(click.Group):
    """Loads a command when it is asked for: `modules` says in which module, as `command`, each stands, by its name."""

    modules: Mapping[str, str]

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        command: click.Command = importlib.import_module(self.modules[cmd_name]).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from mentorsite.diagnostics import did_you_mean

            if hint := did_you_mean(args[0], tuple(self.modules)):
                raise click.UsageError(f"{error.message.rstrip('.')} ({hint})", ctx) from None
            raise
