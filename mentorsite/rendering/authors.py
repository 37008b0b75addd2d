"""Whose names a document carries beside its text: what programs note in office files and PDF when somebody saves them."""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterable
from html import unescape
from pathlib import PurePosixPath

# Office Open XML (ECMA-376, part 2) and OpenDocument 1.3 keep it in one file each.
_NOTED_IN = {".docx": "docProps/core.xml", ".pptx": "docProps/core.xml", ".xlsx": "docProps/core.xml"}
_NOTED_IN |= dict.fromkeys((".odp", ".ods", ".odt"), "meta.xml")
_NAME = re.compile(r"<(?:\w+:)?(creator|initial-creator|lastModifiedBy)(?:\s[^<>]*)?>([^<]{1,200})</")
_MOST = 2**20


def authors(path: str, data: bytes) -> tuple[str, ...]:
    """Give the names that an office document or a PDF carries, each once; none where it is no such document, or cannot be read."""
    suffix = PurePosixPath(path).suffix.lower()
    found: Iterable[str] = ()
    if suffix == ".pdf":
        found = _of_pdf(data)
    elif suffix in _NOTED_IN:
        found = _of_office(_NOTED_IN[suffix], data)
    names = (" ".join(name.split()) for name in found)
    return tuple(dict.fromkeys(name for name in names if name))


def _of_office(noted: str, data: bytes) -> Iterable[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as document, document.open(noted) as file:
            text = file.read(_MOST).decode("utf-8", "replace")
    except (KeyError, OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return ()
    return (unescape(name) for _, name in _NAME.findall(text))


def _of_pdf(data: bytes) -> Iterable[str]:
    """Give the names of the document's information and of its XMP metadata (ISO 32000-2, 14.3)."""
    from pypdf import PdfReader

    # It says on its own what is wrong with a file, which is nobody's concern here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(data))
        found += [reader.metadata.author or ""] if reader.metadata else []
        found += [str(name) for name in reader.xmp_metadata.dc_creator or ()] if reader.xmp_metadata else []
    except Exception:  # whatever a damaged file makes it raise
        return found
    return found
