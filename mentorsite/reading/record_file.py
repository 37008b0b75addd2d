"""One file becomes the records in it, and every problem that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.markdown.blocks import block_problems
from mentorsite.markdown.limits import LONGEST_PHRASE, Room
from mentorsite.markdown.links import Found, find_links
from mentorsite.markdown.sections import Heading, divide, private_headings
from mentorsite.reading.decode import decode, left_empty, what_is_right
from mentorsite.reading.defaults import Defaults
from mentorsite.reading.enough import MOST_PROBLEMS
from mentorsite.reading.files import FoundFile, read_bytes
from mentorsite.reading.front_matter import TakenApart, take_apart
from mentorsite.reading.sheets import Sheet, Source
from mentorsite.reading.text import decode as decode_text
from mentorsite.reading.yaml_nodes import Path, Plain, YamlText, load, not_fields
from mentorsite.records.addresses import slug
from mentorsite.records.describe import fields_of, prose_headings
from mentorsite.records.places import Place
from mentorsite.records.record import Record
from mentorsite.records.values import Key, Markdown, Phrase
from mentorsite.records.walk import texts

# What looks like an id in a text that can't be read.
_ID = re.compile(r"(?:^|[\s{,])[\"']?id[\"']?:[ \t]+[\"']?([^\"',}#\n]+)")
_FIRST_FIELD = re.compile(r"\s*([a-z_]+):(?:\s|$)")
_ONLY_COMMENTS = re.compile(r"(?:<!-- (?:[^-\n]|-(?!-))*-->\s*)+")
_WRITE_FIELDS = "write `field: value`"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large things may be: a file in bytes, the Markdown of one record in KiB."""

    file_bytes: int = 10 * 2**20
    text_kib: int = 256


class FileReader:
    """Reads one file; what it found stands in `sheets`, `broken`, `unreadable` and `problems`."""

    def __init__(
        self,
        file: FoundFile,
        place: Place,
        type: str,
        record_type: type[Record],
        defaults: Defaults,
        levels: tuple[str, ...],
        limits: Limits,
    ) -> None:
        self.file = file
        self.place = place
        self.type = type
        self.record_type = record_type
        self.defaults = defaults
        self.levels = levels
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.broken: list[Sheet] = []
        self.unreadable: set[Key] = set()
        self.problems: list[Diagnostic] = []

    def read(self) -> None:
        """Read the file."""
        self.take(*read_bytes(self.file, self.limits.file_bytes))

    def take(self, data: bytes, problems: list[Diagnostic]) -> None:
        """Take the content of the file, and the problems that it has already."""
        path = self.file.path
        text, undecoded = decode_text(path, data)
        problems += undecoded
        if not problems and not text.strip():
            problems = [Diagnostic(Code.EMPTY_FILE, Span(path), "the file is empty", "write the record, or delete the file")]
        if problems:
            self._give_up(problems, data.replace(b"\0", b"").decode("utf-8", "replace"))
        elif path.lower().endswith(".md"):
            self._read_markdown(text)
        else:
            self._read_yaml(YamlText(path, text))

    def take_values(self, values: dict[str, Plain], source: Source) -> None:
        """Take the values of one record from where they stand, which is not in a file of the site yet."""
        self._decode(values, source, [])

    def _give_up(self, problems: Iterable[Diagnostic], text: str) -> None:
        """Tell the problems of a file that can't be read; nobody is to complain about references to what is in it."""
        self.problems += problems
        self.unreadable.add(self._key(self.place.id))
        self.unreadable |= {self._key(match[1]) for match in _ID.finditer(text)}

    def _key(self, id: str) -> Key:
        return Key(slug(self.place.portfolio) if self.place.portfolio else "", self.type, slug(id))

    def _read_yaml(self, yaml: YamlText) -> None:
        values, problems = load(yaml)
        if values is None:
            if not problems:
                problems = [Diagnostic(Code.EMPTY_FILE, Span(yaml.path, 1, 1), "the file holds no fields", _WRITE_FIELDS)]
            self._give_up(problems, yaml.text)
        elif isinstance(values, list):
            self.problems += problems
            self._read_list(values, yaml, problems)
        elif isinstance(values, dict):
            self.problems += problems
            self._decode(values, Source(yaml.path, yaml), problems)
        else:
            self._give_up([*problems, Diagnostic(Code.BAD_YAML, *not_fields(yaml, values, "the file"))], yaml.text)

    def _read_list(self, values: list[Plain], yaml: YamlText, said: list[Diagnostic]) -> None:
        for index, item in enumerate(values):
            source = Source(yaml.path, yaml, index)
            if len(self.problems) > MOST_PROBLEMS:
                # Looking for more would take long and help nobody.
                self.unreadable |= {self._key(match[1]) for match in _ID.finditer(yaml.text)}
                return
            if not isinstance(item, dict):
                hint = "write `id: …` and the other fields below the hyphen, indented alike"
                self.problems.append(Diagnostic(Code.BAD_YAML, source.locate(()), "an item of a list of records that has no fields", hint))
            elif not item.get("id"):
                hint = "add `id:`; in a list, the file's name names no record"
                self.problems.append(Diagnostic(Code.MISSING_FIELD, source.locate(()), "`id` is missing", hint))
            else:
                self._decode(item, source, said, dated=False)

    def _read_markdown(self, text: str) -> None:
        path = self.file.path
        apart, problems = take_apart(path, text)
        values: Plain = {}
        source = Source(path, apart.yaml)
        if not apart.yaml and not problems and (found := _FIRST_FIELD.match(apart.body)) and found[1] in fields_of(self.record_type):
            hint = "put a line `---` before and after the fields"
            problems = [Diagnostic(Code.BAD_FRONT_MATTER, source.locate(()), "the file begins with a field and has no front matter", hint)]
        if apart.yaml and not problems:
            values, problems = load(apart.yaml)
            if values is None and not problems:
                values = {}
            elif values is not None and not isinstance(values, dict):
                problems.append(Diagnostic(Code.BAD_FRONT_MATTER, *not_fields(apart.yaml, values, "the front matter")))
        excess = Room(self.limits.text_kib).take(apart.body)
        if excess:
            problems.append(Diagnostic(Code.TOO_COMPLEX, Span(path, apart.body_line, 1), *excess))
        if excess or not isinstance(values, dict) or (problems and not apart.yaml):
            self._give_up(problems, text)
            return
        self.problems += problems
        places = self._divide(values, apart)
        self._decode(values, Source(path, apart.yaml, sections=places), problems)

    def _divide(self, values: dict[str, Plain], apart: TakenApart) -> dict[str, int]:
        """Put the body's sections among the values; give the line that each begins in."""
        headings, first_line = prose_headings(self.record_type), apart.body_line
        sections, others = divide(apart.body, headings)
        places: dict[str, int] = {}
        heading_at: dict[str, Span] = {}
        for section in sections:
            name = section.field or "body"
            if not section.text and section.field is None:
                continue
            span = Span(self.file.path, first_line + (section.heading_line if section.field else section.line), 1)
            if values.get(name) is not None or name in places:
                first = heading_at.get(name) or Source(self.file.path, apart.yaml).locate((name,))
                said = f"`{name}` is written twice"
                self.problems.append(Diagnostic(Code.DUPLICATE_FIELD, span, said, "keep one of the two", ((first, "the first one"),)))
                self.unreadable.add(self._key(self.place.id))
                continue
            # A comment is in no build, so that a text of nothing else is none: `new` puts what to write there into one.
            values[name] = None if _ONLY_COMMENTS.fullmatch(section.text) else section.text or None
            places[name] = first_line + section.line
            heading_at[name] = span
        for heading in others:
            self._near_heading(heading, headings, first_line)
        return places

    def _near_heading(self, heading: Heading, headings: dict[str, str], first_line: int) -> None:
        """A heading that is almost a field's is pointed out; one that is almost `Private` is no guess to make."""
        span = Span(self.file.path, first_line + heading.line, 1)
        said = heading.text.casefold().strip(" .:!*_")
        almost = nearest(said, ["private"], cutoff=0.8) or said.split(" ")[0] in ("private", "confidential")
        if said == "private" or (almost and heading.level == 2):
            hint = "write exactly `## Private` for what never leaves a private build, or word the heading differently"
            written = f"`{'#' * heading.level} {heading.text[:60]}`"
            self.problems.append(Diagnostic(Code.PRIVATE_HEADING, span, f"{written} is not the heading `## Private`", hint))
            self.unreadable.add(self._key(self.place.id))
        elif heading.level == 2 and (near := nearest(said, headings, cutoff=0.85)):
            label = fields_of(self.record_type)[headings[near]].label
            told = f"`{heading.text[:60]}` names no field and stays in the body"
            self.problems.append(Diagnostic(Code.HEADING_NEAR_FIELD, span, told, f"did you mean `## {label}`?"))

    def _decode(self, own: dict[str, Plain], source: Source, said: list[Diagnostic], *, dated: bool = True) -> None:
        """Read one record. `said` are the problems of the YAML; about a line that has one nothing more is said."""
        empty = left_empty(own, source)
        values, source = self.defaults.complete(self.file.path, fields_of(self.record_type), own, source)
        lacking = {Code.MISSING_FIELD} if self.defaults.lack(self.file.path) else set()
        if dated and self.place.date:
            self._date(values, source)
        elif dated and self.place.no_day:
            told = f"there is no day `{self.place.no_day}`, with which the file's name begins"
            self.problems.append(
                Diagnostic(Code.WRONG_VALUE, Span(self.file.path), told, "check the month and the day, and rename the file")
            )
            lacking.add(Code.MISSING_FIELD)
        record, problems = decode(self.record_type, values, source, self.levels)
        given = values.get("id")
        key = self._key(given if isinstance(given, str) and given.strip() else self.place.id)
        readable = record or what_is_right(self.record_type, values, self.levels)
        problems += [*empty, *self._text_problems(readable, source)]
        lines = {(problem.span.path, problem.span.line) for problem in said}
        self.problems += [
            problem for problem in problems if (problem.span.path, problem.span.line) not in lines and problem.code not in lacking
        ]
        if record and not problems and key not in self.unreadable:
            self.sheets.append(Sheet(key, record, source, _found(record)))
        else:
            self.unreadable.add(key)
            self.broken.append(Sheet(key, readable, source, _found(readable)))

    def _date(self, values: dict[str, Plain], source: Source) -> None:
        """Take the date from the file's name, unless the record says it itself."""
        said = values.get("date")
        if said is None:
            values["date"] = self.place.date
        elif isinstance(said, str) and said != self.place.date:
            told = f"the file's name says {self.place.date}, the field {said[:20]}"
            self.problems.append(Diagnostic(Code.TWO_DATES, source.locate_value(("date",)), told, "make them equal; the field counts"))

    def _text_problems(self, record: Record, source: Source) -> list[Diagnostic]:
        problems: list[Diagnostic] = []
        room = Room(self.limits.text_kib)
        for path, text in texts(record):
            if len(problems) > MOST_PROBLEMS:
                break
            value = text.text if isinstance(text, Markdown) else text
            for problem in block_problems(value)[: MOST_PROBLEMS + 1]:
                problems.append(Diagnostic(Code.BAD_BLOCK, source.locate_text(path, problem.line, 0), problem.message, problem.hint))
            if isinstance(text, Markdown) and path[0] != "private":
                problems += self._private_headings(value, path, source)
            excess = room.take(value)
            if isinstance(text, Phrase) and len(value) > LONGEST_PHRASE * 1024:
                excess = f"more than {LONGEST_PHRASE} KiB where one line belongs", "write it as a text of its own"
            if excess:
                problems.append(Diagnostic(Code.TOO_COMPLEX, source.locate_value(path), *excess))
        return problems

    def _private_headings(self, text: str, path: Path, source: Source) -> list[Diagnostic]:
        """Refuse what looks like the private part within another text, unless it was named already."""
        named = {problem.span for problem in self.problems if problem.code is Code.PRIVATE_HEADING}
        spans = [span for line in private_headings(text) if (span := source.locate_text(path, line, 0)) not in named]
        said = "this looks like the heading `## Private` but begins nothing here, and what follows would be published"
        hint = "write `## Private` at the beginning of a line of a Markdown file, outside of code, HTML, lists and audience blocks"
        return [Diagnostic(Code.PRIVATE_HEADING, span, said, hint) for span in spans]


def _found(record: Record) -> dict[Path, tuple[Found, ...]]:
    """Find the links, pictures and HTML of a record's texts: it follows from the texts alone, so it is found once and kept with them."""
    of_texts = ((path, text, isinstance(text, Phrase)) for path, text in texts(record) if isinstance(text, Markdown))
    return {path: tuple(found) for path, text, inline in of_texts if (found := find_links(text.text, inline=inline))}
