"""A finished file becomes the texts in it, whatever its format; a damaged one is read as bytes."""

from __future__ import annotations

import base64
import binascii
import codecs
import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from mentorsite.audit.binary import cbor_strings, pdf_texts, picture_texts, strings, unpacked
from mentorsite.audit.markup import Tags, markup
from mentorsite.audit.words import APART

_DEEPEST = 4
"""How deep files may lie in each other."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"BM")
_PAGEFIND = b"pagefind_dcd"
_TAG = re.compile(r"<[a-zA-Z/!?]")
_ENCODED = re.compile(r"[^\s<>\"'\x02]*%[0-9a-fA-F]{2}[^\s<>\"'\x02]*")
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtvfb])|(.))", re.DOTALL)
_CSS_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_BASE64 = re.compile(r"base64,([A-Za-z0-9+/=\s%]{12,})")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Piece(NamedTuple):
    """A text of a file. `inside` says in which part of it; a single word counts from so many letters on as `fewest` says."""

    text: str
    inside: str = ""
    fewest: int = 1


def pieces(address: str, data: bytes, tags: Tags) -> Iterator[Piece]:
    """Give all texts of a finished file, its address among them; of its tags only those that did not pass in another file."""
    tags.fresh.clear()
    yield from _with_decoded(f'"/{address}"', "its address")
    yield from _file(PurePosixPath(address).suffix.lower(), data, "", 0, tags)


def as_text(data: bytes) -> str | None:
    """Give a file as text if it is one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data[:4096]:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _file(suffix: str, data: bytes, inside: str, depth: int, tags: Tags) -> Iterator[Piece]:
    text = as_text(data)
    if text is not None and not data.startswith((b"%PDF-", b"x")):
        yield from _text(suffix, text, inside, depth, tags)
        return
    if depth < _DEEPEST:
        for name, content in unpacked(data):
            place = " ".join(filter(None, (inside, name)))
            if name:
                yield from _with_decoded(f'"/{name}"', place)
            yield from _file(PurePosixPath(name).suffix.lower(), content.removeprefix(_PAGEFIND), place, depth + 1, tags)
    found: list[str | bytes] = []
    if b"%PDF-" in data[:1024]:
        found += pdf_texts(data)
    elif data.startswith(_PICTURES) or data[4:8] == b"ftyp":
        found += picture_texts(data)
    elif depth and (texts := cbor_strings(data)) is not None:
        found += [f" {APART} ".join(f'"{piece}"' for piece in texts)]
    for each in found:
        if isinstance(each, str):
            yield from _with_decoded(each, inside)
        else:
            readable = as_text(each)
            yield from [Piece(readable, inside)] if readable is not None else (Piece(*said) for said in _strings(each, inside))
    if text is not None:
        yield from _text(suffix, text, inside, depth, tags)
    else:
        for piece in _strings(data, inside):
            yield from _with_decoded(*piece)


def _strings(data: bytes, inside: str) -> Iterator[Piece]:
    return (Piece(text, inside, fewest) for text, fewest in strings(data))


def _text(suffix: str, text: str, inside: str, depth: int, tags: Tags) -> Iterator[Piece]:
    begin = text[:200].lstrip()[:1]
    if suffix == ".ics" or text.startswith("BEGIN:V"):
        text = re.sub(r"\r?\n[ \t]", "", text)
        yield from _with_decoded(_unescaped(text), inside)
    if suffix in (".json", ".webmanifest", ".geojson", ".map") or (begin and begin in '{["'):
        values: list[str] = []
        try:
            json.loads(
                text,
                object_pairs_hook=lambda pairs: _take(values, [key for key, _ in pairs], [value for _, value in pairs]),
                parse_float=str,
            )
        except (ValueError, RecursionError):
            values = []
        if values:
            # A list or a text at the top has no object around it.
            yield from _with_decoded(f" {APART} ".join(f'"{value}"' for value in values), inside)
            text = "" if begin == "{" else text
    if begin == "<" or suffix in (".html", ".htm", ".xml", ".svg", ".xhtml", ".atom", ".rss"):
        for piece in markup(text, tags):
            yield from _with_decoded(piece, inside)
    elif text:
        yield from _with_decoded(text, inside)
        if _TAG.search(text):
            for piece in markup(text, tags):
                yield Piece(piece, inside)
    if "base64," in text and depth < _DEEPEST:
        for found in _BASE64.findall(text):
            try:
                content = base64.b64decode(re.sub(r"\s", "", unquote(found)) + "==")
            except (ValueError, binascii.Error):
                continue
            yield from _file("", content, inside, depth + 1, tags)


def _take(values: list[str], keys: list[str], found: list[object]) -> None:
    values += keys
    pending = found[::-1]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            values.append(value)
        elif isinstance(value, list):
            pending += value[::-1]


def _with_decoded(text: str, inside: str = "", fewest: int = 1) -> Iterator[Piece]:
    """Give a text, and once more what of it is percent-encoded or escaped with backslashes, decoded up to twice."""
    yield Piece(text, inside, fewest)
    if "%" in text and (encoded := _ENCODED.findall(text)):
        once = unquote(f" {APART} ".join(encoded), errors="replace")
        yield Piece(once, inside, fewest)
        if "%" in once and (twice := unquote(once, errors="replace")) != once:
            yield Piece(twice, inside, fewest)
    if "\\" in text:
        once = _unescaped(text)
        yield Piece(once, inside, fewest)
        if "\\" in once:
            yield Piece(_unescaped(once), inside, fewest)
        if _CSS_ESCAPED.search(text):
            yield Piece(_CSS_ESCAPED.sub(lambda found: _char(found[1]), text), inside, fewest)


def _unescaped(text: str) -> str:
    def char(found: re.Match[str]) -> str:
        number = found[1] or found[2] or found[3]
        return _char(number) if number else " " if found[4] else found[5]

    plain = _ESCAPED.sub(char, text)
    # Two escapes may be the halves of one character.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if re.search("[\ud800-\udfff]", plain) else plain


def _char(hexadecimal: str) -> str:
    number = int(hexadecimal, 16)
    return chr(number) if number < 0x110000 else "\ufffd"
