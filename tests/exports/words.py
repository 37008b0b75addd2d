"""What a finished page says in words, as the figures that it says; and where its links lead."""

from __future__ import annotations

import posixpath
import re
from datetime import date
from decimal import Decimal
from typing import Any

from tests.exports.tree import Element

MARKED = re.compile(r"M(-?\d+) (-?\d+)")


def numbers(words: str) -> list[Decimal]:
    """Give the numbers in a text, which may have a true minus sign and narrow spaces between the digits."""
    plain = words.replace("\u2212", "-").replace("\u202f", "")
    return [Decimal(found) for found in re.findall(r"(?<!\d)-?\d+(?:\.\d+)?", plain)]


def percents(words: str, what: str) -> list[int]:
    """Give the percentages that a text says of something."""
    return [int(numbers(found)[0]) for found in re.findall(rf"([\d\u2212]+) % {what}", words)]


def near(one: float, other: float, by: float) -> bool:
    """Say whether two numbers are the same but for rounding: shares have four decimal places in data.json, percents none."""
    return abs(one - other) <= by


def by_address(rows: list[Any], key: str = "key") -> dict[str, Any]:
    """Give figures by the page of their record."""
    return {row[key]["address"]: row for row in rows}


def leads_to(page: str, link: Element) -> str:
    """Give the address in the site that a link on a page leads to, without the place in it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link["href"].split("#")[0])) if link["href"][0] != "#" else page


def days_in(element: Element) -> list[date]:
    """Give the days that are written in an element, as machines read them."""
    return [date.fromisoformat(time["datetime"]) for time in element.all("time")]
