"""robots.txt by the parser of the standard library, and its patterns by the rules of RFC 9309."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

import pytest

from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]
ALL = ("/", "/index.html", "/goals/", "/goals/g.html", "/data.json", "/feed.xml", "/calendar.ics", "/files/report-0a1b2c3d.pdf")


def text_of(site: Site, target: str) -> str:
    return next(artifact.data.decode() for artifact in site.make(target).artifacts if artifact.address == "robots.txt")


def allowed(text: str, path: str) -> bool:
    """Say whether a path may be fetched (RFC 9309, 2.2.2): the longest rule that fits counts, of equal ones the one that allows."""
    rules = re.findall(r"^(Allow|Disallow): (\S+)$", text, re.MULTILINE)
    fitting = [
        (len(pattern), kind == "Allow")
        for kind, pattern in rules
        if re.match(re.escape(pattern).replace(r"\*", ".*").replace(r"\$", "$"), path)
    ]
    return max(fitting)[1] if fitting else True


def test_what_is_public_may_be_fetched_and_the_sitemap_is_named(new_site: NewSite) -> None:
    text = text_of(new_site({}), "public")
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    assert all(parser.can_fetch("anybot", path) and allowed(text, path) for path in ALL)
    assert parser.site_maps() == ["https://example.org/repo/sitemap.xml"]


@pytest.mark.parametrize("target", ["review", "pair", "private"])
def test_elsewhere_pages_alone_may_be_fetched_since_they_say_that_they_are_not_to_be_listed(new_site: NewSite, target: str) -> None:
    site = new_site({})
    text = text_of(site, target)
    assert [path for path in ALL if allowed(text, path)] == ["/", "/index.html", "/goals/", "/goals/g.html"]
    assert all('<meta name="robots" content="noindex, nofollow">' in page for page in site.pages(target).values())
    assert "Sitemap" not in text


def test_a_robot_that_knows_no_patterns_fetches_nothing_there(new_site: NewSite) -> None:
    parser = RobotFileParser()
    parser.parse(text_of(new_site({}), "review").splitlines())
    assert not any(parser.can_fetch("anybot", path) for path in ALL)


def test_no_sitemap_is_named_where_there_is_none(new_site: NewSite) -> None:
    assert text_of(new_site({"mkfile.toml": re.sub("url = .*", "", MKFILE)}), "public") == "User-agent: *\nAllow: /\n"
