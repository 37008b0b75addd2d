"""Dates, numbers and plain texts as they stand on a page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")

# What no page may hold: control characters, which HTML and XML forbid, and those that turn the direction of all that follows.
# Directions are set with elements; the plain marks for left and right stay.
_FORBIDDEN = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF]
)


def harmless(text: str) -> str:
    """Take out the characters that no page may hold."""
    return text if text.isascii() and text.isprintable() else text.translate(_FORBIDDEN)


def day(when: date) -> str:
    """Write a date as "4 March 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def day_short(when: date) -> str:
    """Write a date as "4 Mar"."""
    return f"{when.day} {MONTHS[when.month - 1][:3]}"


def month(when: date) -> str:
    """Write a month as "March 2026"."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def number(value: Decimal | int) -> str:
    """Write a number with its digits in threes, apart by a narrow space, and a true minus sign; decimals as they were written."""
    sign, digits, exponent = Decimal(value).as_tuple()
    text = f"{abs(Decimal(value)):,f}".replace(",", "\u202f")
    whole = len(digits) + (exponent if isinstance(exponent, int) else 0)
    if whole <= 4:
        text = text.replace("\u202f", "")
    return ("\u2212" if sign and value else "") + text
