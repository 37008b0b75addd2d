"""Lines for a terminal: how many columns a text takes, and a text cut at a width."""

from __future__ import annotations

import shutil
import sys
import unicodedata


def columns() -> int | None:
    """Give how wide the terminal is that is written to; None where it is none, and lines stay whole."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def width_of(text: str) -> int:
    """Give how many columns a text takes: East Asian wide letters two, marks on letters none."""
    return sum(map(_width, text))


def padded(text: str, width: int) -> str:
    """Fill a text with spaces up to a width."""
    return text + " " * (width - width_of(text))


def cut(text: str, width: int | None) -> str:
    """Give a text that takes no more than `width` columns, with an ellipsis where something is left out; whole without a width."""
    if width is None or width_of(text) <= width:
        return text
    left = width - 1
    kept = ""
    for letter in text:
        left -= _width(letter)
        if left < 0:
            break
        kept += letter
    return kept.rstrip() + "…"


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
