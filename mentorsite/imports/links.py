"""Links in the texts of a record that comes in: where records lie in files of other names here, and which files are not there."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from mentorsite.audience.unlink import readdressed, unlinked
from mentorsite.diagnostics import Span
from mentorsite.exports.written import Value, Values
from mentorsite.markdown.parser import scheme_of
from mentorsite.reading import Content
from mentorsite.reading.record_file import FileReader
from mentorsite.records.addresses import slug
from mentorsite.records.places import RECORD_SUFFIXES, place_of
from mentorsite.records.values import Key


def links_of(reader: FileReader, path: str, content: Content, paths: Mapping[Key, str]) -> tuple[dict[str, str], dict[str, Span]]:
    """Give the addresses of links to records that lie in files of other names here, with those that they have; and the links to files that
    are not there, with their places."""
    moved: dict[str, str] = {}
    missing: dict[str, Span] = {}
    known = set(paths.values())
    for sheet in (*reader.sheets, *reader.broken):
        for at, found in sheet.found.items():
            for each in found:
                relative, sign, fragment = each.written.partition("#")
                if each.kind not in ("link", "image") or not relative or relative[0] in "/?" or scheme_of(relative):
                    continue
                there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(relative.partition("?")[0])))
                place = place_of(there)
                if there in known or there in content.files:
                    continue
                if PurePosixPath(there).suffix.lower() not in RECORD_SUFFIXES:
                    missing[each.written] = sheet.source.locate_text(at, each.line, each.column)
                elif place.type:
                    key = Key(slug(place.portfolio) if place.portfolio else "", place.type, slug(place.id))
                    if key in paths:
                        moved[each.written] = posixpath.relpath(paths[key], posixpath.dirname(path)) + sign + fragment
    return moved, missing


def relinked(values: Values, moved: Mapping[str, str], missing: Mapping[str, str]) -> Values:
    """Give the values with other addresses in the links of all texts, and without those to what is missing."""

    def inner(value: Value) -> Value:
        if isinstance(value, list):
            return [inner(each) for each in value]
        if isinstance(value, dict):
            return {name: inner(each) for name, each in value.items()}
        return unlinked(readdressed(value, moved), missing)

    return {name: inner(each) for name, each in values.items()}
