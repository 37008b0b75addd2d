"""Properties become the lines of an iCalendar file (RFC 5545, 3.1 and 3.3.11): escaped, folded, and without characters that it forbids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mentorsite.rendering.words import harmless

_LONGEST = 75
"""How many bytes a line may have at most, without its end."""

Property = tuple[str, str]
"""A name, with its parameters, and a value in the form that its type has."""


def written(properties: Iterable[Property]) -> bytes:
    """Give a file of these properties."""
    return b"".join(line for name, value in properties for line in _folded(f"{name}:{value}".encode("utf-8", "replace")))


def text(said: str) -> str:
    """Give words as a value of the type TEXT."""
    whole = "\n".join(harmless(said).splitlines())
    return whole.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def day(when: date) -> str:
    """Give a day as a value of the type DATE."""
    return f"{when:%Y%m%d}" if when.year > 999 else f"{when.year:04}{when:%m%d}"


def moment(when: date) -> str:
    """Give a day as a value of the type DATE-TIME, where it has to be one: noon in UTC, which is that day nearly everywhere on earth."""
    return f"{day(when)}T120000Z"


def _folded(line: bytes) -> Iterator[bytes]:
    """Divide a line, never within a letter. What goes on begins with a space, which counts."""
    room, start = _LONGEST, b""
    while len(line) > room:
        at = room
        while line[at] & 0xC0 == 0x80:
            at -= 1
        yield start + line[:at] + b"\r\n"
        line, room, start = line[at:], _LONGEST - 1, b" "
    yield start + line + b"\r\n"
