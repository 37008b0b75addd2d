"""The pipeline of an export: what an audience sees becomes files that leave the site, each searched for leaks before it is written.

content folder → Portfolio → View of an audience → export → files
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mentorsite.audience.select import select
from mentorsite.audience.view import View
from mentorsite.build import Gathered, gather, leaks
from mentorsite.config import Config
from mentorsite.diagnostics import Diagnostic, SiteError, is_fatal, tidy
from mentorsite.pages.compose import frames_of
from mentorsite.pages.frame import Frame
from mentorsite.records.audience import Audience
from mentorsite.rendering.artifact import Artifact


@dataclass(frozen=True)
class Ground:
    """What an export is made of: all that was gathered, and an audience. What is made may come from `frames` and `marked` alone."""

    config: Config
    audience: Audience
    today: date
    gathered: Gathered

    @cached_property
    def view(self) -> View:
        """What the audience sees."""
        return select(self.gathered.portfolio, self.audience, self.config.visibility)

    @cached_property
    def marked(self) -> View:
        """The same, with the blocks of texts still marked, for what is to be written again as records."""
        return select(self.gathered.portfolio, self.audience, self.config.visibility, fences=True)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The portfolios with what all that is made of them has in common, without pictures."""
        return tuple(frames_of(self.view, self.config, self.today, {}))


Make = Callable[[Ground], Iterable[Artifact]]
"""Makes the files of an export; their addresses are their paths. Raises SiteError where there is nothing to make."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of an export, and what there was to say. No file where there is an error."""

    files: tuple[Artifact, ...]
    problems: tuple[Diagnostic, ...]


def export(config: Config, audience: Audience, today: date, make: Make) -> Exported:
    """Make an export for an audience; nothing is written."""
    gathered = gather(config)
    problems = list(gathered.problems)
    if is_fatal(problems):
        return Exported((), tidy(problems))
    files: tuple[Artifact, ...] = ()
    try:
        files = tuple(make(Ground(config, audience, today, gathered)))
    except SiteError as error:
        problems += error.problems
    if not is_fatal(problems):
        problems += leaks(config, audience, gathered, ((file.address, file.data) for file in files))
    return Exported(() if is_fatal(problems) else files, tidy(problems))
