"""A Portfolio becomes a View: the one place where it is decided what exists for an audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorsite.audience.fragments import without_lost_fragments
from mentorsite.audience.rules import DEFAULT, consent_of, name_for, visibility_of
from mentorsite.audience.unlink import unlinked
from mentorsite.audience.view import Shown, View
from mentorsite.linking.portfolio import Portfolio
from mentorsite.markdown.blocks import blocks, for_audience, with_fences
from mentorsite.markdown.links import find_links
from mentorsite.records.audience import Audience, Reaches
from mentorsite.records.record import Record
from mentorsite.records.registry import type_names
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown, MarkdownLink, Phrase, Reference
from mentorsite.records.walk import DROPPED, Dropped, Leaf, Path, rewrite
from mentorsite.remembered import Remembered


@dataclass(slots=True)
class Within:
    """How much is left out of the records that an audience sees, or replaced: for those who write, and never part of a site.

    `references` are those to records that it does not see, in fields and in texts; `names` those to people whom it knows otherwise.
    """

    references: int = 0
    names: int = 0
    blocks: int = 0
    private: int = 0


def select(
    portfolio: Portfolio,
    audience: Audience,
    defaults: Mapping[str, Audience],
    within: Within | None = None,
    memory: Remembered[Record, Shown] | None = None,
    *,
    fences: bool = False,
) -> View:
    """Give what `audience` sees. `defaults` says who may see a record that does not say so itself, by type.

    What is left out of what it sees is counted in `within`, for which nothing may be remembered. With `fences`, the blocks that it sees
    are still marked as such, so that a text which is published again reaches no farther than it did.
    """
    visible = {
        key: visibility
        for key, linked in portfolio.records.items()
        if audience.may_see(visibility := visibility_of(linked.record, key.type, defaults))
    }
    selection = _Selection(portfolio, audience, frozenset(visible), within or Within(), fences)
    known = (memory or Remembered()).begin((audience, visible, _known_as(portfolio, audience)) if memory else None)

    def shown(key: Key) -> Shown:
        linked = portfolio.records[key]
        return known.of(linked.record, lambda record: Shown(key, selection.shown(record), visible[key], linked.path))

    records = {key: shown(key) for key in visible}
    if audience is not Audience.PRIVATE:
        records = without_lost_fragments(records)
    seen = {key.portfolio for key in records}
    names = {address: name for address, name in portfolio.names.items() if address in seen}
    usual = {address: _usual(portfolio.given.get(address, {}), audience, defaults) for address in ("", *names)}
    # What is said of all portfolios together is true of each one that the audience knows of; another one makes no difference.
    usual[""] = usual[""].intersection(*usual.values())
    return View(audience, records, names, usual)


def _known_as(portfolio: Portfolio, audience: Audience) -> list[tuple[Key, str, Audience]]:
    """Give what an audience calls each person, and how far their name goes."""
    people = ((key, linked.record) for key, linked in portfolio.records.items())
    return [(key, name_for(person, audience), consent_of(person)) for key, person in people if isinstance(person, Person)]


def _usual(given: Reaches, audience: Audience, defaults: Mapping[str, Audience]) -> frozenset[str]:
    """Give the types whose records an audience sees unless one says otherwise, in whatever folder it lies."""
    return frozenset(
        name for name in type_names() if all(audience.may_see(reach or defaults.get(name, DEFAULT)) for reach in given.get(name, (None,)))
    )


class _Selection:
    def __init__(self, portfolio: Portfolio, audience: Audience, visible: frozenset[Key], within: Within, fences: bool) -> None:
        self.portfolio = portfolio
        self.audience = audience
        self.visible = visible
        self.within = within
        self.fences = fences

    def shown(self, record: Record) -> Record:
        if record.private is not None and self.audience is not Audience.PRIVATE:
            record = record.model_copy(update={"private": None})
            self.within.private += 1
        return rewrite(record, self._leaf)

    def _leaf(self, path: Path, leaf: Leaf) -> Leaf | Dropped:
        if isinstance(leaf, Reference):
            return self._reference(leaf)
        if isinstance(leaf, Markdown):
            return self._markdown(leaf)
        if isinstance(leaf, Attachment):
            return leaf
        return self._seen(leaf) or DROPPED

    def _seen(self, text: str) -> str:
        seen = with_fences(text, self.audience) if self.fences else for_audience(text, self.audience)
        if seen is not text:
            self.within.blocks += sum(block.reach is None or not self.audience.may_see(block.reach) for block in blocks(text))
        return seen

    def _reference(self, reference: Reference) -> Reference | Dropped:
        """What was written is taken away in any case: it may be an id that names somebody."""
        if reference.key is None:
            text = self._seen(reference.text)
            return Reference("", reference.to, text=text) if text else DROPPED
        person = self._person(reference.key)
        if person is not None:
            key = reference.key if reference.key in self.visible else None
            self._replaced(person, key)
            return Reference("", reference.to, key=key, text=name_for(person, self.audience))
        if reference.key in self.visible:
            return Reference("", reference.to, key=reference.key)
        self.within.references += 1
        return DROPPED

    def _replaced(self, person: Person, key: Key | None) -> None:
        """Count a person who is not called by their name, or to whose page no link is left."""
        if not self.audience.may_see(consent_of(person)):
            self.within.names += 1
        elif key is None:
            self.within.references += 1

    def _markdown(self, markdown: Markdown) -> Markdown | Dropped:
        text = self._seen(markdown.text)
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
        if person is None:
            self.within.references += 1
            return ""
        self._replaced(person, None)
        return name_for(person, self.audience)

    def _person(self, key: Key) -> Person | None:
        record = self.portfolio.records[key].record if key in self.portfolio.records else None
        return record if isinstance(record, Person) else None
