"""What surrounds the content of every page of a portfolio: site, navigation, types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import quote

from mentorsite.audience.view import Shown
from mentorsite.insights.chronicle import neighbours
from mentorsite.insights.insights import Insights
from mentorsite.insights.ledger import Ledger
from mentorsite.insights.news import Told
from mentorsite.pages import pagination
from mentorsite.pages.atlas import Atlas, prefix, root_of
from mentorsite.pages.described import Describing, open_graph
from mentorsite.pages.page import NavItem, Page, PortfolioFacts, SiteFacts
from mentorsite.pages.pagination import Part, address_of
from mentorsite.pages.show import Showing
from mentorsite.pages.values import Entry, Link, TypeInfo
from mentorsite.records.registry import record_types
from mentorsite.records.values import Key

LOGS = ("actions", "decisions", "inquiry")
"""The pages that collect what is written in check-ins."""
_PLACES = {
    "timeline": ("Timeline", "timeline.html"),
    "brief": ("Before the next check-in", "brief.html"),
    "handover": ("Handover", "handover.html"),
    "actions": ("Action board", "actions.html"),
    "decisions": ("Decision log", "decisions.html"),
    "inquiry": ("Inquiry log", "inquiry.html"),
    "changes": ("What changed", "changes.html"),
    "tags": ("Tags", "tags/index.html"),
}
"""The title and the address of each page that is neither a record's nor a type's."""


@dataclass(frozen=True)
class Frame:
    """A portfolio ("" where there is one, or for what several share) with what all of its pages have in common.

    `referrers` are the records that refer to one, of the whole site. `news` is what the portfolio's feed tells. `since` is the day since
    which a page tells what changed, where one was asked for.
    """

    site: SiteFacts
    portfolio: str
    facts: PortfolioFacts
    atlas: Atlas
    showing: Showing
    insights: Insights
    referrers: Mapping[Key, tuple[Key, ...]]
    news: tuple[Told, ...] = ()
    since: date | None = None

    @property
    def complete(self) -> bool:
        """Whether the audience sees records of every type unless one says otherwise: only then may a page say that nothing is there."""
        return self.atlas.view.usual[self.portfolio].issuperset(record_types())

    @cached_property
    def ledger(self) -> Ledger:
        """The portfolio's records by their days."""
        return Ledger(self.atlas.view, self.portfolio)

    @cached_property
    def types(self) -> dict[str, TypeInfo]:
        """The types of which the portfolio has records."""
        return self.atlas.types(self.portfolio)

    @cached_property
    def places(self) -> dict[str, Link]:
        """Links to the pages that are neither a record's nor a type's, by their names: those that there are."""
        found = self.insights
        there = {
            "timeline": self.facts.timeline,
            "brief": found.brief,
            "handover": found.handover,
            **dict.fromkeys(LOGS, "checkins" in self.types),
            "changes": self.facts.timeline and self.since,
            "tags": self.atlas.tags.get(self.portfolio),
        }
        start = prefix(self.portfolio)
        return {name: Link(title, start + address) for name, (title, address) in _PLACES.items() if there[name]}

    @cached_property
    def describing(self) -> Describing:
        """What describes the portfolio's pages to other programs."""
        return Describing(self.site, self.atlas.links)

    def month_page(self, day: date) -> str:
        """Give the address of the page of the timeline on which the month of a day begins, the newest first."""
        return address_of(self.facts.timeline or "", self._month_pages.get((day.year, day.month), 1))

    @cached_property
    def _month_pages(self) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = {}
        for place, moment in enumerate(reversed(self.insights.timeline.moments)):
            found.setdefault((moment.day.year, moment.day.month), place // pagination.LINES + 1)
        return found

    @cached_property
    def _contents(self) -> tuple[Link, ...]:
        """Everything that there is to go to: the navigation, then the indexes and the other pages that it does not have."""
        named = [Link(item.text, item.address) for item in self._nav]
        others = [*self.places.values(), *(Link(info.title, info.address) for info in self.types.values())]
        known = {link.address for link in named}
        return (*named, *(link for link in others if link.address not in known))

    @cached_property
    def _nav(self) -> tuple[NavItem, ...]:
        items = [NavItem("Overview", self.facts.home, False)]
        if "timeline" in self.places:
            items.append(NavItem(self.places["timeline"].text, self.places["timeline"].address, False))
        for name, info in self.types.items():
            if record_types()[name].facts.in_navigation or (not self.facts.timeline and name == "people"):
                items.append(NavItem(info.title, info.address, False))
        placed = [
            (nav, shown.key, shown)
            for shown in self.atlas.view.of(self.portfolio, "pages")
            if (nav := getattr(shown.record, "nav", None)) is not None
        ]
        items += [
            NavItem(shown.record.heading(), self.atlas.address(key), False) for _, key, shown in sorted(placed, key=lambda item: item[:2])
        ]
        return tuple(items)

    def _nav_at(self, address: str, section: str) -> tuple[NavItem, ...]:
        return tuple(replace(item, current=True) if item.address in (address, section) else item for item in self._nav)

    def neighbours(self, type: str) -> dict[Key, tuple[Shown | None, Shown | None]]:
        """Give the records before and after each one of a type in time."""
        if type not in self._neighbours:
            self._neighbours[type] = neighbours(self.atlas.view.of(self.portfolio, type))
        return self._neighbours[type]

    @cached_property
    def _neighbours(self) -> dict[str, dict[Key, tuple[Shown | None, Shown | None]]]:
        return {}

    def page(
        self,
        address: str,
        templates: tuple[str, ...],
        family: str,
        title: str,
        content: Mapping[str, object],
        *,
        description: str | None = None,
        section: str = "",
        root: str | None = None,
        part: Part | None = None,
        linked_data: Mapping[str, object] | None = None,
    ) -> Page:
        """Make a page at an address within the portfolio: that of the whole list, where it is a `part` of one.

        `section` is the address of the index that it belongs to, `linked_data` what the page is, as JSON-LD.
        """
        whole = prefix(self.portfolio) + address
        full = address_of(whole, part.number) if part else whole
        canonical = self.site.url + quote(full) if self.site.url and root is None else None
        entry = content.get("entry")
        return Page(
            address=full,
            root=root_of(full) if root is None else root,
            templates=templates,
            family=family,
            title=title,
            description=description,
            canonical=canonical,
            site=self.site,
            portfolio=self.facts,
            nav=self._nav_at(whole, section),
            contents=self._contents,
            types=self.types,
            content=content,
            part=part,
            open_graph=open_graph(self.site, self.facts, title, canonical, description, entry if isinstance(entry, Entry) else None),
            linked_data=linked_data,
        )
