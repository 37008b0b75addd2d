"""A site's own theme and its `static/` become the place where a piece of an address is written."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from pathlib import Path

from mentorsite.diagnostics import Span

_TEXTS = frozenset({".html", ".htm", ".xhtml", ".css", ".svg", ".js", ".xml", ".json", ".txt", ".webmanifest", ".toml"})
_UP = re.compile(r"^(?:\.\.?/)+")


class OwnFiles:
    """The files of a site that may hold a link and are no records: read once, when a place is first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._found: dict[tuple[str, str], Span | None] = {}

    def find(self, written: str, base: str = "") -> Span | None:
        """Give where an address is written that a finished page has, in a template as a part of it; None where it is nowhere.

        `base` is what an address begins with that leads from the root of the host to the site.
        """
        if (written, base) not in self._found:
            self._found[written, base] = self._find(written, base)
        return self._found[written, base]

    def _find(self, written: str, base: str) -> Span | None:
        within = _UP.sub("", written.removeprefix(base) if base else written)
        for piece in dict.fromkeys((written, within, f"#{within.partition('#')[2]}", posixpath.basename(within))):
            if len(piece) < 3:
                continue
            pattern = re.compile(rf"""(?<=[\"'(}}\s/=]){re.escape(piece)}(?=[\"')\s#?{{&>])""")
            for path, text in self._texts.items():
                if found := pattern.search(text):
                    line = text.count("\n", 0, found.start())
                    return Span(path, line + 1, found.start() - text.rfind("\n", 0, found.start()))
        return None

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts by their paths, those of the theme first."""
        found: dict[str, str] = {}
        for folder in ("themes", "static"):
            for file in sorted((self._root / folder).rglob("*")):
                if file.suffix.lower() in _TEXTS and file.is_file() and not file.is_symlink():
                    found[file.relative_to(self._root).as_posix()] = file.read_bytes().decode("utf-8", "replace")
        return found
