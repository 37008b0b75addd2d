"""Take the screenshots of the README from the example: `python docs/screenshots.py`. It needs Debian's chromium and the extra `browser`."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from mentorsite.build import make
from mentorsite.config import read_config

ROOT = Path(__file__).parent.parent
SHOTS = {"home": ("index.html", "light"), "timeline": ("timeline.html", "dark")}
TODAY = date(2026, 11, 24)


def main() -> None:
    """Make the public site in a folder of its own and take a picture of each page."""
    config, problems = read_config(ROOT / "mkfile.toml")
    if config is None:
        raise SystemExit(problems)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for artifact in make(config, config.target("public"), TODAY).artifacts:
            place = Path(folder) / artifact.address
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(artifact.data)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for name, (address, scheme) in SHOTS.items():
            page = browser.new_context(viewport={"width": 1280, "height": 1000}, color_scheme=scheme).new_page()
            page.goto((Path(folder) / address).as_uri())
            page.screenshot(path=ROOT / "docs" / "screenshots" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
