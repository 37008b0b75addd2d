"""The editor that somebody uses, from their environment, and how it is called to show a line of a file."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import PurePath, PureWindowsPath

_PLUS = frozenset(("vi", "vim", "nvim", "gvim", "nano", "pico", "emacs", "emacsclient", "kak", "micro", "gedit", "gnome-text-editor"))
"""Editors that take `+LINE FILE`."""
_GOTO = frozenset(["code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"])
"""Editors that take `--goto FILE:LINE`."""
_COLON = frozenset(["subl", "sublime_text", "hx", "helix", "zed", "zeditor"])
"""Editors that take `FILE:LINE`."""
_LINE = frozenset(["kate", "kwrite", "idea", "pycharm", "webstorm"])
"""Editors that take `--line LINE FILE`."""


_ON_SCREEN = frozenset(
    ["vi", "vim", "nvim", "view", "nano", "pico", "kak", "micro", "joe", "jed", "mg", "ne", "hx", "helix", "ed", "mcedit"]
)
"""Editors that take the terminal that they are started in."""


def takes_terminal(command: Sequence[str]) -> bool:
    """Say whether an editor takes the terminal until it ends. Emacs does where it is told not to open a window."""
    kind = _kind(command[0])
    return kind in _ON_SCREEN or (
        kind in ("emacs", "emacsclient") and not {"-nw", "-t", "-tty", "--no-window-system", "--tty"}.isdisjoint(command)
    )


def editor_command(environment: Mapping[str, str], file: str, line: int = 1) -> list[str] | None:
    """Give the arguments that open a file at a line (from 1) in the editor named by VISUAL, else EDITOR; None where neither names one.

    Either may hold options, as in `code --wait`. An editor that is not known gets the file alone.
    """
    for name in ("VISUAL", "EDITOR"):
        if words := _words(environment.get(name, "")):
            return [*words, *_opening(words[0], file, line)]
    return None


def _words(command: str) -> list[str]:
    if "\\" in command and not command.startswith(("/", "'", '"')) and PureWindowsPath(command).drive:
        # A path of Windows, in which a backslash quotes nothing.
        return [word.strip('"') for word in shlex.split(command, posix=False)]
    try:
        return shlex.split(command)
    except ValueError:
        # A quotation mark that is never closed belongs to the name of a program.
        return command.split()


def _opening(program: str, file: str, line: int) -> list[str]:
    kind = _kind(program)
    if kind in _PLUS:
        return [f"+{line}", file]
    if kind in _GOTO:
        return ["--goto", f"{file}:{line}"]
    if kind in _COLON:
        return [f"{file}:{line}"]
    if kind in _LINE:
        return ["--line", str(line), file]
    return [file]


def _kind(program: str) -> str:
    """Give an editor's plain name: `/usr/bin/vim.basic` is vim, `emacs-nox` is emacs."""
    path = PureWindowsPath(program) if "\\" in program else PurePath(program)
    name = path.name.lower().partition(".")[0]
    known = _PLUS | _GOTO | _COLON | _LINE
    return name if name in known else name.partition("-")[0]
