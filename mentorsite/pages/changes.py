"""The page of what changed since a day, where one was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.insights.changes import changes
from mentorsite.insights.scope import Scope
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.values import Card, Value


@dataclass(frozen=True, slots=True)
class ChangedCard:
    """A record that was there, with what happened in it."""

    card: Card
    happened: Value


def changes_page(frame: Frame) -> Iterator[Page]:
    """Make the page of what changed since the frame's day."""
    if frame.since is None:
        return
    found = changes(Scope(frame.atlas.view, frame.portfolio, frame.showing.today), frame.since)
    records = frame.atlas.view.records
    content = {
        "since": found.since,
        "until": found.until,
        "arrived": frame.showing.cards(records[each.record] for each in found.arrived),
        "changed": tuple(
            ChangedCard(frame.showing.card(records[each.record]), frame.showing.show(each.happened)) for each in found.changed
        ),
        "complete": frame.complete,
    }
    yield frame.page("changes.html", ("pages/changes.html",), "changes", frame.places["changes"].text, content)
