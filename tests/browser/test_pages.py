"""What a person meets in a browser: nothing from elsewhere, no sideways scrolling, nothing that axe-core finds, a keyboard that reaches everything."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import kinds_of_pages, opened, said_by_axe, until
from tests.conftest import MKFILE, ROOT, Site

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_and_nothing_scrolls_sideways(example: Path, browser: Any) -> None:
    assert violations(example, kinds_of_pages(example), browser, (1280, 768, 320)) == set()


def test_axe_finds_nothing_on_pages_of_divided_lists_and_nothing_scrolls_sideways(divided: Path, browser: Any) -> None:
    addresses = ["timeline/2.html", "tags/index/2.html", "actions/2.html", "inquiry/2.html", "checkins/index/2.html"]
    addresses += ["checkins/index/cadence.html", "reflections/index/adjustments.html"]
    addresses += sorted(file.relative_to(divided).as_posix() for file in divided.glob("people/*/2.html"))[:1]
    assert violations(divided, addresses, browser, (1280, 320)) == set()


def test_dark_changes_nothing_but_colours() -> None:
    """`light-dark()` gives colours alone; whatever else asks for the scheme is a rule that sets nothing but colours or the scheme."""
    styles = "".join(file.read_text("utf-8") for file in sorted((ROOT / "themes/default").rglob("*.css")))
    rules = re.findall(r"(?:prefers-color-scheme: \w+\) \{\s*:root |:root\[data-scheme=\"\w+\"\] )\{([^{}]*)\}", styles)
    assert len(rules) == styles.count("prefers-color-scheme") + styles.count("data-scheme") >= 3
    said = [declaration.strip() for rule in rules for declaration in rule.split(";") if declaration.strip()]
    assert [each for each in said if not re.fullmatch(r"--[a-z]+: #[0-9a-f]{6}|color-scheme: (?:light|dark)", each)] == []


def violations(site: Path, addresses: list[str], browser: Any, widths: tuple[int, ...]) -> set[str]:
    """Give what axe-core finds on pages of a site in windows of these widths, light and dark, and which of them scroll sideways."""
    page = opened(browser, 1280, bypass_csp=True)
    found = set()
    for address in addresses:
        page.goto((site / address).as_uri())
        if address == "404.html":
            # Its addresses begin at the root of a server, so that from a disk it would have no style.
            page.add_style_tag(path=site / "assets" / "site.css")
        found |= {f"{address}: {said}" for said in said_by_axe(page, widths)}
    page.context.close()
    return found


def test_no_page_asks_for_anything_that_is_not_there_or_elsewhere(example: Path, browser: Any) -> None:
    page = opened(browser, 1280)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "requestfailed",
        lambda request: said.append(f"{request.failure}: {request.url}") if "ABORTED" not in (request.failure or "") else None,
    )
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    for address in sorted(p.relative_to(example).as_posix() for p in example.rglob("*.html") if p.name != "404.html"):
        page.goto((example / address).as_uri())
    page.context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(example.as_uri())] == []


def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(example: Path, browser: Any) -> None:
    page = opened(browser, 1280)
    anchors: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for file in sorted(example.rglob("*.html")):
        if file.name == "404.html":
            continue
        page.goto(file.as_uri())
        anchors[file.as_uri()] = set(page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
        links += [
            (file.as_uri(), url)
            for url in page.evaluate(
                "[...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
            )
        ]
    page.context.close()
    wrong = []
    for source, url in links:
        parts = urlsplit(url)
        if parts.scheme != "file":
            continue
        target = url.split("#")[0]
        # Of what is no page, such as the feed, it is enough that it is there.
        there = anchors.get(target, set() if not target.endswith(".html") and Path(unquote(parts.path)).is_file() else None)
        if there is None or (parts.fragment and unquote(parts.fragment) not in there):
            wrong.append(f"{source} → {url}")
    assert wrong == []


# Everything that the keyboard should reach; of the timeline's list the first month, since the others are alike. What is reached, and what of
# it does not show that it is, is noted as the focus moves.
WATCH = """() => {
for (const month of [...document.querySelectorAll('.year-list > .month')].slice(1)) month.inert = true;
const all = [...document.querySelectorAll('a[href], button, select, input, textarea, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.closest('[inert]'));
window.seen = { all: all.map(e => e.outerHTML.slice(0, 80)), order: [], unseen: [] };
document.addEventListener('focusin', event => {
  const style = getComputedStyle(event.target), place = all.indexOf(event.target);
  const frame = event.target.querySelector('rect.hit'), drawn = frame && getComputedStyle(frame);
  const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const framed = drawn && drawn.stroke !== 'none' && parseFloat(drawn.strokeWidth) >= 2;
  seen.order.push(place);
  if (place >= 0 && !shown && !framed) seen.unseen.push(seen.all[place]);
});
return all.length }"""


def test_the_keyboard_reaches_everything_on_every_kind_of_page_and_shows_where_it_is(example: Path, browser: Any) -> None:
    page = opened(browser, 1280, bypass_csp=True)
    kinds = set()
    for address in kinds_of_pages(example):
        page.goto((example / address).as_uri())
        if address == "404.html":  # see above
            page.add_style_tag(path=example / "assets" / "site.css")
        for _ in range(page.evaluate(WATCH)):
            page.keyboard.press("Tab")
        seen = page.evaluate("seen")
        kinds |= {re.split("[ >]", html)[0][1:] for html in seen["all"]}
        assert seen["unseen"] == [], address
        assert [html for place, html in enumerate(seen["all"]) if place not in seen["order"]] == [], address
        assert seen["order"] == sorted(seen["order"]), f"{address}: not in the order of the page"
    page.context.close()
    assert {"a", "button", "select", "summary"} <= kinds


def test_the_keyboard_works_the_filters_and_what_is_folded(example: Path, browser: Any) -> None:
    page = opened(browser, 1280)
    page.goto((example / "timeline.html").as_uri())
    page.get_by_label("Kind").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    until(page, "location.hash.startsWith('#type=')")
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    until(page, "!location.hash")
    page.goto((example / "checkins" / "index.html").as_uri())
    page.locator("summary").first.focus()
    assert not page.locator("details table").first.is_visible()
    page.keyboard.press("Enter")
    assert page.locator("details table").first.is_visible()
    page.context.close()


def test_without_javascript_only_the_theme_switch_the_filters_and_the_search_are_missing(example: Path, browser: Any) -> None:
    def said(page: Any, address: str) -> list[str]:
        page.goto((example / address).as_uri())
        # What is folded is there as well: it unfolds without a script.
        page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
        lines = page.locator("body").inner_text().splitlines()
        return [line.strip() for line in lines if line.strip()]

    with_script, without = opened(browser, 1280), opened(browser, 1280, java_script_enabled=False)
    for address in ("index.html", "timeline.html", "checkins/index.html", "feedback/index.html", "skills/index.html", "brief.html"):
        page_said, plain_said = said(with_script, address), said(without, address)
        filters = with_script.locator(".filters").all_inner_texts()
        choices = with_script.locator(".filters option").all_text_contents()
        known = {
            line.strip()
            for text in (*filters, *choices, *with_script.locator(".search label").all_inner_texts())
            for line in text.splitlines()
        }
        more = Counter(page_said) - Counter(plain_said)
        assert [line for line in more if line not in known and "heme" not in line] == [], address
        assert Counter(plain_said) - Counter(page_said) == Counter(), address
        assert bool(filters) == (address == "timeline.html")
        assert not without.locator(".filters").is_visible()
        assert sum("heme" in line for line in more) <= 1
    with_script.context.close()
    without.context.close()


def test_the_theme_switch_is_remembered(example: Path, browser: Any) -> None:
    page = opened(browser, 1280, "light")
    page.goto((example / "index.html").as_uri())

    def paper() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = paper()
    button = page.get_by_role("button")
    seen = set()
    for _ in range(3):
        button.click()
        seen.add(paper())
    assert len(seen | {light}) == 2
    while paper() == light:
        button.click()
    page.reload()
    assert paper() != light
    page.context.close()


def test_no_page_is_heavy(example: Path) -> None:
    heavy = {p.relative_to(example).as_posix(): p.stat().st_size for p in example.rglob("*.html") if p.stat().st_size > 100_000}
    assert heavy == {}


WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
HARD = {
    "content/people/ana.yaml": f"name: سلمى الخطيب {WORD}\nrole: mentee\nconsent: public",
    "content/skills/one.yaml": f"title: {WORD}\nlevels: {{2026-01-01: 1}}\ntarget: {{level: 3}}",
    "content/portfolios/one/goals/lead.md": f"---\ntitle: أن أقود المراجعات {WORD}\nowner: ana\ntags: [{WORD}]\n---\n`{WORD}`\n\n| {WORD} | {WORD} |\n|---|---|\n| a | b |\n",
    "content/portfolios/one/stories/2026-03-04-a.yaml": f"title: {WORD}\nmetrics: [{{name: {WORD}, before: 123456789012, unit: {WORD}}}]",
    "content/people/ben.yaml": f"name: Benedikt {WORD}\nrole: mentor",
    "content/portfolios/one/mentorships/pair.yaml": f"title: {WORD}\nmentors: [ben]\nmentees: [ana]\nstart: 2025-11-04\ncadence: biweekly\nnorms: [{WORD}]\n"
    f"roles: {{mentor: [{WORD}], mentee: [{WORD}], shared: [{WORD}]}}\npauses: [{{from: 2026-02-01, to: 2026-02-20, why: {WORD}}}]\n"
    f"revisions: [{{date: 2026-01-13, change: {WORD}, why: {WORD}, cadence_before: weekly}}]",
    "content/portfolios/one/goals/late.yaml": f"title: {WORD}\nowner: ana\nparent: lead\nstart: 2026-01-05\ndue: 2026-09-30\n"
    f"indicators: [{{name: {WORD}, unit: {WORD}, baseline: -123456789012, target: 10, readings: {{2026-02-02: 123456789, 2026-05-02: 4.25}}}}]\n"
    f"milestones: [{{title: {WORD}, due: 2026-03-01}}, {{title: {WORD}, done: 2026-04-01}}]\nskills: [one]",
    "content/portfolios/one/goals/done.yaml": f"title: أن أسأل {WORD}\nstatus: achieved\nstart: 2026-01-05\nachieved: 2026-05-05",
    "content/portfolios/one/checkins/2026-03-04-talk.yaml": f"title: {WORD}\nparticipants: [ana, ben]\ngoals: [late, done]\nnext: 2026-12-01\n"
    f"agenda: [{{topic: {WORD}, kind: coaching}}]\nquestions: [{{ask: {WORD}, by: ben}}, {{ask: {WORD} 2, by: ben, answer: {WORD}, answered_by: ana, decision: {WORD}}}]\n"
    f"decisions: [{{what: {WORD}, owner: ana, why: {WORD}}}]\nactions: [{{what: {WORD}, owner: ana, due: 2026-03-09}}, {{what: {WORD}, done: 2026-03-20}}]\n"
    f"successes: {WORD}\ninsights: [{WORD}]",
    "content/portfolios/one/feedback/all.yaml": f"- {{id: a, title: {WORD}, date: 2026-03-09, observed: 2026-01-02, from: ben, to: ana, kind: recognition, goal: late, situation: {WORD}, behavior: {WORD}, impact: {WORD}}}\n"
    f"- {{id: b, title: {WORD}, date: 2026-04-09, from: ana, to: ben, kind: constructive, situation: {WORD}, behavior: {WORD}, impact: {WORD}, response: {{understood: {WORD}}}}}",
    "content/portfolios/one/reflections/2026-03-12-back.yaml": f"title: {WORD}\nabout: goals/done\nthemes: [{WORD}, سؤال]\nadjustments: [{{what: {WORD}, due: 2026-04-01}}, {{what: {WORD}, done: 2026-04-02}}]",
    "content/portfolios/one/milestones/2026-05-05-first.yaml": f"title: {WORD}\ngoal: done\nskills: [one]\nevidence: [checkins/talk, feedback/a, {{label: {WORD}, url: 'https://example.org/'}}]",
    "content/portfolios/one/introductions/2026-05-06-guild.yaml": f"to: {WORD}\nby: ben\nnetwork: {WORD}\noutcome: {WORD}",
    "content/portfolios/one/reviews/2026-07-01-half.yaml": f"title: {WORD}\nperson: ana\nfrom: 2026-01-01\nto: 2026-06-30\ncompetencies: [{{name: {WORD}, claim: {WORD}, evidence: [goals/done]}}, {{name: {WORD}}}]",
    "content/portfolios/two/checkins/2026-03-04.yaml": f"participants: [ana]\nactions: [{{what: {WORD}, owner: ana}}]",
}


@pytest.mark.parametrize("files", [{"content/.keep": ""}, HARD], ids=["nothing", "hard words and several portfolios"])
def test_a_site_of_nothing_and_one_of_hard_words_pass_the_same_checks(tmp_path: Path, browser: Any, files: dict[str, str]) -> None:
    site = Site(tmp_path).write({"mkfile.toml": MKFILE, **files})
    assert site.build().problems == ()
    folder = tmp_path / "private"
    addresses = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html") if p.name != "404.html")
    assert violations(folder, addresses, browser, (320, 1280)) == set()
