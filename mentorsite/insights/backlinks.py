"""Which visible records refer to a record."""

from __future__ import annotations

from mentorsite.audience.view import Shown, View
from mentorsite.records.values import Key, Markdown, Reference
from mentorsite.records.walk import leaves


def references_of(shown: Shown) -> dict[Key, None]:
    """Give the records that a record refers to, in a field or in its text, each once, in the order of their first place."""
    found: dict[Key, None] = {}
    for _, leaf in leaves(shown.record):
        if isinstance(leaf, Reference) and leaf.key:
            found[leaf.key] = None
        elif isinstance(leaf, Markdown):
            found.update((link.target, None) for link in leaf.links if isinstance(link.target, Key))
    found.pop(shown.key, None)
    return found


def backlinks(view: View) -> dict[Key, tuple[Key, ...]]:
    """Give for each record the records that refer to it, in the order of their keys."""
    found: dict[Key, list[Key]] = {}
    for key, shown in view.records.items():
        for target in references_of(shown):
            found.setdefault(target, []).append(key)
    return {key: tuple(keys) for key, keys in found.items()}
