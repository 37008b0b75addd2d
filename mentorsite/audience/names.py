"""Where a text names somebody: names, their parts and other words, found as whole words where people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from mentorsite.records.values import Attachment, Markdown

# Scripts that put no spaces between words, and Hangul, in which endings are written to a name: there is no whole word to look for.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015/·.,()]+")
# Marks that belong to the letter before them, which is not whole without.
_MARKS = r"\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094d"
SHORTEST = 3
"""How many letters a part of a name has at least; shorter ones are too often something else."""


def parts_of(name: str) -> tuple[str, ...]:
    """Give the parts of a name that name somebody alone: no initials, and no particles such as "von" and "de"."""
    text = unicodedata.normalize("NFC", name)
    parts = [*(word.strip(".,()") for word in text.split()), *_BETWEEN.split(text)]
    return tuple(dict.fromkeys(part for part in parts if len(part) >= SHORTEST and part[0].isalpha() and not part[0].islower()))


def pattern_of(words: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """Give a pattern that finds words and phrases, the longest first, however their spaces and accents are written; None for no word."""
    alternatives = sorted({written for word in words for written in _spellings(word)}, key=lambda word: (-len(word), word))
    return re.compile("|".join(_bounded(word) for word in alternatives), flags) if alternatives else None


def as_asked(found: str) -> str:
    """Give the word that was looked for, for what was found in a text."""
    return " ".join(unicodedata.normalize("NFC", found).split())


def _spellings(word: str) -> set[str]:
    text = " ".join(word.split())
    return {unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)} if text else set()


def _bounded(word: str) -> str:
    before = "" if _UNSPACED.match(word[0]) else r"(?<![^\W_])"
    after = "" if _UNSPACED.match(word[-1]) else rf"(?![^\W_]|[{_MARKS}])"
    return before + r"\s+".join(map(re.escape, word.split())) + after


def without_addresses(markdown: Markdown) -> str:
    """Give a text with the addresses of its links to records blanked, every other letter in its place.

    No audience reads them: where the other record is hidden, they are taken out.
    """
    text = markdown.text
    # The longest first: another may be its beginning.
    for link in sorted(markdown.links, key=lambda link: -len(link.written)):
        if not isinstance(link.target, Attachment):
            address = rf"(\[\[|\]\(<?|\]:[ \t]*<?)({re.escape(link.written)})"
            text = re.sub(address, lambda match: match[1] + " " * len(match[2]), text)
    return text
