"""`_defaults.yaml` in any folder gives values to the fields of every record below it, the nearest one first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.reading.decode import left_empty
from mentorsite.reading.files import FoundFile, read_bytes
from mentorsite.reading.sheets import Source
from mentorsite.reading.text import decode as decode_text
from mentorsite.reading.yaml_nodes import Plain, YamlText, load
from mentorsite.records.audience import AUDIENCE_NAMES, Audience, Reaches
from mentorsite.records.describe import fields_of
from mentorsite.records.places import is_record, place_of
from mentorsite.records.registry import record_types, type_names

NAME = "_defaults.yaml"
_DOTTED = (".default.yaml", ".defaults.yaml", ".defaults.yml")
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
        return values, replace(source, defaults=tuple(used))

    def lack(self, path: str) -> bool:
        """Say whether a file cannot be used that might have given something to the record in the file `path`."""
        return None in self._above(path)

    def reaches(self, portfolio: str) -> Reaches:
        """Give how far records reach in a portfolio's folder (for "" in all folders that belong to none) where they say nothing of it, by
        type; nothing of a type of which no folder says anything.

        Besides the type's own folder, every other counts in which records of the type may lie. It follows from the files of defaults alone:
        which records there are makes no difference.
        """
        root = f"content/portfolios/{portfolio}" if portfolio else "content"
        found = {type: {self._reach(f"{root}/{type}/_")} for type in type_names()}
        for folder in self.by_folder:
            is_within = folder.startswith(f"{root}/") and (portfolio or not f"{folder}/".startswith("content/portfolios/"))
            if is_within and not any(part.startswith("_") for part in PurePosixPath(folder).parts):
                type = place_of(f"{folder}/_").type
                for name in (type,) if type else type_names():
                    found[name].add(self._reach(f"{folder}/_"))
        return {type: frozenset(reaches) for type, reaches in found.items() if reaches != {None}}

    def _reach(self, path: str) -> Audience | None:
        """Give how far the file `path` reaches by the defaults above it. What cannot be used is an error of the records there."""
        above = [given[1] for given in self._above(path) if given is not None]
        draft = next((values["draft"] for values in above if "draft" in values), "false")
        visibility = next((values["visibility"] for values in above if "visibility" in values), None)
        if draft != "false":
            return Audience.PRIVATE
        if visibility is None:
            return None
        return Audience(visibility) if visibility in AUDIENCE_NAMES else Audience.PRIVATE

    def _above(self, path: str) -> list[Given | None]:
        return [self.by_folder[str(folder)] for folder in PurePosixPath(path).parents if str(folder) in self.by_folder]


def read_defaults(files: Sequence[FoundFile], limit: int) -> tuple[Defaults, list[Diagnostic]]:
    """Read the files that are named `_defaults.yaml`, of at most `limit` bytes each."""
    by_folder: dict[str, Given | None] = {}
    problems: list[Diagnostic] = []
    for file in files:
        folder, _, name = file.path.rpartition("/")
        if name == NAME:
            by_folder[folder], found = _read(file, limit)
            problems += found
        elif _is_meant(file.path):
            problems.append(_misnamed(file.path))
    # Of names that begin with a dot nothing is read, so that these have to be looked for.
    places = {file.path.rpartition("/")[0]: file for file in files}
    folders = {
        path: place
        for inner, file in places.items()
        for path, place in zip((PurePosixPath(inner), *PurePosixPath(inner).parents), file.place.parents, strict=False)
        if path.parts
    }
    problems += [_misnamed(str(path / name)) for path, place in sorted(folders.items()) for name in _DOTTED if (place / name).exists()]
    return Defaults(by_folder), problems


def _is_meant(path: str) -> bool:
    """Say whether a file was meant as one of defaults: what it says, such as who may see the records below, would silently not count."""
    name = path.rpartition("/")[2].casefold()
    bare = name.lstrip("_").partition(".")[0]
    if name.startswith("_"):
        return bare == "visibility" or nearest(bare, ["defaults"], cutoff=0.8) is not None
    return bare in ("default", "defaults") and is_record(path) and place_of(path).type is None


def _misnamed(path: str) -> Diagnostic:
    name = path.rpartition("/")[2]
    return Diagnostic(Code.BAD_DEFAULTS, Span(path), f"`{name[:60]}` is no file of defaults", f"name it `{NAME}`")


def _read(file: FoundFile, limit: int) -> tuple[Given | None, list[Diagnostic]]:
    data, problems = read_bytes(file, limit)
    text, undecoded = decode_text(file.path, data)
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
    problems += left_empty(values, Source(file.path, yaml))
    # A misspelt field lacks to the records below, and they are not to be blamed for it.
    return None if problems else (yaml, {name: value for name, value in values.items() if value is not None}), problems


def _unknown(name: str, known: set[str], span: Span) -> Diagnostic:
    near = nearest(name, known)
    hint = f"did you mean `{near}`?" if near else "docs/content.md lists the fields of each type"
    return Diagnostic(Code.UNKNOWN_FIELD, span, f"no record has a field `{name[:60]}`", hint)
