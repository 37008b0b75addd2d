"""All finished files of a site become the links that lead to nothing in it, and the addresses of other hosts that it links to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from mentorsite.links.marks import PAGES, Marks, Reader

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_UNSEEN = re.compile(r"[\t\n\r]")
_NOT_FOUND = "404.html"


class Why(Enum):
    """Why a link leads to nothing."""

    NO_FILE = "there is no such file"
    NO_PLACE = "the page has no such place"
    AT_ROOT = "it begins at the root of the host, and the site lies below a path"
    OUTSIDE = "it leaves the site"
    RELATIVE = "it is relative, on the page that is shown at any address"


class Lost(NamedTuple):
    """A link that leads to nothing: why, the address within the site that it means, the place there, and how it is written."""

    why: Why
    address: str
    place: str
    written: str


@dataclass(frozen=True)
class Seen:
    """What was found: the lost links and the addresses elsewhere, each with the pages that have it; and the places of each page."""

    lost: dict[Lost, list[str]] = field(default_factory=dict)
    elsewhere: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, frozenset[str]] = field(default_factory=dict)


class _Meant(NamedTuple):
    """What a link means, seen from a folder: a place on a page, which is not known yet, a lost link, or an address elsewhere."""

    lost: Lost | None = None
    address: str = ""
    place: str = ""
    elsewhere: str = ""


def look(files: Iterable[tuple[str, bytes]], addresses: Sequence[str], url: str | None) -> Seen:
    """Look at the files (address, bytes) of a site that has files at `addresses` and lies at `url`, where that is known."""
    seen, reader, meant = Seen(), Reader(url), _Meaning(frozenset(addresses), url)
    asked: dict[_Meant, list[tuple[str, str]]] = {}
    for address, data in files:
        marks = reader.read(address, data)
        if PurePosixPath(address).suffix.lower() in PAGES:
            seen.places[address] = marks.places
        _look_at(address, marks, meant, seen, asked)
    for link, pages in asked.items():
        places = seen.places.get(link.address)
        if places is not None and link.place not in places:
            for page, written in pages:
                seen.lost.setdefault(Lost(Why.NO_PLACE, link.address, link.place, written), []).append(page)
    return seen


def _look_at(page: str, marks: Marks, meaning: _Meaning, seen: Seen, asked: dict[_Meant, list[tuple[str, str]]]) -> None:
    folder = posixpath.dirname(page)
    if marks.base:
        folder = meaning.folder(marks.base, folder)
    everywhere = posixpath.basename(page) == _NOT_FOUND and not marks.base
    for written in marks.links:
        if written.startswith("#") and not marks.base:
            place = _place(written[1:])
            if place and place not in marks.places:
                seen.lost.setdefault(Lost(Why.NO_PLACE, page, place, written), []).append(page)
            continue
        link = meaning.of(written, folder, everywhere)
        if link is None:
            continue
        if link.lost:
            seen.lost.setdefault(link.lost, []).append(page)
        elif link.elsewhere:
            seen.elsewhere.setdefault(link.elsewhere, []).append(page)
        else:
            asked.setdefault(link, []).append((page, written))


class _Meaning:
    """Works out what an address means that is written in a file of a folder; each once, since the same few stand on every page."""

    def __init__(self, addresses: frozenset[str], url: str | None) -> None:
        self._addresses = addresses
        parts = urlsplit(url or "")
        self._host, self._root = parts.netloc.lower(), parts.path or "/"
        self._known: dict[tuple[str, str, bool], _Meant | None] = {}

    def of(self, written: str, folder: str, everywhere: bool) -> _Meant | None:
        """Give what an address means; None where there is no more to ask about it."""
        key = (written, folder, everywhere)
        if key not in self._known:
            self._known[key] = self._worked_out(*key)
        return self._known[key]

    def folder(self, base: str, folder: str) -> str:
        """Give the folder from which relative addresses count on a page of a folder that names a base."""
        parts = urlsplit(base)
        if parts.netloc or parts.path.startswith("/"):
            within = parts.path.removeprefix(self._root) if not parts.netloc or parts.netloc.lower() == self._host else None
            return posixpath.dirname(within or "")
        return posixpath.normpath(posixpath.join(folder, posixpath.dirname(unquote(parts.path)))).removeprefix(".")

    def _worked_out(self, written: str, folder: str, everywhere: bool) -> _Meant | None:
        address = _UNSEEN.sub("", written.strip()).replace("\\", "/")
        if scheme := _SCHEME.match(address):
            return self._whole(address, written) if scheme[0].lower() in ("http:", "https:") else None
        if address.startswith("//"):
            return self._whole(f"https:{address}", written)
        path, _, place = address.partition("#")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            if not path.startswith(self._root) and f"{path}/" != self._root:
                return _Meant(Lost(Why.AT_ROOT, path, _place(place), written))
            return self._at(path[len(self._root) :], place, written)
        if not path:
            return None  # the page itself
        if everywhere:
            return _Meant(Lost(Why.RELATIVE, path, _place(place), written))
        target = posixpath.normpath(posixpath.join(folder, path))
        if target.startswith("../") or target == "..":
            return _Meant(Lost(Why.OUTSIDE, target, _place(place), written))
        is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
        return self._at("" if target == "." else f"{target}/" if is_folder else target, place, written)

    def _whole(self, address: str, written: str) -> _Meant | None:
        try:
            parts = urlsplit(address)
        except ValueError:
            return _Meant(elsewhere=address)
        path = parts.path or "/"
        if self._host and parts.netloc.lower() == self._host and (path.startswith(self._root) or f"{path}/" == self._root):
            return self._at(unquote(path[len(self._root) :]), parts.fragment, written)
        return _Meant(elsewhere=address)

    def _at(self, path: str, place: str, written: str) -> _Meant | None:
        """Give what an address within the site means; a folder is its first page, as servers have it."""
        target = f"{path}index.html" if not path or path.endswith("/") else path
        if target not in self._addresses:
            return _Meant(Lost(Why.NO_FILE, target, "", written))
        named = _place(place)
        return _Meant(address=target, place=named) if named and PurePosixPath(target).suffix.lower() in PAGES else None


def _place(fragment: str) -> str:
    """Give the place that stands behind a `#`; none where it is the top of the page or words that are looked for."""
    named = unquote(fragment.partition(":~:")[0])
    return "" if named.lower() == "top" else named
