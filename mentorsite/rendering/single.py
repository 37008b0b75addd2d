"""A page becomes one file that needs no other: its pictures stand within it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote

from mentorsite.rendering.artifact import Artifact

_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_OTHER_SIZES = re.compile(r'\s(?:srcset|sizes|loading)="[^"]*"')
_MEDIA = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp", ".gif": "gif", ".svg": "svg+xml", ".avif": "avif"}


def in_one(html: str, files: Iterable[Artifact]) -> str:
    """Give the page with each picture that it shows as data, in its full size. `files` are those that it may show."""
    by_address = {file.address: file.data for file in files}

    def image(tag: re.Match[str]) -> str:
        return _SOURCE.sub(source, _OTHER_SIZES.sub("", tag[0]))

    def source(match: re.Match[str]) -> str:
        address = unquote(match[1])
        kind = _MEDIA.get(PurePosixPath(address).suffix.lower())
        if address not in by_address or kind is None:
            return match[0]
        return f'src="data:image/{kind};base64,{b64encode(by_address[address]).decode()}"'

    return _IMAGE.sub(image, html)
