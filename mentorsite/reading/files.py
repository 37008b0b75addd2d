"""The content folder becomes a list of its files, in one order on every machine; nothing but regular files inside it is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mentorsite.diagnostics import Code, Diagnostic, Span


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file: its path relative to the site with `/`, where it is, and its size in bytes."""

    path: str
    place: Path
    size: int


def shown(path: str | Path) -> str:
    """Give a path as text that can be written anywhere: what is no UTF-8 in a file's name becomes a replacement character."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")


def walk(root: Path, folder: str) -> tuple[list[FoundFile], list[Diagnostic]]:
    """Give all files below `root/folder`, in the order of their paths. Names that begin with `.` are passed over."""
    problems: list[Diagnostic] = []
    files = sorted(_walk(root / folder, folder, problems), key=lambda file: file.path)
    return files, problems


def _walk(place: Path, path: str, problems: list[Diagnostic]) -> Iterator[FoundFile]:
    try:
        with os.scandir(place) as found:
            entries = list(found)
    except OSError as error:
        problems.append(Diagnostic(Code.UNREADABLE, Span(path), f"the folder cannot be opened: {error.strerror}"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        below = f"{path}/{shown(entry.name)}"
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield from _walk(Path(entry.path), below, problems)
        elif stat.S_ISREG(mode):
            yield FoundFile(below, Path(entry.path), entry.stat(follow_symlinks=False).st_size)
        else:
            kind = "a symbolic link" if stat.S_ISLNK(mode) else "a special file"
            problems.append(Diagnostic(Code.NOT_FOLLOWED, Span(below), f"{kind} is not read", "put the file itself there"))


def read_bytes(file: FoundFile, limit: int) -> tuple[bytes, list[Diagnostic]]:
    """Give a file's bytes, or nothing and a problem where it is larger than `limit` bytes or cannot be opened."""
    if file.size > limit:
        said = f"the file has {file.size / 2**20:,.1f} MiB, more than {limit / 2**20:,.0f}"
        return b"", [Diagnostic(Code.TOO_LARGE, Span(file.path), said, "split it, or raise `[limits] file_mib` in mkfile.toml")]
    try:
        return file.place.read_bytes(), []
    except OSError as error:
        return b"", [Diagnostic(Code.UNREADABLE, Span(file.path), f"the file cannot be opened: {error.strerror}")]
