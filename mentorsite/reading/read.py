"""The content folder of a site becomes its content: every record, and every problem of every file, in one pass."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.reading.defaults import Defaults, read_defaults
from mentorsite.reading.enough import enough
from mentorsite.reading.files import FoundFile, read_bytes, walk
from mentorsite.reading.kept import KeptSheets, OpenSheets
from mentorsite.reading.outline import outline
from mentorsite.reading.record_file import FileReader, Limits
from mentorsite.reading.sheets import Content, Sheet
from mentorsite.records.places import is_record, place_of
from mentorsite.records.registry import record_types, type_names
from mentorsite.records.values import Key
from mentorsite.workers import Workers, in_chunks

__all__ = ["Limits", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its sheets, pickled, and their outline where it has no problem. `digest` is a fingerprint of its content, which
    may be `known`: then there is nothing else."""

    digest: bytes
    sheets: bytes = b""
    outline: bytes = b""
    broken: tuple[Sheet, ...] = ()
    unreadable: frozenset[Key] = frozenset()
    problems: tuple[Diagnostic, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class FileReading:
    """Reads files on the same terms; `outlined` says whether outlines are asked for."""

    defaults: Defaults
    levels: tuple[str, ...]
    limits: Limits
    outlined: bool = False

    def read(self, files: Sequence[tuple[FoundFile, str, bytes]]) -> list[Reading]:
        """Read files of a type, each with the fingerprint of the content that is known of it."""
        return [self._read(file, type, known) for file, type, known in files]

    def _read(self, file: FoundFile, type: str, known: bytes) -> Reading:
        data, problems = read_bytes(file, self.limits.file_bytes)
        digest = hashlib.blake2b(data, digest_size=16).digest()
        if digest == known and not problems:
            return Reading(digest, known=True)
        reader = FileReader(file, place_of(file.path), type, record_types()[type], self.defaults, self.levels, self.limits)
        reader.take(data, problems)
        # Also where they are not handed over by another process: what is read must not depend on which one reads it.
        sheets = pickle.dumps(reader.sheets)
        seen = outline(reader.sheets) if self.outlined and not reader.problems and not reader.broken else b""
        return Reading(digest, sheets, seen, tuple(reader.broken), frozenset(reader.unreadable), tuple(enough(reader.problems)))


_OTHER_SUFFIXES = (".markdown", ".mdown", ".mkd", ".md.txt", ".yaml.txt", ".yml.txt")
_CHUNK = 50
"""How many files are read at a time by one process."""


def read(
    root: Path,
    levels: tuple[str, ...],
    limits: Limits | None = None,
    *,
    keep: bool = False,
    reuse: bool = False,
    workers: Workers | None = None,
    memory: OpenSheets | None = None,
) -> tuple[Content, list[Diagnostic]]:
    """Read `root/content`. `levels` is the site's scale of skills.

    With `keep`, what was read before is taken from `.mentorsite/` as long as it is the same, and kept there for the next time. With a
    `memory`, it is the same objects as before, and kept there when the memory is saved. With `reuse`, it is taken from there, and nothing
    is written.
    """
    limits, workers, opened = limits or Limits(), workers or Workers(), memory or OpenSheets()
    folder = root / "content"
    if folder.is_symlink() or not folder.is_dir():
        said = "the folder `content` is a symbolic link, and is not followed" if folder.is_symlink() else "there is no folder `content`"
        return Content((), (), frozenset(), {}, ()), [Diagnostic(Code.NO_CONTENT, Span("content"), said, "create it beside mkfile.toml")]
    files, problems = walk(root, "content")
    defaults, found = read_defaults(files, limits.file_bytes)
    problems += found
    records: dict[str, tuple[FoundFile, str]] = {}
    for file in files:
        if is_record(file.path):
            type = place_of(file.path).type
            if type is None:
                problems.append(_not_a_type(file.path))
            else:
                records[file.path] = file, type
        elif (meant := _meant_suffix(file.path)) and place_of(file.path).type:
            said = f"the file's name ends in `{meant}`, and it is not read as a record"
            problems.append(Diagnostic(Code.NOT_READ, Span(file.path), said, "rename it, so that it ends in `.md` or `.yaml`"))
    kept = opened.load(root, (levels, limits, defaults)) if keep or reuse else KeptSheets()
    pickled = {path: known for path, (file, _) in records.items() if (known := kept.unchanged(file)) is not None}
    reading = FileReading(defaults, levels, limits, outlined=keep)
    unread_yet = [(file, type, kept.digest(path)) for path, (file, type) in records.items() if path not in pickled]
    for type in {type for _, type, _ in unread_yet}:
        # Once here, and not in each of the processes.
        record_types()[type].model_rebuild()
    broken: list[Sheet] = []
    unreadable: set[Key] = set()
    done = (read for chunk in workers.spread(reading.read, in_chunks(unread_yet, _CHUNK)) for read in chunk)
    for (file, _, _), read in zip(unread_yet, done, strict=True):
        _, _, sheets_before, outline_before = kept.entries[file.path] if read.known else (None, b"", read.sheets, read.outline)
        pickled[file.path] = sheets_before
        broken += read.broken
        unreadable |= read.unreadable
        problems += read.problems
        if keep and outline_before:
            kept.put(file, read.digest, sheets_before, outline_before)
    sheets: list[Sheet] = [sheet for path in records for sheet in opened.open(path, pickled[path])]
    opened.close_but(records)
    if keep:
        kept.drop([*(kept.entries.keys() - records.keys()), *(problem.span.path for problem in problems if problem.span.path in records)])
        if memory is None:
            kept.save(root)
    static, unread = walk(root, "static") if os.path.lexists(root / "static") else ([], [])
    problems += unread
    portfolios = {place_of(file.path).portfolio for file in files if is_record(file.path)} - {""}
    by_path = {file.path: file for file in (*files, *static)}
    given = {portfolio: reaches for portfolio in ("", *sorted(portfolios)) if (reaches := defaults.reaches(portfolio))}
    outlines = {path: seen for path, (_, _, _, seen) in kept.entries.items()}
    return Content(tuple(sheets), tuple(broken), frozenset(unreadable), by_path, tuple(sorted(portfolios)), given, outlines), problems


def _meant_suffix(path: str) -> str | None:
    """Give the end of a name that an editor gives to Markdown or YAML, and that is none of a record."""
    return None if "/_" in path else next((end for end in _OTHER_SUFFIXES if path.lower().endswith(end)), None)


def _not_a_type(path: str) -> Diagnostic:
    folders = PurePosixPath(path).parts[1:-1]
    near = next((name for folder in reversed(folders) if (name := nearest(folder, type_names()))), None)
    hint = f"did you mean the folder `{near}`?" if near else "move it into one, such as `content/goals/`, or begin its name with `_`"
    return Diagnostic(Code.NOT_A_TYPE, Span(path), "the file lies in no folder that is named after a record type, and is not read", hint)
