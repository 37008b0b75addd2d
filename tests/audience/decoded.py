"""The bytes of a finished file become all texts that somebody could get out of them, however they are packed."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

_DEEPEST = 4
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{10,}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){7,}")
_ESCAPED = re.compile(r"\\(?:u\{?([0-9a-fA-F]{1,6})\}?|x([0-9a-fA-F]{2})|([0-9a-fA-F]{1,6})\s?|(.))")
_IDAT = re.compile(rb"IDAT")
# A tag, a comment, or what nobody sees between two letters.
_BETWEEN = re.compile(r"<[^<>]*>|[\u00ad\u034f\u200b-\u200f\u2060\ufeff]")


def decoded(address: str, data: bytes) -> Iterator[str]:
    """Give the address, and the content as text: as it is and with all that is encoded, packed or written differently in it, in small letters."""
    seen: set[bytes] = set()
    waiting = [(address.encode("utf-8", "backslashreplace"), 0), (data, 0)]
    while waiting:
        packed, depth = waiting.pop()
        if packed in seen:
            continue
        seen.add(packed)
        for text in _written_differently(packed):
            yield text.casefold()
            if depth < _DEEPEST:
                waiting += ((inner, depth + 1) for inner in _in_letters(text))
        if depth < _DEEPEST:
            waiting += ((inner, depth + 1) for inner in _unpacked(packed))


def _written_differently(data: bytes) -> Iterator[str]:
    """Give bytes as text, and that with its escapes read, again and again while that changes something."""
    without_zeros = data.replace(b"\0", b"")
    # ASCII in UTF-16 and UTF-32 is ASCII with zeros between; the canaries are ASCII.
    for raw in dict.fromkeys((data, without_zeros)):
        text = raw.decode("utf-8", "replace")
        yield text
        yield unicodedata.normalize("NFKC", _BETWEEN.sub("", text))
        for _ in range(_DEEPEST):
            before = text
            for read in _READ:
                text = read(text)
            if text == before:
                break
            yield text
            yield unicodedata.normalize("NFKC", _BETWEEN.sub("", text))


def _unescaped(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        if match[4]:
            return match[4]
        number = int(match[1] or match[2] or match[3], 16)
        return chr(number) if number < 0x110000 else match[0]

    return _ESCAPED.sub(letter, text) if "\\" in text else text


_READ: tuple[Callable[[str], str], ...] = (_unescaped, html.unescape, unquote_plus)


def _in_letters(text: str) -> Iterator[bytes]:
    """Give what stands in base64 or in hexadecimal digits, wherever it begins in a run of such letters."""
    for run in set(_BASE64.findall(text)):
        plain = run.replace("-", "+").replace("_", "/")
        for start in range(4):
            piece = plain[start:]
            try:
                yield base64.b64decode(piece[: len(piece) - len(piece) % 4] if len(piece) % 4 == 1 else piece + "=" * (-len(piece) % 4))
            except binascii.Error:
                continue
    for run in set(_HEX.findall(text)):
        yield bytes.fromhex(run)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Give what is compressed: members of archives, gzip, the parts of a PNG's picture together, zlib wherever it begins, deflate."""
    if b"PK\x03\x04" in data:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield "\n".join(archive.namelist()).encode()
                yield from (archive.read(name) for name in archive.namelist())
        except (zipfile.BadZipFile, OSError):
            pass
    if data.startswith(b"\x89PNG"):
        yield from _inflated(b"".join(_picture_parts(data)), zlib.MAX_WBITS)
    for match in re.finditer(rb"\x1f\x8b\x08", data):
        yield from _inflated(data[match.start() :], 16 + zlib.MAX_WBITS)
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        yield from _inflated(data[match.start() :], zlib.MAX_WBITS)
    yield from _inflated(data, -zlib.MAX_WBITS)


def _picture_parts(png: bytes) -> Iterator[bytes]:
    for match in _IDAT.finditer(png):
        length = int.from_bytes(png[match.start() - 4 : match.start()], "big")
        yield png[match.end() : match.end() + length]


def _inflated(data: bytes, window: int) -> Iterator[bytes]:
    try:
        # A few letters by chance are no stream.
        found = zlib.decompressobj(window).decompress(data, 50_000_000)
    except zlib.error:
        return
    if len(found) > 6:
        yield found
