"""Where everything is: the addresses and the titles of what an audience sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mentorsite.audience.view import Shown, View
from mentorsite.pages.values import Link, Picture, TypeInfo
from mentorsite.records.addresses import slug
from mentorsite.records.registry import record_types
from mentorsite.records.values import Attachment, Key


def prefix(portfolio: str) -> str:
    """Give what the addresses of a portfolio begin with."""
    return f"{portfolio}/" if portfolio else ""


def root_of(address: str) -> str:
    """Give what leads from a page to the site's root: one `../` for each folder."""
    return "../" * address.count("/")


@dataclass(frozen=True)
class Atlas:
    """Addresses and titles of a View. `attachments` are the files that were made for it, by their path in the sources."""

    view: View
    attachments: Mapping[str, Picture]

    @cached_property
    def links(self) -> dict[Key, Link]:
        """A link to each record."""
        return {
            key: Link(shown.record.heading(), f"{prefix(key.portfolio)}{key.type}/{key.id}.html", key.type)
            for key, shown in self.view.records.items()
        }

    @cached_property
    def keys(self) -> dict[str, Key]:
        """The record whose page lies at an address."""
        return {link.address: key for key, link in self.links.items()}

    def address(self, key: Key) -> str:
        """Give the address of a record's page."""
        return self.links[key].address

    def attachment(self, attachment: Attachment) -> Picture | None:
        """Give the file that was made of an attachment; None where it could not be made."""
        return self.attachments.get(attachment.path)

    def types(self, portfolio: str) -> dict[str, TypeInfo]:
        """Give the types of which a portfolio has records, in the order in which people meet them."""
        found = {}
        for name, record_type in record_types().items():
            if self.view.of(portfolio, name):
                facts = record_type.facts
                address = f"{prefix(portfolio)}{name}/index.html"
                found[name] = TypeInfo(name, facts.title, facts.singular, facts.intro, facts.empty, facts.mark, address)
        return found

    @cached_property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """The singular and the mark of each type of which any portfolio has records."""
        seen = {key.type for key in self.view.records}
        return tuple((t.facts.singular, t.facts.mark) for name, t in record_types().items() if name in seen)

    @cached_property
    def tags(self) -> dict[str, dict[str, tuple[str, list[Shown]]]]:
        """The tags of each portfolio by their address: the spelling that the first record has, and the records that bear it."""
        tags: dict[str, dict[str, tuple[str, list[Shown]]]] = {}
        for key, shown in self.view.records.items():
            of_portfolio = tags.setdefault(key.portfolio, {})
            for tag in dict.fromkeys(shown.record.tags):
                bearers = of_portfolio.setdefault(slug(tag), (tag, []))[1]
                if not bearers or bearers[-1] is not shown:
                    bearers.append(shown)
        return tags

    def tag_link(self, portfolio: str, tag: str) -> Link:
        """Give the link to a tag's page."""
        spelling, _ = self.tags[portfolio][slug(tag)]
        return Link(spelling, f"{prefix(portfolio)}tags/{slug(tag)}.html", "tags")
