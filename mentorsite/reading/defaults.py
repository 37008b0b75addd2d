"""`_defaults.yaml` in any folder gives values to the fields of every record below it, the nearest one first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.reading.files import FoundFile, read_bytes
from mentorsite.reading.sheets import Source
from mentorsite.reading.text import decode
from mentorsite.reading.yaml_nodes import Plain, YamlText, load
from mentorsite.records.describe import fields_of
from mentorsite.records.registry import record_types

NAME = "_defaults.yaml"
Given = tuple[YamlText, dict[str, Plain]]


@dataclass(frozen=True, slots=True)
class Defaults:
    """The values of each folder with the YAML they are written in; None where the file cannot be used."""

    by_folder: dict[str, Given | None]

    def complete(self, path: str, names: Iterable[str], own: dict[str, Plain], source: Source) -> tuple[dict[str, Plain], Source]:
        """Give the values of the record in the file `path`, which has fields of these `names`, and where they are written."""
        values = dict(own)
        used: list[tuple[YamlText, frozenset[str]]] = []
        for given in self._above(path):
            if given is not None:
                taken = {name: value for name, value in given[1].items() if name in names and values.get(name) is None}
                values |= taken
                used.append((given[0], frozenset(taken)))
        return values, Source(source.path, source.yaml, source.index, source.sections, tuple(used))

    def lack(self, path: str) -> bool:
        """Say whether a file cannot be used that might have given something to the record in the file `path`."""
        return None in self._above(path)

    def _above(self, path: str) -> list[Given | None]:
        return [self.by_folder[str(folder)] for folder in PurePosixPath(path).parents if str(folder) in self.by_folder]


def read_defaults(files: Iterable[FoundFile], limit: int) -> tuple[Defaults, list[Diagnostic]]:
    """Read the files that are named `_defaults.yaml`, of at most `limit` bytes each."""
    by_folder: dict[str, Given | None] = {}
    problems: list[Diagnostic] = []
    for file in files:
        path = PurePosixPath(file.path)
        if path.name == NAME:
            by_folder[str(path.parent)], found = _read(file, limit)
            problems += found
        elif path.name.startswith("_") and nearest(path.stem.casefold(), ["_defaults"], cutoff=0.8):
            # What it says, such as who may see the records below, would silently not count.
            said = f"`{path.name[:60]}` is no file of defaults"
            problems.append(Diagnostic(Code.BAD_DEFAULTS, Span(file.path), said, f"name it `{NAME}`"))
    return Defaults(by_folder), problems


def _read(file: FoundFile, limit: int) -> tuple[Given | None, list[Diagnostic]]:
    data, problems = read_bytes(file, limit)
    text, undecoded = decode(file.path, data)
    yaml = YamlText(file.path, text)
    if problems or undecoded:
        return None, problems + undecoded
    values, problems = load(yaml)
    if values is None:
        return (None if problems else (yaml, {})), problems
    if not isinstance(values, dict):
        span = Source(file.path, yaml).locate(())
        return None, [*problems, Diagnostic(Code.BAD_DEFAULTS, span, "defaults are fields with their values", "write `field: value`")]
    known = {name for record_type in record_types().values() for name in fields_of(record_type)} - {"id", "body"}
    problems += [_unknown(name, known, Source(file.path, yaml).locate((name,))) for name in values if name not in known]
    # A misspelt field lacks to the records below, and they are not to be blamed for it.
    return None if problems else (yaml, {name: value for name, value in values.items() if value is not None}), problems


def _unknown(name: str, known: set[str], span: Span) -> Diagnostic:
    near = nearest(name, known)
    hint = f"did you mean `{near}`?" if near else "docs/content.md lists the fields of each type"
    return Diagnostic(Code.UNKNOWN_FIELD, span, f"no record has a field `{name[:60]}`", hint)
