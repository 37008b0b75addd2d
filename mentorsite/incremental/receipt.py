"""A build's receipt: what it took and what it gave. Where both are as they were, the next build has nothing to do.

Imports nothing that records, pages or templates need, so that this is known in a moment.
"""

from __future__ import annotations

import marshal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mentorsite import store
from mentorsite.config import Config, Target
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.outcome import Built, Written
from mentorsite.signatures import UNSURE, Signature, is_settled, settled, signature_of, signatures_in

SOURCES = ("content", "static", "themes")
"""The folders of a site that a build reads."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a build reads: the signatures of the site's files by their paths, of `others` outside of it, and what it was asked; seen at
    the moment `at` (in nanoseconds since 1970)."""

    asked: tuple[str, ...]
    files: dict[str, Signature]
    others: dict[str, Signature]
    at: int

    def surely(self) -> Taken:
        """Give the same, with signatures that no file has in the place of those that would not show a change since."""
        files, others = (
            {path: found if is_settled(found, self.at) else UNSURE for path, found in signatures.items()}
            for signatures in (self.files, self.others)
        )
        return Taken(self.asked, files, others, self.at)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a build took; the signatures of the files in its output when it had written them; and its result but for those."""

    took: Taken
    gave: dict[str, Signature]
    records: int
    pages: int
    files: int
    problems: tuple[Diagnostic, ...]

    def built(self) -> Built:
        """Give the result of the same build again, which changes nothing."""
        return Built(self.records, self.pages, Written(same=self.files), self.problems)

    def still_there(self, folder: Path) -> bool:
        """Say whether an output holds what the build wrote, and nothing else."""
        try:
            return signatures_in(folder) == self.gave
        except OSError:
            return False


def sources_in(root: Path, folder: str) -> dict[str, Signature]:
    """Give the signatures of what a build reads in one of the SOURCES of a site, by their paths in it.

    A theme may lie elsewhere, behind a link; of content and static files no link is followed. Raises OSError where a folder cannot be
    looked into.
    """
    found = signatures_in(root / folder, linked=folder == "themes")
    return {f"{folder}/{path}": signature for path, signature in found.items()}


def asked_of(today: date, *, past: bool = False, since: date | None = None) -> tuple[str, ...]:
    """Give what a build is asked about days, as a receipt has it."""
    return (today.isoformat(), "past" if past else "", since.isoformat() if since else "")


def taken(config: Config, target: Target, days: tuple[str, ...], others: Iterable[str | Path] = ()) -> Taken | None:
    """Look at what a build would read, before it does; None where a folder cannot be looked into. `others` lie outside of the site."""
    try:
        files = {path: found for folder in SOURCES for path, found in sources_in(config.root, folder).items()}
        files |= {folder: signature_of(config.root / folder) for folder in SOURCES if (config.root / folder).is_symlink()}
    except OSError:
        return None
    files[config.name] = signature_of(config.root / config.name)
    asked = (config.name, config.text, target.name, *days)
    return Taken(asked, files, {str(place): signature_of(place) for place in others}, time.time_ns())


def keep(config: Config, target: Target, took: Taken, built: Built) -> None:
    """Keep the receipt of a build that wrote its files, where it is sure that every change of them would show."""
    took = took.surely()
    gave: dict[str, Signature] | None = None
    if built.written is not None:
        try:
            gave = signatures_in(config.root / target.output)
        except OSError:
            gave = None
    if built.written is None or gave is None or not settled(gave.values()):
        store.forget(config.root, _name(target))
        return
    files = len(built.written.added) + len(built.written.changed) + built.written.same
    result = (built.records, built.pages, files, [_plain(problem) for problem in built.problems])
    store.write(config.root, _name(target), marshal.dumps((took.asked, took.files, took.others, took.at, gave, result)))


def load(root: Path, target: Target) -> Receipt | None:
    """Give the receipt of a target's last build, or None where there is none."""
    kept = store.read(root, _name(target))
    if kept is None:
        return None
    asked, files, others, at, gave, (records, pages, count, problems) = marshal.loads(kept)
    return Receipt(Taken(asked, files, others, at), gave, records, pages, count, tuple(map(_problem, problems)))


def _name(target: Target) -> str:
    return store.name_for("receipt", target.name)


def _plain(problem: Diagnostic) -> tuple[Any, ...]:
    related = [(_place(span), said) for span, said in problem.related]
    return problem.code.name, _place(problem.span), problem.message, problem.hint, related


def _place(span: Span) -> tuple[str, int, int]:
    return span.path, span.line, span.column


def _problem(kept: tuple[Any, ...]) -> Diagnostic:
    code, place, message, hint, related = kept
    return Diagnostic(Code[code], Span(*place), message, hint, tuple((Span(*where), said) for where, said in related))
