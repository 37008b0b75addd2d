"""People beyond consent who are called as somebody of the pair is, and would count as that person: advice for those who write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mentorsite.audience.rules import NOBODY, consent_of, name_for, visibility_of
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.fields import quoted
from mentorsite.records.record import Record
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.feedback import Feedback
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.people import Person
from mentorsite.records.values import Key, Reference
from mentorsite.records.walk import Path


def namesakes(portfolio: Portfolio, sheets: Mapping[Key, Sheet], defaults: Mapping[str, Audience]) -> Iterator[Diagnostic]:
    """Find who gives or gets feedback, or answers a question, under the name of somebody of the pair; one advice a person.

    No copy can tell the two apart without saying more of them than they agreed to, so the figures go by what they are called.
    """
    reach = {key: visibility_of(linked.record, key.type, defaults) for key, linked in portfolio.records.items()}
    pairs = _pairs(portfolio, reach)
    said: set[Key] = set()
    for key, linked in portfolio.records.items():
        for path, person in _counted(linked.record):
            if person is None or person in said or any(person == other for other, _ in pairs.get(key.portfolio, ())):
                continue
            for other, seen in pairs.get(key.portfolio, ()):
                # The widest audience that sees both: who may be named there may be named wherever they are.
                audience = min(reach[key], seen)
                name = _hidden_name(portfolio, person, audience)
                if name and name == _hidden_name(portfolio, other, audience):
                    said.add(person)
                    yield _advice(portfolio, (person, other), name, audience, sheets[key].source.locate_value(path))
                    break


def _pairs(portfolio: Portfolio, reach: Mapping[Key, Audience]) -> dict[str, list[tuple[Key, Audience]]]:
    """Give the people of each portfolio's agreements, with how far the agreement reaches."""
    found: dict[str, list[tuple[Key, Audience]]] = {}
    for key, linked in portfolio.records.items():
        if isinstance(linked.record, Mentorship):
            people = (*linked.record.mentors, *linked.record.mentees)
            found.setdefault(key.portfolio, []).extend((reference.key, reach[key]) for reference in people if reference.key)
    return found


def _counted(record: Record) -> Iterator[tuple[Path, Key | None]]:
    """Give the people whom the figures put on a side, with where they are named."""
    named: list[tuple[Path, Reference | None]] = []
    if isinstance(record, Feedback):
        named = [(("from",), record.from_), (("to",), record.to)]
    elif isinstance(record, Checkin):
        named = [(("questions", number, "answered_by"), question.answered_by) for number, question in enumerate(record.questions)]
    yield from ((path, reference.key) for path, reference in named if reference)


def _hidden_name(portfolio: Portfolio, key: Key, audience: Audience) -> str | None:
    """Give what somebody is called who may not be named before an audience, and is told apart by it."""
    person = portfolio.records[key].record if key in portfolio.records else None
    if not isinstance(person, Person) or audience.may_see(consent_of(person)):
        return None
    name = name_for(person, audience)
    return None if name == NOBODY else name


def _advice(portfolio: Portfolio, two: tuple[Key, Key], name: str, audience: Audience, span: Span) -> Diagnostic:
    first, second = (quoted(portfolio.records[key].record.heading()) for key in two)
    said = f"before `{audience}`, {first} is called {quoted(name)}, as {second} of the pair is: there, what either says counts for the pair"
    return Diagnostic(Code.SAME_NAME, span, said, f"give one of them an `alias` of their own, in `{two[0]}` or `{two[1]}`")
