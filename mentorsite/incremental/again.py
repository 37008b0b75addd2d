"""A build after which little changed: what it gives is known from what the last one kept, without building.

Imports what reads records and renders pages only where a text was edited.
"""

from __future__ import annotations

from datetime import date

from mentorsite.config import Config, Target
from mentorsite.incremental.receipt import asked_of, load, taken
from mentorsite.outcome import Built

_FEW = 20
"""Of how many edited files it is worth while to look at each."""


def again(
    config: Config, target: Target, today: date, *, strict: bool = False, past: bool = False, since: date | None = None
) -> Built | None:
    """Give what a build of a target would give: where nothing changed since the last one, or nothing but the letters of a few texts.

    None where more changed, or where that is not known: then there is something to build.
    """
    receipt = load(config.root, target)
    if receipt is None or (strict and receipt.problems):
        return None
    now, before = taken(config, target, asked_of(today, past=past, since=since), receipt.took.others), receipt.took
    if now is None or (now.asked, now.others) != (before.asked, before.others) or not receipt.still_there(config.root / target.output):
        return None
    if now.files == before.files:
        return receipt.built()
    edited = [path for path, signature in now.files.items() if before.files.get(path) != signature]
    if now.files.keys() != before.files.keys() or len(edited) > _FEW:
        return None
    from mentorsite.incremental.prose import with_other_letters

    return with_other_letters(config, target, receipt, now, edited)
