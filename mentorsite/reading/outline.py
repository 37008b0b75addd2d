"""A file's records become their outline: a fingerprint of all that anything but their own pages could notice of them.

That is everything but the letters of their long texts. Where a text's links, headings, HTML and audience blocks stay as they are, other
letters change the page that shows the text, and nothing else of a site.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from mentorsite.markdown.anchors import anchors
from mentorsite.markdown.blocks import reaches
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.record import Record
from mentorsite.records.values import Prose

SHOWN_ELSEWHERE: dict[str, frozenset[str] | None] = {
    "checkins": frozenset({"successes", "obstacles"}),
    "feedback": None,
    "introductions": frozenset({"outcome"}),
    "mentorships": None,
    "milestones": frozenset({"outcome"}),
    "reviews": None,
    "stories": frozenset({"result"}),
}
"""The fields of each type whose long texts stand elsewhere than in the entry on the record's own page: on the home page, in the brief, the
handover or a packet. None stands for all."""


def letters(type: str, record: Record) -> dict[str, Prose]:
    """Give the texts of a record whose letters show on its own page alone, by the names of their fields."""
    elsewhere = SHOWN_ELSEWHERE.get(type, frozenset())
    return {
        name: value
        for name, fact in fields_of(record.__class__).items()
        if fact.shape == "prose" and name != "private" and elsewhere is not None and name not in elsewhere
        if isinstance(value := getattr(record, fact.attribute), Prose) and value.text.strip()
    }


def outline(sheets: Iterable[Sheet]) -> bytes:
    """Give the outline of a file's records."""
    text = io.BytesIO()
    _Canonical(text, 5).dump([_facts(sheet) for sheet in sheets])
    return hashlib.blake2b(text.getvalue(), digest_size=16).digest()


def _facts(sheet: Sheet) -> tuple[object, ...]:
    texts = letters(sheet.key.type, sheet.record)
    attributes = fields_of(sheet.record.__class__)
    blank = sheet.record.model_copy(update={attributes[name].attribute: None for name in texts})
    found = [(path, [(each.kind, each.written) for each in of_text]) for path, of_text in sheet.found.items()]
    headings = [(name, sorted(anchors(text.text).items())) for name, text in texts.items()]
    in_blocks = [(name, _in_blocks(text.text)) for name, text in texts.items()]
    return sheet.key, blank, found, headings, in_blocks, [sorted(names) for _, names in sheet.source.defaults]


def _in_blocks(text: str) -> list[str]:
    """Give the lines of a text that not everybody sees, and the fences around them."""
    if ":::" not in text:
        return []
    return [line for line, at in zip(text.split("\n"), reaches(text), strict=True) if at.is_fence or at.reach is not Audience.PUBLIC]


class _Canonical(pickle.Pickler):
    """Pickles what is equal in one way, whichever process does it: the names of the fields that are set are a set, which has no order."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, BaseModel):
            return tuple, ([type(value).__qualname__, sorted(value.model_fields_set), value.__dict__],)
        return NotImplemented
