"""The brief and the handover as pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from mentorsite.pages.preparation import FIRST
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
PAIR: Files = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/mentorships/m.md": "---\ntitle: Two\nmentors: [ana]\nmentees: [ben]\nstart: 2026-09-07\ncadence: biweekly\nnorms: [Be on time]\n---\n## Purpose\n\nTo lead.\n",
}


def words(page: str) -> str:
    """Give what stands in the main part of a page, as plain words."""
    main = page.split("<main")[1].split("</main>")[0]
    text = " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", main, flags=re.DOTALL).split())
    return re.sub(r" (?=[,:?.])", "", text)


def brief(site: Site) -> str:
    return words(site.pages("pair")["brief.html"])


def test_the_brief_says_when_the_next_check_in_is_and_who_says_so(new_site: NewSite) -> None:
    assert "29 November 2026, in 5 days at the latest, by the cadence agreed on" in brief(new_site(PAIR))
    held = PAIR | {"content/checkins/2026-11-20-talk.md": "---\ntitle: A talk\nnext: 2026-11-25\n---\n"}
    assert "25 November 2026, tomorrow as agreed in A talk" in brief(new_site(held))


def test_without_an_agreement_no_day_is_known(new_site: NewSite) -> None:
    assert "No day is agreed for it yet." in brief(new_site({"content/checkins/2026-11-20-talk.md": "x"}))


def test_the_agenda_speaks_of_what_there_is(new_site: NewSite) -> None:
    files = PAIR | {
        "content/checkins/2026-11-20-talk.md": "---\ntitle: A talk\nactions: [{what: Write, owner: ben, due: 2026-11-21}]\nquestions: [{ask: Who decides?, by: ana}]\n---\n",
        "content/goals/g.md": "---\ntitle: Lead\ndue: 2026-11-01\n---\n",
    }
    text = brief(new_site(files))
    assert "What went well since 20 November 2026 progress" in text
    assert "1 overdue action: done, moved, or let go? progress" in text
    assert "What stands in the way of Lead? coaching" in text
    assert "Still open: Who decides? coaching" in text
    assert "Write Ben 3 days over A talk" in text


def test_of_very_much_the_brief_shows_the_most_urgent_and_says_how_much_more_there_is(new_site: NewSite) -> None:
    most = FIRST["actions"]
    actions = "\n".join(f"- {{what: Do {number}., due: 2026-10-{number:02}}}" for number in range(1, most + 4))
    text = brief(new_site({"content/checkins/2026-09-20-talk.md": f"---\nactions:\n{actions}\n---\n"}))
    assert "Do 1." in text
    assert f"Do {most}." in text
    assert f"Do {most + 1}." not in text
    assert "and 3 more: Action board" in text


def test_of_many_goals_at_risk_the_brief_shows_three_and_says_how_many_more_there_are(new_site: NewSite) -> None:
    goals = "\n".join(f"- {{id: g{number}, title: Goal {number}., due: 2026-11-0{number}}}" for number in range(1, 6))
    text = brief(new_site(PAIR | {"content/goals/all.yaml": goals}))
    assert "Goal 3." in text
    assert "Goal 4." not in text
    assert "and 2 more: Goals" in text


def test_the_handover_says_who_what_for_and_what_to_read_first(new_site: NewSite) -> None:
    text = words(new_site(PAIR).pages("pair")["handover.html"])
    assert "Read first Two what the two agreed on, and how it changed" in text
    assert "Ben mentee" in text
    assert "To lead." in text
    assert "Be on time" in text
    assert "every two weeks" in text


def test_both_are_there_only_for_those_who_prepare(new_site: NewSite) -> None:
    site = new_site(PAIR)
    for target, there in (("private", True), ("pair", True), ("review", False), ("public", False)):
        assert {name in site.pages(target) for name in ("brief.html", "handover.html")} == {there}
