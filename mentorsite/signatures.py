"""Folders become the signatures of their files, by which it shows without opening one that nothing in them changed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

Signature = tuple[int, int, int, int]
"""Size, times of change (of the content, of the file; in nanoseconds) and number of a file."""
NO_FILE: Signature = (-1, 0, 0, 0)
"""Stands for a file that is not there."""
UNSURE: Signature = (-2, 0, 0, 0)
"""Stands for a file of which nothing is known."""

_TICK = 20_000_000
"""How long, in nanoseconds, the clock of a file system may stand still: what is written twice within it looks as if written once."""
_COARSE = 1_000_000
"""File systems that keep no fractions of a second show none; theirs stands still for two seconds."""
_COARSE_TICK = 2_000_000_000


def signatures_in(folder: str | Path, *, linked: bool = False) -> dict[str, Signature]:
    """Give the signatures of all files and links below a folder, by their paths in it; nothing where there is no folder.

    With `linked`, also those of what links lead to. Raises OSError where a folder cannot be looked into.
    """
    found: dict[str, Signature] = {}
    folders = [(os.fspath(folder), "")]
    known = {os.path.realpath(folder)}
    while folders:
        place, prefix = folders.pop()
        try:
            entries = os.scandir(place)
        except (FileNotFoundError, NotADirectoryError):
            if prefix:
                raise
            continue
        with entries:
            for entry in entries:
                seen = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(seen.st_mode):
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    found[prefix + entry.name] = signature_from(seen)
                    if linked and stat.S_ISLNK(seen.st_mode):
                        real = os.path.realpath(entry.path)
                        if os.path.isdir(real) and real not in known:
                            known.add(real)
                            folders.append((real, f"{prefix}{entry.name}/"))
                        else:
                            found[f"{prefix}{entry.name}/"] = signature_of(real)
    return found


def signature_of(file: str | Path) -> Signature:
    """Give the signature of a file or a folder, whether there is one or not."""
    try:
        return signature_from(os.lstat(file))
    except OSError:
        return NO_FILE


def signature_from(seen: os.stat_result) -> Signature:
    """Give the signature of what was looked at."""
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def is_settled(signature: Signature, at: int) -> bool:
    """Say whether whatever changes a file after the moment `at` (in nanoseconds since 1970) gives it another signature."""
    newest = max(signature[1], signature[2])
    return newest + (_COARSE_TICK if newest % _COARSE == 0 else _TICK) < at


def settled(signatures: Iterable[Signature]) -> bool:
    """Wait until none of these can change unseen, for a moment at most; say whether none can."""
    signatures = tuple(signatures)
    for _ in range(2):
        now = time.time_ns()
        if all(is_settled(signature, now) for signature in signatures):
            return True
        time.sleep(2 * _TICK / 1e9)
    return False
