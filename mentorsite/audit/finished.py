"""A finished file becomes the texts in it, whatever its format; what is not understood is read as bytes."""

from __future__ import annotations

import base64
import binascii
import codecs
import json
import re
from collections.abc import Iterator
from html import unescape
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
"""What the parts of a search index begin with, packed or not."""
_TAG = re.compile(r"<[a-zA-Z/!?]")
_ENCODED = re.compile(r"[^\s<>\"'\x02]*%[0-9a-fA-F]{2}[^\s<>\"'\x02]*")
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtvfb])|(.))", re.DOTALL)
_CSS_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_BASE64 = re.compile(r"base64,([A-Za-z0-9+/=\s%]{12,})")
# UTF-32 begins as UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXTS = frozenset(
    """
    .atom .bib .css .csv .eml .geojson .htm .html .ics .ini .js .json .log .map .md .org .po .rss .rst .rtf .srt .svg .tab .tex .toml .tsv
    .txt .vcf .vtt .webmanifest .xhtml .xml .yaml .yml
    """.split()  # noqa: SIM905
)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=?\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_OLD = ("cp1252", "cp1250", "cp1251", "koi8-r", "mac-roman", "shift_jis", "gb18030")
"""The encodings that programs for tables and mail still write."""
_RTF = re.compile(r"\\u(-?\d{1,6}) ?\??|\\'([0-9a-fA-F]{2})|\\([a-z]+)-?\d* ?|\\[*~_-]|[{}]|\r?\n")
_RTF_PARTS = frozenset({"cell", "line", "page", "par", "row", "sect", "tab"})
_RTF_CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")


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


def _in_old_encodings(suffix: str, data: bytes) -> Iterator[str]:
    """Give what a file that is not UTF-8 may say: in the encoding that it declares, and in those that were usual before."""
    if b"\x00" in data[:4096] or not (suffix in _TEXTS or data[:200].lstrip().startswith(b"<")):
        return
    declared = _CHARSET.search(data, 0, 1024)
    for encoding in dict.fromkeys((declared[1].decode().lower() if declared else _OLD[0], *_OLD)):
        try:
            yield data.decode(encoding, "replace")
        except (LookupError, UnicodeError):
            continue


def _file(suffix: str, data: bytes, inside: str, depth: int, tags: Tags) -> Iterator[Piece]:
    if data.startswith(_PAGEFIND) and depth < _DEEPEST:
        yield from _file(suffix, data.removeprefix(_PAGEFIND), inside, depth + 1, tags)
        return
    text = as_text(data)
    if text is not None and not data.startswith((b"%PDF-", b"x")):
        yield from _text(suffix, text, inside, depth, tags)
        return
    if depth < _DEEPEST:
        for name, content in unpacked(data):
            place = " ".join(filter(None, (inside, name)))
            if name:
                yield from _with_decoded(f'"/{name}"', place)
            yield from _file(PurePosixPath(name).suffix.lower(), content, place, depth + 1, tags)
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
        for old in _in_old_encodings(suffix, data):
            yield from _text(suffix, old, inside, depth, tags)
        for piece in _strings(data, inside):
            yield from _with_decoded(*piece)


def _strings(data: bytes, inside: str) -> Iterator[Piece]:
    return (Piece(text, inside, fewest) for text, fewest in strings(data))


def _text(suffix: str, text: str, inside: str, depth: int, tags: Tags) -> Iterator[Piece]:
    begin = text[:200].lstrip()[:1]
    if suffix == ".ics" or text.startswith("BEGIN:V"):
        text = re.sub(r"\r?\n[ \t]", "", text)
        yield from _with_decoded(_unescaped(text), inside)
    if text.startswith("{\\rtf"):
        yield from _with_decoded(_from_rtf(text), inside)
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
            yield from _as_plain(f" {APART} ".join(f'"{value}"' for value in values), inside)
            text = "" if begin == "{" else text
    if begin == "<" or suffix in (".html", ".htm", ".xml", ".svg", ".xhtml", ".atom", ".rss"):
        for piece in markup(text, tags):
            yield from _with_decoded(piece, inside)
    elif text:
        yield from _as_plain(text, inside)
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


def _as_plain(text: str, inside: str) -> Iterator[Piece]:
    yield from _with_decoded(text, inside)
    if "&" in text and (plain := unescape(text)) != text:
        yield Piece(plain, inside)


def _from_rtf(text: str) -> str:
    """Give the words of a text in RTF (Rich Text Format 1.9.1), and those of its metadata."""
    page = _RTF_CODE_PAGE.search(text)
    encoding = f"cp{page[1]}" if page else "cp1252"

    def said(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1]) % 0x10000)
        if found[2]:
            return bytes.fromhex(found[2]).decode(encoding, "replace")
        return f" {APART} " if found[3] in _RTF_PARTS else ""

    try:
        plain = _RTF.sub(said, text)
    except LookupError:
        return text
    return _whole(plain)


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
        if "\ufffd" in once:
            yield Piece(unquote(f" {APART} ".join(encoded), encoding="cp1252", errors="replace"), inside, fewest)
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

    return _whole(_ESCAPED.sub(char, text))


def _whole(plain: str) -> str:
    # Two escapes may be the halves of one character.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if re.search("[\ud800-\udfff]", plain) else plain


def _char(hexadecimal: str) -> str:
    number = int(hexadecimal, 16)
    return chr(number) if number < 0x110000 else "\ufffd"
