"""Files that records refer to: pictures without their metadata, in the widths that pages need, and documents as they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.pages.values import Picture
from mentorsite.records.addresses import slug
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.raster import FORMATS, Unfit, Version, encode_anew
from mentorsite.rendering.svg import sanitise

_DOCUMENTS = frozenset({".csv", ".docx", ".odp", ".ods", ".odt", ".pdf", ".pptx", ".txt", ".xlsx", ".zip"})


@dataclass(frozen=True, slots=True)
class Use:
    """What pages need of a picture, in pixels: the widths besides its own, and the widest."""

    widths: tuple[int, ...]
    widest: int


# The measure of a text is 37rem, about 600 pixels, on screens of up to three dots a pixel; a portrait is 8rem wide.
IN_TEXT = Use((480, 960), 1920)
PORTRAIT = Use((128, 256), 512)
BOTH = Use((128, 256, 480, 960), 1920)


def make_attachment(path: str, data: bytes, use: Use = IN_TEXT) -> tuple[tuple[Artifact, ...], Picture | None, list[Diagnostic]]:
    """Give the files that are made of an attachment, and how pages speak of it. `path` is its path in the sources.

    Their addresses are made of its name and their content, so that no folder's name shows.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _DOCUMENTS:
        artifact = Artifact(_address(path, suffix, data), data, path)
        return (artifact,), Picture(artifact.address), []
    if suffix not in FORMATS and suffix != ".svg":
        # It may hold a script, which would run as the site's own, or the place where a picture was taken.
        said = (
            f"a file of the kind `{suffix[:20]}` is not published from here"
            if suffix
            else "a file without an ending is not published from here"
        )
        pictures = ", ".join(sorted({*FORMATS, ".svg"}))
        hint = f"pictures are {pictures}, documents {', '.join(sorted(_DOCUMENTS))}; other files belong in `static/`"
        return (), None, [Diagnostic(Code.NOT_PUBLISHED, Span(path), said, hint)]
    try:
        versions = (sanitise(data),) if suffix == ".svg" else encode_anew(data, FORMATS[suffix], use.widths, use.widest)
    except Unfit as unfit:
        hint = "save it as plain SVG with its text as text, or as PNG or WebP" if suffix == ".svg" else "save it anew"
        return (), None, [Diagnostic(Code.BAD_PICTURE, Span(path), f"the picture cannot be published: {unfit}", hint)]
    artifacts = tuple(Artifact(_address(path, suffix, version.data), version.data, path) for version in versions)
    return artifacts, _picture(artifacts, versions), []


def _address(path: str, suffix: str, data: bytes) -> str:
    name = slug(PurePosixPath(path).stem)[:60] or "file"
    return f"files/{name}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"


def _picture(artifacts: tuple[Artifact, ...], versions: tuple[Version, ...]) -> Picture:
    widths = tuple((version.width, artifact.address) for version, artifact in zip(versions, artifacts, strict=True))
    return Picture(artifacts[-1].address, versions[-1].width or None, versions[-1].height or None, widths if len(widths) > 1 else ())
