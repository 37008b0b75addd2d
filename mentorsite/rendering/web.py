"""Addresses as others have to be told them, and texts as XML takes them."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from mentorsite.rendering.words import harmless

_ABSOLUTE = ("https://", "http://", "mailto:")


@lru_cache(maxsize=65_536)
def lead(root: str, address: str) -> str:
    """Turn an address of the site into one that leads there from a page with this root; addresses of the web stay."""
    # Remembered, since the same few addresses stand on every page.
    if address.lower().startswith(_ABSOLUTE):
        return address
    path, hash_sign, fragment = address.partition("#")
    return root + quote(path) + (hash_sign + quote(fragment) if hash_sign else "")


def escaped(text: str) -> str:
    """Give a text as XML has it, within an element or within double quotes, without the characters that XML forbids."""
    return harmless(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
