"""The Frames of a site become `sitemap.xml` (the protocol of sitemaps.org, 0.9): the addresses of its pages, for search engines.

There is one only where everybody may find the pages, and where the site's own address is known. Further pages of long lists are left out:
the first one leads there. Why no page has a `lastmod`: it means the day on which the page changed, and what a record tells of days is
something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.web import escaped, lead

SITEMAP = "sitemap.xml"
MOST = 50_000
"""How many addresses the protocol allows in a file; of more, there are several, and `sitemap.xml` lists those."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(frames: Sequence[Frame], most: int = MOST) -> dict[str, partial[Artifact]]:
    """Give what makes each file, by its address; nothing where there is to be none."""
    site = frames[0].site
    if site.noindex or not site.url:
        return {}
    found = [address for frame in frames for address in _pages(frame)]
    if len(found) <= most:
        return {SITEMAP: partial(_sitemap, SITEMAP, site.url, found)}
    parts = {f"sitemap/{at // most + 1}.xml": found[at : at + most] for at in range(0, len(found), most)}
    index = partial(_index, site.url, tuple(parts))
    return {SITEMAP: index, **{address: partial(_sitemap, address, site.url, part) for address, part in parts.items()}}


def _pages(frame: Frame) -> Iterator[str]:
    """Give the addresses of a portfolio's pages, each once."""
    yield frame.facts.home
    yield from (link.address for link in frame.places.values())
    for name, info in frame.types.items():
        yield info.address
        yield from (frame.atlas.address(shown.key) for shown in frame.atlas.view.of(frame.portfolio, name))
    yield from (f"{prefix(frame.portfolio)}tags/{tag}.html" for tag in frame.atlas.tags.get(frame.portfolio, ()))


def _sitemap(address: str, url: str, pages: Sequence[str]) -> Artifact:
    lines = "".join(f"<url><loc>{escaped(lead(url, page))}</loc></url>\n" for page in pages)
    return _file(address, f"<urlset {_SPACE}>\n{lines}</urlset>\n")


def _index(url: str, parts: Sequence[str]) -> Artifact:
    lines = "".join(f"<sitemap><loc>{escaped(lead(url, part))}</loc></sitemap>\n" for part in parts)
    return _file(SITEMAP, f"<sitemapindex {_SPACE}>\n{lines}</sitemapindex>\n")


def _file(address: str, text: str) -> Artifact:
    return Artifact(address, (_HEAD + text).encode("utf-8", "replace"), SITEMAP)
