"""What was decided: every decision of the check-ins up to a day, with its reason or the question that led to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mentorsite.insights.scope import Scope
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.values import Key, Phrase, Reference


@dataclass(frozen=True, slots=True)
class LoggedDecision:
    """A decision: why, who carries it, and the question that it was reached from; each may be absent."""

    what: Phrase
    why: Phrase | None
    owner: Reference | None
    question: Phrase | None


@dataclass(frozen=True, slots=True)
class DecidedIn:
    """What one check-in decided, in the order in which it is written."""

    checkin: Key
    day: date
    decisions: tuple[LoggedDecision, ...]


@dataclass(frozen=True, slots=True)
class YearOfDecisions:
    """The check-ins of a year that decided something, the newest first."""

    year: int
    checkins: tuple[DecidedIn, ...]


@dataclass(frozen=True, slots=True)
class DecisionLog:
    """All decisions, the newest year first.

    Of the `count` of them, `from_questions` are those that a question led to, and `with_why` those whose reason is written.
    """

    years: tuple[YearOfDecisions, ...]
    count: int
    from_questions: int
    with_why: int


def decisions(scope: Scope) -> DecisionLog:
    """Give the log of a portfolio: the decisions of every check-in that has taken place."""
    return logged((key, checkin) for key, checkin in scope.all(Checkin) if checkin.date <= scope.today)


def logged(checkins: Iterable[tuple[Key, Checkin]]) -> DecisionLog:
    """Put the decisions of check-ins in order. Of one day the check-ins stand in the order of their keys."""
    found = [DecidedIn(key, checkin.date, of_one) for key, checkin in checkins if (of_one := tuple(_decided(checkin)))]
    found.sort(key=lambda decided: decided.checkin)
    found.sort(key=lambda decided: decided.day, reverse=True)
    every = [decision for decided in found for decision in decided.decisions]
    return DecisionLog(
        years=tuple(YearOfDecisions(year, tuple(of_year)) for year, of_year in groupby(found, key=lambda decided: decided.day.year)),
        count=len(every),
        from_questions=sum(decision.question is not None for decision in every),
        with_why=sum(decision.why is not None for decision in every),
    )


def _decided(checkin: Checkin) -> Iterator[LoggedDecision]:
    """Give the decisions of a check-in, then those that stand with a question alone; one that stands at both places is one."""
    questions = {question.decision: question.ask for question in reversed(checkin.questions) if question.decision}
    for decision in checkin.decisions:
        yield LoggedDecision(decision.what, decision.why, decision.owner, questions.pop(decision.what, None))
    for question in checkin.questions:
        if question.decision and questions.get(question.decision) == question.ask:
            del questions[question.decision]
            yield LoggedDecision(question.decision, None, None, question.ask)
