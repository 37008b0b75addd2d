"""The evidence on pages: drawn and listed on the page of each claim, drawn on the card of a story, and said where there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

from mentorsite.insights.evidence import LISTED
from mentorsite.pages.evidence import MANY
from tests.conftest import Files, Site
from tests.pages.test_chain import YEAR

NewSite = Callable[[Files], Site]

NO_RECORD = "No record shows this yet."
NONE_COUNTS = "None of these counts as evidence"
NOT_IN_THIS_COPY = "No record in this copy shows this."


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def part(page: str) -> str:
    """Give the section on evidence, empty where there is none."""
    found = re.search(r'<section class="part" id="evidence">(.*?)</section>', page, re.DOTALL)
    return found.group(1) if found else ""


def test_the_page_of_a_claim_draws_its_chain_and_lists_the_records_with_their_days(new_site: NewSite) -> None:
    said = text(part(new_site(YEAR).pages()["stories/faster.html"]))
    assert said == (
        "Evidence Lead reviews 2 check-ins 2 pieces of feedback Six reviews led Story "
        "None of these counts as evidence yet. "
        "Goal Along the way Lead reviews "
        "Check-ins Along the way The first talk 1 March 2026 Check-in, 1 May 2026 1 May 2026 "
        "Feedback Along the way Feedback, 1 April 2026 1 April 2026 Feedback, 8 April 2026 8 April 2026 "
        "Milestone Six reviews led 24 June 2026"
    )


def test_what_is_counted_leads_to_its_list(new_site: NewSite) -> None:
    page = new_site(YEAR).pages()["stories/faster.html"]
    targets = re.findall(r'href="\.\./stories/faster\.html#([^"]+)"', page)
    assert targets == ["_evidence-checkins", "_evidence-feedback"]
    assert all(f'id="{target}"' in page for target in targets)


def test_named_evidence_comes_first(new_site: NewSite) -> None:
    story = "title: Faster\ndate: 2026-07-01\ngoals: [lead]\nevidence: [checkins/two]"
    said = text(part(new_site({**YEAR, "content/stories/faster.yaml": story}).pages()["stories/faster.html"]))
    assert "Check-ins Check-in, 1 May 2026 1 May 2026 Along the way The first talk 1 March 2026" in said
    assert NONE_COUNTS not in said


def test_many_records_on_the_way_are_folded(new_site: NewSite) -> None:
    days = [date(2026, 3, 2) + timedelta(days=number) for number in range(MANY)]
    site = new_site({**YEAR, **{f"content/checkins/{day}.yaml": f"date: {day}\ngoals: [lead]" for day in days[:-2]}})
    assert "<details>" not in part(site.pages()["stories/faster.html"])
    site.write({f"content/checkins/{day}.yaml": f"date: {day}\ngoals: [lead]" for day in days})
    assert f"<details><summary>{MANY + 2} along the way</summary>" in part(site.pages()["stories/faster.html"])


def test_a_claim_without_a_record_says_so_and_nothing_else(new_site: NewSite) -> None:
    files: Files = {
        "content/stories/lone.yaml": "title: Lone\ndate: 2026-07-01\nvisibility: public",
        "content/milestones/lone.yaml": "title: Lone\ndate: 2026-07-01\nvisibility: public",
        "content/goals/lone.yaml": "title: Lone\nstatus: achieved\nvisibility: public",
    }
    site = new_site(files)
    for name in ("stories", "milestones", "goals"):
        for target, words in (("pair", NO_RECORD), ("review", NOT_IN_THIS_COPY), ("public", NOT_IN_THIS_COPY)):
            assert text(part(site.pages(target)[f"{name}/lone.html"])) == f"Evidence {words}"


def test_a_wider_copy_does_not_say_that_hidden_types_are_missing(new_site: NewSite) -> None:
    files = {
        name: f"{content}\nvisibility: public" if "/stories/" in name or "/goals/" in name else content for name, content in YEAR.items()
    }
    story = "title: Faster\ndate: 2026-07-01\ngoals: [lead]\nevidence: [checkins/two]\nvisibility: public"
    page = new_site({**files, "content/stories/faster.yaml": story}).pages("public")["stories/faster.html"]
    assert text(part(page)) == f"Evidence Lead reviews Story {NONE_COUNTS}. Goal Lead reviews"


def test_a_goal_that_is_not_achieved_claims_nothing(new_site: NewSite) -> None:
    assert part(new_site({"content/goals/open.yaml": "title: Open"}).pages()["goals/open.html"]) == ""


def test_the_card_of_a_story_draws_its_chain(new_site: NewSite) -> None:
    pages = new_site({**YEAR, "content/stories/lone.yaml": "title: Lone\ndate: 2026-07-02"}).pages()
    for address in ("index.html", "stories/index.html"):
        lone, faster = re.findall(r'<li class="row row-stories h-entry">(.*?)</div></li>', pages[address], re.DOTALL)
        assert text(lone) == "Lone No record shows this yet. 2 July 2026"
        assert text(faster).startswith("Faster Lead reviews 2 check-ins 2 pieces of feedback Six reviews led Story")


def test_what_the_chain_lists_is_not_listed_again_among_what_is_connected(new_site: NewSite) -> None:
    page = new_site({**YEAR, "content/checkins/after.yaml": "title: After\ndate: 2026-07-03\ngoals: [lead]"}).pages()["goals/lead.html"]
    connected = text(page[page.index('<h2 dir="auto">Connected to</h2>') :])
    assert "After" in connected
    assert "The first talk" not in connected
    assert "Six reviews led" not in connected


def test_an_address_is_listed_as_lying_elsewhere(new_site: NewSite) -> None:
    link = "evidence: [{label: Ticket, url: 'https://example.org/t'}]"
    page = new_site({"content/milestones/one.yaml": f"title: One\ndate: 2026-03-10\n{link}"}).pages()["milestones/one.html"]
    assert text(part(page)) == "Evidence no goal, check-in or feedback yet Ticket Milestone Elsewhere Ticket"
    assert part(page).count('href="https://example.org/t"') == 2


def test_records_beyond_those_that_are_listed_are_counted(new_site: NewSite) -> None:
    days = [date(2026, 3, 2) + timedelta(days=number) for number in range(LISTED)]
    site = new_site({**YEAR, **{f"content/checkins/{day}.yaml": f"date: {day}\ngoals: [lead]" for day in days}})
    said = text(part(site.pages()["stories/faster.html"]))
    assert f"Check-ins {LISTED} along the way" in said
    assert "2 earlier ones are among the records connected to the goal." in said
