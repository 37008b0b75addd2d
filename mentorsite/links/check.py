"""A site's sources and the finished copies of it become all problems of links within it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mentorsite.audience.select import select
from mentorsite.config import Config
from mentorsite.diagnostics import Diagnostic
from mentorsite.linking.portfolio import Portfolio
from mentorsite.links.headings import lost_headings
from mentorsite.links.own_files import OwnFiles
from mentorsite.links.told import Teller
from mentorsite.links.within import Seen, look
from mentorsite.links.written import Written, page_of
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.values import Key
from mentorsite.rendering.artifact import Artifact


@dataclass(frozen=True)
class Links:
    """The links of a site's finished `copies` (their files, by target), and where its authors wrote them."""

    config: Config
    portfolio: Portfolio
    sheets: Mapping[Key, Sheet]
    copies: Mapping[str, Sequence[Artifact]]

    @cached_property
    def seen(self) -> Mapping[str, Seen]:
        """What was found in each copy."""
        return {name: self._look(files) for name, files in self.copies.items()}

    @cached_property
    def written(self) -> Written:
        """Where links are written."""
        return Written(self.portfolio, self.sheets)

    def problems(self) -> list[Diagnostic]:
        """Give the links that lead to nothing within the site; what the sources alone say is told once for all copies."""
        view = select(self.portfolio, Audience.PRIVATE, self.config.visibility)
        found = list(lost_headings(view, self.sheets))
        known = {(problem.code, problem.span, problem.message) for problem in found}
        paths = {page_of(key): sheet.source.path for key, sheet in self.sheets.items()}
        teller = Teller(self.config.url, self.written, OwnFiles(self.config.root), paths)
        for name, seen in self.seen.items():
            addresses = [artifact.address for artifact in self.copies[name]]
            for problem in teller.told(seen, addresses):
                what = (problem.code, problem.span, problem.message)
                if what not in known:
                    known.add(what)
                    found.append(problem)
        return found

    def _look(self, files: Sequence[Artifact]) -> Seen:
        return look(((file.address, file.data) for file in files), [file.address for file in files], self.config.url)
