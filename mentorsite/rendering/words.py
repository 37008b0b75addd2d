"""Dates, numbers and plain texts as they stand on a page."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")

# What no page may hold: control characters, which HTML and XML forbid, and those that turn the direction of all that follows.
# Directions are set with elements; the plain marks for left and right stay.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def harmless(text: str) -> str:
    """Take out the characters that no page may hold."""
    return _FORBIDDEN.sub("", text)


def day(when: date) -> str:
    """Write a date as "4 March 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def day_short(when: date) -> str:
    """Write a date as "4 Mar"."""
    return f"{when.day} {MONTHS[when.month - 1][:3]}"


def month(when: date) -> str:
    """Write a month as "March 2026"."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def counted(count: int, one: str, several: str = "") -> str:
    """Write a number with what it counts: "1 day", "5 days", "2 entries"."""
    return f"{number(count)} {one if count == 1 else several or one + 's'}"


def number(value: Decimal | int) -> str:
    """Write a number with its digits in threes, apart by a narrow space, and a true minus sign; decimals as they were written."""
    sign, digits, exponent = Decimal(value).as_tuple()
    text = f"{abs(Decimal(value)):,f}".replace(",", "\u202f")
    whole = len(digits) + (exponent if isinstance(exponent, int) else 0)
    if whole <= 4:
        text = text.replace("\u202f", "")
    return ("\u2212" if sign and value else "") + text
