"""What an insight adds to the page of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorsite.records.values import Key


@dataclass(frozen=True, slots=True)
class Addition:
    """More `content` for the page of a record, and the records that it has `named`: they need not be listed again at its foot."""

    content: Mapping[str, object]
    named: frozenset[Key] = field(default=frozenset())
