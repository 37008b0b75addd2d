"""A Markdown file of another program becomes a note: its front matter as plain values, and its text, each with its places in the file.

Front matter is YAML between lines `---`, as Jekyll, Hugo and Obsidian write it, or TOML between lines `+++`, as Hugo does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.reading.front_matter import take_apart
from mentorsite.reading.text import decode
from mentorsite.reading.yaml_nodes import Plain, YamlText, load, locate_text, not_fields
from mentorsite.records.walk import Path
from mentorsite.toml_places import places_in

_YAML, _TOML, _JSON = "---", "+++", "{"
_YAML_ENDS = (_YAML, "...")
_NO_FIELDS = "---\n---\n"
"""Front matter without a field, before a text that is to be looked at alone."""


@dataclass(frozen=True)
class Note:
    """A note: its path in the folder that is imported, with `/`; the file as people are told of it; the values of its front matter, which
    are texts, lists and mappings; its text, and the line of the file that this begins in. `where` finds a value of the front matter."""

    path: str
    file: str
    values: Mapping[str, Plain]
    body: str
    line: int
    where: Callable[[Path, int, int], tuple[int, int]] = field(compare=False, repr=False)

    @property
    def stem(self) -> str:
        """What the note is called after: its file, or the folder of which it is the index."""
        name = self.path.rpartition("/")[2].rpartition(".")[0]
        folder = self.path.rpartition("/")[0].rpartition("/")[2]
        return folder if name == "index" and folder else name

    def span(self, path: Path) -> Span:
        """Give the place of a value of the front matter."""
        return Span(self.file, *self.where(path, 0, 0))


def read_note(path: str, file: str, data: bytes) -> tuple[Note | None, list[Diagnostic]]:
    """Read a note; None, and why, where it cannot be read.

    A text that begins with a field which says who may see it is refused, as in a record: it would be shown, and not count.
    """
    text, problems = decode(file, data)
    if problems:
        return None, problems
    note, problems = _read(path, file, text)
    if note:
        _, meant = take_apart(file, _NO_FIELDS + note.body)
        problems += [replace(each, span=replace(each.span, line=each.span.line - _NO_FIELDS.count("\n") + note.line - 1)) for each in meant]
    return None if problems else note, problems


def _read(path: str, file: str, text: str) -> tuple[Note | None, list[Diagnostic]]:
    lines = text.split("\n")
    first = lines[0].rstrip()
    if first not in (_YAML, _TOML):
        if first == _JSON:
            said = "JSON front matter is not read"
            return None, [Diagnostic(Code.BAD_IMPORT, Span(file, 1, 1), said, "write it as YAML between two lines `---`")]
        return Note(path, file, {}, text, 1, lambda at, line, column: (1, 1)), []
    ends = _YAML_ENDS if first == _YAML else (_TOML,)
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() in ends), None)
    if end is None:
        said = "the front matter never ends"
        return None, [Diagnostic(Code.BAD_IMPORT, Span(file, 1, 1), said, f"write a line `{first}` below the last field")]
    inside, body = "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :])
    return (_with_yaml if first == _YAML else _with_toml)(path, file, inside, body, end + 2)


def _with_yaml(path: str, file: str, inside: str, body: str, line: int) -> tuple[Note | None, list[Diagnostic]]:
    yaml = YamlText(file, inside, 2)
    values, problems = load(yaml)
    if values is None and not problems:
        values = {}
    if values is not None and not isinstance(values, dict):
        problems.append(Diagnostic(Code.BAD_FRONT_MATTER, *not_fields(yaml, values, "the front matter")))
    if problems:
        return None, problems

    def where(at: Path, below: int, right: int) -> tuple[int, int]:
        span = locate_text(yaml, at, below, right)
        return span.line, span.column

    return Note(path, file, values, body, line, where), []


def _with_toml(path: str, file: str, inside: str, body: str, line: int) -> tuple[Note | None, list[Diagnostic]]:
    try:
        values = {name: _plain(value) for name, value in tomllib.loads(inside).items()}
        places = places_in(inside)
    except RecursionError:
        hint = "write it with fewer lists and tables within each other"
        return None, [Diagnostic(Code.BAD_IMPORT, Span(file, 1, 1), "the TOML of the front matter is too deep", hint)]
    except tomllib.TOMLDecodeError as error:
        at = getattr(error, "lineno", None) or _line_in(str(error))
        hint = "correct it, or write it as YAML between two lines `---`"
        said = str(error).split(" (at ")[0]
        return None, [Diagnostic(Code.BAD_IMPORT, Span(file, at + 1, 1), f"the front matter is no TOML: {said}", hint)]

    def where(at: Path, below: int, right: int) -> tuple[int, int]:
        names = tuple(str(step) for step in at)
        while names and names not in places:
            names = names[:-1]
        found, column = places.get(names, (0, 1))
        return found + 1, column

    return Note(path, file, values, body, line, where), []


def _line_in(said: str) -> int:
    """Give the line that the reader of TOML names in words."""
    _, _, after = said.partition("at line ")
    number = after.split(",")[0].rstrip(")")
    return int(number) if number.isdigit() else 1


def _plain(value: Any) -> Plain:
    """Give a value of TOML as YAML is read here: whatever has no parts is a text."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime() | date() | time():
            return value.isoformat()
        case list():
            return [_plain(inner) for inner in value]
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
    return str(value)
