"""What the pages of goals say, as of 24 November 2026."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]

GOALS = {
    "content/goals/estimate.md": """\
---
title: Estimate with ranges
start: 2026-11-14
due: 2026-12-04
indicators:
  - {name: Median error, unit: "%", baseline: 70, target: 20, readings: {2026-11-20: 60, 2026-11-25: 30}}
milestones:
  - {title: Correct each at half-time, due: 2026-10-30}
  - {title: Log ten, due: 2026-11-16, done: 2026-11-17}
---
""",
    "content/goals/lead.md": """\
---
title: Lead reviews
start: 2026-11-14
due: 2026-12-04
indicators:
  - {name: Reviews led, unit: reviews, baseline: 0, target: 10, readings: {2026-11-20: 7}}
---
""",
    "content/goals/invite.md": "---\ntitle: Invite the quiet\nparent: lead\nstatus: achieved\ndue: 2026-07-01\nachieved: 2026-07-03\n---\n",
    "content/goals/rest.md": "---\ntitle: Rest\nstatus: paused\ndue: 2026-09-30\nindicators: [{name: Walks, target: 3}]\n---\n",
}


def text(page: str) -> str:
    """Give the words of a page's content, as they are read."""
    content = page[page.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", content)).split())


@pytest.fixture
def pages(new_site: NewSite) -> dict[str, str]:
    return new_site(GOALS).pages("pair")


def test_goals_at_risk_stand_first_with_their_reasons(pages: dict[str, str]) -> None:
    said = text(pages["goals/index.html"])
    first = said[: said.index("Under way")]
    assert "At risk Estimate with ranges behind time: 20 % reached, 50 % of the time gone" in first
    assert "milestone 25 days late: Correct each at half-time" in first
    assert "Lead reviews" not in first


def test_without_a_goal_at_risk_nothing_is_said_of_risk(new_site: NewSite) -> None:
    said = new_site({"content/goals/rest.md": GOALS["content/goals/rest.md"]}).pages("pair")
    assert "isk" not in text(said["goals/index.html"])
    assert "isk" not in text(said["goals/rest.html"])


@pytest.mark.parametrize("address", ["goals/index.html", "index.html"])
def test_a_card_says_what_was_reached_and_when_it_is_due(pages: dict[str, str], address: str) -> None:
    said = text(pages[address])
    # It has a part, so its bar says more than its indicator does.
    assert "85 % reached with its sub-goals, 50 % of the time gone due 4 December 2026, 10 days left 7 of 10 reviews Reviews led" in said
    assert "60 %, target 20 %, 20 % reached, 50 % of the time gone Median error due 4 December 2026, 10 days left" in said
    assert "1 of 2 milestones done At risk: behind time, a milestone is late" in said
    assert "achieved 3 July 2026, 2 days late" in said
    assert "paused, due 30 September 2026" in said
    assert "no reading yet, target 3" in said


def test_a_goal_says_where_it_stands_and_why_it_is_at_risk(pages: dict[str, str]) -> None:
    said = text(pages["goals/estimate.html"])
    assert "20 % reached, 50 % of the time gone At risk behind time: 20 % reached, 50 % of the time gone" in said
    assert 'class="bar risk"' in pages["goals/estimate.html"]
    assert 'class="bar"' in pages["goals/lead.html"]


def test_a_milestone_says_whether_it_is_done_or_late(pages: dict[str, str]) -> None:
    said = text(pages["goals/estimate.html"])
    assert "Correct each at half-time 25 days late, due 30 October 2026" in said
    assert "Log ten done 17 November 2026, 1 day late, due 16 November 2026" in said


def test_readings_are_drawn_and_stand_in_a_table_and_one_to_come_says_so(pages: dict[str, str]) -> None:
    page = pages["goals/estimate.html"]
    assert 'd="M300 40h0"' in page  # 6 of 20 days; 10 of 50 below the upper end
    assert "target 20 % baseline 70 % today" in text(page)
    assert "20 November 202660 25 November 202630 still to come, not counted" in text(page)
    assert "<polyline" not in page


def test_a_goal_shows_its_parts_with_their_status_and_names_them_once(pages: dict[str, str]) -> None:
    page = pages["goals/lead.html"]
    assert "85 % reached with its sub-goals" in text(page)  # the mean of 7 of 10 and 1
    assert "Sub-goals Invite the quiet 100 % reached achieved 3 July 2026, 2 days late" in text(page)
    assert page.count('<div class="part-body">\n<ol class="rows">') == 1
    assert "Connected to" not in text(page)


def test_an_achieved_goal_names_its_parts_once_beside_its_evidence(new_site: NewSite) -> None:
    whole = "---\ntitle: Whole\nstatus: achieved\nachieved: 2026-07-01\n---\n"
    checkin = "---\ndate: 2026-06-30\ngoals: [whole]\n---\n"
    files = {"content/goals/whole.md": whole, "content/goals/part.md": "---\ntitle: Part\nparent: whole\n---\n"}
    page = new_site({**files, "content/checkins/2026-06-30-last.md": checkin}).pages("pair")["goals/whole.html"]
    assert "Sub-goals Part" in text(page)
    assert "Connected to" not in text(page)


def test_an_indicator_without_a_reading_has_a_sentence_and_no_chart(pages: dict[str, str]) -> None:
    page = pages["goals/rest.html"]
    assert "Walks no reading yet, target 3" in text(page)
    assert "<figure" not in page
    assert "<table" not in page


def test_a_goal_with_nothing_but_a_title_has_no_bar_and_no_empty_caption(new_site: NewSite) -> None:
    made = new_site({"content/goals/open.md": "---\ntitle: Open\n---\n"}).pages("pair")
    for address in ("goals/open.html", "goals/index.html", "index.html"):
        assert 'class="bar' not in made[address]
        assert 'class="caption"' not in made[address]


def test_a_long_table_is_folded(new_site: NewSite) -> None:
    readings = ", ".join(f"2026-{1 + day // 28:02}-{1 + day % 28:02}: {day}" for day in range(200))
    made = new_site(
        {"content/goals/many.yaml": f"title: Many\nindicators: [{{name: Steps, target: 300, readings: {{{readings}}}}}]"}
    ).pages("pair")
    page = made["goals/many.html"]
    assert "<summary>All 200 readings</summary>" in page
    assert page.count("<tr><td>") == 200
    assert 'class="dots"' not in page


def test_a_hidden_part_leaves_no_trace(new_site: NewSite) -> None:
    part = "---\ntitle: Hidden part\nparent: lead\nstatus: achieved\nvisibility: pair\n---\n"
    whole = GOALS["content/goals/lead.md"].replace("start:", "visibility: public\nstart:")
    with_part = new_site({"content/goals/lead.md": whole, "content/goals/part.md": part}).pages("public")
    assert "70 % reached, 50 % of the time gone" in text(with_part["goals/lead.html"])
    assert "sub-goals" not in text(with_part["goals/lead.html"])
