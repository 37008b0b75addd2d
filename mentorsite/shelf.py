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
from typing import BinaryIO, NamedTuple

from mentorsite import store

_SIZE = 16
_Listed = tuple[int, int, bytes]
"""Where a piece begins, how long it is, and its checksum."""


class Laid(NamedTuple):
    """Where bytes lie until they are put on a shelf: in which file, from which place on, and how many."""

    file: str
    start: int
    length: int

    def read(self) -> bytes:
        """Give them. Raises OSError where they cannot be read."""
        with open(self.file, "rb", buffering=0) as file:
            file.seek(self.start)
            piece = file.read(self.length)
        if len(piece) < self.length:
            raise OSError("a piece is not whole")
        return piece


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
                for name, piece in pieces.items():
                    self._listed[name] = _put(file, piece)
                _end(file, self._listed)
        except OSError:
            _remove(self._place)


class Filling:
    """A shelf that is filled anew, piece by piece; it is there once that came to its `end`. Where that is not possible, there is none."""

    def __init__(self, root: Path, name: str) -> None:
        self._root, self._name = root, name
        self._place = root / store.FOLDER / name
        self._beside = self._place.with_name(f"{name}.{os.getpid()}")
        self._file: BinaryIO | None = None
        self._listed: dict[str, _Listed] = {}
        self._failed = False

    def put(self, name: str, piece: bytes | Laid) -> None:
        """Put a piece on the shelf."""
        if not self._failed:
            try:
                self._listed[name] = _put(self._open(), piece if isinstance(piece, bytes) else piece.read())
            except OSError:
                self._failed = True

    def end(self) -> None:
        """Put the shelf in the place of the one that was there."""
        try:
            if not self._failed:
                _end(self._open(), self._listed)
                self._close()
                os.replace(self._beside, self._place)
        except OSError:
            self._failed = True
        if self._failed:
            with contextlib.suppress(OSError):
                self._close()
            _remove(self._beside)
            # What was there before is of another build.
            _remove(self._place)

    def _open(self) -> BinaryIO:
        if self._file is None:
            store.make_folder(self._root)
            self._file = self._beside.open("wb")
            self._file.write(store.head(self._name))
        return self._file

    def _close(self) -> None:
        if self._file:
            file, self._file = self._file, None
            file.close()


def _put(file: BinaryIO, piece: bytes) -> _Listed:
    at = file.tell(), len(piece), _checksum(piece)
    file.write(piece)
    return at


def _end(file: BinaryIO, listed: Mapping[str, _Listed]) -> None:
    start, said = file.tell(), marshal.dumps(dict(listed))
    file.write(said + start.to_bytes(8) + _checksum(said))


def _remove(place: Path) -> None:
    with contextlib.suppress(OSError):
        place.unlink()


def _checksum(piece: bytes) -> bytes:
    return hashlib.blake2b(piece, digest_size=_SIZE).digest()
