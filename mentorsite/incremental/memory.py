"""All that a build of a target keeps for the next one, but for its receipt"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorsite.config import Config, Target
from mentorsite.incremental import ledger
from mentorsite.incremental.ledger import Ledger
from mentorsite.incremental.prose import Lettered, remember
from mentorsite.shelf import Laid


@dataclass(frozen=True)
class Memory:
    """What is known of the files that were made, what has to be known to edit texts, and the pages of records, or where they lie."""

    ledger: Ledger = field(default_factory=Ledger)
    lettered: Lettered | None = None
    pages: Mapping[str, bytes | Laid] = field(default_factory=dict)

    def save(self, config: Config, target: Target) -> None:
        """Keep it."""
        ledger.save(config.root, target, self.ledger)
        if self.lettered:
            remember(config, target, self.lettered, self.pages)
