"""Which links of finished files lead to nothing, and which lead elsewhere."""

from __future__ import annotations

import pytest

from mentorsite.links.within import Lost, Seen, Why, look

URL = "https://example.org/repo/"
PAGES = {
    "index.html": '<p id="here">',
    "goals/index.html": "",
    "goals/a.html": '<h3 id="größe">',
    "a b.html": "",
    "i.svg": '<g id="drawn"/>',
    "doc.pdf": "%PDF",
    "data.json": "{}",
}


def seen(address: str, markup: str, url: str | None = URL) -> Seen:
    """Look at a site that has the pages above and one more."""
    files = {**PAGES, address: markup}
    return look(((name, text.encode()) for name, text in files.items()), list(files), url)


def lost(link: str, address: str = "goals/b.html", url: str | None = URL) -> list[tuple[Why, str, str]]:
    """Give what is lost where a page has one link."""
    return [(found.why, found.address, found.place) for found in seen(address, f'<a href="{link}" id="own">', url).lost]


@pytest.mark.parametrize(
    "link",
    [
        "a.html",
        "./a.html?x=1",
        "../index.html#here",
        "../",
        "./",
        "..",
        "../goals/",
        "a.html#gr%C3%B6%C3%9Fe",
        "a.html#größe",
        "../a%20b.html",
        " ../a b.html\n",
        "..\\index.html",
        "#own",
        "#",
        "#top",
        "a.html#top",
        "a.html#:~:text=words",
        "?x=1",
        "b.html#own",
        "../i.svg#drawn",
        "../doc.pdf#page=2",
        "/repo/goals/a.html",
        "/repo/",
        "/repo",
        "https://example.org/repo/index.html#here",
        "HTTP://EXAMPLE.org/repo",
        "//example.org/repo/goals/",
        "mailto:a@example.org",
        "tel:+1",
        "data:image/png;base64,x",
        "javascript:void(0)",
    ],
)
def test_a_link_to_what_is_there_is_not_lost(link: str) -> None:
    assert lost(link) == []


@pytest.mark.parametrize(
    ("link", "why", "address", "place"),
    [
        ("c.html#x", Why.NO_FILE, "goals/c.html", ""),
        ("A.html", Why.NO_FILE, "goals/A.html", ""),
        ("../goals", Why.NO_FILE, "goals", ""),
        ("../nowhere/", Why.NO_FILE, "nowhere/index.html", ""),
        ("https://example.org/repo/c.html", Why.NO_FILE, "c.html", ""),
        ("/repo/c.html", Why.NO_FILE, "c.html", ""),
        ("a.html#grosse", Why.NO_PLACE, "goals/a.html", "grosse"),
        ("#nope", Why.NO_PLACE, "goals/b.html", "nope"),
        ("https://example.org/repo/#nope", Why.NO_PLACE, "index.html", "nope"),
        ("../i.svg#nope", Why.NO_PLACE, "i.svg", "nope"),
        ("/assets/site.css", Why.AT_ROOT, "/assets/site.css", ""),
        ("/", Why.AT_ROOT, "/", ""),
        ("../../index.html", Why.OUTSIDE, "../index.html", ""),
    ],
)
def test_a_link_to_nothing_is_lost_and_why(link: str, why: Why, address: str, place: str) -> None:
    assert lost(link) == [(why, address, place)]


def test_where_the_site_lies_is_its_root_where_that_is_not_known() -> None:
    assert lost("/goals/a.html", url=None) == []
    assert lost("/nope.html", url=None) == [(Why.NO_FILE, "nope.html", "")]
    assert seen("b.html", '<a href="https://example.org/repo/nope.html">', None).elsewhere.keys() == {"https://example.org/repo/nope.html"}


def test_the_page_that_is_shown_at_any_address_has_to_link_from_the_root() -> None:
    assert lost("goals/a.html", "404.html") == [(Why.RELATIVE, "goals/a.html", "")]
    for link in ("/repo/goals/a.html", "https://example.org/repo/", "#own"):
        assert lost(link, "404.html") == []


def test_relative_links_count_from_the_base_that_a_page_names() -> None:
    for base in ("../", "/repo/", "https://example.org/repo/"):
        found = seen("goals/b.html", f'<base href="{base}"><a href="goals/a.html"><a href="a.html">').lost
        assert [(link.why, link.address) for link in found] == [(Why.NO_FILE, "a.html")]


def test_what_is_lost_is_told_with_every_page_that_has_it() -> None:
    files = {
        "one.html": '<a href="x.html">',
        "two.html": '<a href="x.html"><a href="one.html#x">',
        "three/one.html": '<a href="../x.html">',
    }
    found = look(((name, text.encode()) for name, text in files.items()), list(files), URL).lost
    assert found == {
        Lost(Why.NO_FILE, "x.html", "", "x.html"): ["one.html", "two.html"],
        Lost(Why.NO_FILE, "x.html", "", "../x.html"): ["three/one.html"],
        Lost(Why.NO_PLACE, "one.html", "x", "one.html#x"): ["two.html"],
    }


def test_links_of_stylesheets_count_from_their_own_folder() -> None:
    assert seen("assets/site.css", "a { background: url(../i.svg), url(i.svg) }").lost == {
        Lost(Why.NO_FILE, "assets/i.svg", "", "i.svg"): ["assets/site.css"]
    }


@pytest.mark.parametrize("link", ["https://example.com/", "//example.com/x", "https://example.org/other/#x", "http://[broken/"])
def test_what_lies_elsewhere_is_told_with_its_pages(link: str) -> None:
    found = seen("goals/b.html", f'<a href="{link}">')
    assert found.lost == {}
    assert found.elsewhere == {link if ":" in link[:6] else f"https:{link}": ["goals/b.html"]}
