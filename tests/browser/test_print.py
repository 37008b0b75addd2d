"""On paper: the brief fits on one page, however much waits."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import opened
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
