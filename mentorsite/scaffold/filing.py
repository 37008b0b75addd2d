"""A begun record gets its file: a name that is free, an id that nobody has, and its text."""

from __future__ import annotations

import os
from typing import NamedTuple

from mentorsite.records.describe import fields_of
from mentorsite.scaffold.desk import Desk, known_ids
from mentorsite.scaffold.follows import Begun
from mentorsite.scaffold.record import Draft, draft_record
from mentorsite.scaffold.stems import free_stem, stem_of

_SUFFIXES = (".md", ".yaml", ".yml")


class Filed(NamedTuple):
    """The path of a file relative to the site, its text, and whether there is no file of that name yet."""

    path: str
    draft: Draft
    is_new: bool


def file(desk: Desk, begun: Begun) -> Filed:
    """Give a begun record its file; nothing is written.

    What has no title and is not the first of its day gets a number, such as a second feedback. A second check-in of one day is most likely
    the first one; and what has a title that is taken is for those who write to decide.
    """
    facts = desk.record_type.facts
    day = desk.today if fields_of(desk.record_type)["date"].required else None
    title = str(begun.values.get("title") or begun.values.get("name") or "")
    known = known_ids(desk)

    def draft_of(id: str) -> Draft:
        values = {**begun.values, "id": id} if id else begun.values
        return draft_record(desk.type_name, values, desk.today, known=known, remarks=begun.remarks, begin=begun.begin)

    def path_of(stem: str) -> str:
        return f"{desk.folder}/{stem}.md"

    def is_file(stem: str) -> bool:
        return any(os.path.lexists(desk.config.root / desk.folder / f"{stem}{suffix}") for suffix in _SUFFIXES)

    stem = stem_of(title, facts.singular, day)
    is_counted = day is not None and not title and desk.type_name != "checkins"
    if is_file(stem) and not is_counted:
        return Filed(path_of(stem), draft_of(""), False)
    stem, id = free_stem(stem, day, is_file, desk.takes)
    draft = draft_of(id)
    if not id and desk.is_elsewhere(stem, day) and desk.breaks(path_of(stem), draft.text):
        # Somewhere a reference names it by its id alone, which would be that of two records.
        stem = f"{stem}-{facts.singular.lower()}"
    return Filed(path_of(stem), draft, not is_file(stem))
