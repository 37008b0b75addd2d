"""The content folder becomes a list of its files, in one order on every machine; nothing but regular files inside it is opened."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.signatures import Signature, signature_from


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file: its path relative to the site with `/`, its path on this machine, and its signature, by which it shows whether it
    changed."""

    path: str
    on_disk: str
    signature: Signature

    @property
    def place(self) -> Path:
        """Where it is."""
        return Path(self.on_disk)

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.signature[0]


def shown(path: str | Path) -> str:
    """Give a path as text that can be written anywhere: a byte in a file's name that is no UTF-8 becomes `\\x` and its number."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def walk(root: Path, folder: str) -> tuple[list[FoundFile], list[Diagnostic]]:
    """Give all files below `root/folder`, in the order of their paths. Names that begin with `.` are passed over.

    Only folders and regular files are looked into: a link may lead out of the site or in a circle, and opening a pipe waits for ever.
    """
    problems: list[Diagnostic] = []
    files: list[FoundFile] = []
    folders = [(os.fspath(root / folder), folder)]
    while folders:
        place, path = folders.pop()
        try:
            if os.path.islink(place):
                problems.append(_not_followed(path, "a symbolic link"))
                continue
            with os.scandir(place) as found:
                for entry in found:
                    if not entry.name.startswith("."):
                        _sort_in(entry, f"{path}/{shown(entry.name)}", files, folders, problems)
        except OSError as error:
            problems.append(_unreadable(path, f"the folder cannot be opened: {error.strerror}"))
    return sorted(files, key=lambda file: file.path), problems


def _sort_in(
    entry: os.DirEntry[str], path: str, files: list[FoundFile], folders: list[tuple[str, str]], problems: list[Diagnostic]
) -> None:
    found = entry.stat(follow_symlinks=False)
    if stat.S_ISDIR(found.st_mode):
        folders.append((entry.path, path))
    elif stat.S_ISREG(found.st_mode):
        files.append(FoundFile(path, entry.path, signature_from(found)))
    else:
        problems.append(_not_followed(path, "a symbolic link" if stat.S_ISLNK(found.st_mode) else "a special file"))


def _not_followed(path: str, kind: str) -> Diagnostic:
    return Diagnostic(Code.NOT_FOLLOWED, Span(path), f"{kind} is not read", "put the file itself there")


def _unreadable(path: str, said: str) -> Diagnostic:
    return Diagnostic(Code.UNREADABLE, Span(path), said, "see to its permissions")


def read_bytes(file: FoundFile, limit: int) -> tuple[bytes, list[Diagnostic]]:
    """Give a file's bytes, or nothing and a problem where it is larger than `limit` bytes or cannot be opened."""
    if file.size > limit:
        said = f"the file has {file.size / 2**20:,.1f} MiB, more than {limit / 2**20:,.0f}"
        return b"", [Diagnostic(Code.TOO_LARGE, Span(file.path), said, "split it, or raise `[limits] file_mib` in mkfile.toml")]
    try:
        return file.place.read_bytes(), []
    except OSError as error:
        return b"", [_unreadable(file.path, f"the file cannot be opened: {error.strerror}")]
