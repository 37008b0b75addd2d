"""Take the screenshots of the README from the example: `python docs/screenshots.py`. It needs Debian's chromium and the extra `browser`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from mentorsite.build import make
from mentorsite.config import read_config

ROOT = Path(__file__).parent.parent
SHOTS = {"home": ("index.html", "light"), "timeline": ("timeline.html", "dark")}
TODAY = date(2026, 11, 24)
MISSPELT = ("content/goals/lead-reviews.md", "status: achieved", "status: acheived")


def main() -> None:
    """Take all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        of_pages(browser)
        of_preview(browser)
        browser.close()


def of_pages(browser: Browser) -> None:
    """Make the public site in a folder of its own and take a picture of some of its pages."""
    config, problems = read_config(ROOT / "mkfile.toml")
    if config is None:
        raise SystemExit(problems)
    with tempfile.TemporaryDirectory() as folder:
        for artifact in make(config, config.target("public"), TODAY).artifacts:
            place = Path(folder) / artifact.address
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(artifact.data)
        for name, (address, scheme) in SHOTS.items():
            taken(browser, name, scheme, 1000, lambda page, address=address: page.goto((Path(folder) / address).as_uri()))


def of_preview(browser: Browser) -> None:
    """Take a picture of what the preview shows while a word is misspelt."""
    path, right, wrong = MISSPELT
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        shutil.copy(ROOT / "mkfile.toml", site)
        shutil.copytree(ROOT / "content", site / "content")
        command = [sys.executable, "-m", "mentorsite", "serve", "--port", "0", "--format", "json", "--date", TODAY.isoformat()]
        server = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            url = json.loads(server.stdout.readline())["url"]

            def misspell(page: Page) -> None:
                page.goto(f"{url}goals/lead-reviews.html")
                page.wait_for_timeout(500)
                (site / path).write_text((site / path).read_text("utf-8").replace(right, wrong), "utf-8")
                page.get_by_text("did you mean").wait_for()

            taken(browser, "preview", "light", 640, misspell)
        finally:
            server.terminate()
            server.wait()


def taken(browser: Browser, name: str, scheme: str, height: int, show: Callable[[Page], object]) -> None:
    """Take a picture of what a function shows in a page."""
    context = browser.new_context(viewport={"width": 1280, "height": height}, color_scheme=scheme)
    page = context.new_page()
    show(page)
    page.screenshot(path=ROOT / "docs" / "screenshots" / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
