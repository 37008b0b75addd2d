"""One build of a site at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from mentorsite.store import make_folder


@contextmanager
def alone(root: Path, told: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Wait until no other process builds the site; where there is one, `told` is called first.

    Where nothing can be written beside the site, no other build can keep anything either, and there is nothing to wait for.
    """
    try:
        lock = FileLock(make_folder(root) / "build.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            told()
            lock.acquire()
    except OSError:
        yield
        return
    try:
        yield
    finally:
        lock.release()
