"""A Portfolio and an audience become what must not be in any file for that audience, and what may well be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import get_args

from pydantic import BaseModel

from mentorsite.audience.rules import consent_of, name_for, visibility_of
from mentorsite.audit.needles import NO_LETTER_AFTER, NO_LETTER_OR_HYPHEN_AFTER, HiddenText, Needle, Origin, Written, distinctive, whole
from mentorsite.audit.words import APART, RUN, as_read, seen, weight, words
from mentorsite.diagnostics import Code, Span
from mentorsite.linking.portfolio import Linked, Portfolio
from mentorsite.markdown.blocks import for_audience, reaches
from mentorsite.records.addresses import slug
from mentorsite.records.audience import Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types, type_names
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown, Reference
from mentorsite.records.walk import Path, leaves

_DAYS = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)
_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"'()\[\]]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# What is searched for in another way, or says nothing of anybody.
_NO_TEXTS = frozenset({"title", "id", "tags", "name", "alias", "role", "kind"})
_QUOTE_BEFORE = r"(?<=[\"'/])"
# What the tool adds to the name of a file that is copied.
_FINGERPRINT = r"(?:-[0-9a-f]{8,16})?(?:-\d+)?"
_SHORTEST = 3
"""Of so many words on, a hidden text that is shorter than a run is searched for as a whole."""


@dataclass
class Hidden:
    """What an audience may not see of a Portfolio. `said` are texts that say nothing of any record: the site's title, the theme's own."""

    portfolio: Portfolio
    audience: Audience
    defaults: Mapping[str, Audience]
    said: tuple[str, ...] = ()
    needles: list[Needle] = field(default_factory=list)
    texts: list[HiddenText] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.visible = {
            key
            for key, linked in self.portfolio.records.items()
            if self.audience.may_see(visibility_of(linked.record, key.type, self.defaults))
        }
        self._visible_paths = {self.portfolio.records[key].path for key in self.visible}
        self._visible_tags = {slug(tag) for key in self.visible for tag in self.portfolio.records[key].record.tags}
        # A picture or a document of a visible record has its own name in its address, whatever hidden record refers to it, too.
        self._shown_files = {file.path for key in self.visible for file in _files(self.portfolio.records[key].record, self.audience)}
        for key, linked in self.portfolio.records.items():
            if isinstance(linked.record, Person) and not self.audience.may_see(consent_of(linked.record)):
                self._person(key, linked.record)
            if key in self.visible:
                self._parts(key, linked.record)
            else:
                self._record(key, linked)
        self._folders()

    # Names.

    @cached_property
    def names_that_may_be_shown(self) -> list[str]:
        """What people are called before the audience."""
        people = (linked.record for linked in self.portfolio.records.values())
        return [name_for(person, self.audience) for person in people if isinstance(person, Person)]

    @cached_property
    def words_of_the_tool(self) -> list[str]:
        """What the tool says of itself: names of types and fields, choices, days, and what was given as `said`."""
        found = [_DAYS, *self.said]
        for name, type in record_types().items():
            facts = type.facts
            found += (name, facts.title, facts.singular, facts.intro, facts.empty, f'"{name}"', f'"{facts.mark}"', *_declared(type))
        return found

    @cached_property
    def _trivial(self) -> frozenset[str]:
        types = " ".join(f"{type.facts.title} {type.facts.singular}" for type in record_types().values())
        return frozenset(words(f"{_DAYS} {types}"))

    @cached_property
    def _known_words(self) -> frozenset[str]:
        """Words in their own case that are no secret: parts of names that may be shown, and words of the tool."""
        return frozenset(_WORD.findall(seen(" ".join((*self.names_that_may_be_shown, *self.words_of_the_tool)))))

    def _person(self, key: Key, person: Person) -> None:
        name, origin = seen(person.name), Origin(key, ("name",))
        full = words(name)
        shown = (words(known) for known in self.names_that_may_be_shown)
        if not any(_contains(known, full) for known in shown):
            written = None if len(full) > 1 else Written(name)
            self._add(Code.LEAKED_NAME, f"the name `{person.name}`", full, origin, written, cased=True, is_name=True)
        parts = _WORD.findall(name)
        capitals = [part for part in parts if not part[0].islower()]
        for part in dict.fromkeys(capitals or parts):
            is_known = len(parts) == 1 or len(part) < 3 or part in self._known_words
            # Many languages add an s to a name to say that something is somebody's.
            for form in () if is_known else (part, f"{part}s"):
                if form not in self._known_words:
                    what = f"`{form}`, a part of the name `{person.name}`"
                    self._add(Code.LEAKED_NAME, what, words(form), origin, Written(form), cased=True, is_name=True)
        self._id(Code.LEAKED_NAME, key, person, f"of `{person.name}`")
        if "-" not in key.id:
            written = Written(key.id, _QUOTE_BEFORE, r"(?=[\"'/?#])")
            self._add(Code.LEAKED_NAME, f"the id `{key.id}` of `{person.name}`", words(key.id), origin, written, is_word=True)
        for number, profile in enumerate(person.profiles):
            self._url(
                Code.LEAKED_NAME, f"an address of `{person.name}`, `{profile.url}`", profile.url, Origin(key, ("profiles", number, "url"))
            )
        if person.photo and person.photo.path not in self._shown_files:
            self._file(Code.LEAKED_NAME, f"the name of a photo of `{person.name}`", person.photo.path, Origin(key, ("photo",)))

    # Hidden records, and hidden parts of others.

    def _record(self, key: Key, linked: Linked) -> None:
        record = linked.record
        if record.title and (title := distinctive(record.title, self._trivial)):
            written = Written(seen(record.title)) if len(title) == 1 else None
            what = f"`{record.title}`, the title of a hidden record"
            self._add(Code.LEAKED_RECORD, what, title, Origin(key, ("title",)), written, cased=True)
        if not isinstance(record, Person) or self.audience.may_see(consent_of(record)):
            self._id(Code.LEAKED_RECORD, key, record, "of a hidden record")
        stem = PurePosixPath(linked.path).stem
        if slug(stem) != key.id and linked.path not in self._visible_paths:
            self._named(f"`{stem}`, the file name of a hidden record", stem, Origin(key, span=Span(linked.path)))
        for number, tag in enumerate(record.tags):
            if slug(tag) not in self._visible_tags:
                origin, what = Origin(key, ("tags", number)), f"the tag `{tag}`, which hidden records alone have"
                self._add(Code.LEAKED_RECORD, what, ("tags", *words(slug(tag))), origin, whole(f"tags/{slug(tag)}"))
                if found := distinctive(tag, self._trivial):
                    written = Written(seen(tag)) if len(found) == 1 else None
                    self._add(Code.LEAKED_RECORD, what, found, origin, written, cased=True)
        for path, leaf in leaves(record):
            if isinstance(leaf, Attachment) and path[0] != "photo":
                self._attachment(leaf, Origin(key, path))
            elif path[-1] == "url" and path[0] == "profiles" and not self.audience.may_see(consent_of(record)):  # type: ignore[arg-type]
                continue
            elif path[-1] == "url":
                self._url(Code.LEAKED_TEXT, f"the address `{leaf}`, which hidden records alone name", str(leaf), Origin(key, path))
            elif path[0] not in _NO_TEXTS or (len(path) > 1 and path[0] != "tags"):
                self._text(key, path, leaf, 0, _written(leaf))

    def _parts(self, key: Key, record: Record) -> None:
        for path, leaf in leaves(record):
            text = _written(leaf)
            if path[0] == "private":
                self._text(key, path, leaf, 0, text)
            elif ":::" in text:
                for line, piece in _hidden_pieces(text, self.audience):
                    self._text(key, path, leaf, line, piece)

    def _text(self, key: Key, path: Path, leaf: object, line: int, text: str) -> None:
        if not text.strip():
            return
        origin = Origin(key, path, line)
        titles = {}
        for link in leaf.links if isinstance(leaf, Markdown) else ():
            if isinstance(link.target, Key):
                titles[link.written] = self.portfolio.records[link.target].record.heading() if link.target in self.portfolio.records else ""
            elif link.written in text:
                self._attachment(link.target, origin)
        read = as_read(text, titles)
        found = words(read)
        # The tool makes titles of names and words of dates; what is as short as that says nothing.
        if len(found) < RUN and weight(found) >= _SHORTEST and not all(word in self._trivial or word.isdigit() for word in found):
            self._add(Code.LEAKED_TEXT, f"the hidden words {_quoted(read)}", found, origin)
        if len(found) >= RUN or len(words(text)) >= RUN:
            self.texts.append(HiddenText(text, read, origin))
        for url in _URL.findall(text):
            self._url(Code.LEAKED_TEXT, f"the address `{url}`, which hidden texts alone name", url.rstrip(".,;:!?*_"), origin)

    # Ids, files, addresses.

    def _id(self, code: Code, key: Key, record: Record, whose: str) -> None:
        origin = Origin(key, ("id",)) if record.id else Origin(key, span=Span(self.portfolio.records[key].path))
        what = f"the id `{key.id}` {whose}"
        elsewhere = any(known.type == key.type and known.id == key.id for known in self._with_id.get(key.id, ()))
        address = f"{key.portfolio}/{key}" if elsewhere else str(key)
        self._add(code, what, words(address), origin, whole(address))
        if key.id not in self._with_id:
            self._add(code, what, words(f"{key.id}.html"), origin, whole(f"{key.id}.html"))
            if "-" in key.id and not key.id.replace("-", "").isdigit():
                self._add(code, what, words(key.id), origin, whole(key.id, _FINGERPRINT + NO_LETTER_OR_HYPHEN_AFTER))

    @cached_property
    def _with_id(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = {}
        for key in self.visible:
            found.setdefault(key.id, []).append(key)
        return found

    def _named(self, what: str, name: str, origin: Origin) -> None:
        """Add the name of a file or a folder by its words, and as it would be in an address."""
        address = slug(name)
        if "-" in address and not address.replace("-", "").isdigit():
            self._add(Code.LEAKED_RECORD, what, words(address), origin, whole(address))
        if " " in name or (len(address) >= 8 and "-" not in address):
            self._add(Code.LEAKED_RECORD, what, distinctive(name, self._trivial), origin)

    def _attachment(self, file: Attachment, origin: Origin) -> None:
        if file.path not in self._shown_files:
            self._file(
                Code.LEAKED_RECORD, f"`{PurePosixPath(file.path).name}`, a file that hidden records alone refer to", file.path, origin
            )

    def _file(self, code: Code, what: str, path: str, origin: Origin) -> None:
        pure = PurePosixPath(path)
        for stem in dict.fromkeys((slug(pure.stem)[:60], seen(pure.stem).casefold())):
            if stem:
                after = _FINGERPRINT + re.escape(pure.suffix.casefold()) + NO_LETTER_OR_HYPHEN_AFTER
                self._add(code, what, words(stem), origin, whole(stem, after), is_word=True)

    def _url(self, code: Code, what: str, url: str, origin: Origin) -> None:
        bare = url.casefold().rstrip("/")
        if bare.startswith("mailto:") or bare.count("/") > 2 or code is Code.LEAKED_NAME:
            self._add(code, what, words(bare), origin, whole(seen(bare), NO_LETTER_AFTER))

    def _folders(self) -> None:
        shown = {folder for path in self._visible_paths for folder in PurePosixPath(path).parts[:-1]}
        shown |= {"content", "portfolios", "static", *type_names()}
        for key, linked in self.portfolio.records.items():
            folders = PurePosixPath(linked.path).parts[:-1]
            for number, folder in enumerate(folders):
                if folder not in shown:
                    shown.add(folder)
                    origin = Origin(key, span=Span("/".join(folders[: number + 1])))
                    what = f"`{folder}`, a folder of hidden records alone"
                    self._named(what, folder, origin)
                    if number == 2 and folders[1] == "portfolios":
                        address = slug(folder)
                        self._add(Code.LEAKED_RECORD, what, words(address), origin, Written(address, _QUOTE_BEFORE, "(?=/)"))

    def _add(
        self,
        code: Code,
        what: str,
        of: tuple[str, ...],
        origin: Origin,
        written: Written | None = None,
        *,
        cased: bool = False,
        is_name: bool = False,
        is_word: bool = False,
    ) -> None:
        if of:
            self.needles.append(Needle(code, what, of, origin, written, cased, is_name, is_word))

    # What may well be there.

    def visible_texts(self) -> Iterator[tuple[Origin, str]]:
        """Give all that visible records say, with its place: their texts as they are read and as they are written, ids and titles."""
        for key in sorted(self.visible):
            record, path = self.portfolio.records[key].record, self.portfolio.records[key].path
            yield (
                Origin(key, span=Span(path)),
                f" {APART} ".join((f'"{key.id}" {key}.html {key.portfolio}/{key}.html', record.heading(), PurePosixPath(path).stem)),
            )
            for at, leaf in leaves(record):
                if at[0] == "private":
                    continue
                if isinstance(leaf, Attachment):
                    file = PurePosixPath(leaf.path)
                    yield Origin(key, at), f"/{file.name} {slug(file.stem)}{file.suffix}"
                    continue
                text = for_audience(_written(leaf), self.audience)
                shown, hidden = {}, []
                for link in leaf.links if isinstance(leaf, Markdown) else ():
                    if isinstance(link.target, Key):
                        linked = self.portfolio.records.get(link.target)
                        person = linked.record if linked and isinstance(linked.record, Person) else None
                        if person:
                            shown[link.written] = name_for(person, self.audience)
                        elif linked and link.target in self.visible:
                            shown[link.written] = linked.record.heading()
                        if link.target not in self.visible:
                            hidden.append(link.written)
                yield Origin(key, at), as_read(text, shown)
                # As it is written, but without the addresses of what is hidden.
                if not hidden and isinstance(leaf, Markdown):
                    yield Origin(key, at), text
            for tag in record.tags:
                yield Origin(key, ("tags",)), f'"{slug(tag)}" tags/{slug(tag)}.html'
        for address, name in self.portfolio.names.items():
            if any(key.portfolio == address for key in self.visible):
                yield Origin(None), f'"{address}/" {name}'


def _declared(model: type[BaseModel]) -> Iterator[str]:
    """Give the labels and the choices of a type's fields."""
    for name, fact in fields_of(model).items():
        yield f'"{name}" {fact.label}'
        yield from (f'"{word}"' for word in get_args(fact.inner) if isinstance(word, str))
        if fact.part:
            yield from _declared(fact.part)


def _files(record: Record, audience: Audience) -> Iterator[Attachment]:
    for path, leaf in leaves(record):
        if path[0] == "private":
            continue
        if isinstance(leaf, Attachment):
            yield leaf
        elif isinstance(leaf, Markdown) and leaf.links:
            text = for_audience(leaf.text, audience)
            yield from (
                link.target for link in leaf.links if isinstance(link.target, Attachment) and (text is leaf.text or link.written in text)
            )


def _written(leaf: object) -> str:
    if isinstance(leaf, Markdown | Reference):
        return leaf.text
    return leaf if isinstance(leaf, str) else ""


def _hidden_pieces(text: str, audience: Audience) -> list[tuple[int, str]]:
    """Give what an audience does not see of a text, each with the line that it begins in (from 0)."""
    pieces: list[tuple[int, list[str]]] = []
    goes_on = False
    for number, (line, at) in enumerate(zip(text.split("\n"), reaches(text), strict=True)):
        is_hidden = not at.is_fence and (at.reach is None or not audience.may_see(at.reach))
        if is_hidden and not goes_on:
            pieces.append((number, []))
        if is_hidden:
            pieces[-1][1].append(line)
        goes_on = is_hidden
    return [(number, "\n".join(lines)) for number, lines in pieces]


def _contains(of: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(of[start : start + len(part)] == part for start in range(len(of) - len(part) + 1))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:57] + '…'}`"
