"""A body is divided at the level-2 headings that are named after prose fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from mentorsite.markdown.blocks import outside_blocks
from mentorsite.markdown.parser import parser
from mentorsite.markdown.spelling import plainly

# Where these are, only the parser knows which lines are headings: fences, HTML, indented headings, and headings underlined with dashes.
_NEEDS_PARSER = re.compile(r"```|~~~|^[ \t>*+\-\d.)]*<|^ {1,3}#|^[ \t]*-+[ \t]*$|^[ \t]*=+[ \t]*$", re.MULTILINE)
# What may stand before a heading: a quotation, a list, an indentation.
_BEFORE_HEADING = " \t>*+-0123456789.)"
_WORD = re.compile(r"(?:private|confidential)\b")
_NOTES = re.compile(r"\bprivate notes\b")
_BOLD_ENDS = re.compile(r"[^*_]*(?:\*\*|__)\W*$")
_UNDERLINE = re.compile(r"[ \t>]*(?:-+|=+)[ \t]*")
PRIVATE = "private"
"""The name of the field whose part is hidden as far as it may reach."""
_MARK = re.compile(r"(#{1,6})(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading outside of any list or quotation: its text, its level, its first line and the line after it (from 0)."""

    text: str
    level: int
    line: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a body: the prose field it belongs to (None: the body itself), its heading's line, its text and the line that
    the text begins in (from 0)."""

    field: str | None
    heading_line: int
    text: str
    line: int


def divide(body: str, headings: Mapping[str, str]) -> tuple[list[Section], list[Heading]]:
    """Divide a body by `headings` (case folded text to field name). Gives the sections, and the headings that begin none.

    Only headings of level 2 can begin one. What follows a field's heading belongs to the field until the next heading of
    level 1 or 2, and to the private part until the heading of another field. All the rest is the body, in one section.
    Headings in audience blocks begin nothing: who sees the block may not decide where a field ends.
    """
    lines = body.split("\n")
    found = find_headings(outside_blocks(body))
    sections: list[Section] = []
    others: list[Heading] = []
    rest: list[tuple[int, int]] = []
    begin = hidden = 0
    for number, heading in enumerate(found):
        if heading.line < hidden:
            continue
        field = headings.get(heading.text.casefold()) if heading.level == 2 else None
        if field is None:
            others.append(heading)
            continue
        rest.append((begin, heading.line))
        end = next((after.line for after in found[number + 1 :] if _ends(field, after, headings)), len(lines))
        sections.append(_section(field, heading.line, lines, heading.end, end))
        begin = end
        hidden = end if field == PRIVATE else hidden
    rest.append((begin, len(lines)))
    # The pieces of the body keep their lines, so that a place in it stays a place in the file: what was taken out leaves blank lines.
    kept = [""] * len(lines)
    for start, end in rest:
        kept[start:end] = lines[start:end]
    sections.append(_section(None, 0, kept, 0, len(kept)))
    return sections, others


def _ends(field: str, heading: Heading, headings: Mapping[str, str]) -> bool:
    """Say whether a heading ends the part of a field. The private part ends where another field begins: in doubt, it hides."""
    if field == PRIVATE:
        return heading.level == 2 and heading.text.casefold() in headings
    return heading.level <= 2


def private_headings(text: str) -> list[int]:
    """Give the lines (from 0) of a field's text that a reader takes for the heading of a private part, and that begin nothing.

    They may stand in code, in HTML that never ends, in a list or in an audience block; a reader of the source takes what
    follows for hidden.
    """
    lines = plainly(text).lower().split("\n")
    return [number for number, line in enumerate(lines) if _is_private_heading(line, lines[number + 1] if number + 1 < len(lines) else "")]


def _is_private_heading(line: str, below: str) -> bool:
    """Judge a line and the one below it. Step by step and with no pattern that has to try its way, which a long line would make slow."""
    word = _WORD.search(line)
    if word is None:
        return False
    before = line[: word.start()]
    bare = line.lstrip(_BEFORE_HEADING)
    if bare.startswith("#"):
        begins = not any(char.isalnum() for char in bare[: word.start() - len(line) + len(bare)].lstrip("#"))
        return begins or _NOTES.search(bare) is not None or _in_parentheses(bare)
    if any(char.isalpha() for char in before):
        return False
    is_bold = ("**" in before or "__" in before) and _BOLD_ENDS.match(line, word.end()) is not None
    return is_bold or (len(line) - word.end() <= 40 and _UNDERLINE.fullmatch(below) is not None)


def _in_parentheses(line: str) -> bool:
    """Say whether a word for what is private is the first one of what stands in parentheses."""
    last = line.rfind(")")
    for word in _WORD.finditer(line, 0, max(last, 0)):
        at = word.start()
        while at and not line[at - 1].isalnum():
            at -= 1
            if line[at] == "(":
                return True
    return False


def find_headings(body: str) -> list[Heading]:
    """Give the headings at the top level of a text."""
    if _NEEDS_PARSER.search(body):
        return _parsed_headings(body)
    if "#" not in body:
        return []
    return [
        Heading(_heading_text(line[match.end(1) :]), len(match[1]), number, number + 1)
        for number, line in enumerate(body.split("\n"))
        if (match := _MARK.match(line))
    ]


def _heading_text(line: str) -> str:
    """Take the closing hashes off, which count only after a space."""
    text = line.strip(" \t")
    bare = text.rstrip("#")
    return (bare if not bare or bare[-1] in " \t" else text).strip()


def _parsed_headings(body: str) -> list[Heading]:
    markdown = parser()
    tokens: list[Token] = []
    markdown.block.parse(body, markdown, {}, tokens)
    return [
        Heading(inline.content.strip(), int(token.tag[1]), token.map[0], token.map[1])
        for token, inline in pairwise(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]


def _section(field: str | None, heading_line: int, lines: list[str], start: int, end: int) -> Section:
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return Section(field, heading_line, "\n".join(lines[start:end]), start)
