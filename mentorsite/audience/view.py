"""What an audience sees: the only thing that later stages know of the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.values import Attachment, Key, Markdown
from mentorsite.records.walk import leaves


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as the audience sees it: hidden references, blocks and names are gone. `path` is its file, relative to the site."""

    key: Key
    record: Record
    visibility: Audience
    path: str


@dataclass(frozen=True)
class View:
    """All that an audience sees, in the order of the keys, and the names of those portfolios (by address) of which it sees anything.

    `usual` are the types whose records it sees unless one says otherwise, by the address of a portfolio ("" for the one there is, or for
    what several share). It follows from mkfile.toml and the `_defaults.yaml` of folders alone, so it tells nothing of what is hidden.
    """

    audience: Audience
    records: dict[Key, Shown]
    names: dict[str, str]
    usual: dict[str, frozenset[str]]

    @cached_property
    def by_type(self) -> dict[tuple[str, str], tuple[Shown, ...]]:
        """The records of each portfolio and type."""
        grouped: dict[tuple[str, str], list[Shown]] = {}
        for key, shown in self.records.items():
            grouped.setdefault((key.portfolio, key.type), []).append(shown)
        return {place: tuple(shown) for place, shown in grouped.items()}

    @cached_property
    def by_portfolio(self) -> dict[str, tuple[Shown, ...]]:
        """The records of each portfolio."""
        grouped: dict[str, list[Shown]] = {}
        for key, shown in self.records.items():
            grouped.setdefault(key.portfolio, []).append(shown)
        return {portfolio: tuple(shown) for portfolio, shown in grouped.items()}

    def all_of(self, portfolio: str) -> tuple[Shown, ...]:
        """Give a portfolio's records."""
        return self.by_portfolio.get(portfolio, ())

    def of(self, portfolio: str, type: str) -> tuple[Shown, ...]:
        """Give a portfolio's records of a type."""
        return self.by_type.get((portfolio, type), ())

    def attachments(self) -> Iterator[Attachment]:
        """Give the files that something visible refers to."""
        for shown in self.records.values():
            for _, leaf in leaves(shown.record):
                if isinstance(leaf, Attachment):
                    yield leaf
                elif isinstance(leaf, Markdown):
                    yield from (link.target for link in leaf.links if isinstance(link.target, Attachment))
