"""Text from a file as it can be shown: what would not be seen, or would turn the direction of writing, is written by its number."""

from __future__ import annotations

import re

# Besides control characters, what turns the direction of writing or is not seen, and halves of characters, which no stream takes.
_CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def escaped(text: str) -> str:
    """Show a text from a file with its control characters, and those that turn the direction of writing, escaped."""
    return _CONTROLS.sub(lambda match: _as_escape(ord(match[0])), text)


def _as_escape(char: int) -> str:
    return f"\\x{char:02x}" if char <= 0xFF else f"\\u{char:04x}" if char <= 0xFFFF else f"\\U{char:08x}"
