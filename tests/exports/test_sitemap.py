"""sitemap.xml by another parser of XML and by the protocol of sitemaps.org: the pages of a site that anybody may find."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit

import pytest

from mentorsite.exports.sitemap import sitemaps
from mentorsite.rendering.artifact import Artifact
from tests.conftest import MKFILE, Files, Site
from tests.exports.conftest import Finished, frames

NewSite = Callable[[Files], Site]
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
GOAL = "---\ntitle: A goal\nvisibility: {}\ntags: [craft]\n---\n"


def listed(artifact: Artifact, root: str = "urlset", each: str = "url") -> list[str]:
    """Give the addresses of a sitemap, after looking at what the protocol asks of it."""
    text = artifact.data.decode("utf-8")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    tree = ET.fromstring(artifact.data)
    assert tree.tag == SPACE + root
    assert {child.tag for child in tree} <= {SPACE + each}
    found = [child.findtext(SPACE + "loc") or "" for child in tree]
    assert len(found) == len(set(found)) <= 50_000
    assert len(artifact.data) <= 50 * 2**20
    for address in found:
        assert len(address) < 2048
        assert urlsplit(address).scheme in ("http", "https")
        assert address.isascii() or urlsplit(address).path.isascii()
    return found


def sitemap_of(site: Site, target: str = "public") -> list[str]:
    return listed(next(artifact for artifact in site.make(target).artifacts if artifact.address == "sitemap.xml"))


def test_it_lists_every_page_by_its_canonical_address_but_for_further_pages_of_lists(new_site: NewSite) -> None:
    """Pages that several lists lead to stand in it once; the one for addresses that do not exist has none."""
    files = {f"content/goals/goal-{number}.md": GOAL.format("public") for number in range(210)}
    site = new_site({**files, "content/people/ána.md": "---\nname: Ána & Co\nconsent: public\n---\n"})
    found, pages = sitemap_of(site), site.pages("public")
    assert {unquote(address).removeprefix("https://example.org/repo/") for address in found} == {
        address for address in pages if address != "404.html" and not re.search(r"/\d+\.html$", address)
    }
    assert "goals/index/2.html" in pages
    assert "https://example.org/repo/people/" + quote("ána.html") in found
    for address in found:
        page = pages[unquote(address).removeprefix("https://example.org/repo/")]
        assert f'<link rel="canonical" href="{address}">' in page


def test_that_of_several_portfolios_lists_all_of_them(new_site: NewSite) -> None:
    site = new_site({f"content/portfolios/{name}/goals/g.md": GOAL.format("public") for name in ("one", "two")})
    assert set(sitemap_of(site)) >= {f"https://example.org/repo/{path}" for path in ("index.html", "one/index.html", "two/goals/g.html")}


@pytest.mark.parametrize("target", ["review", "pair", "private"])
def test_a_copy_that_is_not_for_everybody_has_none(new_site: NewSite, target: str) -> None:
    made = new_site({"content/goals/g.md": GOAL.format("public")}).make(target)
    assert [artifact.address for artifact in made.artifacts if "sitemap" in artifact.address] == []


def test_a_site_that_does_not_know_its_address_has_none(new_site: NewSite) -> None:
    site = new_site({"mkfile.toml": re.sub("url = .*", "", MKFILE), "content/goals/g.md": GOAL.format("public")})
    assert [artifact.address for artifact in site.make("public").artifacts if "sitemap" in artifact.address] == []


def test_what_the_public_may_not_see_is_not_in_it(new_site: NewSite) -> None:
    files = {"content/goals/seen.md": GOAL.format("public")}
    before = sitemap_of(new_site(files))
    after = sitemap_of(new_site({**files, "content/goals/unseen.md": GOAL.format("review")}))
    assert after == before


def test_the_site_s_own_file_takes_its_place(new_site: NewSite) -> None:
    made = new_site({"static/sitemap.xml": "<own/>", "static/Robots.txt": "mine"}).make("public")
    assert made.problems == ()
    found = [(a.address, a.data) for a in made.artifacts if a.address.casefold() in ("sitemap.xml", "robots.txt")]
    assert sorted(found) == [("Robots.txt", b"mine"), ("sitemap.xml", b"<own/>")]


def test_more_addresses_than_a_file_may_hold_are_divided(new_site: NewSite) -> None:
    site = new_site({"content/goals/a.md": GOAL.format("public"), "content/goals/b.md": GOAL.format("public")})
    whole = listed(sitemaps(frames(site, "public"))["sitemap.xml"]())
    made = {address: make() for address, make in sitemaps(frames(site, "public"), most=3).items()}
    parts = listed(made.pop("sitemap.xml"), "sitemapindex", "sitemap")
    assert parts == [f"https://example.org/repo/{address}" for address in made]
    assert [address for part in made.values() for address in listed(part)] == whole
    assert len(whole) > 3


def test_the_example_has_one(site: Finished) -> None:
    found = [artifact for artifact in site.made.artifacts if artifact.address == "sitemap.xml"]
    assert (len(found) == 1) == (site.written["audience"] == "public")
    assert all(listed(artifact) for artifact in found)
