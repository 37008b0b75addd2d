"""A Portfolio becomes a View: the one place where it is decided what exists for an audience."""

from __future__ import annotations

from collections.abc import Mapping

from mentorsite.audience.rules import DEFAULT, name_for, visibility_of
from mentorsite.audience.unlink import unlinked
from mentorsite.audience.view import Shown, View
from mentorsite.linking.portfolio import Linked, Portfolio
from mentorsite.markdown.blocks import for_audience
from mentorsite.markdown.links import find_links
from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.registry import type_names
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown, MarkdownLink, Phrase, Reference
from mentorsite.records.walk import DROPPED, Dropped, Leaf, Path, rewrite


def select(portfolio: Portfolio, audience: Audience, defaults: Mapping[str, Audience]) -> View:
    """Give what `audience` sees. `defaults` says who may see a record that does not say so itself, by type."""
    visible = {
        key: visibility
        for key, linked in portfolio.records.items()
        if audience.may_see(visibility := visibility_of(linked.record, key.type, defaults))
    }
    selection = _Selection(portfolio, audience, frozenset(visible))
    records = {
        key: Shown(key, selection.shown(portfolio.records[key]), visibility, portfolio.records[key].path)
        for key, visibility in visible.items()
    }
    seen = {key.portfolio for key in records}
    usual = frozenset(name for name in type_names() if audience.may_see(defaults.get(name, DEFAULT)))
    return View(audience, records, {address: name for address, name in portfolio.names.items() if address in seen}, usual)


class _Selection:
    def __init__(self, portfolio: Portfolio, audience: Audience, visible: frozenset[Key]) -> None:
        self.portfolio = portfolio
        self.audience = audience
        self.visible = visible

    def shown(self, linked: Linked) -> Record:
        record = linked.record
        if record.private is not None and self.audience is not Audience.PRIVATE:
            record = record.model_copy(update={"private": None})
        return rewrite(record, self._leaf)

    def _leaf(self, path: Path, leaf: Leaf) -> Leaf | Dropped:
        if isinstance(leaf, Reference):
            return self._reference(leaf)
        if isinstance(leaf, Markdown):
            return self._markdown(leaf)
        if isinstance(leaf, Attachment):
            return leaf
        return for_audience(leaf, self.audience) or DROPPED

    def _reference(self, reference: Reference) -> Reference | Dropped:
        """What was written is taken away in any case: it may be an id that names somebody."""
        if reference.key is None:
            text = for_audience(reference.text, self.audience)
            return Reference("", reference.to, text=text) if text else DROPPED
        person = self._person(reference.key)
        if person is not None:
            key = reference.key if reference.key in self.visible else None
            return Reference("", reference.to, key=key, text=name_for(person, self.audience))
        if reference.key in self.visible:
            return Reference("", reference.to, key=reference.key)
        return DROPPED

    def _markdown(self, markdown: Markdown) -> Markdown | Dropped:
        text = for_audience(markdown.text, self.audience)
        if not text.strip():
            return DROPPED
        candidates = markdown.links
        if text != markdown.text:
            # What only a hidden block refers to is not referred to; and the order is that of what is left.
            still = dict.fromkeys(found.written for found in find_links(text, inline=isinstance(markdown, Phrase)))
            by_address = {link.written: link for link in candidates}
            candidates = tuple(by_address[written] for written in still if written in by_address)
        links = tuple(link for link in candidates if isinstance(link.target, Attachment) or link.target in self.visible)
        text = unlinked(text, {link.written: self._words(link) for link in candidates if link not in links})
        return markdown if text == markdown.text and links == markdown.links else type(markdown)(text, links)

    def _words(self, link: MarkdownLink) -> str:
        """Give what may be said in the place of a link to what is hidden: what a person is called, and nothing of anything else."""
        person = self._person(link.target) if isinstance(link.target, Key) else None
        return name_for(person, self.audience) if person else ""

    def _person(self, key: Key) -> Person | None:
        record = self.portfolio.records[key].record if key in self.portfolio.records else None
        return record if isinstance(record, Person) else None
