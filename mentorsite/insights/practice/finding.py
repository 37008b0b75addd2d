"""What a practice check finds, and the words that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from mentorsite.config import Practice
from mentorsite.insights.scope import Scope
from mentorsite.markdown.plain import plain
from mentorsite.records.fields import quoted
from mentorsite.records.record import Record
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Key, Markdown
from mentorsite.records.walk import Path

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True)
class Finding:
    """A record that a check has something to say about: one sentence, and what to do.

    `at` is the path of the field that it is about, which need not be written. Where it is about a word of a text, `line` and `column`
    (from 0) are its place in the text.
    """

    key: Key
    message: str
    hint: str
    at: Path = ()
    line: int | None = None
    column: int = 0


Check = Callable[[Scope, Practice], Iterator[Finding]]
"""A check: what it finds in a portfolio, in the order of the keys."""


def written(scope: Scope, kind: type[RecordT]) -> Iterator[tuple[Key, RecordT]]:
    """Give the records of a type that are no drafts: of a draft nothing is said, since it is still being written."""
    return ((key, record) for key, record in scope.all(kind) if not record.draft)


def running(scope: Scope) -> Iterator[tuple[Key, Mentorship]]:
    """Give the agreements that have begun and have not ended."""
    for key, agreement in written(scope, Mentorship):
        if agreement.start <= scope.today and not (agreement.end and agreement.end < scope.today):
            yield key, agreement


def happened(day: date | None, scope: Scope) -> bool:
    """Say whether a day is written that is not still to come."""
    return day is not None and day <= scope.today


def called(record: Record) -> str:
    """Name a record as people know it."""
    return named(record.heading())


def named(text: str | Markdown) -> str:
    """Show a text in a message: its words, on one line and cut to a readable length."""
    words = plain(text.text, {}) if isinstance(text, Markdown) else " ".join(text.split())
    return quoted(words.replace("`", "'"))


def counted(number: int, word: str = "day") -> str:
    """Write a number of things: "1 day", "14 days"."""
    return f"{number} {word}{'' if number == 1 else 's'}"
