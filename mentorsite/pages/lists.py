"""Lists of records become pages: records under headings, as cards, divided among pages where they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentorsite.audience.view import Shown
from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.pagination import Part, paginated, parts
from mentorsite.pages.sorting import Groups
from mentorsite.pages.values import Cards


def parts_of_list(
    frame: Frame, address: str, groups: Iterable[tuple[str, Iterable[Shown]]], limit: int | None = None
) -> Iterator[tuple[Part | None, Groups]]:
    """Divide records under headings among the pages of the list at an address within the portfolio, of so many records each."""
    pages = paginated(groups, limit)
    return zip(parts(prefix(frame.portfolio) + address, pages, str, lambda shown: shown.record.day()), pages, strict=True)


def cards_of(frame: Frame, groups: Groups) -> tuple[Cards, ...]:
    """Give records under headings as cards."""
    return tuple(Cards(title, frame.showing.cards(records)) for title, records in groups)
