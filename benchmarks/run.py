"""Measure mentorsite and the other generators that are installed, in one run: `python -m benchmarks.run --records 1000 10000 --runs 3`.

Every candidate has a copy of the same site, and in every round each of them builds it four times, as whole processes: without anything from
before, with nothing changed, after an edit of one body, after an edit of one title. Tables show medians, and ratios of one run.
docs/performance.md says what is compared; `--write` puts the tables there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.measure import Failed, Measured, measure
from benchmarks.peers import OUTPUT, PEERS, Peer, put
from benchmarks.records import Entry, edited, most_usual_goal, read_records
from benchmarks.report import PROGRAMME, SCENES, Size, page, put_into
from benchmarks.site import write_site

MENTORSITE = "mentorsite"
DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
MEMORY_DISK = Path("/dev/shm")


@dataclass(slots=True)
class Candidate:
    """A generator with a site of its own: what builds it, and how a record of it is edited."""

    label: str
    folder: Path
    command: Sequence[str]
    edit: Callable[[str, str], None]
    """Give the record that is edited a title, and a text more after its own."""
    took: dict[str, list[Measured]] = field(default_factory=dict)

    def forget(self) -> None:
        """Take away what was built, and what was kept from building it."""
        for name in (OUTPUT, ".mentorsite"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self, scene: str) -> None:
        """Build and note what it took."""
        took = measure(self.command, self.folder)
        self.took.setdefault(scene, []).append(took)
        print(f"{self.label}, {scene}: {took.wall:.2f} s", file=sys.stderr)

    def pages(self, word: str = "") -> int:
        """Give how many pages were written, or how many of them show a word."""
        found = (self.folder / OUTPUT).rglob("*.html")
        return sum(not word or word in place.read_text("utf-8") for place in found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure, print the tables."""
    asked = arguments_of(arguments)
    # Only to find peers: a folder that holds them may hold another Python as well, which is not to run mentorsite.
    path = os.pathsep.join([*map(os.path.abspath, asked.tools), os.environ["PATH"]])
    commands = commands_of(asked.command)
    peers = [peer for peer in PEERS if peer.name.lower() in asked.peers]
    missing = [peer.name for peer in peers if not peer.command(path)]
    for name in missing:
        print(f"{name} is not installed and is passed over", file=sys.stderr)
    peers = [peer for peer in peers if peer.name not in missing]
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.profile:
        for records in asked.records:
            profile(asked.folder / str(records), records, commands)
        return
    known = facts(asked, commands, peers, missing, path)
    sizes = []
    for records in asked.records:
        portfolios = asked.portfolios if asked.programme and records == max(asked.records) else 0
        sizes.append(measure_size(asked.folder / str(records), records, commands, peers, path, asked.runs, portfolios))
    (asked.folder / "measured.json").write_text(json.dumps([asdict(size) for size in sizes], indent=1), "utf-8")
    text = page(sizes, known)
    print(text)
    if asked.write:
        DOCUMENT.write_text(put_into(DOCUMENT.read_text("utf-8"), text), "utf-8")


def arguments_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Measure mentorsite and its peers on the same records.")
    names = [peer.name.lower() for peer in PEERS]
    place = MEMORY_DISK if os.access(MEMORY_DISK, os.W_OK) else Path(tempfile.gettempdir())
    parser.add_argument("--records", type=int, nargs="+", default=[1000], help="sizes of sites (1000)")
    parser.add_argument("--runs", type=int, default=3, help="rounds, of which the medians count (3)")
    parser.add_argument("--peers", nargs="*", choices=names, default=names, help="which of them to measure (all that are installed)")
    parser.add_argument("--tools", nargs="*", default=[], metavar="FOLDER", help="where programs of peers lie, before PATH")
    parser.add_argument(
        "--command", action="append", default=[], metavar="LABEL=COMMAND", help="a further way to run mentorsite; repeatable"
    )
    parser.add_argument("--programme", action="store_true", help="also measure the largest site as a programme of many portfolios")
    parser.add_argument("--portfolios", type=int, default=100, metavar="N", help="how many portfolios the programme has (100)")
    parser.add_argument("--profile", action="store_true", help="print how long each stage of mentorsite takes, and nothing else")
    parser.add_argument("--folder", type=Path, default=place / "mentorsite-benchmarks", help=f"where sites are written (in {place})")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), metavar="DAY", help="the day to write there (today)")
    return parser.parse_args(arguments)


def commands_of(given: Sequence[str]) -> dict[str, list[str]]:
    """Give the ways to run mentorsite by their labels; the label `mentorsite` replaces the one that is always there."""
    commands = {MENTORSITE: [sys.executable, "-m", "mentorsite", "build", "public"]}
    for pair in given:
        label, equals, command = pair.partition("=")
        if not equals:
            raise SystemExit(f"--command {pair!r}: a label and `=` come before the command")
        program, *rest = shlex.split(command)
        found = shutil.which(program)
        if not found:
            raise SystemExit(f"--command {pair!r}: there is no program {program!r}")
        # Whole, since it is run in other folders. Links are left alone: an environment's Python is one.
        commands[label] = [os.path.abspath(found), *rest]
    return commands


def measure_size(
    folder: Path, records: int, commands: dict[str, list[str]], peers: Sequence[Peer], path: str, runs: int, portfolios: int
) -> Size:
    """Write a site for each candidate and measure all of them, round by round."""
    shutil.rmtree(folder, ignore_errors=True)
    write_site(folder / "records", records)
    entries = read_records(folder / "records")
    goal, shown_by = most_usual_goal(entries)
    candidates = [mentorsite(label, command, folder, goal) for label, command in commands.items()]
    candidates += [of_peer(peer, folder, entries, goal, peer.command(path) or []) for peer in peers]
    bound = []
    if portfolios:
        for number, (label, command) in enumerate(commands.items()):
            write_site(folder / f"programme-{number}", records, portfolios)
            bound.append(Candidate(label + PROGRAMME, folder / f"programme-{number}", command, lambda title, more: None))
    pages: dict[str, tuple[int, int]] = {}
    for number in range(1, runs + 1):
        for candidate in list(candidates):
            try:
                pages[candidate.label] = build_four_times(candidate, goal, number)
            except Failed as error:
                print(f"{candidate.label} is passed over: {error}", file=sys.stderr)
                candidates.remove(candidate)
        for candidate in list(bound):
            candidate.forget()
            try:
                candidate.build(SCENES[0])
            except Failed as error:
                print(f"{candidate.label} is passed over: {error}", file=sys.stderr)
                bound.remove(candidate)
            pages[candidate.label] = candidate.pages(), 0
        print(f"{records} records, round {number} of {runs} done", file=sys.stderr)
    return Size(records, len(entries), portfolios, runs, shown_by, {one.label: one.took for one in [*candidates, *bound]}, pages)


def build_four_times(candidate: Candidate, goal: Entry, number: int) -> tuple[int, int]:
    """Build from nothing, again, after an edit of a body, after one of a title; count the pages, and those that show the title."""
    sentence, title = f"One sentence more in round {number}", f"Called otherwise in round {number}"
    more = f"\n{sentence}.\n"
    candidate.edit(goal.title, "")
    candidate.forget()
    candidate.build(SCENES[0])
    candidate.build(SCENES[1])
    candidate.edit(goal.title, more)
    candidate.build(SCENES[2])
    candidate.edit(title, more)
    candidate.build(SCENES[3])
    if not candidate.pages(sentence) or not candidate.pages(title):
        raise Failed("no page shows what was edited")
    return candidate.pages(), candidate.pages(title)


def mentorsite(label: str, command: Sequence[str], folder: Path, goal: Entry) -> Candidate:
    """Give mentorsite, run in one way, a copy of the site."""
    place = folder / f"mentorsite-{len(list(folder.iterdir()))}"
    shutil.copytree(folder / "records", place)

    def edit(title: str, more: str) -> None:
        file = Path("content") / f"{goal.key}.md"
        written = (folder / "records" / file).read_text("utf-8")
        put(place, {str(file): written.replace(f"title: {goal.title}\n", f"title: {title}\n", 1) + more})

    return Candidate(label, place, command, edit)


def of_peer(peer: Peer, folder: Path, entries: list[Entry], goal: Entry, command: Sequence[str]) -> Candidate:
    """Give another generator its site."""
    place = folder / peer.name.lower()
    peer.write(place, entries)
    present = entries

    def edit(title: str, more: str) -> None:
        nonlocal present
        after = edited(entries, goal.key, title, more)
        peer.rewrite(place, present, after)
        present = after

    return Candidate(peer.name, place, command, edit)


def profile(folder: Path, records: int, commands: dict[str, list[str]]) -> None:
    """Print how long each stage takes, for each way to run mentorsite, from nothing and with nothing changed."""
    shutil.rmtree(folder, ignore_errors=True)
    write_site(folder / "records", records)
    for label, command in commands.items():
        candidate = mentorsite(label, command, folder, most_usual_goal(read_records(folder / "records"))[0])
        for scene in SCENES[:2]:
            timed = [*command, "--timings", "--format", "json"]
            said = subprocess.run(timed, cwd=candidate.folder, capture_output=True, text=True, check=True).stdout
            stages: dict[str, float] = json.loads(said)["timings"]
            print(f"{label}, {records:,} records, {scene}: {sum(stages.values()):.2f} s in stages")
            for stage, seconds in stages.items():
                print(f"  {seconds:9.3f} s  {stage}")


def facts(asked: argparse.Namespace, commands: dict[str, list[str]], peers: Sequence[Peer], missing: Sequence[str], path: str) -> list[str]:
    """Say what was measured with what, and when."""
    ways = [f"{label} {version_of(command)}".strip() for label, command in commands.items()]
    others = [f"{peer.name} {peer.version(path)}" for peer in peers]
    where = "a memory disk" if asked.folder.resolve().is_relative_to(MEMORY_DISK) else "a disk"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    machine = f"{cores} cores ({platform.system()}, {platform.machine()}), Python {platform.python_version()}"
    lines = [
        f"Measured on {asked.date}, on {machine}, output on {where}.",
        f"Versions: {', '.join([*ways, *others])}.",
    ]
    if shutil.which("node", path=path) and any(peer.name == "Eleventy" for peer in peers):
        node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
        lines[-1] = f"{lines[-1][:-1]}, Node.js {node.removeprefix('v')}."
    if missing:
        lines.append(f"Not installed, so passed over: {', '.join(missing)}.")
    return lines


def version_of(command: Sequence[str]) -> str:
    """Give the version of mentorsite that a command runs, nothing where it cannot be told from the command how to ask."""
    if "build" not in command:
        return ""
    program = command[: command.index("build")]
    return subprocess.run([*program, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]


if __name__ == "__main__":
    main()
