"""The pipeline: the only place that strings the stages together.

content folder → reading → records → linking → Portfolio → audience → View → insights, pages → Page → rendering → Artifact → output → disk
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from mentorsite.audience import View, select
from mentorsite.config import Config, Target
from mentorsite.diagnostics import Diagnostic, SiteError, Span, is_fatal, tidy
from mentorsite.exports.data import data
from mentorsite.insights.practice import Finding, practice_findings
from mentorsite.insights.scope import Scope
from mentorsite.linking import link
from mentorsite.linking.portfolio import Portfolio
from mentorsite.output import Written, write
from mentorsite.pages import compose, frames_of
from mentorsite.pages.values import Picture
from mentorsite.reading import Content, read
from mentorsite.reading.files import FoundFile, read_bytes
from mentorsite.reading.read import Limits
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.rendering import Artifact, Renderer, load_theme
from mentorsite.rendering.attachments import make_attachment

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is to do."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a site's authors wrote, with its references resolved: what every target is made of."""

    content: Content
    portfolio: Portfolio
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a site for one target, before anything is written, and how many records its audience sees."""

    artifacts: tuple[Artifact, ...]
    records: int
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `written` is None where it wrote nothing, because of its problems."""

    records: int
    pages: int
    written: Written | None
    problems: tuple[Diagnostic, ...]


def build(config: Config, target: Target, today: date, *, strict: bool = False, progress: Progress | None = None) -> Built:
    """Build a target. Where there is an error (or a warning with `strict`), nothing is written."""
    made = make(config, target, today, progress=progress)
    written, problems = None, list(made.problems)
    if not is_fatal(problems, strict=strict):
        written, unwritten = write(made.artifacts, target.output, config.root)
        problems += unwritten
    pages = sum(artifact.address.endswith(".html") for artifact in made.artifacts)
    return Built(made.records, pages, written, tidy(problems))


def gather(config: Config) -> Gathered:
    """Read all that is written, once for all targets."""
    content, problems = read(config.root, config.levels, Limits(config.file_mib * 2**20, config.text_kib))
    portfolio, unlinked = link(content)
    return Gathered(content, portfolio, (*problems, *unlinked))


def make(config: Config, target: Target, today: date, *, gathered: Gathered | None = None, progress: Progress | None = None) -> Made:
    """Make the files of a target without writing one. Where there is an error, some or all are missing."""
    report = progress or (lambda stage, done, all: None)
    report("reading", 0, 0)
    gathered = gathered or gather(config)
    content, portfolio, problems = gathered.content, gathered.portfolio, list(gathered.problems)
    if is_fatal(problems):
        return Made((), 0, tidy(problems))
    view = select(portfolio, target.audience, config.visibility)
    attachments, pictures, unmade = _attachments(view, content, config)
    problems += unmade
    static, unread = _static(content, config)
    problems += unread
    artifacts = [*attachments, *static, Artifact(".nojekyll", b"", "mentorsite")]
    try:
        theme = load_theme(config.root, config.theme)
        artifacts += theme.artifacts()
        renderer = Renderer(theme)
        frames = frames_of(view, config, today, pictures)
        pages = list(compose(frames))
        for number, page in enumerate(pages):
            report("rendering", number, len(pages))
            artifacts.append(renderer.render(page))
        report("rendering", len(pages), len(pages))
        artifacts += map(data, frames)
    except SiteError as error:
        problems += error.problems
    return Made(tuple(artifacts), len(view.records), tidy(problems))


def advise(config: Config, gathered: Gathered, today: date) -> tuple[Diagnostic, ...]:
    """Give the practice checks' advice on what was gathered, whoever may see it: it is for those who write.

    There is none where something could not be read: what is missing may well be there.
    """
    if not config.practice.enabled or is_fatal(gathered.problems):
        return ()
    view = select(gathered.portfolio, Audience.PRIVATE, config.visibility)
    scopes = [Scope(view, portfolio, today) for portfolio in ("", *view.names)]
    found = [(finding, code) for scope in scopes for code, finding in practice_findings(scope, config.practice)]
    sheets = {sheet.key: sheet for sheet in gathered.content.sheets}
    # By record, since a file's text is taken apart for the place of its first finding, and kept for the next.
    ordered = sorted(found, key=lambda item: item[0].key)
    return tidy(Diagnostic(code, _place(sheets[finding.key], finding), finding.message, finding.hint) for finding, code in ordered)


def _place(sheet: Sheet, finding: Finding) -> Span:
    if finding.line is None:
        return sheet.source.locate(finding.at)
    return sheet.source.locate_text(finding.at, finding.line, finding.column)


def _attachments(view: View, content: Content, config: Config) -> tuple[list[Artifact], dict[str, Picture], list[Diagnostic]]:
    """Make the files that something visible refers to; no other is even opened."""
    made: dict[str, Artifact] = {}
    pictures: dict[str, Picture] = {}
    problems: list[Diagnostic] = []
    for path in sorted({attachment.path for attachment in view.attachments()}):
        if path.startswith("static/"):
            pictures[path] = Picture(path.removeprefix("static/"))
            continue
        data, unread = read_bytes(content.files[path], config.file_mib * 2**20)
        problems += unread
        if unread:
            continue
        artifact, picture, unmade = make_attachment(path, data)
        problems += unmade
        if artifact and picture:
            made[artifact.address], pictures[path] = artifact, picture
    return list(made.values()), pictures, problems


def _static(content: Content, config: Config) -> tuple[list[Artifact], list[Diagnostic]]:
    """Read the files that are copied as they are."""
    artifacts, problems = [], []
    for file in _static_files(content):
        data, unread = read_bytes(file, config.file_mib * 2**20)
        problems += unread
        artifacts.append(Artifact(file.path.removeprefix("static/"), data, file.path))
    return artifacts, problems


def _static_files(content: Content) -> Iterator[FoundFile]:
    return (file for path, file in content.files.items() if path.startswith("static/"))
