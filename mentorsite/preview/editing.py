"""A file of the site is opened in an editor; one that needs the terminal has it alone until it ends."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from mentorsite.editor import editor_command, takes_terminal
from mentorsite.excerpt import file_within
from mentorsite.incremental.receipt import SOURCES


@dataclass
class Editing:
    """Opens files of the site in the folder `root`, whose mkfile.toml has a `name`, in the editor that the `environment` names.

    When an editor gives the terminal back, `ended` is called.
    """

    root: Path
    name: str
    environment: Mapping[str, str]
    ended: Callable[[], None] = lambda: None
    _on_screen: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def is_possible(self) -> bool:
        """Whether the environment names an editor."""
        return editor_command(self.environment, "") is not None

    @property
    def has_terminal(self) -> bool:
        """Whether an editor has the terminal, so that nobody else may write there."""
        return any(started.poll() is None for started in self._on_screen)

    def open(self, path: str, line: int) -> str:
        """Start the editor; say what is wrong where that can't be done."""
        place = file_within(self.root, path)
        if place is None or not (path.partition("/")[0] in SOURCES or path == self.name):
            return "There is no such file among the site's sources."
        command = editor_command(self.environment, str(place), max(line, 1))
        if command is None:
            return "Set VISUAL or EDITOR to the command of an editor."
        alone = takes_terminal(command)
        if alone and self.has_terminal:
            return "An editor is open in the terminal that the preview was started in; end it first."
        try:
            started = subprocess.Popen([shutil.which(command[0]) or command[0], *command[1:]], cwd=self.root)
        except OSError as error:
            return f"{command[0]} could not be started: {error.strerror}."
        if alone:
            self._on_screen[:] = [started]
        Thread(target=self._wait_for, args=(started,), daemon=True).start()
        return ""

    def _wait_for(self, started: subprocess.Popen[bytes]) -> None:
        started.wait()
        self.ended()
