"""What an audience sees: the only thing that later stages know of the records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mentorsite.markdown.links import leads_within
from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.values import Attachment, Key, Markdown, Reference
from mentorsite.records.walk import leaves


@dataclass(frozen=True)
class Shown:
    """A record as the audience sees it: hidden references, blocks and names are gone. `path` is its file, relative to the site."""

    key: Key
    record: Record
    visibility: Audience
    path: str

    @cached_property
    def references(self) -> dict[Key, None]:
        """The records that it refers to, in a field or in its text, each once, in the order of their first place."""
        found: dict[Key, None] = {}
        for _, leaf in leaves(self.record):
            if isinstance(leaf, Reference) and leaf.key:
                found[leaf.key] = None
            elif isinstance(leaf, Markdown):
                found.update((link.target, None) for link in leaf.links if isinstance(link.target, Key))
        found.pop(self.key, None)
        return found

    @cached_property
    def leads_to_anchors(self) -> bool:
        """Whether a text has a link to a heading, of its own page or of another one."""
        texts = (leaf for _, leaf in leaves(self.record) if isinstance(leaf, Markdown))
        return any(leads_within(text.text) or any(link.fragment for link in text.links) for text in texts)

    @cached_property
    def files(self) -> tuple[tuple[str, bool], ...]:
        """The paths of the files that it refers to, each with whether that is in a text."""
        found: list[tuple[str, bool]] = []
        for _, leaf in leaves(self.record):
            if isinstance(leaf, Attachment):
                found.append((leaf.path, False))
            elif isinstance(leaf, Markdown):
                found += [(link.target.path, True) for link in leaf.links if isinstance(link.target, Attachment)]
        return tuple(found)


@dataclass(frozen=True)
class View:
    """All that an audience sees, in the order of the keys, and the names of those portfolios (by address) of which it sees anything.

    `usual` are the types whose records it sees unless one says otherwise, by the address of a portfolio ("" for the one there is, or for
    what several share). It follows from mkfile.toml and the `_defaults.yaml` of folders alone, but for those of portfolios of which
    it sees nothing, so it tells nothing of what is hidden.
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
