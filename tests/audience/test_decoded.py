"""What looks for canaries finds them, however they are packed."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import zipfile
import zlib
from urllib.parse import quote

import pytest
from PIL import Image, PngImagePlugin

from tests.audience.canaries import Canaries
from tests.audience.decoded import decoded

PLANTED = Canaries()
WORD = PLANTED.word("planted")
FIGURE = PLANTED.figure("planted", 9)


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", data)
    return out.getvalue()


def png(*, zip: bool) -> bytes:
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Comment", WORD, zip=zip)
    Image.new("1", (1, 1)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def in_two_parts() -> bytes:
    """A PNG whose dots, which spell the word, lie in two chunks."""
    packed = zlib.compress(b"\0" + WORD.encode())
    parts = (packed[:6], packed[6:])
    return b"\x89PNG\r\n\x1a\n" + b"".join(len(part).to_bytes(4, "big") + b"IDAT" + part + b"\0\0\0\0" for part in parts)


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODINGS: dict[str, bytes] = {
    "as it is": WORD.encode(),
    "in capitals": WORD.upper().encode(),
    "UTF-16, little end first": b"x" + WORD.encode("utf-16-le"),
    "UTF-16, big end first": WORD.encode("utf-16-be"),
    "Latin-1": f"é{WORD}é".encode("latin-1"),
    "HTML entities": "".join(f"&#{ord(letter)};" for letter in WORD).encode(),
    "HTML entities twice": html.escape("".join(f"&#x{ord(letter):x};" for letter in WORD)).encode(),
    "between tags": f"{WORD[:4]}<b class='a'>{WORD[4:]}</b>".encode(),
    "with a soft hyphen": f"{WORD[:4]}\u00ad{WORD[4:]}".encode(),
    "full width": "".join(chr(ord(letter) + 0xFEE0) for letter in WORD).encode(),
    "percent": "".join(f"%{ord(letter):02x}" for letter in WORD).encode(),
    "percent twice": quote("".join(f"%{ord(letter):02x}" for letter in WORD)).encode(),
    "JSON": "".join(f"\\u{ord(letter):04x}" for letter in WORD).encode(),
    "JSON in JSON": json.dumps("".join(f"\\u{ord(letter):04x}" for letter in WORD)).encode(),
    "CSS": "".join(f"\\{ord(letter):06x} " for letter in WORD).encode(),
    "base64": base64.b64encode(WORD.encode()),
    "base64 that begins anywhere": b"x" + base64.b64encode(f"a{WORD}".encode()),
    "base64 for addresses": base64.urlsafe_b64encode(f"ÿÿþ{WORD}".encode()),
    "base64 of a compressed text": b"data:;base64," + base64.b64encode(gzip.compress(WORD.encode())),
    "hexadecimal": WORD.encode().hex().encode(),
    "gzip": gzip.compress(WORD.encode()),
    "zlib": b"stream\n" + zlib.compress(WORD.encode()) + b"endstream",
    "deflate": deflated(WORD.encode()),
    "an archive": zipped(WORD.encode()),
    "gzip in an archive": zipped(gzip.compress(WORD.encode())),
    "tEXt": png(zip=False),
    "zTXt": png(zip=True),
    "the dots of a picture": in_two_parts(),
    "slug": f"files/{WORD}-12ab.png".encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_canary_is_found_however_it_is_packed(encoding: str) -> None:
    assert any(WORD in PLANTED.found_in(text) for text in decoded("a.bin", ENCODINGS[encoding]))


@pytest.mark.parametrize("written", [FIGURE, f"{int(FIGURE):,}", f"{int(FIGURE):,}".replace(",", "\u202f"), f"{FIGURE}.0"])
def test_a_figure_is_found_however_it_is_written(written: str) -> None:
    assert any(FIGURE in PLANTED.found_in(text) for text in decoded("a.txt", f"from {written} to 9".encode()))


@pytest.mark.parametrize("written", ["1973-01-02", "2 January 1973", "January 1973", "19730102T"])
def test_a_day_of_hidden_records_is_found(written: str) -> None:
    assert any("1973" in PLANTED.found_in(text) for text in decoded("a.txt", written.encode()))


def test_a_canary_in_the_name_of_a_file_is_found() -> None:
    assert any(WORD in PLANTED.found_in(text) for text in decoded(f"files/{WORD}.png", b""))
