"""What the action board, the decision log and the inquiry log say, and the way to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]

LOGS = {"actions.html", "decisions.html", "inquiry.html"}
PAIR = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/mentorships/one.yaml": "title: One\nmentors: [ana]\nmentees: [ben]\nstart: 2026-01-12",
    "content/checkins/2026-10-06-one-page.md": """\
---
title: One page
questions:
  - ask: Who is the page for?
    by: ana
    answer: For me in January.
    answered_by: ben
    decision: It gets a date.
  - ask: And after that?
    by: ana
decisions:
  - what: The page has one side
    why: Nobody turns pages.
    owner: ben
actions:
  - what: Read the *draft*
    owner: ana
    due: 2026-10-20
  - what: Ask another team
    owner: ben
    due: 2026-11-24
  - what: Find a room
  - what: Write the draft
    owner: ben
    due: 2026-10-10
    done: 2026-10-11
---
""",
}


def text_of(page: str) -> str:
    """Give the words of a page's content, one space between them."""
    content = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", content)).split())


def test_the_board_counts_in_words_and_says_what_is_late_and_whose_it_is(new_site: NewSite) -> None:
    page = new_site(PAIR).pages()["actions.html"]
    said = text_of(page)
    assert "1 overdue, 1 to come, 1 without a day, 1 done" in said
    assert "Done by the day agreed: 0 of 1" in said
    assert "Overdue Ana Read the draft 35 days over due 20 October 2026 One page" in said
    assert "To come Ben Ask another team today due 24 November 2026 One page" in said
    assert "Without a day Nobody yet Find a room open for 49 days One page" in said
    assert "Done Ben Write the draft 11 October 2026 1 day late One page" in said
    assert "<em>draft</em>" in page
    assert 'href="checkins/one-page.html"' in page
    assert 'href="people/ana.html"' in page


def test_the_board_has_no_section_for_what_there_is_none_of(new_site: NewSite) -> None:
    said = text_of(
        new_site({"content/checkins/2026-10-06-a.md": "---\nactions: [{what: Find a room, done: 2026-10-07}]\n---\n"}).pages()[
            "actions.html"
        ]
    )
    assert "1 done" in said
    for words in ("verdue", "o come", "Without a day", " 0 ", "Done by the day agreed"):
        assert words not in said


def test_a_decision_stands_with_its_reason_or_its_question_beside_the_day_of_its_checkin(new_site: NewSite) -> None:
    page = new_site(PAIR).pages()["decisions.html"]
    said = text_of(page)
    assert "2 decisions, 1 reached from a question" in said
    assert "6 October 2026 One page The page has one side Nobody turns pages. Ben" in said
    assert "It gets a date. From the question Who is the page for?" in said


def test_a_question_stands_with_its_answer_whose_it_is_and_what_it_led_to(new_site: NewSite) -> None:
    said = text_of(new_site(PAIR).pages()["inquiry.html"])
    assert "2 questions, 1 still open, 1 led to a decision" in said
    assert "1 answered, 1 by the mentee" in said
    assert "asked by Ana (2)" in said
    assert "Still open And after that? asked by Ana6 October 2026, One pageopen for 49 days" in said
    assert "Who is the page for? asked by Ana For me in January. answered by Ben, mentee Decided: It gets a date." in said


def test_a_question_that_was_asked_before_says_when_and_where(new_site: NewSite) -> None:
    later = "---\ntitle: Later\nquestions:\n  - ask: And after that?\n    answer: Nothing.\n    answered_by: ana\n---\n"
    said = text_of(new_site({**PAIR, "content/checkins/2026-11-05-later.md": later}).pages()["inquiry.html"])
    assert "still open" not in said
    assert "5 November 2026 Later And after that? asked by Ana6 October 2026, One page Nothing. answered by Ana, mentor" in said


def test_for_whom_checkins_are_not_meant_a_question_without_an_answer_is_not_called_open(new_site: NewSite) -> None:
    text = "---\nvisibility: public\nquestions: [{ask: When}]\n---\n"
    later = "---\nquestions: [{ask: When, answer: Soon}]\n---\n"
    site = new_site({"content/checkins/2026-10-06-a.md": text, "content/checkins/2026-10-20-b.md": later})
    said = text_of(site.pages("public")["inquiry.html"])
    assert "1 question, 1 without an answer in this copy" in said
    assert "No answer in this copy When 6 October 2026" in said
    assert not re.search(r"\bopen\b", said)


def test_years_are_told_apart_where_there_are_several(new_site: NewSite) -> None:
    older = "---\ntitle: Older\nquestions: [{ask: Why, answer: So}]\ndecisions: [{what: Go}]\n---\n"
    pages = new_site({**PAIR, "content/checkins/2025-10-06-older.md": older}).pages()
    for name in ("decisions.html", "inquiry.html"):
        assert '<li><a href="#y2025">2025</a></li>' in pages[name]
        assert '<section class="year" id="y2025">\n<h2>2025</h2>' in pages[name]
    alone = new_site({}).write(PAIR).pages()
    assert "#y2026" in alone["decisions.html"]


def test_one_year_alone_needs_no_heading_that_is_seen(new_site: NewSite) -> None:
    page = new_site(PAIR).pages()["decisions.html"]
    assert '<h2 class="visually-hidden">2026</h2>' in page
    assert "#y2026" not in page


def test_without_a_visible_checkin_there_is_no_log(new_site: NewSite) -> None:
    assert not LOGS & set(new_site({"content/people/ana.yaml": "name: Ana\nvisibility: public\nconsent: public"}).pages())
    assert not LOGS & set(new_site(PAIR).pages("public"))


def test_where_nothing_is_written_down_a_log_says_what_will_be_here(new_site: NewSite) -> None:
    pages = new_site({"content/checkins/2026-10-06-a.md": "---\nvisibility: public\n---\nText.\n"}).pages("pair")
    assert "What the two agree to do will stand here" in pages["actions.html"]
    assert "What the two decide will stand here" in pages["decisions.html"]
    assert "What the two ask each other will stand here" in pages["inquiry.html"]


def test_for_whom_checkins_are_not_meant_a_log_speaks_of_the_copy_alone(new_site: NewSite) -> None:
    pages = new_site({"content/checkins/2026-10-06-a.md": "---\nvisibility: public\n---\nText.\n"}).pages("public")
    assert "No action is written down in this copy." in pages["actions.html"]
    assert "No decision is written down in this copy." in pages["decisions.html"]
    assert "No question is written down in this copy." in pages["inquiry.html"]


def test_a_name_beyond_consent_leads_nowhere(new_site: NewSite) -> None:
    files = {
        "content/people/ben.yaml": "name: Benedikt\nrole: mentee\nalias: B.",
        "content/checkins/2026-10-06-a.md": "---\nvisibility: public\nactions: [{what: Write, owner: ben}]\n---\n",
    }
    page = new_site(files).pages("public")["actions.html"]
    assert '<h3 class="label"><bdi>B.</bdi></h3>' in page
    assert "Benedikt" not in page


def test_a_checkin_leads_from_what_it_holds_to_the_logs(new_site: NewSite) -> None:
    pages = new_site({**PAIR, "content/checkins/2026-10-20-bare.md": "---\n---\nText.\n"}).pages()
    for name, words in (("actions", "All actions"), ("decisions", "All decisions"), ("inquiry", "All questions")):
        assert f'<a href="../{name}.html">{words}</a>' in pages["checkins/one-page.html"]
        assert words not in pages["checkins/bare.html"]
        others = LOGS - {f"{name}.html"}
        assert all(f'href="{other}"' in pages[f"{name}.html"] for other in others)
        assert 'href="checkins/index.html"' in pages[f"{name}.html"]


def test_each_portfolio_has_logs_of_its_own(new_site: NewSite) -> None:
    text = "---\nactions: [{what: Write}]\n---\n"
    files = {
        "content/portfolios/Ben/checkins/2026-10-06-his.md": text,
        "content/portfolios/Cleo/goals/lead.md": "---\ntitle: Lead\n---\n",
    }
    pages = new_site(files).pages()
    assert {f"ben/{name}" for name in LOGS} <= set(pages)
    assert not {*LOGS, *(f"cleo/{name}" for name in LOGS)} & set(pages)
    assert 'href="../../ben/actions.html"' in pages["ben/checkins/his.html"]
    assert 'href="../ben/checkins/his.html"' in pages["ben/actions.html"]


def test_a_log_has_an_address_of_its_own(new_site: NewSite) -> None:
    assert 'url = "https://example.org/repo/"' in MKFILE
    assert '<link rel="canonical" href="https://example.org/repo/inquiry.html">' in new_site(PAIR).pages()["inquiry.html"]
