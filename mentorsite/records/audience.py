"""The four audiences, from the narrowest to the widest."""

from __future__ import annotations

from collections.abc import Mapping
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

Reaches = Mapping[str, frozenset[Audience | None]]
"""How far the folders of a portfolio let records reach that say nothing of it, by type; None where they leave it to mkfile.toml."""

# What people write for an audience who do not know its name, or know another tool.
_MEANT = {
    Audience.PRIVATE: "nobody none hidden secret confidential me myself self mine draft unlisted no off personal restricted",
    Audience.PAIR: "team mentor mentee both us we ours internal shared partners members two",
    Audience.REVIEW: "manager committee sponsor hr programme program",
    Audience.PUBLIC: "everyone everybody anyone anybody all world open yes",
}
_BY_WORD = {word: audience for audience, words in _MEANT.items() for word in words.split()}


def meant_audience(word: str) -> str | None:
    """Give the name of the audience that somebody may mean with a word that is none, or None."""
    audience = _BY_WORD.get(word.strip().lower())
    return audience.value if audience else None
