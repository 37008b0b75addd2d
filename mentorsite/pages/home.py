"""The first page of a portfolio, and the first page of a programme of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentorsite.audience.view import Shown
from mentorsite.insights.chronicle import first_of_month, in_time, month_number
from mentorsite.insights.progress import on_track
from mentorsite.pages.drawing import Drawing
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.pagination import paginated, parts
from mentorsite.pages.show import in_words
from mentorsite.pages.sorting import by_title, divided, newest_first
from mentorsite.pages.timeline import AT_LEAST, draughtsman_of
from mentorsite.pages.values import Cards, Figure, Link, More, PortfolioCard, Value
from mentorsite.records.types.goals import Goal
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Key, Reference

MANY = 30
"""How many goals, skills and people the home page shows at most; their indexes have all."""
LATEST = 5
"""How many records the home page shows as the latest."""
MONTHS = 12
"""How many months the home page draws."""
AHEAD = 1
"""How many of them lie after this one, where more than twelve months have records."""
FIGURES = 4
"""How many figures open the home page at most."""
_FEW = {"milestones": 4, "stories": 3}
_COUNTED = ("goals", "checkins", "feedback", "reflections", "milestones", "stories")


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure that opens the home page, with the address of the records behind it.

    `kind` says what it is: "goals" (`number` of `of` are achieved or on track), "checkins" (`number` of `of` windows of the cadence,
    which is `words`, were kept), "metric" (a story's `metric`, before and after), "levels" (`number` gained in `of` skills), or
    "records" (`number` of what `words` names).
    """

    kind: Literal["goals", "checkins", "metric", "levels", "records"]
    address: str
    number: int = 0
    of: int = 0
    words: str = ""
    metric: Value = None


def home(frame: Frame) -> Page:
    """Make the first page of a portfolio."""
    view, showing, portfolio = frame.atlas.view, frame.showing, frame.portfolio
    records = view.all_of(portfolio)
    agreement = _agreement(frame)
    dated = [shown for shown in in_time(records) if (day := shown.record.day()) and day <= showing.today]
    entry = showing.entry(agreement) if agreement else None
    lede = entry.summary if entry else None
    said = frame.insights.balance.said if frame.insights.balance else ()
    lists = {
        "people": _people(frame, agreement),
        "goals": _goals_now(view.of(portfolio, "goals")),
        "skills": sorted(view.of(portfolio, "skills"), key=by_title),
    }
    content = {
        "mentorship": entry,
        "lede": lede,
        "headlines": tuple(_headlines(frame))[:FIGURES],
        "drawing": _drawing(frame),
        **{name: showing.cards(records[:MANY]) for name, records in lists.items()},
        "more": {name: _more(frame, name, len(records)) for name, records in lists.items() if len(records) > MANY},
        "feedback": showing.entry(view.records[said[-1].key]) if said else None,
        "latest": showing.cards(newest_first(shown for shown in dated if shown.key.type not in ("goals", "mentorships"))[:LATEST]),
        "empty": not records,
        "complete": frame.complete,
        "span": (dated[0].record.day(), dated[-1].record.day()) if dated else None,
    }
    for name, few in _FEW.items():
        content[name] = showing.cards(newest_first(view.of(portfolio, name))[:few])
    title, address = frame.facts.title, frame.facts.home
    described = frame.describing.home(title, address, tuple(_mentees(frame, agreement)))
    return frame.page("index.html", ("pages/home.html",), "home", title, content, description=in_words(lede), linked_data=described)


def _more(frame: Frame, name: str, number: int) -> More:
    # People may be those that several portfolios share, which have their index there.
    info = frame.types.get(name) or frame.atlas.types("")[name]
    return More(number - MANY, Link(info.title, info.address))


def programme(frame: Frame, portfolios: Iterable[Frame]) -> Iterator[Page]:
    """Make the first pages of a programme: its portfolios, and on the first one what they share."""
    view, showing = frame.atlas.view, frame.showing
    shared = {name: [shown for _, records in divided(view.of("", name)) for shown in records] for name in frame.types}
    pages = shared.pop("pages", [])
    lists = paginated([("", list(portfolios))])
    for part, listed in zip(parts("index.html", lists, str, lambda _: None), lists, strict=True):
        first = part is None or part.number == 1
        content = {
            "portfolios": tuple(_portfolio_card(of) for _, frames in listed for of in frames),
            "groups": tuple(Cards(frame.types[name].title, showing.cards(shared[name][:MANY])) for name in shared) if first else (),
            "more": tuple(_more(frame, name, len(shared[name])) for name in shared if len(shared[name]) > MANY) if first else (),
            "pages": showing.cards(sorted(pages, key=by_title)) if first else (),
        }
        yield frame.page("index.html", ("pages/programme.html",), "programme", frame.facts.title, content, part=part)


def _headlines(frame: Frame) -> Iterator[Headline]:
    """Give the figures that there are, what was worked towards before what was counted; nothing that is zero."""
    found, types = frame.insights, frame.types
    on = on_track(found.goals)
    if on.number:
        yield Headline("goals", types["goals"].address, on.number, on.of)
    rhythm = next((rhythm for rhythm in found.cadences if rhythm.kept and rhythm.in_force), None)
    if rhythm:
        yield Headline("checkins", types["checkins"].address, rhythm.kept, rhythm.counted, str(rhythm.in_force[-1].cadence or ""))
    for story in newest_first(frame.atlas.view.of(frame.portfolio, "stories")):
        measured = [metric for metric in getattr(story.record, "metrics", ()) if metric.before is not None and metric.after is not None]
        if measured:
            yield Headline("metric", frame.atlas.address(story.key), metric=frame.showing.show(measured[0]))
            break
    if found.skills.gained > 0:
        yield Headline("levels", types["skills"].address, found.skills.gained, found.skills.gained_in)
    for name in ("milestones", "stories", *(() if rhythm else ("checkins",)), "reflections"):
        if name in types:
            number = len(frame.atlas.view.of(frame.portfolio, name))
            yield Headline(
                "records", types[name].address, number, words=(types[name].singular if number == 1 else types[name].title).lower()
            )


def _drawing(frame: Frame) -> Drawing | None:
    """Draw the year: from the first record where that is less than a year ago, else up to the month after this one or after the last."""
    found, today = frame.insights.timeline, frame.showing.today
    if len(found.spans) + len(found.moments) < AT_LEAST:
        return None
    days = sorted(found.days())
    first, last, now = (month_number(day) for day in (days[0], days[-1], today))
    begin = max(first, min(now, last) + AHEAD + 1 - MONTHS)
    return draughtsman_of(frame, found, {}).draw(first_of_month(begin), MONTHS)


def _agreement(frame: Frame) -> Shown | None:
    agreements = newest_first(frame.atlas.view.of(frame.portfolio, "mentorships"))
    return agreements[0] if agreements else None


def _people(frame: Frame, agreement: Shown | None) -> list[Shown]:
    """Give the people of the agreement first, then the others of the portfolio."""
    view = frame.atlas.view
    keys: dict[Key, None] = {}
    if agreement and isinstance(agreement.record, Mentorship):
        for reference in (*agreement.record.mentees, *agreement.record.mentors):
            if isinstance(reference, Reference) and reference.key:
                keys[reference.key] = None
    keys.update((shown.key, None) for shown in sorted(view.of(frame.portfolio, "people"), key=by_title))
    return [view.records[key] for key in keys]


def _mentees(frame: Frame, agreement: Shown | None) -> Iterator[Shown]:
    """Give the mentees of the agreement whom this audience knows."""
    if agreement and isinstance(agreement.record, Mentorship):
        yield from (frame.atlas.view.records[person.key] for person in agreement.record.mentees if person.key)


def _goals_now(goals: Iterable[Shown]) -> list[Shown]:
    """Give the goals that are worked on or were reached, those under way first, by what is due next."""
    rank = {"active": 0, "proposed": 1, "achieved": 2, "paused": 3}
    kept = [
        (rank[goal.status], goal.due or date.max, shown.key, shown)
        for shown in goals
        if isinstance(goal := shown.record, Goal) and goal.status in rank
    ]
    return [shown for *_, shown in sorted(kept, key=lambda item: item[:3])]


def _counts(frame: Frame) -> tuple[Figure, ...]:
    figures = []
    for name in _COUNTED:
        number = len(frame.atlas.view.of(frame.portfolio, name))
        if number:
            info = frame.types[name]
            figures.append(Figure(number, (info.singular if number == 1 else info.title).lower(), info.address))
    return tuple(figures)


def _portfolio_card(frame: Frame) -> PortfolioCard:
    agreement = _agreement(frame)
    card = frame.showing.card(agreement) if agreement else None
    link = Link(frame.facts.title, frame.facts.home)
    return PortfolioCard(link, card.summary if card else None, card.people if card else (), _counts(frame))
