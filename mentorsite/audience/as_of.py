"""A View becomes the View of an earlier day: what came later does not exist in it, neither as a record nor within one.

Like selection, this comes before anything is derived, so that every count, page and figure follows from it. Decision 0008 says what of each
record is known of a day.
"""

from __future__ import annotations

from datetime import date

from mentorsite.audience.unlink import unlinked
from mentorsite.audience.view import Shown, View
from mentorsite.records.record import Record
from mentorsite.records.values import Attachment, Key, Markdown, Reference
from mentorsite.records.walk import DROPPED, Dropped, Leaf, Path, rewrite


def as_of(view: View, day: date) -> View:
    """Give what the audience would have seen at the end of a day."""
    past = Past(view, day)
    records = {key: past.shown(key) for key in view.records if past.has(key)}
    seen = {key.portfolio for key in records}
    names = {address: name for address, name in view.names.items() if address in seen}
    usual = {address: types for address, types in view.usual.items() if address == "" or address in names}
    return View(view.audience, records, names, usual)


class Past:
    """The records of a View as they stood at the end of a day, each made when it is asked for."""

    def __init__(self, view: View, day: date) -> None:
        self.view = view
        self.day = day
        self._made: dict[Key, Shown] = {}

    def has(self, key: Key) -> bool:
        """Say whether a record is seen and was there."""
        shown = self.view.records.get(key)
        if shown is None:
            return False
        since = shown.record.since()
        return since is None or since <= self.day

    def shown(self, key: Key) -> Shown:
        """Give a record that was there as it stood, without references to what came later."""
        if key not in self._made:
            shown = self.view.records[key]
            record = self.without_later(shown.record.as_of(self.day))
            self._made[key] = shown if record is shown.record else Shown(key, record, shown.visibility, shown.path)
        return self._made[key]

    def without_later(self, record: Record) -> Record:
        """Give a record without references and links to what came later; the words of links stay."""
        return rewrite(record, self._leaf)

    def _leaf(self, path: Path, leaf: Leaf) -> Leaf | Dropped:
        if isinstance(leaf, Reference) and leaf.key and not self.has(leaf.key):
            return DROPPED
        if isinstance(leaf, Markdown) and leaf.links:
            links = tuple(link for link in leaf.links if isinstance(link.target, Attachment) or self.has(link.target))
            if len(links) < len(leaf.links):
                return type(leaf)(unlinked(leaf.text, {link.written: "" for link in leaf.links if link not in links}), links)
        return leaf
