"""What a build makes lies on the disk until it is known that all of it can be written, so that memory need not hold a whole site."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from mentorsite import store
from mentorsite.config import Target
from mentorsite.incremental.making import MadeFile
from mentorsite.shelf import Filling

_FOLDER = "made"


@dataclass
class Outbox:
    """Takes the files of one build of a target, and the pages that they were made of for the next build; a context, at the end of which
    nothing of them is left here.

    Nobody else builds the site meanwhile. What cannot be laid down stays in memory.
    """

    root: Path
    target: Target
    _count: int = 0
    _pages: Filling = field(init=False)

    def __post_init__(self) -> None:
        self._pages = Filling(self.root, shelf_name(self.target))

    @property
    def folder(self) -> Path:
        """Where files lie."""
        return self.root / store.FOLDER / _FOLDER

    def __enter__(self) -> Outbox:
        # A build that was interrupted may have left something.
        shutil.rmtree(self.folder, ignore_errors=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pages.abandon()
        shutil.rmtree(self.folder, ignore_errors=True)

    def take(self, file: MadeFile) -> MadeFile:
        """Lay a file down, and its page; give it without them."""
        if file.packed:
            self._pages.put(file.artifact.address, file.packed)
        artifact = file.artifact
        if artifact.data:
            self._count += 1
            place = self.folder / str(self._count)
            try:
                if self._count == 1:
                    store.make_folder(self.root)
                    self.folder.mkdir()
                place.write_bytes(artifact.data)
                artifact = artifact.laid_at(place)
            except OSError:
                pass
        return file._replace(artifact=artifact, packed=b"")

    def keep_pages(self, others: Mapping[str, bytes]) -> None:
        """Keep the pages for the next build, with other pieces by names that no page has."""
        for name, piece in others.items():
            self._pages.put(name, piece)
        self._pages.end()


def shelf_name(target: Target) -> str:
    """Give the name of the shelf of a target's pages."""
    return store.name_for("pages", target.name)
