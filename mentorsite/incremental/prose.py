"""Where nothing changed but the letters of a few long texts, the pages that show them are made again, and nothing else is looked at.

What other letters change is known from outlines (`mentorsite.reading.outline`), and what the pages show besides from the last build,
which keeps each record's page as it was composed.
"""

from __future__ import annotations

import dataclasses
import marshal
import os
import pickle
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from mentorsite import store
from mentorsite.audience.told import told
from mentorsite.audience.view import View
from mentorsite.audit import KeptLooking, KeptSearch, Search
from mentorsite.audit.words import as_read
from mentorsite.config import Config, Target
from mentorsite.diagnostics import SiteError
from mentorsite.incremental import ledger
from mentorsite.incremental.alone import alone
from mentorsite.incremental.making import MadeFile, Making
from mentorsite.incremental.receipt import Receipt, Taken, keep, load
from mentorsite.incremental.workshop import Workshop
from mentorsite.linking.portfolio import Linked, Portfolio
from mentorsite.markdown.blocks import for_audience
from mentorsite.outcome import Built
from mentorsite.output import write
from mentorsite.pages.page import Page
from mentorsite.pages.values import Link, Marked
from mentorsite.reading.defaults import NAME, read_defaults
from mentorsite.reading.files import FoundFile
from mentorsite.reading.outline import letters
from mentorsite.reading.read import FileReading, Limits
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.places import place_of
from mentorsite.records.types.people import Person
from mentorsite.records.values import Key, MarkdownLink, Prose
from mentorsite.rendering import Artifact, Renderer, load_theme
from mentorsite.rendering.compiled import Compiled
from mentorsite.shelf import Filling, Laid, Shelf
from mentorsite.workers import Workers

ValueT = TypeVar("ValueT")
_Addresses = tuple[str, ...]


@dataclass(frozen=True)
class Lettered:
    """What has to be known of a build so that texts can be edited after it.

    `addresses` are those of the pages of a file's records, by its path: of files of which other letters change nothing else. `people` are
    the sheets of all people, `sought` is what the audit searches for, and `found` what it found anywhere and let pass.
    """

    addresses: Mapping[str, _Addresses]
    outlines: Mapping[str, bytes]
    people: tuple[Sheet, ...]
    sought: Search | None
    found: Search | None


def lettered(
    sheets: Iterable[Sheet],
    outlines: Mapping[str, bytes],
    portfolio: Portfolio,
    view: View,
    address: Mapping[Key, Link],
    sought: Search | None,
    found: Search | None,
    elsewhere: Container[Key] = (),
) -> Lettered:
    """Gather what has to be known of a build of a `view`. `elsewhere` are the records whose texts stand in other files, too."""
    by_path: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        by_path.setdefault(sheet.source.path, []).append(sheet)
    addresses = {
        path: tuple(address[sheet.key].address for sheet in of_file)
        for path, of_file in by_path.items()
        if path in outlines and all(sheet.key not in elsewhere and _is_seen_whole(sheet.key, portfolio, view) for sheet in of_file)
    }
    people = tuple(sheet for of_file in by_path.values() for sheet in of_file if isinstance(sheet.record, Person))
    return Lettered(addresses, {path: outlines[path] for path in addresses}, people, sought, found)


def _is_seen_whole(key: Key, portfolio: Portfolio, view: View) -> bool:
    """Say whether the audience sees the texts of a record of which other letters change nothing else, all but hidden blocks of them."""
    if key not in view.records:
        return False
    written = letters(key.type, portfolio.records[key].record)
    seen = letters(key.type, view.records[key].record)
    return all(name in seen and _is_left_of(seen[name], text, view.audience) for name, text in written.items())


def _is_left_of(seen: Prose, written: Prose, audience: Audience) -> bool:
    """Say whether all that is missing of a text are the blocks that an audience may not see: no link and no name."""
    left = for_audience(written.text, audience)
    return seen.text == left and (seen.links == written.links or (left != written.text and set(seen.links) <= set(written.links)))


def remember(config: Config, target: Target, known: Lettered, pages: Mapping[str, bytes | Laid]) -> None:
    """Keep what the next build needs; `pages` are those of records, by their addresses."""
    store.write(config.root, _name(target), marshal.dumps((dict(known.addresses), dict(known.outlines))))
    searches = {"found": known.found, "sought": known.sought}
    packed = {name: b"" if search is None else search.packed() for name, search in searches.items()}
    filling = Filling(config.root, _shelf(target))
    for name, piece in {**pages, **packed, "people": pickle.dumps(known.people)}.items():
        filling.put(name, piece)
    filling.end()


def with_other_letters(config: Config, target: Target, receipt: Receipt, now: Taken, edited: Sequence[str]) -> Built | None:
    """Give what a build would give, where in the `edited` files nothing changed but letters; None where more did, or nothing is known."""
    with alone(config.root):
        kept = store.read(config.root, _name(target))
        shelf = Shelf.open(config.root, _shelf(target))
        last = load(config.root, target)
        if kept is None or shelf is None or last is None or last.took.at != receipt.took.at:
            return None
        addresses, outlines = marshal.loads(kept)
        mentioned = {span.path for problem in receipt.problems for span in (problem.span, *(place for place, _ in problem.related))}
        if not addresses.keys() >= set(edited) or mentioned & set(edited):
            return None
        read = _read(config, now, edited, outlines)
        pages = {address: shelf.get(address) for path in edited for address in addresses[path]}
        if read is None or None in pages.values():
            return None
        edits = [
            edit
            for path in edited
            for sheet, address in zip(read[path], addresses[path], strict=True)
            if (edit := _edit(sheet, address, pickle.loads(pages[address] or b""), target.audience)).texts
        ]
        if any(not change.seen.strip() for edit in edits for change in edit.texts.values()):
            # What is left of a text is empty lines, and then there is no such part of the page.
            return None
        return _made(config, target, receipt, now, shelf, edits)


class _Change(NamedTuple):
    """A text as the page had it, as the page is to have it, and as it is written."""

    before: Marked
    seen: str
    written: str


@dataclass(frozen=True)
class _Edit:
    """A record's page as it was, and the texts that are others now, by the names of their fields."""

    sheet: Sheet
    address: str
    page: Page
    texts: Mapping[str, _Change]


def _read(config: Config, now: Taken, edited: Sequence[str], outlines: Mapping[str, bytes]) -> dict[str, list[Sheet]] | None:
    """Read the edited files; None where more than letters changed."""
    limits = Limits(config.file_mib * 2**20, config.text_kib)
    needed = [path for path in now.files if path.startswith("content/") and path.endswith(f"/{NAME}")]
    files = {path: FoundFile(path, os.fspath(config.root / path), now.files[path]) for path in (*needed, *edited)}
    defaults, _ = read_defaults([files[path] for path in needed], limits.file_bytes)
    reading = FileReading(defaults, config.levels, limits, outlined=True)
    read = dict(zip(edited, reading.read([(files[path], place_of(path).type or "", b"") for path in edited]), strict=True))
    if any(found.problems or found.broken or found.outline != outlines[path] for path, found in read.items()):
        return None
    return {path: pickle.loads(found.sheets) for path, found in read.items()}


def _edit(sheet: Sheet, address: str, page: Page, audience: Audience) -> _Edit:
    cells = page.content["entry"].fields.cells  # type: ignore[attr-defined]
    written = letters(sheet.key.type, sheet.record)
    changes = {name: _Change(cells[name], for_audience(text.text, audience), text.text) for name, text in written.items()}
    return _Edit(sheet, address, page, {name: change for name, change in changes.items() if change.before.text != change.seen})


def _made(config: Config, target: Target, receipt: Receipt, now: Taken, shelf: Shelf, edits: Sequence[_Edit]) -> Built | None:
    kept = [shelf.get(name) for name in ("people", "found", "sought")]
    if None in kept:
        return None
    people, found, sought = pickle.loads(kept[0] or b""), KeptSearch(kept[1]) if kept[1] else None, kept[2]
    if not sought and target.audience is not Audience.PRIVATE:
        return None
    if any(_excuses(edit, found) for edit in edits) or (edits and _warns(config, people, edits)):
        return None
    Compiled.read(config.root)
    try:
        workshop = Workshop(Renderer(load_theme(config.root, config.theme)), KeptLooking(KeptSearch(sought)) if sought else None)
        pages = {edit.address: page for edit in edits if (page := _with_texts(edit)) is not None}
        finished = workshop.finish(pages.values())
    except SiteError:
        return None
    before = ledger.load(config.root, target)
    if len(pages) < len(edits) or before.look != workshop.renderer.fingerprint:
        return None
    # What was found before and is no leak is none here: nothing was edited that said it where it may be said.
    let_pass = {what for entry in before.files.values() for what, _ in entry.hits}
    if any(what not in let_pass for _, hits in finished for what, _ in hits):
        return None
    new = {artifact.address: artifact for artifact, _ in finished}
    making = Making(workshop, before)
    index = _index(making, new, let_pass)
    if index is None:
        return None
    entries = {address: entry for address, entry in before.files.items() if address not in before.index.files}
    artifacts = [new.get(address) or Artifact(address, b"", "", entry.digest, kept=True) for address, entry in entries.items()]
    artifacts += [file.artifact for file in index]
    written, unwritten = write(artifacts, target.output, config.root, receipt.gave)
    if written is None or unwritten:
        return None
    built = Built(receipt.records, receipt.pages, written, receipt.problems)
    if edits:
        changed = {artifact.address: ledger.Entry(b"", artifact.digest, hits) for artifact, hits in finished}
        changed |= {file.artifact.address: file.entry() for file in index}
        ledger.save(config.root, target, replace(before, files={**entries, **changed}, index=making.indexed))
        shelf.replace({address: pickle.dumps(page, 5) for address, page in pages.items()})
    keep(config, target, now, built)
    return built


def _index(making: Making, new: Mapping[str, Artifact], let_pass: Container[object]) -> list[MadeFile] | None:
    """Give the full-text index with the pages that are new; None where anything is found in it that was not in it before."""
    before = making.before
    pages = [new.get(address) or Artifact(address, b"", "", before.files[address].digest, kept=True) for address in before.index.pages]
    try:
        index = making.index([MadeFile(page, (), is_record=True) for page in pages], Workers())
    except SiteError:
        return None
    return index if all(what in let_pass for file in index for what, _ in file.hits) else None


def _excuses(edit: _Edit, found: KeptSearch | None) -> bool:
    """Say whether a text said before its edit what would be a leak elsewhere, were it not said here."""
    if not found:
        return False
    for before, _, _ in edit.texts.values():
        called = {written: link.text for written, link in before.links if isinstance(link, Link)}
        texts = (before.text, as_read(before.text, called), as_read(before.text, {}))
        search = found.among(texts)
        if any(map(search.find, texts)):
            return True
    return False


def _warns(config: Config, people: Sequence[Sheet], edits: Sequence[_Edit]) -> bool:
    """Say whether there is anything to say about the new texts."""
    sheets = {sheet.key: sheet for sheet in people}
    for edit in edits:
        record = edit.sheet.record
        names = fields_of(record.__class__)
        texts: dict[str, Any] = {
            names[name].attribute: Prose(text, tuple(MarkdownLink(written, edit.sheet.key) for written, _ in before.links))
            for name, (before, _, text) in edit.texts.items()
        }
        # References have not been resolved, and what else is said is as it was.
        said: dict[str, Any] = {name: value for name, value in record.__dict__.items() if isinstance(value, str | date | bool)}
        sheets[edit.sheet.key] = replace(edit.sheet, record=type(record).model_construct({*texts, *said}, **texts, **said))
    portfolio = Portfolio({key: Linked(key, sheet.record, sheet.source.path) for key, sheet in sheets.items()}, {})
    problems = told(portfolio, tuple(sheets.values()), sheets, config, ())
    paths = {edit.sheet.source.path for edit in edits}
    return any(span.path in paths for problem in problems for span in (problem.span, *(place for place, _ in problem.related)))


def _with_texts(edit: _Edit) -> Page | None:
    """Give a page with the new texts in the place of the old ones; None where two that were alike are to become different."""
    instead = {change.before: replace(change.before, text=change.seen) for change in edit.texts.values()}
    cells = edit.page.content["entry"].fields.cells  # type: ignore[attr-defined]
    alike = {name: cell for name, cell in cells.items() if isinstance(cell, Marked) and cell in instead}
    if any(name not in edit.texts or instead[cell].text != edit.texts[name].seen for name, cell in alike.items()):
        return None
    return _with(edit.page, instead)


def _with(value: ValueT, instead: Mapping[Marked, Marked]) -> ValueT:
    """Give a value with texts replaced wherever they stand in it."""
    new: Any = value
    if isinstance(value, Marked):
        new = instead.get(value, value)
    elif isinstance(value, dict):
        new = {name: _with(inner, instead) for name, inner in value.items()}
    elif isinstance(value, tuple):
        new = tuple(_with(inner, instead) for inner in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {part.name: _with(getattr(value, part.name), instead) for part in dataclasses.fields(value)}
        if any(changed[name] is not getattr(value, name) for name in changed):
            new = replace(value, **changed)
    return new  # type: ignore[no-any-return]


def _name(target: Target) -> str:
    return store.name_for("prose", target.name)


def _shelf(target: Target) -> str:
    return store.name_for("pages", target.name)
