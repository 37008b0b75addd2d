"""Files that records refer to: pictures without their metadata, and everything else as it is."""

from __future__ import annotations

import hashlib
import io
from pathlib import PurePosixPath

from PIL import Image, ImageOps

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.pages.values import Picture
from mentorsite.records.addresses import slug
from mentorsite.rendering.artifact import Artifact

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}
_DOCUMENTS = frozenset({".csv", ".docx", ".odp", ".ods", ".odt", ".pdf", ".pptx", ".txt", ".xlsx", ".zip"})
MOST_PIXELS = 60_000_000
"""A picture of more pixels is refused; it would take minutes and gigabytes to read."""


def make_attachment(path: str, data: bytes) -> tuple[Artifact | None, Picture | None, list[Diagnostic]]:
    """Give the file that is made of an attachment, and how pages speak of it. `path` is its path in the sources.

    Its address is made of its name and its content, so that no folder's name shows.
    """
    suffix = PurePosixPath(path).suffix.lower()
    size: tuple[int, int] | None = None
    if suffix == ".svg":
        hint = "save it as PNG or WebP"
        return (
            None,
            None,
            [Diagnostic(Code.BAD_PICTURE, Span(path), "SVG pictures may hold scripts and notes, and are not published", hint)],
        )
    if suffix not in _FORMATS and suffix not in _DOCUMENTS:
        # It may hold a script, which would run as the site's own, or the place where a picture was taken.
        said = (
            f"a file of the kind `{suffix[:20]}` is not published from here"
            if suffix
            else "a file without an ending is not published from here"
        )
        hint = f"pictures are {', '.join(sorted(_FORMATS))}, documents {', '.join(sorted(_DOCUMENTS))}; other files belong in `static/`"
        return None, None, [Diagnostic(Code.NOT_PUBLISHED, Span(path), said, hint)]
    if suffix in _FORMATS:
        try:
            data, size = _bare_picture(data, _FORMATS[suffix])
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            return None, None, [Diagnostic(Code.BAD_PICTURE, Span(path), f"the picture cannot be read: {error}", "save it anew")]
    name = slug(PurePosixPath(path).stem)[:60] or "file"
    address = f"files/{name}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
    width, height = size or (None, None)
    return Artifact(address, data, path), Picture(address, width, height), []


def _bare_picture(data: bytes, format: str) -> tuple[bytes, tuple[int, int]]:
    """Encode a picture anew: upright, and without any metadata."""
    with Image.open(io.BytesIO(data), formats=list(dict.fromkeys(_FORMATS.values()))) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError(f"{picture.width} × {picture.height} pixels are too many")
        upright = ImageOps.exif_transpose(picture)
        bare = Image.new(upright.mode, upright.size)
        if upright.mode == "P" and (palette := upright.getpalette()):
            bare.putpalette(palette)
        bare.paste(upright)
        transparency = upright.info.get("transparency")
        options: dict[str, object] = {"transparency": transparency} if transparency is not None and format in ("PNG", "GIF") else {}
        if format == "JPEG":
            options |= {"quality": 88, "optimize": True}
        out = io.BytesIO()
        bare.save(out, format, **options)
        return out.getvalue(), bare.size
