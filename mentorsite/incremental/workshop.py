"""Pages become finished files that were searched for what may not be in them: here, or in a process that sees nothing of this one.

An executor's processes see neither this one's memory nor the site's folder, and may run on another machine; whatever they need is handed
over to them.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass

from mentorsite.audit import Hit, KeptLooking, Looking
from mentorsite.pages.page import Page
from mentorsite.rendering import Artifact, Renderer
from mentorsite.rendering.artifact import fingerprint

Finished = list[tuple[Artifact, tuple[Hit, ...]]]
"""Finished files in the order of their pages, each with what was found in it."""
_AHEAD = 64
"""How many pieces of work wait at an executor at a time."""


@dataclass(frozen=True)
class Workshop:
    """All that a page needs to become a file; `looking` is None where everything may be seen."""

    renderer: Renderer
    looking: Looking | KeptLooking | None

    def render(self, page: Page) -> Artifact:
        """Give a page's file."""
        made = self.renderer.render(page)
        return Artifact(made.address, made.data, made.origin, fingerprint(made.data))

    def search(self, address: str, data: bytes) -> tuple[Hit, ...]:
        """Give what may not be in a file and is."""
        return self.looking.hits(address, data) if self.looking else ()

    def finish(self, pages: Iterable[Page]) -> Finished:
        """Render pages and search them."""
        rendered = (self.render(page) for page in pages)
        return [(artifact, self.search(artifact.address, artifact.data)) for artifact in rendered]


def finish(executor: Executor, workshop: Workshop, pieces: Iterable[list[Page]]) -> Iterator[Finished]:
    """Have pieces of a few pages each finished by an executor; give the files of each piece, in their order.

    The workshop goes to each of its processes once: whichever does not have it yet says so. What an executor that breaks was to do is done
    here.
    """
    packed = pickle.dumps(workshop)
    name = hashlib.blake2b(packed, digest_size=16).digest()
    waiting: deque[tuple[list[Page], Future[Finished | None]]] = deque()

    def result() -> Finished:
        pages, future = waiting.popleft()
        try:
            found = future.result()
            if found is None:
                found = executor.submit(_finish, name, packed, pages).result()
        except BrokenExecutor:
            found = None
        return workshop.finish(pages) if found is None else found

    try:
        for pages in pieces:
            waiting.append((pages, executor.submit(_finish, name, None, pages)))
            if len(waiting) >= _AHEAD:
                yield result()
        while waiting:
            yield result()
    finally:
        for _, future in waiting:
            future.cancel()


_given: dict[bytes, Workshop] = {}
"""The workshop that this process was given last, by its name."""


def _finish(name: bytes, packed: bytes | None, pages: list[Page]) -> Finished | None:
    """Do the work in another process; None where it needs the workshop first."""
    if name not in _given:
        if packed is None:
            return None
        _given.clear()
        _given[name] = pickle.loads(packed)
    return _given[name].finish(pages)
