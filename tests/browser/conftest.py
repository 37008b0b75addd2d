"""The example as a site on a disk, and a browser to look at it with. Outside CI, what is missing skips these tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from mentorsite.build import make
from mentorsite.config import read_config
from mentorsite.pages import pagination
from tests.conftest import ROOT, TODAY, write_files

pytestmark = pytest.mark.browser
MODULES = ROOT / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours."""
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


def needed(there: bool, what: str) -> None:
    """Skip the test where something is missing; in CI nothing may be."""
    if there:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and in CI no browser test may be skipped")
    pytest.skip(f"{what} is missing")


def site_of_example(target: str, folder: Path) -> Path:
    """Write the example's site for a target into a folder."""
    config, _ = read_config(ROOT / "mkfile.toml")
    assert config is not None
    made = make(config, config.target(target), TODAY)
    assert not made.problems
    write_files(folder, {artifact.address: artifact.data for artifact in made.artifacts})
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site for the private audience, which holds every record and every kind of page."""
    return site_of_example("private", tmp_path_factory.mktemp("private"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site for everybody, whose pages describe themselves to other programs."""
    return site_of_example("public", tmp_path_factory.mktemp("public"))


@pytest.fixture(scope="session")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with its lists divided among pages of a few rows, as those of a large site are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagination, "LIMIT", 3)
        patch.setattr(pagination, "LINES", 5)
        return site_of_example("private", tmp_path_factory.mktemp("divided"))


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium."""
    needed(Path(CHROMIUM).exists(), "chromium")
    playwright = pytest.importorskip("playwright.sync_api") if not os.environ.get("CI") else __import__("playwright.sync_api").sync_api
    with playwright.sync_playwright() as started:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
        opened = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()


def opened(browser: Any, width: int, scheme: str = "light", **options: object) -> Any:
    """Open a page of a width and a colour scheme. The policy for content is bypassed for axe-core's own script alone."""
    return browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options).new_page()


def kinds_of_pages(site: Path) -> list[str]:
    """Give one address of every kind of page: the longest page of each family and type."""
    found: dict[str, Path] = {}
    for page in sorted(site.rglob("*.html")):
        address = page.relative_to(site)
        kind = f"{address.parent}/{'index' if address.name == 'index.html' else '*'}" if address.parent != Path() else address.name
        if kind not in found or page.stat().st_size > found[kind].stat().st_size:
            found[kind] = page
    return [page.relative_to(site).as_posix() for page in found.values()]


def until(page: Any, expression: str) -> None:
    """Wait until an expression is true in a page, at most ten seconds. Playwright's own way evaluates text in the page, which the policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came to be that {expression}")


def said_by_axe(page: Any, widths: tuple[int, ...]) -> set[str]:
    """Give what axe-core finds on an open page in windows of these widths, light and dark, and whether it scrolls sideways.

    In dark only the rules about colours are asked: `test_pages.py` sees to it that dark changes nothing else.
    """
    needed(AXE.exists(), "the npm package axe-core")
    page.evaluate(AXE.read_text("utf-8"))
    found = set()
    for width, scheme in product(widths, ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.add(f"scrolls sideways at {width}")
        only = {"type": "tag", "values": RULES} if scheme == "light" else {"type": "rule", "values": OF_COLOURS}
        result = page.evaluate("only => axe.run({runOnly: only, resultTypes: ['violations']})", only)
        found |= {f"{width}, {scheme}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in result["violations"]}
    return found
