"""data.json says what the pages say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from tests.conftest import ROOT, Files, Site
from tests.exports.conftest import Finished

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
    site = new_site({"content/pages/p.md": '---\ntitle: "a\\u202eb\\x01"\n---\n'})
    made = site.make()
    text = next(artifact.data.decode() for artifact in made.artifacts if artifact.address == "data.json")
    assert "\u202e" not in text
    assert "\\u0001" not in text
    assert '"ab"' in text


LINK = {"text", "address"}
PLAIN: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "day": lambda value: date.fromisoformat(value).isoformat() == value,
    "whole number": lambda value: type(value) is int,
    "number": lambda value: type(value) in (int, float),
    "share or mean": lambda value: type(value) in (int, float) and round(value, 4) == value,
    "`true` or `false`": lambda value: isinstance(value, bool),
    "level": lambda value: set(value) == {"level", "name"},
}


def documented() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Give what docs/data.md says: the kind of each insight, and the kinds of the fields of each group by its anchor on GitHub."""
    text = (ROOT / "docs" / "data.md").read_text("utf-8")
    insights = dict(re.findall(r"^## insights\.(\w+)\n\n(.+)$", text, re.MULTILINE))
    groups: dict[str, dict[str, str]] = {}
    for name, body in re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL):
        anchors = [name.lower(), *(f"{name.lower()}-{number}" for number in range(1, 9))]
        groups[next(anchor for anchor in anchors if anchor not in groups)] = dict(
            re.findall(r"^\| `(\w+)` \| (.+) \|$", body, re.MULTILINE)
        )
    return insights, groups


def undocumented(value: Any, kind: str, groups: dict[str, dict[str, str]], place: str) -> Iterator[str]:
    """Give the places at which data.json has anything but what docs/data.md says of them."""
    if kind.endswith(", or `null`") and value is None:
        return
    kind = kind.removesuffix(", or `null`")
    if kind.startswith("list, each: "):
        for number, each in enumerate(value):
            yield from undocumented(each, kind.removeprefix("list, each: "), groups, f"{place}[{number}]")
    elif found := re.fullmatch(r"\[\w+\]\(#([\w-]+)\)", kind):
        fields = groups[found[1]]
        if set(value) != set(fields):
            yield f"{place}: {sorted(set(value) ^ set(fields))}"
        for name in set(value) & set(fields):
            yield from undocumented(value[name], fields[name], groups, f"{place}.{name}")
    elif kind.startswith("fields "):
        if set(value) != set(re.findall(r"`(\w+)`", kind)):
            yield f"{place}: {sorted(value)}"
    elif kind.startswith("link"):
        if set(value) != LINK:
            yield f"{place}: {value}"
    elif kind.startswith('`"'):
        if f'`"{value}"`' not in kind.split(" or "):
            yield f"{place}: {value}"
    elif kind not in PLAIN or not PLAIN[kind](value):
        yield f"{place}: {value} is no {kind}"


def test_the_documentation_names_every_key_that_occurs_and_says_what_it_is(site: Finished) -> None:
    insights, groups = documented()
    assert list(site.data) == list(insights)
    assert [found for name, value in site.data.items() for found in undocumented(value, insights[name], groups, name)] == []


def test_the_documentation_shows_what_stands_above_the_insights(site: Finished) -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "data.md").read_text("utf-8"), re.DOTALL)
    example = json.loads(shown)
    assert list(site.written) == list(example)
    assert {tuple(record) for record in site.written["records"]} == {tuple(example["records"][0])}
