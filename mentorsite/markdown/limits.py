"""What a Markdown text may ask of the parser, so that no text takes long."""

from __future__ import annotations

MOST_BRACKETS = 20_000
"""Brackets that are never closed cost about 30 µs each, twice; these are a second."""


def too_much(text: str, kib: int) -> tuple[str, str] | None:
    """Say why a text would take too long, and what to do, or None when it is as it should be. `kib` is the site's limit for one record."""
    size = len(text.encode()) / 1024
    if size > kib:
        return f"a text of {size:,.0f} KiB, more than {kib}", "split it, or raise `[limits] text_kib` in mkfile.toml"
    if text.count("[") > MOST_BRACKETS:
        return f"a text with more than {MOST_BRACKETS:,} brackets", "write them as code, or take them out"
    return None
