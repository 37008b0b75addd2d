"""What was asked: every question of the check-ins up to a day, with the answer reached, whose it is, and the decision it led to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from mentorsite.insights.chronicle import days_over
from mentorsite.insights.scope import Scope
from mentorsite.insights.sides import Side, Sides
from mentorsite.records.types.checkins import Checkin, Question
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Key, Phrase, Reference


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question and what came of it, in the latest check-in (with its day) that holds it; `asked_in` on the day `asked` it came up first.

    It is `open` while neither an answer nor who answered nor a decision is written. `days` counts how long it has been open, or how long
    it took to be answered. `side` says what the one who answered is in the agreement: None for anybody else, and where it cannot be told.
    """

    ask: Phrase
    by: Reference | None
    answer: Phrase | None
    answered_by: Reference | None
    side: Side | None
    decision: Phrase | None
    open: bool
    days: int
    checkin: Key
    day: date
    asked_in: Key
    asked: date


@dataclass(frozen=True, slots=True)
class AskedIn:
    """The questions that one check-in answered, as they are written."""

    checkin: Key
    day: date
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True, slots=True)
class YearOfQuestions:
    """The check-ins of a year with a question that was answered, the newest first."""

    year: int
    checkins: tuple[AskedIn, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """How many questions somebody asked."""

    by: Reference
    count: int


@dataclass(frozen=True, slots=True)
class InquiryLog:
    """The open questions, the oldest first, and the answered ones, the newest year first.

    Of the `answered`, `by_mentee` counts the answers of the `mentees` who gave any, and `by_mentor` those of the `mentors`. Of all,
    `decided` counts the questions that led to a decision. `askers` are ordered by how much they asked, the most first.
    """

    open: tuple[AskedQuestion, ...]
    years: tuple[YearOfQuestions, ...]
    askers: tuple[Asker, ...]
    count: int
    answered: int
    by_mentee: int
    mentees: int
    by_mentor: int
    mentors: int
    decided: int


def inquiry(scope: Scope) -> InquiryLog:
    """Give the log of a portfolio: the questions of every check-in that has taken place."""
    return logged(asked(scope.all(Checkin), dict(scope.all(Mentorship)), scope.today))


def asked(checkins: Iterable[tuple[Key, Checkin]], agreements: Mapping[Key, Mentorship], today: date) -> Iterator[AskedQuestion]:
    """Give the questions of the check-ins up to a day. A check-in's own agreement says who is mentee and who mentor, else all do."""
    sides = {key: Sides((agreement,)) for key, agreement in agreements.items()}
    of_all = Sides(agreements.values())
    for key, checkin in checkins:
        if checkin.date <= today:
            agreement = checkin.mentorship.key if checkin.mentorship else None
            known = sides.get(agreement, of_all) if agreement else of_all
            yield from (_asked(question, key, checkin.date, today, known) for question in checkin.questions)


def logged(questions: Iterable[AskedQuestion]) -> InquiryLog:
    """Put questions in order. Of one day the check-ins stand in the order of their keys, and of one the questions as they are written."""
    joined = _joined(sorted(questions, key=lambda question: (question.day, question.checkin)))
    answered = sorted((question for question in joined if not question.open), key=lambda question: question.day, reverse=True)
    sides = Counter(question.side for question in answered)
    people = Counter(side for _, side in {(question.answered_by, question.side) for question in answered})
    checkins = (
        AskedIn(key, day, tuple(of_one)) for (day, key), of_one in groupby(answered, key=lambda question: (question.day, question.checkin))
    )
    return InquiryLog(
        open=tuple(sorted((question for question in joined if question.open), key=lambda question: (question.asked, question.asked_in))),
        years=tuple(YearOfQuestions(year, tuple(of_year)) for year, of_year in groupby(checkins, key=lambda found: found.day.year)),
        askers=_askers(joined),
        count=len(joined),
        answered=len(answered),
        by_mentee=sides["mentee"],
        mentees=people["mentee"],
        by_mentor=sides["mentor"],
        mentors=people["mentor"],
        decided=sum(question.decision is not None for question in joined),
    )


def _asked(question: Question, key: Key, day: date, today: date, sides: Sides) -> AskedQuestion:
    # An answer that this audience may not read was given all the same.
    is_open = question.answer is None and question.answered_by is None and question.decision is None
    return AskedQuestion(
        ask=question.ask,
        by=question.by,
        answer=question.answer,
        answered_by=question.answered_by,
        side=sides.of(question.answered_by, day),
        decision=question.decision,
        open=is_open,
        days=days_over(day, today) if is_open else 0,
        checkin=key,
        day=day,
        asked_in=key,
        asked=day,
    )


def _joined(questions: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """Give each question once, from the oldest to the newest: one that waits goes on where it is asked again in the same words."""
    found: list[AskedQuestion] = []
    waiting: dict[str, AskedQuestion] = {}
    for question in questions:
        words = " ".join(question.ask.text.split()).casefold()
        first = waiting.pop(words, None)
        if first:
            days = first.days if question.open else days_over(first.asked, question.day)
            question = replace(question, by=first.by or question.by, asked_in=first.asked_in, asked=first.asked, days=days)
        if question.open:
            waiting[words] = question
        else:
            found.append(question)
    return [*found, *waiting.values()]


def _askers(questions: Iterable[AskedQuestion]) -> tuple[Asker, ...]:
    counted = Counter(question.by for question in questions if question.by)
    return tuple(Asker(by, count) for by, count in sorted(counted.items(), key=lambda item: (-item[1], item[0].text, item[0].key or ())))
