"""What an audience does not see, counted: records by type and reason, and what is missing within the others. Never a part of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorsite.audience.rules import Rule, Verdict, verdict_on
from mentorsite.audience.select import Within, select
from mentorsite.linking.portfolio import Portfolio
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.registry import record_types
from mentorsite.records.values import Key


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many records an audience does not see, by type and by what decided it, and how much of those that it sees."""

    records: dict[str, dict[Rule, int]]
    within: Within

    @property
    def is_something(self) -> bool:
        """Whether anything is left out at all."""
        return bool(self.records) or self.within != Within()


def left_out(portfolio: Portfolio, sheets: Mapping[Key, Sheet], audience: Audience, defaults: Mapping[str, Audience]) -> LeftOut:
    """Count what `audience` does not see. `sheets` are the sources of the portfolio's records."""
    within = Within()
    seen = select(portfolio, audience, defaults, within).records
    records: dict[str, dict[Rule, int]] = {}
    for name in record_types():
        reasons = [
            reason_of(verdict_on(linked.record, name, defaults), sheets[key])
            for key, linked in portfolio.records.items()
            if key.type == name and key not in seen
        ]
        if reasons:
            records[name] = {rule: reasons.count(rule) for rule in Rule if rule in reasons}
    return LeftOut(records, within)


def reason_of(verdict: Verdict, sheet: Sheet) -> Rule:
    """Give the rule that decided, with the difference between what a record says itself and what a `_defaults.yaml` says for it."""
    return Rule.FOLDER if verdict.rule is Rule.OWN and sheet.source.is_default("visibility") else verdict.rule
