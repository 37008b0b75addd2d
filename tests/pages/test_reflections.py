"""What the index of reflections says of themes and adjustments."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.conftest import Files, Site
from tests.pages.test_feedback import text

NewSite = Callable[[Files], Site]
INDEX = "reflections/index.html"
TWO = {
    "content/reflections/first.yaml": """\
title: First
date: 2026-01-12
themes: [silence, preparation]
adjustments:
  - {what: Read two days before, due: 2026-02-10, done: 2026-02-12}
  - {what: Ask first, due: 2026-02-10, done: 2026-02-10}
""",
    "content/reflections/second.yaml": """\
title: Second
date: 2026-06-12
themes: [Silence]
adjustments:
  - {what: Wait for an answer, due: 2026-11-23}
  - {what: Bring tea}
""",
}


def test_what_became_of_the_adjustments_stands_in_words_above_all(new_site: NewSite) -> None:
    page = text(new_site(TWO).pages("pair")[INDEX])
    assert "1 of 3 adjustments were done by their day, 1 is overdue." in page
    assert "What comes back most: silence , in 2 of 2 reflections." in page


def test_each_half_moon_leads_to_its_reflection(new_site: NewSite) -> None:
    page = new_site(TWO).pages("pair")[INDEX]
    assert re.findall(r'<a class="mark mark-reflection" href="([^"]+)"><title>([^<]+)</title>', page) == [
        ("../reflections/first.html", "First, 12 January 2026"),
        ("../reflections/second.html", "Second, 12 June 2026"),
        ("../reflections/first.html", "First, 12 January 2026"),
    ]


def test_a_theme_names_its_reflections(new_site: NewSite) -> None:
    page = text(new_site(TWO).pages("pair")[INDEX])
    assert "2 reflections: First , Second" in page
    assert "1 reflection: First" in page


def test_adjustments_stand_by_their_state_each_with_its_source(new_site: NewSite) -> None:
    page = text(new_site(TWO).pages("pair")[INDEX])
    assert "Overdue, 1 Wait for an answer 1 day over , due 23 November 2026 Second Open, 1 Bring tea without a day Second Done, 2" in page
    assert "Read two days before done 12 February 2026 , 2 days late First Ask first done 10 February 2026 First" in page


def test_a_wider_copy_speaks_of_itself_alone(new_site: NewSite) -> None:
    files = {**TWO, "content/reflections/first.yaml": "visibility: public\n" + TWO["content/reflections/first.yaml"]}
    page = text(new_site(files).pages("public")[INDEX])
    assert "In this copy: 1 of 2 adjustments were done by their day." in page
    assert "Second" not in page


def test_without_themes_and_adjustments_there_are_the_reflections_alone(new_site: NewSite) -> None:
    page = new_site({"content/reflections/a.yaml": "title: A\ndate: 2026-01-12\n"}).pages("pair")[INDEX]
    assert "A" in text(page)
    assert "Themes" not in page
    assert "Adjustments" not in page
