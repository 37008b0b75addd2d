"""The content folder of a site becomes its content: every record, and every problem of every file, in one pass."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.reading.defaults import read_defaults
from mentorsite.reading.enough import enough
from mentorsite.reading.files import walk
from mentorsite.reading.places import RECORD_SUFFIXES, place_of
from mentorsite.reading.record_file import FileReader, Limits
from mentorsite.reading.sheets import Content, Sheet
from mentorsite.records.registry import record_types, type_names
from mentorsite.records.values import Key

__all__ = ["Limits", "read"]


def read(root: Path, levels: tuple[str, ...], limits: Limits | None = None) -> tuple[Content, list[Diagnostic]]:
    """Read `root/content`. `levels` is the site's scale of skills."""
    limits = limits or Limits()
    folder = root / "content"
    if folder.is_symlink() or not folder.is_dir():
        said = "the folder `content` is a symbolic link, and is not followed" if folder.is_symlink() else "there is no folder `content`"
        return Content((), (), frozenset(), {}, ()), [Diagnostic(Code.NO_CONTENT, Span("content"), said, "create it beside mkfile.toml")]
    files, problems = walk(root, "content")
    defaults, found = read_defaults(files, limits.file_bytes)
    problems += found
    sheets: list[Sheet] = []
    broken: list[Sheet] = []
    unreadable: set[Key] = set()
    for file in files:
        if not _is_record(file.path):
            continue
        place = place_of(file.path)
        if place.type is None:
            problems.append(_not_a_type(file.path))
            continue
        reader = FileReader(file, place, place.type, record_types()[place.type], defaults, levels, limits)
        reader.read()
        sheets += reader.sheets
        broken += reader.broken
        unreadable |= reader.unreadable
        problems += enough(reader.problems)
    static, unread = walk(root, "static") if os.path.lexists(root / "static") else ([], [])
    problems += unread
    portfolios = {place_of(file.path).portfolio for file in files if _is_record(file.path)} - {""}
    by_path = {file.path: file for file in (*files, *static)}
    given = {portfolio: reaches for portfolio in ("", *sorted(portfolios)) if (reaches := defaults.reaches(portfolio))}
    return Content(tuple(sheets), tuple(broken), frozenset(unreadable), by_path, tuple(sorted(portfolios)), given), problems


def _is_record(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.suffix.lower() in RECORD_SUFFIXES and not any(part.startswith("_") for part in pure.parts)


def _not_a_type(path: str) -> Diagnostic:
    folders = PurePosixPath(path).parts[1:-1]
    near = next((name for folder in reversed(folders) if (name := nearest(folder, type_names()))), None)
    hint = f"did you mean the folder `{near}`?" if near else "move it into one, such as `content/goals/`, or begin its name with `_`"
    return Diagnostic(Code.NOT_A_TYPE, Span(path), "the file lies in no folder that is named after a record type, and is not read", hint)
