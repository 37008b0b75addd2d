"""What linking gives: all records with their references resolved. Only the audience stage may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorsite.records.audience import Reaches
from mentorsite.records.record import Record
from mentorsite.records.values import Key


@dataclass(frozen=True, slots=True)
class Linked:
    """A record with its references resolved, and the path of the file that it came from."""

    key: Key
    record: Record
    path: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All records of a site by key, in the order of their keys, and the portfolios' names by their addresses (empty where
    there is only one).

    `given` is how far each portfolio's folders let records reach that say nothing of it, by its address; "" is for what several share.
    """

    records: dict[Key, Linked]
    names: dict[str, str]
    given: Mapping[str, Reaches] = field(default_factory=dict)
