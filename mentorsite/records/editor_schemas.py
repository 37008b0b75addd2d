"""The record types become JSON Schemas of files, for an editor that completes and checks while somebody writes.

They say what `records/schema.py` says of a record, and more that an editor has use for: that a file may hold a list of records, what may
stand in `_defaults.yaml`, which records there are to refer to, and in words how a date is written. What is offered is not all that is
right: a reference to a record that is not known yet is no mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mentorsite.records.registry import record_types
from mentorsite.records.schema import DIALECT, Schema, all_schemas, schema_of
from mentorsite.records.values import ANY

_SAID = {
    "date": "Write a date as year-month-day, for example 2026-03-04.",
    "uri": "Begin an address with https://, http:// or mailto:.",
}
"""What an editor says of a text that is not of a format."""


class Named(NamedTuple):
    """A record that others may refer to: its id and its title."""

    id: str
    title: str


@dataclass(frozen=True)
class KnownSite:
    """What is known of a site: its levels of skills, its records by type, its tags, and the fields that its defaults give."""

    levels: tuple[str, ...] = ()
    records: Mapping[str, Sequence[Named]] = field(default_factory=dict)
    tags: Sequence[str] = ()
    given: frozenset[str] = frozenset()


def editor_schemas(site: KnownSite) -> dict[str, Schema]:
    """Give the schema of files that hold records of each type, by the type's name, and that of files of defaults as `_defaults`."""
    return {**{type: _of_files(type, site) for type in record_types()}, "_defaults": _of_defaults(site)}


def _of_files(type: str, site: KnownSite) -> Schema:
    """Describe a file: one record, or a list of records, each of which needs an id."""
    schema = schema_of(type, site.levels, marked=True)
    record = {name: value for name, value in schema.items() if name not in ("$schema", "$defs")}
    # What a file of defaults gives need not be written again; to which folder it gives that, a schema of a type does not know.
    record["required"] = [name for name in record["required"] if name not in site.given]
    listed = {"type": "array", "items": {"$ref": "#/$defs/record", "required": ["id"]}}
    document = {
        "$schema": DIALECT,
        "if": {"type": "array"},
        "then": listed,
        "else": {"$ref": "#/$defs/record"},
        "$defs": {"record": record, **schema.get("$defs", {})},
    }
    return _furnished(document, _offers(site))


def _of_defaults(site: KnownSite) -> Schema:
    """Describe a file of defaults: any field of any type but `id` and `body`, and none that has to be there."""
    definitions: Schema = all_schemas(site.levels, marked=True)["$defs"]
    found: dict[str, dict[str, Schema]] = {}
    for type in record_types():
        for name, value in definitions[type]["properties"].items():
            if name not in ("id", "body"):
                found.setdefault(name, {})[type] = value
    parts = {name: value for name, value in definitions.items() if name not in record_types()}
    document = {
        "$schema": DIALECT,
        "title": "Defaults",
        "description": "Values for the fields of every record below this folder that does not give them itself.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _any_of(variants) for name, variants in found.items()},
        "$defs": parts,
    }
    # What most fields of `type/id` lead to is another record for each record, and all records are many.
    return _furnished(document, {**_offers(site), ANY: []})


def _any_of(variants: Mapping[str, Schema]) -> Schema:
    """Give what a field takes in any of the types that have it."""
    kinds: list[Schema] = []
    said: dict[str, list[str]] = {}
    for type, value in variants.items():
        said.setdefault(value["description"], []).append(type)
        kind = {name: inner for name, inner in value.items() if name not in ("title", "description")}
        if kind not in kinds:
            kinds.append(kind)
    title = next(iter(variants.values()))["title"]
    described = next(iter(said)) if len(said) == 1 else "; ".join(f"{', '.join(types)}: {text}" for text, types in said.items())
    return {"title": title, "description": described, **(kinds[0] if len(kinds) == 1 else {"anyOf": kinds})}


def _offers(site: KnownSite) -> dict[str, list[Schema]]:
    """Give what an editor offers where a reference stands, by the type that it leads to."""
    named = {type: [_offer(id, title) for id, title in records] for type, records in site.records.items()}
    anything = [_offer(f"{type}/{id}", title) for type, records in site.records.items() for id, title in records]
    return {**named, ANY: anything, "tags": [_offer(tag, "") for tag in site.tags]}


def _offer(text: str, said: str) -> Schema:
    return {"label": text, "body": text, **({"description": said} if said else {})}


def _furnished(document: Schema, offers: Mapping[str, list[Schema]]) -> Schema:
    """Put what an editor offers, and what it says of a mistake, where it belongs."""
    tags = [part["properties"]["tags"] for part in _parts(document) if "tags" in part.get("properties", ())]
    for part in _parts(document):
        offered = offers.get(part.pop("x-reference", ""))
        if offered:
            part["defaultSnippets"] = offered
        if part.get("format") in _SAID:
            part["errorMessage"] = _SAID[part["format"]]
    for words in tags:
        if offers["tags"]:
            words["items"]["defaultSnippets"] = offers["tags"]
    return document


def _parts(value: Any) -> Iterable[dict[str, Any]]:
    """Give every mapping of a document, the outer before the inner."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(inner)
