"""A View becomes the pages of a site, portfolio by portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from mentorsite.audience import View
from mentorsite.config import Config
from mentorsite.insights.backlinks import backlinks
from mentorsite.insights.insights import insights_of
from mentorsite.insights.scope import Scope
from mentorsite.pages.atlas import Atlas, prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.home import home, programme
from mentorsite.pages.indexes import indexes
from mentorsite.pages.page import Page, PortfolioFacts, SiteFacts
from mentorsite.pages.record import record_pages
from mentorsite.pages.show import Showing
from mentorsite.pages.tags import tag_pages
from mentorsite.pages.timeline import timeline
from mentorsite.pages.values import Link, Picture
from mentorsite.records.audience import Audience
from mentorsite.records.values import Key


def compose(view: View, config: Config, today: date, attachments: Mapping[str, Picture]) -> Iterator[Page]:
    """Make all pages. `attachments` are the files made for this view, by their path in the sources."""
    site = SiteFacts(config.title, config.language, config.url, view.audience.value, view.audience is not Audience.PUBLIC, config.levels)
    atlas = Atlas(view, attachments)
    showing = Showing(atlas, today)
    found = backlinks(view)
    insights = {portfolio: insights_of(Scope(view, portfolio, today)) for portfolio in ("", *view.names)}
    if not view.names:
        frame = Frame(site, "", PortfolioFacts(site.title, "index.html", "timeline.html"), atlas, showing, insights[""])
        yield home(frame)
        yield from _portfolio(frame, found)
        yield _not_found(frame)
        return
    shared = Frame(site, "", PortfolioFacts(site.title, "index.html"), atlas, showing, insights[""])
    up = Link(site.title, "index.html")
    frames = []
    for address, name in view.names.items():
        start = prefix(address)
        frames.append(
            Frame(
                site,
                address,
                PortfolioFacts(_title(view, address, name), f"{start}index.html", f"{start}timeline.html", up),
                atlas,
                showing,
                insights[address],
            )
        )
    yield programme(shared, frames)
    yield from indexes(shared)
    yield from record_pages(shared, found)
    yield from tag_pages(shared)
    yield _not_found(shared)
    for frame in frames:
        yield home(frame)
        yield from _portfolio(frame, found)


def _portfolio(frame: Frame, found: Mapping[Key, tuple[Key, ...]]) -> Iterator[Page]:
    yield timeline(frame)
    yield from indexes(frame)
    yield from record_pages(frame, found)
    yield from tag_pages(frame)


def _title(view: View, address: str, name: str) -> str:
    """Give a portfolio's title: its agreement's, or its folder's name."""
    agreements = sorted(view.of(address, "mentorships"), key=lambda shown: shown.key)
    return next((shown.record.title for shown in agreements if shown.record.title), name)


def _not_found(frame: Frame) -> Page:
    """Make the page that a server shows at any address that does not exist: its links begin at the site's root."""
    root = urlsplit(frame.site.url).path if frame.site.url else "/"
    return frame.page("404.html", ("pages/404.html",), "not-found", "Not found", {}, root=root)
