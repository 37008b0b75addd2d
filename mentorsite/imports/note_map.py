"""A mapping file (TOML) says which folder of notes holds which type of record, which field goes where, and how far the records reach.

```toml
visibility = "pair"

[folders]
"_posts" = "stories"
"Daily notes" = ""      # left out

[fields]
categories = "tags"
layout = ""             # left out, and nothing is said of it

[fields.milestones]
achieved = "date"
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorsite.diagnostics import Code, Diagnostic, Span, did_you_mean
from mentorsite.records.audience import AUDIENCE_NAMES
from mentorsite.records.describe import fields_of
from mentorsite.records.fields import quoted
from mentorsite.records.registry import record_types, type_names
from mentorsite.toml_places import places_in

_KEYS = ("visibility", "folders", "fields")


@dataclass(frozen=True)
class NoteMap:
    """What a mapping file says: the types of folders ("" for one that is left out), the fields by the names in the notes, of each type and
    below "" of all ("" for what is left out), and the audience that all records reach, "" where nothing is said of it. `places` says where
    each folder stands in it."""

    visibility: str = ""
    folders: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)

    def field_for(self, type: str, name: str) -> str | None:
        """Give the field that a name in a note goes to; "" for none, None where nothing is said of it."""
        return self.fields.get(type, {}).get(name, self.fields.get("", {}).get(name))


def read_note_map(file: str, data: bytes) -> tuple[NoteMap, list[Diagnostic]]:
    """Read a mapping file."""
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError:
        return NoteMap(), [Diagnostic(Code.BAD_ENCODING, Span(file), "the mapping file is not UTF-8", "save it as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        hint = "put names with spaces or dots into quotation marks"
        return NoteMap(), [Diagnostic(Code.BAD_IMPORT, Span(file), f"the mapping file is no TOML: {error}", hint)]
    reader = _Reader(file, places_in(text))
    problems = [*reader.keys(values), *reader.visibility(values), *reader.folders(values), *reader.fields(values)]
    if problems:
        return NoteMap(), problems
    by_type: dict[str, dict[str, str]] = {"": {}}
    for name, value in values.get("fields", {}).items():
        if isinstance(value, dict):
            by_type[name] = value
        else:
            by_type[""][name] = value
    folders = {name.strip("/"): type for name, type in values.get("folders", {}).items()}
    places = {name.strip("/"): Span(file, *reader.places.get(("folders", name), (0, 0))) for name in values.get("folders", {})}
    return NoteMap(values.get("visibility", ""), folders, by_type, places), []


@dataclass(frozen=True)
class _Reader:
    """Looks for what is wrong in a mapping file, each with its place."""

    file: str
    places: Mapping[tuple[str, ...], tuple[int, int]]

    def keys(self, values: dict[str, Any]) -> Iterator[Diagnostic]:
        for name in values:
            if name not in _KEYS:
                yield self._wrong((name,), f"{quoted(name)} is no key of a mapping file", did_you_mean(name, _KEYS) or _listed(_KEYS))
        for name in ("folders", "fields"):
            if not isinstance(values.get(name, {}), dict):
                yield self._wrong((name,), "a table belongs here", f"write `[{name}]` on a line of its own")
                del values[name]

    def visibility(self, values: dict[str, Any]) -> Iterator[Diagnostic]:
        given = values.get("visibility", "pair")
        if given not in AUDIENCE_NAMES:
            hint = did_you_mean(str(given), AUDIENCE_NAMES) or _listed(AUDIENCE_NAMES)
            yield self._wrong(("visibility",), f"{quoted(str(given))} is no audience", hint)

    def folders(self, values: dict[str, Any]) -> Iterator[Diagnostic]:
        for name, type in values.get("folders", {}).items():
            if type not in ("", *type_names()):
                hint = did_you_mean(str(type), type_names()) or _listed(type_names())
                yield self._wrong(("folders", name), f"{quoted(str(type))} is no record type", hint)

    def fields(self, values: dict[str, Any]) -> Iterator[Diagnostic]:
        for name, value in values.get("fields", {}).items():
            if isinstance(value, dict):
                if name not in type_names():
                    hint = did_you_mean(name, type_names()) or _listed(type_names())
                    yield self._wrong(("fields", name), f"{quoted(name)} is no record type", hint)
                    continue
                known = set(fields_of(record_types()[name]))
                yield from self._of_type(("fields", name), value, known, name)
            else:
                known = {field for of in record_types().values() for field in fields_of(of)}
                yield from self._of_type(("fields",), {name: value}, known, "any type")

    def _of_type(self, at: tuple[str, ...], given: dict[str, Any], known: set[str], what: str) -> Iterator[Diagnostic]:
        for name, to in given.items():
            if to not in ("", *known):
                hint = did_you_mean(str(to), known) or "docs/content.md lists the fields of each type"
                yield self._wrong((*at, name), f"{quoted(str(to))} is no field of {what}", hint, Code.UNKNOWN_FIELD)

    def _wrong(self, at: tuple[str, ...], said: str, hint: str, code: Code = Code.BAD_IMPORT) -> Diagnostic:
        return Diagnostic(code, Span(self.file, *self.places.get(at, (0, 0))), said, hint)


def _listed(names: tuple[str, ...]) -> str:
    return "it is one of " + ", ".join(f"`{name}`" for name in names)
