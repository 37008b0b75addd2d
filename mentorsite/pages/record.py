"""The page of a record: its fields, what refers to it, and its neighbours in time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mentorsite.audience.view import Shown
from mentorsite.pages.addition import Addition
from mentorsite.pages.checkins import kept_agreement
from mentorsite.pages.evidence import evidence_of
from mentorsite.pages.frame import Frame
from mentorsite.pages.goals import goal_progress
from mentorsite.pages.logs import logs_of
from mentorsite.pages.packet import packet_of
from mentorsite.pages.page import Page
from mentorsite.pages.show import in_words
from mentorsite.pages.skills import skill_page
from mentorsite.pages.sorting import newest_first
from mentorsite.pages.timeline import excerpt
from mentorsite.pages.values import Cards, Link
from mentorsite.records.registry import record_types
from mentorsite.records.values import Key

_INSIGHTS: dict[str, tuple[Callable[[Frame, Shown], Addition], ...]] = {
    "goals": (goal_progress, evidence_of),
    "checkins": (logs_of,),
    "mentorships": (kept_agreement,),
    "milestones": (evidence_of,),
    "reviews": (packet_of,),
    "skills": (skill_page,),
    "stories": (evidence_of,),
}
"""What the page of a record shows besides its fields, by type."""

_IN_TIME = frozenset({"goals", "skills"})
"""The types of which each record has its own excerpt of the timeline."""


def record_page(frame: Frame, shown: Shown) -> Page:
    """Make the page of a record of the portfolio."""
    name = shown.key.type
    entry = frame.showing.entry(shown)
    before, after = frame.neighbours(name).get(shown.key, (None, None))
    referrers = frame.referrers.get(shown.key, ())
    additions = [add(frame, shown) for add in _INSIGHTS.get(name, ())]
    named = frozenset(key for addition in additions for key in addition.named)
    content: dict[str, object] = {
        "entry": entry,
        "referrers": _referrers(frame, [key for key in referrers if key not in named]),
        "previous": _link(frame, before),
        "next": _link(frame, after),
        "complete": frame.complete,
        "excerpt": excerpt(frame, shown, referrers) if name in _IN_TIME else None,
    }
    for addition in additions:
        content |= addition.content
    return frame.page(
        f"{name}/{shown.key.id}.html",
        (f"pages/record/{name}.html", "pages/record.html"),
        "record",
        entry.title,
        content,
        description=in_words(entry.summary),
        section=frame.types[name].address,
    )


def _link(frame: Frame, shown: Shown | None) -> Link | None:
    return frame.atlas.links[shown.key] if shown else None


def _referrers(frame: Frame, keys: Sequence[Key]) -> tuple[Cards, ...]:
    """Give the records that refer to one, by type."""
    view = frame.atlas.view
    groups = []
    for name, record_type in record_types().items():
        of_type = [view.records[key] for key in keys if key.type == name]
        if of_type:
            groups.append(Cards(record_type.facts.title, frame.showing.cards(newest_first(of_type))))
    return tuple(groups)
