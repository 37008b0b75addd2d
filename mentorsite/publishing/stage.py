"""The files of a site are laid out in a folder of their own, exactly as they are to be published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mentorsite.outcome import Written
from mentorsite.output.manifest import read_manifest
from mentorsite.publishing.refusals import Refused
from mentorsite.rendering.artifact import fingerprint

NO_JEKYLL = ".nojekyll"
"""Tells GitHub that the branch holds a finished site. By it a branch is known as one that may be written over, too."""
CNAME = "CNAME"


def files_of(output: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files of a finished build (address, bytes), as its manifest lists them and as they were written."""
    for address, digest in (read_manifest(output) or {}).items():
        data = (output / address).read_bytes()
        if fingerprint(data) != digest:
            raise Refused(f"`{address}` was changed after it was built", "publish again, and let nothing else write there meanwhile")
        yield address, data


def lay_out(files: Iterable[tuple[str, bytes]], cname: str | None, folder: Path) -> dict[str, bytes]:
    """Write files and what GitHub Pages needs into a folder; give what was written, by address."""
    staged = {NO_JEKYLL: b"", **dict(files)}
    if cname:
        own = cname.encode() + b"\n"
        if staged.setdefault(CNAME, own).strip() != own.strip():
            raise Refused(f"`static/{CNAME}` names another domain than mkfile.toml", "keep one of the two")
    made: set[Path] = set()
    for address, data in staged.items():
        _check(address)
        place = folder / address
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        place.write_bytes(data)
        place.chmod(0o644)
    return staged


def _check(address: str) -> None:
    """Refuse a name that can be on a disk and not on a branch."""
    if not address.isprintable() or '"' in address or any(part.lower() == ".git" for part in address.split("/")):
        shown = address.encode("utf-8", "backslashreplace").decode()
        raise Refused(f"`{shown}` is no name that a file can be published by", "rename the file in `static/`, with letters and digits")


def blob_ids(files: Mapping[str, bytes], algorithm: str) -> dict[str, str]:
    """Give the ids that git has for the contents of files, by address."""
    return {
        address: hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
        for address, data in files.items()
    }


def difference(before: Mapping[str, str], now: Mapping[str, str]) -> Written:
    """Say which files are new, changed and gone, from their ids by address."""
    return Written(
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(address for address in now.keys() & before.keys() if now[address] != before[address])),
        tuple(sorted(before.keys() - now.keys())),
        sum(before.get(address) == id for address, id in now.items()),
    )


def listed(tree: str) -> dict[str, str]:
    """Give the ids of files by address, from what `git ls-tree -r -z` writes. What is no file, such as a link, has an id that no file has.

    Whether a file counts as a program says nothing: on some systems all do.
    """
    found = {}
    for line in tree.split("\0"):
        if match := re.fullmatch(r"(\d+) \w+ ([0-9a-f]+)\t(.+)", line, re.DOTALL):
            found[match[3]] = match[2] if match[1] in ("100644", "100755") else f"{match[1]} {match[2]}"
    return found
