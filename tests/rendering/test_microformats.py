"""What pages say in microformats, by a parser that is not ours: h-entry and h-card for records, h-feed for lists of them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

import pytest

from tests.conftest import Files, Site
from tests.exports.tree import tree
from tests.golden.test_example import example

NewSite = Callable[[Files], Site]
URL = "https://example.org/mentorsite-example/"


def items(page: str, address: str, url: str = URL) -> list[Any]:
    """Give the microformats at the top of a page."""
    import mf2py

    found: list[Any] = mf2py.parse(doc=page, url=url + quote(address))["items"]
    return found


@functools.cache
def published() -> dict[str, str]:
    return {address: data.decode() for address, data in example()["public"].items() if address.endswith(".html")}


def records() -> list[str]:
    """Give the addresses of the example's records that the public sees."""
    return [address for address in published() if address.count("/") == 1 and "index" not in address and not address.startswith("tags/")]


def test_the_page_of_every_record_is_one_entry_or_card_by_its_title_and_its_address() -> None:
    for address in records():
        page = published()[address]
        (item,) = items(page, address)
        assert item["type"] == ["h-card" if address.startswith("people/") else "h-entry"]
        assert [" ".join(name.split()) for name in item["properties"]["name"]] == [tree(page).one("h1").text()]
        assert item["properties"]["url"] == [URL + quote(address)]


def test_a_record_tells_its_day_its_tags_its_summary_and_its_text() -> None:
    address = "milestones/everybody-spoke.html"
    (item,) = items(published()[address], address)
    found = item["properties"]
    assert found["published"] == ["2026-09-10"]
    assert found["category"] == ["listening", "facilitation"]
    assert found["summary"] == ["Eight people, eight voices, after two minutes of writing."]
    assert len(found["content"]) >= 2
    assert all("<p>" in content["html"] for content in found["content"])
    assert set(found) == {"name", "url", "published", "category", "summary", "content"}


def test_a_person_is_a_card_with_a_picture_and_a_line_about_them() -> None:
    address = "people/teodora-kimani.html"
    (item,) = items(published()[address], address)
    found = item["properties"]
    assert found["name"] == ["Teodora Kimani"]
    assert [photo["value"] if isinstance(photo, dict) else photo for photo in found["photo"]] == [URL + "files/teodora-kimani-eb3ebaa8.svg"]
    assert [note if isinstance(note, str) else "text" for note in found["note"]] == ["Software engineer, berths team", "text"]
    assert "content" not in found


@pytest.mark.parametrize(
    "address", ["milestones/index.html", "stories/index.html", "goals/index.html", "people/index.html", "tags/listening.html", "index.html"]
)
def test_lists_are_feeds_whose_entries_lead_to_their_pages_by_their_names(address: str) -> None:
    feeds = [item for item in items(published()[address], address) if item["type"] == ["h-feed"]]
    assert feeds
    assert all(len(feed["properties"]["name"]) == 1 for feed in feeds)
    for entry in (entry for feed in feeds for entry in feed["children"]):
        (name,), (url,) = entry["properties"]["name"], entry["properties"]["url"]
        there = unquote(url).removeprefix(URL)
        assert tree(published()[there]).one("h1").text() == name
        assert entry["type"] == ["h-card" if there.startswith("people/") else "h-entry"]


def test_a_feed_has_all_that_its_list_has() -> None:
    (feed,) = items(published()["milestones/index.html"], "milestones/index.html")
    found = {unquote(entry["properties"]["url"][0]).removeprefix(URL) for entry in feed["children"]}
    assert found == {address for address in records() if address.startswith("milestones/")}
    assert all(entry["properties"]["published"] for entry in feed["children"])


def test_nobody_can_write_microformats_into_a_text(new_site: NewSite) -> None:
    text = '<table class="h-card"><tr><td><code class="p-name">Somebody</code></td></tr></table>\n'
    page = new_site({"content/stories/s.md": f"---\ntitle: S\ndate: 2026-03-04\nvisibility: public\n---\n{text}"}).pages("public")[
        "stories/s.html"
    ]
    (item,) = items(page, "stories/s.html", "https://example.org/repo/")
    assert item["properties"]["name"] == ["S"]
    assert item.get("children", []) == []
