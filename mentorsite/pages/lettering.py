"""How wide a text is when it is set in a sans-serif: an estimate that is seldom too small, made without any font."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("ijlftrI.,;:!|'’‘()[]{}/\\-· ")
_WIDE = frozenset("mwMWQGOD@%&…—ǅœæŒÆ")


def width_of(text: str, size: int) -> int:
    """Give the width of a text in the unit of `size`, its size; rounded up. East Asian wide letters are as wide as they are high."""
    return -(-sum(map(_hundredths, text)) * size // 100)


def _hundredths(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 100
    if letter in _NARROW:
        return 38
    if letter in _WIDE:
        return 95
    return 70 if letter.isupper() else 60
