"""All that the records of one portfolio add up to: the one value from which pages and data are made."""

from __future__ import annotations

from dataclasses import dataclass

from mentorsite.insights.scope import Scope


@dataclass(frozen=True, slots=True)
class Insights:
    """What is derived from the records of a portfolio that an audience sees, as of a day."""


def insights_of(scope: Scope) -> Insights:
    """Derive everything."""
    return Insights()
