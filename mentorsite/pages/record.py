"""The page of a record: its fields, what refers to it, and its neighbours in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mentorsite.audience.view import Shown
from mentorsite.pages import pagination
from mentorsite.pages.addition import Addition
from mentorsite.pages.checkins import kept_agreement
from mentorsite.pages.evidence import evidence_of
from mentorsite.pages.finding import facets
from mentorsite.pages.frame import Frame
from mentorsite.pages.goals import goal_progress
from mentorsite.pages.lists import cards_of, parts_of_list
from mentorsite.pages.logs import logs_of
from mentorsite.pages.packet import packet_of
from mentorsite.pages.page import Page
from mentorsite.pages.show import in_words
from mentorsite.pages.skills import skill_page
from mentorsite.pages.sorting import Groups, newest_first
from mentorsite.pages.timeline import excerpt
from mentorsite.pages.values import Link
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


def record_page(frame: Frame, shown: Shown) -> Iterator[Page]:
    """Make the page of a record of the portfolio, and the further pages of the list at its foot, where that is long."""
    name = shown.key.type
    entry = frame.showing.entry(shown)
    before, after = frame.neighbours(name).get(shown.key, (None, None))
    referrers = frame.referrers.get(shown.key, ())
    additions = [add(frame, shown) for add in _INSIGHTS.get(name, ())]
    named = frozenset(key for addition in additions for key in addition.named)
    address, section = f"{name}/{shown.key.id}.html", frame.types[name].address
    listed = parts_of_list(frame, address, _by_type(frame, (key for key in referrers if key not in named)), pagination.LINES)
    first, groups = next(listed)
    content: dict[str, object] = {
        "entry": entry,
        "referrers": cards_of(frame, groups),
        "previous": _link(frame, before),
        "next": _link(frame, after),
        "complete": frame.complete,
        "facets": facets(frame, shown, entry) if frame.site.search else (),
        "excerpt": excerpt(frame, shown, referrers) if name in _IN_TIME else None,
    }
    for addition in additions:
        content |= addition.content
    templates = (f"pages/record/{name}.html", "pages/record.html")
    description = in_words(entry.summary)
    linked_data = frame.describing.record(entry)
    yield frame.page(
        address, templates, "record", entry.title, content, description=description, section=section, part=first, linked_data=linked_data
    )
    for part, groups in listed:
        content = {"type": frame.types[name], "record": frame.atlas.links[shown.key], "referrers": cards_of(frame, groups)}
        yield frame.page(address, ("pages/connected.html",), "connected", entry.title, content, section=section, part=part)


def _link(frame: Frame, shown: Shown | None) -> Link | None:
    return frame.atlas.links[shown.key] if shown else None


def _by_type(frame: Frame, keys: Iterable[Key]) -> Groups:
    """Give the records that refer to one, by type."""
    by_type: dict[str, list[Shown]] = {}
    for key in keys:
        by_type.setdefault(key.type, []).append(frame.atlas.view.records[key])
    return [(of.facts.title, newest_first(by_type[name])) for name, of in record_types().items() if name in by_type]
