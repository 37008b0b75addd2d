"""What was derived of values is remembered by a process that derives it again and again, as long as the values are the very same ones.

A stage stays a pure function: with or without a memory it gives what is equal. With one, what did not change is the same object as before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")
ResultT = TypeVar("ResultT")


class Remembered(Generic[ValueT, ResultT]):
    """Results by the identity of what they were derived of. What is not asked for in a round is forgotten after it."""

    def __init__(self) -> None:
        self._terms: object = None
        self._before: dict[int, tuple[ValueT, ResultT]] = {}
        self._now: dict[int, tuple[ValueT, ResultT]] = {}

    def begin(self, terms: object) -> Remembered[ValueT, ResultT]:
        """Begin a round. `terms` are all else that a result depends on: where they are others than before, nothing is remembered."""
        self._before = self._now if terms == self._terms else {}
        self._now, self._terms = {}, terms
        return self

    def of(self, value: ValueT, derive: Callable[[ValueT], ResultT]) -> ResultT:
        """Give what is derived of a value, which is held so that no other value takes its identity."""
        known = self._now.get(id(value)) or self._before.get(id(value)) or (value, derive(value))
        self._now[id(value)] = known
        return known[1]
