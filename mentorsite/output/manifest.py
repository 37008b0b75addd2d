"""What mentorsite wrote into a folder, in the folder itself: the same lines that `sha256sum` writes and checks."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

NAME = ".mentorsite-manifest"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def fingerprint(data: bytes) -> str:
    """Give the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def text_of(files: Iterable[tuple[str, str]]) -> bytes:
    """Write a manifest of (address, fingerprint), in the order of the addresses."""
    return "".join(f"{digest}  {address}\n" for address, digest in sorted(files)).encode()


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Give the fingerprints by address, or None where there is no manifest that can be read."""
    try:
        text = (folder / NAME).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    matches = [_LINE.fullmatch(line) for line in text.splitlines()]
    if not all(matches):
        return None
    return {match[2]: match[1] for match in matches if match}


def files_in(folder: Path) -> dict[str, Path]:
    """Give all files and links below a folder by their address; folders that are empty do not count."""
    found = {}
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*names, *links):
            path = Path(place) / name
            found[path.relative_to(folder).as_posix()] = path
    return found


def foreign_files(folder: Path) -> list[str]:
    """Give the addresses of what mentorsite did not write, or what somebody changed since."""
    written = read_manifest(folder) or {}
    foreign = []
    for address, path in files_in(folder).items():
        if address == NAME and written:
            continue
        if address not in written or path.is_symlink() or fingerprint(path.read_bytes()) != written[address]:
            foreign.append(address)
    return sorted(foreign)
