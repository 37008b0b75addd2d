"""The pipeline: the only place that strings the stages together.

content folder → reading → records → linking → Portfolio → audience → View → insights, pages → Page → rendering → Artifact → output → disk
"""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from mentorsite.attached import MadeOf, attachments, static_files
from mentorsite.audience.as_of import as_of
from mentorsite.audience.namesakes import namesakes
from mentorsite.audience.select import select
from mentorsite.audience.told import told
from mentorsite.audience.view import Shown, View
from mentorsite.audience.warnings import links_to_narrower
from mentorsite.audit import Audit
from mentorsite.config import Config, Target
from mentorsite.diagnostics import Code, Diagnostic, SiteError, Span, is_fatal, tidy
from mentorsite.exports.exports import Export, exports_of
from mentorsite.full_text import SCRIPT, constant_texts, program, unavailable
from mentorsite.incremental.alone import alone
from mentorsite.incremental.ledger import Ledger
from mentorsite.incremental.ledger import load as load_ledger
from mentorsite.incremental.making import MadeFile, Making, Piece
from mentorsite.incremental.memory import Memory
from mentorsite.incremental.outbox import Outbox
from mentorsite.incremental.prose import lettered
from mentorsite.incremental.receipt import asked_of, keep, taken
from mentorsite.incremental.receipt import load as load_receipt
from mentorsite.incremental.workshop import Workshop
from mentorsite.insights.practice import Finding, practice_findings
from mentorsite.insights.scope import Scope
from mentorsite.linking import link
from mentorsite.linking.link import Resolved
from mentorsite.linking.portfolio import Portfolio
from mentorsite.outcome import Built
from mentorsite.output import write
from mentorsite.output.manifest import files_in
from mentorsite.pages.compose import batches, frames_of, pages_at
from mentorsite.pages.frame import Frame
from mentorsite.pages.said import said_by_pages
from mentorsite.reading import Content, read
from mentorsite.reading.files import shown
from mentorsite.reading.kept import OpenSheets
from mentorsite.reading.read import Limits
from mentorsite.reading.repository import consulted, public_remotes
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.values import Key
from mentorsite.records.walk import Path
from mentorsite.remembered import Remembered
from mentorsite.rendering import Artifact, Renderer, load_theme
from mentorsite.rendering.card import can_be_drawn
from mentorsite.rendering.compiled import Compiled
from mentorsite.rendering.theme import Theme, built_in_texts
from mentorsite.workers import Workers

if TYPE_CHECKING:
    from mentorsite.links.check import Links

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is to do; with "" where nothing may be shown, since another
program may ask something."""


def _unseen(stage: str, done: int, all: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a site's authors wrote, with its references resolved: what every target is made of."""

    content: Content
    portfolio: Portfolio
    problems: tuple[Diagnostic, ...]

    @property
    def sheets(self) -> dict[Key, Sheet]:
        """The sources of the records, by their keys; of two with the same key, which is an error, the first."""
        return {sheet.key: sheet for sheet in reversed(self.content.sheets)}


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a site for one target, before anything is written, and how many records its audience sees.

    A file that the output holds already as it is has no bytes here; `memory` is what the next build is to know.
    """

    artifacts: tuple[Artifact, ...]
    records: int
    problems: tuple[Diagnostic, ...]
    memory: Memory = field(default_factory=Memory, repr=False)


@dataclass(frozen=True)
class Prepared:
    """What the pages of a view are made of, and all its files that are no pages."""

    frames: tuple[Frame, ...]
    renderer: Renderer
    artifacts: tuple[Artifact, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def search(self) -> bool:
        """Whether there is to be an index of the records' pages."""
        return self.frames[0].site.search

    @cached_property
    def finished(self) -> dict[str, Artifact]:
        """The files that are no pages, by their addresses."""
        return {artifact.address: artifact for artifact in self.artifacts}

    @cached_property
    def exports(self) -> dict[str, Export]:
        """What makes the files for machines, by their addresses."""
        return exports_of(self.frames, self.finished)

    def file(self, address: str) -> Artifact | None:
        """Make the file at an address, and no other; None where the site has none there. Raises SiteError where a template fails."""
        if address in self.finished:
            return self.finished[address]
        if address in self.exports:
            return self.exports[address]()
        page = next((page for page in pages_at(self.frames, address) if page.address == address), None)
        return self.renderer.render(page) if page else None

    def records(self) -> Iterator[Artifact]:
        """Make the pages of all records: what an index is made of. Raises SiteError where a template fails."""
        for batch in batches(self.frames):
            yield from (self.renderer.render(page) for page in batch() if page.family == "record")


def build(
    config: Config,
    target: Target,
    today: date,
    *,
    strict: bool = False,
    past: bool = False,
    since: date | None = None,
    progress: Progress | None = None,
    workers: Workers | None = None,
    seconds: Counter[str] | None = None,
) -> Built:
    """Build a target. Where there is an error (or a warning with `strict`), nothing is written. `past` and `since` are those of `make`.

    What the last build kept in `.mentorsite/` spares work, and never makes a difference. To `seconds` is added how long `workers` took for
    each step, all of them together.
    """
    report = progress or _unseen
    with alone(config.root, lambda: report("waiting for another build to end", 0, 0)), Outbox(config.root) as outbox:
        days = asked_of(today, past=past, since=since)
        took = taken(config, target, days, consulted(config.root) if config.source is None else ())
        receipt = load_receipt(config.root, target)
        seen = receipt.gave if receipt else {}
        gathered = gather(config, report, workers, keep=True)
        before = load_ledger(config.root, target).standing(seen)
        made = make(
            config,
            target,
            today,
            past=past,
            since=since,
            gathered=gathered,
            progress=report,
            workers=workers,
            before=before,
            seconds=seconds,
            take=outbox.take,
        )
        written, problems = None, list(made.problems)
        if not is_fatal(problems, strict=strict):
            report("writing", 0, 0)
            written, unwritten = write(made.artifacts, target.output, config.root, seen)
            problems += unwritten
            Compiled.write(config.root)
        built = Built(made.records, sum(artifact.address.endswith(".html") for artifact in made.artifacts), written, tidy(problems))
        if written:
            made.memory.save(config, target)
        if took:
            keep(config, target, took, built)
        return built


def gather(config: Config, progress: Progress | None = None, workers: Workers | None = None, *, keep: bool = False) -> Gathered:
    """Read all that is written, once for all targets. With `keep`, what was read is kept for the next time."""
    report = progress or _unseen
    gathered = read_and_link(config, report, workers, keep=keep)
    report("looking for what opens too much", 0, 0)
    return replace(gathered, problems=(*gathered.problems, *warnings(config, gathered)))


@dataclass(frozen=True, slots=True)
class Memories:
    """What a process remembers that reads and links a site again and again."""

    sheets: OpenSheets = field(default_factory=OpenSheets)
    resolved: Remembered[Sheet, Resolved] = field(default_factory=Remembered)


def read_and_link(
    config: Config,
    progress: Progress | None = None,
    workers: Workers | None = None,
    *,
    keep: bool = False,
    memories: Memories | None = None,
) -> Gathered:
    """Read all that is written, without the warnings of what opens too much."""
    report = progress or _unseen
    report("reading", 0, 0)
    limits = Limits(config.file_mib * 2**20, config.text_kib)
    content, problems = read(config.root, config.levels, limits, keep=keep, workers=workers, memory=memories.sheets if memories else None)
    report("linking", 0, 0)
    portfolio, unlinked = link(content, memories.resolved if memories else None)
    return Gathered(content, portfolio, (*problems, *unlinked))


def warnings(config: Config, gathered: Gathered) -> Iterator[Diagnostic]:
    """Give what those who write should know of what is open to whom; nothing where something could not be read."""
    if not is_fatal(gathered.problems):
        remotes = public_remotes(config.root) if config.source is None else ()
        yield from told(gathered.portfolio, gathered.content.sheets, gathered.sheets, config, remotes)


def make(
    config: Config,
    target: Target,
    today: date,
    *,
    past: bool = False,
    since: date | None = None,
    gathered: Gathered | None = None,
    progress: Progress | None = None,
    workers: Workers | None = None,
    before: Ledger | None = None,
    seconds: Counter[str] | None = None,
    take: Callable[[MadeFile], MadeFile] = lambda file: file,
) -> Made:
    """Make the files of a target without writing one. Where there is an error, some or all are missing.

    With `past`, the site is made as of `today`: what came later does not exist in it. With `since`, it has a page that tells what changed
    after that day.

    What `before` knows of files that the output holds is not made again; without it, nothing is remembered either. What is made goes
    to `take` at once, in whichever process made it, and what that gives is held until all is made.
    """
    report = progress or _unseen
    gathered = gathered or gather(config, progress)
    content, portfolio, problems = gathered.content, gathered.portfolio, list(gathered.problems)
    if is_fatal(problems):
        return Made((), 0, tidy(problems))
    report("choosing", 0, 0)
    view = view_for(config, target.audience, today, gathered, past=past)
    try:
        ready = prepare(config, view, today, content, since=since, progress=report)
        problems += ready.problems
        report("preparing the audit", 0, 0)
        audit = audit_of(config, target.audience, gathered)
        making = Making(Workshop(ready.renderer, audit.looking if audit else None), before, take)
        # A file for machines holds all records, and takes as long as many pages: it begins first, so that nobody waits for it in the end.
        pieces: list[Piece] = [*map(_alone, ready.exports.values()), *batches(ready.frames)]
        files = [making.file(artifact) for artifact in ready.artifacts]
        hands = (workers or Workers()).for_pages(len(view.records))
        report("making pages", 0, len(pieces))
        for done, batch in enumerate(making.all(pieces, hands), 1):
            files += batch.files
            report("making pages", done, len(pieces))
            if seconds is not None:
                seconds.update(batch.seconds)
        if ready.search:
            report("making the search index", 0, 0)
            files += making.index(files, hands)
    except SiteError as error:
        return Made((), len(view.records), tidy([*problems, *error.problems]))
    if audit and not is_fatal(problems):
        for file in files:
            audit.take(file.artifact.address, making.data_of(file.artifact) if file.hits else b"", file.hits)
        problems += audit.problems()
    memory = Memory()
    if before is not None:
        links, sought, found = ready.frames[0].atlas.links, audit.looking.search if audit else None, audit.found() if audit else None
        in_feeds = {told.shown.key for frame in ready.frames for told in frame.news}
        known = lettered(content.sheets, content.outlines, portfolio, view, links, sought, found, in_feeds)
        memory = Memory(making.ledger(files), known, {file.artifact.address: file.page for file in files if file.page})
    return Made(tuple(file.artifact for file in files), len(view.records), tidy(problems), memory)


def view_for(
    config: Config,
    audience: Audience,
    today: date,
    gathered: Gathered,
    *,
    past: bool = False,
    memory: Remembered[Record, Shown] | None = None,
) -> View:
    """Give what an audience sees of what was gathered; with `past`, what it would have seen on the day `today`."""
    view = select(gathered.portfolio, audience, config.visibility, memory=memory)
    return as_of(view, today) if past else view


def prepare(
    config: Config,
    view: View,
    today: date,
    content: Content,
    *,
    since: date | None = None,
    progress: Progress | None = None,
    files: MadeOf | None = None,
) -> Prepared:
    """Give what the pages of a view are made of. Raises SiteError where the theme cannot be used."""
    report = progress or _unseen
    report("pictures", 0, 0)
    attached, pictures, problems = attachments(view, content, config, lambda done, all: report("pictures", done, all), files)
    static, unread = static_files(content, config, files)
    theme = load_theme(config.root, config.theme)
    search, missing = _searchable(config, view)
    artifacts = (*attached, *static, Artifact(".nojekyll", b"", "mentorsite"), *_of_theme(theme, search))
    Compiled.read(config.root)
    report("insights", 0, 0)
    frames = tuple(replace(frame, since=since) for frame in frames_of(view, config, today, pictures, search=search, draws=can_be_drawn))
    return Prepared(frames, Renderer(theme), artifacts, (*problems, *unread, *missing))


def _searchable(config: Config, view: View) -> tuple[bool, list[Diagnostic]]:
    """Say whether a site has an index, and what keeps it from having one that it should have."""
    if not config.search or not view.records:
        return False, []
    if program() is None:
        return False, [unavailable(config.place("search", "enabled"))]
    return True, []


def _of_theme(theme: Theme, search: bool) -> Iterator[Artifact]:
    """Give the theme's own files, without the script that nothing loads."""
    return (artifact for artifact in theme.artifacts() if search or artifact.address != SCRIPT)


def _alone(export: Export) -> Piece:
    return lambda: [export()]


def audit_of(config: Config, audience: Audience, gathered: Gathered) -> Audit | None:
    """Give the search for what an audience may not see; None for one that may see everything."""
    if audience is Audience.PRIVATE:
        return None
    sheets = gathered.sheets

    def locate(key: Key, path: Path, line: int, column: int) -> Span:
        return sheets[key].source.locate_text(path, line, column)

    settings = [(config.title, config.place("site", "title")), (config.url or "", config.place("site", "url"))]
    settings += [(config.language, config.place("site", "language"))]
    settings += [(level, config.place("skills", "levels")) for level in config.levels]
    return Audit(
        gathered.portfolio,
        audience,
        config.visibility,
        locate,
        allowed=config.allowed,
        settings=settings,
        said=partial(_said, config.language if config.search else None),
    )


def leaks(config: Config, audience: Audience, gathered: Gathered, files: Iterable[tuple[str, bytes]]) -> list[Diagnostic]:
    """Search the files (address, bytes) of a site for an audience for what it may not see, whatever made them."""
    audit = audit_of(config, audience, gathered)
    for address, content in files:
        if audit:
            audit.take(address, content, audit.looking.hits(address, content))
    return audit.problems() if audit else []


def _said(language: str | None) -> Iterator[str]:
    """Give what every site says by itself, and what its search does, where it has one in a language."""
    if language:
        yield from constant_texts(language)
    yield from built_in_texts()
    yield from said_by_pages()


def leaks_in(folder: pathlib.Path, config: Config, audience: Audience, gathered: Gathered) -> tuple[int, tuple[Diagnostic, ...]]:
    """Search the finished files of a folder, whatever made them; give how many there are, and what was found.

    What cannot be opened is an error: nobody knows what is in it. A link is not followed, and its name is searched.
    """
    unread: list[Diagnostic] = []

    def contents() -> Iterator[tuple[str, bytes]]:
        for address, place in sorted(found.items()):
            try:
                data = place.read_bytes() if place.is_file() and not place.is_symlink() else b""
            except OSError as error:
                unread.append(
                    Diagnostic(Code.UNREADABLE, Span(address), f"the file cannot be opened: {error.strerror}", "see to its permissions")
                )
                continue
            yield shown(address), data

    found = files_in(folder)
    problems = leaks(config, audience, gathered, contents())
    return len(found), tidy([*problems, *unread])


def links_of(config: Config, gathered: Gathered, made: Mapping[str, Made]) -> Links:
    """Give the links of what was made for targets, by their names, without a `before`: of a file that is kept nobody could say what it
    links to. A copy in which something is missing for an error is left out."""
    from mentorsite.links.check import Links  # which no build needs

    copies = {name: of.artifacts for name, of in made.items() if not is_fatal(of.problems)}
    return Links(config, gathered.portfolio, gathered.sheets, copies)


def advise(config: Config, gathered: Gathered, today: date) -> tuple[Diagnostic, ...]:
    """Give the practice checks' advice on what was gathered, whoever may see it: it is for those who write.

    There is none where something could not be read: what is missing may well be there.
    """
    if not config.practice.enabled or is_fatal(gathered.problems):
        return ()
    view = select(gathered.portfolio, Audience.PRIVATE, config.visibility)
    scopes = [Scope(view, portfolio, today) for portfolio in ("", *view.names)]
    found = [(finding, code) for scope in scopes for code, finding in practice_findings(scope, config.practice)]
    sheets = gathered.sheets
    # By record, since a file's text is taken apart for the place of its first finding, and kept for the next.
    ordered = sorted(found, key=lambda item: item[0].key)
    advice = [Diagnostic(code, _place(sheets[finding.key], finding), finding.message, finding.hint) for finding, code in ordered]
    if Code.LINK_TO_NARROWER.check not in config.practice.off:
        advice += links_to_narrower(gathered.portfolio, sheets, config.visibility)
    if Code.SAME_NAME.check not in config.practice.off:
        advice += namesakes(gathered.portfolio, sheets, config.visibility)
    return tidy(advice)


def _place(sheet: Sheet, finding: Finding) -> Span:
    if finding.line is None:
        return sheet.source.locate(finding.at)
    return sheet.source.locate_text(finding.at, finding.line, finding.column)
