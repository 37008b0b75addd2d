"""The same work on many pieces, done by this process alone, by several of this machine, or by an executor that somebody brings along."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

_WORTH_A_COPY = 150
"""From how many pages on two processes that begin as copies of this one are quicker than one: of 120, measured, they are not."""
_WORTH_A_BEGINNING = 1000
"""How many pages take about as long as it takes two processes that begin anew to import what they need."""

PieceT = TypeVar("PieceT")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True)
class Workers:
    """Does work in `jobs` processes, or by an `executor` that somebody brings along, for which work has to be handed over."""

    jobs: int = 1
    executor: Callable[[], Executor] | None = None

    @property
    def inherit(self) -> bool:
        """Whether processes can begin as copies of this one, with all that it holds, so that nothing has to be handed over.

        On macOS a copy of a process may hang in the system's own libraries, and nowhere may there be a second thread.
        """
        return self.jobs > 1 and "fork" in get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1

    @property
    def to_hand_over(self) -> Callable[[], Executor] | None:
        """What gives the executor that work is handed over to: the one that was brought along, or processes that begin anew where there
        are to be several and none can be a copy of this one."""
        if self.executor or self.jobs == 1 or self.inherit:
            return self.executor
        return lambda: ProcessPoolExecutor(self.jobs, get_context("spawn"))

    def for_pages(self, count: int) -> Workers:
        """Give the workers that so many pages are worth: few are made by this process alone before another one has begun."""
        fewest = _WORTH_A_COPY if self.inherit else _WORTH_A_BEGINNING
        return self if self.executor or count >= fewest else Workers(1)

    def spread(self, function: Callable[[PieceT], ResultT], pieces: Sequence[PieceT]) -> Iterator[ResultT]:
        """Do the work on each piece in processes that are copies of this one, where that is possible; give the results in order.

        What a process that ends too early was to do is done here.
        """
        if len(pieces) < 2 or not self.inherit:
            yield from map(function, pieces)
            return
        global _work
        _work = function, pieces
        # A copy shares its memory with this process until one of them writes there, as collecting garbage does.
        gc.freeze()
        try:
            with ProcessPoolExecutor(min(self.jobs, len(pieces)), get_context("fork")) as pool:
                yield from _in_order(pool, function, pieces)
        finally:
            gc.unfreeze()
            _work = None


_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What a process that begins as a copy of this one finds to do; to hand it over would take longer than much of the work."""


def _do(number: int) -> Any:
    assert _work is not None
    function, pieces = _work
    return function(pieces[number])


def _in_order(pool: Executor, function: Callable[[PieceT], ResultT], pieces: Sequence[PieceT]) -> Iterator[ResultT]:
    waiting: list[Future[ResultT]] = [pool.submit(_do, number) for number in range(len(pieces))]
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
