"""On paper: the brief fits on one page, however much waits."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import kinds_of_pages, needed, opened
from tests.conftest import Files, Site, write_files

pytestmark = pytest.mark.browser
PAIR: Files = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/mentorships/m.yaml": "title: Two\nmentors: [ana]\nmentees: [ben]\nstart: 2026-09-07\ncadence: biweekly",
}
LONG = "Say what went well before anything else, and in some detail"


def pages_of(pdf: bytes) -> int:
    """Count the pages of a document that Chromium printed."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_the_example_and_a_very_full_brief_fit_on_one_page(
    example: Path, new_site: Callable[[Files], Site], tmp_path: Path, browser: Any
) -> None:
    many = range(30)
    actions = "\n".join(f"- {{what: '{LONG} {number}', owner: ben, due: 2026-10-01}}" for number in many)
    questions = "\n".join(f"- {{ask: '{LONG} {number}?', by: ana}}" for number in many)
    adjustments = "\n".join(f"- {{what: '{LONG} {number}', due: 2026-10-01}}" for number in many)
    feedback = "\n".join(
        f"- {{id: f{number}, title: '{LONG}', date: 2026-10-01, from: ana, to: ben, kind: recognition, situation: s, behavior: b, impact: i}}"
        for number in many
    )
    files: Files = {
        **PAIR,
        "content/checkins/2026-09-20-talk.md": f"---\nactions:\n{actions}\nquestions:\n{questions}\n---\n## Successes\n\n{(LONG + '. ') * 40}\n",
        "content/reflections/2026-09-21-back.md": f"---\nadjustments:\n{adjustments}\n---\n",
        "content/feedback/all.yaml": feedback,
        "content/goals/all.yaml": "\n".join(f"- {{id: g{number}, title: '{LONG}', due: 2026-10-01}}" for number in range(3)),
    }
    made = new_site(files).make("pair").artifacts
    write_files(tmp_path / "site", {artifact.address: artifact.data for artifact in made})
    page = opened(browser, 1280)
    for site in (example, tmp_path / "site"):
        page.goto((site / "brief.html").as_uri())
        for paper in ("A4", "Letter"):
            assert pages_of(page.pdf(format=paper)) == 1, (site, paper)
    page.goto((example / "timeline.html").as_uri())
    assert pages_of(page.pdf(format="A4")) > 1
    page.context.close()


# What may not be divided, what must stay with what follows, what is folded and does not show, and words too pale for grey paper.
LOOK = """() => {
const shown = e => e.checkVisibility() && e.getClientRects().length, wrong = [];
const say = (e, what) => wrong.push(what + ': ' + e.outerHTML.slice(0, 100));
for (const e of document.querySelectorAll('main tr, main .row, main .lines > li, main .tasks > li, main .log > li, main .agreed > li, main .bullets > li, main .notes > li, main figure.quote, main .thread'))
  if (shown(e) && getComputedStyle(e).breakInside !== 'avoid') say(e, 'may be divided');
for (const e of document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6, summary, thead):not(.visually-hidden)'))
  if (shown(e) && getComputedStyle(e).breakAfter !== 'avoid') say(e, 'may stand alone');
for (const e of document.querySelectorAll('main details > :not(summary) *'))
  if (!e.checkVisibility({contentVisibilityAuto: true}) || !e.getClientRects().length) say(e, 'is folded');
const light = colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 }); return .2126 * r + .7152 * g + .0722 * b };
for (const e of document.querySelectorAll('body *')) {
  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  if (own && shown(e) && 1.05 / (light(getComputedStyle(e).color) + .05) < 4.5) say(e, 'is pale');
}
for (const e of document.querySelectorAll('nav.neighbours, .filters, .skip, button')) if (shown(e)) say(e, 'is of no use on paper');
return wrong }"""


def test_every_kind_of_page_prints_whole_rows_headings_with_what_follows_and_what_is_folded(example: Path, browser: Any) -> None:
    page = opened(browser, 794, bypass_csp=True)
    page.emulate_media(media="print")
    wrong = {}
    kinds = [address for address in kinds_of_pages(example) if address != "404.html"]
    for address in kinds:
        page.goto((example / address).as_uri())
        if found := page.evaluate(LOOK):
            wrong[address] = found[:3]
    page.context.close()
    assert wrong == {}
    assert len(kinds) > 30


def test_paper_shows_where_links_to_elsewhere_lead_and_what_is_folded(example: Path, tmp_path: Path, browser: Any) -> None:
    needed(shutil.which("pdftotext") is not None, "poppler-utils")
    page = opened(browser, 1280)

    def printed(address: str) -> str:
        page.goto((example / address).as_uri())
        (tmp_path / "page.pdf").write_bytes(page.pdf(format="A4"))
        text = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
        return "".join(text.split())

    people = printed("people/kenji-brandao.html")
    folded = printed("checkins/index.html")
    page.goto((example / "checkins" / "index.html").as_uri())
    rows = page.evaluate("[...document.querySelectorAll('details tbody tr')].map(e => e.textContent)")
    page.context.close()
    assert "(https://example.org/people/kenji-brandao)" in people
    assert len(rows) > 10
    assert [row for row in rows if "".join(row.split()) not in folded] == []
