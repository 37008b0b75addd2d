"""Which visible records refer to a record."""

from __future__ import annotations

from mentorsite.audience.view import View
from mentorsite.records.values import Key


def backlinks(view: View) -> dict[Key, tuple[Key, ...]]:
    """Give for each record the records that refer to it, in the order of their keys."""
    found: dict[Key, list[Key]] = {}
    for key, shown in view.records.items():
        for target in shown.references:
            found.setdefault(target, []).append(key)
    return {key: tuple(keys) for key, keys in found.items()}
