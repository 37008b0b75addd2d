"""A site's files are written beside its folder, and the finished folder takes the old one's place in one step.

An error or an interruption at any moment leaves the old folder as it was. A folder that holds anything that mentorsite did not
write is refused.
Where the file system can't exchange two folders in one step, the old one is moved aside first; were that interrupted between
the two moves, the next build puts it back.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from filelock import FileLock

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.outcome import Written
from mentorsite.output.exchange import exchange
from mentorsite.output.manifest import NAME, foreign_files, read_manifest, text_of
from mentorsite.rendering.artifact import Artifact, fingerprint
from mentorsite.signatures import Signature
from mentorsite.store import make_folder


def write(
    artifacts: Iterable[Artifact], output: str, root: Path, seen: Mapping[str, Signature] | None = None
) -> tuple[Written | None, list[Diagnostic]]:
    """Make the folder `output` (relative to `root`) hold exactly these files. The result is None where nothing was written.

    `seen` are the signatures that files of the folder had when they were as they were written.
    """
    files, problems = _by_address(artifacts)
    try:
        folder = (root / output).resolve()
        problems += _unusable(folder, output, root.resolve())
        if problems:
            return None, problems
        folder.parent.mkdir(parents=True, exist_ok=True)
        # The lock's file stays: removing it would let two builds hold two different files of the same name.
        with FileLock(make_folder(root) / "output.lock"):
            _recover(folder)
            problems = _foreign(folder, output, seen)
            return (None, problems) if problems else (_write(files, folder), [])
    except (OSError, RuntimeError) as error:
        return None, [*problems, _failed(output, error)]


def unwritable(artifacts: Iterable[Artifact], output: str, root: Path) -> list[Diagnostic]:
    """Say what would keep `write` from writing these files, as far as that shows without writing anything."""
    _, problems = _by_address(artifacts)
    try:
        folder = (root / output).resolve()
        return problems + (_unusable(folder, output, root.resolve()) or _foreign(folder, output))
    except (OSError, RuntimeError) as error:
        return [*problems, _failed(output, error)]


def _failed(output: str, error: OSError | RuntimeError) -> Diagnostic:
    # Links that lead in a circle are a RuntimeError.
    said = (error.strerror if isinstance(error, OSError) else "") or str(error)
    return Diagnostic(Code.WRITING_FAILED, Span(output), f"the output could not be written: {said}", "what was built before is as it was")


def _write(files: dict[str, Artifact], folder: Path) -> Written:
    stage, aside = _beside(folder, "new"), _beside(folder, "old")
    # What somebody deleted since is written again.
    before = {address: digest for address, digest in (read_manifest(folder) or {}).items() if os.path.isfile(f"{folder}/{address}")}
    now = {address: artifact.digest or fingerprint(artifact.data) for address, artifact in files.items()}
    written = Written(
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(address for address in now.keys() & before.keys() if now[address] != before[address])),
        tuple(sorted(before.keys() - now.keys())),
        sum(now[address] == before.get(address) for address in now),
    )
    if folder.is_dir() and (before or not now) and not (written.added or written.changed or written.removed):
        return written
    try:
        _fill(stage, files, folder, {address for address in now if now[address] == before.get(address)}, text_of(now.items()))
        _take_place(stage, folder, aside)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if folder.is_dir():
            shutil.rmtree(aside, ignore_errors=True)
    return written


def _fill(stage: Path, files: dict[str, Artifact], folder: Path, same: set[str], manifest: bytes) -> None:
    # Places are texts here, since a path for each of ten thousand files takes as long as linking them.
    stage.mkdir()
    made = {f"{stage}"}
    for address, artifact in files.items():
        old, new = f"{folder}/{address}", f"{stage}/{address}"
        if (parent := new.rpartition("/")[0]) not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
        if address in same:
            # A link to the old file keeps its time, by which servers and copying tools see that nothing changed.
            with contextlib.suppress(OSError):
                os.link(old, new)
                continue
        if artifact.laid:
            shutil.move(artifact.laid, new)
        else:
            Path(new).write_bytes(Path(old).read_bytes() if artifact.kept else artifact.data)
    (stage / NAME).write_bytes(manifest)


def _take_place(stage: Path, folder: Path, aside: Path) -> None:
    if not folder.exists():
        stage.rename(folder)
    elif not exchange(stage, folder):
        try:
            folder.rename(aside)
            stage.rename(folder)
        finally:
            _put_back(folder, aside)


def _recover(folder: Path) -> None:
    """Clear away what an interrupted build left."""
    stage, aside = _beside(folder, "new"), _beside(folder, "old")
    _put_back(folder, aside)
    shutil.rmtree(stage, ignore_errors=True)
    shutil.rmtree(aside, ignore_errors=True)


def _put_back(folder: Path, aside: Path) -> None:
    if aside.is_dir() and not folder.exists():
        aside.rename(folder)


def _beside(folder: Path, word: str) -> Path:
    return folder.with_name(f".{folder.name}.mentorsite-{word}")


def _unusable(folder: Path, output: str, root: Path) -> list[Diagnostic]:
    """Refuse folders in which the site's own sources lie, and what is no folder."""
    said = ""
    if folder == root or root.is_relative_to(folder):
        said = "the output folder would hold the site's own sources"
    elif any(folder.is_relative_to((root / name).resolve()) for name in ("content", "themes", "static", ".git", ".mentorsite")):
        said = "the output folder lies among the site's sources"
    elif folder.exists() and not folder.is_dir():
        said = "the output folder is a file"
    return [Diagnostic(Code.BAD_OUTPUT, Span(output), said, 'name a folder of its own, for example `output = "public"`')] if said else []


def _foreign(folder: Path, output: str, seen: Mapping[str, Signature] | None = None) -> list[Diagnostic]:
    """Refuse a folder that holds anything that mentorsite did not write."""
    foreign = foreign_files(folder, seen) if folder.is_dir() else []
    if not foreign:
        return []
    few = ", ".join(f"`{address}`" for address in foreign[:5])
    more = f" and {len(foreign) - 5} more" if len(foreign) > 5 else ""
    said = f"the folder holds what mentorsite did not write, or what was changed since: {few}{more}"
    hint = "move it away (what is to be published belongs in `static/`), delete the folder if it may go, or name another `output`"
    return [Diagnostic(Code.FOREIGN_FILES, Span(output), said, hint)]


def _by_address(artifacts: Iterable[Artifact]) -> tuple[dict[str, Artifact], list[Diagnostic]]:
    """Give the artifacts by address. Two are one address, too, where some file systems can't tell them apart."""
    files: dict[str, Artifact] = {}
    folded: dict[str, Artifact] = {}
    problems = []
    for artifact in artifacts:
        first = folded.setdefault(_folded(artifact.address), artifact)
        if first is not artifact:
            said = f"`{artifact.address}` would be made of two things: {first.origin} and {artifact.origin}"
            problems.append(Diagnostic(Code.ADDRESS_TAKEN, Span(artifact.address), said, "rename one of the two"))
        files[artifact.address] = artifact
    parents = {"/".join(address.split("/")[:depth]) for address in folded for depth in range(1, address.count("/") + 1)}
    for address in sorted(folded.keys() & parents):
        file = folded[address]
        said = f"`{file.address}` would be both a file, made of {file.origin}, and a folder"
        problems.append(Diagnostic(Code.ADDRESS_TAKEN, Span(file.address), said, "rename one of the two"))
    return files, problems


def _folded(address: str) -> str:
    # The same for plain letters, and far quicker.
    return address.lower() if address.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFD", address).casefold())
