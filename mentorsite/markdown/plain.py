"""A Markdown text as plain words, for places that hold no markup: descriptions, feeds, search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markdown_it.token import Token

from mentorsite.markdown.parser import parser
from mentorsite.markdown.quick import Block, quick

NAMELESS = "…"
"""What stands for a reference without words of its own to what is not there for this reader."""


def plain(text: str, words: Mapping[str, str]) -> str:
    """Give the words of a text on one line. `words` is what a `[[…]]` without words of its own is called."""
    blocks = quick(text, inline=False)
    return plain_by_parser(text, words) if blocks is None else _on_one_line(_quickly(blocks, words))


def plain_by_parser(text: str, words: Mapping[str, str]) -> str:
    """Give the words of any text, as `plain` does, without the quick way."""
    return _on_one_line(_words(parser().parse(text), words))


def _on_one_line(words: Iterable[str]) -> str:
    return " ".join("".join(words).split())


def _quickly(blocks: Sequence[Block], words: Mapping[str, str]) -> Iterator[str]:
    for block in blocks:
        for _, pieces in block.items:
            for piece in pieces:
                yield piece.words or words.get(piece.address, NAMELESS)
            yield " "


def _words(tokens: Sequence[Token], words: Mapping[str, str]) -> Iterator[str]:
    reference = ""
    for token in tokens:
        if token.type == "link_open" and token.markup == "[[":
            reference = str(token.attrs["href"])
        elif token.type in ("text", "code_inline", "fence", "code_block"):
            yield token.content or (words.get(reference, NAMELESS) if reference else "")
            reference = ""
        elif token.type in ("softbreak", "hardbreak") or token.block:
            yield " "
        if token.children:
            yield from _words(token.children, words)
