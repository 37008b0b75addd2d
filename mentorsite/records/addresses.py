"""How ids and tags become addresses: one rule, so that two spellings of one address are found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_LETTERS = re.compile(r"[\W_]+")
# A file system's limit is 255 bytes a name; this leaves room for `.html` and for the name of a file being written.
LONGEST = 200
# Windows can't have a file of these names, whatever its ending; it takes the raised digits for digits.
_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")}


@lru_cache(maxsize=65_536)
def slug(text: str) -> str:
    """Turn an id or a tag into an address: letters and digits of any script, lower-cased, in NFC; all else is one hyphen.

    Combining marks count as letters: without them, words of many scripts fall apart.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    if folded.isascii():
        return _NOT_LETTERS.sub("-", folded).strip("-")
    kept = (char if char.isalnum() or unicodedata.category(char).startswith("M") else "-" for char in folded)
    return re.sub(r"-+", "-", "".join(kept)).strip("-")


def address_problem(id: str, *, taken: frozenset[str] = frozenset({"index"})) -> str | None:
    """Say why this slug can't name a page's file, or None when it can."""
    if not id:
        return "it holds no letter and no digit"
    if id in taken:
        return "that is the address of a page that the site makes itself"
    if id in _WINDOWS:
        return "Windows can't have a file of that name"
    if len(id.encode()) > LONGEST:
        return f"it is longer than {LONGEST} bytes"
    return None
