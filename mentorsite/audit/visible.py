"""A Portfolio and an audience become what may well be in a file for that audience: what visible records, the settings and the tool say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import get_args

from pydantic import BaseModel

from mentorsite.audience.rules import name_for, visibility_of
from mentorsite.audit.needles import Origin
from mentorsite.audit.words import APART, as_read, seen, words
from mentorsite.diagnostics import Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.markdown.blocks import for_audience
from mentorsite.records.addresses import slug
from mentorsite.records.audience import Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown, Reference
from mentorsite.records.walk import leaves

_DAYS = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)
_JOINING = "a an and as at by due for from in is no not of on or the to until was with"
_WORD = re.compile(r"[^\W_]+")


@dataclass
class Visible:
    """What an audience may see of a Portfolio, and what a site says besides.

    `settings` is what the site's settings say, with its place; `said` gives texts that say nothing of any record, such as the theme's own,
    and is asked only where something was found.
    """

    portfolio: Portfolio
    audience: Audience
    defaults: Mapping[str, Audience]
    settings: tuple[tuple[str, Span], ...] = ()
    said: Callable[[], Iterable[str]] = tuple

    @cached_property
    def keys(self) -> frozenset[Key]:
        """The records that the audience sees."""
        records = self.portfolio.records.items()
        return frozenset(key for key, linked in records if self.audience.may_see(visibility_of(linked.record, key.type, self.defaults)))

    @cached_property
    def paths(self) -> frozenset[str]:
        """The files in which they are written."""
        return frozenset(self.portfolio.records[key].path for key in self.keys)

    @cached_property
    def tags(self) -> frozenset[str]:
        """Their tags, as they stand in addresses."""
        return frozenset(slug(tag) for key in self.keys for tag in self.portfolio.records[key].record.tags)

    @cached_property
    def files(self) -> frozenset[str]:
        """The pictures and documents that they refer to: each has its own name in its address, whatever hidden record refers to it, too."""
        return frozenset(file.path for key in self.keys for file in _files(self.portfolio.records[key].record, self.audience))

    @cached_property
    def by_id(self) -> dict[str, list[Key]]:
        """The records by their ids, which several types and portfolios may have in common."""
        found: dict[str, list[Key]] = {}
        for key in self.keys:
            found.setdefault(key.id, []).append(key)
        return found

    @cached_property
    def names(self) -> list[str]:
        """What people are called before the audience."""
        people = (linked.record for linked in self.portfolio.records.values())
        return [name_for(person, self.audience) for person in people if isinstance(person, Person)]

    @cached_property
    def words_of_the_tool(self) -> list[str]:
        """What the tool says of itself: names of types and fields, choices, days, and what was given as `said`."""
        found = [_DAYS, *self.said()]
        for name, type in record_types().items():
            facts = type.facts
            found += (name, facts.title, facts.singular, facts.intro, facts.empty, f'"{name}"', f'"{facts.mark}"', *_declared(type))
        return found

    @cached_property
    def trivial(self) -> frozenset[str]:
        """Words that tell nothing of a record: days, names of fields and people, and what joins words."""
        types = " ".join(f"{type.facts.title} {type.facts.singular} {' '.join(_declared(type))}" for type in record_types().values())
        return frozenset(words(f"{_DAYS} {_JOINING} {types} {' '.join(self.names)}"))

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Words in their own case that are no secret: parts of names that may be shown."""
        return frozenset(_WORD.findall(seen(" ".join(self.names))))

    def texts(self) -> Iterator[tuple[Origin, str]]:
        """Give all that visible records say, with its place: their texts as they are read and as they are written, ids and titles."""
        for key in sorted(self.keys):
            record, path = self.portfolio.records[key].record, self.portfolio.records[key].path
            named = Origin(key, ("id",)) if record.id else Origin(key, span=Span(path))
            yield named, f'"{key.id}" {key}.html {APART} {PurePosixPath(path).stem}'
            yield Origin(key, ("title",) if record.title else ("name",)), record.heading()
            for at, leaf in leaves(record):
                if at[0] == "private":
                    continue
                if isinstance(leaf, Attachment):
                    file = PurePosixPath(leaf.path)
                    yield Origin(key, at), f"/{file.name} {slug(file.stem)}{file.suffix}"
                    continue
                text = for_audience(written_in(leaf), self.audience)
                shown, hidden = {}, []
                for link in leaf.links if isinstance(leaf, Markdown) else ():
                    if isinstance(link.target, Key):
                        linked = self.portfolio.records.get(link.target)
                        person = linked.record if linked and isinstance(linked.record, Person) else None
                        if person:
                            shown[link.written] = name_for(person, self.audience)
                        elif linked and link.target in self.keys:
                            shown[link.written] = linked.record.heading()
                        if link.target not in self.keys:
                            hidden.append(link.written)
                yield Origin(key, at), as_read(text, shown)
                # As it is written, but without the addresses of what is hidden.
                if not hidden and isinstance(leaf, Markdown):
                    yield Origin(key, at), text
            for tag in record.tags:
                yield Origin(key, ("tags",)), f'"{slug(tag)}" tags/{slug(tag)}.html'
        for address, name in self.portfolio.names.items():
            if any(key.portfolio == address for key in self.keys):
                yield Origin(None, span=Span(f"content/portfolios/{name}")), f'"{address}/" {APART} {name}'
        for text, span in self.settings:
            yield Origin(None, span=span), f'"{text}"'


def _declared(model: type[BaseModel]) -> Iterator[str]:
    """Give the labels and the choices of a type's fields."""
    for name, fact in fields_of(model).items():
        yield f'"{name}" {fact.label}'
        yield from (f'"{word}"' for word in get_args(fact.inner) if isinstance(word, str))
        if fact.part:
            yield from _declared(fact.part)


def _files(record: Record, audience: Audience) -> Iterator[Attachment]:
    for path, leaf in leaves(record):
        if path[0] == "private":
            continue
        if isinstance(leaf, Attachment):
            yield leaf
        elif isinstance(leaf, Markdown) and leaf.links:
            text = for_audience(leaf.text, audience)
            yield from (
                link.target for link in leaf.links if isinstance(link.target, Attachment) and (text is leaf.text or link.written in text)
            )


def written_in(leaf: object) -> str:
    """Give what somebody wrote as a value of a record, or nothing."""
    if isinstance(leaf, Markdown | Reference):
        return leaf.text
    return leaf if isinstance(leaf, str) else ""
