"""What is measured is the whole tree of processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measure import Failed, measure

CHILD = "import os; os.times(); begun = os.times().user\nwhile os.times().user - begun < 0.3: pass"
HOLD = "import time; held = b'x' * (60 * 2**20); time.sleep(0.4)"


def in_child(code: str) -> list[str]:
    """Give a command whose child, and not itself, runs some code."""
    return [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}], check=True)"]


def test_the_time_of_a_child_counts(tmp_path: Path) -> None:
    assert measure(in_child(CHILD), tmp_path).cpu >= 0.3


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is seen on Linux alone")
def test_the_memory_of_a_child_counts(tmp_path: Path) -> None:
    memory = measure(in_child(HOLD), tmp_path).memory
    assert memory is not None
    assert memory > 60 * 2**20


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is seen on Linux alone")
def test_what_a_fork_shares_counts_once(tmp_path: Path) -> None:
    code = "import os, time; held = b'x' * (60 * 2**20)\nfor _ in range(3):\n    if not os.fork(): time.sleep(0.4); os._exit(0)\n"
    memory = measure([sys.executable, "-c", code + "for _ in range(3): os.wait()"], tmp_path).memory
    assert memory is not None
    assert 60 * 2**20 < memory < 120 * 2**20


def test_a_command_that_fails_is_not_measured_and_its_words_are_passed_on(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such luck"):
        measure([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path)
