"""Lines that look as if they hid what follows, and hide nothing: fences that are almost fences, and the marks of other tools.

Each line is judged alone, as blocks are found, and by patterns that never have to try their way twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mentorsite.diagnostics import nearest
from mentorsite.markdown.spelling import plainly
from mentorsite.records.audience import AUDIENCE_NAMES

# Characters that look like a colon and are none, and such as are written instead of it; compatible forms are made colons by `plainly`.
_COLONS = str.maketrans(dict.fromkeys("˸∶ː꞉׃܃܄։፡፥፦៖᛬⁚⁝⁞︰", ":"))
_NAMES = "|".join(AUDIENCE_NAMES)
_BEFORE = r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*"
# Three colons in any spacing with a word, or two with one word alone, at the beginning of a line.
_SPREAD = re.compile(rf"{_BEFORE}:[^\w\n:|]{{0,3}}:[^\w\n:|]{{0,3}}:[:\s]*[^\W\d_]")
_TWO = re.compile(rf"{_BEFORE}::\s*([^\W\d_]+)\W*")
# Colons and an audience anywhere in a line, but for names in a program (`std::pair`) and for `\:::`, which are words about fences.
_ANYWHERE = re.compile(rf"(?<![\\:])::+\s*(?:{_NAMES})\b", re.IGNORECASE)
_ANY_WORD = re.compile(r"(?:^|[^\\:]):::+\s*([^\W\d_]+)")
_CODE = re.compile(r"(`+)[^`]+(`+)")
_CODE_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})([^`]*)")

# A line of one word, an audience, in the marks with which other tools begin and end something: `!!! private`, `[/private]`.
_WORD = re.compile(r"\w+")
_MARK_WORDS = frozenset({"begin", "end", "start", "stop", "class", "div", "span", "details", "note"})
_TITLE = re.compile(r"\"[^\"]*\"$")
_OPENS = re.compile(r"<!--|[\[{<%@]|\\begin|\\end|([!?+~=/;&^`-])\1\1|//|\*{3}|#\+")
# Comments of other tools, and the marks in which they wrap what is not to be seen.
_COMMENT = re.compile(r"%%[^%\n]*%%|\{>>|\{#[^\n]*#\}|\{%-?[ \t]*(?:comment|private|endcomment)\b|\{\{[<%]?[ \t]*/?private\b")
# What is almost a comment of HTML, or is one that ends at its first `>`.
_NO_COMMENT = re.compile(r"<-+!|<!-(?!-)|<![ \t]+-|<[ \t]+!--|<!\[CDATA\[|<\?[^>\n]*>[^>\n]*\?>")
# A heading in HTML, which is no heading of a record and begins no part of one.
_HTML_HEADING = re.compile(
    r"<(?:h[1-6]|summary)\b[^<>]*>[^\w<]*(?:<\w+>[^\w<]*)?"
    r"(?:strictly )?(?:private|confidential)(?: notes?| part)?[^\w<]*(?:<|$)",
    re.IGNORECASE,
)


class Lookalike(NamedTuple):
    """A line (from 0) that looks as if it hid something, and whether it is almost a fence or a mark of another tool."""

    line: int
    almost: bool


def lookalikes(text: str) -> Iterator[Lookalike]:
    """Find the lines of a text that look as if they hid something. Real fences are not looked at: the caller knows them."""
    lines = text.split("\n")
    coded = None
    for number, line in enumerate(lines):
        if line.isascii() and line.replace(" ", "").isalnum():
            continue
        bare = _CODE.sub(_blank, plainly(line).translate(_COLONS))
        if "::" in bare.replace(" ", "") and _almost(bare):
            yield Lookalike(number, True)
        elif _other(bare):
            coded = _in_code(lines) if coded is None else coded
            if number not in coded:
                yield Lookalike(number, False)


def _blank(code: re.Match[str]) -> str:
    return "\0" * len(code[0]) if code[1] == code[2] else code[0]


def _almost(bare: str) -> bool:
    if any(not _is_scope(bare, match) for match in _ANYWHERE.finditer(bare)):
        return True
    if _SPREAD.match(bare):
        return True
    if (two := _TWO.fullmatch(bare)) and nearest(two[1], AUDIENCE_NAMES, cutoff=0.75):
        return True
    return any(
        not _is_scope(bare, match) and nearest(match[1], AUDIENCE_NAMES, cutoff=0.75) is not None for match in _ANY_WORD.finditer(bare)
    )


def _is_scope(line: str, match: re.Match[str]) -> bool:
    """Say whether the colons stand between two words without a space, as in the names of a program."""
    at = line.index(":", match.start())
    return at > 0 and (line[at - 1].isalnum() or line[at - 1] == "_") and not any(char.isspace() for char in match[0][1:])


def _other(bare: str) -> bool:
    """Say whether a line is a mark of another tool around the name of an audience, a comment of one, or a heading in HTML that says so."""
    if any(pattern.search(bare) for pattern in (_COMMENT, _NO_COMMENT, _HTML_HEADING)):
        return True
    # Long lines are prose; a row of a table and a heading are no marks.
    if len(bare) > 200 or bare.lstrip().startswith(("|", "# ", "## ", "### ", "#### ", "##### ", "###### ")):
        return False
    line = bare.strip()
    titled = _TITLE.search(line)
    words = [word for word in _WORD.finditer(line[: titled.start()] if titled else line) if word[0].lower() not in _MARK_WORDS]
    if len(words) != 1 or words[0][0].lower().removeprefix("begin_").removeprefix("end_").removeprefix("end") not in AUDIENCE_NAMES:
        return False
    before, after = line[: words[0].start()], line[words[0].end() :]
    return _OPENS.search(before) is not None and not (_is_task(before) or _is_inline(before, after))


def _is_task(before: str) -> bool:
    return re.fullmatch(r"[-*+>\d.)\s]*\[\s?\]\s*[*_`\"'(]*", before) is not None


def _is_inline(before: str, after: str) -> bool:
    """Say whether marks stand before and after a word as emphasis, quotation or code does: the same ones, touching it."""
    last = before.split(" ")[-1]
    return bool(last) and set(last) <= set("*_`'\".,;?!") and after[: len(last)] == last[::-1]


def _in_code(lines: list[str]) -> set[int]:
    """Give the lines within fenced code that is closed: what is shown as code is words about marks. The fences themselves are not in it."""
    inside: set[int] = set()
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        match = _CODE_FENCE.fullmatch(line)
        if match is None:
            continue
        if opened is None:
            opened = number, match[1]
        elif match[1][0] == opened[1][0] and len(match[1]) >= len(opened[1]) and not match[2].strip():
            inside.update(range(opened[0] + 1, number))
            opened = None
    return inside
