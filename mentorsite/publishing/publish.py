"""A target is built, searched once more as it lies on the disk, and put on its branch.

Where anything is wrong, the branch stays as it was, here and there.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from mentorsite.build import Progress, build, gather, leaks, make
from mentorsite.config import Config, Target
from mentorsite.diagnostics import Diagnostic, is_fatal, tidy
from mentorsite.outcome import Written
from mentorsite.output import unwritable
from mentorsite.publishing.destination import Destination, commit, find_destination, look, move_local, push
from mentorsite.publishing.refusals import Refused
from mentorsite.publishing.stage import blob_ids, difference, files_of, lay_out
from mentorsite.records.audience import Audience
from mentorsite.store import FOLDER, make_folder
from mentorsite.workers import Workers

_CONFIDENTIAL = frozenset({Audience.PAIR, Audience.PRIVATE})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for: where to (`remote` may be an address), the words of the commit (None: those of the tool), whether it is
    pushed or stays on the local branch, and whether it is only said what would happen."""

    remote: str
    branch: str
    message: str | None = None
    push: bool = True
    dry: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it. `changes` are those of the branch, None where there are errors; `commit` is None where nothing changed, or where
    it was only asked."""

    records: int
    problems: tuple[Diagnostic, ...]
    changes: Written | None = None
    place: str = ""
    commit: str | None = None
    is_first: bool = False
    is_local_behind: bool = False
    """Whether the local branch could not follow, since somebody moved it in the meantime."""


def publish(
    config: Config, target: Target, today: date, wish: Wish, *, progress: Progress | None = None, workers: Workers | None = None
) -> Published:
    """Publish a target. Raises Refused, with the reason and the way out, where the target or the place is not fit for it, or git refuses.

    Errors of the site, and what the audit finds, are in the result, and then nothing was published.
    """
    refuse_confidential(target)
    report = progress or (lambda stage, done, all: None)
    with _scratch(config.root, lambda: report("waiting for another publish to end", 0, 0)) as scratch:
        report("", 0, 0)
        place = find_destination(config.root, wish.remote, wish.branch, scratch, push=wish.push, dry=wish.dry)
        standing = look(place)
        records, problems, staged = _made(config, target, today, wish, scratch / "site", report, workers)
        if staged is None:
            return Published(records, problems)
        message = wish.message or f"Publish {records} record{'' if records == 1 else 's'} for the audience {target.audience}"
        report("searching what is to be published", 0, 0)
        found = tidy(leaks(config, target.audience, gather(config), [*staged.items(), ("--message", message.encode())]))
        if is_fatal(found):
            return Published(records, found)
        changes = difference(standing.files, blob_ids(staged, place.algorithm))
        result = Published(records, problems, changes, place.shown, is_first=standing.tip is None)
        if wish.dry:
            return result
        made = standing.tip
        if made is None or changes.added or changes.changed or changes.removed:
            report("", 0, 0)
            made = commit(place, standing, staged, scratch / "site", message)
            if wish.push:
                push(place, standing, made)
        return _finish(place, made, move_local(place, standing, made), made != standing.tip, result)


def _finish(place: Destination, made: str, moved: bool, is_new: bool, result: Published) -> Published:
    if not moved and not place.remote:
        raise Refused(f"somebody moved the branch `{place.branch}` in the meantime", "publish again, on top of what is there now")
    return Published(
        result.records, result.problems, result.changes, result.place, made if is_new else None, result.is_first, is_local_behind=not moved
    )


def refuse_confidential(target: Target) -> None:
    """Refuse a target that is not meant for a place where many can read it. Raises Refused."""
    if target.audience in _CONFIDENTIAL and not target.allow_publish:
        said = f"the target `{target.name}` is for the audience `{target.audience}`, and what is published is easily public"
        allowing = f"write `allow_publish = true` below `[targets.{target.name}]` of mkfile.toml"
        hint = f"publish another target; where as few can read the place as the target, {allowing}"
        raise Refused(said, hint)


def _made(
    config: Config, target: Target, today: date, wish: Wish, folder: Path, report: Progress, workers: Workers | None
) -> tuple[int, tuple[Diagnostic, ...], dict[str, bytes] | None]:
    """Make the site and lay its files out; None where there is an error. With `dry`, the output stays as it is."""
    cname = config.publishing.cname
    if wish.dry:
        made = make(config, target, today, progress=report, workers=workers)
        problems = tidy([*made.problems, *unwritable(made.artifacts, target.output, config.root)])
        if is_fatal(problems, strict=wish.strict):
            return made.records, problems, None
        return made.records, problems, lay_out(((file.address, file.data) for file in made.artifacts), cname, folder)
    built = build(config, target, today, strict=wish.strict, progress=report, workers=workers)
    if built.written is None:
        return built.records, built.problems, None
    return built.records, built.problems, lay_out(files_of((config.root / target.output).resolve()), cname, folder)


@contextlib.contextmanager
def _scratch(root: Path, wait: Callable[[], None]) -> Iterator[Path]:
    """Give an empty folder, to one process at a time; what a process left that was killed is cleared away."""
    try:
        with _alone(make_folder(root) / "publish.lock", wait):
            folder = root / FOLDER / "publish"
            try:
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(mode=0o700)
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        said = f"`{error.filename or root}` could not be read or written: {error.strerror}"
        raise Refused(said, "make room, or see to the permissions") from None


@contextlib.contextmanager
def _alone(place: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Wait until no other process has a lock; where there is one, `wait` is called first."""
    lock = FileLock(place)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        wait()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
