"""HTML, XML and SVG become the words that a reader sees and the words that stand in tags, comments and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from mentorsite.audit.words import APART, JOINT

# A comment, a piece of CDATA, a script or a style with what is in it, or a tag. A quoted value may hold `>`. The one group is all of it, so
# that `split` gives texts and tags in turn.
_MARKUP = re.compile(
    r"(<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<script\b[^<>]*>.*?(?:</script\s*>|\Z)|<style\b[^<>]*>.*?(?:</style\s*>|\Z)"
    r"|</?[a-zA-Z!?](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>)",
    re.DOTALL | re.IGNORECASE,
)
_HAS_CONTENT = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_NAME = re.compile(r"</?([a-zA-Z][\w:.-]*)")
_BLOCKS = frozenset(
    """
    address article aside blockquote body br button canvas caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe input label legend li link main math menu
    meta nav noscript object ol optgroup option p picture pre search section select source summary svg table tbody td template
    textarea text tfoot th thead title tr ul video author category channel content description entry email feed g guid id image
    item lastmod loc name path pubdate published rights rss subtitle tags updated uri url urlset w:p w:tc w:br w:tab text:p text:h
    text:tab table:table-cell a:p a:br si row c v
    """.split()  # noqa: SIM905
)
_NEXT_TO = re.compile(f"[^\\W_]{JOINT}+[^\\W_]")
_AROUND = 160


_MANY = 10_000
"""How many tags are remembered: after so many, those that come again have come, and of the others a large site has ever more."""


class _Instead(dict[str, str]):
    """What stands for each tag in a text, worked out when it is first asked for."""

    def __missing__(self, written: str) -> str:
        instead = _instead(written)
        if len(self) < _MANY:
            self[written] = instead
        return instead


class Tags:
    """The tags of the files so far: what stands for each in a text, and which were searched already and nothing was found in them.

    The pages of a site have most of their tags in common.
    """

    def __init__(self) -> None:
        self.instead = _Instead()
        self.passed: set[str] = set()
        self.fresh: set[str] = set()

    def passes(self) -> None:
        """Take what was new in a file as searched, since nothing was found in it."""
        if len(self.passed) < _MANY:
            self.passed |= self.fresh


def markup(source: str, tags: Tags, *, again: bool = True) -> Iterator[str]:
    """Give the texts of a file with tags: what is read, with tags inside words taken out; the same where such a tag may part two words;
    and all that stands in tags, comments, scripts and styles that did not pass yet."""
    in_turn = _MARKUP.split(source)
    inner = dict.fromkeys(in_turn[1::2])
    in_turn[1::2] = map(tags.instead.__getitem__, in_turn[1::2])
    text = unescape("".join(in_turn))
    yield text.replace(JOINT, "") if JOINT in text else text
    yield from _parted(text)
    fresh = [written for written in inner if written not in tags.passed]
    tags.fresh.update(fresh)
    inside = f" {APART} ".join(fresh)
    if inside:
        yield (once := unescape(inside))
        if again and "&" in once and (twice := unescape(once)) != once:
            yield twice
    if again and (_MARKUP.search(text) or ("&" in text and unescape(text) != text)):
        # Escaped twice, as HTML within a feed is.
        yield from markup(unescape(text.replace(JOINT, "")), tags, again=False)


def _instead(written: str) -> str:
    if written.startswith("<![CDATA["):
        return f" {APART} {written[9:].removesuffix(']]>')} {APART} "
    if written.startswith("<!--"):
        return ""
    name = _NAME.match(written)
    return JOINT if name and name[1].lower() not in _BLOCKS and not _HAS_CONTENT.match(written) else f" {APART} "


def _parted(text: str) -> Iterator[str]:
    """Give the surroundings of the places where a tag is all that stands between two letters."""
    pieces: list[tuple[int, int]] = []
    for found in _NEXT_TO.finditer(text):
        begin, end = max(found.start() - _AROUND, 0), found.end() + _AROUND
        if pieces and begin <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((begin, end))
    if pieces:
        yield f" {APART} ".join(text[begin:end] for begin, end in pieces).replace(JOINT, " ")
