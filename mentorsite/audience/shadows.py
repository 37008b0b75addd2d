"""Records of a portfolio that take the place of shared ones, before people who see the shared one alone: errors for those who write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mentorsite.audience.rules import consent_of, visibility_of
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.types.people import Person
from mentorsite.records.values import Key


def shadows(portfolio: Portfolio, sheets: Mapping[Key, Sheet], defaults: Mapping[str, Audience]) -> Iterator[Diagnostic]:
    """Find records that reach less far than the shared record with their type and id.

    References of the portfolio mean its own record. Where that one is hidden they would be missing, and tell by it that it is there.
    """
    for key, linked in portfolio.records.items():
        shared = portfolio.records.get(Key("", key.type, key.id)) if key.portfolio else None
        if shared is None:
            continue
        own_reach, reach = (_reach(of.record, key.type, defaults) for of in (linked, shared))
        if any(own < other for own, other in zip(own_reach, reach, strict=True)):
            sheet = sheets[key]
            span = sheet.source.locate_value(("id",)) if linked.record.id else Span(sheet.source.path)
            said = f"`{key}` reaches less far than the shared record of the same type and id, which it takes the place of"
            hint = "give one of the two another id, or let this one reach as far"
            yield Diagnostic(Code.SHADOW, span, said, hint, ((Span(shared.path), "the shared one"),))


def _reach(record: Record, type: str, defaults: Mapping[str, Audience]) -> tuple[Audience, ...]:
    """Give how far a record is seen, and how far a person is named."""
    seen = visibility_of(record, type, defaults)
    return (seen, consent_of(record)) if isinstance(record, Person) else (seen,)
