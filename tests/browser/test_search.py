"""Search in a browser: at a root and below a path it finds what is seen and nothing else, by mouse, keyboard and filters; from a disk it says why not."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from mentorsite.records.audience import Audience
from tests.browser.conftest import opened, said_by_axe, until
from tests.conftest import MKFILE, Site, write_files
from tests.preview.conftest import Running, running  # noqa: F401

pytestmark = pytest.mark.browser
GOAL = "---\ntitle: {title}\nvisibility: {reach}\nowner: ana\ntags: [{tag}]\ndate: 2026-03-04\n---\nThe word here is {word}, and <b>nothing</b> else.\n"
FILES = {
    "mkfile.toml": MKFILE.replace("enabled = false", "enabled = true"),
    "content/people/ana.md": "---\nname: Ana Lind\nconsent: pair\nalias: A.\n---\n",
    "content/goals/quiet.md": GOAL.format(title="Quiet water", reach="public", tag="calm", word="lighthouse"),
    "content/goals/eco.md": GOAL.format(title="Écoute & <i>calme</i>", reach="public", tag="other", word="lighthouse"),
    "content/goals/hidden.md": GOAL.format(title="Hidden harbour", reach="pair", tag="calm", word="submarine"),
    "content/pages/long.md": "---\ntitle: A page\nvisibility: public\n---\nA lighthouse on a page.\n",
    **{
        f"content/milestones/{n}.md": f"---\ntitle: Step {n}\ndate: 2026-01-{n:02}\nvisibility: public\n---\nMany barnacles.\n"
        for n in range(1, 14)
    },
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is served: the public site in it, and once more below `repo/`."""
    site = Site(tmp_path_factory.mktemp("site")).write(FILES)
    made = site.make("public")
    assert made.problems == ()
    folder = tmp_path_factory.mktemp("served")
    for place in (folder, folder / "repo"):
        write_files(place, {artifact.address: artifact.data for artifact in made.artifacts})
    return folder


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def sought(page: Any, words: str) -> list[str]:
    """Search for words as somebody would who has a keyboard alone; give the titles of what is found."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    until(page, "!['', 'Searching…', window.last].includes(document.querySelector('.found-panel .found')?.textContent ?? '')")
    return titles(page)


def titles(page: Any) -> list[str]:
    return list(page.evaluate("[...document.querySelectorAll('.results .result-title')].map(e => e.textContent)"))


def status(page: Any) -> str:
    return str(page.evaluate("document.querySelector('.found-panel .found').textContent"))


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.id || document.activeElement.tagName"))


@pytest.mark.parametrize("base", ["/", "/repo/"])
@pytest.mark.parametrize("address", ["index.html", "goals/quiet.html", "404.html"])
def test_it_finds_a_word_of_what_is_seen_and_asks_nobody_else(server: str, browser: Any, base: str, address: str) -> None:
    if (base, address) == ("/", "404.html"):
        pytest.skip("the page for what is not there knows one place alone, that of `site.url`")
    page, asked, said = opened(browser, 1280), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{server}{base}{address}")
    assert not [url for url in asked if "/search/" in url], "nothing of it is loaded before somebody searches"
    assert sorted(sought(page, "lighthouse")) == ["A page", "Quiet water", "Écoute & <i>calme</i>"]
    assert status(page) == "3 records"
    links = page.evaluate("[...document.querySelectorAll('.results a')].map(a => decodeURI(a.href))")
    assert sorted(links) == [f"{server}{base}{at}.html" for at in ("goals/eco", "goals/quiet", "pages/long")]
    assert page.evaluate("document.querySelector('.results mark').textContent.toLowerCase()").startswith("lighthouse")
    page.evaluate("() => { document.querySelector('.results a').click() }")
    page.wait_for_url(links[0])
    page.context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(f"{server}{base}")] == []


@pytest.mark.parametrize("words", ["submarine", "hidden harbour submarine", "Lind"])
def test_it_finds_nothing_of_what_is_hidden(server: str, browser: Any, words: str) -> None:
    page = opened(browser, 1280)
    page.goto(f"{server}/index.html")
    assert sought(page, words) == []
    assert status(page) == f"Nothing found for “{words}”. These lists lead to everything:"
    assert page.locator(".results a").all_inner_texts() == ["Goals", "Milestones", "Tags", "Pages"]
    assert page.locator(".found-panel .filters").is_hidden(), "no choice makes something of nothing"
    page.context.close()


def test_filters_count_what_they_would_leave(server: str, browser: Any) -> None:
    page = opened(browser, 1280)
    page.goto(f"{server}/index.html")
    assert len(sought(page, "lighthouse")) == 3
    choices = "name => [...document.querySelectorAll(`#_only-${name} option:not(:disabled)`)].map(o => o.textContent)"
    assert page.evaluate(choices, "type") == ["all", "Goals (2)", "Pages (1)"]
    assert page.evaluate(choices, "tag") == ["all", "calm (1)", "other (1)"]
    page.select_option("#_only-tag", "calm")
    until(page, "document.querySelector('.found-panel .found').textContent === '1 record'")
    assert titles(page) == ["Quiet water"]
    assert page.evaluate(choices, "tag") == ["all", "calm (1)", "other (1)"]
    assert page.evaluate(choices, "type") == ["all", "Goals (1)"]
    page.select_option("#_only-tag", "")
    until(page, "document.querySelector('.found-panel .found').textContent === '3 records'")
    page.context.close()


def test_a_filter_that_leaves_nothing_can_be_taken_back(server: str, browser: Any) -> None:
    page = opened(browser, 1280)
    page.goto(f"{server}/index.html")
    assert len(sought(page, "lighthouse")) == 3
    page.select_option("#_only-tag", "calm")
    until(page, "document.querySelector('.found-panel .found').textContent === '1 record'")
    assert page.locator(".found-panel .filters").is_visible()
    page.fill("#_sought", "barnacles")
    until(page, "document.querySelector('.found-panel .found').textContent === 'Nothing found for “barnacles” among these.'")
    page.get_by_role("button", name="Search all records").click()
    until(page, "document.querySelector('.found-panel .found').textContent === '13 records'")
    assert focused(page) == "_sought"
    page.context.close()


def test_a_result_has_the_mark_of_its_kind_and_says_its_title_once(server: str, browser: Any) -> None:
    page = opened(browser, 1280)
    page.goto(f"{server}/milestones/1.html")
    sought(page, "lighthouse")
    marks = "[...document.querySelectorAll('.results > li')].map(li => [li.querySelector('.result-title').textContent, li.querySelector('.mark')"
    assert dict(page.evaluate(f"{marks}.getAttribute('class')])")) == {
        "A page": "mark mark-page",
        "Quiet water": "mark mark-goal",
        "Écoute & <i>calme</i>": "mark mark-goal",
    }
    assert page.evaluate("document.querySelectorAll('.results .mark > *').length") == 3
    words = dict(page.evaluate(f"{marks}.parentElement.querySelector('.excerpt').textContent])"))
    assert words["A page"] == "A lighthouse on a page."
    assert words["Quiet water"].endswith("The word here is lighthouse, and nothing else."), words
    assert not words["Quiet water"].startswith("Quiet water")
    assert set(page.locator(".results mark").all_inner_texts()) == {"lighthouse"}, "a comma after a word is no part of it"
    page.context.close()


def test_the_keyboard_does_everything(server: str, browser: Any) -> None:
    page = opened(browser, 1280)
    page.goto(f"{server}/timeline.html")
    found = sought(page, "barnacles")
    assert len(found) == 10
    assert status(page) == "13 records"
    page.keyboard.press("ArrowDown")
    assert focused(page) == found[0]
    page.keyboard.press("ArrowDown")
    assert focused(page) == found[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "_sought"
    page.get_by_role("button", name="Show more").click()
    until(page, "document.querySelectorAll('.results > li').length === 13")
    assert focused(page) == titles(page)[10]
    page.keyboard.press("Escape")
    assert focused(page) == "_sought"
    assert page.locator(".found-panel").is_hidden()
    # In a field it is a letter.
    page.keyboard.press("End")
    page.keyboard.type("/")
    assert page.input_value("#_sought") == "barnacles/"
    until(page, "!document.querySelector('.found-panel').hidden")
    page.keyboard.press("Escape")
    assert page.locator(".found-panel").is_hidden()
    page.keyboard.press("Escape")
    assert page.input_value("#_sought") == ""
    page.context.close()


def test_whoever_comes_back_from_something_found_finds_the_search_as_it_was(server: str, browser: Any) -> None:
    page = opened(browser, 1280)
    page.goto(f"{server}/timeline.html")
    sought(page, "lighthouse")
    page.select_option("#_only-type", "Goals")
    until(page, "document.querySelector('.found-panel .found').textContent === '2 records'")
    before = titles(page)
    page.locator(".results a").first.click()
    page.wait_for_url(f"{server}/goals/*")
    assert page.locator(".found-panel").count() == 0, "the page that was found shows itself"
    page.go_back()
    until(page, "document.querySelector('.found-panel .found')?.textContent === '2 records'")
    assert page.input_value("#_sought") == "lighthouse"
    assert titles(page) == before
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.reload()
    assert page.locator(".found-panel").count() == 0, "what was closed stays closed"
    page.context.close()


def test_from_a_disk_it_says_why_not_and_leads_to_the_lists(root: Path, browser: Any) -> None:
    page, said = opened(browser, 360), []
    page.on("console", lambda message: said.append(message.text))
    page.goto((root / "goals" / "quiet.html").as_uri())
    sought(page, "lighthouse")
    assert status(page).startswith("Search works when the site is on a server")
    links = page.evaluate("[...document.querySelectorAll('.results a')].map(a => [a.textContent, a.href])")
    expected = {"Goals": "goals", "Milestones": "milestones", "Pages": "pages", "Tags": "tags"}
    assert dict(links) == {name: (root / folder / "index.html").as_uri() for name, folder in expected.items()}
    assert said == []
    page.context.close()


def test_an_index_that_is_not_there_is_said_as_kindly(server: str, browser: Any) -> None:
    page = opened(browser, 1280)
    page.route("**/search/pagefind-entry.json*", lambda route: route.abort())
    page.goto(f"{server}/goals/quiet.html")
    sought(page, "lighthouse")
    assert status(page).startswith("Search can’t read its index just now.")
    assert page.locator(".results a").count() == 4
    page.context.close()


def test_in_the_preview_it_finds_what_was_saved_since(tmp_path: Path, running: Callable[..., Running], browser: Any) -> None:  # noqa: F811
    write_files(tmp_path, FILES)
    preview = running(tmp_path, first=Audience.PUBLIC)
    page, said = opened(browser, 1280), []
    page.on("console", lambda message: said.append(message.text))
    for word in ("lighthouse", "windmill"):
        write_files(tmp_path, {"content/goals/quiet.md": GOAL.format(title="Quiet water", reach="public", tag="calm", word=word)})
        preview.until(lambda word=word: word.encode() in preview.ask("/repo/goals/quiet.html").body)  # type: ignore[misc]
        page.goto(f"http://127.0.0.1:{preview.port}/repo/timeline.html")
        assert "Quiet water" in sought(page, word)
    page.context.close()
    assert said == []


def test_without_a_script_and_in_print_there_is_no_field(server: str, browser: Any) -> None:
    page = opened(browser, 1280, java_script_enabled=False)
    page.goto(f"{server}/goals/quiet.html")
    assert page.locator("#_sought").is_hidden()
    page.context.close()
    page = opened(browser, 1280)
    page.goto(f"{server}/goals/quiet.html")
    sought(page, "lighthouse")
    page.emulate_media(media="print")
    assert page.locator("#_sought").is_hidden()
    assert page.locator(".found-panel").is_hidden()
    page.context.close()


def test_axe_finds_nothing_while_results_are_open_and_nothing_scrolls_sideways(server: str, browser: Any) -> None:
    page = opened(browser, 1280, bypass_csp=True)
    page.goto(f"{server}/goals/quiet.html")
    sought(page, "barnacles")
    found = said_by_axe(page, (1280, 360, 320))
    page.context.close()
    assert found == set()
