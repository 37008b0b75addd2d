"""The pipeline of a packet: a period of somebody's work becomes files that stand alone, each searched for leaks before it is written.

content folder → Portfolio → View of an audience → packet → document → HTML, PDF, Markdown, Word

A site's own page of a review is made by `build`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from mentorsite.audience.rules import name_for
from mentorsite.audience.select import select
from mentorsite.audience.view import View
from mentorsite.build import Gathered, leaks
from mentorsite.config import Config
from mentorsite.diagnostics import Code, Diagnostic, SiteError, is_fatal, tidy
from mentorsite.insights.packet import Asked
from mentorsite.insights.packing import asked_by
from mentorsite.insights.period import Period
from mentorsite.pages.compose import frames_of
from mentorsite.pages.document import Document
from mentorsite.pages.frame import Frame
from mentorsite.pages.packet import document_of
from mentorsite.pages.show import in_words
from mentorsite.pages.values import Picture
from mentorsite.reading.files import read_bytes
from mentorsite.records.audience import Audience
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown, Reference
from mentorsite.records.walk import leaves
from mentorsite.rendering import Artifact, Renderer, load_theme
from mentorsite.rendering.attachments import IN_TEXT, make_attachment
from mentorsite.rendering.packet_markdown import markdown
from mentorsite.rendering.packet_pdf import pdf
from mentorsite.rendering.packet_word import word
from mentorsite.rendering.single import in_one

Form = Literal["html", "pdf", "markdown", "docx"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a packet is asked of: a review, or a person and a period; `portfolio` is the one that it is made of."""

    portfolio: str
    review: Key | None = None
    person: Key | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """A packet in the forms that were asked for, by their names, and what there was to say. No file where there is an error."""

    files: dict[Form, bytes]
    problems: tuple[Diagnostic, ...]


def pack(config: Config, gathered: Gathered, wanted: Wanted, audience: Audience, names: Mapping[Form, str], today: date) -> Packed:
    """Make a packet for an audience. `names` are the forms that are asked for, with what their files will be called."""
    problems = list(gathered.problems)
    if is_fatal(problems):
        return Packed({}, tidy(problems))
    view = select(gathered.portfolio, audience, config.visibility)
    files: dict[Form, bytes] = {}
    try:
        if wanted.review and wanted.review not in view.records:
            raise SiteError(_unseen(gathered, wanted.review, audience))
        pictures, shown, unmade = _pictures(view, gathered, config, wanted)
        problems += unmade
        frame = next(frame for frame in frames_of(view, config, today, shown) if frame.portfolio == wanted.portfolio)
        document = document_of(frame, _asked(frame, gathered, wanted, audience)).alone()
        for form, name in names.items():
            files[form] = _form(form, name, document, frame, config, pictures)
    except SiteError as error:
        problems += error.problems
    if not is_fatal(problems):
        problems += leaks(config, audience, gathered, ((names[form], data) for form, data in files.items()))
    return Packed({} if is_fatal(problems) else files, tidy(problems))


def portfolios_of(gathered: Gathered, person: Key) -> list[str]:
    """Give the portfolios in which somebody is a mentor or a mentee."""
    found = dict.fromkeys(
        key.portfolio
        for key, linked in gathered.portfolio.records.items()
        if isinstance(linked.record, Mentorship)
        and any(reference.key == person for reference in (*linked.record.mentors, *linked.record.mentees))
    )
    return list(found)


def keep(data: bytes, place: Path) -> None:
    """Write a file as a whole or not at all. Raises OSError."""
    number, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _asked(frame: Frame, gathered: Gathered, wanted: Wanted, audience: Audience) -> Asked:
    if wanted.review:
        return asked_by(frame.ledger, wanted.review)
    assert wanted.person is not None
    assert wanted.period is not None
    person = gathered.portfolio.records[wanted.person].record
    assert isinstance(person, Person)
    key = wanted.person if wanted.person in frame.atlas.view.records else None
    return Asked(Reference("", "people", key=key, text=name_for(person, audience)), wanted.period)


def _unseen(gathered: Gathered, review: Key, audience: Audience) -> Diagnostic:
    sheet = gathered.sheets[review]
    said = f"the review `{review}` is not for the audience `{audience}`"
    if sheet.record.draft:
        hint = "it is a draft: take its line `draft` away, and see how far its `visibility` reaches"
        return Diagnostic(Code.REVIEW_NOT_SEEN, sheet.source.locate(("draft",)), said, hint)
    hint = "make its `visibility` wider, or name another audience with `--audience`"
    return Diagnostic(Code.REVIEW_NOT_SEEN, sheet.source.locate(("visibility",)), said, hint)


def _form(form: Form, name: str, document: Document, frame: Frame, config: Config, pictures: list[Artifact]) -> bytes:
    match form:
        case "markdown":
            return markdown(document).encode("utf-8", "replace")
        case "docx":
            return word(document, config.paper, config.language, name)
    html = in_one(_html(document, frame, config), pictures)
    return html.encode("utf-8", "replace") if form == "html" else pdf(html, name)


def _html(document: Document, frame: Frame, config: Config) -> str:
    renderer = Renderer(load_theme(config.root, config.theme))
    content = {"document": document, "paper": config.paper}
    page = frame.page(
        "packet.html", ("packet/packet.html",), "packet", document.title, content, description=in_words(document.lede), root=""
    )
    return renderer.render(page).data.decode()


def _pictures(
    view: View, gathered: Gathered, config: Config, wanted: Wanted
) -> tuple[list[Artifact], dict[str, Picture], list[Diagnostic]]:
    """Make the pictures that the portfolio's texts show, for what of them stands in the packet."""
    made: list[Artifact] = []
    shown: dict[str, Picture] = {}
    problems: list[Diagnostic] = []
    for path in sorted({path for each in view.all_of(wanted.portfolio) for path in _in_texts(each.record)}):
        data, unread = read_bytes(gathered.content.files[path], config.file_mib * 2**20)
        problems += unread
        artifacts, picture, unmade = ([], None, []) if unread else make_attachment(path, data, IN_TEXT)
        problems += unmade
        made += artifacts
        if picture:
            shown[path] = picture
    return made, shown, problems


def _in_texts(record: object) -> Iterator[str]:
    for _, leaf in leaves(record):
        if isinstance(leaf, Markdown):
            yield from (link.target.path for link in leaf.links if isinstance(link.target, Attachment))
