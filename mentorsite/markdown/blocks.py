"""Audience blocks: `::: pair`, text, `:::`. What an audience may not see is cut out of the text before anything else reads it.

The fences are found line by line and not by a Markdown parser, so that nothing in the text (a list, a quotation, a piece of
code) can make a fence look like something else: in doubt, a block hides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from mentorsite.diagnostics import did_you_mean
from mentorsite.markdown.lookalikes import lookalikes
from mentorsite.records.audience import AUDIENCE_NAMES, Audience, meant_audience

# Whatever may stand before a block in Markdown: indentation, quotation marks, list markers.
_FENCE = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*:::+(.*)$")


_ALMOST = "write at least three colons and the audience on a line of their own; `\\:::` shows the colons"
_OTHER = "write `::: private` on a line of its own above what is to be hidden, and `:::` below; or word it differently, or put it in code"


@dataclass(frozen=True, slots=True)
class BlockProblem:
    """What is wrong with a fence, and in which line of the text (from 0)."""

    line: int
    message: str
    hint: str


def fence(line: str) -> str | None:
    """Give what follows the colons when the line is a fence: an audience's name, or nothing where a block ends."""
    if ":::" not in line:
        return None
    match = _FENCE.match(line)
    return match[1].strip() if match else None


def block_problems(text: str) -> list[BlockProblem]:
    """Say what is wrong with the audience blocks of a text."""
    problems: list[BlockProblem] = []
    lines = text.split("\n")
    for line, almost in lookalikes(text):
        if almost and fence(lines[line]) is None:
            problems.append(BlockProblem(line, "this is almost the beginning of an audience block, and would hide nothing", _ALMOST))
        elif not almost:
            problems.append(BlockProblem(line, "this looks like a mark that hides something, and would hide nothing", _OTHER))
    if ":::" not in text:
        return problems
    open_lines: list[int] = []
    for number, written in enumerate(lines):
        name = fence(written)
        if name is None:
            continue
        if name == "":
            if not open_lines:
                problems.append(
                    BlockProblem(number, "`:::` ends a block that was not begun", "begin it with `::: pair` or another audience")
                )
            else:
                open_lines.pop()
            continue
        open_lines.append(number)
        if name not in AUDIENCE_NAMES:
            listed = ", ".join(f"`{audience}`" for audience in AUDIENCE_NAMES)
            meant = meant_audience(name)
            hint = f"did you mean `{meant}`?" if meant else did_you_mean(name, AUDIENCE_NAMES) or f"the audiences are {listed}"
            problems.append(BlockProblem(number, f"`{name[:60]}` is no audience", hint))
    problems += [BlockProblem(n, "an audience block that never ends", "close it with a line `:::`") for n in open_lines]
    return problems


def outside_blocks(text: str) -> str:
    """Give the text with an empty line for each line of an audience block, so that what blocks hold changes nothing outside."""
    if ":::" not in text:
        return text
    depth = 0
    kept: list[str] = []
    for line in text.split("\n"):
        name = fence(line)
        if name:
            depth += 1
        kept.append("" if depth or name is not None else line)
        if name == "":
            depth = max(depth - 1, 0)
    return "\n".join(kept)


def for_audience(text: str, audience: Audience) -> str:
    """Give the text as this audience may see it: hidden blocks are gone, as if they had never been written; of visible ones the fences are.

    A text whose blocks are not well-formed hides from the first wrong fence on.
    """
    return _cut(text, audience, keep_fences=False)


def with_fences(text: str, audience: Audience) -> str:
    """Give the text as this audience may see it, and as it has to be written for that: the fences of visible blocks stay."""
    return _cut(text, audience, keep_fences=True)


def _cut(text: str, audience: Audience, *, keep_fences: bool) -> str:
    if ":::" not in text:
        return text
    kept: list[str] = []
    cut = False
    for written, at in zip(text.split("\n"), reaches(text), strict=True):
        if at.reach is None or not audience.may_see(at.reach):
            cut = True
            continue
        line = "" if at.is_fence and not keep_fences else written
        # Of the empty lines above and below a block one goes with it: two in a row would tell of it.
        if not (cut and kept and line == kept[-1] and not line.strip("> \t")):
            kept.append(line)
        cut = False
    return "\n".join(kept).strip("\n")


class Reach(NamedTuple):
    """How far a line of a text reaches: the widest audience that sees it (None: nobody), and whether it is a fence."""

    reach: Audience | None
    is_fence: bool


def reaches(text: str) -> list[Reach]:
    """Say of each line of a text how far it reaches: as far as the narrowest block around it."""
    around: list[Audience | None] = [Audience.PUBLIC]
    found: list[Reach] = []
    for line in text.split("\n"):
        name = fence(line)
        if name is None:
            found.append(Reach(around[-1], False))
        elif name:
            outer = around[-1]
            around.append(min(outer, Audience(name)) if outer is not None and name in AUDIENCE_NAMES else None)
            found.append(Reach(around[-1], True))
        elif len(around) > 1:
            found.append(Reach(around.pop(), True))
        else:
            around.append(None)
            found.append(Reach(None, True))
    return found


class Block(NamedTuple):
    """An audience block: the line (from 0) and the words of its opening fence, and how far it reaches with the blocks around it."""

    line: int
    written: str
    reach: Audience | None


def blocks(text: str) -> list[Block]:
    """Give the audience blocks of a text, those within others, too, in the order in which they begin."""
    if ":::" not in text:
        return []
    found = enumerate(zip(text.split("\n"), reaches(text), strict=True))
    return [Block(number, f"::: {name}", at.reach) for number, (line, at) in found if at.is_fence and (name := fence(line))]
