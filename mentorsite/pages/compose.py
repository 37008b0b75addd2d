"""A View becomes the pages of a site, portfolio by portfolio."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from mentorsite.audience.view import Shown, View
from mentorsite.config import Config
from mentorsite.insights.backlinks import backlinks
from mentorsite.insights.insights import insights_of
from mentorsite.insights.news import news
from mentorsite.insights.scope import Scope
from mentorsite.pages.atlas import Atlas, prefix
from mentorsite.pages.changes import changes_page
from mentorsite.pages.feedback import MARKS
from mentorsite.pages.frame import LOGS, Frame
from mentorsite.pages.home import home, programme
from mentorsite.pages.indexes import index
from mentorsite.pages.logs import logs
from mentorsite.pages.page import Page, PortfolioFacts, SiteFacts
from mentorsite.pages.preparation import preparation
from mentorsite.pages.record import record_page
from mentorsite.pages.show import Showing
from mentorsite.pages.tags import tag_list, tag_page, tags_of
from mentorsite.pages.timeline import timeline_pages
from mentorsite.pages.values import Link, Picture
from mentorsite.records.audience import Audience

LATEST = 50
"""How many records a feed has."""
_TOGETHER = 20
"""How many records' pages are made at a time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Makes a few pages. `stems` are the addresses, without their ending, of those that begin a list; the others lie in folders of these
    names."""

    stems: tuple[str, ...]
    make: Callable[[], Iterable[Page]]

    def __call__(self) -> Iterable[Page]:
        """Make them."""
        return self.make()

    def makes(self, address: str) -> bool:
        """Say whether the page at an address, where there is one, is made here."""
        stem = address.removesuffix(".html")
        return any(stem == own or stem.startswith(f"{own}/") for own in self.stems)


def frames_of(
    view: View,
    config: Config,
    today: date,
    attachments: Mapping[str, Picture],
    *,
    search: bool = False,
    draws: Callable[[str], bool] = lambda title: False,
) -> tuple[Frame, ...]:
    """Give what all pages of each portfolio have in common, in the order of their addresses.

    Of several portfolios the first frame is for what they share. `attachments` are the files made for this view, by their path in the
    sources. `search` says whether the site is to have an index.
    """
    noindex = view.audience is not Audience.PUBLIC
    atlas = Atlas(view, attachments)
    site = SiteFacts(config.title, config.language, config.url, view.audience.value, noindex, config.levels, search, atlas.marks)
    insights = {portfolio: insights_of(Scope(view, portfolio, today)) for portfolio in ("", *view.names)}
    progress = {goal.key: goal for of in insights.values() for goal in of.goals}
    chains = {chain.claim: chain for of in insights.values() for chain in of.chains}
    skills = {skill.key: skill for of in insights.values() for skill in of.skills.skills}
    pointing = {one.key: MARKS[one.receiver] for of in insights.values() if of.balance for one in of.balance.said}
    showing = Showing(atlas, today, progress, chains, skills, pointing)
    referrers = backlinks(view)

    def card(start: str, title: str) -> str | None:
        return f"{start}card.png" if site.url and not site.noindex and draws(title) else None

    def frame(portfolio: str, title: str, up: Link | None = None) -> Frame:
        start = prefix(portfolio)
        told = news(Scope(view, portfolio, today), config.feed, LATEST) if site.url else ()
        noted = site.url and config.calendar and _has_days_to_note(view, portfolio)
        facts = PortfolioFacts(
            title,
            home=f"{start}index.html",
            timeline=f"{start}timeline.html",
            programme=up,
            feed=f"{start}feed.xml" if told else None,
            calendar=f"{start}calendar.ics" if noted else None,
            card=card(start, title),
        )
        return Frame(site, portfolio, facts, atlas, showing, insights[portfolio], referrers, told)

    if not view.names:
        return (frame("", site.title),)
    up = Link(site.title, "index.html")
    shared = Frame(site, "", PortfolioFacts(site.title, "index.html", card=card("", site.title)), atlas, showing, insights[""], referrers)
    return (shared, *(frame(address, _title(view, address, name), up) for address, name in view.names.items()))


def compose(frames: Sequence[Frame]) -> Iterator[Page]:
    """Make all pages."""
    for batch in batches(frames):
        yield from batch()


def batches(frames: Sequence[Frame]) -> list[Batch]:
    """Divide the making of all pages into pieces, none of which needs another."""
    return [*_lists(frames), *(batch for frame in frames for batch in _records(frame))]


def pages_at(frames: Sequence[Frame], address: str) -> Iterator[Page]:
    """Make the page at an address with those beside it of the same list; nothing where there is no such page.

    One page does not cost as much as a site: of the records, only the one whose page it is is looked at.
    """
    atlas = frames[0].atlas
    key = atlas.keys.get(address) or atlas.keys.get(f"{address.rpartition('/')[0]}.html")
    if key:
        frame = next(frame for frame in frames if frame.portfolio == key.portfolio)
        yield from record_page(frame, atlas.view.records[key])
    else:
        yield from next((batch() for batch in _lists(frames) if batch.makes(address)), ())


def _lists(frames: Sequence[Frame]) -> Iterator[Batch]:
    """Give the pages that are no record's."""
    first, *others = frames
    if first.facts.timeline:
        yield from _portfolio(first)
    else:
        yield Batch(("index",), partial(programme, first, others))
        yield from _indexes(first)
        for frame in others:
            yield from _portfolio(frame)
    yield Batch(("404",), lambda: [_not_found(first)])


def _portfolio(frame: Frame) -> Iterator[Batch]:
    start = prefix(frame.portfolio)
    yield Batch((f"{start}index",), lambda: [home(frame)])
    yield Batch((f"{start}timeline",), partial(timeline_pages, frame))
    yield Batch(tuple(start + log for log in LOGS), partial(logs, frame))
    yield Batch((f"{start}brief", f"{start}handover"), partial(preparation, frame))
    yield Batch((f"{start}changes",), partial(changes_page, frame))
    yield from _indexes(frame)


def _indexes(frame: Frame) -> Iterator[Batch]:
    start = prefix(frame.portfolio)
    for name in frame.types:
        yield Batch((f"{start}{name}/index",), partial(index, frame, name))
    if tags := tags_of(frame):
        yield Batch((f"{start}tags/index",), partial(tag_list, frame))
        for tag in tags:
            yield Batch((f"{start}tags/{tag}",), partial(tag_page, frame, tag))


def _records(frame: Frame) -> Iterator[Batch]:
    records = [shown for name in frame.types for shown in frame.atlas.view.of(frame.portfolio, name)]
    for at in range(0, len(records), _TOGETHER):
        together = records[at : at + _TOGETHER]
        stems = tuple(frame.atlas.address(shown.key).removesuffix(".html") for shown in together)
        yield Batch(stems, partial(_record_pages, frame, together))


def _record_pages(frame: Frame, records: Sequence[Shown]) -> Iterator[Page]:
    return (page for shown in records for page in record_page(frame, shown))


def _has_days_to_note(view: View, portfolio: str) -> bool:
    """Say whether a portfolio has anything to put into a calendar."""
    return bool(view.of(portfolio, "checkins")) or any(getattr(shown.record, "due", None) for shown in view.of(portfolio, "goals"))


def _title(view: View, address: str, name: str) -> str:
    """Give a portfolio's title: its agreement's, or its folder's name."""
    agreements = sorted(view.of(address, "mentorships"), key=lambda shown: shown.key)
    return next((shown.record.title for shown in agreements if shown.record.title), name)


def _not_found(frame: Frame) -> Page:
    """Make the page that a server shows at any address that does not exist: its links begin at the site's root."""
    root = urlsplit(frame.site.url).path if frame.site.url else "/"
    return frame.page("404.html", ("pages/404.html",), "not-found", "Not found", {}, root=root)
