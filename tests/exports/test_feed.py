"""feed.xml by feedparser, and by what RFC 4287 asks of a feed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from mentorsite.pages.compose import LATEST
from tests.conftest import MKFILE, Files, Site
from tests.exports.conftest import Finished
from tests.exports.tree import tree

NewSite = Callable[[Files], Site]
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
STORY = "---\ntitle: {title}\ndate: 2026-03-04\nvisibility: public\ntags: [craft]\nsummary: In *short*\n---\n{text}\n"
ADDRESSES = {"href", "src", "cite", "srcset"}


def written(site: Site, target: str = "public", address: str = "feed.xml") -> bytes:
    made = site.make(target)
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return next((artifact.data for artifact in made.artifacts if artifact.address == address), b"")


def parsed(data: bytes) -> Any:
    """Read a feed by a parser that reads feeds as they are found in the web, after looking at what the RFC asks."""
    import feedparser

    assert faults(data) == []
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def faults(data: bytes) -> list[str]:
    """Give what RFC 4287 forbids (its sections in brackets)."""
    feed = ET.fromstring(data)
    entries = feed.findall(f"{ATOM}entry")
    found = [] if feed.tag == f"{ATOM}feed" else ["no feed"]
    found += [
        f"{child.tag} in the feed after an entry" for child in list(feed)[list(feed).index(entries[0]) :] if child.tag != f"{ATOM}entry"
    ]
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            if len(element.findall(ATOM + name)) != 1:
                found.append(f"not one {name} (4.1.1, 4.1.2)")
        for name in ("published", "summary", "content", "rights", "subtitle", "generator", "icon", "logo"):
            if len(element.findall(ATOM + name)) > 1:
                found.append(f"{name} twice (4.1.1, 4.1.2)")
        for name in ("updated", "published"):
            found += [f"{moment.text} (3.3)" for moment in element.findall(ATOM + name) if not MOMENT.fullmatch(moment.text or "")]
        links = element.findall(f"{ATOM}link")
        found += [f"no address of a link (4.2.7.1): {link.attrib}" for link in links if not urlsplit(link.get("href", "")).scheme]
        kinds = [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in links]
        if kinds.count(("alternate", "text/html", None)) != 1:
            found.append("not one alternate (4.1.1, 4.1.2)")
        if any(not category.get("term") for category in element.findall(f"{ATOM}category")):
            found.append("a category without a term (4.2.2.1)")
        identity = element.findtext(f"{ATOM}id") or ""
        if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", identity):
            found.append(f"{identity} is no IRI in its normal form (4.2.6)")
    if not feed.findall(f"{ATOM}author/{ATOM}name") and not all(entry.findall(f"{ATOM}author/{ATOM}name") for entry in entries):
        found.append("no author (4.1.1)")
    if [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") != 1:
        found.append("no link to itself (4.1.1)")
    identities = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(identities)) < len(identities):
        found.append("two entries of one id (4.1.1)")
    for entry in entries:
        content = entry.find(f"{ATOM}content")
        if content is None or content.get("type") != "html" or len(content):
            found.append("content is no escaped HTML (4.1.3.3)")
    return found


def addresses_in(html: str) -> list[str]:
    """Give all addresses in a text."""
    return [value for element in tree(html).within() for name, value in element.attributes.items() if name in ADDRESSES]


def test_every_feed_of_the_example_is_valid_and_every_address_in_it_leads_somewhere(site: Finished) -> None:
    (data,) = [artifact.data for artifact in site.made.artifacts if artifact.address == "feed.xml"]
    url = "https://example.org/mentorsite-example/" if "mentorsite-example" in data.decode() else "https://example.org/repo/"
    there = {artifact.address for artifact in site.made.artifacts}
    found = parsed(data)
    assert found.entries
    for entry in found.entries:
        (content,) = entry.content
        for address in (entry.link, *addresses_in(content.value)):
            for each in re.sub(r" \d+w\b", "", address).split(", "):
                assert each.startswith(("https://", "http://", "mailto:"))
                if each.startswith(url):
                    assert unquote(each.removeprefix(url).partition("#")[0]) in there


def test_an_entry_tells_the_whole_record_but_for_private_notes(new_site: NewSite) -> None:
    story = (
        "---\ntitle: What *changed* & why\ndate: 2026-03-04\nvisibility: public\nprivate: Hush now.\nmetrics: [{name: Days, before: 9, after: 4.5}]\n"
        "links: [{label: The <notes>, url: https://example.com/?a=1&b=2}]\n---\nThe body.\n\n## Challenge\n\nIt was *hard*, see [the goal](../goals/g.md#part).\n"
    )
    site = new_site({"content/stories/s.md": story, "content/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n# Part\n"})
    (entry,) = parsed(written(site, "private")).entries
    assert (entry.title, entry.link) == ("What *changed* & why", "https://example.org/repo/stories/s.html")
    (content,) = entry.content
    assert content.value.strip().split("\n") == [
        "<dl>",
        '<dt>Links</dt><dd><a href="https://example.com/?a=1&amp;b=2">The &lt;notes&gt;</a></dd>',
        "</dl>",
        "<p>The body.</p>",
        "<h2>Challenge</h2>",
        '<p>It was <em>hard</em>, see <a href="https://example.org/repo/goals/g.html#part">the goal</a>.</p>',
        "<h2>Metrics</h2>",
        "<ul>",
        "<li>Days, before: 9, after: 4.5</li>",
        "</ul>",
    ]


def test_a_link_to_a_heading_of_the_same_text_leads_to_the_page(new_site: NewSite) -> None:
    """Also in a text with HTML, and not where the words only look like a link."""
    for html in ("", "<b>bold</b> "):
        text = f'{html}[There](#part) and <q>a</q> `<a href="#x">`\n\n# Part\n'
        site = new_site({"content/stories/s.md": STORY.format(title="S", text=text)})
        (entry,) = parsed(written(site)).entries
        assert addresses_in(entry.content[0].value) == ["https://example.org/repo/stories/s.html#part"]
        assert "#x" in entry.content[0].value


def test_an_id_survives_another_title_and_is_nobody_else_s(new_site: NewSite) -> None:
    def ids(title: str) -> list[str]:
        files = {f"content/stories/{name}.md": STORY.format(title=title, text="A text") for name in ("one", "two")}
        found = parsed(written(new_site(files)))
        return [found.feed.id, *(entry.id for entry in found.entries)]

    before = ids("A title")
    assert ids("Quite another title") == before
    assert len(set(before)) == 3


def test_a_day_is_noon_in_utc_and_the_latest_of_a_record_is_when_it_was_updated(new_site: NewSite) -> None:
    """What lies ahead is not told yet: neither a day in a record, nor a record."""
    goal = "---\ntitle: G\nvisibility: public\nstart: 2026-01-05\nindicators: [{name: N, target: 4, readings: {2026-02-01: 1, 2026-12-24: 4}}]\n---\n"
    files = {
        "mkfile.toml": MKFILE + '[feed]\ntypes = ["goals", "stories", "skills", "people"]\n',
        "content/goals/g.md": goal,
        "content/stories/s.md": STORY.format(title="S", text="A text"),
        "content/stories/later.md": STORY.format(title="S", text="A text").replace("03-04", "12-24"),
        "content/skills/k.md": "---\ntitle: K\nvisibility: public\nlevels: {2026-01-01: 1, 2026-01-03: 2}\n---\n",
        "content/people/ana.md": "---\nname: Ana\nconsent: public\n---\n",
    }
    found = parsed(written(new_site(files)))
    assert found.feed.updated == "2026-03-04T12:00:00Z"
    assert [(entry.title, entry.published, entry.updated) for entry in found.entries] == [
        ("S", "2026-03-04T12:00:00Z", "2026-03-04T12:00:00Z"),
        ("G", "2026-01-05T12:00:00Z", "2026-02-01T12:00:00Z"),
        ("K", "2026-01-01T12:00:00Z", "2026-01-03T12:00:00Z"),
    ]


def test_the_author_is_the_mentee_whom_the_audience_knows_else_the_portfolio(new_site: NewSite) -> None:
    files = {
        "content/people/ana.md": "---\nname: Ana Amaral\nrole: mentee\nconsent: review\n---\n",
        "content/people/ben.md": "---\nname: Ben Brook\nrole: mentor\nconsent: public\n---\n",
        "content/mentorships/m.md": "---\ntitle: M\nvisibility: public\nmentors: [ben]\nmentees: [ana]\nstart: 2026-01-01\n---\n",
        "content/stories/s.md": STORY.format(title="S", text="A text"),
    }
    site = new_site(files)
    assert [parsed(written(site, target)).feed.author for target in ("review", "public")] == ["Ana Amaral", "A small site"]
    assert b"Ana" not in written(site, "public")


def test_pages_lead_to_the_feed_of_their_portfolio(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/portfolios/one/stories/s.md": STORY.format(title="S", text="A"),
            "content/portfolios/two/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n",
        }
    )
    pages = site.pages("public")
    link = '<link rel="alternate" type="application/atom+xml" title="one" href="../../one/feed.xml">'
    assert link in pages["one/stories/s.html"]
    assert '<a href="../../one/feed.xml" type="application/atom+xml">Feed</a>' in pages["one/stories/s.html"]
    assert [address for address in pages if "feed.xml" in pages[address] and not address.startswith("one/")] == []
    assert parsed(written(site, address="one/feed.xml")).feed.links[1].href == "https://example.org/repo/one/index.html"
    assert written(site) == written(site, address="two/feed.xml") == b""


@pytest.mark.parametrize(
    ("settings", "files"),
    [
        (MKFILE, {}),
        (re.sub("url = .*", "", MKFILE), {"content/stories/s.md": STORY.format(title="S", text="A")}),
        (MKFILE + "[feed]\ntypes = []\n", {"content/stories/s.md": STORY.format(title="S", text="A")}),
    ],
    ids=["nothing to tell", "no address", "not wanted"],
)
def test_there_may_be_no_feed_and_then_nothing_leads_to_one(new_site: NewSite, settings: str, files: dict[str, str]) -> None:
    site = new_site({"mkfile.toml": settings, **files})
    assert written(site) == b""
    assert not any("feed.xml" in page for page in site.pages("public").values())


def test_a_feed_has_the_latest_records_alone(new_site: NewSite) -> None:
    site = new_site(
        {
            f"content/stories/s{number}.md": STORY.format(title=number, text="A").replace("03-04", f"{number % 12 + 1:02}-01")
            for number in range(60)
        }
    )
    entries = parsed(written(site)).entries
    assert len(entries) == LATEST == 50
    assert [entry.updated for entry in entries] == sorted((entry.updated for entry in entries), reverse=True)
    # Five of each month: those of December lie ahead, those of January are the oldest.
    assert {entry.updated[5:7] for entry in entries} == {f"{month:02}" for month in range(2, 12)}


def test_what_xml_may_not_hold_is_not_in_it(new_site: NewSite) -> None:
    title = '"a\\x01b\\u202e ]]> & <c> \\ufffe"'
    data = written(new_site({"content/stories/s.md": STORY.format(title=title, text="A ]]> text")}))
    (entry,) = parsed(data).entries
    assert entry.title == "ab ]]> & <c>"
