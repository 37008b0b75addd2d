"""The command line: one file a command; whatever is heavy is imported inside the command that needs it."""

from mentorsite.cli.group import main

__all__ = ["main"]
