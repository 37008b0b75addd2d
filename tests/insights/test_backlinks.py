"""Which visible records refer to a record."""

from __future__ import annotations

from collections.abc import Callable

from mentorsite.insights.backlinks import backlinks
from mentorsite.records.values import Key
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]

GOAL = Key("", "goals", "g")
CHECKIN = Key("", "checkins", "c")
STORY = Key("", "stories", "s")

FILES = {
    "content/goals/g.md": "---\ntitle: G\nvisibility: public\n---\nSee [this](g.md) and [[goals/g]].\n",
    "content/checkins/c.md": "---\ndate: 2026-03-04\ngoals: [g]\nvisibility: pair\n---\nOn [the goal](../goals/g.md).\n",
    "content/stories/s.md": "---\ntitle: S\ndate: 2026-03-04\nvisibility: public\nevidence: [checkins/c]\n---\n## Result\n\nOf [[goals/g]].\n",
}


def test_a_record_is_referred_to_from_fields_and_from_texts(new_site: NewSite) -> None:
    assert backlinks(new_site(FILES).view("pair")) == {GOAL: (CHECKIN, STORY), CHECKIN: (STORY,)}


def test_each_target_counts_once_in_the_order_of_its_first_place(new_site: NewSite) -> None:
    view = new_site(FILES).view("pair")
    assert list(view.records[CHECKIN].references) == [GOAL]
    assert list(view.records[STORY].references) == [GOAL, CHECKIN]


def test_a_record_does_not_refer_to_itself(new_site: NewSite) -> None:
    assert new_site(FILES).view("pair").records[GOAL].references == {}


def test_what_is_hidden_refers_to_nothing_and_nothing_refers_to_it(new_site: NewSite) -> None:
    assert backlinks(new_site(FILES).view("public")) == {GOAL: (STORY,)}


def test_a_file_is_no_record(new_site: NewSite) -> None:
    site = new_site({"content/pages/p.md": "---\ntitle: P\n---\n[notes](notes.txt)\n", "content/pages/notes.txt": "x"})
    assert backlinks(site.view("private")) == {}
