"""What templates compile to is kept: by the process for its next rendering, and in a file for the next process.

The file is never needed for a right result. It holds code of one Python, one Jinja and one mentorsite; any other, and a damaged one, is
passed over.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from pathlib import Path
from types import CodeType
from typing import ClassVar

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

import mentorsite

FILE = Path(".mentorsite", "templates")
"""Where the file lies in a site's folder."""
_VERSIONS = (mentorsite.__version__, jinja2.__version__, sys.version)
_HEAD = f"mentorsite templates {hashlib.sha256(repr(_VERSIONS).encode()).hexdigest()}\n".encode()


class Compiled(BytecodeCache):
    """Gives Jinja the code of templates by their name and text."""

    _kept: ClassVar[dict[str, tuple[str, CodeType]]] = {}
    """The checksum of a template's text and its code, by the key of its name and place."""
    _fresh: ClassVar[set[str]] = set()
    """What was compiled since the last file was written."""

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
        """Take what the file of a site holds, but for what this process has compiled itself."""
        with contextlib.suppress(OSError):
            head, _, rest = (root / FILE).read_bytes().partition(b"\n")
            checksum, code = rest[:32], rest[32:]
            if head + b"\n" == _HEAD and hashlib.sha256(code).digest() == checksum:
                cls._kept = {**marshal.loads(code), **cls._kept}

    @classmethod
    def write(cls, root: Path) -> None:
        """Write the file of a site, where something was compiled. Where that is not possible, the next process compiles again."""
        if not cls._fresh:
            return
        code = marshal.dumps(cls._kept)
        place = root / FILE
        beside = place.with_name(f"{FILE.name}.{os.getpid()}")
        try:
            place.parent.mkdir(exist_ok=True)
            beside.write_bytes(_HEAD + hashlib.sha256(code).digest() + code)
            os.replace(beside, place)
            cls._fresh.clear()
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()
