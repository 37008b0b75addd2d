"""What is known of the files of a target's last build: of what each was made, and whether anything was found in it."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from mentorsite import store
from mentorsite.audit import Hit
from mentorsite.config import Target
from mentorsite.output.manifest import read_manifest
from mentorsite.rendering.artifact import Artifact
from mentorsite.signatures import Signature, signature_of


class Entry(NamedTuple):
    """A file: the fingerprints of what it was made of and of its bytes, and what was found in it of what was searched for."""

    mark: bytes
    digest: str
    hits: tuple[Hit, ...]


class Index(NamedTuple):
    """The full-text index: the fingerprint of what it was made of, and the addresses of its pages and of its own files."""

    mark: bytes = b""
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


NO_INDEX = Index()
"""Where there is none."""


@dataclass(frozen=True)
class Ledger:
    """The files of a target by their addresses, with fingerprints of what they had in common: how pages look, and what was searched for.

    Of files that are there, `folder` is where they lie.
    """

    look: bytes = b""
    search: bytes = b""
    files: Mapping[str, Entry] = field(default_factory=dict)
    folder: Path | None = None
    index: Index = NO_INDEX

    def standing(self, seen: Mapping[str, Signature]) -> Ledger:
        """Give what of this still stands: the files that are in the output as they were when they had the signatures that were `seen`."""
        written = read_manifest(self.folder) if self.folder else None
        if self.folder is None or written is None:
            return Ledger()
        there = {address for address, signature in seen.items() if signature_of(f"{self.folder}/{address}") == signature}
        files = {address: entry for address, entry in self.files.items() if address in there and written.get(address) == entry.digest}
        return Ledger(self.look, self.search, files, self.folder, self.index)

    def data_of(self, artifact: Artifact) -> bytes:
        """Give the bytes of a file, from the disk where they are not here. Raises OSError where they cannot be read."""
        found = self.place_of(artifact)
        return found.read_bytes() if isinstance(found, Path) else found

    def place_of(self, artifact: Artifact) -> bytes | Path:
        """Give the bytes of a file, or where they lie."""
        if artifact.laid:
            return Path(artifact.laid)
        return self.folder / artifact.address if artifact.kept and self.folder else artifact.data


def load(root: Path, target: Target) -> Ledger:
    """Give the ledger of a target's last build; an empty one where there is none."""
    kept = store.read(root, _name(target))
    if kept is None:
        return Ledger()
    look, search, files, index = marshal.loads(kept)
    return Ledger(look, search, {address: Entry(*entry) for address, entry in files.items()}, root / target.output, Index(*index))


def save(root: Path, target: Target, ledger: Ledger) -> None:
    """Keep a ledger for the next build."""
    files = {address: tuple(entry) for address, entry in ledger.files.items()}
    store.write(root, _name(target), marshal.dumps((ledger.look, ledger.search, files, tuple(ledger.index))))


def _name(target: Target) -> str:
    return store.name_for("files", target.name)
