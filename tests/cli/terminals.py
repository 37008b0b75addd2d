"""A command at a terminal of its own: what it says, and what is typed."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

PATIENCE = 30


class Terminal:
    """A command at a terminal of its own: what it says, and what is typed."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.end, other = pty.openpty()
        kept = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mentorsite", *arguments, "--date", "2026-11-24"],
            cwd=folder,
            stdin=other,
            stdout=other,
            stderr=other,
            env={**kept, "PYTHONPATH": str(ROOT), "TERM": "dumb", **environment},
            start_new_session=True,
        )
        os.close(other)
        self.said = ""
        self.heard = 0

    def until(self, words: str) -> str:
        """Read until it said these words, after what was read before; give what it said since then."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.said[self.heard :]:
            assert self._read(deadline), f"ended without `{words}`: {self.said}"
        start = self.heard
        self.heard = self.said.index(words, start) + len(words)
        return self.said[start : self.heard]

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self.end, f"{text}\n".encode())

    def finish(self) -> tuple[int, str]:
        """Read to the end; give the status, and all that was said."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self.process.wait(PATIENCE), self.said

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self.end], [], [], max(0, deadline - time.monotonic()))
        assert ready, f"nothing more within {PATIENCE} seconds: {self.said}"
        try:
            data = os.read(self.end, 65536)
        except OSError:  # the other end is closed
            return False
        self.said += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", data.decode(errors="replace")).replace("\r\n", "\n")
        return bool(data)

    def close(self) -> None:
        """End what is still there."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self.end)


Start = Callable[..., Terminal]
