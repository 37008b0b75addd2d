"""What mentorsite wrote into a folder, in the folder itself: the same lines that `sha256sum` writes and checks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from mentorsite.rendering.artifact import fingerprint
from mentorsite.signatures import Signature, signatures_in

NAME = ".mentorsite-manifest"
# Like `sha256sum`: where a name holds one of these, its line begins with a backslash and they are written as two characters.
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r"})
_LINE = re.compile(r"(\\?)([0-9a-f]{64})  (.+)", re.DOTALL)


def text_of(files: Iterable[tuple[str, str]]) -> bytes:
    """Write a manifest of (address, fingerprint), in the order of the addresses."""
    return "".join(_line(address, digest) for address, digest in sorted(files)).encode(errors="surrogateescape")


def _line(address: str, digest: str) -> str:
    escaped = address.translate(_ESCAPES)
    return f"{'' if escaped == address else chr(92)}{digest}  {escaped}\n"


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Give the fingerprints by address, or None where there is no manifest that can be read."""
    try:
        text = (folder / NAME).read_bytes().decode(errors="surrogateescape")
    except OSError:
        return None
    files = {}
    for line in text.split("\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        files[_unescaped(match[3]) if match[1] else match[3]] = match[2]
    return files


def _unescaped(address: str) -> str:
    plain = {written: chr(code) for code, written in _ESCAPES.items()}
    return re.sub(r"\\[\\nr]", lambda match: plain[match[0]], address)


def files_in(folder: Path) -> dict[str, Path]:
    """Give all files and links below a folder by their address; folders that are empty do not count."""
    found = {}
    for place, folders, names in os.walk(folder, onerror=_raise):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*names, *links):
            path = Path(place) / name
            found[path.relative_to(folder).as_posix()] = path
    return found


def _raise(error: OSError) -> None:
    # A folder that can't be looked into may hold anything.
    raise error


def foreign_files(folder: Path, seen: Mapping[str, Signature] | None = None) -> list[str]:
    """Give the addresses of what mentorsite did not write, or what somebody changed since.

    `seen` are the signatures of files when they were as they were written: what still has its own is not opened.
    """
    written = read_manifest(folder)
    found = signatures_in(folder)
    if written is None:
        return sorted(found)
    seen = seen or {}
    return sorted(
        address
        for address, signature in found.items()
        if address != NAME and not (address in written and seen.get(address) == signature)
        if not _is_as_written(folder / address, written.get(address))
    )


def _is_as_written(path: Path, digest: str | None) -> bool:
    return digest is not None and path.is_file() and not path.is_symlink() and fingerprint(path.read_bytes()) == digest
