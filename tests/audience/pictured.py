"""Pictures with a word wherever a picture can hold words that nobody sees, in all formats that are published."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

Word = Callable[[str], str]
"""Gives a word for a place."""


def drawing(word: str) -> bytes:
    """Give an SVG in which a word is drawn."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><text y="20">{word}</text></svg>'.encode()


def _svg(word: Word) -> bytes:
    return f"""<?xml version="1.0"?>
<!-- {word("a comment")} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9"
 id="{word("an id")}" class="{word("a class")}" data-of="{word("data")}" aria-label="{word("a label")}" i:path="/home/{word("a path of the editor")}">
<?editor {word("an instruction")}?>
<title>{word("the title")}</title><desc>{word("the description")}</desc>
<metadata><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">{word("metadata")}</dc:creator></metadata>
<i:view note="{word("an attribute of the editor's")}">{word("an element of the editor's")}</i:view>
<defs><linearGradient id="{word("an id that nothing refers to")}"/></defs>
<g style="display:none"><text>{word("a layer that is not displayed")}</text></g>
<a href="https://{word("an address")}.example.org/"><rect width="9" height="9"/></a>
</svg>""".encode()


def _picture() -> Image.Image:
    image = Image.new("RGB", (48, 32), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 15, 15), "red")
    return image


def _saved(format: str, **options: object) -> bytes:
    out = io.BytesIO()
    _picture().save(out, format, **options)
    return out.getvalue()


def _exif(word: Word) -> Image.Exif:
    facts = Image.Exif()
    facts[0x010E], facts[0x013B], facts[0x8298] = word("EXIF description"), word("EXIF artist"), word("EXIF copyright")
    facts[0x9C9D] = word("EXIF author in UTF-16").encode("utf-16-le")
    facts.get_ifd(0x8769).update({0x9286: b"ASCII\0\0\0" + word("EXIF comment").encode(), 0xA431: word("EXIF number of the camera")})
    facts.get_ifd(0x8825).update({1: "N", 2: (38.0, 43.0, 19.0), 28: word("GPS area").encode(), 29: "1973:01:02"})
    return facts


def _xmp(word: Word) -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a b="{word("XMP attribute")}">{word("XMP")}</a></x:xmpmeta>'.encode()


def _profile(word: Word) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile + word("behind the profile of colours").encode()


def _segment(kind: int, data: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(data) + 2).to_bytes(2, "big") + data


def _jpeg(word: Word) -> bytes:
    data = _saved("JPEG", exif=_exif(word), xmp=_xmp(word), icc_profile=_profile(word), comment=word("JPEG comment"))
    caption = word("IPTC caption").encode()
    photoshop = (
        b"Photoshop 3.0\0008BIM\x04\x04\0\0" + (5 + len(caption)).to_bytes(4, "big") + b"\x1c\x02\x78\0" + bytes([len(caption)]) + caption
    )
    segments = _segment(0xED, photoshop) + _segment(0xEC, word("a segment").encode()) + _segment(0xFE, word("a second comment").encode())
    return data[:2] + segments + data[2:] + word("behind the picture").encode()


def _png(word: Word) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", word("tEXt"))
    info.add_text("Author", word("zTXt"), zip=True)
    info.add_itxt("XML:com.adobe.xmp", _xmp(word).decode())
    info.add_itxt("Description", word("iTXt"), zip=True)
    data = _saved("PNG", exif=_exif(word), icc_profile=_profile(word), pnginfo=info)
    own = b"caNa" + word("any chunk").encode()
    return (
        data[:33]
        + (len(own) - 4).to_bytes(4, "big")
        + own
        + zlib.crc32(own).to_bytes(4, "big")
        + data[33:]
        + word("behind the picture").encode()
    )


def _webp(word: Word) -> bytes:
    return _saved("WEBP", exif=_exif(word), xmp=_xmp(word), icc_profile=_profile(word))


def _gif(word: Word) -> bytes:
    data = _saved("GIF", comment=word("GIF comment").encode())
    xmp = b"\x21\xff\x0bXMP DataXMP" + _xmp(word) + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return data[:-1] + xmp + data[-1:] + word("behind the picture").encode()


CLEANED: Mapping[str, Callable[[Word], bytes]] = {"jpg": _jpeg, "png": _png, "webp": _webp, "gif": _gif, "svg": _svg}
"""Makes a picture by the ending of its name."""
