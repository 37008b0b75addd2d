"""People who are named in texts or addresses for more readers than they agreed to: warnings for those who write."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from mentorsite.audience.names import as_asked, parts_of, pattern_of, without_addresses
from mentorsite.audience.rules import consent_of, name_for, visibility_of
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.markdown.blocks import reaches
from mentorsite.reading.sheets import Sheet
from mentorsite.records.addresses import slug
from mentorsite.records.audience import Audience
from mentorsite.records.fields import quoted
from mentorsite.records.record import Record
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown, Reference
from mentorsite.records.walk import Path, leaves


def named_beyond_consent(
    portfolio: Portfolio, sheets: Mapping[Key, Sheet], defaults: Mapping[str, Audience], allowed: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Find the names of people, and parts of them, in what reaches farther than their consent; one warning a record and person.

    A part that somebody shares who may be named there names nobody, and neither does a word of the person's own alias. `allowed` are words
    that are no names here.
    """
    people = {key: linked.record for key, linked in portfolio.records.items() if isinstance(linked.record, Person)}
    names = {audience: _Names.of(people, audience, allowed) for audience in Audience}
    for key, linked in portfolio.records.items():
        reach = visibility_of(linked.record, key.type, defaults)
        if names[reach].pattern is None:
            continue
        found: dict[Key, list[tuple[Span, str, Audience]]] = {}
        for path, line, column, word, seen_by in _found(linked.record, reach, names):
            span = sheets[key].source.locate_text(path, line, column)
            for person in names[seen_by].words[word]:
                found.setdefault(person, []).append((span, word, seen_by))
        for person, places in found.items():
            yield _warning(person, people[person], places)
        for words, path, what, hint in _addresses(linked.record, key):
            for word in names[reach].in_address(words):
                source = sheets[key].source
                span = source.locate_value(path) if path else Span(source.path)
                yield _in_address(f"{what} names {quoted(word)} for `{reach}`", people[names[reach].words[word][0]], span, hint)
    yield from _portfolios(portfolio, defaults, names, people)


def _addresses(record: Record, key: Key) -> Iterator[tuple[str, Path, str, str]]:
    """Give what of a record becomes a part of an address: its words, path (none for the file itself) and kind, and what to do about it."""
    if key.type != "people":
        path: Path = ("id",) if record.id else ()
        yield key.id, path, "the address of this record", f"give the record {'another' if record.id else 'an'} `id`"
    for number, tag in enumerate(record.tags):
        if tag == tag.lower():
            yield tag, ("tags", number), "the tag", "take another word"
    for path, leaf in leaves(record):
        if path[0] != "private" and path != ("photo",):
            files = [link.target for link in leaf.links] if isinstance(leaf, Markdown) else [leaf]
            for file in files:
                if isinstance(file, Attachment):
                    yield PurePosixPath(file.path).stem, path, "the name of a file here", "rename the file"


def _portfolios(
    portfolio: Portfolio, defaults: Mapping[str, Audience], names: Mapping[Audience, _Names], people: Mapping[Key, Person]
) -> Iterator[Diagnostic]:
    """Find names in the folders of portfolios, which are a part of all of their addresses."""
    reach: dict[str, Audience] = {}
    for key, linked in portfolio.records.items():
        seen = visibility_of(linked.record, key.type, defaults)
        reach[key.portfolio] = max(seen, reach.get(key.portfolio, seen))
    for address, name in portfolio.names.items():
        audience = reach.get(address, Audience.PRIVATE)
        for word in names[audience].in_address(name):
            person = people[names[audience].words[word][0]]
            said = f"the folder of this portfolio names {quoted(word)} for `{audience}`"
            yield _in_address(said, person, Span(f"content/portfolios/{name}"), "rename the folder")


def _in_address(said: str, person: Person, span: Span, hint: str) -> Diagnostic:
    """Warn of a name in an address. What is written there in small letters may well be another word."""
    message = f"{said}, and their consent reaches `{consent_of(person)}`"
    return Diagnostic(Code.NAMED_BEYOND_CONSENT, span, message, f"{hint}, or allow the word in `[audit]` of mkfile.toml")


@dataclass(frozen=True)
class _Names:
    """The words that name somebody who may not be named before an audience, with those whom they name."""

    words: Mapping[str, tuple[Key, ...]]
    pattern: re.Pattern[str] | None

    def in_address(self, id: str) -> list[str]:
        """Give the words that are a part of an id, as they would be written in one."""
        written = f"-{slug(id)}-" if self.words else ""
        return [word for word, address in self._addresses if address in written]

    @cached_property
    def _addresses(self) -> tuple[tuple[str, str], ...]:
        return tuple((word, f"-{slug(word)}-") for word in self.words)

    @staticmethod
    def of(people: Mapping[Key, Person], audience: Audience, allowed: Collection[str]) -> _Names:
        words: dict[str, tuple[Key, ...]] = {}
        known = {as_asked(word) for word in allowed}
        for key, person in people.items():
            if audience.may_see(consent_of(person)):
                known |= _words(person.name)
            else:
                own = _words(person.alias) if person.alias else set()
                words |= {word: (*words.get(word, ()), key) for word in sorted(_words(person.name) - own)}
        words = {word: keys for word, keys in words.items() if word not in known}
        return _Names(words, pattern_of(words))


def _words(name: str) -> set[str]:
    return {as_asked(name), *parts_of(name)}


def _found(record: Record, reach: Audience, names: Mapping[Audience, _Names]) -> Iterator[tuple[Path, int, int, str, Audience]]:
    """Give the words that name somebody: the path of the text, line and column in it (from 0), the word, and how far it reaches."""
    pattern = names[reach].pattern
    for path, leaf in leaves(record):
        text = _text(leaf)
        if pattern is None or not text or path[0] == "private" or not pattern.search(text):
            continue
        plain = without_addresses(leaf) if isinstance(leaf, Markdown) else text
        lines = reaches(text) if ":::" in text else ()
        for match in pattern.finditer(plain):
            line, column = text.count("\n", 0, match.start()), match.start() - text.rfind("\n", 0, match.start()) - 1
            as_far_as = lines[line].reach if lines else Audience.PUBLIC
            seen_by = min(reach, as_far_as) if as_far_as is not None else Audience.PRIVATE
            word = as_asked(match[0])
            if word in names[seen_by].words:
                yield path, line, column, word, seen_by


def _text(leaf: object) -> str:
    if isinstance(leaf, Markdown):
        return leaf.text
    if isinstance(leaf, Reference):
        return leaf.text if leaf.key is None else ""
    return leaf if isinstance(leaf, str) else ""


def _warning(key: Key, person: Person, places: list[tuple[Span, str, Audience]]) -> Diagnostic:
    (span, word, audience), *others = sorted(places, key=lambda place: place[0])
    called = name_for(person, audience)
    said = f"{quoted(word)} is named for `{audience}`, and their consent reaches `{consent_of(person)}`"
    hint = f"write `{called}`, or refer to them as `[[{key}]]`; or put it into a block `::: {consent_of(person)}`"
    related = tuple((place, f"{quoted(other)}, for `{reach}`") for place, other, reach in others)
    return Diagnostic(Code.NAMED_BEYOND_CONSENT, span, said, hint, related)
