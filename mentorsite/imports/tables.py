"""A table becomes records to be: its columns are found by the names of fields, as `mentorsite export csv` writes them or as people do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import get_args

from mentorsite.diagnostics import Code, Diagnostic, Span, did_you_mean, nearest
from mentorsite.exports.cells import Column, Misread, columns_of, fused, value_of
from mentorsite.exports.tables import PORTFOLIO, RECORD
from mentorsite.exports.written import Value, Values
from mentorsite.imports.csv_text import Cell, decode, lines_of
from mentorsite.imports.incoming import Incoming, Where
from mentorsite.imports.mapping import Mapped
from mentorsite.records.audience import AUDIENCE_NAMES
from mentorsite.records.days import meant_days
from mentorsite.records.fields import quoted
from mentorsite.records.registry import record_types
from mentorsite.records.walk import Path

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
_ID, _TYPE = "id", "type"
_OTHERS = (RECORD, _ID, _TYPE, PORTFOLIO)
"""The columns that hold no field."""
_OF_AUDIENCES = ("visibility", "consent")
_APART = re.compile(r"[\W_]+")
_YES = {"true": "true", "yes": "true", "1": "true", "x": "true", "false": "false", "no": "false", "0": "false"}


@dataclass(frozen=True)
class Reading:
    """How a table is to be read: the type of its records ("" where it says so itself), which column is which field, the folder of the
    portfolio of those records that name none, which of two ways a date as `3/4/2026` is meant in, and the encoding."""

    type: str = ""
    mapped: Mapped = field(default_factory=dict)
    portfolio: str = ""
    dates: str = ""
    encoding: str | None = None


def records_in(file: str, data: bytes, reading: Reading) -> tuple[list[Incoming], list[Diagnostic]]:
    """Give the records of a table, with the problems of those that could not be read, and what has no place."""
    text, problems = decode(file, data, reading.encoding)
    if problems:
        return [], problems
    lines, problems = lines_of(file, text, lambda words: sum(_names_a_field(word, reading) for word in words))
    if problems or not lines:
        return [], problems
    table = _Table(file, reading, lines[0], lines[1:])
    return list(table.records()), table.problems


@cache
def fields_by_name(type: str) -> Mapping[str, str]:
    """Give the columns of a type by all that people may call them: names and labels, folded. A name comes before a label."""
    columns = columns_of(record_types()[type])
    labels = {_folded(column.fact.label): column.name for column in reversed(columns) if not column.group}
    return {**labels, **{_folded(column.name): column.name for column in columns}, **{name: name for name in _OTHERS}}


def _folded(words: str) -> str:
    return _APART.sub(" ", words).strip().casefold()


def _names_a_field(words: str, reading: Reading) -> bool:
    types = [reading.type] if reading.type else list(record_types())
    return any(_folded(words) in fields_by_name(type) or words.strip() in reading.mapped.get(type, {}) for type in types)


def _type_in(words: str) -> str:
    """Give the type that a word names: its name, its title, or what one record is called."""
    return next(
        (name for name, of in record_types().items() if _folded(words) in (name, _folded(of.facts.title), _folded(of.facts.singular))), ""
    )


class _Table:
    """A table with its first line, which names the columns, and the others."""

    def __init__(self, file: str, reading: Reading, header: Sequence[Cell], lines: Sequence[Sequence[Cell]]) -> None:
        self.file = file
        self.reading = reading
        self.header = header
        self.lines = lines
        self.problems: list[Diagnostic] = []
        self.told: set[Diagnostic] = set()
        names = [_folded(cell.text) for cell in header]
        self.at = {name: names.index(name) for name in _OTHERS if name in names}
        # What `export` wrote says so by a column, whatever lines somebody has added; only there an apostrophe before a cell is its mark.
        keys = [_key(record) for line in lines if (record := self._other(line, RECORD))]
        self.is_export = bool(keys) and None not in keys
        self.columns: dict[str, dict[int, str]] = {}

    def records(self) -> Iterator[Incoming]:
        """Give the records that can be read. Of a table without any, the first line is looked at all the same: it may be a record."""
        if not self.lines and (type := self._record(())[0]):
            self._columns(type)
        for line in self.lines:
            type, id = self._record(line)
            if type and self._columns(type) and (values := self._values(type, line)) is not None:
                portfolio = self._other(line, PORTFOLIO) if PORTFOLIO in self.at else self.reading.portfolio
                yield Incoming(type, id, portfolio, values, self.file, self._where(type, line))

    def _other(self, line: Sequence[Cell], name: str) -> str:
        at = self.at.get(name, len(line))
        return line[at].text.strip() if at < len(line) else ""

    def _record(self, line: Sequence[Cell]) -> tuple[str, str]:
        """Give the type and the id of a line; a type of "" where there is none, which is said once."""
        key = _key(self._other(line, RECORD))
        id = self._other(line, _ID) or (key[1] if key else self._other(line, RECORD))
        said = self._other(line, _TYPE)
        type = (
            _type_in(said)
            if said
            else key[0]
            if key
            else self.reading.type or _type_in(re.split(r"[^\w-]|\d", PurePath(self.file).stem)[0])
        )
        if not type:
            at = self.at.get(_TYPE if said else RECORD, 0)
            where = line[at] if (said or RECORD in self.at) and at < len(line) else None
            span = Span(self.file, where.line, where.column) if where else Span(self.file)
            what = f"{quoted(said)} is no record type" if said else "nothing says of which type these records are"
            hint = did_you_mean(said, record_types()) or "name it with `--type`, or call the file after one, such as goals.csv"
            self._tell(Code.BAD_IMPORT, span, what, hint)
        return type, id

    def _columns(self, type: str) -> dict[int, str]:
        """Give which column is which field of a type; nothing where that is not clear."""
        if type in self.columns:
            return self.columns[type]
        known, mapped = fields_by_name(type), self.reading.mapped.get(type, {})
        found: dict[int, str] = {}
        unknown: list[Diagnostic] = []
        for at, cell in enumerate(self.header):
            name = mapped.get(cell.text.strip(), known.get(_folded(cell.text)))
            span = Span(self.file, cell.line, cell.column)
            if name is None and any(at < len(line) and line[at].text.strip() for line in self.lines):
                near = nearest(_folded(cell.text), known)
                hint = f"did you mean `{known[near]}`?" if near else 'say where it belongs in a file for `--map`; `""` leaves it out'
                what = f"the column {quoted(cell.text)}" if cell.text.strip() else f"column {at + 1}, which has no name,"
                if self._may_hide(at, known[near] if near else ""):
                    # To go on would be to guess that these records may reach as far as any others.
                    said = f"{what} may say who sees these records, and has no place in {type}"
                    hint = 'call it `visibility`, `draft` or `consent`, or say in a file for `--map` what it is; `""` leaves it out'
                    self.problems.append(Diagnostic(Code.UNKNOWN_FIELD, span, said, hint))
                    found = {}
                    break
                unknown.append(Diagnostic(Code.NO_PLACE, span, f"{what} has no place in {type}", hint))
            elif name == "private" and (words := self._words(at)) and words <= set(_YES):
                said = f"the column {quoted(cell.text)} says yes or no, and `private` is for notes that nobody else sees"
                hint = "write `private` into a column `visibility`, or leave the column out with `--map`"
                self.problems.append(Diagnostic(Code.WRONG_VALUE, span, said, hint))
                found = {}
                break
            elif name and name not in _OTHERS:
                if name in found.values():
                    other = self.header[next(other for other, of in found.items() if of == name)]
                    told = ((Span(self.file, other.line, other.column), "the first one"),)
                    self.problems.append(
                        Diagnostic(Code.DUPLICATE_FIELD, span, f"two columns are `{name}`", "leave one out with `--map`", told)
                    )
                    found = {}
                    break
                found[at] = name
        else:
            if not found:
                names = ", ".join(f"`{column.name}`" for column in columns_of(record_types()[type])[:6])
                said = f"the first line names no field of {type}"
                self._tell(
                    Code.BAD_IMPORT,
                    Span(self.file, self.header[0].line, 1),
                    said,
                    f"write the names of the columns there: {names} and so on",
                )
            else:
                self.problems += unknown
        self.columns[type] = found
        return found

    def _may_hide(self, at: int, near: str) -> bool:
        """Say whether a column that is no field may say who sees its records: by what is there, or by a name like one that does."""
        words = self._words(at)
        return near in _OF_AUDIENCES or words <= set(AUDIENCE_NAMES) or (near == "draft" and words <= set(_YES))

    def _words(self, at: int) -> set[str]:
        """Give what stands in a column, folded."""
        return {_folded(line[at].text) for line in self.lines if at < len(line)} - {""}

    def _tell(self, code: Code, span: Span, said: str, hint: str) -> None:
        problem = Diagnostic(code, span, said, hint)
        if problem not in self.told:
            self.told.add(problem)
            self.problems.append(problem)

    def _values(self, type: str, line: Sequence[Cell]) -> Values | None:
        """Give the values of a line; None where one of them can't be read, of which all are told."""
        fields = {column.name: column for column in columns_of(record_types()[type])}
        columns, before = self._columns(type), len(self.problems)
        values: Values = {}
        for cell in line[len(self.header) :]:
            if cell.text.strip():
                hint = "put a cell that holds the separator into quotation marks"
                self._tell(Code.BAD_IMPORT, Span(self.file, cell.line, cell.column), "more cells than the first line has names", hint)
        for at, name in columns.items():
            if at >= len(line) or not line[at].text.strip():
                continue
            try:
                value = self._value(fields[name], fused(line[at].text) if self.is_export else line[at].text)
            except Misread as error:
                column = error.column + (line[at].column if not error.line else 1)
                self._tell(Code.WRONG_VALUE, Span(self.file, line[at].line + error.line, column), error.message, error.hint)
                continue
            if value and (group := fields[name].group):
                inner = values.setdefault(group, {})
                assert isinstance(inner, dict)
                inner[fields[name].fact.name] = value
            elif value:
                values[name] = value
        return values if len(self.problems) == before else None

    def _value(self, column: Column, text: str) -> Value:
        """Give the value of a cell, with what spreadsheets write for a day, a flag or a word put as it is written here."""
        value, inner = value_of(column.fact, text), column.fact.inner
        if isinstance(value, dict) and column.fact.shape == "map":
            return {self._day(day): each for day, each in value.items()}
        if column.fact.shape != "fact" or not isinstance(value, str):
            return value
        if inner is date:
            return self._day(value)
        if inner is bool:
            return _YES.get(value.lower(), value)
        return value.lower() if value.lower() in get_args(inner) else value

    def _day(self, text: str) -> str:
        meant = meant_days(text)
        if len(meant) == 2 and self.reading.dates:
            return meant[0] if self.reading.dates == DAY_FIRST else meant[1]
        if len(meant) == 2:
            hint = "write it as year-month-day, or say `--dates day-first` or `--dates month-first`"
            raise Misread(f"{quoted(text)} may be {meant[0]} or {meant[1]}", hint)
        return meant[0] if meant else text

    def _where(self, type: str, line: Sequence[Cell]) -> Where:
        """Give what finds the place of a value in the file."""
        cells = {name: line[at] for at, name in self._columns(type).items() if at < len(line)}
        cells |= {name: line[at] for name, at in self.at.items() if at < len(line)}

        def where(path: Path, below: int, right: int) -> tuple[int, int]:
            cell = cells.get(".".join(map(str, path[:2]))) or (cells.get(str(path[0])) if path else None) or line[0]
            return cell.line + below, (right + 1 if below else cell.column + right)

        return where


def _key(text: str) -> tuple[str, str] | None:
    """Give the type and the id of what names a record whole; None where it does not."""
    type, slash, id = text.partition("/")
    return (type, id) if slash and type in record_types() and id else None
