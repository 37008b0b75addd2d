"""What a finished file links to, and the places in it, as a browser would find them."""

from __future__ import annotations

import pytest

from mentorsite.links.marks import Reader

URL = "https://example.org/repo/"


def links(text: str, address: str = "a.html") -> list[str]:
    """Give what a file links to."""
    return list(Reader(URL).read(address, text.encode()).links)


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<a href="b.html">b</a>', ["b.html"]),
        ("<a class='x' href='b.html'>", ["b.html"]),
        ("<A HREF=b.html>", ["b.html"]),
        ('<a title="a > b" href="b.html">', ["b.html"]),
        ('<a href="b.html?x=1&amp;y=2#c">', ["b.html?x=1&y=2#c"]),
        ('<a\n  href="b.html"\n>', ["b.html"]),
        ('<a href="one.html" href="two.html">', ["one.html"]),
        ("<a href>", []),
        ('<img src="a.png" srcset="b.png 1x, c.png 2x,d.png 640w">', ["a.png", "b.png", "c.png", "d.png"]),
        ('<source srcset="one,two.png">', ["one,two.png"]),
        ('<link rel="stylesheet" href="s.css"><link rel="preconnect" href="https://x.example">', ["s.css"]),
        ('<a rel="preconnect" href="b.html">', ["b.html"]),
        ('<script src="s.js">"<a href=\'nope.html\'>"</script>', ["s.js"]),
        ('<title><a href="nope.html"></title><textarea><a href="nope.html"></textarea>', []),
        ('<!-- <a href="nope.html"> --><p href="x" data-href="nope.html">', ["x"]),
        ("<style>@import 'x.css'; a { background: url(y.png) }</style>", ["x.css", "y.png"]),
        ("<p style=\"background: url('y.png')\">", ["y.png"]),
        ('<object data="d.pdf"></object><p data="nope">', ["d.pdf"]),
        ('<form action="f.html"></form><blockquote cite="q.html">', ["f.html", "q.html"]),
        ('<meta http-equiv="refresh" content="0; url=b.html">', ["b.html"]),
        (
            '<meta property="og:image" content="https://example.org/repo/i.png"><meta name="x" content="https://nope.example">',
            [URL + "i.png"],
        ),
        ('<svg><use href="#mark"/><image xlink:href="i.png"/></svg>', ["#mark", "i.png"]),
        ('<a href="unclosed.html', []),
        ('a < b and <a href="b.html">', ["b.html"]),
    ],
)
def test_markup_links_where_a_browser_would_go_or_ask(markup: str, found: list[str]) -> None:
    assert links(markup) == found


def test_a_stylesheet_links_to_what_it_shows() -> None:
    css = "@import url('a.css'); /* url(nope.png) */ @namespace url(http://www.w3.org/1999/xhtml); b { background: url( \"c d.png\" ), url(e.png) }"
    assert links(css, "a.css") == ["a.css", "c d.png", "e.png"]


@pytest.mark.parametrize(
    ("address", "text", "found"),
    [
        ("feed.xml", "<id>urn:x</id><link href='https://example.org/repo/'/>", [URL]),
        ("feed.xml", "<content>&lt;a href=&quot;https://example.org/repo/b.html?x&amp;amp;y&quot;&gt;</content>", [URL + "b.html?x&y"]),
        ("sitemap.xml", "<loc>https://example.org/repo/a%20b.html</loc><loc>https://example.org/other/</loc>", [URL + "a%20b.html"]),
        ("calendar.ics", "URL:https://example.org/repo/goals/a-long-na\r\n me.html\r\nX:1", [URL + "goals/a-long-name.html"]),
        ("data.json", '{"url": "https:\\/\\/example.org\\/repo\\/a.html"}', [URL + "a.html"]),
        ("robots.txt", "Sitemap: https://example.org/repo/sitemap.xml\n", [URL + "sitemap.xml"]),
        ("notes.txt", "https://example.org/repo/nope.html", []),
        ("site.js", "'https://example.org/repo/nope.html'", []),
    ],
)
def test_a_file_for_machines_links_by_the_address_of_the_site(address: str, text: str, found: list[str]) -> None:
    assert links(text, address) == found


def test_a_site_without_an_address_of_its_own_has_no_such_links() -> None:
    assert Reader().read("feed.xml", b"<id>https://example.org/repo/</id>").links == ()


def test_places_are_ids_and_the_names_of_anchors() -> None:
    marks = Reader().read("a.html", b'<h2 id="one">x</h2><a name="two"><input name="no"><p id="a&amp;b" class="id"><!-- <p id="no"> -->')
    assert marks.places == {"one", "two", "a&b"}


def test_a_base_is_told_and_is_no_link() -> None:
    marks = Reader().read("a.html", b'<base href="/repo/x/">')
    assert (marks.base, marks.links) == ("/repo/x/", ())


def test_what_was_read_before_makes_no_difference() -> None:
    reader = Reader(URL)
    first = reader.read("a.html", b'<a href="b.html" id="x"><a href="c.html">')
    assert reader.read("b.html", b'<a href="c.html"><a href="b.html" id="x">') == (("c.html", "b.html"), first.places, "")
