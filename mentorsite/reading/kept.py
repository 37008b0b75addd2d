"""What files said when they were last read is taken from there, as long as they say the same."""

from __future__ import annotations

import hashlib
import marshal
import pickle
import time
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mentorsite import store
from mentorsite.reading.files import FoundFile
from mentorsite.reading.sheets import Sheet
from mentorsite.signatures import Signature, is_settled

NAME = "sheets"
Entry = tuple[Signature | None, bytes, bytes, bytes]
"""A file's signature (None where it may change unseen), a fingerprint of its content, its sheets, pickled, and their outline."""


@dataclass
class OpenSheets:
    """The sheets of files as values, for a process that reads a site again and again: as long as a file says the same, they are the same
    objects."""

    kept: KeptSheets | None = None
    opened: dict[str, tuple[bytes, tuple[Sheet, ...]]] = field(default_factory=dict)

    def load(self, root: Path, terms: Sequence[object]) -> KeptSheets:
        """Give what was read before on the same terms, by this process or another one."""
        if self.kept is None or self.kept.terms != _fingerprint(terms):
            self.kept = KeptSheets.load(root, terms)
        self.kept.since = time.time_ns()
        return self.kept

    def open(self, path: str, pickled: bytes) -> tuple[Sheet, ...]:
        """Give the sheets of a file."""
        known = self.opened.get(path)
        if known is None or known[0] != pickled:
            known = self.opened[path] = pickled, tuple(pickle.loads(pickled))
        return known[1]

    def close_but(self, paths: Container[str]) -> None:
        """Forget the files that are gone."""
        for path in [path for path in self.opened if path not in paths]:
            del self.opened[path]

    def save(self, root: Path) -> None:
        """Keep what was read for other processes."""
        if self.kept:
            self.kept.save(root)


@dataclass
class KeptSheets:
    """The sheets of files without a problem, by their paths; `terms` are a fingerprint of all else that decides how a file is read,
    and `since` the moment after which files are read, in nanoseconds since 1970."""

    terms: bytes = b""
    entries: dict[str, Entry] = field(default_factory=dict)
    since: int = field(default_factory=time.time_ns)
    changed: bool = False

    @staticmethod
    def load(root: Path, terms: Sequence[object]) -> KeptSheets:
        """Give what the last build of a site kept; nothing where it read on other terms."""
        fingerprint = _fingerprint(terms)
        kept = store.read(root, NAME)
        if kept is not None:
            before, entries = marshal.loads(kept)
            if before == fingerprint:
                return KeptSheets(fingerprint, entries)
        return KeptSheets(fingerprint)

    def unchanged(self, file: FoundFile) -> bytes | None:
        """Give the sheets of a file that shows by its signature that it did not change."""
        signature, _, sheets, _ = self.entries.get(file.path, (None, b"", b"", b""))
        return sheets if signature == file.signature else None

    def digest(self, path: str) -> bytes:
        """Give the fingerprint that a file's content had, or nothing."""
        return self.entries[path][1] if path in self.entries else b""

    def put(self, file: FoundFile, digest: bytes, sheets: bytes, outline: bytes) -> None:
        """Keep the sheets of a file."""
        self.entries[file.path] = file.signature if is_settled(file.signature, self.since) else None, digest, sheets, outline
        self.changed = True

    def drop(self, paths: Iterable[str]) -> None:
        """Keep the sheets of these files no longer."""
        for path in paths:
            self.changed = self.entries.pop(path, None) is not None or self.changed

    def save(self, root: Path) -> None:
        """Keep all of this for the next build, where anything changed."""
        if self.changed:
            store.write(root, NAME, marshal.dumps((self.terms, self.entries)))
            self.changed = False


def _fingerprint(terms: Sequence[object]) -> bytes:
    return hashlib.blake2b(repr(terms).encode(errors="surrogatepass"), digest_size=16).digest()
