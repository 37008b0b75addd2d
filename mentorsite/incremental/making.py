"""Pages become files that were searched for what may not be in them; what is as it was is neither rendered nor searched again."""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mentorsite.audit import Hit, Looking
from mentorsite.incremental.ledger import Entry, Ledger
from mentorsite.pages import Page
from mentorsite.rendering import Artifact, Renderer
from mentorsite.rendering.artifact import fingerprint
from mentorsite.workers import Workers

Piece = Callable[[], Iterable[Page | Artifact]]
"""Gives a few pages or finished files."""


class MadeFile(NamedTuple):
    """A finished file, the fingerprint of what it was made of, and what was found in it."""

    artifact: Artifact
    mark: bytes
    hits: tuple[Hit, ...]

    def entry(self) -> Entry:
        """Give what the next build is to know of it."""
        return Entry(self.mark, self.artifact.digest, not self.hits)


class Batch(NamedTuple):
    """The files that were made of a piece, and the seconds that each step took."""

    files: tuple[MadeFile, ...]
    seconds: Mapping[str, float]


@dataclass
class Making:
    """Makes files of pages, with what is known of those that the last build made."""

    renderer: Renderer
    looking: Looking | None
    before: Ledger
    pieces: list[Piece] = field(default_factory=list)

    def all(self, workers: Workers) -> Iterator[Batch]:
        """Make the files of all pieces, in their order."""
        if workers.inherit:
            self.renderer.warm_up()
        return workers.spread(self.piece, range(len(self.pieces)))

    def ledger(self, files: Iterable[MadeFile]) -> Ledger:
        """Give what the next build is to know of the files that this one made."""
        search = self.looking.search.fingerprint if self.looking else b""
        return Ledger(self.renderer.fingerprint, search, {file.artifact.address: file.entry() for file in files})

    def piece(self, number: int) -> Batch:
        """Make the files of one of the pieces."""
        watch = _Watch()
        files = []
        for page in self.pieces[number]():
            watch.stop("composing")
            files.append(self._searched(*(self._rendered(page) if isinstance(page, Page) else (page, b"")), watch))
        watch.stop("composing")
        return Batch(tuple(files), watch.seconds)

    def file(self, artifact: Artifact) -> MadeFile:
        """Search a file that was made already."""
        return self._searched(artifact, b"", _Watch())

    def _rendered(self, page: Page) -> tuple[Artifact, bytes]:
        # The order of what is equal may differ from one process to another, and then a page is rendered once more than needed.
        mark = hashlib.blake2b(pickle.dumps(page, 5), digest_size=16).digest()
        known = self.before.files.get(page.address)
        if known and known.mark == mark and self.before.look == self.renderer.fingerprint:
            return Artifact(page.address, b"", page.title, known.digest, kept=True), mark
        return self.renderer.render(page), mark

    def _searched(self, artifact: Artifact, mark: bytes, watch: _Watch) -> MadeFile:
        watch.stop("rendering")
        if not artifact.digest:
            artifact = Artifact(artifact.address, artifact.data, artifact.origin, fingerprint(artifact.data))
        known = self.before.files.get(artifact.address)
        if known and known.digest == artifact.digest:
            artifact = Artifact(artifact.address, b"", artifact.origin, artifact.digest, kept=True)
        hits: tuple[Hit, ...] = ()
        if self.looking and not (known and artifact.kept and known.clean and self.before.search == self.looking.search.fingerprint):
            hits = self.looking.hits(artifact.address, self.before.data_of(artifact))
        watch.stop("auditing")
        return MadeFile(artifact, mark, hits)


@dataclass
class _Watch:
    """Measures seconds between two steps."""

    seconds: dict[str, float] = field(default_factory=dict)
    since: float = field(default_factory=time.perf_counter)

    def stop(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self.since
        self.since = now
