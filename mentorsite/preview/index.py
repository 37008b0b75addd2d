"""The full-text index of a site that is read again whenever it changes: made when somebody searches, of all records that are shown then."""

from __future__ import annotations

from dataclasses import dataclass, field

from mentorsite.build import Prepared
from mentorsite.full_text import ENTRY, FOLDER, SCRIPTS, index
from mentorsite.rendering import Artifact

_BEGINS = (ENTRY, f"{FOLDER}/{SCRIPTS[0]}")
"""What a page asks for first when it begins to search."""


@dataclass
class LiveIndex:
    """The index of an audience's site. What a page that is open read of the one before is kept as well, so that it can go on with it."""

    _of: Prepared | None = None
    _files: dict[str, Artifact] = field(default_factory=dict)
    _before: dict[str, Artifact] = field(default_factory=dict)

    def file(self, prepared: Prepared, address: str) -> Artifact | None:
        """Give a file of the index, which is made anew where a search begins and the site is another one than it was.

        Raises SiteError where it cannot be made.
        """
        if self._of is not prepared and (address in _BEGINS or self._of is None):
            made = index((page.address, page.data) for page in prepared.records()) if prepared.search else []
            self._before, self._files, self._of = self._files, {artifact.address: artifact for artifact in made}, prepared
        return self._files.get(address) or self._before.get(address)
