"""Records that come from another program become files of the site: each gets its place, and is read and linked among the others first."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from mentorsite.config import Config
from mentorsite.diagnostics import Code, Diagnostic, Severity, Span
from mentorsite.exports.written import Values, folder_of
from mentorsite.imports.incoming import Incoming, Origin
from mentorsite.imports.links import links_of, relinked
from mentorsite.imports.names import Names
from mentorsite.imports.record_text import texts_of
from mentorsite.linking.keys import SHARED
from mentorsite.linking.link import link
from mentorsite.linking.portfolio import Portfolio
from mentorsite.reading import Content, read
from mentorsite.reading.defaults import Defaults, read_defaults
from mentorsite.reading.files import FoundFile
from mentorsite.reading.read import Limits
from mentorsite.reading.record_file import FileReader
from mentorsite.reading.sheets import Sheet
from mentorsite.records.addresses import address_problem, slug
from mentorsite.records.describe import fields_of
from mentorsite.records.fields import quoted
from mentorsite.records.places import RECORD_SUFFIXES, place_of
from mentorsite.records.registry import record_types
from mentorsite.records.values import Attachment, Key
from mentorsite.scaffold.stems import short, stem_of
from mentorsite.signatures import UNSURE

_OF_PLACES = frozenset({Code.BAD_ID, Code.DUPLICATE_ID, Code.OUTSIDE_PORTFOLIO})
"""What is said of a record as a whole, at the beginning of its file."""
_BESIDE = "put the file there first, or name it in the record afterwards"


@dataclass(frozen=True, slots=True)
class Received:
    """The files to be written, by their paths relative to the site, which are free; how many records were there already; the problems.

    A record that has an error has no file.
    """

    files: dict[str, str]
    left: int
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Placed:
    """A record with the key and the path that it gets."""

    incoming: Incoming
    key: Key
    path: str


def receive(config: Config, records: Sequence[Incoming]) -> Received:
    """Give records their files; nothing is written. What cannot be read of the site is passed over."""
    return _Receiving(config, records).received()


class _Receiving:
    def __init__(self, config: Config, records: Sequence[Incoming]) -> None:
        self.config = config
        self.records = records
        self.limits = Limits(config.file_mib * 2**20, config.text_kib)
        self.problems: list[Diagnostic] = []
        self.left = 0

    @cached_property
    def content(self) -> Content:
        return read(self.config.root, self.config.levels, self.limits, reuse=True)[0]

    @cached_property
    def known(self) -> dict[Key, Sheet]:
        return {sheet.key: sheet for sheet in (*self.content.broken, *self.content.sheets)}

    @cached_property
    def linked(self) -> tuple[Portfolio, list[Diagnostic]]:
        return link(self.content)

    @cached_property
    def defaults(self) -> Defaults:
        files = [file for path, file in self.content.files.items() if path.startswith("content/")]
        return read_defaults(files, self.limits.file_bytes)[0]

    def received(self) -> Received:
        placed = {each.path: each for each in self._placed()}
        names = Names(self.linked[0], [(each.key, each.incoming.values) for each in placed.values()])
        paths = {each.key: path for path, each in placed.items()}
        paths |= {key: linked.path for key, linked in self.linked[0].records.items()}
        sheets: dict[str, Sheet] = {}
        files: dict[str, str] = {}
        for path, each in placed.items():
            values = self._with_its_files(each, names.meant(each.key, each.incoming.values))
            reader = self._read(each, values)
            moved, missing = links_of(reader, path, self.content, paths)
            for written, span in missing.items():
                said = f"there is no file {quoted(written)}; the link to it is left out"
                self._tell([Diagnostic(Code.NO_PLACE, span, said, _BESIDE)], placed)
            if moved or missing:
                values = relinked(values, moved, dict.fromkeys(missing, ""))
                reader = self._read(each, values)
            self._tell(reader.problems, placed)
            for sheet in reader.sheets:
                if (text := self._text(each, values, sheet)) is not None:
                    sheets[path], files[path] = sheet, text
        self._drop_wrong(sheets, placed)
        return Received({path: files[path] for path in sheets}, self.left, tuple(self.problems))

    def _with_its_files(self, each: _Placed, values: Values) -> Values:
        """Give the values without the names of files that are not there: these come by another way than records do."""
        gone = []
        for name, fact in fields_of(record_types()[each.key.type]).items():
            if fact.inner is Attachment and isinstance(file := values.get(name), str):
                there = posixpath.normpath(posixpath.join(posixpath.dirname(each.path), file))
                if there not in self.content.files:
                    said = f"there is no file {quoted(file)}; the field is left out"
                    self.problems.append(Diagnostic(Code.NO_PLACE, each.incoming.span((name,)), said, _BESIDE))
                    gone.append(name)
        return {name: value for name, value in values.items() if name not in gone}

    def _placed(self) -> Iterator[_Placed]:
        """Give each record its key and a free path; what is there already is left."""
        taken: dict[Key, Incoming] = {}
        paths: set[str] = set()
        alike: dict[Key, list[Values]] = {}
        for each in self.records:
            if wrong := _bad_portfolio(each.portfolio):
                self.problems.append(Diagnostic(Code.BAD_ID, each.span(("portfolio",)), wrong, "write the name of one folder"))
                continue
            key = self._key(each, alike)
            if said := address_problem(key.id):
                hint = "give it an id of letters and digits" if each.id else "give it a title, or an id"
                where = each.span(("id",) if each.id else ())
                wrong = f"the id of this record can't be an address: {said}" if each.id else "this record has neither a title nor an id"
                self.problems.append(Diagnostic(Code.BAD_ID, where, wrong, hint))
            elif there := self._there(key):
                self.left += 1
                hint = "nothing is written over; move it away first, or give this one another id"
                self.problems.append(
                    Diagnostic(
                        Code.THERE_ALREADY,
                        each.span(),
                        f"`{key}` is there already, and is left as it is",
                        hint,
                        ((there, "the record that is there"),),
                    )
                )
            elif key in taken:
                hint = "give one of them another id; upper and lower case make no difference"
                told = ((taken[key].span(), "the other one"),)
                self.problems.append(Diagnostic(Code.DUPLICATE_ID, each.span(), f"two records would be `{key}`", hint, told))
            else:
                taken[key] = each
                path = self._path(each, key, paths)
                paths.add(path)
                yield _Placed(each, key, path)

    def _key(self, each: Incoming, alike: dict[Key, list[Values]]) -> Key:
        """Give the key of a record. What has no id is named after its title, or else its day; of several that are called the same, all but
        the first have a number, so that the same file gives the same keys each time. `alike` are the values of those by their first key."""
        portfolio = slug(each.portfolio) if each.portfolio else ""
        if each.id:
            return Key(portfolio, each.type, slug(each.id))
        title = each.values.get("title") or each.values.get("name") or ""
        if not title and not _day(each.values):
            return Key(portfolio, each.type, "")
        stem = stem_of(str(title), record_types()[each.type].facts.singular, _day(each.values))
        key = Key(portfolio, each.type, slug(place_of(f"content/{each.type}/{stem}.md").id))
        known = alike.setdefault(key, [])
        if each.values not in known:
            known.append(each.values)
        number = known.index(each.values) + 1
        return key if number == 1 else key._replace(id=f"{key.id}-{number}")

    def _there(self, key: Key) -> Span | None:
        """Give the place of a record that has a key, or that one of this key would hide, whether it can be read or not."""
        keys = (key, key._replace(portfolio="")) if key.type in SHARED else (key,)
        if sheet := next((self.known[each] for each in keys if each in self.known), None):
            return sheet.source.locate(())
        return Span(folder_of("", key.type)) if any(each in self.content.unreadable for each in keys) else None

    def _path(self, each: Incoming, key: Key, paths: set[str]) -> str:
        day = _day(each.values) if fields_of(record_types()[each.type])["date"].required else None
        folder = folder_of(each.portfolio, each.type)
        stem = f"{day}-{short(key.id)}" if day and not key.id.startswith(day.isoformat()) else short(key.id)
        number = 1
        while True:
            path = f"{folder}/{stem if number == 1 else f'{stem}-{number}'}"
            is_taken = any(os.path.lexists(self.config.root / f"{path}{suffix}") for suffix in sorted(RECORD_SUFFIXES))
            if not is_taken and f"{path}.md" not in paths:
                return f"{path}.md"
            number += 1

    def _read(self, each: _Placed, values: Values) -> FileReader:
        reader = self._reader(each)
        reader.take_values(_with_id(each, values), Origin(each.path, None, where=each.incoming.where))
        return reader

    def _reader(self, each: _Placed) -> FileReader:
        found, record_type = FoundFile(each.path, each.path, UNSURE), record_types()[each.key.type]
        return FileReader(found, place_of(each.path), each.key.type, record_type, self.defaults, self.config.levels, self.limits)

    def _tell(self, problems: Iterable[Diagnostic], placed: Mapping[str, _Placed]) -> None:
        """Take problems, with their places in the files that the records come from."""

        def there(span: Span) -> Span:
            return replace(span, path=placed[span.path].incoming.file) if span.path in placed else span

        for problem in problems:
            each = placed.get(problem.span.path)
            span = each.incoming.span() if each and problem.code in _OF_PLACES else there(problem.span)
            related = tuple((there(other), what) for other, what in problem.related)
            self.problems.append(replace(problem, span=span, related=related))

    def _drop_wrong(self, sheets: dict[str, Sheet], placed: Mapping[str, _Placed]) -> None:
        """Drop what is wrong among the others, then what refers to what was dropped; all, where it makes other records wrong."""
        before = {(problem.code, problem.span, problem.message) for problem in self.linked[1]}

        def told(lacking: Collection[str]) -> tuple[list[Diagnostic], set[str]]:
            """Give what is new when these are linked among the others, and the paths of those that have an error."""
            portfolios = {each.incoming.portfolio for each in placed.values()} - {""}
            together = replace(
                self.content,
                sheets=(*self.content.sheets, *sheets.values()),
                portfolios=tuple(sorted({*self.content.portfolios, *portfolios})),
                unreadable=self.content.unreadable.union(placed[path].key for path in lacking),
                files={**self.content.files, **{path: FoundFile(path, path, UNSURE) for path in lacking}},
            )
            found = [each for each in link(together)[1] if (each.code, each.span, each.message) not in before]
            return found, {each.span.path for each in found if each.severity is Severity.ERROR and each.span.path in sheets}

        while sheets:
            # Nothing is said of references to what has problems of its own, until those have been told.
            found, wrong = told(placed.keys() - sheets.keys())
            self._tell([each for each in found if each.span.path in (wrong or sheets)], placed)
            if not wrong:
                break
            for path in wrong:
                del sheets[path]
        while sheets:
            found, wrong = told(())
            for path in [each for each in sheets if each in wrong]:
                said = f"`{placed[path].key}` is not imported, since it refers to what is not"
                hint = "put the other problems right, and import it again"
                self.problems.append(Diagnostic(Code.NOT_IMPORTED, placed[path].incoming.span(), said, hint))
                del sheets[path]
            elsewhere = [each for each in found if each.span.path not in placed and each.severity is Severity.ERROR]
            if not wrong and elsewhere:
                span = Span(next(iter(placed.values())).incoming.file)
                said = "nothing is imported, since it would make wrong what is right"
                others = tuple((each.span, each.message) for each in elsewhere[:8])
                self.problems.append(
                    Diagnostic(Code.NOT_IMPORTED, span, said, "see to the records that are named, or give others an id", others)
                )
                sheets.clear()
            if not wrong:
                return

    def _text(self, each: _Placed, values: Values, sheet: Sheet) -> str | None:
        """Give the text of a record's file that says what its values do; None, and a problem, where none would."""
        said: list[Diagnostic] = []
        # What the name of the file says need not be said again.
        told = {name: value for name, value in _with_id(each, values).items() if (name, value) != ("date", place_of(each.path).date)}
        for text in texts_of(record_types()[each.key.type], told):
            reader = self._reader(each)
            reader.take(text.encode("utf-8", "surrogatepass"), [])
            said = [problem for problem in reader.problems if problem.severity is Severity.ERROR]
            if not said and [other.record for other in reader.sheets] == [sheet.record]:
                return text
        reason = said[0].message if said else "its texts would be read as something else"
        self.problems.append(Diagnostic(Code.NOT_IMPORTED, each.incoming.span(), f"`{each.key}` cannot be written: {reason}"))
        return None


def _with_id(each: _Placed, values: Values) -> Values:
    """Give the values with an id where the name of the file does not say it."""
    return values if slug(place_of(each.path).id) == each.key.id else {"id": each.key.id, **values}


def _day(values: Values) -> date | None:
    try:
        return date.fromisoformat(str(values.get("date", "")))
    except ValueError:
        return None


def _bad_portfolio(name: str) -> str:
    """Say why a name is none of a portfolio's folder: it may lead out of the site."""
    if not name:
        return ""
    if set(name) & set("/\\:") or name[0] in "._" or not name.isprintable():
        return f"{quoted(name)} is no name of a portfolio's folder"
    said = address_problem(slug(name))
    return f"the portfolio's name can't be an address: {said}" if said else ""
