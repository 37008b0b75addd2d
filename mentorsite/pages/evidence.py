"""What the page of a claim says besides its fields: the evidence behind it as a line, and the records of each of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mentorsite.pages.addition import Addition
from mentorsite.pages.chain import OUTSIDE, anchor, facts_of, line, outside
from mentorsite.pages.values import Line, Link
from mentorsite.records.values import Key

if TYPE_CHECKING:
    # A page that was kept is opened without what it was made of.
    from mentorsite.audience.view import Shown
    from mentorsite.insights.evidence import Chain, Step
    from mentorsite.pages.frame import Frame

MANY = 8
"""With more records on the way than these, they are folded."""


@dataclass(frozen=True, slots=True)
class Source:
    """A record in the list, with the day on which it happened; a goal has none."""

    mark: str
    link: Link
    date: date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The records of a step: those that are `named`, and those `along` the way, of which the `earlier` ones are only counted.

    `folded` says that those along the way are many.
    """

    title: str
    anchor: str
    named: tuple[Source, ...]
    along: tuple[Source, ...]
    earlier: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Evidence that is no record of the site."""

    anchor: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a claim."""

    line: Line
    steps: tuple[Listed, ...]
    elsewhere: Elsewhere | None


def evidence_of(frame: Frame, shown: Shown) -> Addition:
    """Give the evidence behind a record, None where the record is no claim; and as `said` the records that it lists."""
    chain = frame.showing.chains.get(shown.key)
    if chain is None:
        return Addition({"evidence": None})
    listed = frozenset(key for step in chain.steps for key in (*step.named, *step.along))
    return Addition({"evidence": _evidence(frame, chain)}, listed)


def _evidence(frame: Frame, chain: Chain) -> Evidence:
    steps = tuple(_listed(frame, step) for step in chain.steps if step.count)
    elsewhere = Elsewhere(anchor(OUTSIDE), outside(chain)) if chain.outside else None
    return Evidence(line(frame.atlas, chain), steps, elsewhere)


def _listed(frame: Frame, step: Step) -> Listed:
    facts = facts_of(step.type)
    named, along = (tuple(_source(frame, key) for key in keys) for keys in (step.named, step.along))
    title = facts.singular if step.count == 1 else facts.title
    return Listed(title, anchor(step.type), named, along, step.count - len(named) - len(along), len(along) > MANY)


def _source(frame: Frame, key: Key) -> Source:
    record = frame.atlas.view.records[key].record
    return Source(record.facts.mark, frame.atlas.links[key], None if key.type == "goals" else record.day())
