"""The action board, the decision log and the inquiry log of a portfolio, and the way to them from a check-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from mentorsite.audience.view import Shown
from mentorsite.insights.actions import ActionBoard, ActionsInState, AgreedAction, OwnersActions
from mentorsite.insights.decisions import DecisionLog, YearOfDecisions
from mentorsite.insights.inquiry import AskedQuestion, InquiryLog, YearOfQuestions
from mentorsite.pages.addition import Addition
from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import LOGS, Frame
from mentorsite.pages.page import Page
from mentorsite.pages.pagination import paginated, parts
from mentorsite.pages.values import Link

STATES = {"overdue": "Overdue", "due": "To come", "open": "Without a day", "done": "Done"}
"""How the board calls the states of actions."""
_OPEN = "Still open"

_Groups = Sequence[tuple[Any, Sequence[Any]]]


def logs(frame: Frame) -> Iterator[Page]:
    """Make the pages of the three logs; nothing where the audience sees no check-in of the portfolio."""
    found = frame.insights
    of_log: dict[str, tuple[_Groups, Callable[[_Groups], object], Callable[[Any], date | None]]] = {
        "actions": (_by_state(found.actions), lambda page: _board(found.actions, page), lambda row: row[1].done),
        "decisions": (_by_year(found.decisions), lambda page: _decided(found.decisions, page), lambda row: row.day),
        "inquiry": (_asked(found.inquiry), lambda page: _answered(found.inquiry, page), _day_of),
    }
    for name, link in _links(frame).items():
        groups, log, day = of_log[name]
        pages = paginated(groups)
        for part, page in zip(parts(f"{prefix(frame.portfolio)}{name}.html", pages, str, day), pages, strict=True):
            content = {
                "log": frame.showing.show(log(page)),
                "logs": _links(frame),
                "titles": STATES,
                "usual": "checkins" in frame.atlas.view.usual[frame.portfolio],
            }
            section = frame.types["checkins"].address
            yield frame.page(f"{name}.html", (f"pages/{name}.html",), name, link.text, content, section=section, part=part)


def logs_of(frame: Frame, shown: Shown) -> Addition:
    """Give what leads from a check-in to the logs of its portfolio."""
    day = shown.record.day()
    ahead = day is not None and day > frame.showing.today
    return Addition({"logs": _links(frame), "usual": "checkins" in frame.atlas.view.usual[frame.portfolio], "ahead": ahead})


def _links(frame: Frame) -> dict[str, Link]:
    return {name: frame.places[name] for name in LOGS if name in frame.places}


def _by_state(board: ActionBoard) -> _Groups:
    """Give the actions by state, each with whoever does it."""
    return [(STATES[of.state], [(each.owner, action) for each in of.owners for action in each.actions]) for of in board.states]


def _board(board: ActionBoard, page: _Groups) -> ActionBoard:
    """Give the board with the actions of one page alone; its totals are those of all."""
    states = []
    for _, rows in page:
        action: AgreedAction = rows[0][1]
        owners = groupby(rows, key=lambda row: row[0])
        of_owners = tuple(OwnersActions(owner, tuple(action for _, action in of_owner)) for owner, of_owner in owners)
        states.append(ActionsInState(action.state, getattr(board, action.state), of_owners))
    return replace(board, actions=(), states=tuple(states))


def _by_year(log: DecisionLog) -> _Groups:
    return [(str(year.year), year.checkins) for year in log.years]


def _decided(log: DecisionLog, page: _Groups) -> DecisionLog:
    """Give the decisions of one page alone, with the totals of all."""
    return replace(log, years=tuple(YearOfDecisions(int(year), tuple(checkins)) for year, checkins in page))


def _asked(log: InquiryLog) -> _Groups:
    return [(_OPEN, log.open), *((str(year.year), year.checkins) for year in log.years)]


def _answered(log: InquiryLog, page: _Groups) -> InquiryLog:
    """Give the questions of one page alone, with the totals of all."""
    of = dict(page)
    years = tuple(YearOfQuestions(int(year), tuple(checkins)) for year, checkins in page if year != _OPEN)
    return replace(log, open=tuple(of.get(_OPEN, ())), years=years)


def _day_of(row: Any) -> date | None:
    """Give the day of a check-in; an open question may have been asked again since it was asked, so it has none."""
    return None if isinstance(row, AskedQuestion) else row.day
