"""What templates compile to is kept: by the process for its next rendering, and in files for the next process.

That of templates that come with mentorsite lies where Python keeps what mentorsite's own modules compile to, so that no site has to compile
them again; where Python may not write there, and of a site's own templates, it lies in the site's folder. No file is ever needed for a
right result. Each holds code of one Python, one Jinja and one mentorsite; any other, and a damaged one, is passed over.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import CodeType
from typing import ClassVar

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from mentorsite import store
from mentorsite.rendering.theme import BUILT_IN

FILE = Path(store.FOLDER, "templates")
"""Where the file lies in a site's folder."""
BUILT_IN_FILE = Path(importlib.util.cache_from_source(str(Path(__file__).with_name("templates.py"))))
"""Where that of the built-in templates lies, as if a module had compiled to it."""

_Kept = dict[str, tuple[str, CodeType]]


class Compiled(BytecodeCache):
    """Gives Jinja the code of templates by their name and text."""

    _kept: ClassVar[_Kept] = {}
    """The checksum of a template's text and its code, by the key of its name and place."""
    _fresh: ClassVar[set[str]] = set()
    """What was compiled since the last file was written."""
    _taken: ClassVar[set[Path]] = set()
    """The files that were read."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, where its text was compiled before."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._kept[bucket.key] = bucket.checksum, bucket.code
            self._fresh.add(bucket.key)

    @classmethod
    def read(cls, root: Path) -> None:
        """Take what the files hold, once in a process, but for what it has compiled itself."""
        for place in (BUILT_IN_FILE, root / FILE):
            if place not in cls._taken:
                cls._taken.add(place)
                cls._kept = {**_read(place), **cls._kept}

    @classmethod
    def write(cls, root: Path) -> None:
        """Write the files, where something was compiled. Where that is not possible, the next process compiles again."""
        if not cls._fresh:
            return
        built_in = {key: kept for key, kept in cls._kept.items() if _is_built_in(kept[1])}
        elsewhere = not sys.dont_write_bytecode and _write(BUILT_IN_FILE, built_in)
        own = {key: kept for key, kept in cls._kept.items() if not elsewhere or key not in built_in}
        if not own or _write(root / FILE, own):
            cls._fresh.clear()


def _is_built_in(code: CodeType) -> bool:
    return code.co_filename.startswith(f"{BUILT_IN}{os.sep}")


def _read(place: Path) -> _Kept:
    with contextlib.suppress(OSError):
        data, head = place.read_bytes(), _head()
        checksum, code = data[len(head) : len(head) + 32], data[len(head) + 32 :]
        if data.startswith(head) and hashlib.sha256(code).digest() == checksum:
            kept: _Kept = marshal.loads(code)
            return kept
    return {}


def _write(place: Path, kept: Mapping[str, tuple[str, CodeType]]) -> bool:
    """Write a file in one step; say whether that was possible."""
    code = marshal.dumps(dict(kept))
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        beside.write_bytes(_head() + hashlib.sha256(code).digest() + code)
        os.replace(beside, place)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        return False
    return True


def _head() -> bytes:
    return store.head("templates")
