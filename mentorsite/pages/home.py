"""The first page of a portfolio, and the first page of a programme of several."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mentorsite.audience import Shown
from mentorsite.insights.chronicle import in_time
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.show import in_words
from mentorsite.pages.sorting import by_title, divided, newest_first
from mentorsite.pages.values import Cards, Figure, Link, PortfolioCard
from mentorsite.records.types.goals import Goal
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Key, Reference

LATEST = 8
"""How many records the home page shows as the latest."""
_FEW = {"milestones": 4, "stories": 3}
_COUNTED = ("goals", "checkins", "feedback", "reflections", "milestones", "stories")


def home(frame: Frame) -> Page:
    """Make the first page of a portfolio."""
    view, showing, portfolio = frame.atlas.view, frame.showing, frame.portfolio
    records = [shown for (of, _), found in view.by_type.items() if of == portfolio for shown in found]
    agreement = _agreement(frame)
    dated = in_time(records)
    entry = showing.entry(agreement) if agreement else None
    lede = entry.summary if entry else None
    content = {
        "mentorship": entry,
        "lede": lede,
        "people": showing.cards(_people(frame, agreement)),
        "goals": showing.cards(_goals_now(view.of(portfolio, "goals"))),
        "skills": showing.cards(sorted(view.of(portfolio, "skills"), key=by_title)),
        "latest": showing.cards(newest_first(shown for shown in dated if shown.key.type not in ("goals", "mentorships"))[:LATEST]),
        "counts": _counts(frame),
        "span": (dated[0].record.day(), dated[-1].record.day()) if dated else None,
    }
    for name, few in _FEW.items():
        content[name] = showing.cards(newest_first(view.of(portfolio, name))[:few])
    return frame.page("index.html", ("pages/home.html",), "home", frame.facts.title, content, description=in_words(lede))


def programme(frame: Frame, portfolios: Iterable[Frame]) -> Page:
    """Make the first page of a programme: its portfolios, and what they share."""
    view, showing = frame.atlas.view, frame.showing
    content = {
        "portfolios": tuple(_portfolio_card(of) for of in portfolios),
        "groups": tuple(
            Cards(info.title, tuple(card for cards in divided(view.of("", name), showing) for card in cards.cards))
            for name, info in frame.types.items()
            if name != "pages"
        ),
        "pages": showing.cards(sorted(view.of("", "pages"), key=by_title)),
    }
    return frame.page("index.html", ("pages/programme.html",), "programme", frame.facts.title, content)


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
