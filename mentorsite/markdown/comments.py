"""A text becomes the same one without the words of its comments, for those who get the text itself and not the page made of it.

A page shows no comment `<!-- words -->`, and none that is written as a definition which nothing uses, `[//]: # (words)`. The parser decides
what is one: in code, or behind a backslash, the same signs are words that everybody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.helpers import parseLinkTitle
from markdown_it.token import Token

from mentorsite.markdown.parser import parser

EMPTY = "<!-- -->"
"""What stands in the place of a comment of HTML: what is around it is read as before."""
_BEGIN, _END = "<!--", "-->"
_MARKS = re.compile(r"<!--|^[ \t>*+.)\d-]*(?P<definition>\[(?:[^\[\]\\\n]|\\.)+\]:[ \t]*)(?P<to>#|<#?)(?=[ \t>]|$)", re.MULTILINE)
_BLANK = re.compile(r"[ \t]*$", re.MULTILINE)
_SPACE = re.compile(r"[ \t]*\n?[ \t>]*")


def without_comments(text: str, *, inline: bool = False) -> str:
    """Give a text without the words of its comments; `inline` says that it is a phrase."""
    marks = list(_MARKS.finditer(text))
    if not marks:
        return text
    name = "c"
    while name in text.casefold():
        name += "0c"
    shown = _shown(_numbered(text, marks, name), inline)
    kept: list[str] = []
    at = 0
    for number, found in enumerate(marks):
        if found.start() < at or f"{name}{number}x" in shown:
            continue
        if found[0] == _BEGIN:
            end = text.find(_END, found.end())
            kept += (text[at : found.start()], EMPTY)
            at = len(text) if end < 0 else end + len(_END)
        else:
            kept.append(text[at : found.start("definition")])
            at = _end_of_definition(text, found.end())
    return "".join([*kept, text[at:]])


def _numbered(text: str, marks: Sequence[re.Match[str]], name: str) -> str:
    """Give the text with a number in each comment, and in the address of each definition."""
    kept: list[str] = []
    at = 0
    for number, found in enumerate(marks):
        space = " " if found[0] == _BEGIN else ""
        kept += (text[at : found.end()], f"{space}{name}{number}x{space}")
        at = found.end()
    return "".join([*kept, text[at:]])


def _shown(text: str, inline: bool) -> str:
    """Give all that is shown of a text, and where its links lead."""
    return "\0".join(_words(parser().parseInline(text) if inline else parser().parse(text)))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield from map(str, token.attrs.values())
        if token.children is not None:
            yield from _words(token.children)
        elif token.type not in ("html_block", "html_inline"):
            yield token.content


def _end_of_definition(text: str, at: int) -> int:
    """Give where a definition ends of which the address ends at a place: behind its title, or with its line."""
    at += text.startswith(">", at)
    space = _SPACE.match(text, at)
    title = parseLinkTitle(text, space.end() if space else at, len(text))
    blank = _BLANK.match(text, title.pos) if title.ok else None
    return blank.end() if blank else text.find("\n", at) % (len(text) + 1)
