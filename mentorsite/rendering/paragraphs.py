"""Markdown becomes paragraphs, lists, quotations, pieces of code and tables made of runs of text: for forms that are no HTML.

Links lead where the page says or to a harmless address of the web, as in `prose`. Raw HTML loses its tags and keeps its words; of a picture
the words stay that describe it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape

import nh3
from markdown_it.token import Token

from mentorsite.markdown.harmless import WITHOUT_CONTENT
from mentorsite.markdown.parser import HARMLESS_SCHEMES, parser, scheme_of
from mentorsite.markdown.plain import NAMELESS
from mentorsite.pages.values import Link, Marked, Picture


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. `address` is where it leads on the web, or nothing; a `\\n` in it is a break of the line."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    strike: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that follow each other; a heading has its level, from 1 for the highest of its text."""

    runs: tuple[Run, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that are kept as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list: `start` is the number of its first item, None where it has no numbers."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its first row is its head."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Block = Paragraph | Code | Quotation | Items | Grid


def phrase(marked: Marked) -> tuple[Run, ...]:
    """Give a phrase as runs."""
    tokens = parser().parseInline(marked.text)
    return tuple(_joined(run for token in tokens for run in _runs(token.children or (), dict(marked.links))))


def paragraphs(marked: Marked) -> tuple[Block, ...]:
    """Give a text as blocks."""
    return tuple(_Reader(parser().parse(marked.text), dict(marked.links)).blocks())


class _Reader:
    """Reads tokens one after the other."""

    def __init__(self, tokens: Sequence[Token], links: Mapping[str, Link | Picture]) -> None:
        self.tokens = tokens
        self.links = links
        self.at = 0
        self.levels: list[int] = []

    def blocks(self, until: str = "") -> Iterator[Block]:
        """Give the blocks up to a closing token, which is passed."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                return
            match token.type:
                case "paragraph_open" | "heading_open":
                    runs = self._inline()
                    level = self._level(int(token.tag[1])) if token.type == "heading_open" else 0
                    self.at += 1
                    if runs:
                        yield Paragraph(runs, level)
                case "fence" | "code_block":
                    yield Code(token.content.rstrip("\n"))
                case "blockquote_open":
                    yield Quotation(tuple(self.blocks("blockquote_close")))
                case "bullet_list_open" | "ordered_list_open":
                    start = int(str(token.attrs.get("start", 1))) if token.type == "ordered_list_open" else None
                    yield Items(tuple(self._items(token.type.replace("open", "close"))), start)
                case "table_open":
                    yield Grid(tuple(self._rows()))
                case "html_block":
                    if words := _words(token.content):
                        yield Paragraph((Run(words),))

    def _inline(self) -> tuple[Run, ...]:
        token = self.tokens[self.at]
        self.at += 1
        return tuple(_joined(_runs(token.children or (), self.links)))

    def _level(self, level: int) -> int:
        """Keep the levels of the headings around a new one, so that none is skipped."""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        return len(self.levels)

    def _items(self, until: str) -> Iterator[tuple[Block, ...]]:
        while self.tokens[self.at].type != until:
            self.at += 1
            yield tuple(self.blocks("list_item_close"))
        self.at += 1

    def _rows(self) -> Iterator[tuple[tuple[Run, ...], ...]]:
        cells: list[tuple[Run, ...]] = []
        while self.tokens[self.at].type != "table_close":
            token = self.tokens[self.at]
            self.at += 1
            if token.type == "inline":
                cells.append(tuple(_joined(_runs(token.children or (), self.links))))
            elif token.type == "tr_close":
                yield tuple(cells)
                cells = []
        self.at += 1


def _runs(tokens: Sequence[Token], links: Mapping[str, Link | Picture]) -> Iterator[Run]:
    look = Run("")
    reference: Link | Picture | None = None
    nameless = False
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                look = replace(look, strong=token.nesting > 0)
            case "em_open" | "em_close":
                look = replace(look, emphasis=token.nesting > 0)
            case "s_open" | "s_close":
                look = replace(look, strike=token.nesting > 0)
            case "link_open":
                written = str(token.attrs["href"])
                reference, nameless = links.get(written), token.markup == "[["
                look = replace(look, address=_address(written, reference))
            case "link_close":
                look, nameless = replace(look, address=""), False
            case "text":
                said = token.content
                if nameless and not said:
                    said = reference.text if isinstance(reference, Link) else NAMELESS
                yield replace(look, text=said)
            case "code_inline":
                yield replace(look, text=token.content, code=True)
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield replace(look, text="\n")
            case "image":
                yield replace(look, text=_plain(token.children or ()))


def _address(written: str, link: Link | Picture | None) -> str:
    """Give an address of the web that a link may lead to."""
    address = written if link is None else link.address
    return address if scheme_of(address) in HARMLESS_SCHEMES else ""


def _plain(tokens: Sequence[Token]) -> str:
    return "".join(" " if token.type == "softbreak" else token.content for token in tokens if token.type != "html_inline")


def _words(html: str) -> str:
    """Give the words of a piece of HTML."""
    bare = nh3.clean(html, tags=set(), clean_content_tags=set(WITHOUT_CONTENT), strip_comments=True)
    return re.sub(r"\s+", " ", unescape(bare)).strip()


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Put runs of one look together."""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and replace(last, text=run.text) == run:
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
