"""The four audiences, from the narrowest to the widest."""

from __future__ import annotations

from enum import Enum
from functools import total_ordering


@total_ordering
class Audience(Enum):
    """Who may see something. `a <= b` says that a is as narrow as b or narrower."""

    PRIVATE = "private"
    PAIR = "pair"
    REVIEW = "review"
    PUBLIC = "public"

    @property
    def width(self) -> int:
        """0 for the narrowest audience, 3 for the widest."""
        return _ORDER.index(self)

    def __lt__(self, other: Audience) -> bool:
        return self.width < other.width

    def __str__(self) -> str:
        return self.value

    def may_see(self, visibility: Audience) -> bool:
        """Say whether this audience may see what is visible as far as `visibility`."""
        return self <= visibility


_ORDER = tuple(Audience)
AUDIENCE_NAMES = tuple(audience.value for audience in Audience)
