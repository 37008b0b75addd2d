"""data.json says what the pages say."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
FILES: Files = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor\nconsent: pair",
    "content/people/ben.yaml": "name: Ben\nrole: mentee\nconsent: public",
    "content/mentorships/m.yaml": "title: Ana and Ben\nmentors: [ana]\nmentees: [ben]\nstart: 2026-01-05\ncadence: biweekly",
    "content/goals/g.md": "---\ntitle: Lead *reviews*\nvisibility: public\nstart: 2026-01-01\ndue: 2026-12-31\nindicators:\n"
    "- {name: Reviews led, baseline: 0, target: 6, readings: {2026-03-01: 2, 2026-06-01: 4.5}}\n---\n",
    "content/checkins/2026-01-06-first.md": "---\nparticipants: [ana, ben]\nactions:\n- {what: 'Write to [[people/ana]]', owner: ana, due: 2026-11-01}\n---\n",
}


def data(site: Site, target: str = "pair", address: str = "data.json") -> Any:
    made = site.make(target)
    return next(json.loads(artifact.data) for artifact in made.artifacts if artifact.address == address)


def test_it_says_what_it_is(new_site: NewSite) -> None:
    found = data(new_site(FILES))
    assert {name: found[name] for name in ("version", "title", "audience", "language", "today")} == {
        "version": 1,
        "title": "A small site",
        "audience": "pair",
        "language": "en",
        "today": "2026-11-24",
    }


def test_it_lists_the_records_with_their_addresses(new_site: NewSite) -> None:
    site = new_site(FILES)
    found = data(site)
    pages = site.pages("pair")
    assert {"type": "goals", "id": "g", "title": "Lead *reviews*", "date": "2026-01-01", "address": "goals/g.html"} in found["records"]
    assert all(record["address"] in pages for record in found["records"])
    assert len(found["records"]) == 5


def test_shares_numbers_days_links_and_texts_are_plain(new_site: NewSite) -> None:
    insights = data(new_site(FILES))["insights"]
    (goal,) = insights["goals"]
    assert goal["key"] == {"text": "Lead *reviews*", "address": "goals/g.html"}
    assert (goal["due"], goal["share"]) == ("2026-12-31", 0.75)
    assert [reading["value"] for reading in goal["indicators"][0]["readings"]] == [2, 4.5]
    (action,) = insights["actions"]["actions"]
    assert (action["what"], action["state"], action["days"]) == ("Write to Ana", "overdue", 23)
    assert action["owner"] == {"text": "Ana", "address": "people/ana.html"}


def test_a_wider_audience_gets_less(new_site: NewSite) -> None:
    found = data(new_site(FILES), "public")
    assert "Ana" not in json.dumps(found)
    assert found["insights"]["cadences"] == []
    assert found["insights"]["actions"]["actions"] == []
    assert found["insights"]["brief"] is None
    assert found["insights"]["handover"] is None


def test_each_portfolio_has_its_own(new_site: NewSite) -> None:
    site = new_site({f"content/portfolios/{name}/checkins/2026-03-04-{name}.md": "x" for name in ("one", "two")})
    assert [record["id"] for record in data(site, address="one/data.json")["records"]] == ["one"]
    assert data(site)["records"] == []


def test_no_control_character_gets_in(new_site: NewSite) -> None:
    site = new_site({"content/pages/p.md": '---\ntitle: "a\\u202eb"\n---\n'})
    made = site.make()
    text = next(artifact.data.decode() for artifact in made.artifacts if artifact.address == "data.json")
    assert "\u202e" not in text
    assert '"ab"' in text
