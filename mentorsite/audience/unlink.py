"""Links to what an audience may not see are taken out of a text itself, so that no later stage can tell that there were any."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from mentorsite.markdown.plain import NAMELESS

_MARKS = re.compile(r"[\\`*_~|<>&\[\]]")
# What begins a heading, a list or a rule where it comes to stand at the beginning of a line: a mark, or a number before one.
_BEGINS_A_BLOCK = re.compile(r"\d{0,9}(?=[#+=>.)-])")
_REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_BRACKET = re.compile(r"\\.|!?\[|\]", re.DOTALL)
# In a quotation an address may stand on the line below its bracket.
_SPACE = re.compile(r"[\s>]*")
_PLAIN_ADDRESS = re.compile(r"[\w./%#-]*")

_Edit = tuple[int, int, str]


def unlinked(text: str, hidden: Mapping[str, str]) -> str:
    """Give the text without its links to `hidden`, the addresses as they are written.

    The words of a link stay. A `[[…]]` without any gets the words that `hidden` has for it, or such as name nothing.
    """
    if not hidden:
        return text

    def words(match: re.Match[str]) -> str:
        written = match[1].removesuffix("\\")  # in a table the bar is written `\|`
        if written not in hidden:
            return match[0]
        return as_written((match[2] or "").strip() or hidden[written] or NAMELESS)

    return _edited(_REFERENCE.sub(words, text), dict.fromkeys(hidden, ""))


def without_fragments(text: str, lost: Set[str]) -> str:
    """Give the text with what stands behind the `#` of the `lost` addresses taken away, and of links within the page all but the words."""
    return _edited(text, {written: _as_address(written.partition("#")[0]) for written in lost})


def readdressed(text: str, instead: Mapping[str, str]) -> str:
    """Give the text with other addresses in its links, each `instead` of one as it is written. A `[[…]]` stays as it is."""
    return _edited(text, {written: _as_address(address) for written, address in instead.items()}) if instead else text


def _as_address(written: str) -> str:
    return written if _PLAIN_ADDRESS.fullmatch(written) else f"<{written.replace('&', '&amp;')}>"


def _edited(text: str, stays: Mapping[str, str]) -> str:
    kept: list[str] = []
    end = 0
    for start, stop, instead in sorted(_edits(text, stays)):
        kept += (text[end:start], instead)
        end = stop
    return "".join([*kept, text[end:]])


def as_written(words: str) -> str:
    """Write plain words in Markdown so that they are read as what they are."""
    escaped = _MARKS.sub(r"\\\g<0>", " ".join(words.split()))
    return _BEGINS_A_BLOCK.sub(r"\g<0>\\", escaped, count=1) if _BEGINS_A_BLOCK.match(escaped) else escaped


def _edits(text: str, stays: Mapping[str, str]) -> list[_Edit]:
    """Say what to replace where a link leads to what `stays` names: the address by what stays of it. Where nothing does, of a link its
    brackets and the address go, of a definition the address."""
    longest = max(map(len, stays))
    edits: list[_Edit] = []
    opened: list[re.Match[str]] = []
    for match in _BRACKET.finditer(text):
        if match[0].endswith("["):
            opened.append(match)
        elif match[0] == "]" and opened:
            opening = opened.pop()
            found = _address(text, match.end(), stays, longest)
            if found is None:
                continue
            start, stop, end, address = found
            if rest := stays[address]:
                edits.append((start, stop, rest))
            else:
                edits += (_without(text, opening), (match.start(), end, "")) if end else ((start, stop, "<>"),)
    return edits


def _without(text: str, bracket: re.Match[str]) -> _Edit:
    block = _BEGINS_A_BLOCK.match(text, bracket.end())
    return (bracket.start(), block.end(), block[0] + "\\") if block else (bracket.start(), bracket.end(), "")


def _address(text: str, at: int, stays: Mapping[str, str], longest: int) -> tuple[int, int, int, str] | None:
    """Give where an address of `stays` behind a bracket begins and ends, where its link ends (0 for a definition), and the address."""
    if text[at : at + 1] not in ("(", ":"):
        return None
    start = _space(text, at + 1)
    # Room for an address of which every letter is written as an entity; without a limit, a text of many brackets takes long.
    found = parseLinkDestination(text, start, min(start + 10 * longest + 2, len(text)))
    if not found.ok or len(found.str) > longest or (address := normalizeLink(found.str)) not in stays:
        return None
    if text[at] == ":":
        return start, found.pos, 0, address
    end = _space(text, found.pos)
    title = parseLinkTitle(text, end, len(text))
    if title.ok:
        end = _space(text, title.pos)
    return start, found.pos, end + 1 if text[end : end + 1] == ")" else 0, address


def _space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
