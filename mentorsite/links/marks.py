"""A finished file's name and bytes become what it links to, and the places in it that others can link to.

Tags are found by one pattern, and each that was not seen before is read by the standard library's parser: the pages of a site have most of
their tags in common, so that most of them are looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import NamedTuple

PAGES = frozenset({".html", ".htm", ".xhtml", ".svg"})
"""Endings of files with tags, in which there are places that a link can name."""
_TOLD = frozenset({".xml", ".atom", ".rss", ".ics", ".json", ".webmanifest"})
"""Endings of files for machines: what they name of the site stands in them as whole addresses."""

# A comment, what is no markup with its tag, or a tag. A quoted value may hold `>`.
_TAGS = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<script\b[^<>]*+>.*?(?:</script\b|\Z)|<style\b[^<>]*+>.*?(?:</style\b|\Z)"
    r"|<title\b[^<>]*+>.*?(?:</title\b|\Z)|<textarea\b[^<>]*+>.*?(?:</textarea\b|\Z)"
    r"|<[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.DOTALL | re.IGNORECASE,
)
# A tag as templates usually write it, which needs no parser.
_PLAIN = re.compile(r"<([a-z][a-z0-9]*)((?:\s+[a-z:-]+(?:=\"[^\"&]*\")?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"([a-z:-]+)=\"([^\"]+)\"")
_CLOSED = frozenset({"<scrip", "<style", "<title", "<texta"})
_LEADS = frozenset({"href", "src", "xlink:href", "poster", "background", "longdesc"})
_LEADS_OF = {
    "object": {"data"},
    "form": {"action"},
    "button": {"formaction"},
    "input": {"formaction"},
    **{quoting: {"cite"} for quoting in ("blockquote", "q", "ins", "del")},
}
_SETS = frozenset({"srcset", "imagesrcset"})
_OF_A_SET = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+[\d.]+[wxh])*\s*(?:,|\Z)")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_HINTS = frozenset({"preconnect", "dns-prefetch"})
_NO_LINKS_OF_CSS = re.compile(r"/\*.*?(?:\*/|\Z)|@namespace\b[^;]*;", re.DOTALL)
_OF_CSS = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"'()\s]+))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]")
_MOST = 200_000


class Marks(NamedTuple):
    """The addresses that a file links to, as they are written there; the places in it; and the address from which relative ones count."""

    links: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    base: str = ""


class _Of(NamedTuple):
    links: tuple[str, ...]
    places: tuple[str, ...]
    base: str


class Reader:
    """Reads the files of a site whose own address is `url`, and remembers the tags of those before."""

    def __init__(self, url: str | None = None) -> None:
        self._tags: dict[str, _Of | None] = {}
        # Where the site's own address begins, in whatever case its host is written.
        self._told = re.compile(re.escape(url) + r"[^\s<>\"'\\]*", re.IGNORECASE) if url else None

    def read(self, address: str, data: bytes) -> Marks:
        """Give the marks of a file; none of one that is neither markup nor a stylesheet nor known to hold the site's own addresses."""
        ending = PurePosixPath(address).suffix.lower()
        if ending in PAGES:
            return self._markup(data.decode("utf-8", "replace"))
        if ending == ".css":
            return Marks(tuple(dict.fromkeys(of_css(data.decode("utf-8", "replace")))))
        if self._told and (ending in _TOLD or address == "robots.txt"):
            return Marks(tuple(dict.fromkeys(self._named(data.decode("utf-8", "replace"), ending))))
        return Marks()

    def _markup(self, text: str) -> Marks:
        links: dict[str, None] = {}
        places: set[str] = set()
        base = ""
        for tag in dict.fromkeys(_TAGS.findall(text)):
            if tag not in self._tags:
                if len(self._tags) >= _MOST:
                    self._tags.clear()
                self._tags[tag] = _read(tag)
            found = self._tags[tag]
            if found is not None:
                links.update(dict.fromkeys(found.links))
                places.update(found.places)
                base = base or found.base
        return Marks(tuple(links), frozenset(places), base)

    def _named(self, text: str, ending: str) -> Iterator[str]:
        """Give the addresses of the site that stand in a text; in a feed those of the pages that are written in it as well."""
        if self._told is None:
            return
        if ending == ".ics":
            text = _FOLD.sub("", text).replace("\\,", ",").replace("\\;", ";")
        elif ending == ".json":
            text = text.replace("\\/", "/")
        elif ending != ".webmanifest":
            # Markup within markup is escaped twice.
            text = unescape(unescape(text))
        for found in self._told.finditer(text):
            yield found[0].rstrip(".,;:!?)")


def of_css(text: str) -> Iterator[str]:
    """Give what a stylesheet links to."""
    for found in _OF_CSS.finditer(_NO_LINKS_OF_CSS.sub("", text)):
        yield next((address for address in found.groups() if address), "")


def of_markup(text: str) -> tuple[str, ...]:
    """Give what a piece of markup links to."""
    return Reader().read("piece.html", text.encode("utf-8", "replace")).links


def _read(tag: str) -> _Of | None:
    """Give what a tag says; None where that is nothing, which most tags say."""
    if tag.startswith("<!"):
        return None
    css = ""
    if tag[:6].lower() in _CLOSED:
        # What follows the tag is no markup.
        end = tag.index(">") + 1
        css = tag[end:] if tag[:6].lower() == "<style" else ""
        tag = tag[:end]
    if plain := _PLAIN.fullmatch(tag):
        name, attributes = plain[1], _ATTRIBUTE.findall(plain[2])
    else:
        reader = _OneTag()
        reader.feed(tag)
        reader.close()
        name, attributes = reader.name, reader.attributes
    values: dict[str, str] = {}
    for attribute, value in attributes:
        values.setdefault(attribute, value)
    return _said(name, values, tuple(of_css(css)))


def _said(tag: str, values: dict[str, str], in_css: tuple[str, ...]) -> _Of | None:
    """Give what a tag says by its attributes; a style links to what is in it as well."""
    places = [values[name] for name in ("id", "name") if name in values and (name == "id" or tag == "a")]
    links = list(in_css)
    if tag == "meta":
        links += _of_meta(values)
    elif tag != "base" and not (tag == "link" and _HINTS & set(values.get("rel", "").lower().split())):
        of_tag = _LEADS_OF.get(tag, ())
        for name, value in values.items():
            if name in _LEADS or name in of_tag:
                links.append(value)
            elif name in _SETS:
                links += [found[1] for found in _OF_A_SET.finditer(value)]
            elif name == "style":
                links += of_css(value)
    base = values.get("href", "") if tag == "base" else ""
    return _Of(tuple(links), tuple(places), base) if links or places or base else None


class _OneTag(HTMLParser):
    """Reads one tag: its name, and its attributes that have a value."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.name = ""
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.attributes = tag, [(name, value) for name, value in attrs if value]


def _of_meta(values: dict[str, str]) -> Iterable[str]:
    content = values.get("content", "")
    if values.get("http-equiv", "").lower() == "refresh":
        return [found[1].strip()] if (found := _REFRESH.search(content)) else []
    # Properties such as og:image, whose values are whole addresses.
    return [content] if content.startswith(("https://", "http://")) and "property" in values else []
