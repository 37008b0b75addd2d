"""The files of a site that are no pages: what visible records refer to, made fit to be published, and `static/` as it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from mentorsite.audience.view import View
from mentorsite.config import Config
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.pages.values import Picture
from mentorsite.reading.files import FoundFile, read_bytes
from mentorsite.reading.sheets import Content
from mentorsite.records.audience import Audience
from mentorsite.records.fields import quoted
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.attachments import BOTH, IN_TEXT, PORTRAIT, Use, make_attachment
from mentorsite.rendering.authors import authors
from mentorsite.signatures import Signature, is_settled


class Attached(NamedTuple):
    """What is made of a file: files of the site, how pages speak of it where they do, the names that it carries, and its problems."""

    artifacts: tuple[Artifact, ...] = ()
    picture: Picture | None = None
    names: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


_Made = tuple[Signature, int, Use | None, bool]


@dataclass
class MadeOf:
    """What was made of files, for a process that makes it again and again: as long as a file does not change, it is made once."""

    made: dict[str, tuple[_Made, Attached]] = field(default_factory=dict)

    def of(self, file: FoundFile, limit: int, use: Use | None, named: bool = False) -> Attached:
        """Give what is made of a file of at most `limit` bytes: of an attachment, or, without a use, of one that is copied as it is.

        `named` says whether the names that it carries are asked for.
        """
        terms, at = (file.signature, limit, use, named), time.time_ns()
        known = self.made.get(file.path)
        if known and known[0] == terms:
            return known[1]
        attached = _made_of(file, limit, use, named)
        self.made.pop(file.path, None)
        if is_settled(file.signature, at):
            self.made[file.path] = terms, attached
        return attached


def attachments(
    view: View, content: Content, config: Config, report: Callable[[int, int], None] | None = None, files: MadeOf | None = None
) -> tuple[list[Artifact], dict[str, Picture], list[Diagnostic]]:
    """Make the files that something visible refers to; no other is even opened. `report` hears how many are done, and of how many."""
    made: dict[str, Artifact] = {}
    pictures: dict[str, Picture] = {}
    problems: list[Diagnostic] = []
    uses, files = _uses(view), files or MadeOf()
    known = {shown.record.heading().casefold() for shown in view.records.values() if shown.key.type == "people"}
    for number, path in enumerate(sorted(uses)):
        if report:
            report(number, len(uses))
        if path.startswith("static/"):
            pictures[path] = Picture(path.removeprefix("static/"))
            continue
        attached = files.of(content.files[path], config.file_mib * 2**20, uses[path], named=view.audience is not Audience.PRIVATE)
        problems += attached.problems
        made |= {artifact.address: artifact for artifact in attached.artifacts}
        if attached.picture:
            pictures[path] = attached.picture
        problems += _named_in(path, attached.names, known)
    return list(made.values()), pictures, problems


def static_files(content: Content, config: Config, files: MadeOf | None = None) -> tuple[list[Artifact], list[Diagnostic]]:
    """Read the files that are copied as they are."""
    files = files or MadeOf()
    found = [files.of(file, config.file_mib * 2**20, None) for path, file in content.files.items() if path.startswith("static/")]
    return [artifact for file in found for artifact in file.artifacts], [problem for file in found for problem in file.problems]


def _made_of(file: FoundFile, limit: int, use: Use | None, named: bool) -> Attached:
    data, unread = read_bytes(file, limit)
    if use is None:
        # What cannot be read is an error, and then nothing is written.
        return Attached((Artifact(file.path.removeprefix("static/"), data, file.path),), problems=tuple(unread))
    if unread:
        return Attached(problems=tuple(unread))
    artifacts, picture, unmade = make_attachment(file.path, data, use)
    return Attached(artifacts, picture, authors(file.path, data) if named else (), tuple(unmade))


def _uses(view: View) -> Mapping[str, Use]:
    """Say what pages need of each file: fields hold portraits, texts hold what is as wide as they are."""
    found = {file for shown in view.records.values() for file in shown.files}
    fields, texts = ({path for path, in_text in found if in_text is wanted} for wanted in (False, True))
    return {path: BOTH if path in fields & texts else PORTRAIT if path in fields else IN_TEXT for path in fields | texts}


def _named_in(path: str, names: tuple[str, ...], known: Set[str]) -> Iterator[Diagnostic]:
    """Warn of the names that a document carries, but for those of people whom this audience knows by name."""
    unknown = [name for name in names if name.casefold() not in known]
    if unknown:
        said = f"the document carries the name {' and '.join(map(quoted, unknown))}"
        yield Diagnostic(Code.NAMED_IN_DOCUMENT, Span(path), said, "remove it in the program that wrote the file, if it may not be known")
