"""A build's receipt: what it took and what it gave. Where both are as they were, the next build has nothing to do.

Imports nothing that records, pages or templates need, so that this is known in a moment.
"""

from __future__ import annotations

import hashlib
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
from mentorsite.signatures import Signature, is_settled, settled, signature_of, signatures_in

SOURCES = ("content", "static", "themes")
"""The folders of a site that a build reads."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a build reads: the signatures of the site's files by their paths, of `others` beside it, and what it was asked."""

    asked: tuple[str, ...]
    files: dict[str, Signature]
    others: dict[str, Signature]
    at: int

    @property
    def is_sure(self) -> bool:
        """Whether whatever changed since would show."""
        return all(is_settled(signature, self.at) for found in (self.files, self.others) for signature in found.values())


def taken(config: Config, target: Target, today: date, others: Iterable[str | Path] = ()) -> Taken | None:
    """Look at what a build would read, before it does; None where a folder cannot be looked into. `others` lie outside of the site."""
    try:
        files = {f"{folder}/{path}": found for folder in SOURCES for path, found in signatures_in(config.root / folder).items()}
        files |= {folder: signature_of(config.root / folder) for folder in SOURCES if (config.root / folder).is_symlink()}
    except OSError:
        return None
    files[config.name] = signature_of(config.root / config.name)
    asked = (config.name, config.text, target.name, today.isoformat())
    return Taken(asked, files, {str(place): signature_of(place) for place in others}, time.time_ns())


def keep(config: Config, target: Target, took: Taken, built: Built) -> None:
    """Keep the receipt of a build that wrote its files, where it is sure that every change would show."""
    if built.written is None or not took.is_sure:
        store.forget(config.root, _name(target))
        return
    try:
        gave = signatures_in(config.root / target.output)
    except OSError:
        return
    if settled(gave.values()):
        files = sum(map(len, (built.written.added, built.written.changed))) + built.written.same
        result = (built.records, built.pages, files, [_plain(problem) for problem in built.problems])
        store.write(config.root, _name(target), marshal.dumps((took.asked, took.files, took.others, gave, result)))


def repeated(config: Config, target: Target, today: date, *, strict: bool = False) -> Built | None:
    """Give what a build would give again, where it would; None where something changed, or where nothing is known."""
    kept = store.read(config.root, _name(target))
    if kept is None:
        return None
    asked, files, others, gave, (records, pages, same, problems) = marshal.loads(kept)
    if strict and problems:
        return None
    now = taken(config, target, today, others)
    if now is None or (now.asked, now.files, now.others) != (asked, files, others):
        return None
    try:
        if signatures_in(config.root / target.output) != gave:
            return None
    except OSError:
        return None
    return Built(records, pages, Written(same=same), tuple(map(_problem, problems)))


def files_given(config: Config, target: Target) -> dict[str, Signature]:
    """Give the signatures that the files of the last build had when it had written them; nothing where there is no receipt."""
    kept = store.read(config.root, _name(target))
    found: dict[str, Signature] = marshal.loads(kept)[3] if kept else {}
    return found


def _name(target: Target) -> str:
    # A target may be named by letters that no file's name can have.
    return f"receipt-{hashlib.blake2b(target.name.encode(), digest_size=8).hexdigest()}"


def _plain(problem: Diagnostic) -> tuple[Any, ...]:
    related = [(_place(span), said) for span, said in problem.related]
    return problem.code.name, _place(problem.span), problem.message, problem.hint, related


def _place(span: Span) -> tuple[str, int, int]:
    return span.path, span.line, span.column


def _problem(kept: tuple[Any, ...]) -> Diagnostic:
    code, place, message, hint, related = kept
    return Diagnostic(Code[code], Span(*place), message, hint, tuple((Span(*where), said) for where, said in related))
