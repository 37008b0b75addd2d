"""What editors read: a site gives the JSON Schemas of its records, and the settings of VS Code that say which file has which."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from mentorsite import __version__
from mentorsite.config import Config
from mentorsite.reading.defaults import NAME as DEFAULTS
from mentorsite.reading.defaults import Defaults, read_defaults
from mentorsite.reading.read import Limits, read
from mentorsite.reading.sheets import Content
from mentorsite.records.editor_schemas import KnownSite, Named, editor_schemas
from mentorsite.records.places import RECORD_SUFFIXES
from mentorsite.records.registry import type_names
from mentorsite.store import FOLDER

SCHEMAS = f"{FOLDER}/schemas"
"""The folder of the schemas, relative to a site. They can be written again at any time, as all that lies there."""
SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
_EXTENSION = "redhat.vscode-yaml"
_RENEW = f"Written by mentorsite {__version__}. `mentorsite schema --write` writes it again, with what the site holds then."


def schema_files(config: Config) -> dict[str, str]:
    """Give the schemas of a site by their paths relative to it. What cannot be read in the site's records is not offered."""
    limits = Limits(config.file_mib * 2**20, config.text_kib)
    content, _ = read(config.root, config.levels, limits)
    defaults, _ = read_defaults([file for path, file in content.files.items() if path.startswith("content/")], limits.file_bytes)
    schemas = editor_schemas(_known(config, content, defaults))
    return {f"{SCHEMAS}/{name}.json": _written({"$comment": _RENEW, **schema}) for name, schema in schemas.items()}


def _known(config: Config, content: Content, defaults: Defaults) -> KnownSite:
    records: dict[str, dict[str, Named]] = {}
    tags: set[str] = set()
    for sheet in sorted((*content.sheets, *content.broken), key=lambda sheet: sheet.key):
        record = sheet.record
        records.setdefault(sheet.key.type, {}).setdefault(sheet.key.id, Named(sheet.key.id, _title(record)))
        tags.update(getattr(record, "tags", None) or ())
    by_type = {type: tuple(found.values()) for type, found in records.items()}
    given = frozenset(name for values in defaults.by_folder.values() if values is not None for name in values[1])
    return KnownSite(config.levels, by_type, sorted(tags), given)


def _title(record: Any) -> str:
    """Give a record's title; none where what it is made of could not be read."""
    try:
        return str(record.heading())
    except (AttributeError, TypeError):
        return ""


def settings() -> dict[str, dict[str, list[str]]]:
    """Give the settings that tell which files have which schema, by the patterns of their paths.

    The nearest folder that is named after a type counts, and names that begin with `_` are no records.
    """
    endings = sorted(RECORD_SUFFIXES, reverse=True)
    mapped = {}
    for type in type_names():
        others = ",".join(other for other in type_names() if other != type)
        patterns = [f"content/**/{type}/**/*{ending}" for ending in endings]
        mapped[f"{SCHEMAS}/{type}.json"] = [*patterns, f"!content/**/{type}/**/{{{others}}}/**", "!content/**/_*", "!content/**/_*/**"]
    return {"yaml.schemas": {**mapped, f"{SCHEMAS}/_defaults.json": [f"content/**/{DEFAULTS}"]}}


def with_settings(text: str | None) -> str | None:
    """Give the text of VS Code's settings with those of a site, or None where `text`, which is there, is no plain JSON with room for them.

    What somebody wrote stays: their other settings, and other schemas.
    """
    values = _parsed(text)
    own = settings()["yaml.schemas"]
    theirs = values.get("yaml.schemas", {}) if values is not None else None
    if values is None or not isinstance(theirs, dict):
        return None
    kept = {name: patterns for name, patterns in theirs.items() if not name.removeprefix("./").startswith(f"{SCHEMAS}/")}
    return _rewritten(text, {**values, "yaml.schemas": {**kept, **own}})


def with_recommendation(text: str | None) -> str | None:
    """Give the text of the extensions that VS Code recommends with the one that reads schemas, or None as `with_settings` does.

    Whoever refused it is not asked again.
    """
    values = _parsed(text)
    listed = values.get("recommendations", []) if values is not None else None
    if values is None or not isinstance(listed, list):
        return None
    if _EXTENSION in listed or _EXTENSION in (values.get("unwantedRecommendations") or ()):
        return text
    return _rewritten(text, {**values, "recommendations": [*listed, _EXTENSION]})


class _Twice(ValueError):
    """A name stands twice in an object: to write it again would lose one of its values."""


def _parsed(text: str | None) -> dict[str, Any] | None:
    """Read plain JSON. With comments, as VS Code allows them, it is none, and nobody's comments are to be lost."""
    if text is None or not text.strip():
        return {}
    try:
        values = json.loads(text, object_pairs_hook=_each_once)
        _written(values).encode()  # halves of characters can be read and not written
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise _Twice
    return values


def _rewritten(text: str | None, values: Mapping[str, Any]) -> str:
    """Write values in the way of the text that was there: its indent and its ends of lines; the text itself where it says the same."""
    if text is None or not text.strip():
        return _written(values)
    if json.loads(text) == values:
        return text
    indent = re.search(r'^([ \t]+)"', text, re.MULTILINE)
    written = _written(values, indent[1] if indent else "  ")
    return written.replace("\n", "\r\n") if "\r\n" in text else written


def _written(values: Mapping[str, Any], indent: str = "  ") -> str:
    return json.dumps(values, indent=indent, ensure_ascii=False) + "\n"
