"""A day that is written in another way than `2026-03-04` becomes the days that it may mean, to suggest them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_YEAR_FIRST = re.compile(r"(\d{4})[-/._ ](\d{1,2})[-/._ ](\d{1,2})(?:[T ].*)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])\s?(\d{1,2})[-/. ]\s?(\d{4})", re.ASCII)
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.ASCII | re.IGNORECASE)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII | re.IGNORECASE)


def meant_days(text: str) -> tuple[str, ...]:
    """Give the days, as they should be written, that a text may mean: none, one, or two where day and month may be either way round."""
    text = text.strip()
    found: list[tuple[int, int, int]] = []
    if (match := _YEAR_FIRST.fullmatch(text)) or (match := _RUN.fullmatch(text)):
        found = [(int(match[1]), int(match[2]), int(match[3]))]
    elif match := _YEAR_LAST.fullmatch(text):
        found = [(int(match[4]), int(match[3]), int(match[1]))]
        if match[2] in "/-":
            found.append((int(match[4]), int(match[1]), int(match[3])))
    elif match := _DAY_MONTH.fullmatch(text):
        found = [(int(match[3]), _month(match[2]), int(match[1]))]
    elif match := _MONTH_DAY.fullmatch(text):
        found = [(int(match[3]), _month(match[1]), int(match[2]))]
    return tuple(dict.fromkeys(day for parts in found if (day := _written(*parts))))


def _month(word: str) -> int:
    word = word.lower()
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def _written(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
