"""Pages become files that were searched for what may not be in them; what is as it was is neither rendered nor searched again."""

from __future__ import annotations

import hashlib
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from mentorsite.audit import Hit
from mentorsite.full_text import ORIGIN, index, mark_of
from mentorsite.incremental.ledger import NO_INDEX, Entry, Index, Ledger
from mentorsite.incremental.workshop import Workshop, finish
from mentorsite.pages.page import Page
from mentorsite.rendering import Artifact
from mentorsite.rendering.artifact import fingerprint
from mentorsite.shelf import Laid
from mentorsite.workers import Workers, in_chunks

Piece = Callable[[], Iterable[Page | Artifact]]
"""Gives a few pages or finished files."""
_TOGETHER = 100
"""How many files of the index are searched at a time."""


class MadeFile(NamedTuple):
    """A finished file, what was found in it, and the fingerprint of what it was made of; of a record's page also the page, pickled, or
    where that lies."""

    artifact: Artifact
    hits: tuple[Hit, ...]
    mark: bytes = b""
    page: bytes | Laid = b""
    is_record: bool = False

    def entry(self) -> Entry:
        """Give what the next build is to know of it."""
        return Entry(self.mark, self.artifact.digest, self.hits)


class Batch(NamedTuple):
    """The files that were made of a piece, and the seconds that each step took."""

    files: list[MadeFile]
    seconds: Mapping[str, float]


@dataclass
class Making:
    """Makes files in a `workshop`, with what is known of those that the last build made; None where nothing is to be remembered either."""

    workshop: Workshop
    last: Ledger | None = None
    take: Callable[[MadeFile], MadeFile] = lambda file: file
    indexed: Index = NO_INDEX

    @cached_property
    def before(self) -> Ledger:
        """What is known of the files that the last build made."""
        return self.last or Ledger()

    def data_of(self, artifact: Artifact) -> bytes:
        """Give the bytes of a file, from the disk where they are not here. Raises OSError where they cannot be read."""
        return self.before.data_of(artifact)

    def all(self, pieces: list[Piece], workers: Workers) -> Iterator[Batch]:
        """Make the files of all pieces, in their order."""
        if factory := workers.to_hand_over:
            with factory() as executor:
                yield from self._handed_over(pieces, executor)
            return
        if workers.inherit:
            self.workshop.renderer.warm_up()
        yield from workers.spread(self._batch, pieces)

    def file(self, artifact: Artifact) -> MadeFile:
        """Search a file that was made already."""
        if not artifact.digest:
            artifact = Artifact(artifact.address, artifact.data, artifact.origin, fingerprint(artifact.data))
        known = self.before.files.get(artifact.address)
        if known and known.digest == artifact.digest:
            artifact = Artifact(artifact.address, b"", artifact.origin, artifact.digest, kept=True)
            if self.before.search == self._search:
                return MadeFile(artifact, known.hits)
        return MadeFile(artifact, self.workshop.search(artifact.address, self.before.data_of(artifact)))

    def index(self, files: Iterable[MadeFile], workers: Workers) -> list[MadeFile]:
        """Make the full-text index of the records' pages among the files, where they are not as they were when it was made."""
        pages = {file.artifact.address: file.artifact for file in files if file.is_record}
        mark = mark_of({address: page.digest for address, page in pages.items()})
        known = self.before.index
        if known.mark == mark and all(address in self.before.files for address in known.files):
            self.indexed = known
            kept = (Artifact(address, b"", ORIGIN, self.before.files[address].digest) for address in known.files)
            return [self.file(artifact) for artifact in kept]
        made = index((address, self.before.place_of(page)) for address, page in pages.items()) if pages else []
        self.indexed = Index(mark, tuple(pages), tuple(artifact.address for artifact in made))
        pieces: list[Piece] = [partial(iter, piece) for piece in in_chunks(made, _TOGETHER)]
        return [file for batch in workers.spread(self._batch, pieces) for file in batch.files]

    def ledger(self, files: Iterable[MadeFile]) -> Ledger:
        """Give what the next build is to know of the files that this one made."""
        entries = {file.artifact.address: file.entry() for file in files}
        return Ledger(self.workshop.renderer.fingerprint, self._search, entries, index=self.indexed)

    @property
    def _search(self) -> bytes:
        return self.workshop.looking.search.fingerprint if self.workshop.looking else b""

    def _batch(self, piece: Piece) -> Batch:
        watch, files = _Watch(), []
        for page in piece():
            packed, mark = self._packed(page)
            watch.stop("composing")
            artifact = page if isinstance(page, Artifact) else self._kept(page, mark) or self.workshop.render(page)
            watch.stop("rendering")
            files.append(self._known_as(self.file(artifact), page, mark, packed))
            watch.stop("auditing")
        watch.stop("composing")
        return Batch(files, watch.seconds)

    def _known_as(self, file: MadeFile, page: Page | Artifact, mark: bytes, packed: bytes) -> MadeFile:
        is_record = isinstance(page, Page) and page.family == "record"
        return self.take(file._replace(mark=mark, page=packed if is_record else b"", is_record=is_record))

    def _handed_over(self, pieces: list[Piece], executor: Executor) -> Iterator[Batch]:
        """Compose pages here, and have those rendered and searched by the executor that are not as they were."""
        waiting: deque[tuple[list[tuple[MadeFile | None, Page | Artifact, bytes, bytes]], Mapping[str, float]]] = deque()

        def composed() -> Iterator[list[Page]]:
            for piece in pieces:
                watch = _Watch()
                files: list[tuple[MadeFile | None, Page | Artifact, bytes, bytes]] = []
                new: list[Page] = []
                for page in piece():
                    packed, mark = self._packed(page)
                    artifact = page if isinstance(page, Artifact) else self._kept(page, mark)
                    files.append((self.file(artifact) if artifact else None, page, mark, packed))
                    if artifact is None and isinstance(page, Page):
                        new.append(page)
                watch.stop("composing")
                waiting.append((files, watch.seconds))
                yield new

        for finished in finish(executor, self.workshop, composed()):
            waited, seconds = waiting.popleft()
            done = iter(finished)
            made = [self._known_as(file or self._same(*next(done)), page, mark, packed) for file, page, mark, packed in waited]
            yield Batch(made, seconds)

    def _same(self, artifact: Artifact, hits: tuple[Hit, ...]) -> MadeFile:
        """Take a file that came back; where it turned out as it was, the one that is there stays."""
        known = self.before.files.get(artifact.address)
        kept = known is not None and known.digest == artifact.digest
        return MadeFile(Artifact(artifact.address, b"", artifact.origin, artifact.digest, kept=True) if kept else artifact, hits)

    def _packed(self, page: Page | Artifact) -> tuple[bytes, bytes]:
        """Give a page, pickled, and its fingerprint.

        What is equal may be pickled in two ways, and then a page is rendered once more than needed; two pages are never pickled alike.
        """
        if self.last is None or isinstance(page, Artifact):
            return b"", b""
        packed = pickle.dumps(page, 5)
        return packed, hashlib.blake2b(packed, digest_size=16).digest()

    def _kept(self, page: Page, mark: bytes) -> Artifact | None:
        """Give a page's file without making it, where it was made of the same page and by the same templates."""
        known = self.before.files.get(page.address)
        if known and known.mark == mark and self.before.look == self.workshop.renderer.fingerprint:
            return Artifact(page.address, b"", page.title, known.digest, kept=True)
        return None


@dataclass
class _Watch:
    """Measures seconds between two steps."""

    seconds: dict[str, float] = field(default_factory=dict)
    since: float = field(default_factory=time.perf_counter)

    def stop(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self.since
        self.since = now
