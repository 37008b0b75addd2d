"""Links into pages lead to headings that the audience sees, and to no others."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from mentorsite.audience.fragments import OF_EVERY_PAGE
from mentorsite.records.addresses import slug
from mentorsite.records.values import Key, MarkdownLink, Phrase
from tests.conftest import ROOT, Files, Site

NewSite = Callable[[Files], Site]

GOAL = """\
---
title: Open
visibility: public
---
## Twice

### Twice

## Why not

::: pair
## Hidden
## Twice
:::

## Größe

## Why

For `[[goals/open]]`.

#### Steps

## Private

### Notes
"""


def led(new_site: NewSite, address: str, audience: str = "public", goal: str = GOAL) -> str:
    """Give the text of a page that links to an address, as an audience sees it."""
    page = f"---\ntitle: P\nvisibility: public\n---\nSee [it]({address}).\n\n## Beside\n"
    view = new_site({"content/goals/open.md": goal, "content/pages/p.md": page}).view(audience)
    body = view.records[Key("", "pages", "p")].record.body
    assert body
    return body.text.split("\n")[0]


@pytest.mark.parametrize(
    "anchor",
    ["twice", "twice-1", "Why-not", "größe", "steps", "why", "milestones", "indicators", "links", "in-time", "evidence", "connected-to"],
)
def test_a_heading_and_a_section_that_are_there_keep_the_link(new_site: NewSite, anchor: str) -> None:
    assert led(new_site, f"../goals/open.md#{anchor}") == f"See [it](../goals/open.md#{anchor})."


@pytest.mark.parametrize(
    "anchor", ["hidden", "twice-2", "notes", "private", "private-notes", "never-there", "twice-0", "-1", "why-1", "agenda"]
)
def test_what_is_hidden_and_what_never_was_are_dropped_alike(new_site: NewSite, anchor: str) -> None:
    assert led(new_site, f"../goals/open.md#{anchor}") == "See [it](../goals/open.md)."


@pytest.mark.parametrize(("audience", "left"), [("public", ""), ("review", ""), ("pair", "#hidden"), ("private", "#hidden")])
def test_who_sees_the_heading_sees_where_the_link_leads(new_site: NewSite, audience: str, left: str) -> None:
    assert led(new_site, "../goals/open.md#hidden", audience) == f"See [it](../goals/open.md{left})."


def test_a_heading_named_as_a_section_comes_after_it(new_site: NewSite) -> None:
    assert led(new_site, "../goals/open.md#steps-1", goal=GOAL) == "See [it](../goals/open.md)."
    goal = GOAL.replace("#### Steps", "#### Milestones")
    assert led(new_site, "../goals/open.md#milestones-1", goal=goal) == "See [it](../goals/open.md#milestones-1)."
    assert led(new_site, "../goals/open.md#milestones-2", goal=goal) == "See [it](../goals/open.md)."


@pytest.mark.parametrize(("anchor", "left"), [("beside", "See [it](#beside)."), ("summary", "See [it](#summary)."), ("steps", "See it.")])
def test_within_a_page_only_the_words_stay(new_site: NewSite, anchor: str, left: str) -> None:
    assert led(new_site, f"#{anchor}") == left


def test_two_links_to_one_record_are_one_where_both_lose_their_heading(new_site: NewSite) -> None:
    files = {
        "content/goals/open.md": GOAL,
        "content/pages/p.md": "---\ntitle: P\nvisibility: public\n---\n[a](../goals/open.md#x) [b](../goals/open.md) [c](../goals/open.md#y)",
    }
    site = new_site(files)
    body = site.view("public").records[Key("", "pages", "p")].record.body
    assert body
    assert [(link.written, link.fragment) for link in body.links] == [("../goals/open.md", "")]
    assert site.pages("public")["pages/p.html"].count('href="../goals/open.html"') == 3


def test_a_file_keeps_its_page(new_site: NewSite) -> None:
    site = new_site({"content/pages/p.md": "---\ntitle: P\nvisibility: public\n---\n[a](a.pdf#page=3)", "content/pages/a.pdf": b"%PDF-1.4"})
    body = site.view("public").records[Key("", "pages", "p")].record.body
    assert body
    assert body.text == "[a](a.pdf#page=3)"


def test_the_sections_of_every_page_are_those_of_the_templates() -> None:
    templates = ROOT / "themes/default/templates"
    text = "".join(path.read_text("utf-8") for folder in ("macros/record.html", "pages/record.html") for path in [templates / folder])
    named = {slug(title) for title in re.findall(r'call part\("([^"]*)"', text)} | set(re.findall(r' id="([a-z-]+)"', text))
    assert named - {"links"} == OF_EVERY_PAGE


def test_a_line_with_a_link_to_a_lost_heading_of_its_own_page_keeps_the_words(new_site: NewSite) -> None:
    page = "---\ntitle: P\nvisibility: public\nsummary: See [it](#steps), [that](#beside).\n---\n## Beside\n\n::: pair\n## Steps\n:::\n"
    summary = new_site({"content/pages/p.md": page}).view("public").records[Key("", "pages", "p")].record.summary
    assert summary == Phrase("See it, [that](#beside).", (MarkdownLink("#beside", Key("", "pages", "p"), "beside"),))
