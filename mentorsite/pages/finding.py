"""What a record is found by: its facets, as filters of the search and as its index keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mentorsite.audience.view import Shown
from mentorsite.insights.timeline import facets_of
from mentorsite.pages.frame import Frame
from mentorsite.pages.values import Entry
from mentorsite.records.addresses import slug
from mentorsite.records.values import Key

FACETS = ("type", "portfolio", "person", "skill", "tag")
"""The names of all facets, in the order in which their filters stand."""


@dataclass(frozen=True)
class Facet:
    """Something that a record is found by, and what it has of it, in the words that its audience reads."""

    name: str
    values: tuple[str, ...]


def facets(frame: Frame, shown: Shown, entry: Entry) -> tuple[Facet, ...]:
    """Give the facets of a record of the portfolio, which is `entry` on its page: those of which it has anything."""
    found = {name: tuple(dict.fromkeys(value for value in values if value)) for name, values in _found(frame, shown, entry)}
    return tuple(Facet(name, found[name]) for name in FACETS if found.get(name))


def _found(frame: Frame, shown: Shown, entry: Entry) -> Iterator[tuple[str, Iterable[str]]]:
    of_record, tags = facets_of(shown), frame.atlas.tags.get(shown.key.portfolio, {})

    def called(keys: tuple[Key, ...]) -> Iterator[str]:
        return (frame.atlas.links[key].text for key in keys)

    yield "type", (frame.types[shown.key.type].title,)
    if frame.facts.programme:
        yield "portfolio", (frame.facts.title,)
    # Who may not be named is no record that this audience sees, and still has something to be called by.
    yield "person", (*(link.text for link in entry.people), *called(of_record.people))
    yield "skill", called(of_record.skills)
    yield "tag", (tags[slug(tag)][0] for tag in shown.record.tags)
