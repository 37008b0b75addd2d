"""All that is kept about a person, for whoever asks: every place that is about them, and which targets show it as what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from mentorsite.audience.names import parts_of, pattern_of, without_addresses
from mentorsite.audience.rules import name_for, visibility_of
from mentorsite.config import Config, Target
from mentorsite.diagnostics import Span
from mentorsite.linking.portfolio import Linked, Portfolio
from mentorsite.markdown.blocks import reaches
from mentorsite.markdown.links import find_links
from mentorsite.reading.sheets import Sheet
from mentorsite.records.addresses import slug
from mentorsite.records.audience import Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown, Phrase, Reference
from mentorsite.records.walk import Path, leaves

Kind = Literal["field", "file", "reference", "link", "name", "part of the name", "alias", "id", "file name"]


@dataclass(frozen=True, slots=True)
class About:
    """A place that is about a person: of what kind, in which record and field, what is written there, and what each target shows in its
    place (None: nothing)."""

    span: Span
    kind: Kind
    record: Key
    field: str
    written: str
    shown: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """A person with all places that are about them: first those of their own record, then the others in the order of the files."""

    key: Key
    name: str
    span: Span
    places: tuple[About, ...]


def subject(portfolio: Portfolio, sheets: Mapping[Key, Sheet], config: Config, targets: Sequence[Target], key: Key) -> Subject:
    """Find all that is kept about a person of the portfolio. `sheets` has the sources of its records."""
    person = portfolio.records[key].record
    assert isinstance(person, Person)
    search = _Search(key, person, targets)
    own = sorted(search.own_record(sheets[key], visibility_of(person, key.type, config.visibility)), key=_order)
    places: list[About] = []
    for other, linked in portfolio.records.items():
        reach = visibility_of(linked.record, other.type, config.visibility)
        places += search.references(linked, sheets[other], reach)
        places += search.texts(linked, sheets[other], reach, in_own=other == key)
        places += search.file_names(linked, sheets[other], reach, in_own=other == key)
    places.sort(key=_order)
    return Subject(key, person.name, sheets[key].source.locate(()), (*own, *places))


def _order(about: About) -> tuple[Span, Key, str]:
    return about.span, about.record, about.kind


class _Search:
    """Looks for one person."""

    def __init__(self, key: Key, person: Person, targets: Sequence[Target]) -> None:
        self.key = key
        self.person = person
        self.targets = targets
        self.words: tuple[tuple[Kind, re.Pattern[str] | None], ...] = (
            ("name", pattern_of([person.name], re.IGNORECASE)),
            ("alias", pattern_of([person.alias or ""], re.IGNORECASE)),
            ("part of the name", pattern_of(parts_of(person.name))),
            ("id", pattern_of([person.id or "", key.id], re.IGNORECASE)),
        )
        addresses = {slug(word) for word in (person.name, key.id, *parts_of(person.name))} - {""}
        self.in_address = re.compile("|".join(rf"(?:^|-){re.escape(word)}(?:-|$)" for word in sorted(addresses, key=len, reverse=True)))

    def own_record(self, sheet: Sheet, reach: Audience) -> Iterator[About]:
        """Give the fields of their own record, and its files."""
        for name, fact in fields_of(Person).items():
            value = getattr(self.person, fact.attribute)
            if fact.attribute not in self.person.model_fields_set or value in (None, ()):
                continue
            as_far_as = _within((name,), reach)
            if name == "visibility":
                # Lists say it where they are not for everybody.
                as_far_as = min(reach, Audience.REVIEW)
            if name == "alias":
                # It is what they are called where their name does not appear, and nowhere else.
                names = {target.name: name_for(self.person, target.audience) for target in self.targets}
                shown = {target: name if name == value else None for target, name in names.items()}
                yield About(sheet.source.locate((name,)), "field", self.key, name, str(value), shown)
                continue
            for path, written in _written(value, (name,)):
                kind: Kind = "file" if isinstance(value, Attachment) else "field"
                yield About(sheet.source.locate(path), kind, self.key, name, written, self._shown(as_far_as, written))

    def references(self, linked: Linked, sheet: Sheet, reach: Audience) -> Iterator[About]:
        """Give the references to them in fields, and the links in texts."""
        for path, leaf in leaves(linked.record):
            if isinstance(leaf, Reference) and leaf.key == self.key:
                yield About(
                    sheet.source.locate_value(path), "reference", linked.key, _field(path), leaf.written, self._called(_within(path, reach))
                )
            elif isinstance(leaf, Markdown) and any(link.target == self.key for link in leaf.links):
                yield from self._links(linked, sheet, path, leaf, reach)

    def _links(self, linked: Linked, sheet: Sheet, path: Path, markdown: Markdown, reach: Audience) -> Iterator[About]:
        theirs = {link.written for link in markdown.links if link.target == self.key}
        lines, as_far_as = markdown.text.split("\n"), reaches(markdown.text)
        for found in find_links(markdown.text, inline=isinstance(markdown, Phrase)):
            if found.written in theirs:
                after = lines[found.line][found.column + len(found.written) :]
                has_words = found.kind != "reference" or after.startswith(("|", "\\|"))
                seen_by = _narrower(_within(path, reach), as_far_as[found.line].reach)
                shown = self._shown(seen_by, "the words of the link") if has_words else self._called(seen_by)
                span = sheet.source.locate_text(path, found.line, found.column)
                yield About(span, "link", linked.key, _field(path), found.written, shown)

    def texts(self, linked: Linked, sheet: Sheet, reach: Audience, *, in_own: bool) -> Iterator[About]:
        """Give the places in texts where their name, a part of it, their alias or their id stands."""
        for path, leaf in leaves(linked.record):
            is_other = isinstance(leaf, Attachment) or (isinstance(leaf, Reference) and leaf.key is not None)
            if is_other or (in_own and path[0] in ("name", "alias", "id")):
                continue
            assert isinstance(leaf, str | Markdown | Reference)
            written = leaf.text if isinstance(leaf, Markdown | Reference) else leaf
            text = without_addresses(leaf) if isinstance(leaf, Markdown) else written
            lines = reaches(written)
            for start, found, kind in self._mentions(text):
                before = written[:start]
                line, column = before.count("\n"), start - before.rfind("\n") - 1
                seen_by = _narrower(_within(path, reach), lines[line].reach)
                span = sheet.source.locate_text(path, line, column)
                yield About(span, kind, linked.key, _field(path), found, self._shown(seen_by, found))

    def _mentions(self, text: str) -> list[tuple[int, str, Kind]]:
        """Give what is found in a text, each place once: as the longest of what it may be, else as the first kind of all."""
        found: list[tuple[int, int, int, Kind]] = []
        for order, (kind, pattern) in enumerate(self.words):
            found += ((match.start(), -match.end(), order, kind) for match in (pattern.finditer(text) if pattern else ()))
        kept: list[tuple[int, str, Kind]] = []
        end = 0
        for start, stop, _, kind in sorted(found):
            if start >= end:
                end = -stop
                kept.append((start, " ".join(text[start:end].split()), kind))
        return kept

    def file_names(self, linked: Linked, sheet: Sheet, reach: Audience, *, in_own: bool) -> Iterator[About]:
        """Give the records whose address names them, and the files that do which others refer to."""
        if not in_own and self.in_address.search(linked.key.id):
            address = f"{linked.key}.html"
            yield About(sheet.source.locate(("id",)), "file name", linked.key, "", address, self._shown(reach, address))
        for path, leaf in leaves(linked.record):
            files = [leaf] if isinstance(leaf, Attachment) else [link.target for link in leaf.links] if isinstance(leaf, Markdown) else []
            for file in files:
                if isinstance(file, Attachment) and not in_own and self.in_address.search(slug(PurePosixPath(file.path).stem)):
                    span = sheet.source.locate_value(path)
                    yield About(span, "file", linked.key, _field(path), file.path, self._shown(_within(path, reach), file.path))

    def _shown(self, reach: Audience | None, what: str) -> dict[str, str | None]:
        return {target.name: what if reach is not None and target.audience.may_see(reach) else None for target in self.targets}

    def _called(self, reach: Audience | None) -> dict[str, str | None]:
        sees = self._shown(reach, "")
        return {target.name: None if sees[target.name] is None else name_for(self.person, target.audience) for target in self.targets}


def _written(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Give what is written for a field: its texts with their places, or the value itself."""
    texts = [(at, _words(leaf)) for at, leaf in leaves(value, path)]
    yield from texts or [(path, str(value).lower() if isinstance(value, bool) else str(value))]


def _words(leaf: object) -> str:
    if isinstance(leaf, Markdown):
        return leaf.text
    if isinstance(leaf, Reference):
        return leaf.written
    return leaf.path if isinstance(leaf, Attachment) else str(leaf)


def _field(path: Path) -> str:
    return ".".join(str(step) for step in path if isinstance(step, str))


def _within(path: Path, reach: Audience) -> Audience:
    return Audience.PRIVATE if path[0] == "private" else reach


def _narrower(reach: Audience, line: Audience | None) -> Audience | None:
    return None if line is None else min(reach, line)
