"""The same work on many pieces, done by this process alone, by several of this machine, or by an executor that somebody brings along."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

PieceT = TypeVar("PieceT")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True)
class Workers:
    """Does work in `jobs` processes, or by an `executor`, which may be on other machines and takes only what can be pickled."""

    jobs: int = 1
    executor: Callable[[], Executor] | None = None

    @property
    def inherit(self) -> bool:
        """Whether processes can begin as copies of this one, with all that it holds, so that nothing has to be handed over.

        On macOS a copy of a process may hang in the system's own libraries, and nowhere may there be a second thread.
        """
        forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
        return self.jobs > 1 and forks and threading.active_count() == 1

    def spread(self, function: Callable[[PieceT], ResultT], pieces: Sequence[PieceT]) -> Iterator[ResultT]:
        """Do the work on each piece in processes that are copies of this one, where that is possible; give the results in order.

        What a process that ends too early was to do is done here.
        """
        if len(pieces) < 2 or not self.inherit:
            yield from map(function, pieces)
            return
        global _inherited
        _inherited = function
        try:
            with ProcessPoolExecutor(min(self.jobs, len(pieces)), multiprocessing.get_context("fork")) as pool:
                yield from _in_order(pool, function, pieces)
        finally:
            _inherited = None


# A process that begins as a copy of this one finds here what it is to do; to hand it over would take longer than much of the work.
_inherited: Callable[[Any], Any] | None = None


def _do(piece: Any) -> Any:
    assert _inherited is not None
    return _inherited(piece)


def _in_order(pool: Executor, function: Callable[[PieceT], ResultT], pieces: Sequence[PieceT]) -> Iterator[ResultT]:
    waiting: list[Future[ResultT]] = [pool.submit(_do, piece) for piece in pieces]
    try:
        for piece, future in zip(pieces, waiting, strict=True):
            try:
                result = future.result()
            except BrokenExecutor:
                result = function(piece)
            yield result
    finally:
        for future in waiting:
            future.cancel()


def processors() -> int:
    """Give how many processes this one may run at a time."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def in_chunks(pieces: Sequence[PieceT], size: int) -> list[Sequence[PieceT]]:
    """Divide pieces into chunks of a size, the last one smaller."""
    return [pieces[start : start + size] for start in range(0, len(pieces), size)]
