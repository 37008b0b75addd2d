"""Any text becomes words, in one way for what people wrote and for what stands in finished files.

A word is a run of letters and digits in NFKC, case folded; in scripts that are written without spaces each letter is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from html import unescape
from itertools import islice

APART = "\x02"
"""Stands in a text where one piece ends and another begins; it is a word of its own, so that no title and no name reaches across."""
JOINT = "\x01"
"""Stands in a text where a tag stood that may or may not part two words."""
RUN = 8
"""How many words in a row are nobody's but who wrote them."""

# Not seen: soft hyphens, joiners, marks of direction.
_UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_IS_WITHOUT_SPACES = re.compile(f"[{_WITHOUT_SPACES}]")
# Signs that pages are full of, and that are no part of a word.
_SIGNS = re.compile("[\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027\u2030-\u205e\u2190-\u23ff\u2500-\u26ff\u2b00-\u2bff]+")
# To split at spaces what has nothing but letters and digits left is far quicker than a pattern.
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != APART}
_ANY = re.compile("[^\\W_]+|\x02")
_EACH_LETTER = re.compile(f"[{_WITHOUT_SPACES}]|[^\\W_{_WITHOUT_SPACES}]+|\x02")

_REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_DESTINATION = re.compile(
    r"\]\(\s*(?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)|\]\[[^\[\]\n]*\]"
)
_DEFINITION = re.compile(r"^[ >]*\[[^\[\]\n]+\]:[^\n]*$", re.MULTILINE)
_NUMBERED = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)*\d{1,9}[.)](?=[ \t])", re.MULTILINE)
_MARKS = re.compile(r"[*`~\\]+")


def seen(text: str) -> str:
    """Give a text in NFKC, without what nobody sees."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _UNSEEN.sub("", text)


def split(folded: str) -> list[str]:
    """Give the words of a text that was made `seen` and case folded, with `APART` as it stands there, between spaces."""
    if not folded.isascii():
        folded = _SIGNS.sub(" ", folded)
    if folded.isascii():
        return folded.translate(_ASCII).split()
    return (_EACH_LETTER if _IS_WITHOUT_SPACES.search(folded) else _ANY).findall(folded)


def words(text: str) -> tuple[str, ...]:
    """Give the words of a short text."""
    return tuple(split(seen(text).casefold()))


def weight(of: tuple[str, ...]) -> float:
    """Say how many words these are worth, where two letters of a script without spaces make one."""
    return sum(0.5 if len(word) == 1 and _IS_WITHOUT_SPACES.match(word) else 1.0 for word in of)


def in_a_row(of: list[str]) -> list[str]:
    """Give words as if nothing stood apart."""
    return [word for word in of if word != APART]


def runs(of: list[str]) -> map[int]:
    """Give a number for each run of eight words, in order."""
    return map(hash, zip(*(islice(of, start, None) for start in range(RUN)), strict=False))


def as_read(markdown: str, called: Mapping[str, str]) -> str:
    """Give a Markdown text nearly as it is read: without the addresses of links, tags and marks; `called` says what stands for `[[…]]`."""
    if "[[" in markdown:
        markdown = _REFERENCE.sub(lambda found: (found[2] or "").strip() or called.get(found[1].removesuffix("\\"), ""), markdown)
    if "<" in markdown:
        markdown = _TAG.sub("", _COMMENT.sub("", markdown))
    if "]" in markdown:
        markdown = _DESTINATION.sub("", _DEFINITION.sub("", markdown))
    return unescape(_MARKS.sub("", _NUMBERED.sub("", markdown)))


def place_in(text: str, of: tuple[str, ...]) -> tuple[int, int]:
    """Give the line and column (from 0) of words in a text, as near as they are found again: with what stands between them, or a part."""
    for many in dict.fromkeys((len(of), 4, 2, 1)):
        match = _in_a_row(of[:many]).search(text)
        if match:
            return text.count("\n", 0, match.start()), match.start() - text.rfind("\n", 0, match.start()) - 1
    return 0, 0


@cache
def _in_a_row(of: tuple[str, ...]) -> re.Pattern[str]:
    # Between two words stand marks, tags or a link's address; between their letters nothing that is seen.
    between = r"(?:<[^<>]*>|\]\([^()\s]*\)|&[#\w]{1,8};|[\W_])*"
    return re.compile(r"(?<![^\W_])" + between.join(map(re.escape, of)) + r"(?![^\W_])", re.IGNORECASE)
