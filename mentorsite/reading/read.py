"""The content folder of a site becomes its content: every record, and every problem of every file, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.markdown.blocks import block_problems
from mentorsite.markdown.limits import too_much
from mentorsite.markdown.sections import Heading, divide
from mentorsite.reading.decode import decode
from mentorsite.reading.files import FoundFile, read_bytes, walk
from mentorsite.reading.front_matter import TakenApart, take_apart
from mentorsite.reading.places import RECORD_SUFFIXES, Place, place_of
from mentorsite.reading.sheets import Content, Sheet, Source
from mentorsite.reading.text import decode as decode_text
from mentorsite.reading.yaml_nodes import Plain, YamlText, load
from mentorsite.records.addresses import slug
from mentorsite.records.describe import fields_of, prose_headings
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types, type_names
from mentorsite.records.values import Key, Markdown
from mentorsite.records.walk import texts


@dataclass(frozen=True, slots=True)
class Limits:
    """How large things may be: a file in bytes, the Markdown of one record in KiB."""

    file_bytes: int = 10 * 2**20
    text_kib: int = 256


Defaults = dict[str, tuple[YamlText, dict[str, Plain]]]


def read(root: Path, levels: tuple[str, ...], limits: Limits | None = None) -> tuple[Content, list[Diagnostic]]:
    """Read `root/content`. `levels` is the site's scale of skills."""
    limits = limits or Limits()
    if not (root / "content").is_dir():
        return Content((), frozenset(), {}, ()), [Diagnostic(Code.NO_CONTENT, Span("content"), "there is no folder `content`")]
    files, problems = walk(root, "content")
    defaults: Defaults = {}
    for file in files:
        if PurePosixPath(file.path).name == "_defaults.yaml":
            found = _read_defaults(file, limits)
            problems += found[1]
            if found[0]:
                defaults[str(PurePosixPath(file.path).parent)] = found[0]
    sheets: list[Sheet] = []
    unreadable: set[Key] = set()
    for file in files:
        if not _is_record(file.path):
            continue
        place = place_of(file.path)
        if place.type is None:
            problems.append(_not_a_type(file.path))
            continue
        reader = _FileReader(file, place, place.type, record_types()[place.type], defaults, levels, limits)
        reader.read()
        sheets += reader.sheets
        unreadable |= reader.unreadable
        problems += reader.problems
    static, unread = walk(root, "static") if (root / "static").is_dir() else ([], [])
    problems += unread
    portfolios = {place_of(file.path).portfolio for file in files if _is_record(file.path)} - {""}
    return Content(
        tuple(sheets), frozenset(unreadable), {file.path: file for file in (*files, *static)}, tuple(sorted(portfolios))
    ), problems


def _is_record(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.suffix.lower() in RECORD_SUFFIXES and not any(part.startswith("_") for part in pure.parts)


def _not_a_type(path: str) -> Diagnostic:
    folders = PurePosixPath(path).parts[1:-1]
    near = next((name for folder in reversed(folders) if (name := nearest(folder, type_names()))), None)
    hint = f"did you mean the folder `{near}`?" if near else "move it into one, such as `content/goals/`, or begin its name with `_`"
    return Diagnostic(Code.NOT_A_TYPE, Span(path), "the file lies in no folder that is named after a record type, and is not read", hint)


def _read_defaults(file: FoundFile, limits: Limits) -> tuple[tuple[YamlText, dict[str, Plain]] | None, list[Diagnostic]]:
    data, problems = read_bytes(file, limits.file_bytes)
    text, undecoded = decode_text(file.path, data)
    yaml = YamlText(file.path, text)
    if problems or undecoded:
        return None, problems + undecoded
    values, problems = load(yaml)
    if problems or values is None:
        return None, problems
    if not isinstance(values, dict):
        return None, [Diagnostic(Code.BAD_DEFAULTS, Span(file.path, 1, 1), "defaults are fields with their values", "write `field: value`")]
    known = {name for record_type in record_types().values() for name in fields_of(record_type)} - {"id", "body"}
    for name in values:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean `{near}`?" if near else "docs/content.md lists the fields of each type"
            problems.append(
                Diagnostic(Code.UNKNOWN_FIELD, Source(file.path, yaml).locate((name,)), f"no record has a field `{name}`", hint)
            )
    return (yaml, {name: value for name, value in values.items() if name in known and value is not None}), problems


class _FileReader:
    """Reads one file; what it found stands in `sheets`, `unreadable` and `problems`."""

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
        self.unreadable: set[Key] = set()
        self.problems: list[Diagnostic] = []

    def read(self) -> None:
        path = self.file.path
        data, problems = read_bytes(self.file, self.limits.file_bytes)
        if not problems and not data.strip():
            problems = [Diagnostic(Code.EMPTY_FILE, Span(path), "the file is empty", "write the record, or delete the file")]
        text, undecoded = decode_text(path, data)
        problems += undecoded
        if problems:
            self._give_up(problems)
        elif path.lower().endswith(".md"):
            self._read_markdown(text)
        else:
            self._read_yaml(YamlText(path, text))

    def _give_up(self, problems: list[Diagnostic]) -> None:
        self.problems += problems
        self.unreadable.add(self._key(self.place.id))

    def _key(self, id: str) -> Key:
        return Key(slug(self.place.portfolio) if self.place.portfolio else "", self.type, slug(id))

    def _read_yaml(self, yaml: YamlText) -> None:
        values, problems = load(yaml)
        if problems:
            self._give_up(problems)
            if isinstance(values, list):
                self.unreadable |= {self._key(str(item["id"])) for item in values if isinstance(item, dict) and item.get("id")}
            return
        if isinstance(values, list):
            for index, item in enumerate(values):
                source = Source(self.file.path, yaml, index)
                if not isinstance(item, dict):
                    self.problems.append(
                        Diagnostic(Code.BAD_YAML, source.locate(()), "an item of a list of records is fields with their values")
                    )
                elif not item.get("id"):
                    hint = "add `id:`; in a list, the file's name names no record"
                    self.problems.append(Diagnostic(Code.MISSING_FIELD, source.locate(()), "`id` is missing", hint))
                else:
                    self._decode(item, source, dated=False)
        elif isinstance(values, dict):
            self._decode(values, Source(self.file.path, yaml))
        else:
            said = "the file holds no fields" if values is None else "the file is not fields with their values"
            self._give_up(
                [Diagnostic(Code.EMPTY_FILE if values is None else Code.BAD_YAML, Span(self.file.path, 1, 1), said, "write `field: value`")]
            )

    def _read_markdown(self, text: str) -> None:
        path = self.file.path
        apart, problems = take_apart(path, text)
        values: Plain = {}
        if apart.yaml:
            values, unread = load(apart.yaml)
            problems += unread
            if not problems and values is None:
                values = {}
            elif not problems and not isinstance(values, dict):
                problems.append(
                    Diagnostic(
                        Code.BAD_FRONT_MATTER, Span(path, 2, 1), "the front matter is not fields with their values", "write `field: value`"
                    )
                )
        if excess := too_much(apart.body, self.limits.text_kib):
            problems.append(Diagnostic(Code.TOO_COMPLEX, Span(path, apart.body_line, 1), *excess))
        if problems:
            self._give_up(problems)
            return
        places = self._divide(values, apart)
        self._decode(values, Source(path, apart.yaml, sections=places))

    def _divide(self, values: dict[str, Plain], apart: TakenApart) -> dict[str, int]:
        """Put the body's sections among the values; give the line that each begins in."""
        headings, first_line = prose_headings(self.record_type), apart.body_line
        sections, others = divide(apart.body, headings)
        places: dict[str, int] = {}
        for section in sections:
            name = section.field or "body"
            if not section.text and section.field is None:
                continue
            heading_line = first_line + section.heading_line
            if name in values or name in places:
                first = Span(self.file.path, places[name] - 1, 1) if name in places else Source(self.file.path, apart.yaml).locate((name,))
                self.problems.append(
                    Diagnostic(
                        Code.DUPLICATE_FIELD,
                        Span(self.file.path, heading_line, 1),
                        f"`{name}` is written twice",
                        "keep one of the two",
                        ((first, "the first one"),),
                    )
                )
                self.unreadable.add(self._key(self.place.id))
                continue
            values[name] = section.text or None
            places[name] = first_line + section.line
        for heading in others:
            self._near_heading(heading, headings, first_line)
        return places

    def _near_heading(self, heading: Heading, headings: dict[str, str], first_line: int) -> None:
        """A heading that is almost a field's is pointed out; one that is almost `Private` is no guess to make."""
        span = Span(self.file.path, first_line + heading.line, 1)
        said = heading.text.casefold().strip(" .:!*_")
        if nearest(said, ["private"], cutoff=0.8) or said.split(" ")[0] in ("private", "confidential"):
            hint = "write exactly `## Private` for what never leaves a private build, or word the heading differently"
            self.problems.append(Diagnostic(Code.PRIVATE_HEADING, span, f"`{heading.text[:60]}` is not the heading `Private`", hint))
            self.unreadable.add(self._key(self.place.id))
        elif near := nearest(said, headings, cutoff=0.85):
            label = fields_of(self.record_type)[headings[near]].label
            self.problems.append(
                Diagnostic(
                    Code.HEADING_NEAR_FIELD,
                    span,
                    f"`{heading.text[:60]}` names no field and stays in the body",
                    f"did you mean `## {label}`?",
                )
            )

    def _decode(self, own: dict[str, Plain], source: Source, *, dated: bool = True) -> None:
        values, source = self._with_defaults(own, source)
        if dated and self.place.date:
            if values.get("date") is None:
                values["date"] = self.place.date
            elif values["date"] != self.place.date:
                said = (
                    f"the file's name says {self.place.date}, the field {values['date'][:20]!s}"
                    if isinstance(values["date"], str)
                    else "two dates"
                )
                self.problems.append(Diagnostic(Code.TWO_DATES, source.locate(("date",)), said, "make them equal; the field counts"))
        record, problems = decode(self.record_type, values, source, self.levels)
        given = values.get("id")
        key = self._key(given if isinstance(given, str) and given.strip() else self.place.id)
        if record:
            problems += self._text_problems(record, source)
        self.problems += problems
        if record and not problems and key not in self.unreadable:
            self.sheets.append(Sheet(key, record, source))
        else:
            self.unreadable.add(key)

    def _with_defaults(self, own: dict[str, Plain], source: Source) -> tuple[dict[str, Plain], Source]:
        values = dict(own)
        names = set(fields_of(self.record_type))
        used: list[tuple[YamlText, frozenset[str]]] = []
        for folder in PurePosixPath(self.file.path).parents:
            if str(folder) in self.defaults:
                yaml, given = self.defaults[str(folder)]
                taken = {name: value for name, value in given.items() if name in names and values.get(name) is None}
                values |= taken
                used.append((yaml, frozenset(taken)))
        return values, Source(source.path, source.yaml, source.index, source.sections, tuple(used))

    def _text_problems(self, record: Record, source: Source) -> list[Diagnostic]:
        problems = []
        size = 0
        for path, text in texts(record):
            value = text.text if isinstance(text, Markdown) else text
            size += len(value)
            for problem in block_problems(value):
                problems.append(Diagnostic(Code.BAD_BLOCK, source.locate_line(path, problem.line), problem.message, problem.hint))
            if excess := too_much(value, self.limits.text_kib):
                problems.append(Diagnostic(Code.TOO_COMPLEX, source.locate(path), *excess))
        return problems
