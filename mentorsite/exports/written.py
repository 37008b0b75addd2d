"""A record as an audience sees it becomes what people write for it: the values of its fields, by their names, as texts, lists and groups.

It takes a View in which the blocks that the audience sees are still marked (`select(…, fences=True)`), so that nothing reaches farther
when it is written again. References become ids, and links in texts lead to `../TYPE/ID.md`, wherever the file of the record lies.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Union

from pydantic import BaseModel

from mentorsite.audience.unlink import readdressed, unlinked
from mentorsite.audience.view import Shown, View
from mentorsite.markdown.comments import without_comments
from mentorsite.records.audience import Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.fields import CADENCES
from mentorsite.records.values import ANY, Attachment, Cadence, Key, Level, Markdown, Phrase, Reference

Value = Union[str, "list[Value]", "dict[str, Value]"]
"""A text, a list, or values by their names or their days, as they stand in a file."""
Values = dict[str, Value]


def folder_of(portfolio: str, type: str) -> str:
    """Give the folder of the records of a type, relative to the site. `portfolio` is the name of its folder, "" for none."""
    return f"content/portfolios/{portfolio}/{type}" if portfolio else f"content/{type}"


def written(shown: Shown, view: View, *, with_files: bool | None = None) -> Values:
    """Give the values of a record's fields that say something, in declared order, but for its id.

    With files, their paths and the links to them stay; that is up to the pair unless it is said, since a folder's name may say too much.
    `visibility` is always said, and no wider than the audience of the view: the words of the record were chosen for that one.
    """
    values = _Writing(view, shown.key, view.audience <= Audience.PAIR if with_files is None else with_files).fields(shown.record)
    values.pop("id", None)
    return {**values, "visibility": str(_reach(shown, view.audience))}


def _reach(shown: Shown, audience: Audience) -> Audience:
    """Give how far a record may reach where it is written again. What a draft says of itself counts once it is none."""
    reach = shown.record.visibility or shown.visibility if shown.record.draft else shown.visibility
    return reach if audience is Audience.PRIVATE else min(reach, audience)


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes the values of one record."""

    view: View
    key: Key
    with_files: bool

    def fields(self, model: BaseModel) -> Values:
        found: Values = {}
        for name, fact in fields_of(type(model)).items():
            value = self.value(getattr(model, fact.attribute))
            if value:
                found[name] = value
        return found

    def value(self, value: Any) -> Value:
        """Give a value as it is written; "" for what is not."""
        match value:
            case None | False:
                return ""
            case True:
                return "true"
            case str():
                return value
            case date():
                return value.isoformat()
            case Decimal():
                return f"{value:f}"
            case int():
                return str(value)
            case Audience():
                return value.value
            case Level():
                return value.name
            case Cadence():
                return _cadence(value)
            case Reference():
                return self._reference(value)
            case Markdown():
                return self._text(value)
            case Attachment():
                return self._path(value) if self.with_files else ""
            case tuple():
                return [each for inner in value if (each := self.value(inner))]
            case dict():
                return {str(day): each for day, inner in sorted(value.items()) if (each := self.value(inner))}
            case BaseModel():
                return self.fields(value)
        raise TypeError(f"no way to write {type(value).__name__}")

    def _reference(self, reference: Reference) -> str:
        if reference.key is None:
            return reference.text
        return str(reference.key) if reference.to == ANY else reference.key.id

    def _text(self, markdown: Markdown) -> str:
        """Give a text with its links as they lead wherever its record lies. Files do not travel with it: beyond the pair, where the name of
        a folder may say too much, only the words of a link to one stay. What a page shows to nobody is for the author alone."""
        instead: dict[str, str] = {}
        lost: dict[str, str] = {}
        for link in markdown.links:
            if isinstance(link.target, Key):
                there = self._place(link.target) + link.written[len(link.written.partition("#")[0]) :]
            elif self.with_files:
                there = self._path(link.target)
            else:
                lost[link.written] = ""
                continue
            if there != link.written:
                instead[link.written] = there
        text = unlinked(readdressed(markdown.text, instead), lost)
        if self.view.audience is not Audience.PRIVATE:
            text = without_comments(text, inline=isinstance(markdown, Phrase))
        return text if not isinstance(markdown, Phrase) else text.strip()

    def _place(self, key: Key) -> str:
        """Give the path of a record's file from the folder of this one."""
        return posixpath.relpath(f"{self._folder(key)}/{key.id}.md", self._folder(self.key))

    def _path(self, attachment: Attachment) -> str:
        return posixpath.relpath(attachment.path, self._folder(self.key))

    def _folder(self, key: Key) -> str:
        return folder_of(self.view.names.get(key.portfolio, key.portfolio), key.type)


def _cadence(cadence: Cadence) -> str:
    word = next((word for word, meant in CADENCES.items() if meant == cadence), None)
    parts: Mapping[str, int] = {"Y": cadence.years, "M": cadence.months, "W": cadence.weeks, "D": cadence.days}
    return word or "P" + "".join(f"{number}{unit}" for unit, number in parts.items() if number)
