"""Progress on a terminal, from the moment that a build takes longer than one would wait without a sign."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentorsite.build import Progress

PATIENCE = 0.4
"""Seconds after which something is shown."""


class Timings:
    """Measures how long each stage takes, from the moment when it is reported to that of the next one.

    In `of_all` is counted what several processes did at a time: seconds by step, of all together.
    """

    def __init__(self, shown: Progress | None) -> None:
        self.seconds: dict[str, float] = {}
        self.of_all: Counter[str] = Counter()
        self._shown = shown
        self._stage, self._since = "starting", time.monotonic()

    def show(self, stage: str, done: int, all: int) -> None:
        """Take note of a stage, and pass it on."""
        if stage != self._stage:
            self.stop()
            self._stage = stage
        if self._shown:
            self._shown(stage, done, all)

    def stop(self) -> None:
        """End the stage that is under way."""
        now = time.monotonic()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._since = now

    def facts(self) -> dict[str, dict[str, float]]:
        """Give the seconds of each stage, and of each step of the pages' making, of all processes together."""
        found: dict[str, Mapping[str, float]] = {"timings": self.seconds, "steps": self.of_all}
        return {what: {name: round(seconds, 4) for name, seconds in of.items()} for what, of in found.items()}

    def lines(self) -> Iterator[str]:
        """Give each stage with its seconds and its share of all."""
        total = sum(self.seconds.values())
        for stage, seconds in (*self.seconds.items(), ("all", total)):
            yield f"  {stage:<34}{seconds:8.3f} s {seconds / total:6.1%}"
        for step, seconds in self.of_all.items():
            yield f"  {step + ', all processes together':<34}{seconds:8.3f} s"


@contextmanager
def progress(quiet: bool) -> Iterator[Progress | None]:
    """Give a function that draws progress on stderr, or None where nobody is looking."""
    if quiet or not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """Imports rich only when there is something to show."""

    def __init__(self) -> None:
        self.begin = time.monotonic()
        self.progress: object = None
        self.task: object = None

    def show(self, stage: str, done: int, all: int) -> None:
        if not stage:
            self.close()
            return
        if time.monotonic() - self.begin < PATIENCE:
            return
        from rich.console import Console
        from rich.progress import Progress as RichProgress

        if not isinstance(self.progress, RichProgress):
            self.progress = RichProgress(console=Console(stderr=True), transient=True)
            self.progress.start()
            self.task = self.progress.add_task(stage, total=None)
        self.progress.update(self.task, description=stage, completed=done, total=all or None)  # type: ignore[arg-type]

    def close(self) -> None:
        if self.progress is not None:
            self.progress.stop()  # type: ignore[attr-defined]
            self.progress = None
