"""What surrounds the content of every page of a portfolio: site, navigation, types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from mentorsite.insights.insights import Insights
from mentorsite.pages.atlas import Atlas, prefix, root_of
from mentorsite.pages.page import NavItem, Page, PortfolioFacts, SiteFacts
from mentorsite.pages.show import Showing
from mentorsite.pages.values import TypeInfo
from mentorsite.records.registry import record_types


@dataclass(frozen=True)
class Frame:
    """A portfolio ("" where there is one, or for what several share) with what all of its pages have in common."""

    site: SiteFacts
    portfolio: str
    facts: PortfolioFacts
    atlas: Atlas
    showing: Showing
    insights: Insights

    @cached_property
    def types(self) -> dict[str, TypeInfo]:
        """The types of which the portfolio has records."""
        return self.atlas.types(self.portfolio)

    @cached_property
    def _nav(self) -> tuple[NavItem, ...]:
        items = [NavItem("Overview", self.facts.home, False)]
        if self.facts.timeline:
            items.append(NavItem("Timeline", self.facts.timeline, False))
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
    ) -> Page:
        """Make a page at an address within the portfolio. `section` is the address of the index that it belongs to."""
        full = prefix(self.portfolio) + address
        return Page(
            address=full,
            root=root_of(full) if root is None else root,
            templates=templates,
            family=family,
            title=title,
            description=description,
            canonical=self.site.url + quote(full) if self.site.url and root is None else None,
            site=self.site,
            portfolio=self.facts,
            nav=self._nav_at(full, section),
            types=self.types,
            content=content,
        )
