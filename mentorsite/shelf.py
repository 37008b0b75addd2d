"""Many pieces of bytes in one file of `.mentorsite/`, each of which can be read and replaced by itself.

A shelf begins with the pieces and ends with the list of them and the place of the list. What is put on it later stands behind the old list,
with a new one: whatever interrupts that leaves a shelf that is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from mentorsite import store

_SIZE = 16
_Listed = tuple[int, int, bytes]
"""Where a piece begins, how long it is, and its checksum."""


class Shelf:
    """A shelf that was filled by the last build of a site."""

    def __init__(self, place: Path, listed: dict[str, _Listed]) -> None:
        self._place = place
        self._listed = listed

    @staticmethod
    def open(root: Path, name: str) -> Shelf | None:
        """Give the shelf of this name, or None where there is none that can be read."""
        place = root / store.FOLDER / name
        head = store.head(name)
        with contextlib.suppress(OSError), place.open("rb") as file:
            if file.read(len(head)) != head:
                return None
            file.seek(-8 - _SIZE, os.SEEK_END)
            end = file.tell()
            start, checksum = int.from_bytes(file.read(8)), file.read(_SIZE)
            if len(head) <= start <= end:
                file.seek(start)
                listed = file.read(end - start)
                if _checksum(listed) == checksum:
                    return Shelf(place, marshal.loads(listed))
        return None

    def get(self, name: str) -> bytes | None:
        """Give a piece, or None where there is none, or where it is damaged."""
        start, length, checksum = self._listed.get(name, (0, 0, b""))
        with contextlib.suppress(OSError), self._place.open("rb") as file:
            file.seek(start)
            piece = file.read(length)
            return piece if checksum and _checksum(piece) == checksum else None
        return None

    def replace(self, pieces: Mapping[str, bytes]) -> None:
        """Put pieces on the shelf, in place of those of the same names. Where that is not possible, there is no shelf any more."""
        try:
            with self._place.open("r+b") as file:
                file.seek(0, os.SEEK_END)
                filling = Filling(file, self._listed)
                for name, piece in pieces.items():
                    filling.put(name, piece)
                filling.end()
        except OSError:
            with contextlib.suppress(OSError):
                self._place.unlink()


class Filling:
    """A shelf that is being filled."""

    def __init__(self, file: BinaryIO, listed: dict[str, _Listed]) -> None:
        self._file = file
        self._listed = listed

    def put(self, name: str, piece: bytes) -> None:
        """Put a piece on the shelf. Raises OSError where that is not possible."""
        self._listed[name] = self._file.tell(), len(piece), _checksum(piece)
        self._file.write(piece)

    def end(self) -> None:
        """Write the list of the pieces. Raises OSError where that is not possible."""
        start, listed = self._file.tell(), marshal.dumps(self._listed)
        self._file.write(listed + start.to_bytes(8) + _checksum(listed))


def fill(root: Path, name: str, pieces: Mapping[str, bytes]) -> None:
    """Fill a shelf anew; it is there once all is done. Where that is not possible, there is none."""
    place = root / store.FOLDER / name
    beside = place.with_name(f"{name}.{os.getpid()}")
    try:
        store.make_folder(root)
        with beside.open("wb") as file:
            file.write(store.head(name))
            filling = Filling(file, {})
            for piece in pieces:
                filling.put(piece, pieces[piece])
            filling.end()
        os.replace(beside, place)
    except OSError:
        for failed in (beside, place):
            with contextlib.suppress(OSError):
                failed.unlink()


def _checksum(piece: bytes) -> bytes:
    return hashlib.blake2b(piece, digest_size=_SIZE).digest()
