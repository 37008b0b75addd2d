"""Finished pages become the files of a full-text index, by pagefind: its script, and what that script reads in a browser.

pagefind is a program that comes as a wheel for each system; it indexes a folder at a time, in a fraction of a second for a thousand pages.
The same pages give the same bytes, wherever the folder lies and in whatever order its files stand (`full_text_order.py`).
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from mentorsite.diagnostics import Code, Diagnostic, SiteError, Span
from mentorsite.full_text_order import in_order
from mentorsite.rendering.artifact import Artifact, fingerprint

FOLDER = "search"
"""The folder of a site that holds the index."""
ORIGIN = "the search index"
"""What its files are made of, for a message about them."""
ENTRY = f"{FOLDER}/pagefind-entry.json"
"""The file by which the script finds all others."""
SCRIPT = "assets/search.js"
"""The theme's own script that asks it."""
_PACKAGES = ("pagefind_bin_extended", "pagefind_bin")
"""The packages that hold the program; the extended one also knows where words end that no spaces part."""
SCRIPTS = ("pagefind.js", "pagefind-worker.js")
"""What runs in a browser: the first is the one that a page loads."""
_PARTS = ("filter", "fragment", "index")


def program() -> Path | None:
    """Give the program, or None where there is none for this system."""
    for name in _PACKAGES:
        try:
            found: Any = importlib.import_module(name)
            return Path(found.get_executable())
        except (ImportError, OSError, AttributeError):
            continue
    return None


def mark_of(pages: Mapping[str, str]) -> bytes:
    """Give a fingerprint of what an index is made of: pages by their addresses, each by the fingerprint of its bytes."""
    return hashlib.blake2b(repr(sorted(pages.items())).encode(), digest_size=16).digest()


def index(pages: Iterable[tuple[str, bytes | Path]]) -> list[Artifact]:
    """Give the files of the index of pages: of each its address and its bytes, or where it lies.

    What of a page is found, the page itself says (`data-pagefind-body` and the like); where no page has a word, there is no index. Raises
    SiteError where the program cannot do it.
    """
    with tempfile.TemporaryDirectory(prefix="mentorsite-search-", ignore_cleanup_errors=True) as place:
        try:
            return _indexed(pages, Path(place))
        except OSError as error:
            raise _failed(error.strerror or str(error)) from error


def constant_texts(language: str) -> tuple[str, ...]:
    """Give what pagefind's own files say, which say nothing of any record: they are the same for every site in a language."""
    return _constant(language)


@cache
def _constant(language: str) -> tuple[str, ...]:
    from mentorsite.audit.binary import strings, unpacked

    if program() is None:
        return ()
    page = f'<!doctype html><html lang="{escape(language)}"><title>0</title><body data-pagefind-body><h1>0</h1></body></html>'
    texts: list[str] = []
    for artifact in index([("0.html", page.encode())]):
        name = artifact.address.removeprefix(f"{FOLDER}/")
        texts.append(f'"/{artifact.address}"')
        if name in SCRIPTS:
            texts.append(artifact.data.decode("utf-8", "replace"))
        elif name.startswith("wasm."):
            for _, data in unpacked(artifact.data):
                texts += [text for text, _ in strings(data)]
    return tuple(texts)


def _indexed(pages: Iterable[tuple[str, bytes | Path]], place: Path) -> list[Artifact]:
    site, bundle = place / "site", place / "bundle"
    site.mkdir()
    made = {site}
    for address, page in pages:
        file = site / address
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        _put(file, page)
    found = program()
    if found is None:
        raise SiteError(unavailable(Span("mkfile.toml")))
    # Without settings of its own, which it would look for in the folder that it runs in and in the environment.
    options = ["--site", str(site), "--output-path", str(bundle), "--keep-index-url"]
    own = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")}
    ran = subprocess.run([found, *options], cwd=place, env=own, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if b"Indexed 0 pages" in ran.stdout:
        return []
    if ran.returncode != 0 or not (bundle / "pagefind-entry.json").is_file():
        said = ran.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise _failed(said or f"pagefind ended with {ran.returncode}")
    try:
        files = in_order({name: (bundle / name).read_bytes() for name in _needed(bundle)})
    except ValueError as error:
        raise _failed(str(error)) from error
    return [Artifact(f"{FOLDER}/{name}", data, ORIGIN, fingerprint(data)) for name, data in files.items()]


def _put(file: Path, page: bytes | Path) -> None:
    if isinstance(page, bytes):
        file.write_bytes(page)
        return
    try:
        file.symlink_to(page.absolute())
    except OSError:
        # Not everybody may make links everywhere.
        file.write_bytes(page.read_bytes())


def _needed(bundle: Path) -> list[str]:
    """Give the files that the site's own search needs, without those of pagefind's interfaces and of languages that no page is in."""
    languages = json.loads((bundle / "pagefind-entry.json").read_bytes())["languages"].values()
    modules = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    parts = [f"{part}/{file.name}" for part in _PARTS if (bundle / part).is_dir() for file in (bundle / part).iterdir()]
    metas = [file.name for file in bundle.iterdir() if file.name.endswith(".pf_meta")]
    return sorted(["pagefind-entry.json", *SCRIPTS, *modules, *parts, *metas])


def unavailable(span: Span) -> Diagnostic:
    """Say that there is no program, and what to do."""
    hint = "install it with `pip install 'pagefind[bin]'`, or write `enabled = false` below `[search]`"
    return Diagnostic(Code.SEARCH_MISSING, span, "there is no search on this site: pagefind is not installed for this system", hint)


def _failed(said: str) -> SiteError:
    hint = "`enabled = false` below `[search]` builds the site without search"
    return SiteError(Diagnostic(Code.SEARCH_FAILED, Span(FOLDER), f"the search index could not be made: {said}", hint))
