"""A site that is read again whenever it changes: each page is made when somebody looks at it, and what is wrong is told beside it.

Where there is an error, the last site without one stays to be looked at. Nothing is written but what every build keeps in `.mentorsite/`.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import RLock

from mentorsite.attached import MadeOf
from mentorsite.audience.view import Shown
from mentorsite.build import Gathered, Memories, Prepared, leaks, prepare, read_and_link, view_for, warnings
from mentorsite.config import Config, read_config
from mentorsite.diagnostics import Diagnostic, SiteError, is_fatal, tidy
from mentorsite.full_text import FOLDER
from mentorsite.incremental.receipt import SOURCES, sources_in
from mentorsite.preview.index import LiveIndex
from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.remembered import Remembered
from mentorsite.rendering import Artifact
from mentorsite.rendering.compiled import Compiled
from mentorsite.signatures import Signature, is_settled, signature_of
from mentorsite.workers import Workers

NOT_FOUND = "404.html"
STYLE = "assets/site.css"
_AHEAD = 2_000_000_000
"""How far, in nanoseconds, the clock of a file system may go ahead of ours."""
_Place = tuple[Audience, str]
"""An audience, and an address of its site."""


@dataclass(frozen=True)
class Edition:
    """The site of an audience, made of one reading; `made` are the files that somebody looked at."""

    config: Config
    gathered: Gathered
    audience: Audience
    prepared: Prepared
    style: str
    others: str
    made: dict[str, Artifact] = field(default_factory=dict)

    def file(self, address: str) -> Artifact | None:
        """Give the file at an address; None where there is none. Raises SiteError where a template fails."""
        found = self.made.get(address) or self.prepared.file(address)
        if found:
            self.made[address] = found
        return found

    def record_at(self, address: str) -> Shown | None:
        """Give the record whose page lies at an address."""
        atlas = self.prepared.frames[0].atlas
        key = atlas.keys.get(address)
        return atlas.view.records[key] if key else None

    def reaches(self) -> dict[str, str]:
        """Give how far each record reaches, by the address of its page."""
        atlas = self.prepared.frames[0].atlas
        return {link.address: str(atlas.view.records[key].visibility) for key, link in atlas.links.items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a page stands: fingerprints of its file, of the stylesheet and of all else that pages load; and what is wrong with the site."""

    page: str
    style: str
    others: str
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """What is shown at an address: the file, None where there is nothing to show at all. It is not `found` where the file says so."""

    file: Artifact | None
    found: bool
    standing: Standing
    edition: Edition | None


class LiveSite:
    """A site by its mkfile.toml. `today` says which day it is. May be used by several threads."""

    def __init__(self, mkfile: Path, today: Callable[[Config], date]) -> None:
        self.root = mkfile.parent
        self.name = mkfile.name
        self._mkfile = mkfile
        self._today = today
        self._lock = RLock()
        self._looked: dict[str, Signature] | None = None
        self._settled = False
        self._settled_but_records = False
        self._day: date | None = None
        self._config: Config | None = None
        self._gathered: Gathered | None = None
        self._read_last: Gathered | None = None
        self._said: tuple[Diagnostic, ...] = ()
        self._warned: tuple[Diagnostic, ...] = ()
        self._warned_of: Gathered | None = None
        self._memories = Memories()
        self._chosen: dict[Audience, Remembered[Record, Shown]] = {}
        self._files = MadeOf()
        self._editions: dict[Audience, Edition] = {}
        self._indexes: dict[Audience, LiveIndex] = {}
        self._outdated: set[Audience] = set()
        self._unmade: dict[Audience, tuple[Diagnostic, ...]] = {}
        self._last: dict[_Place, Served] = {}
        self._failed: dict[_Place, tuple[Diagnostic, ...]] = {}
        self._leaks: dict[_Place, tuple[Diagnostic, ...]] = {}

    @property
    def config(self) -> Config | None:
        """The settings of the last reading that had some."""
        return self._config

    @property
    def settled(self) -> bool:
        """Whether every change since the last look would show at the next one; else one has to look once more."""
        return self._settled

    def look(self, workers: Workers | None = None) -> tuple[str, ...] | None:
        """Read what changed since the last look. Give the paths of the files that did; None where nothing did."""
        with self._lock:
            at, seen = time.time_ns(), self._signatures()
            before = self._looked
            day = self._today(self._config) if self._config else None
            if seen == before and self._settled and day == self._day:
                return None
            unsure = [path for path, signature in seen.items() if _is_unsure(signature, at)]
            # Of records it shows whether they say the same; of whatever else may have changed unseen, it does not.
            alike = seen == before and all(path.startswith("content/") for path in unsure) and self._settled_but_records
            same = self._read(alike, workers)
            self._looked, self._settled = seen, not unsure
            self._settled_but_records = all(path.startswith("content/") for path in unsure)
            if same and before is not None:
                return None
            changed = {path for path, _ in seen.items() ^ (before or seen).items()}
            return tuple(sorted(path for path in changed if not _is_of_an_editor(path)))

    def _signatures(self) -> dict[str, Signature]:
        seen = {self._mkfile.name: signature_of(self._mkfile)}
        for folder in SOURCES:
            for _ in range(3):
                # A folder that goes while it is looked into is looked at again.
                try:
                    seen |= sources_in(self.root, folder)
                    break
                except OSError:
                    time.sleep(0.01)
        return seen

    def _read(self, alike: bool, workers: Workers | None) -> bool:
        """Read the sources; say whether they say what they said. `alike` says that they look alike, but may have changed unseen."""
        config, problems = read_config(self._mkfile)
        if config is None:
            self._said = tidy(problems)
            return False
        before = self._read_last
        gathered = read_and_link(config, workers=workers, keep=True, memories=self._memories)
        said = tidy(gathered.problems)
        day = self._today(config)
        if (
            alike
            and before
            and (said, day) == (self._said, self._day)
            and len(before.content.sheets) == len(gathered.content.sheets)
            and all(one is other for one, other in zip(before.content.sheets, gathered.content.sheets, strict=True))
        ):
            return True
        self._said, self._day, self._read_last = said, day, gathered
        if not is_fatal(said):
            self._config, self._gathered = config, gathered
            self._outdated = set(Audience)
            self._leaks.clear()
            # They are about another reading; whoever looks gets them anew.
            self._unmade.clear()
            self._failed.clear()
        elif self._config is None:
            self._config = config
        return False

    def _edition(self, audience: Audience) -> Edition | None:
        """Give the newest site of an audience that could be made."""
        config, gathered = self._config, self._gathered
        if config is None or gathered is None:
            return None
        if audience in self._outdated or audience not in self._editions:
            memory = self._chosen.setdefault(audience, Remembered())
            self._unmade[audience] = ()
            try:
                day = self._day or self._today(config)
                view = view_for(config, audience, day, gathered, memory=memory)
                prepared = prepare(config, view, day, gathered.content, files=self._files)
            except SiteError as error:
                self._unmade[audience] = error.problems
                self._outdated.discard(audience)
                return self._editions.get(audience)
            self._outdated.discard(audience)
            self._unmade[audience] = prepared.problems
            if audience not in self._editions or not is_fatal(prepared.problems):
                style, others = _fingerprints(prepared.artifacts)
                self._editions[audience] = Edition(config, gathered, audience, prepared, style, others)
        return self._editions.get(audience)

    def served(self, audience: Audience, address: str) -> Served:
        """Give what an audience gets at an address; where that can't be made any more, what it got there last."""
        place = audience, address
        with self._lock:
            edition = self._edition(audience)
            if edition is None:
                return Served(None, False, Standing("", "", "", self._problems(place)), None)
            try:
                file, found = self._file(edition, address), True
                if file is None:
                    file, found = edition.file(NOT_FOUND), False
            except SiteError as error:
                self._failed[place] = error.problems
                last = self._last.get(place)
                standing = Standing(last.standing.page if last else "", edition.style, edition.others, self._problems(place))
                return Served(last.file if last else None, last.found if last else False, standing, edition)
            digest = _digest([str(found).encode(), file.data if file else b""])
            served = Served(file, found, Standing(digest, edition.style, edition.others, self._problems(place)), edition)
            if len(self._last) > 200:
                self._last.clear()
            self._last[place] = served
            return served

    def _file(self, edition: Edition, address: str) -> Artifact | None:
        if address.startswith(f"{FOLDER}/") and edition.prepared.search:
            made = self._indexes.setdefault(edition.audience, LiveIndex()).file(edition.prepared, address)
            return made or edition.file(address)
        return edition.file(address)

    def reaches(self, audience: Audience) -> dict[str, str]:
        """Give how far each record reaches that an audience sees, by the address of its page."""
        with self._lock:
            edition = self._edition(audience)
            return edition.reaches() if edition else {}

    def standing(self, audience: Audience, address: str) -> Standing:
        """Say how the page at an address stands."""
        return self.served(audience, address).standing

    def all_problems(self) -> tuple[Diagnostic, ...]:
        """Give all that is known to be wrong with the site, for whoever."""
        with self._lock:
            return self._problems(None)

    def look_closely(self, places: Iterable[_Place], enough: Callable[[], bool] = lambda: False) -> bool:
        """Do what nobody has to wait for: warn of what opens too much, and search the pages at these places for what may not be there.

        Ends as soon as `enough` says so. Says whether there is anything new to say.
        """
        with self._lock:
            config, gathered = self._config, self._gathered
            new = False
            if config and gathered and self._warned_of is not gathered and not is_fatal(self._said):
                before, self._warned, self._warned_of = self._warned, tidy(warnings(config, gathered)), gathered
                new = self._warned != before
            for place in places:
                if enough():
                    return new
                if self._is_unsearched(place):
                    self._leaks[place] = self._leaks_at(*place)
                    new = new or bool(self._leaks[place])
            Compiled.write(self.root)
            self._memories.sheets.save(self.root)
            return new

    def owes(self, places: Iterable[_Place]) -> bool:
        """Say whether a closer look would find out more, where pages at these places are open."""
        with self._lock:
            told = self._gathered is self._warned_of or is_fatal(self._said)
            return not told or any(map(self._is_unsearched, places))

    def _is_unsearched(self, place: _Place) -> bool:
        return place not in self._leaks and place[0] is not Audience.PRIVATE

    def _leaks_at(self, audience: Audience, address: str) -> tuple[Diagnostic, ...]:
        edition = self._edition(audience)
        try:
            file = edition.file(address) if edition else None
        except SiteError:
            # The page itself says that it could not be made.
            file = None
        return tidy(leaks(edition.config, audience, edition.gathered, [(address, file.data)])) if edition and file else ()

    def _problems(self, place: _Place | None) -> tuple[Diagnostic, ...]:
        said = [*self._said, *self._warned]
        if place is None:
            said += [problem for found in (self._unmade, self._failed, self._leaks) for of in found.values() for problem in of]
        else:
            said += [*self._unmade.get(place[0], ()), *self._failed.get(place, ()), *self._leaks.get(place, ())]
        return tidy(said)


def _is_unsure(signature: Signature, at: int) -> bool:
    """Say whether a file may have changed after the moment `at` and look as it did. One that is dated tomorrow would be so for ever."""
    return not is_settled(signature, at) and max(signature[1], signature[2]) < at + _AHEAD


def _is_of_an_editor(path: str) -> bool:
    """Say whether a file is one that editors keep beside what they edit."""
    name = path.rpartition("/")[2]
    return name.startswith(".") or name.endswith("~") or name == "4913" or (name.startswith("#") and name.endswith("#"))


def _fingerprints(artifacts: Iterable[Artifact]) -> tuple[str, str]:
    """Give the fingerprints of the stylesheet, and of all else that pages load."""
    style = [artifact.data for artifact in artifacts if artifact.address == STYLE]
    others = [part for artifact in artifacts if artifact.address != STYLE for part in (artifact.address.encode(), artifact.data)]
    return _digest(style), _digest(others)


def _digest(parts: Iterable[bytes]) -> str:
    found = hashlib.blake2b(digest_size=12)
    for part in parts:
        found.update(len(part).to_bytes(8) + part)
    return found.hexdigest()
