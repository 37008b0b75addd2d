"""What the index of feedback says of its balance."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.conftest import Files, Site
from tests.insights.test_balance import AGREEMENT, PEOPLE, said

NewSite = Callable[[Files], Site]
INDEX = "feedback/index.html"
TWO_WAYS = {
    **PEOPLE,
    "content/feedback/first.yaml": "title: First\n" + said("2026-01-23", more="observed: 2026-01-22\n"),
    "content/feedback/second.yaml": "title: Second\n" + said("2026-03-11", "ben", "ana", "observed: 2026-02-15\n", "constructive"),
    "content/feedback/third.yaml": "title: Third\n" + said("2026-03-12", more="observed: 2026-03-12\nresponse: {understood: Yes.}\n"),
}


def text(page: str) -> str:
    """Give what a page says, each space once."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1]).split())


def test_the_balance_stands_in_words_above_all(new_site: NewSite) -> None:
    page = new_site(TWO_WAYS).pages("pair")[INDEX]
    assert "2 from mentor to mentee, 1 back; 2 recognise, 1 asks for something else." in text(page)


def test_every_mark_of_the_chart_leads_to_its_record_and_points_to_whom_it_went(new_site: NewSite) -> None:
    page = new_site(TWO_WAYS).pages("pair")[INDEX]
    marks = re.findall(r'<a class="mark mark-([\w-]+)" href="([^"]+)"><title>([^<]+)</title>.*?<g( class="open")?', page)
    assert marks == [
        ("feedback-up", "../feedback/second.html", "Second, constructive, 11 March 2026", ' class="open"'),
        ("feedback-down", "../feedback/first.html", "First, recognition, 23 January 2026", ""),
        ("feedback-down", "../feedback/third.html", "Third, recognition, 12 March 2026", ""),
    ]


def test_the_months_stand_in_words_beside_the_chart_with_those_without_any(new_site: NewSite) -> None:
    page = text(new_site(TWO_WAYS).pages("pair")[INDEX])
    assert "January 2026 1 from mentor to mentee February 2026 none March 2026 1 from mentor to mentee, 1 from mentee to mentor" in page


def test_it_says_how_soon_feedback_was_said(new_site: NewSite) -> None:
    page = text(new_site(TWO_WAYS).pages("pair")[INDEX])
    assert "Median 1 day after it was seen Longest 24 days after it was seen: Second" in page
    assert "3 of 3 say when it was seen." in page


def test_half_a_day_is_written_as_a_decimal(new_site: NewSite) -> None:
    files = {name: written for name, written in TWO_WAYS.items() if "second" not in name}
    assert "Median 0.5 days after it was seen" in text(new_site(files).pages("pair")[INDEX])


def test_who_waits_for_an_answer_is_named_with_the_days(new_site: NewSite) -> None:
    page = text(new_site(TWO_WAYS).pages("pair")[INDEX])
    assert "Waiting for an answer First 305 days Ana to Ben Second 258 days Ben to Ana" in page


def test_a_side_that_is_silent_is_named_only_where_feedback_is_seen_as_a_rule(new_site: NewSite) -> None:
    files = {
        **PEOPLE,
        "content/mentorships/year.yaml": AGREEMENT + "visibility: public\n",
        "content/feedback/a.yaml": said("2026-03-04", more="visibility: public\n"),
        "content/feedback/b.yaml": said("2026-05-05", more="visibility: public\n"),
    }
    site = new_site(files)
    pair, public = text(site.pages("pair")[INDEX]), text(site.pages("public")[INDEX])
    assert "Nothing from mentee to mentor yet." in pair
    assert "Nothing asks for something else yet." in pair
    assert "April 2026 none" in pair
    assert "In this copy: 2 from mentor to mentee; 2 recognise." in public
    assert "Nothing" not in public
    assert "April 2026" not in public


def test_what_is_not_said_yet_is_told_apart(new_site: NewSite) -> None:
    files = {**TWO_WAYS, "content/feedback/later.yaml": said("2026-12-01")}
    assert "1 is not said yet, and not counted here." in text(new_site(files).pages("pair")[INDEX])


def test_an_index_without_anything_said_shows_its_records_alone(new_site: NewSite) -> None:
    page = new_site({**PEOPLE, "content/feedback/later.yaml": "title: Later\n" + said("2026-12-01")}).pages("pair")[INDEX]
    assert "Later" in page
    assert "Who to whom" not in page
    assert "<table" not in page


def test_an_alias_stands_where_a_name_may_not(new_site: NewSite) -> None:
    files = {
        **PEOPLE,
        "content/people/ana.yaml": "name: Ana\nalias: A.\nrole: mentor\nconsent: pair",
        "content/mentorships/year.yaml": AGREEMENT + "visibility: public\n",
        "content/feedback/a.yaml": said("2026-03-04", more="visibility: public\n"),
    }
    page = text(new_site(files).pages("public")[INDEX])
    assert "Waiting for an answer Feedback, 4 March 2026 265 days A. to Ben" in page
    assert "Ana" not in page
