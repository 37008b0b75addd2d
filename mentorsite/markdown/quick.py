"""A quick way through the commonest of Markdown: takes a text, gives its blocks, or None where only the parser knows what it means.

It knows paragraphs, flat lists with `-`, headings with `#`, emphasis, code, links in place and `[[references]]`, each written as people
mostly write them. Whatever else Markdown could give a meaning to sends the whole text to the parser, which stays the one that decides
what a text means. So this module may be too timid and never too bold: in doubt, it gives None. `tests/markdown/test_quick.py` compares
what is made of its blocks with what is made of the parser's tokens.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from mentorsite.markdown.parser import parser


class Piece(NamedTuple):
    """Words of a block that belong together, which may be of several lines. `address` is what a link or a reference leads to; a reference
    may have no words of its own."""

    kind: Literal["words", "em", "strong", "code", "link", "reference"]
    words: str
    address: str = ""


class Block(NamedTuple):
    """A block, by the name of its element. What is in it stands in `items`, of which a list has many, with the line that each begins in
    (from 0)."""

    tag: Literal["p", "ul", "h1", "h2", "h3", "h4", "h5", "h6"]
    items: list[tuple[int, list[Piece]]]


_LETTER = r"[^\W_]"
# Words within a mark hold no other.
_WORDS = r"[^\\`*_\[\]<~&]"
_CALLED = r"[^\\`*_\[\]<~&|\n]"

# Every search is for what is quickly found: a character, most of all.
_MAY_MEAN = re.compile(r"[\\`*_\[\]<~&]")
# Emphasis counts where it can be nothing else: a letter begins and ends it, a space or a bracket stands before it, a space or the end of a
# sentence after it.
_MARK = re.compile(
    rf"(?<![^ \n(])(\*\*?|__?)({_LETTER}(?:{_WORDS}*{_LETTER})?)\1(?![^ \n.,;:!?)])"
    r"|`([^`\n ](?:[^`\n]*[^`\n ])?)`(?!`)"
    rf"|(?<!!)\[({_WORDS}+)\]\(([A-Za-z0-9_./#:?=%+-]+)\)"
    rf"|(?<!!)\[\[([\w./#:-]+)(?:\|({_CALLED}+))?\]\]"
    # An underscore within a word and an ampersand that begins no entity mean nothing.
    rf"|((?<={_LETTER})_(?={_LETTER})|&(?![#\w]+;))"
)
# What no text needs but for its lines, and what may be taken for the end of one.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# Between two lines: the one does not end with a space, where it might break, and the other begins with nothing that could begin a block
# but a paragraph, a heading, an item, or what goes on in an item. What may mean something within a line, too, is looked at there.
_OTHER_LINE = re.compile(r"\n(?:(?<=[^\S\n]\n)|(?>- |  |#{1,6} |)(?:[^\S\n]|[#>+=|-]|:(?!::)|\d+[.)]))")
_BLOCK = re.compile(r".+(?:\n.+)*")
_HEADING = re.compile(r"(#{1,6}) ([^#\n]+)")


def quick(text: str, *, inline: bool) -> list[Block] | None:
    """Give the blocks of a text, or of a phrase with `inline` one block that is none; None where only the parser knows them."""
    if _CONTROL.search(text):
        return None
    if inline:
        pieces = None if "\n" in text else _pieces(text)
        return None if pieces is None else [Block("p", [(0, pieces)])]
    if _OTHER_LINE.search(f"\n{text}\n"):
        return None
    blocks: list[Block] = []
    line = at = 0
    for match in _BLOCK.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        block = _block(match[0], line)
        # Two lists in a row are one whose items have paragraphs.
        if block is None or (block.tag == "ul" and blocks and blocks[-1].tag == "ul"):
            return None
        blocks.append(block)
    return blocks


def _block(text: str, line: int) -> Block | None:
    """Give the block that lines without an empty one between them make."""
    if text.startswith("- "):
        return _list(text, line)
    if text.startswith("#"):
        match = _HEADING.fullmatch(text)
        pieces = _pieces(match[2]) if match else None
        return None if match is None or pieces is None else Block(f"h{len(match[1])}", [(line, pieces)])  # type: ignore[arg-type]
    if text.startswith("  ") or "\n- " in text or "\n  " in text or "\n#" in text:
        return None
    pieces = _pieces(text)
    return None if pieces is None else Block("p", [(line, pieces)])


def _list(text: str, line: int) -> Block | None:
    """Give a list whose items have a line each, or more that are indented below it."""
    items = []
    for item in text[2:].split("\n- "):
        lines = item.count("\n")
        pieces = _pieces(item.replace("\n  ", "\n")) if item.count("\n  ") == lines else None
        if pieces is None:
            return None
        items.append((line, pieces))
        line += lines + 1
    return Block("ul", items)


def _pieces(text: str) -> list[Piece] | None:
    """Give the pieces of a block, or None where a mark is none of those that are known."""
    pieces: list[Piece] = []
    done = at = 0
    while candidate := _MAY_MEAN.search(text, at):
        start = candidate.start()
        match = _MARK.match(text, start)
        if match is None:
            return None
        at = match.end()
        emphasis, emphasised, code, words, address, reference, called, nothing = match.groups()
        if nothing:
            continue
        if start > done:
            pieces.append(Piece("words", text[done:start]))
        done = at
        if emphasis:
            pieces.append(Piece("em" if len(emphasis) == 1 else "strong", emphasised))
        elif code:
            pieces.append(Piece("code", code))
        elif address:
            pieces.append(Piece("link", words, _normal(address)))
        else:
            pieces.append(Piece("reference", (called or "").strip(), reference))
    if len(text) > done:
        pieces.append(Piece("words", text[done:]))
    return pieces


@lru_cache(maxsize=4096)
def _normal(address: str) -> str:
    # Texts lead to the same places again and again.
    return parser().normalizeLink(address)
