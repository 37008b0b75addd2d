"""A long list is divided among several pages (pagination): takes groups of rows, gives the rows of each page and the way to all of them.

The first page keeps the list's address, and the others lie in a folder beside it: `tags/calm.html`, `tags/calm/2.html`. No record, tag or
type has an address in such a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

HeadT = TypeVar("HeadT")
RowT = TypeVar("RowT")
Groups = Sequence[tuple[HeadT, Sequence[RowT]]]
"""Rows under headings."""

LIMIT = 200
"""How many rows a page has at most. The largest rows, cards of stories, take 2 kB each, so that a page of them stays far below 500 kB."""
LINES = 400
"""The same where every row is a line or two, as in the timeline."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What one page of a list holds: the headings of its first and its last group, and its earliest and latest day.

    `heads` is empty where the days say the same; `days` is None where the rows are not in the order of time.
    """

    number: int
    address: str
    heads: tuple[str, ...]
    days: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Part:
    """Which page of a list this one is, those beside it (None at the ends), and all `pages` in their order."""

    number: int
    here: Extent
    previous: Extent | None
    next: Extent | None
    pages: tuple[Extent, ...]


def address_of(first: str, number: int) -> str:
    """Give the address of a page of the list that begins at an address."""
    return first if number == 1 else f"{first.removesuffix('.html')}/{number}.html"


def paginated(groups: Iterable[tuple[HeadT, Iterable[RowT]]], limit: int | None = None) -> list[list[tuple[HeadT, list[RowT]]]]:
    """Divide groups among pages, of LIMIT rows where none is given. A group that goes on over the next page has its heading there again.

    There is one page at least. Groups in a row that have the same heading become one.
    """
    rows = [(head, row) for head, of_group in groups for row in of_group]
    each = limit or LIMIT
    starts = range(0, len(rows) or 1, each)
    return [[(head, [row for _, row in of]) for head, of in groupby(rows[at : at + each], key=lambda row: row[0])] for at in starts]


def parts(
    address: str, pages: Sequence[Groups[HeadT, RowT]], said: Callable[[HeadT], str], day: Callable[[RowT], date | None]
) -> list[Part | None]:
    """Say which page of the list at an address each one is; None where there is one alone.

    `said` gives the heading of a group in words, and `day` the day of a row.
    """
    if len(pages) == 1:
        return [None]
    all = tuple(_extent(number, address_of(address, number), page, said, day) for number, page in enumerate(pages, 1))
    beside = zip(all, (None, *all), (*all[1:], None), strict=False)
    return [Part(here.number, here, previous, following, all) for here, previous, following in beside]


def _extent(
    number: int,
    address: str,
    page: Groups[HeadT, RowT],
    said: Callable[[HeadT], str],
    day: Callable[[RowT], date | None],
) -> Extent:
    found = [day(row) for _, rows in page for row in rows]
    known = [one for one in found if one]
    in_order = len(known) == len(found) and known in (sorted(known), sorted(known, reverse=True))
    days = (min(known), max(known)) if known and in_order else None
    heads = dict.fromkeys(words for head in (page[0][0], page[-1][0]) if (words := said(head)))
    years = {str(one.year) for one in days} if days else set()
    return Extent(number, address, tuple(word for word in heads if word not in years), days)
