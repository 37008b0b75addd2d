"""The preview in a real browser: a save shows, an error stands over the page and goes, the place is kept, the audience is switched."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import MODULES, needed, opened
from tests.conftest import MKFILE, write_files
from tests.preview.conftest import Running, running  # noqa: F401

pytestmark = pytest.mark.browser
Error = pytest.importorskip("playwright.sync_api").Error
GOAL = "---\ntitle: Lead reviews\nvisibility: public\n---\nBody.\n\n## Private\n\nOnly mine.\n"
LONG = "---\ntitle: A long page\nvisibility: public\n---\n" + "".join(f"Paragraph {number}.\n\n" for number in range(200))
BAR = "document.querySelector('mentorsite-preview').shadowRoot"
PANEL = f"{BAR}.getElementById('panel')"


@pytest.fixture
def preview(tmp_path: Path, running: Callable[..., Running]) -> Running:  # noqa: F811
    write_files(
        tmp_path,
        {
            "mkfile.toml": MKFILE,
            "content/goals/lead.md": GOAL,
            "content/pages/long.md": LONG,
            "content/pages/quiet.md": LONG.replace("public", "pair"),
        },
    )
    return running(tmp_path)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    shown = opened(browser, 1280)
    yield shown
    shown.context.close()


def goto(page: Any, preview: Running, address: str) -> None:
    """Open a page, and wait until it listens."""
    page.goto(f"http://127.0.0.1:{preview.port}/repo/{address}")
    preview.until(lambda: any(place[1] == address for place in _listening(preview)))


def _listening(preview: Running) -> list[tuple[object, str]]:
    return [(listener.audience, listener.address) for listener in tuple(preview.listeners.there)]


def until(page: Any, expression: str) -> None:
    """Wait until an expression is true in a page, whatever page that is by then: one that is loaded again can't be asked."""
    for _ in range(400):
        with contextlib.suppress(Error):
            if page.evaluate(expression):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came to be that {expression}")


def save(preview: Running, path: str, text: str) -> None:
    write_files(preview.live.root, {path: text})


def test_a_save_shows_in_place_and_nothing_else_is_loaded(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    page.evaluate("window.mine = 1")
    save(preview, "content/goals/lead.md", GOAL.replace("Body", "Another body"))
    until(page, "document.querySelector('main').textContent.includes('Another body')")
    assert page.evaluate("window.mine") == 1


def test_what_changes_around_the_content_shows_as_well(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    save(preview, "mkfile.toml", MKFILE.replace("A small site", "Another name"))
    until(page, "document.querySelector('header').textContent.includes('Another name')")


def test_an_error_stands_over_the_page_with_its_lines_and_goes_with_the_error(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    assert page.evaluate(f"{PANEL}.hidden")
    save(preview, "content/goals/lead.md", GOAL.replace("visibility: public", "visibility: publik"))
    until(page, f"!{PANEL}.hidden")
    said = page.evaluate(f"{PANEL}.textContent")
    assert "content/goals/lead.md:3:13" in said
    assert page.evaluate(f"{PANEL}.querySelector('mark mark').textContent") == "publik"
    assert "did you mean public?" in said
    assert "Body." in page.evaluate("document.querySelector('main').textContent")
    page.keyboard.press("Escape")
    page.evaluate(f"{BAR}.getElementById('count').click()")
    page.evaluate(f"{PANEL}.querySelector('[data-close]').click()")
    assert page.evaluate(f"{PANEL}.hidden")
    assert page.evaluate(f"{BAR}.getElementById('count').textContent") == "1 error"
    page.evaluate(f"{BAR}.getElementById('count').click()")
    save(preview, "content/goals/lead.md", GOAL)
    until(page, f"{PANEL}.hidden")
    assert page.evaluate(f"{BAR}.getElementById('count').hidden")


def test_the_place_on_a_page_is_kept(preview: Running, page: Any) -> None:
    goto(page, preview, "pages/long.html")
    page.evaluate("scrollTo(0, 2000)")
    until(page, "scrollY === 2000")
    save(preview, "content/pages/long.md", LONG.replace("Paragraph 1.", "The first one."))
    until(page, "document.querySelector('main').textContent.includes('The first one')")
    until(page, "Math.abs(scrollY - 2000) < 2")
    # The title stands in the navigation of no page here, but the name of the site stands on every one: the whole page is loaded again.
    save(preview, "mkfile.toml", MKFILE.replace("A small site", "Another name"))
    until(page, "document.querySelector('header').textContent.includes('Another name')")
    until(page, "Math.abs(scrollY - 2000) < 2")


def test_a_style_is_swapped_without_loading_the_page(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    page.evaluate("window.mine = 1")
    save(preview, "themes/default/assets/css/overrides.css", "main { outline: 3px solid rgb(1, 2, 3) }")
    until(page, "getComputedStyle(document.querySelector('main')).outlineColor === 'rgb(1, 2, 3)'")
    assert page.evaluate("window.mine") == 1
    until(page, "document.querySelectorAll('link[href*=\"site.css\"]').length === 1")


def test_a_style_that_changes_with_the_content_is_swapped_as_well(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    write_files(
        preview.live.root,
        {
            "content/goals/lead.md": GOAL.replace("Body", "Another body"),
            "themes/default/assets/css/overrides.css": "main { outline: 3px solid rgb(1, 2, 3) }",
        },
    )
    until(page, "document.querySelector('main').textContent.includes('Another body')")
    until(page, "getComputedStyle(document.querySelector('main')).outlineColor === 'rgb(1, 2, 3)'")


def test_the_audience_is_switched_in_place(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    assert "Only mine." in page.evaluate("document.querySelector('main').textContent")
    assert page.evaluate(f"{BAR}.querySelector('[aria-current]').textContent") == "private"
    page.evaluate(f"{BAR}.querySelector('a[href*=\"as/public\"]').click()")
    until(page, f"{BAR}.querySelector('[aria-current]').textContent === 'public'")
    assert page.url.endswith("/repo/goals/lead.html")
    assert "Only mine." not in page.evaluate("document.querySelector('main').textContent")
    page.goto(f"http://127.0.0.1:{preview.port}/repo/pages/quiet.html")
    assert "There is no such page for public" in page.evaluate(f"{BAR}.textContent.replace(/\\s+/g, ' ')")


def test_a_page_that_goes_and_comes_back_shows_that(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    (preview.live.root / "content/goals/lead.md").unlink()
    until(page, "document.querySelector('h1').textContent.includes('Not found')")
    save(preview, "content/goals/lead.md", GOAL)
    until(page, "document.querySelector('h1').textContent.includes('Lead reviews')")


def test_each_record_says_how_far_it_reaches(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    assert page.evaluate(f"{BAR}.querySelector('.reach').textContent") == "public"
    goto(page, preview, "pages/index.html")
    until(page, "document.querySelectorAll('[data-mentorsite-reach]').length === 2")
    found = page.evaluate(
        "Array.from(document.querySelectorAll('[data-mentorsite-reach]'), a => [a.getAttribute('href'), a.dataset.mentorsiteReach])"
    )
    assert sorted(found) == [["../pages/long.html", "public"], ["../pages/quiet.html", "pair"]]


def test_the_path_of_a_record_is_copied(preview: Running, page: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    goto(page, preview, "goals/lead.html")
    page.evaluate(f"{BAR}.querySelector('[data-copy]').click()")
    until(page, f"{BAR}.getElementById('heard').textContent === 'Copied.'")
    assert page.evaluate("navigator.clipboard.readText()") == "content/goals/lead.md"


def test_a_page_says_when_the_preview_has_ended(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    preview.stop()
    until(page, f"{BAR}.getElementById('heard').textContent === 'The preview has ended.'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_and_its_problems_are_for_everybody(preview: Running, browser: Any, width: int, scheme: str) -> None:
    axe = MODULES / "axe-core" / "axe.min.js"
    needed(axe.exists(), "axe-core")
    page = opened(browser, width, scheme, bypass_csp=True)
    goto(page, preview, "goals/lead.html")
    save(preview, "content/goals/lead.md", GOAL.replace("public", "publik"))
    until(page, f"!{PANEL}.hidden")
    page.add_script_tag(path=str(axe))
    found = page.evaluate(
        "axe.run(document.querySelector('mentorsite-preview'), {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    )
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_bar_is_not_printed(preview: Running, page: Any) -> None:
    goto(page, preview, "goals/lead.html")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('mentorsite-preview')).display") == "none"
