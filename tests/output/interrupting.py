"""Run as a script by test_interruption.py: a site takes another one's place in a process that ends at the n-th step on the disk, for every n.

Takes a folder. It is done for a process that is killed and for one that is interrupted, where two folders are exchanged in one step and where they
are moved. Writes as JSON how many steps there were in each case, and what went wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path

from mentorsite.output import write
from tests.output.conftest import artifacts, tree, written

OLD = {"index.html": "old", "goals/index.html": "same", "goals/gone.html": "gone", "tags/a.html": "gone"}
NEW = {"index.html": "new", "goals/index.html": "same", "goals/new.html": "new", "assets/site.css": "new"}
_STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.scandir", "shutil.rmtree"})


class Countdown:
    """Ends the process at a step on the disk, below a folder."""

    def __init__(self) -> None:
        self.root = ""
        self.ending = 0
        self.left = 0
        sys.addaudithook(self.step)

    def step(self, event: str, arguments: tuple[object, ...]) -> None:
        # Steps relative to an open folder, as rmtree takes them, have a bare name.
        below = any(isinstance(name, str | Path) and (str(name).startswith(self.root) or not os.path.isabs(name)) for name in arguments)
        if self.left and event in _STEPS and below:
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), self.ending)


def replace_in_a_process(root: Path, countdown: Countdown, steps: int) -> bool:
    """Let the new site take the old one's place in a process that ends after so many steps. False where there are not as many."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    countdown.left = steps
    try:
        write(artifacts(NEW), "public", root)
    except KeyboardInterrupt:
        os._exit(1)
    os._exit(0)


def wrong(root: Path, ending: str, way: str) -> str:
    """Say what is wrong after an ending, and after the build that follows."""
    public, aside = root / "public", root / ".public.mentorsite-old"
    found = tree(public if public.exists() or (ending, way) == ("interrupt", "moves") else aside)
    if way == "exchange" and not public.exists():
        return "there is no site"
    if found not in (written(OLD), written(NEW)):
        return f"half a site: {sorted(found)}"
    result, problems = write(artifacts(OLD), "public", root)
    if result is None or problems or tree(public) != written(OLD):
        return f"the next build: {problems}"
    left = sorted(os.listdir(root))
    return "" if left == [".mentorsite", "public"] else f"left over: {left}"


def steps_of(root: Path, ending: str, way: str, countdown: Countdown) -> dict[str, object]:
    """Try every number of steps."""
    root.mkdir()
    write(artifacts(OLD), "public", root)
    countdown.root, countdown.ending = str(root), signal.SIGKILL if ending == "kill" else signal.SIGINT
    steps, said = 1, []
    while replace_in_a_process(root, countdown, steps):
        if fault := wrong(root, ending, way):
            said.append(f"after step {steps}: {fault}")
        steps += 1
    return {"steps": steps - 1, "wrong": said}


def main(root: Path) -> None:
    """Try both endings and both ways."""
    countdown = Countdown()
    module = import_module("mentorsite.output.write")
    found = {}
    for way in ("exchange", "moves"):
        if way == "moves":
            module.exchange = lambda one, other: False  # type: ignore[attr-defined]
        for ending in ("kill", "interrupt"):
            found[f"{ending}, {way}"] = steps_of(root / f"{ending}-{way}", ending, way, countdown)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
