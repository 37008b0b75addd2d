"""The same work by one process, by several, and by an executor that somebody brings along."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from mentorsite.workers import Workers, in_chunks, processors


def fork(executor: object = None) -> Workers:
    workers = Workers(2)
    if not workers.inherit:
        pytest.skip("no process can begin as a copy of this one here")
    return workers


def test_results_come_in_the_order_of_the_pieces() -> None:
    held = {"not": lambda: "to be pickled"}
    done = list(fork().spread(lambda number: (number * 2, held["not"]()), range(20)))
    assert done == [(number * 2, "to be pickled") for number in range(20)]


def test_this_process_works_beside_the_others(tmp_path: Path) -> None:
    here, seen = os.getpid(), tmp_path / "seen"

    def work(number: int) -> bool:
        if os.getpid() == here:
            seen.touch()
        while number == 0 and not seen.exists():
            time.sleep(0.001)
        return os.getpid() == here

    # The first piece ends only when the other process has done one.
    by_this_one = list(fork().spread(work, range(20)))
    assert not by_this_one[0]
    assert any(by_this_one)


def test_one_job_is_done_by_this_process_itself() -> None:
    assert set(Workers(1).spread(lambda _: os.getpid(), range(3))) == {os.getpid()}
    assert list(fork().spread(lambda _: os.getpid(), range(1))) == [os.getpid()]


def test_what_a_process_that_ends_too_early_was_to_do_is_done_here() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if number == 3 and os.getpid() != here:
            os._exit(1)
        return number

    assert list(fork().spread(work, range(8))) == list(range(8))


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    def work(number: int) -> int:
        raise ValueError(number)

    with pytest.raises(ValueError, match="0"):
        list(fork().spread(work, range(4)))


def test_beside_another_thread_no_process_begins_as_a_copy() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert not Workers(2).inherit
        assert Workers(2).to_hand_over is not None
        assert list(Workers(2).spread(lambda _: os.getpid(), range(3))) == [os.getpid()] * 3
    finally:
        end.set()
        thread.join()


def test_an_executor_that_is_brought_along_is_the_one() -> None:
    def executor() -> Executor:
        return ThreadPoolExecutor(1)

    assert Workers(2, executor).to_hand_over is executor
    assert Workers(1).to_hand_over is None


def test_chunks_hold_everything_once() -> None:
    assert in_chunks(range(5), 2) == [range(2), range(2, 4), range(4, 5)]
    assert in_chunks([], 2) == []
    assert processors() >= 1
