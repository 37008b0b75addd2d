"""A page before it is rendered: a value that holds all that its template may read, so that equal pages render to equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorsite.pages.pagination import Part
from mentorsite.pages.values import Link, TypeInfo


@dataclass(frozen=True)
class SiteFacts:
    """What every page says of its site. `url` ends with a slash; `levels` is the scale of skills; `search` says whether it has an index,
    and `marks` has the mark of each kind of which it has records, by the word that a result of the search names the kind with."""

    title: str
    language: str
    url: str | None
    audience: str
    noindex: bool
    levels: tuple[str, ...]
    search: bool = False
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PortfolioFacts:
    """The portfolio that a page belongs to: its title, the addresses of its home, of its timeline, its feed, its calendar and the
    picture for links to it (None where it has none), and the programme's home where there are several."""

    title: str
    home: str
    timeline: str | None = None
    programme: Link | None = None
    feed: str | None = None
    calendar: str | None = None
    card: str | None = None


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation."""

    text: str
    address: str
    current: bool


@dataclass(frozen=True)
class Page:
    """What one file of the site is made of.

    `templates` are names, of which the first that the theme has is taken. `root` leads from the page to the site's root ("" or
    "../"). `contents` leads to everything that there is to go to. `content` is what this family of pages has besides.
    `part` says which page of a long list it is; None where it is no list, or the whole of one. `open_graph` are properties with their
    values, and `linked_data` is what the page is, as JSON-LD has it; both are for programs of others.
    """

    address: str
    root: str
    templates: tuple[str, ...]
    family: str
    title: str
    description: str | None
    canonical: str | None
    site: SiteFacts
    portfolio: PortfolioFacts
    nav: tuple[NavItem, ...]
    contents: tuple[Link, ...]
    types: Mapping[str, TypeInfo]
    content: Mapping[str, object]
    part: Part | None = None
    open_graph: tuple[tuple[str, str], ...] = ()
    linked_data: Mapping[str, object] | None = None
