"""A TOML text gives the places of its keys, which tomllib does not keep."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

Path = tuple[str, ...]

_TOKEN = re.compile(
    r"""
    (?P<blank> [ \t\r]+ | \#[^\n]* )
  | (?P<string> \"{3}(?:\\.|[^\\])*?\"{3,5}(?!\") | '{3}.*?'{3,5}(?!') | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
  | (?P<mark> [\[\]{}=,.\n] )
  | (?P<word> [^\s\[\]{}=,.\#"']+ )
    """,
    re.VERBOSE | re.DOTALL,
)


def places_in(text: str) -> dict[Path, tuple[int, int]]:
    """Give line and column (from 1) of every key and table of a valid TOML text, by its path; of those written twice, of the first."""
    scanner = _Scanner()
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            scanner.take(match[0], match.start())
    return {path: (text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)) for path, offset in scanner.found.items()}


@dataclass
class _Scanner:
    """Takes token after token; `found` has the offsets of the keys.

    `around` are the brackets that are open in a value: the path of an inline table, or None for a list.
    """

    found: dict[Path, int] = field(default_factory=dict)
    table: Path = ()
    around: list[Path | None] = field(default_factory=list)
    key: list[tuple[str, int]] = field(default_factory=list)
    value_of: Path | None = None
    heading: bool = False

    def take(self, token: str, offset: int) -> None:
        if self.value_of is not None:
            self._in_value(token)
        elif token == "=":
            self.value_of = self._note(self._base())
        elif token == "[":
            self.heading = True
        elif token == "]":
            if self.heading:
                self.table, self.heading = self._note(()), False
        elif token == "}":
            self._close()
        elif token not in (".", ",", "\n"):
            self.key.append((_plain(token), offset))

    def _in_value(self, token: str) -> None:
        if token == "{":
            self.around.append(self.value_of)
            self.value_of = None
        elif token == "[":
            self.around.append(None)
        elif token in ("]", "}"):
            self._close()
        elif (token == "," and self.around and self.around[-1] is not None) or (token == "\n" and not self.around):
            self.value_of = None

    def _close(self) -> None:
        closed = self.around.pop()
        if closed is not None:
            self.value_of = closed

    def _base(self) -> Path:
        return next((path for path in reversed(self.around) if path is not None), self.table)

    def _note(self, base: Path) -> Path:
        """Keep the places of the key that was taken; give its path."""
        for name, offset in self.key:
            base = (*base, name)
            self.found.setdefault(base, offset)
        self.key.clear()
        return base


def _plain(token: str) -> str:
    if token[0] in "\"'":
        text: str = tomllib.loads(f"key = {token}")["key"]
        return text
    return token
