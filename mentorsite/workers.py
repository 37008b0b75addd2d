"""The same work on many pieces, done by this process alone, by several of this machine, or by an executor that somebody brings along."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
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
        return self.jobs > 1 and hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1

    @property
    def to_hand_over(self) -> Callable[[], Executor] | None:
        """What gives the executor that work is handed over to: the one that was brought along, or processes that begin anew where there
        are to be several and none can be a copy of this one."""
        if self.executor or self.jobs == 1 or self.inherit:
            return self.executor
        return lambda: _processes(self.jobs, "spawn")

    def for_pages(self, count: int) -> Workers:
        """Give the workers that so many pages are worth: few are made by this process alone before another one has begun."""
        fewest = _WORTH_A_COPY if self.inherit else _WORTH_A_BEGINNING
        return self if self.executor or count >= fewest else Workers(1)

    def spread(self, function: Callable[[PieceT], ResultT], pieces: Sequence[PieceT]) -> Iterator[ResultT]:
        """Do the work on each piece, here and in processes that are copies of this one, where that is possible; give the results in order.

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
            with _processes(min(self.jobs, len(pieces)) - 1, "fork") as pool:
                yield from _in_order(pool, function, pieces)
        finally:
            gc.unfreeze()
            _work = None


def _processes(count: int, start: str) -> Executor:
    # Not needed where one process does all, and slow to import.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, get_context(start))


_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What a process that begins as a copy of this one finds to do; to hand it over would take longer than much of the work."""


def _do(number: int) -> Any:
    assert _work is not None
    function, pieces = _work
    return function(pieces[number])


def _in_order(pool: Executor, function: Callable[[PieceT], ResultT], pieces: Sequence[PieceT]) -> Iterator[ResultT]:
    """Give the results of all pieces; while one is waited for, this process does the next that no other one has begun."""
    waiting: list[Future[ResultT]] = [pool.submit(_do, number) for number in range(len(pieces))]
    left = iter(range(len(pieces)))
    try:
        for number in range(len(pieces)):
            while not waiting[number].done() and (free := next((other for other in left if waiting[other].cancel()), None)) is not None:
                waiting[free] = _done(function, pieces[free])
            try:
                result = waiting[number].result()
            except BrokenExecutor:
                result = function(pieces[number])
            waiting[number] = _taken
            yield result
    finally:
        for future in waiting:
            future.cancel()


_taken: Future[Any] = Future()
"""Stands where a result was taken, so that it need not be held any longer."""


def _done(function: Callable[[PieceT], ResultT], piece: PieceT) -> Future[ResultT]:
    """Do a piece of work at once. What goes wrong is said when its turn comes, so that it is the same whoever does what."""
    future: Future[ResultT] = Future()
    try:
        future.set_result(function(piece))
    except Exception as error:
        future.set_exception(error)
    return future


def processors() -> int:
    """Give how many processes this one may run at a time."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def in_chunks(pieces: Sequence[PieceT], size: int) -> list[Sequence[PieceT]]:
    """Divide pieces into chunks of a size, the last one smaller."""
    return [pieces[start : start + size] for start in range(0, len(pieces), size)]
