"""The timeline of a portfolio: a drawing of each year, the same as a list by month, and what both can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from mentorsite.audience.view import Shown
from mentorsite.insights.chronicle import first_of_month, month_number
from mentorsite.insights.scope import Scope
from mentorsite.insights.timeline import Event, Facets, Moment, Timeline, facets_of, timeline
from mentorsite.pages import pagination
from mentorsite.pages.draughtsman import Draughtsman
from mentorsite.pages.drawing import Drawing
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.pagination import paginated, parts
from mentorsite.pages.progress import Standing, standing
from mentorsite.pages.values import Link, Marked
from mentorsite.records.addresses import slug
from mentorsite.records.values import Key

WITH_SUMMARIES = 300
"""Up to how many moments the list has the records' summaries, too: a longer list is for finding one's way."""

AT_LEAST = 3
"""Of how many goals and moments an excerpt consists at least."""
FEWEST, MOST = 6, 36
"""How many months an excerpt has at least and at most; of a longer time it shows the last ones."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A moment in the list. `standing` says where a goal stands that begins.

    The rest is what it can be filtered by: ids, and the addresses of tags, apart by spaces.
    """

    date: date
    event: Event
    step: str
    mark: str
    link: Link
    summary: Marked | None
    standing: Standing | None
    people: str
    goals: str
    skills: str
    tags: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the list: its first day and what happened in it, newest first."""

    date: date
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year: its drawing, and its months, newest first."""

    year: int
    drawing: Drawing | None
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Something to filter by: its name in the address, what people call it, and its choices as (value, text)."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]


def timeline_pages(frame: Frame) -> Iterator[Page]:
    """Make the pages of the timeline of a portfolio, the newest month first."""
    found = frame.insights.timeline
    ordered = found.moments[::-1]
    in_year = Counter(moment.day.year for moment in ordered)
    pages = paginated(((_month(moment), [moment]) for moment in ordered), pagination.LINES)
    address = frame.places["timeline"].address
    for part, page in zip(parts(address, pages, lambda _: "", lambda moment: moment.day), pages, strict=True):
        content = _content(frame, page, part.here.address if part else address, in_year, brief=len(ordered) > WITH_SUMMARIES)
        yield frame.page("timeline.html", ("pages/timeline.html",), "timeline", frame.places["timeline"].text, content, part=part)


def _content(
    frame: Frame, page: Sequence[tuple[date, Sequence[Moment]]], address: str, in_year: Mapping[int, int], *, brief: bool
) -> Mapping[str, object]:
    """Give what a page of the timeline shows: the moments of its months, and drawings and filters of those alone.

    A year that the page has as a whole, by the number of moments `in_year`, is drawn as a whole; any other one in the months that are here.
    """
    ordered = [moment for _, of_month in page for moment in of_month]
    places = {moment: place for place, moment in enumerate(ordered)}
    facets = {key: facets_of(frame.atlas.view.records[key]) for key in dict.fromkeys(moment.key for moment in ordered)}
    draughtsman = draughtsman_of(frame, replace(frame.insights.timeline, moments=tuple(reversed(ordered))), places, address)
    years = []
    for year, of_year in groupby(page, key=lambda month: month[0].year):
        months = list(of_year)
        first, last = month_number(months[-1][0]), month_number(months[0][0])
        if sum(len(moments) for _, moments in months) == in_year[year]:
            first, last = month_number(date(year, 1, 1)), month_number(date(year, 12, 1))
        drawing = draughtsman.draw(first_of_month(first), last - first + 1)
        listed = (Month(day, tuple(_happening(frame, one, facets[one.key], brief) for one in moments)) for day, moments in months)
        years.append(Year(year, drawing, tuple(listed)))
    return {"years": tuple(years), "complete": frame.complete, "filters": _filters(frame, facets)}


def excerpt(frame: Frame, shown: Shown, referrers: Iterable[Key]) -> Drawing | None:
    """Draw a record with those that refer to it and those that it refers to, in the months in which they lie.

    None where there is too little for a drawing to say anything.
    """
    found = timeline(Scope(frame.atlas.view, frame.portfolio, frame.showing.today), {shown.key, *shown.references, *referrers})
    if len(found.spans) + len(found.moments) < AT_LEAST:
        return None
    days = sorted(found.days())
    first, last = month_number(days[0]), month_number(days[-1])
    begin = max(first, last - MOST + 1)
    months = max(last - begin + 1, FEWEST)
    return draughtsman_of(frame, found, {}).draw(first_of_month(begin), months)


def draughtsman_of(frame: Frame, timeline: Timeline, places: dict[Moment, int], page: str | None = None) -> Draughtsman:
    """Prepare to draw a timeline with the portfolio's marks; its bundles lead to the months of a page, or of the timeline's pages."""
    return Draughtsman(
        timeline=timeline,
        links=frame.atlas.links,
        shares={span.key: (goal.share, bool(goal.risks)) for span in timeline.spans if (goal := frame.showing.progress.get(span.key))},
        shapes={name: info.mark for name, info in frame.types.items()},
        pointing=frame.showing.pointing,
        places=places,
        month=lambda day: f"{page or frame.month_page(day)}#m{day:%Y-%m}",
        today=frame.showing.today,
    )


def _month(moment: Moment) -> date:
    return moment.day.replace(day=1)


def _happening(frame: Frame, moment: Moment, facets: Facets, brief: bool) -> Happening:
    shown = frame.atlas.view.records[moment.key]
    summary = shown.record.summary
    marked = frame.showing.show(summary) if summary and not brief else None
    goal = frame.showing.progress.get(moment.key) if moment.event == "begun" else None
    mark = "step-done" if moment.event == "step" else frame.showing.mark(shown)
    return Happening(
        date=moment.day,
        event=moment.event,
        step=moment.step,
        mark=mark,
        link=frame.atlas.links[moment.key],
        summary=marked if isinstance(marked, Marked) else None,
        standing=standing(goal) if goal else None,
        people=_ids(facets.people),
        goals=_ids(facets.goals),
        skills=_ids(facets.skills),
        tags=" ".join(dict.fromkeys(slug(tag) for tag in shown.record.tags)),
    )


def _ids(keys: Iterable[Key]) -> str:
    return " ".join(dict.fromkeys(key.id for key in keys))


def _filters(frame: Frame, facets: Mapping[Key, Facets]) -> tuple[Filter, ...]:
    """Give the filters that have at least two choices among what is there, each choice in the order of its text."""
    view, links = frame.atlas.view, frame.atlas.links
    found: dict[str, dict[str, str]] = {"person": {}, "goal": {}, "skill": {}, "tag": {}}
    for key, of_record in facets.items():
        for name, of_kind in (("person", of_record.people), ("goal", of_record.goals), ("skill", of_record.skills)):
            found[name].update((other.id, links[other].text) for other in of_kind)
        for tag in view.records[key].record.tags:
            found["tag"].setdefault(slug(tag), frame.atlas.tag_link(key.portfolio, tag).text)
    types = {key.type for key in facets}
    kinds = tuple((name, info.title) for name, info in frame.types.items() if name in types)
    titles = {"person": "Person", "goal": "Goal", "skill": "Skill", "tag": "Tag"}
    filters = [Filter("type", "Kind", kinds)]
    filters += [Filter(name, title, tuple(sorted(found[name].items(), key=_by_text))) for name, title in titles.items()]
    return tuple(filter for filter in filters if len(filter.choices) > 1)


def _by_text(choice: tuple[str, str]) -> tuple[str, str]:
    return choice[1].casefold(), choice[0]
