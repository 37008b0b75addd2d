"""Files become one zip, whose bytes depend on nothing but theirs: no times, no owners, and one order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip knows."""
_UNIX, _PLAIN_FILE = 3, 0o100644


def packed(files: Mapping[str, bytes], folder: str) -> bytes:
    """Give the zip of these files, by their paths, all of them below one folder."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(f"{folder}/{path}", _NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = _UNIX
            member.external_attr = _PLAIN_FILE << 16
            archive.writestr(member, files[path])
    return data.getvalue()
