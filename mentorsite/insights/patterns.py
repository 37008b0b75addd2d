"""The reflections of a portfolio become patterns: what comes back in them, and whether what was to be done otherwise was done."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentorsite.insights.scope import Scope
from mentorsite.records.types.reflections import Adjustment, Reflection
from mentorsite.records.values import Key, Phrase

State = Literal["overdue", "open", "late", "done"]
"""How it stands with an adjustment: past its day; in time, or without a day; done after its day; done in time, or without a day."""
_STATES: tuple[State, ...] = ("overdue", "open", "late", "done")


@dataclass(frozen=True, slots=True)
class Look:
    """A reflection in time."""

    day: date
    key: Key


@dataclass(frozen=True, slots=True)
class Theme:
    """A word for what comes back, as it was spelled first, with the reflections that have it, oldest first."""

    name: str
    looks: tuple[Look, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Promise:
    """An adjustment that a reflection promised. `days` is how many days over it is, or was done after its day; elsewhere 0."""

    what: Phrase
    due: date | None
    done: date | None
    state: State
    days: int
    source: Key


@dataclass(frozen=True, slots=True)
class Patterns:
    """The reflections up to a day, oldest first.

    Themes stand by the number of their reflections, most first, then by their first day, then by name. Promises stand with the
    overdue first, the longest over at the top, then the open ones by their day, then what was done, the latest first.
    `kept` of `due` were done in time: `due` counts those whose day has come, that is, is over, or is today and they are done.
    `complete` says that the audience sees reflections as a rule.
    """

    looks: tuple[Look, ...]
    themes: tuple[Theme, ...]
    promises: tuple[Promise, ...]
    kept: int
    due: int
    complete: bool


def patterns(scope: Scope) -> Patterns | None:
    """Find what comes back in a portfolio's reflections up to today, or give None where there are none."""
    records = sorted(
        ((key, record) for key, record in scope.all(Reflection) if record.date <= scope.today),
        key=lambda item: (item[1].date, item[0]),
    )
    if not records:
        return None
    promised = promises(records, scope.today)
    come = [one for one in promised if one.due and (one.due < scope.today or (one.due == scope.today and one.done))]
    return Patterns(
        looks=tuple(Look(record.date, key) for key, record in records),
        themes=themes(records),
        promises=promised,
        kept=sum(one.state == "done" for one in come),
        due=len(come),
        complete=scope.shows(Reflection),
    )


def themes(records: Iterable[tuple[Key, Reflection]]) -> tuple[Theme, ...]:
    """Give the themes of reflections, which come oldest first.

    Spellings that differ in capitals or in how accents are coded are one theme.
    """
    names: dict[str, str] = {}
    looks: dict[str, dict[Key, Look]] = {}
    for key, record in records:
        for word in record.themes:
            same = _folded(word)
            names.setdefault(same, word)
            looks.setdefault(same, {})[key] = Look(record.date, key)
    found = [Theme(names[same], in_time, in_time[0].day, in_time[-1].day) for same, of in looks.items() if (in_time := tuple(of.values()))]
    return tuple(sorted(found, key=lambda theme: (-len(theme.looks), theme.first, _folded(theme.name))))


def promises(records: Iterable[tuple[Key, Reflection]], today: date) -> tuple[Promise, ...]:
    """Give the adjustments of reflections; what is to be done on a later day than today is not done yet."""
    found = [_promise(adjustment, key, today) for key, record in records for adjustment in record.adjustments]
    return tuple(sorted(found, key=_place))


def _promise(adjustment: Adjustment, source: Key, today: date) -> Promise:
    due = adjustment.due
    done = adjustment.done if adjustment.done and adjustment.done <= today else None
    over = max(0, ((done or today) - due).days) if due else 0
    state: State = ("late" if over else "done") if done else ("overdue" if over else "open")
    return Promise(adjustment.what, due, done, state, over, source)


def _place(promise: Promise) -> tuple[int, int, Key]:
    """Say where a promise stands; those of one reflection and one day stay in the order in which they were written."""
    if promise.done:
        # What was done late and what was done in time is one list.
        return _STATES.index("late"), -promise.done.toordinal(), promise.source
    return _STATES.index(promise.state), (promise.due or date.max).toordinal(), promise.source


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold())
