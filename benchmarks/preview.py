"""Measure how long after a save the browser shows the change: `python -m benchmarks.preview --records 1000 --saves 30`.

A generated site is served by `mentorsite serve`, Chromium looks at the page of a goal by Playwright, and the goal's title, its text and a
record that refers to it are saved in turn, in the three ways in which editors save. The clock runs from before the file is opened for
writing until the browser has painted the words that were written.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.records import most_usual_goal, read_records
from benchmarks.site import write_site

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
PAINTED = r"""
const seen = () => requestAnimationFrame(() => setTimeout(() => {
  const words = document.body.textContent.match(/save-\d+-of-many/g);
  if (words) console.log(words.join(" "));
}));
addEventListener("DOMContentLoaded", () => {
  seen();
  new MutationObserver(seen).observe(document.body, { childList: true, subtree: true, characterData: true });
});
"""


def saved_in_place(file: Path, text: str) -> None:
    """Save a file as a plain program does."""
    file.write_text(text, "utf-8")


def saved_by_renaming(file: Path, text: str) -> None:
    """Save a file as Vim and Visual Studio Code may do: the new one takes the old one's place."""
    beside = file.with_name(f"{file.name}.tmp")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def saved_in_halves(file: Path, text: str) -> None:
    """Save a file in two pieces, of which the first alone is no record."""
    with file.open("w", encoding="utf-8") as half:
        half.write(text[: len(text) // 2])
        half.flush()
        os.fsync(half.fileno())
        half.write(text[len(text) // 2 :])


WAYS: tuple[Callable[[Path, str], None], ...] = (saved_in_place, saved_by_renaming, saved_in_halves)


def measured(folder: Path, saves: int) -> list[float]:
    """Serve a site, save so often, and give the milliseconds that each save took to be seen."""
    from playwright.sync_api import sync_playwright

    goal, _ = most_usual_goal(read_records(folder))
    file = next(place for place in (folder / "content" / "goals").iterdir() if place.stem.endswith(goal.key.partition("/")[2]))
    written = file.read_text("utf-8")
    server = subprocess.Popen(
        [sys.executable, "-m", "mentorsite", "serve", "--port", "0", "--format", "json"], cwd=folder, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        url = json.loads(server.stdout.readline())["url"]
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page()
            page.add_init_script(PAINTED)
            page.goto(f"{url}{goal.key}.html")
            page.wait_for_timeout(1500)
            found = [_seen_after(page, file, written, number) for number in range(saves)]
            browser.close()
        return found
    finally:
        server.terminate()
        server.wait()
        file.write_text(written, "utf-8")


def _seen_after(page: Any, file: Path, written: str, number: int) -> float:
    word = f"save-{number}-of-many"
    head, _, body = written.partition("\ntitle: ")
    text = f"{head}\ntitle: {word} {body}" if number % 2 else f"{written}\n\n{word}\n"
    # Waiting without asking again and again: who asks takes time from those who are measured.
    with page.expect_console_message(lambda message: word in message.text):
        began = time.perf_counter()
        WAYS[number % len(WAYS)](file, text)
    took = (time.perf_counter() - began) * 1000
    page.wait_for_timeout(1000)
    return took


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that so large a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[1000], metavar="N")
    parser.add_argument("--saves", type=int, default=30, metavar="N")
    asked = parser.parse_args(arguments)
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} processors, {asked.saves} saves; milliseconds")
    for records in asked.records:
        with tempfile.TemporaryDirectory() as folder:
            write_site(Path(folder), records)
            took = measured(Path(folder), asked.saves)
        print(f"{records} records: median {median(took):.0f}, 95th percentile {percentile(took, 0.95):.0f}, longest {max(took):.0f}")


if __name__ == "__main__":
    main()
