"""The timeline's page and its excerpts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from mentorsite.pages.timeline import MOST, WITH_SUMMARIES
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
PAIR: Files = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/mentorships/m.yaml": "title: Two\nmentors: [ana]\nmentees: [ben]\nstart: 2026-01-05",
    "content/goals/lead.md": "---\ntitle: Lead\nowner: ben\nstart: 2026-01-12\ndue: 2026-06-30\nachieved: 2026-06-20\nstatus: achieved\n"
    "milestones: [{title: First one, done: 2026-02-10}]\ntags: [Reviews]\nsummary: To lead.\n---\n",
    "content/checkins/2026-03-04-talk.md": "---\ntitle: A talk\ngoals: [lead]\nparticipants: [ana, ben]\n---\n",
    "content/checkins/2025-12-04-before.md": "---\ntitle: Before\n---\n",
}
FEEDBACK = "---\nfrom: {0}\nto: {1}\nkind: recognition\nsituation: s\nbehavior: b\nimpact: i\n---\n"


def page(site: Site, address: str = "timeline.html") -> str:
    return site.pages("pair")[address]


def listed(text: str) -> list[str]:
    """Give the list's entries as plain words."""
    items = re.findall(r"<li data-type.*?</li>", text, re.DOTALL)
    return [" ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", item).split()) for item in items]


def test_everything_stands_in_the_list_newest_first_and_says_what_it_is(new_site: NewSite) -> None:
    assert listed(page(new_site(PAIR))) == [
        "20 Jun Lead Goal achieved",
        "4 Mar A talk Check-in",
        "10 Feb First one milestone of Lead",
        "12 Jan Lead Goal begun, achieved 20 June 2026 , 10 days early To lead.",
        "5 Jan Two Agreement begun",
        "4 Dec Before Check-in",
    ]


def test_each_year_has_a_drawing_and_a_heading_and_each_month_an_address(new_site: NewSite) -> None:
    text = page(new_site(PAIR))
    assert re.findall(r'<section class="year" id="y(\d+)">', text) == ["2026", "2025"]
    assert text.count('<svg class="drawing"') == 2
    assert re.findall(r'id="m(\d{4}-\d\d)"', text) == ["2026-06", "2026-03", "2026-02", "2026-01", "2025-12"]


def test_a_mark_knows_its_place_in_the_list(new_site: NewSite) -> None:
    text = page(new_site(PAIR))
    drawn = dict(re.findall(r'aria-label="([^,"]+),[^"]*" data-of="([\d ]+)"', text))
    assert drawn == {"Lead": "3 2 0", "A talk": "1", "Before": "5"}


def test_what_can_be_filtered_by_is_what_is_there_and_more_than_one(new_site: NewSite) -> None:
    text = page(new_site(PAIR))
    choices = {
        name: re.findall(r'<option value="([^"]+)"', of)
        for name, of in re.findall(r'<select[^>]* name="(\w+)">(.*?)</select>', text, re.DOTALL)
    }
    assert choices == {"type": ["mentorships", "goals", "checkins"], "person": ["ana", "ben"]}


def test_an_entry_says_by_what_it_is_found(new_site: NewSite) -> None:
    text = page(new_site(PAIR))
    assert '<li data-type="checkins" data-people="ana ben" data-goals="lead">' in text
    assert '<li data-type="goals" data-people="ben" data-goals="lead" data-tags="reviews">' in text


def test_the_timeline_of_nothing_says_what_will_be_here(new_site: NewSite) -> None:
    text = page(new_site({}))
    assert "Nothing is dated yet" in text
    assert "<form" not in text


def test_a_long_list_is_brief(new_site: NewSite) -> None:
    many = "\n".join(f"- {{id: c{number}, date: 2026-03-04, summary: Said}}" for number in range(WITH_SUMMARIES))
    assert "Said" in page(new_site({"content/checkins/all.yaml": many}))
    assert "Said" not in page(new_site({"content/checkins/all.yaml": many + "\n- {id: more, date: 2026-03-05, summary: Said}"}))


@pytest.mark.parametrize(
    ("sender", "receiver", "mark"),
    [("ana", "ben", "feedback-down"), ("ben", "ana", "feedback-up"), ("ana", "ana", "feedback-up"), ("cy", "cy", "feedback")],
)
def test_feedback_points_to_whom_it_went(new_site: NewSite, sender: str, receiver: str, mark: str) -> None:
    files = PAIR | {"content/people/cy.yaml": "name: Cy", "content/feedback/2026-03-09-f.md": FEEDBACK.format(sender, receiver)}
    drawing = page(new_site(files)).split('class="drawing"')[1].split('class="year-list"')[0]
    assert re.findall(r'class="mark mark-(feedback[\w-]*)"', drawing) == [mark]


def test_a_goal_at_risk_is_drawn_as_such_and_said_to_be(new_site: NewSite) -> None:
    text = page(new_site({"content/goals/late.md": "---\ntitle: Late\nstart: 2026-01-01\ndue: 2026-06-01\n---\n"}))
    assert '<a class="span span-active at-risk"' in text
    assert 'aria-label="Late, active, at risk"' in text


def test_a_goals_page_draws_what_belongs_to_it_alone(new_site: NewSite) -> None:
    files = PAIR | {"content/goals/other.md": "---\ntitle: Other\nstart: 2026-02-01\n---\n"}
    text = page(new_site(files), "goals/lead.html")
    drawing = text.split('class="drawing"')[1].split("</section>")[0]
    assert 'href="../checkins/talk.html"' in drawing
    assert "other.html" not in drawing
    assert "before.html" not in drawing


def test_where_there_is_too_little_nothing_is_drawn(new_site: NewSite) -> None:
    assert 'class="drawing"' not in page(new_site({"content/goals/g.md": "---\ntitle: G\nstart: 2026-01-01\n---\n"}), "goals/g.html")


def months_of(text: str) -> int:
    drawing = text.split('class="drawing"')[1].split("</section>")[0]
    return len(re.findall(r'<path class="(?:month|quarter)"', drawing))


@pytest.mark.parametrize(("start", "months"), [("2026-04-01", 6), ("2025-04-01", 14), ("2019-04-01", MOST)])
def test_an_excerpt_has_the_months_in_which_something_lies(new_site: NewSite, start: str, months: int) -> None:
    files = {
        "content/goals/g.md": f"---\ntitle: G\nstart: {start}\ndue: 2026-05-01\nachieved: 2026-05-20\nstatus: achieved\n---\n",
        "content/checkins/2026-05-04-a.md": "---\ngoals: [g]\n---\n",
    }
    assert months_of(page(new_site(files), "goals/g.html")) == months


def test_a_skills_page_has_its_excerpt(new_site: NewSite) -> None:
    files = {
        "content/skills/s.yaml": "title: S",
        "content/goals/g.md": "---\ntitle: G\nskills: [s]\nstart: 2026-01-01\nachieved: 2026-03-01\nstatus: achieved\n---\n",
        "content/milestones/2026-03-01-m.md": "---\ntitle: M\nskills: [s]\n---\n",
    }
    assert 'href="../milestones/m.html"' in page(new_site(files), "skills/s.html").split('class="drawing"')[1].split("</section>")[0]
