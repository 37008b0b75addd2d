"""What a shell completes: the word that somebody began gives the targets, types, records, people and portfolios that it may become.

A completion has a fraction of a second, so that records are looked over and not read: ids come from the names of files, and from lines
that begin with `id:`. What is written in another way, such as a YAML alias, is missed, and what is wrong in a record is not noticed.
Whatever goes wrong, nothing is offered and nothing is said: a shell shows whatever it gets in the middle of somebody's line.
"""

from __future__ import annotations

import functools
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    import click

    from mentorsite.records.places import Place

Complete = Callable[["click.Context", "click.Parameter", str], list[CompletionItem]]

_HEAD = 65_536
"""How many bytes of a Markdown file are looked over for its front matter."""
_LARGEST = 2**20
"""How many bytes of a YAML file are looked over."""
_VALUE = r"[ \t]+(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s#\"'&*!|>{\[][^\n]*?))[ \t]*(?:[ \t]#[^\n]*)?$"
_ITEM = re.compile(r"^(-[ \t]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as it was seen in passing: its portfolio, type and id, its title where one is written, and its file."""

    portfolio: str
    type: str
    id: str
    title: str
    path: str


def _silent(offer: Callable[[click.Context], Iterable[CompletionItem]]) -> Complete:
    """Make a completion of what gives all that there is; it says nothing when something is wrong."""

    @functools.wraps(offer)
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            offered = {item.value: item for item in offer(ctx) if item.value.startswith(incomplete)}
        except Exception:
            return []
        return [item for _, item in sorted(offered.items())]

    return complete


@_silent
def complete_target(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer the targets of mkfile.toml."""
    from mentorsite.config import read_config

    config, _ = read_config(_mkfile(ctx))
    for target in config.targets.values() if config else ():
        yield CompletionItem(target.name, help=f"for the audience {target.audience}")


@_silent
def complete_type_name(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer the record types."""
    from mentorsite.records.registry import type_names

    yield from map(CompletionItem, type_names())


@_silent
def complete_schema_name(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer what has a schema: the record types, and data.json as `data`."""
    from mentorsite.records.registry import type_names

    yield from map(CompletionItem, (*type_names(), "data"))


@_silent
def complete_audience(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer the audiences."""
    from mentorsite.records.audience import AUDIENCE_NAMES

    yield from map(CompletionItem, AUDIENCE_NAMES)


@_silent
def complete_portfolio(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer the portfolios of a site that holds several."""
    for place in (_mkfile(ctx).parent / "content" / "portfolios").iterdir():
        if place.is_dir() and not place.name.startswith((".", "_")):
            yield CompletionItem(place.name)


@_silent
def complete_person(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer people by their ids."""
    return _by_id(ctx, "people")


@_silent
def complete_goal(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer goals by their ids."""
    return _by_id(ctx, "goals")


@_silent
def complete_review(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer reviews by their ids."""
    return _by_id(ctx, "reviews")


@_silent
def complete_reference(ctx: click.Context) -> Iterator[CompletionItem]:
    """Offer records as `type/id`, as a field takes them that may lead to any type."""
    return (_item(f"{seen.type}/{seen.id}", seen) for seen in _records(ctx))


@_silent
def _any_record(ctx: click.Context) -> Iterator[CompletionItem]:
    seen = list(_records(ctx))
    times = Counter(record.id for record in seen)
    for record in seen:
        if times[record.id] == 1:
            yield _item(record.id, record)
        yield _item(f"{record.type}/{record.id}", record)


def complete_record(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer records: by their ids; as `type/id` once a slash is there, or where records share an id; and files by their paths."""
    if incomplete.startswith((".", "/", "content/")):
        return [CompletionItem(incomplete, type="file")]
    found = _any_record(ctx, param, incomplete)
    if "/" in incomplete:
        return found
    alone = {item.value for item in found}
    return [item for item in found if "/" not in item.value or item.value.partition("/")[2] not in alone]


def _by_id(ctx: click.Context, type: str) -> Iterator[CompletionItem]:
    from mentorsite.records.addresses import slug

    portfolio = slug(ctx.params.get("portfolio") or "")
    return (_item(seen.id, seen) for seen in _records(ctx, type) if not portfolio or slug(seen.portfolio) in ("", portfolio))


def _item(value: str, seen: Seen) -> CompletionItem:
    from mentorsite.escaping import escaped

    return CompletionItem(value, help=escaped(seen.title) or seen.path)


def _mkfile(ctx: click.Context) -> Path:
    from mentorsite.config import find_mkfile

    given = ctx.params.get("config")
    return Path(given) if given else find_mkfile(Path.cwd())


def _records(ctx: click.Context, type: str | None = None) -> Iterator[Seen]:
    """Look over the records of the site, or those of a type."""
    from mentorsite.records.places import RECORD_SUFFIXES, place_of

    root = str(_mkfile(ctx).resolve().parent)
    for folder, folders, names in os.walk(os.path.join(root, "content")):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        for name in names:
            if os.path.splitext(name)[1].lower() in RECORD_SUFFIXES and not name.startswith((".", "_")):
                file = os.path.join(folder, name)
                path = file[len(root) :].replace(os.sep, "/").lstrip("/")
                place = place_of(path)
                if place.type and type in (None, place.type) and not os.path.islink(file):
                    yield from _seen_in(file, path, place)


def _seen_in(file: str, path: str, place: Place) -> Iterator[Seen]:
    """Look a file over for records: one of the name of the file, or of the id that is written, or a list of them."""
    from mentorsite.records.addresses import slug

    is_markdown = path.lower().endswith(".md")
    try:
        with open(file, "rb") as opened:
            text = opened.read(_HEAD if is_markdown else _LARGEST).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        text = ""
    if is_markdown:
        parts = re.split(r"^(?:---|\.\.\.)[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)
        text = parts[1] if len(parts) > 2 and not parts[0].strip() else ""
    named = "name" if place.type == "people" else "title"
    first = re.search(r"^[^#\s]", text, re.MULTILINE)
    if is_markdown or first is None or not _ITEM.match(text, first.start()):
        if id := slug(_value(text, "id", "") or place.id):
            yield Seen(place.portfolio, place.type or "", id, _value(text, named, ""), path)
        return
    starts = [match.start() for match in _ITEM.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        match = _ITEM.match(text, start)
        assert match is not None
        indent = " " * len(match[1])
        item = indent + text[match.end() : end]
        if id := slug(_value(item, "id", indent)):
            yield Seen(place.portfolio, place.type or "", id, _value(item, named, indent), path)


def _value(text: str, name: str, indent: str) -> str:
    """Give what is written for a field on one line, "" for what is not there or written in another way."""
    match = re.search(rf"^{indent}{name}:{_VALUE}", text, re.MULTILINE)
    return next((part for part in match.groups() if part is not None), "") if match else ""
