"""Run as a script by test_interruption.py: publishes in a process that ends before it runs its n-th other process, for every n.

Takes a folder and the name of a signal. Writes as JSON how many steps there were, and what went wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from tests.publishing.conftest import World, files_at, git, refs

VERSIONS = ("One.", "Another.")


class Countdown:
    """Ends the process at a step."""

    def __init__(self, ending: signal.Signals) -> None:
        self.ending = ending
        self.left = 0
        sys.addaudithook(self.step)

    def step(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.left and event == "subprocess.Popen":
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), self.ending)


def publish_in_a_process(world: World, countdown: Countdown, steps: int) -> bool:
    """Publish in a process that ends after so many steps. False where there are not as many."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    countdown.left = steps
    try:
        world.publish()
    except KeyboardInterrupt:
        os._exit(1)
    os._exit(0)


def wrong(world: World, before: tuple[str, str], old: dict[str, bytes], ending: signal.Signals) -> str:
    """Say what is wrong after an ending, and after the next time."""
    local, remote = world.both()
    if remote == before[1]:
        if local != before[0]:
            return "the local branch moved, and the remote's did not"
    elif world.published() != world.built() or len(world.commits()) < 2:
        return "the remote has something else than the old site or the new one"
    if files_at(world.repository, "gh-pages") not in (old, world.built()):
        return "the local branch has half a site"
    if ending == signal.SIGINT and (world.site.root / ".mentorsite" / "publish").exists():
        return "something was left over"
    git(world.repository, "fsck", "--no-dangling")
    world.publish()
    if world.published() != world.built() or files_at(world.repository, "gh-pages") != world.built():
        return "the next time did not publish"
    if (world.site.root / ".mentorsite" / "publish").exists():
        return "something was left over after the next time"
    return "" if refs(world.remote).count("\n") == 0 else "the remote has another branch"


def main(folder: Path, ending: signal.Signals) -> None:
    """Try every step."""
    world = World(folder)
    world.commit()
    world.publish()
    countdown = Countdown(ending)
    steps, said = 1, []
    while True:
        before, old = world.both(), world.built()
        world.site.write(
            {"content/goals/ada.md": f"---\ntitle: Ada\nvisibility: public\n---\n{VERSIONS[steps % 2]}\n", "static/n.txt": f"{steps}"}
        )
        if not publish_in_a_process(world, countdown, steps):
            break
        if fault := wrong(world, before, old, ending):
            said.append(f"after step {steps}: {fault}")
        steps += 1
    print(json.dumps({"steps": steps - 1, "wrong": said}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), signal.Signals[sys.argv[2]])
