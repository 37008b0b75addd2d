"""What tests of the output share: folders as values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from mentorsite.output.manifest import NAME, fingerprint, text_of
from mentorsite.rendering.artifact import Artifact


def artifacts(files: Mapping[str, str | bytes]) -> list[Artifact]:
    """Give the artifacts of these files."""
    return [
        Artifact(address, data.encode() if isinstance(data, str) else data, f"the source of {address}") for address, data in files.items()
    ]


def written(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """Give what a folder holds that these files were written into: the files and their manifest."""
    data = {artifact.address: artifact.data for artifact in artifacts(files)}
    return {**data, NAME: text_of((address, fingerprint(content)) for address, content in data.items())}


def tree(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder with their bytes; of a link, where it leads."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in (*names, *(name for name in folders if (Path(place) / name).is_symlink())):
            path = Path(place) / name
            found[path.relative_to(folder).as_posix()] = os.fsencode(os.readlink(path)) if path.is_symlink() else path.read_bytes()
    return found


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Give all files below a folder with their bytes, and by which it shows that somebody touched them: their number and their time."""
    found = {}
    for address, data in tree(folder).items():
        status = (folder / address).lstat()
        found[address] = (data, status.st_ino, status.st_mtime_ns)
    return found
