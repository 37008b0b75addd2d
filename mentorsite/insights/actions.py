"""What was agreed to be done: every action of the check-ins up to a day, by its state and by who does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from mentorsite.insights.chronicle import days_over
from mentorsite.insights.scope import Scope
from mentorsite.records.types.checkins import Action, Checkin
from mentorsite.records.values import Key, Phrase, Reference

State = Literal["overdue", "due", "open", "done"]
"""Not done and its day gone by; not done, its day today or to come; not done and without a day; done."""

STATES: tuple[State, ...] = ("overdue", "due", "open", "done")
"""All states, in the order of the board."""


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """An action, and the check-in (with its day) that it was agreed in.

    `days` is a count: overdue, since it was due; due, until then (0 is today); open, since the check-in; done, how many days after it
    was due, negative where it was done before, and None where it had no day.
    """

    what: Phrase
    owner: Reference | None
    due: date | None
    done: date | None
    state: State
    days: int | None
    checkin: Key
    day: date


@dataclass(frozen=True, slots=True)
class OwnersActions:
    """What one person does; None is nobody yet."""

    owner: Reference | None
    actions: tuple[AgreedAction, ...]


@dataclass(frozen=True, slots=True)
class ActionsInState:
    """The actions of a state by who does them, in the order in which the owners first appear in it; those without one come last."""

    state: State
    count: int
    owners: tuple[OwnersActions, ...]


@dataclass(frozen=True, slots=True)
class ActionBoard:
    """All actions in order: overdue, the longest first; those with a day, the next first; those without one, the oldest first;
    done, the newest first.

    `states` are those of which there is any. Of what was done, `with_a_day` counts what had a day, and `in_time` what was done no later
    than on it; `share` is the one of the other, and None where nothing had a day.
    """

    actions: tuple[AgreedAction, ...]
    states: tuple[ActionsInState, ...]
    overdue: int
    due: int
    open: int
    done: int
    with_a_day: int
    in_time: int
    share: Fraction | None


def actions(scope: Scope) -> ActionBoard:
    """Give the board of a portfolio: the actions of every check-in that has taken place."""
    return board(agreed(scope.all(Checkin), scope.today))


def agreed(checkins: Iterable[tuple[Key, Checkin]], today: date) -> Iterator[AgreedAction]:
    """Give the actions of the check-ins up to a day, as they are written. What is done on a later day is not done yet."""
    for key, checkin in checkins:
        if checkin.date <= today:
            yield from (_agreed(action, key, checkin.date, today) for action in checkin.actions)


def board(found: Iterable[AgreedAction]) -> ActionBoard:
    """Put actions in order; those of equal days stay in the order of their check-ins, and within one as they are written."""
    ordered = sorted(found, key=lambda action: (STATES.index(action.state), _urgency(action), action.day, action.checkin))
    by_state: dict[State, list[AgreedAction]] = {state: [] for state in STATES}
    for action in ordered:
        by_state[action.state].append(action)
    counts = {state: len(of_state) for state, of_state in by_state.items()}
    with_a_day = [action.days for action in by_state["done"] if action.days is not None]
    in_time = sum(days <= 0 for days in with_a_day)
    return ActionBoard(
        actions=tuple(ordered),
        states=tuple(ActionsInState(state, counts[state], _by_owner(of_state)) for state, of_state in by_state.items() if of_state),
        overdue=counts["overdue"],
        due=counts["due"],
        open=counts["open"],
        done=counts["done"],
        with_a_day=len(with_a_day),
        in_time=in_time,
        share=Fraction(in_time, len(with_a_day)) if with_a_day else None,
    )


def _agreed(action: Action, key: Key, day: date, today: date) -> AgreedAction:
    due = action.due
    done = action.done if action.done and action.done <= today else None
    state: State
    days: int | None
    if done:
        state, days = "done", days_over(due, done) if due else None
    elif due is None:
        state, days = "open", days_over(day, today)
    elif due < today:
        state, days = "overdue", days_over(due, today)
    else:
        state, days = "due", -days_over(due, today)
    return AgreedAction(action.what, action.owner, due, done, state, days, key, day)


def _urgency(action: AgreedAction) -> timedelta:
    """Give what orders the actions of one state: the day, and for what is done the days backwards."""
    if action.done:
        return date.max - action.done
    return (action.due or action.day) - date.min


def _by_owner(found: Iterable[AgreedAction]) -> tuple[OwnersActions, ...]:
    owners: dict[Reference | None, list[AgreedAction]] = {}
    for action in found:
        owners.setdefault(action.owner, []).append(action)
    nobodys = owners.pop(None, None)
    if nobodys:
        owners[None] = nobodys
    return tuple(OwnersActions(owner, tuple(of_owner)) for owner, of_owner in owners.items())
