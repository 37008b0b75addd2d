"""Run a command and measure all of its processes together: wall time, CPU time and peak memory.

CPU time is what the kernel counted for the process and all descendants that were waited for. Memory is looked at every 10 ms: the sum over
the process and its descendants of PSS, in which a page that several share (as after a fork) counts once. PSS takes long to read, so it is
read only when the sum of resident sizes, which is never smaller and quick to read, has grown, or 50 ms have passed, and only while that sum
is above the peak so far.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

LOOK = 0.010
"""Seconds between two looks at memory."""
AGAIN = 0.050
"""Seconds after which PSS is read again though the resident sizes have not grown."""
PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")


class Failed(Exception):
    """The command did not succeed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took: seconds on the clock, seconds of all processors, and bytes at the peak (None where it cannot be seen)."""

    wall: float
    cpu: float
    memory: int | None


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command in a folder to its end."""
    with TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        watch.start()
        # Not Popen.wait: this also says what was used, by the process and its children.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
        if process.returncode:
            said.seek(0)
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{said.read().decode(errors='replace')[-2000:]}")
    return Measured(wall, used.ru_utime + used.ru_stime, watch.peak or None)


class _Watch(threading.Thread):
    """Looks at a process and its descendants until it is told to end."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.peak, self.over = root, 0, threading.Event()

    def run(self) -> None:
        seen, read_at = 0, 0.0
        while not self.over.wait(LOOK):
            pids = list(tree(self.root))
            resident = sum(map(resident_size, pids))
            now = time.monotonic()
            if resident > self.peak and (resident > seen * 1.02 or now - read_at > AGAIN):
                self.peak = max(self.peak, sum(map(proportional_size, pids)))
                seen, read_at = resident, time.monotonic()

    def end(self) -> None:
        """Stop looking."""
        self.over.set()
        self.join()


def tree(root: int) -> Iterator[int]:
    """Give the ids of a process and all of its descendants that are there now."""
    yield root
    try:
        for thread in (PROC / str(root) / "task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from tree(int(child))
    except OSError:
        return


def resident_size(pid: int) -> int:
    """Give the resident size of a process in bytes; 0 where it is gone."""
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def proportional_size(pid: int) -> int:
    """Give the proportional size (PSS) of a process in bytes, the resident size where that may not be read, 0 where it is gone."""
    try:
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return resident_size(pid)
