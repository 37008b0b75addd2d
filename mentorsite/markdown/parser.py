"""The one Markdown parser: CommonMark with tables, strikethrough and `[[references]]`."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_WIKI = re.compile(r"\[\[([^\s\[\]|]+)(?:\|([^\[\]|\n]+))?\]\]")

HARMLESS_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)


@cache
def parser() -> MarkdownIt:
    """Give the parser. Raw HTML passes through it, so whatever it renders has to be sanitised."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.inline.ruler.before("link", "reference", _wiki_reference)
    # Every address is parsed as a link, so that the text stays a link's text; which ones may be followed is decided by those who render.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


def scheme_of(address: str) -> str:
    """Give the scheme of an address in lower case, or nothing when it has none. Control characters and spaces do not hide one."""
    match = _SCHEME.match(re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]", "", address))
    return match[1].lower() if match else ""


def _wiki_reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    match = _WIKI.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": match[1]}
        opening.markup = "[["
        text = state.push("text", "", 0)
        # No text of its own: whoever renders puts the title there.
        text.content = (match[2] or "").strip()
        state.push("link_close", "a", -1).markup = "[["
    state.pos = match.end()
    return True
