"""Publishing that is killed or interrupted leaves the old site or the new one, here and there, and the next time goes through."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.publishing.conftest import BEN, World, git, hook


@pytest.mark.parametrize("ending", ["SIGKILL", "SIGINT"])
def test_at_whatever_step_it_ends(tmp_path: Path, ending: str) -> None:
    script = [sys.executable, "-m", "tests.publishing.interrupting", str(tmp_path), ending]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["steps"] > 12


def test_killed_with_all_that_it_runs_while_the_remote_takes_it(world: World) -> None:
    world.publish()
    world.site.write(BEN)
    before, reached = world.both(), world.folder / "reached"
    hook(world.remote, "pre-receive", f"touch '{reached}'; sleep 60")
    line = [sys.executable, "-m", "mentorsite", "publish", "public", "--date", "2026-11-24"]
    process = subprocess.Popen(line, cwd=world.site.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while not reached.exists():
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert world.both() == before
    (world.remote / "hooks" / "pre-receive").unlink()
    world.publish()
    assert world.published() == world.built()
    assert len(world.commits()) == 2
    git(world.repository, "fsck", "--no-dangling")


def test_two_at_once_both_succeed_one_after_the_other(world: World) -> None:
    line = [sys.executable, "-m", "mentorsite", "publish", "public", "--date", "2026-11-24"]
    asked, go = world.folder / "asked", world.folder / "go"
    hook(world.remote, "pre-receive", f"echo asked >> '{asked}'; while [ ! -e '{go}' ]; do sleep 0.01; done")

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(line, cwd=world.site.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    first = start()
    while not asked.exists():
        assert first.poll() is None
        time.sleep(0.01)
    second = start()
    # While the first one is at it, the second one leaves its files and the remote alone, however long that takes.
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(2)
    assert asked.read_text() == "asked\n"
    assert (world.site.root / ".mentorsite" / "publish" / "site" / "index.html").exists()
    go.touch()
    assert [(process.communicate()[1], process.returncode) for process in (first, second)] == [(b"", 0), (b"", 0)]
    assert world.published() == world.built()
    assert len(world.commits()) == 1
