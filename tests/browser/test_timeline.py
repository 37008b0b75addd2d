"""The timeline in a browser: its filters, its drawing at thirty and at three thousand records, and the list that stands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mentorsite.pages.compose import frames_of
from mentorsite.pages.timeline import timeline_pages
from mentorsite.rendering import Renderer, load_theme
from tests.browser.conftest import opened, until
from tests.conftest import TODAY, Files, Site, write_files

pytestmark = pytest.mark.browser
NewSite = Callable[[Files], Site]

LISTED = "[...document.querySelectorAll('.moments > li')].filter(e => e.checkVisibility()).length"
DRAWN = "[...document.querySelectorAll('.drawing a')].filter(e => e.checkVisibility()).length"
# Every text that is seen and every mark, with its place; then which texts lie upon another text or upon a mark.
OVERLAPS = """() => { const found = [];
for (const drawing of document.querySelectorAll('.drawing')) {
  const boxes = [...drawing.querySelectorAll('.moment .name, .moment .count, .moment .mark, .span .name')]
    .map(e => ({ what: e.tagName === 'text' ? e.textContent : e.getAttribute('class'), text: e.tagName === 'text', ...e.getBoundingClientRect().toJSON() }));
  for (const a of boxes.filter(b => b.text)) {
    for (const b of boxes) {
      const apart = a === b || a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 3 || b.bottom <= a.top + 3;
      if (!apart) found.push(a.what + ' / ' + b.what);
    }
    if (a.right > drawing.getBoundingClientRect().right + 1) found.push(a.what + ' leaves the drawing');
  }
} return found }"""


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    page = opened(browser, 1280)
    yield page
    page.context.close()


def test_a_filter_holds_for_the_list_and_the_drawing_and_stays_in_the_address(example: Path, page: Any) -> None:
    page.goto((example / "timeline.html").as_uri())
    everything, drawn = page.evaluate(LISTED), page.evaluate(DRAWN)
    page.get_by_label("Kind").select_option("feedback")
    some = page.evaluate(LISTED)
    assert 0 < some < everything
    assert page.evaluate(
        "[...document.querySelectorAll('.moments > li')].filter(e => e.checkVisibility()).every(e => e.dataset.type === 'feedback')"
    )
    assert 0 < page.evaluate(DRAWN) < drawn
    page.get_by_label("Goal").select_option("lead-reviews")
    fewer = page.evaluate(LISTED)
    assert 0 < fewer < some
    assert page.get_by_role("status").inner_text() == f"{fewer} entries of {everything}"
    assert page.url.endswith("#type=feedback&goal=lead-reviews")
    page.reload()
    assert page.evaluate(LISTED) == fewer
    assert page.get_by_label("Goal").input_value() == "lead-reviews"
    page.get_by_role("button", name="Show all").click()
    until(page, f"{LISTED} === {everything} && !location.hash")
    assert page.evaluate(DRAWN) == drawn


def test_a_bundle_counts_what_is_left_of_it(new_site: NewSite, tmp_path: Path, page: Any) -> None:
    site = new_site(
        {
            "content/checkins/all.yaml": "- {id: a, date: 2026-03-02, tags: [x]}\n- {id: b, date: 2026-03-03, tags: [x]}\n- {id: c, date: 2026-03-04, tags: [y]}\n"
        }
    )
    write_files(tmp_path / "site", {artifact.address: artifact.data for artifact in site.make().artifacts})
    page.goto((tmp_path / "site" / "timeline.html").as_uri())
    assert page.locator(".count").all_text_contents() == ["3"]
    page.get_by_label("Tag").select_option("x")
    assert page.locator(".count").all_text_contents() == ["2"]


def test_an_address_with_a_choice_that_is_not_there_shows_everything(example: Path, page: Any) -> None:
    page.goto((example / "timeline.html").as_uri())
    everything = page.evaluate(LISTED)
    page.goto((example / "timeline.html").as_uri() + "#type=nothing&person=%22")
    page.reload()
    assert page.evaluate(LISTED) == everything


def test_an_address_within_the_page_leaves_the_choice_as_it_is(example: Path, page: Any) -> None:
    page.goto((example / "timeline.html").as_uri())
    page.get_by_label("Kind").select_option("checkins")
    some = page.evaluate(LISTED)
    page.evaluate("location.hash = '#y2026'")
    page.wait_for_timeout(50)
    assert page.evaluate(LISTED) == some
    assert page.get_by_label("Kind").input_value() == "checkins"


def test_a_mark_that_has_the_focus_says_what_it_is(example: Path, page: Any) -> None:
    page.goto((example / "timeline.html").as_uri())
    link = page.locator(".drawing .moment:has(.tip)").first
    tip = link.locator(".tip")
    assert not tip.evaluate("e => getComputedStyle(e).visibility === 'visible'")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert tip.evaluate("e => getComputedStyle(e).visibility === 'visible'")
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") != "none"


def test_a_narrow_screen_print_and_those_without_scripts_have_the_list(example: Path, browser: Any) -> None:
    page = opened(browser, 600, java_script_enabled=False)
    page.goto((example / "timeline.html").as_uri())
    assert not page.locator(".drawing").first.is_visible()
    assert not page.locator("#_filters").is_visible()
    assert page.locator(".moments > li").first.is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator(".drawing").first.is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".drawing").first.is_visible()
    assert page.locator(".moments > li").first.is_visible()
    page.context.close()


def test_no_label_of_the_example_lies_upon_anything(example: Path, page: Any) -> None:
    for address in ("timeline.html", "index.html", "goals/lead-reviews.html", "skills/facilitation.html"):
        page.goto((example / address).as_uri())
        assert page.locator(".drawing").count() > 0
        assert page.evaluate(OVERLAPS) == []


def test_three_thousand_records_are_bundled_and_no_label_lies_upon_anything(new_site: NewSite, tmp_path: Path, page: Any) -> None:
    words = ("Grüße", "مراجعة", "会议记录", "Wow, mammoth", "Illicit lilt", "QUOTED")
    files: dict[str, str | bytes] = {}
    for number, kind in enumerate(("checkins", "milestones", "stories", "reflections", "introductions")):
        day = date(2024, 1, 1) + timedelta(number)
        rows = [
            f"- {{id: r{n}, date: {day + timedelta((n * n * 7) % 1060)}, title: '{words[n % 6]} {n}', to: someone}}" for n in range(560)
        ]
        files[f"content/{kind}/all.yaml"] = "\n".join(row if kind == "introductions" else row.replace(", to: someone", "") for row in rows)
    goals = [
        f"- {{id: g{n}, title: '{words[n % 6]} {n}', start: {date(2024, 1, 1) + timedelta(n * 5)}, due: {date(2024, 1, 1) + timedelta(n * 5 + 20 + n % 90)}}}"
        for n in range(200)
    ]
    files["content/goals/all.yaml"] = "\n".join(goals)
    site = new_site(files)
    (frame,) = frames_of(site.view("private"), site.config, TODAY, {})
    theme = load_theme(site.root, "default")
    made = [*map(Renderer(theme).render, timeline_pages(frame)), *theme.artifacts()]
    write_files(tmp_path / "site", {artifact.address: artifact.data for artifact in made})
    listed = 0
    for file in sorted((tmp_path / "site").rglob("*.html")):
        page.goto(file.as_uri())
        listed += page.evaluate("document.querySelectorAll('.moments > li').length")
        assert page.evaluate("document.querySelectorAll('.drawing a').length") < 500
        assert page.evaluate(OVERLAPS) == [], file
    assert listed >= 3000
