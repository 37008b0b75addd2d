"""Bytes of any kind become the texts that may be in them: UTF-8 and UTF-16 without knowing the format, and the parts of known ones."""

from __future__ import annotations

import bz2
import gzip
import io
import logging
import lzma
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from mentorsite.audit.words import APART

MOST = 64 * 2**20
"""How much of what is packed is unpacked, in bytes."""

# Where that list ends, with the longest comment behind it.
_ZIP_END = 22 + 0xFFFF
_OLD_TEXT = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]{2,}")
_UTF8 = re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){5,}")
# Western letters alone, and those of other alphabets with them.
_UTF16 = (
    (re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e\xa0-\xff]\x00){3,}"), "utf-16-le"),
    (re.compile(rb"(?:[\x20\x2d]\x00|[\x00-\xff][\x01-\x0f]|[A-Za-z\xc0-\xff]\x00){3,}"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\x09\x0a\x0d\x20-\x7e\xa0-\xff]){3,}"), "utf-16-be"),
    (re.compile(rb"(?:\x00[\x20\x2d]|[\x01-\x0f][\x00-\xff]|\x00[A-Za-z\xc0-\xff]){3,}"), "utf-16-be"),
)
_SURE = 12
"""Of so many bytes on, letters in a row are hardly there by chance."""
FEWEST = 5
"""How many letters a word has to have where letters stand in a row by chance."""


def strings(data: bytes) -> Iterator[tuple[str, int]]:
    """Give the texts in bytes of an unknown kind, each with how many letters a single word has to have there to count."""
    found = _UTF8.findall(data)
    for few, pieces in ((1, [piece for piece in found if len(piece) >= _SURE]), (FEWEST, [piece for piece in found if len(piece) < _SURE])):
        if pieces:
            yield f" {APART} ".join(piece.decode("utf-8", "replace") for piece in pieces), few
    if b"\x00" in data or any(data.count(high) for high in (b"\x04", b"\x06")):
        for pattern, encoding in _UTF16:
            pieces = pattern.findall(data)
            if pieces:
                yield f" {APART} ".join(piece.decode(encoding, "replace") for piece in pieces), FEWEST


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give what is packed in bytes, with a name where it has one; nothing where nothing is, or where it is damaged."""
    try:
        if data.startswith(b"PK\x03\x04"):
            yield from _members(data)
        elif data.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
                yield "", file.read(MOST)
        elif data.startswith(b"BZh"):
            yield "", bz2.BZ2Decompressor().decompress(data, MOST)
        elif data.startswith(b"\xfd7zXZ\x00"):
            yield "", lzma.LZMADecompressor().decompress(data, MOST)
        elif data[:1] == b"\x78" and len(data) > 2 and int.from_bytes(data[:2]) % 31 == 0:
            yield "", zlib.decompressobj().decompress(data, MOST)
        elif data.rfind(b"PK\x05\x06", -_ZIP_END) >= 0:
            # The list of what is in a zip stands at its end, and anything may stand before it.
            yield from _members(data)
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        # A part of a damaged stream may be all that somebody needs.
        if data.startswith(b"\x1f\x8b"):
            try:
                yield "", zlib.decompressobj(31).decompress(data, MOST)
            except zlib.error:
                return


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        left = MOST
        yield "", archive.comment
        for member in archive.infolist():
            if member.is_dir():
                continue
            try:
                with archive.open(member) as file:
                    content = file.read(left)
            except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
                content = b""
            left -= len(content)
            yield member.filename, content


def cbor_strings(data: bytes) -> list[str] | None:
    """Give the texts of a CBOR value (RFC 8949), or None where it is none."""
    found: list[str] = []
    try:
        end = _cbor(data, 0, found, 0)
    except (IndexError, struct.error, ValueError, UnicodeDecodeError, RecursionError):
        return None
    return found if end == len(data) else None


def _cbor(data: bytes, at: int, found: list[str], depth: int) -> int:
    kind, low = data[at] >> 5, data[at] & 31
    at += 1
    if depth > 60 or 28 <= low <= 30:
        raise ValueError
    number = low
    if 24 <= low <= 27:
        size = 1 << (low - 24)
        number = int.from_bytes(data[at : at + size])
        at += size
    if kind in (2, 3):
        if low == 31:
            while data[at] != 0xFF:
                at = _cbor(data, at, found, depth + 1)
            return at + 1
        if at + number > len(data):
            raise ValueError
        if kind == 3:
            found.append(data[at : at + number].decode())
        return at + number
    if kind in (4, 5):
        if low == 31:
            while data[at] != 0xFF:
                at = _cbor(data, at, found, depth + 1)
            return at + 1
        for _ in range(number * (kind - 3)):
            at = _cbor(data, at, found, depth + 1)
        return at
    return _cbor(data, at, found, depth + 1) if kind == 6 else at


def pdf_texts(data: bytes) -> Iterator[str | bytes]:
    """Give the text of a PDF's pages, its metadata, headings and notes, and the files in it; what of it can be read."""
    from pypdf import PdfReader
    from pypdf.generic import ByteStringObject, TextStringObject

    # It says on its own what is wrong with a file, which is nobody's concern here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                reader.decrypt("")
            numbers = sorted({number for table in reader.xref.values() for number in table} | set(reader.xref_objStm))
        except Exception:  # whatever a damaged file makes it raise
            return
        for page in _safely(lambda: list(reader.pages)) or ():
            if text := _safely(page.extract_text):
                yield text
        for number in numbers:
            value = _safely(reader.get_object, number)
            pending = [value]
            for _ in range(10_000):
                if not pending:
                    break
                inner = pending.pop()
                if isinstance(inner, dict):
                    pending += [*inner.values()]
                    if hasattr(inner, "get_data") and (content := _safely(inner.get_data)):
                        yield bytes(content) if isinstance(content, bytes) else str(content)
                elif isinstance(inner, list):
                    pending += inner
                elif isinstance(inner, TextStringObject):
                    yield str(inner)
                elif isinstance(inner, ByteStringObject):
                    yield bytes(inner)


def picture_texts(data: bytes) -> Iterator[str | bytes]:
    """Give the metadata of a picture: EXIF, XMP, comments, text chunks; what of it can be read."""
    from PIL import ExifTags, Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(data))
        except Exception:  # whatever a damaged file makes it raise
            return
        with picture:
            if data.startswith(b"\x89PNG"):
                # Pieces of text may stand behind the picture itself; `text` reads on to them.
                _safely(lambda: getattr(picture, "text", None))
            values: list[object] = [*picture.info.items()]
            exif = _safely(picture.getexif)
            values += exif.items() if exif else ()
            for part in ExifTags.IFD if exif else ():
                values += (_safely(exif.get_ifd, part) or {}).items()
    while values:
        value = values.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, bytes):
            yield value
            for encoding in ("utf-16-le", "utf-16-be"):
                yield value.removeprefix(b"UNICODE\x00").decode(encoding, "replace")
            if not value.isascii() and _OLD_TEXT.fullmatch(value):
                yield value.decode("cp1252", "replace")
        elif isinstance(value, dict):
            values += value.items()
        elif isinstance(value, tuple | list):
            values += value


def _safely(read: Callable[..., Any], *arguments: object) -> Any:
    """Give what a library reads of a file, or None, whatever a damaged one makes it raise."""
    try:
        return read(*arguments)
    except Exception:
        return None
