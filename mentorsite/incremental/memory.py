"""All that a build of a target keeps for the next one, but for its receipt and the pages of records."""

from __future__ import annotations

from dataclasses import dataclass, field

from mentorsite.config import Config, Target
from mentorsite.incremental import ledger
from mentorsite.incremental.ledger import Ledger
from mentorsite.incremental.outbox import Outbox
from mentorsite.incremental.prose import Lettered, remember


@dataclass(frozen=True)
class Memory:
    """What is known of the files that were made, and what has to be known to edit texts."""

    ledger: Ledger = field(default_factory=Ledger)
    lettered: Lettered | None = None

    def save(self, config: Config, target: Target, outbox: Outbox) -> None:
        """Keep it, with the pages of records."""
        ledger.save(config.root, target, self.ledger)
        if self.lettered:
            remember(config, target, self.lettered, outbox)
