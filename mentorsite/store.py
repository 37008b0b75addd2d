"""What one build keeps for the next one: pieces of bytes by their names, in `.mentorsite/` of a site's folder.

Nothing here is ever needed for a right result. A piece that is damaged, that another version of mentorsite or of what it stands on has
written, or that cannot be opened is as good as none. The folder counts as a part of the site, as its theme does: whoever may write into it
decides what a build does. Beside the pieces lie schemas, which editors read and no build does.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import sys
from functools import cache
from pathlib import Path

FOLDER = ".mentorsite"
"""The folder in a site's folder that holds what builds keep."""
_BUILT_ON = (
    "cbor2",
    "click",
    "jinja2",
    "markdown_it",
    "markdown_it_pyrs",
    "markupsafe",
    "nh3",
    "pagefind_bin",
    "pagefind_bin_extended",
    "PIL",
    "pydantic",
    "pydantic_core",
    "pypdf",
    "yaml",
)
_CHECKSUM = 16


def read(root: Path, name: str) -> bytes | None:
    """Give the piece of this name that the last build of the site at `root` kept, or None."""
    with contextlib.suppress(OSError):
        data = (root / FOLDER / name).read_bytes()
        begin = head(name)
        body = memoryview(data)[len(begin) + _CHECKSUM :]
        if data.startswith(begin) and data[len(begin) : len(begin) + _CHECKSUM] == _checksum(body):
            return bytes(body)
    return None


def write(root: Path, name: str, body: bytes) -> None:
    """Keep a piece for the next build. Where that is not possible, there is none."""
    place = root / FOLDER / name
    beside = place.with_name(f"{name}.{os.getpid()}")
    try:
        make_folder(root)
        beside.write_bytes(head(name) + _checksum(body) + body)
        os.replace(beside, place)
    except OSError:
        for file in (beside, place):
            with contextlib.suppress(OSError):
                file.unlink()


def name_for(what: str, whose: str) -> str:
    """Give the name of a piece that is somebody's, such as a target's, who may be called by letters that no file's name can have."""
    return f"{what}-{hashlib.blake2b(whose.encode(), digest_size=8).hexdigest()}"


def forget(root: Path, name: str) -> None:
    """Keep a piece no longer."""
    with contextlib.suppress(OSError):
        (root / FOLDER / name).unlink()


def make_folder(root: Path) -> Path:
    """Give the folder of a site, made where it is not there; it tells git to pass it over. Raises OSError where that is not possible."""
    folder = root / FOLDER
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", "utf-8")
    return folder


def head(name: str) -> bytes:
    """Give what a file of this name begins with: its name, and what wrote it."""
    return f"mentorsite {name} {_versions()}\n".encode()


def _checksum(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECKSUM).digest()


@cache
def _versions() -> str:
    """Give a fingerprint of the code that runs: of mentorsite's own files and themes, of the packages that it stands on, and of Python.

    Files are told apart by their size and time, since a working copy changes without its version.
    """
    package = Path(__file__).parent
    places = [package, package.parent / "themes"]
    files = sorted(os.path.join(at, name) for place in places for at, _, names in os.walk(place) for name in names if ".pyc" not in name)
    for name in _BUILT_ON:
        found = importlib.util.find_spec(name)
        files += [found.origin] if found and found.origin else [name]
    return hashlib.blake2b(repr((sys.version, [_stamp(file) for file in files])).encode(), digest_size=_CHECKSUM).hexdigest()


def _stamp(file: str) -> tuple[str, int, int]:
    try:
        found = os.stat(file)
    except OSError:
        return file, 0, 0
    return file, found.st_size, found.st_mtime_ns
