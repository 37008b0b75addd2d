"""What is visible to an audience becomes what must not be in any file for it: names, ids, titles, addresses, and words of hidden texts."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from mentorsite.audience.rules import consent_of
from mentorsite.audit.needles import NO_LETTER_AFTER, NO_LETTER_OR_HYPHEN_AFTER, HiddenText, Needle, Origin, Written, distinctive, whole
from mentorsite.audit.visible import Visible, written_in
from mentorsite.audit.words import RUN, as_read, seen, weight, words
from mentorsite.diagnostics import Code, Span
from mentorsite.linking.portfolio import Linked
from mentorsite.markdown.blocks import reaches
from mentorsite.records.addresses import slug
from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.registry import type_names
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown
from mentorsite.records.walk import Path, leaves

_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"'()\[\]]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# What is searched for in another way, or says nothing of anybody.
_NO_TEXTS = frozenset({"title", "id", "tags", "name", "alias", "role", "kind"})
_QUOTE_BEFORE = r"(?<=[\"'/])"
# What the tool adds to the name of a file that is copied.
_FINGERPRINT = r"(?:-[0-9a-f]{8,16})?(?:-\d+)?"
_SHORTEST = 3
"""Of so many words on, a hidden text that is shorter than a run is searched for as a whole."""


class Hidden:
    """What must not be in a file, since it is not `visible`: `needles`, and `texts` of which no run of words may be there."""

    def __init__(self, visible: Visible) -> None:
        self.visible = visible
        self.portfolio = visible.portfolio
        self.audience = visible.audience
        self.needles: list[Needle] = []
        self.texts: list[HiddenText] = []
        self._shown_names = [words(name) for name in visible.names]
        for key, linked in self.portfolio.records.items():
            if isinstance(linked.record, Person) and not self.audience.may_see(consent_of(linked.record)):
                self._person(key, linked.record)
            if key in visible.keys:
                self._parts(key, linked.record)
            else:
                self._record(key, linked)
        self._folders()

    # Names.

    def _person(self, key: Key, person: Person) -> None:
        name, origin = seen(person.name), Origin(key, ("name",))
        full = words(name)
        for spelt in dict.fromkeys((full, words(_plain(name)))):
            if not any(_contains(known, spelt) for known in self._shown_names):
                written = None if len(spelt) > 1 else Written(name)
                self._add(Code.LEAKED_NAME, f"the name `{person.name}`", spelt, origin, written, cased=True, is_name=True)
        parts = _WORD.findall(name)
        capitals = [part for part in parts if part[0].isalpha() and not part[0].islower()]
        for part in dict.fromkeys(capitals or parts):
            if len(parts) > 1 and len(part) >= 3 and part not in self.visible.known_words:
                for form in _forms(part):
                    if form not in self.visible.known_words:
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
        if person.photo and person.photo.path not in self.visible.files:
            self._file(Code.LEAKED_NAME, f"the name of a photo of `{person.name}`", person.photo.path, Origin(key, ("photo",)))

    # Hidden records, and hidden parts of others.

    def _record(self, key: Key, linked: Linked) -> None:
        record = linked.record
        if record.title and (title := distinctive(record.title, self.visible.trivial)):
            written = Written(seen(record.title)) if len(title) == 1 else None
            what = f"`{record.title}`, the title of a hidden record"
            self._add(Code.LEAKED_RECORD, what, title, Origin(key, ("title",)), written, cased=True)
        if not isinstance(record, Person) or self.audience.may_see(consent_of(record)):
            self._id(Code.LEAKED_RECORD, key, record, "of a hidden record")
        stem = PurePosixPath(linked.path).stem
        if slug(stem) != key.id and linked.path not in self.visible.paths:
            self._named(f"`{stem}`, the file name of a hidden record", stem, Origin(key, span=Span(linked.path)))
        for number, tag in enumerate(record.tags):
            if slug(tag) not in self.visible.tags:
                origin, what = Origin(key, ("tags", number)), f"the tag `{tag}`, which hidden records alone have"
                self._add(Code.LEAKED_RECORD, what, ("tags", *words(slug(tag))), origin, whole(f"tags/{slug(tag)}"))
                if found := distinctive(tag, self.visible.trivial):
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
                self._text(key, path, leaf, 0, written_in(leaf))

    def _parts(self, key: Key, record: Record) -> None:
        for path, leaf in leaves(record):
            text = written_in(leaf)
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
        if len(found) < RUN and weight(found) >= _SHORTEST and not all(word in self.visible.trivial or word.isdigit() for word in found):
            self._add(Code.LEAKED_TEXT, f"the hidden words {_quoted(read)}", found, origin)
        if len(found) >= RUN or len(words(text)) >= RUN:
            self.texts.append(HiddenText(text, read, origin))
        for url in _URL.findall(text):
            self._url(Code.LEAKED_TEXT, f"the address `{url}`, which hidden texts alone name", url.rstrip(".,;:!?*_"), origin)

    # Ids, files, addresses.

    def _id(self, code: Code, key: Key, record: Record, whose: str) -> None:
        origin = Origin(key, ("id",)) if record.id else Origin(key, span=Span(self.portfolio.records[key].path))
        what = f"the id `{key.id}` {whose}"
        elsewhere = any(known.type == key.type and known.id == key.id for known in self.visible.by_id.get(key.id, ()))
        address = f"{key.portfolio}/{key}" if elsewhere else str(key)
        self._add(code, what, words(address), origin, whole(address))
        if key.id not in self.visible.by_id:
            self._add(code, what, words(f"{key.id}.html"), origin, whole(f"{key.id}.html"))
            if "-" in key.id and not key.id.replace("-", "").isdigit():
                self._add(code, what, words(key.id), origin, whole(key.id, _FINGERPRINT + NO_LETTER_OR_HYPHEN_AFTER))

    def _named(self, what: str, name: str, origin: Origin) -> None:
        """Add the name of a file or a folder by its words, and as it would be in an address."""
        address = slug(name)
        if "-" in address and not address.replace("-", "").isdigit():
            self._add(Code.LEAKED_RECORD, what, words(address), origin, whole(address))
        if " " in name or (len(address) >= 8 and "-" not in address):
            self._add(Code.LEAKED_RECORD, what, distinctive(name, self.visible.trivial), origin)

    def _attachment(self, file: Attachment, origin: Origin) -> None:
        if file.path not in self.visible.files:
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
        shown = {folder for path in self.visible.paths for folder in PurePosixPath(path).parts[:-1]}
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


def _forms(part: str) -> tuple[str, ...]:
    """Give a part of a name as it may be written: in capitals, without accents, with the s that says whose something is."""
    plain = _plain(part)
    return tuple(dict.fromkeys((part, part.upper(), plain, plain.upper(), *(f"{form}s" for form in (part, plain) if len(form) > 3))))


def _plain(name: str) -> str:
    """Give a name without its accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


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
