"""What a build makes lies on the disk until it is known that all of it can be written, so that memory need not hold a whole site.

Whichever process makes a file lays it down itself: to hand its bytes to another one takes as long as to make it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from mentorsite import store
from mentorsite.incremental.making import MadeFile
from mentorsite.shelf import Laid

_FOLDER = "made"


@dataclass
class Outbox:
    """Takes what one build of the site at `root` makes; a context, at the end of which nothing of it is left here.

    Nobody else builds the site meanwhile. What cannot be laid down stays in memory.
    """

    root: Path
    _corners: dict[int, _Corner] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where files lie."""
        return self.root / store.FOLDER / _FOLDER

    def __enter__(self) -> Outbox:
        # A build that was interrupted may have left something.
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            store.make_folder(self.root)
            self.folder.mkdir()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for corner in self._corners.values():
            corner.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def take(self, file: MadeFile) -> MadeFile:
        """Lay down a file and the page that it was made of, and give it without them. To be called by the process that made it."""
        corner = self._corners.setdefault(os.getpid(), _Corner(f"{self.folder}/{os.getpid()}"))
        with contextlib.suppress(OSError):
            if isinstance(file.page, bytes) and file.page:
                file = file._replace(page=corner.page(file.page))
            if file.artifact.data:
                file = file._replace(artifact=file.artifact.laid_at(corner.file(file.artifact.data)))
        return file


@dataclass
class _Corner:
    """Where one process lays down what it makes; all names there begin alike."""

    begin: str
    _count: int = 0
    _pages: BinaryIO | None = None

    def file(self, data: bytes) -> str:
        """Lay down a file."""
        self._count += 1
        place = f"{self.begin}-{self._count}"
        with open(place, "wb") as file:
            file.write(data)
        return place

    def page(self, page: bytes) -> Laid:
        """Lay down a page, behind the others."""
        if self._pages is None:
            # Without a buffer: nobody sees to what is in it where a process ends that began as a copy of another one.
            self._pages = open(f"{self.begin}-pages", "wb", buffering=0)  # noqa: SIM115
        start = self._pages.tell()
        if self._pages.write(page) < len(page):
            raise OSError("the disk is full")
        return Laid(f"{self.begin}-pages", start, len(page))

    def close(self) -> None:
        """Lay down no more."""
        if self._pages:
            self._pages.close()
