"""The page of a record: its fields, what refers to it, and its neighbours in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mentorsite.audience import Shown
from mentorsite.insights.chronicle import neighbours
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.show import in_words
from mentorsite.pages.sorting import newest_first
from mentorsite.pages.values import Cards, Link
from mentorsite.records.registry import record_types
from mentorsite.records.values import Key

_INSIGHTS: dict[str, Callable[[Frame, Shown], Mapping[str, object]]] = {}
"""What the page of a record shows besides its fields, by type."""


def record_pages(frame: Frame, backlinks: Mapping[Key, tuple[Key, ...]]) -> Iterator[Page]:
    """Make a page for every record of the portfolio."""
    view = frame.atlas.view
    for name, info in frame.types.items():
        records = view.of(frame.portfolio, name)
        beside = neighbours(records)
        for shown in records:
            entry = frame.showing.entry(shown)
            before, after = beside.get(shown.key, (None, None))
            content: dict[str, object] = {
                "entry": entry,
                "referrers": _referrers(frame, backlinks.get(shown.key, ())),
                "previous": _link(frame, before),
                "next": _link(frame, after),
            }
            if name in _INSIGHTS:
                content |= _INSIGHTS[name](frame, shown)
            templates = (f"pages/record/{name}.html", "pages/record.html")
            yield frame.page(
                f"{name}/{shown.key.id}.html",
                templates,
                "record",
                entry.title,
                content,
                description=in_words(entry.summary),
                section=info.address,
            )


def _link(frame: Frame, shown: Shown | None) -> Link | None:
    return frame.atlas.links[shown.key] if shown else None


def _referrers(frame: Frame, keys: tuple[Key, ...]) -> tuple[Cards, ...]:
    """Give the records that refer to one, by type."""
    view = frame.atlas.view
    groups = []
    for name, record_type in record_types().items():
        of_type = [view.records[key] for key in keys if key.type == name]
        if of_type:
            groups.append(Cards(record_type.facts.title, frame.showing.cards(newest_first(of_type))))
    return tuple(groups)
