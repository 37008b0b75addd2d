"""How each type's index is divided and ordered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mentorsite.audience.view import Shown

Groups = list[tuple[str, list[Shown]]]
"""Records under headings."""

# A type whose records have one of these fields is divided by it, in the order of these words; any other by years, the newest first.
_DIVIDED_BY: dict[str, tuple[tuple[str, str], ...]] = {
    "status": (("active", "Under way"), ("proposed", "Proposed"), ("paused", "Paused"), ("achieved", "Achieved"), ("dropped", "Let go")),
    "role": (("mentor", "Mentors"), ("mentee", "Mentees"), ("sponsor", "Sponsors"), ("reviewer", "Reviewers"), ("peer", "Peers")),
}


def by_title(shown: Shown) -> tuple[Any, ...]:
    """Order records by what they are called."""
    return (shown.record.heading().casefold(), shown.key)


def newest_first(records: Iterable[Shown]) -> list[Shown]:
    """Order records from the newest to the oldest, then those without a day by title; of one day in the order of their keys."""
    ordered = sorted(records, key=by_title)
    ordered.sort(key=lambda shown: shown.record.day() or date.min, reverse=True)
    return ordered


def divided(records: Iterable[Shown]) -> Groups:
    """Divide the records of one type for its index."""
    records = list(records)
    first = records[0].record if records else None
    for name, words in _DIVIDED_BY.items():
        if first is not None and name in type(first).model_fields:
            return _by_word(records, name, words)
    if first is not None and "category" in type(first).model_fields:
        return _by_category(records)
    if any(shown.record.day() for shown in records):
        return _by_year(records)
    return [("", sorted(records, key=by_title))]


def _by_word(records: list[Shown], name: str, words: tuple[tuple[str, str], ...]) -> Groups:
    groups = []
    for word, title in (*words, (None, "Others")):
        of_word = [shown for shown in records if getattr(shown.record, name) == word]
        if of_word:
            groups.append((title, sorted(of_word, key=_by_due)))
    return groups


def _by_due(shown: Shown) -> tuple[Any, ...]:
    return (getattr(shown.record, "due", None) or date.max, *by_title(shown))


def _by_category(records: list[Shown]) -> Groups:
    of: dict[str, list[Shown]] = {}
    for shown in sorted(records, key=by_title):
        of.setdefault(getattr(shown.record, "category", None) or "", []).append(shown)
    categories = sorted(of, key=lambda name: (not name, name.casefold(), name))
    return [(category or ("Others" if len(of) > 1 else ""), of[category]) for category in categories]


def _by_year(records: list[Shown]) -> Groups:
    groups: dict[str, list[Shown]] = {}
    for shown in newest_first(records):
        day = shown.record.day()
        groups.setdefault(str(day.year) if day else "Without a date", []).append(shown)
    return list(groups.items())
