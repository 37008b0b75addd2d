"""What a Markdown text leads to and what raw HTML it holds, found by the parser that also renders it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from mentorsite.markdown.parser import parser

# Without one of these there is neither a link nor HTML, and the text need not be parsed.
_CANDIDATE = re.compile(r"\]\(|\]\[|\[\[|\]:|<|\]")


@dataclass(frozen=True, slots=True)
class Found:
    """A link, a reference `[[…]]`, a picture, or a piece of HTML, with the line of the text that its block begins in (from 0)."""

    kind: Literal["link", "reference", "image", "html"]
    written: str
    line: int


def find_links(text: str, *, inline: bool) -> list[Found]:
    """Give all links, references, pictures and raw HTML of a text in order; `inline` says that it is a phrase and no prose."""
    if not _CANDIDATE.search(text):
        return []
    tokens = parser().parseInline(text) if inline else parser().parse(text)
    found: list[Found] = []
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            found.append(Found("html", token.content, line))
        for child in token.children or ():
            found += _of(child, line)
    return found


def _of(token: Token, line: int) -> Iterator[Found]:
    if token.type == "link_open":
        yield Found("reference" if token.markup == "[[" else "link", str(token.attrs["href"]), line)
    elif token.type == "image":
        yield Found("image", str(token.attrs["src"]), line)
        for child in token.children or ():
            yield from _of(child, line)
    elif token.type == "html_inline":
        yield Found("html", token.content, line)
