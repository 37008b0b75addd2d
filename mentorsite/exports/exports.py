"""The Frames of a site become its files for machines: the one place that says which there are, and at which addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from urllib.parse import unquote, urlsplit

from mentorsite.exports.calendar import calendar
from mentorsite.exports.data import data, data_address
from mentorsite.exports.feed import feed
from mentorsite.exports.robots import ROBOTS, robots
from mentorsite.exports.sitemap import SITEMAP, sitemaps
from mentorsite.pages.frame import Frame
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.card import card

Export = Callable[[], Artifact]
"""Makes one file."""

_OF_SEARCHES = frozenset({ROBOTS, SITEMAP})
"""What a site may have written itself, below `static/`, before there was one made for it: its own stays."""


def exports_of(frames: Sequence[Frame], taken: Collection[str] = ()) -> dict[str, Export]:
    """Give what makes each file, by its address. `taken` are the addresses of the site's other files that are no pages."""
    cards = {frame.facts.card.casefold() for frame in frames if frame.facts.card}
    own = {address.casefold() for address in taken} & (_OF_SEARCHES | cards)
    return {address: export for address, export in _all(frames) if address.casefold() not in own}


def _card(frame: Frame, address: str) -> Artifact:
    where = urlsplit(frame.site.url or "")
    return Artifact(address, card(frame.facts.title, unquote(where.netloc + where.path).rstrip("/")), "the picture for links")


def _all(frames: Sequence[Frame]) -> Iterator[tuple[str, Export]]:
    for frame in frames:
        yield data_address(frame), partial(data, frame)
        if frame.facts.feed:
            yield frame.facts.feed, partial(feed, frame, frame.facts.feed)
        if frame.facts.card:
            yield frame.facts.card, partial(_card, frame, frame.facts.card)
        if frame.facts.calendar:
            yield frame.facts.calendar, partial(calendar, frame, frame.facts.calendar)
    found = sitemaps(frames)
    yield from found.items()
    yield ROBOTS, partial(robots, frames[0].site, SITEMAP in found)
