"""The place where a new record is written: what its site holds already, and what of that the record may tell again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from mentorsite.audience.rules import DEFAULT
from mentorsite.audience.select import select
from mentorsite.config import Config
from mentorsite.diagnostics import Code, Diagnostic
from mentorsite.insights.scope import Scope
from mentorsite.linking.keys import SHARED
from mentorsite.linking.link import link, link_one
from mentorsite.linking.portfolio import Portfolio
from mentorsite.reading import Content, read
from mentorsite.reading.decode import decode, what_is_right
from mentorsite.reading.defaults import Defaults, read_defaults
from mentorsite.reading.files import FoundFile
from mentorsite.reading.read import Limits
from mentorsite.reading.record_file import FileReader
from mentorsite.reading.sheets import Sheet, Source
from mentorsite.records.addresses import slug
from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.places import place_of
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types
from mentorsite.records.values import Key
from mentorsite.scaffold.record import AUDIENCES, LEVELS
from mentorsite.signatures import UNSURE

RecordT = TypeVar("RecordT", bound=Record)
Values = dict[str, Any]
"""What is written in a record's fields, by their names: texts, lists and mappings."""


@dataclass(frozen=True)
class Desk:
    """A new record of a type, by its name, in the folder of a `portfolio` ("" for the one there is, or for what several share), on a day.

    What cannot be read of a site is passed over: somebody who is in the middle of another record may begin a new one.
    """

    config: Config
    type_name: str
    portfolio: str
    today: date

    @property
    def folder(self) -> str:
        """The path of the folder that the record belongs in, relative to the site."""
        return f"content/portfolios/{self.portfolio}/{self.type_name}" if self.portfolio else f"content/{self.type_name}"

    @property
    def place(self) -> str:
        """The portfolio by its address."""
        return slug(self.portfolio) if self.portfolio else ""

    @property
    def record_type(self) -> type[Record]:
        """The declaration of the record's type."""
        return record_types()[self.type_name]

    @cached_property
    def content(self) -> Content:
        """All that can be read."""
        return read(self.config.root, self.config.levels, self._limits, reuse=True)[0]

    @cached_property
    def written(self) -> Portfolio:
        """The records that there are."""
        return link(self.content)[0]

    @cached_property
    def given(self) -> Values:
        """What `_defaults.yaml` says of a record in this folder."""
        path = f"{self.folder}/new.md"
        return self._defaults.complete(path, fields_of(self.record_type), {}, Source(path, None))[0]

    def all(self, kind: type[RecordT]) -> Iterator[tuple[Key, RecordT]]:
        """Give the records of a type that may be named here: those of the portfolio, then the shared ones."""
        for place in dict.fromkeys((self.place, "")):
            for key, linked in self.written.records.items():
                if key.portfolio == place and isinstance(linked.record, kind):
                    yield key, linked.record

    def reach(self, values: Values) -> Audience:
        """Give the audience that may see the record once it is no draft any more."""
        said = {**self.given, **values}.get("visibility")
        return Audience(said) if said in AUDIENCE_NAMES else self.config.visibility.get(self.type_name, DEFAULT)

    def scope(self, values: Values) -> Scope:
        """Give what everybody knows who may see the record. Only that may be told again in it, or it would tell them more."""
        return Scope(select(self.written, self.reach(values), self.config.visibility), self.place, self.today)

    def problems_of(self, name: str, value: Any) -> list[Diagnostic]:
        """Say what is wrong with the value of one field, in the words of `mentorsite check`."""
        path = f"{self.folder}/new.md"
        source = Source(path, None)
        record, problems = decode(self.record_type, {name: value}, source, self.config.levels)
        readable = record or what_is_right(self.record_type, {name: value}, self.config.levels)
        unlinked = link_one(self.content, Sheet(Key(self.place, self.type_name, "new"), readable, source, {}))
        return [problem for problem in (*problems, *unlinked) if problem.code not in (Code.MISSING_FIELD, Code.DUPLICATE_ID)]

    def problems_in(self, path: str, text: str) -> list[Diagnostic]:
        """Say what is wrong with a file of this text at a path relative to the site, whether it is there or not."""
        reader = self.read_file(path, text)
        linked = (problem for sheet in (*reader.sheets, *reader.broken) for problem in link_one(self.content, sheet))
        return [*reader.problems, *linked]

    def breaks(self, path: str, text: str) -> bool:
        """Say whether a file would make something wrong elsewhere: where its id was the only one of that name."""
        reader = self.read_file(path, text)
        before = set(map(_told, link(self.content)[1]))
        together = replace(self.content, sheets=(*self.content.sheets, *reader.sheets))
        return not before.issuperset(map(_told, link(together)[1]))

    def takes(self, id: str) -> str | None:
        """Give the path of the record whose address one of this id would have here, or which it would hide; None where it is free."""
        for place in (self.place, "") if self.type_name in SHARED else (self.place,):
            if found := self.written.records.get(Key(place, self.type_name, slug(id))):
                return found.path
        return None

    def is_elsewhere(self, stem: str, day: date | None) -> bool:
        """Say whether a record of another type has the id of a file of this name."""
        id = slug(stem.removeprefix(f"{day.isoformat()}-") if day else stem)
        return any(key.id == id and key.type != self.type_name and key.portfolio in (self.place, "") for key in self.written.records)

    def read_file(self, path: str, text: str) -> FileReader:
        """Read a text as the file of a path, whether there is one or not."""
        reader = FileReader(
            FoundFile(path, path, UNSURE),
            place_of(path),
            self.type_name,
            self.record_type,
            self._defaults,
            self.config.levels,
            self._limits,
        )
        reader.take(text.encode("utf-8", "surrogatepass"), [])
        return reader

    @cached_property
    def _limits(self) -> Limits:
        return Limits(self.config.file_mib * 2**20, self.config.text_kib)

    @cached_property
    def _defaults(self) -> Defaults:
        return read_defaults([file for path, file in self.content.files.items() if path.startswith("content/")], self._limits.file_bytes)[0]


def _told(problem: Diagnostic) -> tuple[object, ...]:
    return problem.code, problem.span, problem.message


def known_ids(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """Give the ids of records that may be named in a new one, by their type, the pair and active goals first; and the names of levels."""
    found: dict[str, list[tuple[bool, str]]] = {}
    for key, linked in desk.written.records.items():
        if key.portfolio in (desk.place, ""):
            role, status = getattr(linked.record, "role", None), getattr(linked.record, "status", None)
            found.setdefault(key.type, []).append((not (role in ("mentor", "mentee") or status == "active"), key.id))
    usual = str(desk.config.visibility.get(desk.type_name, DEFAULT))
    audiences = (usual, *(name for name in AUDIENCE_NAMES if name != usual))
    return {LEVELS: desk.config.levels, AUDIENCES: audiences, **{type: tuple(id for _, id in sorted(ids)) for type, ids in found.items()}}
