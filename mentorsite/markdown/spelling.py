"""What people mean by a line, whatever characters it is made of: for telling marks that hide from those that only look like them."""

from __future__ import annotations

import unicodedata


def plainly(text: str) -> str:
    """Give a text with compatible characters made alike, every kind of space as a space, and characters that do not show taken out."""
    if text.isascii():
        return text
    alike = unicodedata.normalize("NFKC", text)
    return "".join(" " if char.isspace() and char != "\n" else char for char in alike if unicodedata.category(char) != "Cf")
