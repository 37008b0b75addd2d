"""All warnings of what is open to whom, for those who write: takes a Portfolio and its sources; never a part of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mentorsite.audience.named import named_beyond_consent
from mentorsite.audience.shadows import shadows
from mentorsite.audience.unhidden import unhidden
from mentorsite.audience.warnings import hidden_cadences, names_still_shown, public_defaults, public_source
from mentorsite.config import Config
from mentorsite.diagnostics import Diagnostic
from mentorsite.linking.portfolio import Portfolio
from mentorsite.reading.repository import Remote
from mentorsite.reading.sheets import Sheet
from mentorsite.records.values import Key


def told(
    portfolio: Portfolio, written: Sequence[Sheet], sheets: Mapping[Key, Sheet], config: Config, remotes: Sequence[Remote]
) -> Iterator[Diagnostic]:
    """Give all warnings. `written` are all sheets, `sheets` those that the records of the Portfolio are written in."""
    yield from hidden_cadences(portfolio, sheets, config.visibility)
    yield from shadows(portfolio, sheets, config.visibility)
    yield from names_still_shown(portfolio, sheets)
    yield from unhidden(portfolio, sheets, config.visibility)
    yield from public_defaults(written, config)
    yield from named_beyond_consent(portfolio, sheets, config.visibility, config.allowed)
    yield from public_source(portfolio, config, remotes)
