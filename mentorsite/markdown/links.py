"""What a Markdown text leads to and what raw HTML it holds, found by the parser that also renders it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

from markdown_it.token import Token

from mentorsite.markdown.parser import parser
from mentorsite.markdown.quick import Block, quick

# Without one of these there is neither a link nor HTML, and the text need not be parsed.
_CANDIDATE = re.compile(r"\]\(|\]\[|\[\[|\]:|<|\]")

# What is left in the words of a text of a link that is not read as one: it would be shown with the id or the file's name in it.
_LOOSE_MARKS = re.compile(r"\[\[|<!--|\]\s?\(|<|>|\)|\.(?:md|ya?ml)\b|\s+")
# A comment of no words, and the end of one of some: in HTML more ends it than `-->`.
_EMPTY_COMMENT = re.compile(r"<!---?>")
_COMMENT_END = re.compile(r"--!?>")
# An address that begins with `#`, or with what may be one: an entity, a backslash.
_WITHIN = re.compile(r"\](?:\(|:)[\s>]*<?[#&\\]")
_NEAR = 4096
"""How many characters after what was found last are searched, so that a text of one long line does not take long."""

# What may stand before an address, so that it can be found again.
_BEFORE_LINK = ("](", "<", "")
_BEFORE_REFERENCE = ("[[",)

# What the words of a block hold for a child that is no words: a mark by which they do not run together.
_WORDS = {"softbreak": " ", "hardbreak": " ", **dict.fromkeys(("code_inline", "html_inline", "image", "link_open", "link_close"), "\0")}


@dataclass(frozen=True)
class Found:
    """A link, a reference `[[…]]`, a picture, a piece of HTML, or words that were meant as one of them ("loose"), with its line
    and column in the text (from 0).

    Where it can't be found again as it was read, the place is that of the line it stands in, or of its block.
    """

    kind: Literal["link", "reference", "image", "html", "loose"]
    written: str
    line: int
    column: int = 0


def leads_within(text: str) -> bool:
    """Say whether a text may have a link to a heading of its own page."""
    return _WITHIN.search(text) is not None


def find_links(text: str, *, inline: bool) -> list[Found]:
    """Give all links, references, pictures and raw HTML of a text in order; `inline` says that it is a phrase and no prose."""
    if not _CANDIDATE.search(text):
        return []
    blocks = quick(text, inline=inline)
    return links_by_parser(text, inline=inline) if blocks is None else list(_quickly(blocks, _Places(text, {})))


def links_by_parser(text: str, *, inline: bool) -> list[Found]:
    """Find the same as `find_links` in any text, without the quick way."""
    env: dict[str, Any] = {}
    tokens = parser().parseInline(text, env) if inline else parser().parse(text, env)
    places = _Places(text, env.get("references", {}))
    found: list[Found] = []
    block = (0, text.count("\n") if inline else 0)
    for token in tokens:
        # The cells of a table have no lines of their own, but their row has.
        block = (token.map[0], token.map[1] - 1) if token.map else block
        if token.type == "html_block":
            found.append(Found("html", token.content, *places.find(("",), token.content, *block)))
            found += [Found("loose", written, block[0]) for written in _loose(token.content) if written != "<!--"]
            found += _open_comments(token.content, block[0])
        if token.children:
            found += _in_block(token.children, block, places)
            words = "".join(_WORDS.get(child.type, child.content) for child in token.children)
            found += [Found("loose", written, block[0]) for written in _loose(words)]
    return found


def _quickly(blocks: Sequence[Block], places: _Places) -> Iterator[Found]:
    """Give what is found in blocks in which no HTML and nothing loose can be, at the places that are found for the parser's tokens."""
    for _, items in blocks:
        for line, pieces in items:
            end = line + sum(piece.words.count("\n") for piece in pieces)
            is_sure = True
            for kind, words, address in pieces:
                is_sure = is_sure and kind != "code"
                below = line + words.count("\n")
                if kind == "link":
                    yield Found("link", address, *places.find(_BEFORE_LINK, address, line, below + 1 if is_sure else end))
                elif kind == "reference":
                    yield Found("reference", address, *places.find(_BEFORE_REFERENCE, address, line, end))
                line = below


def _open_comments(html: str, first_line: int) -> Iterator[Found]:
    """Give the marks at which a comment ends before its author thinks so, or begins again: what follows would be shown."""
    at, line, counted = html.find("<!--"), first_line, 0
    while at >= 0:
        empty = _EMPTY_COMMENT.match(html, at)
        end = empty or _COMMENT_END.search(html, at + 4)
        if end is None:
            return
        again = html.find("<!--", at + 4, end.start())
        wrong = again if again >= 0 else end.start() if empty or end[0] != "-->" else -1
        if wrong >= 0:
            line += html.count("\n", counted, wrong)
            counted = wrong
            yield Found("loose", "<!--" if again >= 0 else end[0], line, wrong - html.rfind("\n", 0, wrong) - 1)
        at = html.find("<!--", end.end())


def _loose(words: str) -> Iterator[str]:
    """Give the pieces that were meant as a link or a comment, in one pass: the name of a file counts from the bracket that it stands in."""
    parenthesis: int | None = None
    angle: int | None = None
    for mark in _LOOSE_MARKS.finditer(words):
        written = mark[0]
        if written in ("[[", "<!--"):
            yield written
        elif written[0] == "]":
            parenthesis = mark.start()
            angle = angle if len(written) == 2 else None
        elif written == "<":
            angle = mark.start()
        elif written == ")":
            parenthesis = None
        elif written == ">":
            angle = None
        elif written.isspace():
            angle = None
            parenthesis = None if "\n" in written else parenthesis
        else:
            begin = angle if parenthesis is None else parenthesis
            if begin is not None:
                yield words[begin : mark.end()]
            parenthesis = angle = None


def _in_block(children: list[Token], block: tuple[int, int], places: _Places) -> Iterator[Found]:
    """Give what is found in a block, with its first and its last line."""
    line = block[0]
    lines = []
    for child in children:
        lines.append(line)
        line += child.type in ("softbreak", "hardbreak") or child.content.count("\n")
    lines.append(line)
    closings = (number for number, child in enumerate(children) if child.type == "link_close")
    is_sure = True
    for number, child in enumerate(children):
        # In a piece of code, which may have been of several lines, the parser keeps none.
        is_sure = is_sure and child.type != "code_inline"
        # An address stands after the words of the link; links do not lie in each other.
        last = next(closings, number) if child.type == "link_open" else number + 1
        yield from _of(child, lines[number], lines[last] + 1 if is_sure else block[1], block[1], places)


def _of(token: Token, line: int, last: int, end: int, places: _Places, *, again: bool = False) -> Iterator[Found]:
    """Give what a token is that begins in a `line` or, after a piece of code, below; an address stands not below the line `last`."""
    if token.type == "link_open":
        written = str(token.attrs["href"])
        if token.markup == "[[":
            yield Found("reference", written, *places.find(_BEFORE_REFERENCE, written, line, end, again=again))
        else:
            yield Found("link", written, *places.find(_BEFORE_LINK, written, line, last, again=again))
    elif token.type == "image":
        written = str(token.attrs["src"])
        # Where a picture is the words of a link, the link's address was found first and stands after it.
        yield Found("image", written, *places.find(_BEFORE_LINK, written, line, last, again=True))
        for child in token.children or ():
            yield from _of(child, line, last, end, places, again=True)
    elif token.type == "html_inline":
        place = places.find(("",), token.content, line, end)
        yield Found("html", token.content, *place)
        yield from (Found("loose", wrong.written, *place) for wrong in _open_comments(token.content, 0))


class _Places:
    """Finds in a text again what the parser, which knows of lines only, found in it."""

    def __init__(self, text: str, definitions: Mapping[str, Mapping[str, Any]]) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._defined = {str(said["href"]): int(said["map"][0]) for said in [*definitions.values()][::-1]}
        self._at = 0

    def find(self, before: tuple[str, ...], written: str, line: int, last: int, *, again: bool = False) -> tuple[int, int]:
        """Give the line and column of the next `written` after one of `before`, in the lines from `line` to `last`.

        `again` looks at what was passed already, too. Where it is not there, it may be a definition; else the place is the line.
        """
        start = self._start(line)
        end = self._start(last + 1)
        for begin in (max(start, self._at), start)[: 1 + again]:
            for mark in before if written else ():
                at = self._text.find(mark + written, begin, min(max(end, begin + len(written)), begin + len(written) + _NEAR))
                if at >= 0:
                    self._at = max(self._at, at + len(mark) + len(written))
                    return self._position(at + len(mark))
        if "%" in written and (plain := unquote(written)) != written:
            # The parser encodes what somebody wrote as it is: backslashes, and letters of other scripts.
            at = self._text.find(f"]({plain}", start, min(end, start + _NEAR))
            if at >= 0:
                return self._position(at + 2)
        if written in self._defined:
            line = self._defined[written]
            at = self._text.find(written, self._start(line), self._start(line + 1))
            return self._position(at) if at >= 0 else (line, 0)
        return min(line, len(self._starts) - 1), 0

    def _start(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def _position(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at) - 1
        return line, at - self._starts[line]
