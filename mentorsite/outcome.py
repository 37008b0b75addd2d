"""What a build did: what was made, what of it was written, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass

from mentorsite.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Written:
    """How a folder changed: addresses that are new, that changed, that are gone; and how many stayed as they were."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `written` is None where it wrote nothing, because of its problems."""

    records: int
    pages: int
    written: Written | None
    problems: tuple[Diagnostic, ...]
