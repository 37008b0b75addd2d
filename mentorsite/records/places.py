"""What a file's path says about the records in it: portfolio, type, date, id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from mentorsite.records.registry import type_names

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(.+))?", re.DOTALL)

RECORD_SUFFIXES = frozenset({".md", ".yaml", ".yml"})


def is_record(path: str) -> bool:
    """Say whether a file below `content` holds records, by its name: no part of its path begins with `_`."""
    return "/_" not in path and path[path.rfind(".") :].lower() in RECORD_SUFFIXES


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says: the portfolio's folder name ("" for none), the type (None where no folder names one), the stem's date and id.

    `no_day` is what looks like a date at the beginning of the stem, and is none.
    """

    portfolio: str
    type: str | None
    date: str | None
    id: str
    no_day: str | None = None


@lru_cache(maxsize=100_000)
def place_of(path: str) -> Place:
    """Read a path such as `content/portfolios/ana/checkins/2026-03-04-first.md`."""
    pure = PurePosixPath(path)
    folders = pure.parts[1:-1]
    portfolio = folders[1] if len(folders) > 1 and folders[0] == "portfolios" else ""
    inside = folders[2:] if portfolio else folders
    type = next((folder for folder in reversed(inside) if folder in type_names()), None)
    stem = pure.name[: -len(pure.suffix)] if pure.suffix else pure.name
    match = _DATED.fullmatch(stem)
    if match is None:
        return Place(portfolio, type, None, stem)
    if not _is_day(match[1]):
        return Place(portfolio, type, None, stem, match[1])
    return Place(portfolio, type, match[1], match[2] or stem)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
