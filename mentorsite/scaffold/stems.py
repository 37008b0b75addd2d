"""What a new record's file is called: the day where its type has one, and its title, short enough to be read in a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from mentorsite.records.addresses import address_problem, slug

_LONGEST = 60
"""How many letters of a title a file's name has."""
_BYTES = 150
"""How many bytes these may take: letters of some scripts take four."""
_LIKE_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(-|$)")


def stem_of(title: str, singular: str, day: date | None) -> str:
    """Give the name of a file without its ending: `2026-03-04-first-review`; of a record that has no title, the day alone.

    A title that can't name a file, or that would be taken for a day, is helped with what the type is called. Without a day and without a
    title that is all there is.
    """
    words = short(slug(title))
    if not title and day:
        return day.isoformat()
    if day is None and _LIKE_A_DAY.match(words):
        words = short(slug(f"{singular} {title}"))
    elif address_problem(words):
        words = short(slug(f"{title} {singular}"))
    return f"{day.isoformat()}-{words}" if day else words


def free_stem(stem: str, day: date | None, is_file: Callable[[str], bool], takes: Callable[[str], str | None]) -> tuple[str, str]:
    """Give the name of a file that is free, and the `id` that its record has to say, "" where the name says it.

    `takes` gives the record that an id belongs to already. What belongs to a day has the day in its id where the id alone is another's.
    """
    if day is None:
        return stem, ""
    bare = stem.removeprefix(f"{day.isoformat()}-")
    if not is_file(stem) and not takes(bare):
        return stem, ""
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1_000))
    free = next((name for name in names if not is_file(name) and not takes(name)), stem)
    return free, free


def short(words: str) -> str:
    """Cut a slug at a hyphen, where there is one, so that it has about 60 letters."""
    if len(words) <= _LONGEST and len(words.encode()) <= _BYTES:
        return words
    cut = words[:_LONGEST]
    while len(cut.encode()) > _BYTES:
        cut = cut[:-1]
    whole, hyphen, _ = (cut if words[len(cut)] != "-" else f"{cut}-").rpartition("-")
    # Where the last hyphen is far off, half a word is better than none.
    return whole if hyphen and len(whole) * 2 >= len(cut) else cut
