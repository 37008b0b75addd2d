"""Words that stand in every hidden place of a site are in no byte of what is built for those who may not see them, however it is packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from mentorsite.audience.select import select
from mentorsite.linking import link
from mentorsite.output.manifest import files_in
from mentorsite.reading import read
from mentorsite.records.audience import Audience
from mentorsite.records.fields import Part
from mentorsite.records.registry import record_types
from mentorsite.records.values import Markdown, Reference
from mentorsite.records.walk import leaves, rewrite, texts
from mentorsite.rendering import attachments
from mentorsite.rendering.raster import Version
from tests.audience.canaries import Canaries, Pen, Written, days, parts_of, written_for
from tests.audience.decoded import decoded
from tests.audience.pictured import CLEANED
from tests.conftest import Site, write_files

site_for = cache(written_for)


def found(canaries: Canaries, folder: Path) -> dict[str, set[str]]:
    """Give the canaries in the files of a folder, with the files they are in."""
    where: dict[str, set[str]] = {}
    for address, path in files_in(folder).items():
        for text in decoded(address, path.read_bytes()):
            for canary in canaries.found_in(text):
                where.setdefault(canary, set()).add(address)
    return where


def built(written: Written, root: Path, target: str) -> dict[str, set[str]]:
    """Write a site to the disk and build a target of it; give the canaries in it."""
    write_files(root, written.files)
    done = Site(root).build(target)
    assert done.written, done.problems
    return found(written.canaries, root / target)


@pytest.mark.parametrize("audience", ["public", "review", "pair"])
def test_no_canary_is_in_any_byte(tmp_path: Path, audience: str) -> None:
    written = site_for(audience)
    leaked = built(written, tmp_path, audience)
    assert {f"{canary}: {written.canaries.places.get(canary)}": sorted(files) for canary, files in leaked.items()} == {}
    pictures = [address for address in files_in(tmp_path / audience) if address.startswith("files/")]
    assert sorted({Path(address).suffix[1:] for address in pictures}) == sorted(CLEANED), "the pictures that hold canaries are published"


@pytest.mark.parametrize("audience", ["public", "pair"])
def test_a_private_build_shows_every_canary_but_those_that_nobody_sees(tmp_path: Path, audience: str) -> None:
    """So they were read, and what looks for them finds them."""
    written = site_for(audience)
    shown = built(written, tmp_path, "private")
    places = written.canaries.places
    assert {canary: place for canary, place in places.items() if canary not in shown and canary not in written.canaries.unseen} == {}
    assert {canary: places[canary] for canary in written.canaries.unseen if canary in shown} == {}
    assert "1973" in shown


SELECT = import_module("mentorsite.audience.select")
MUTATIONS: dict[str, tuple[object, str, object]] = {
    "audience blocks stay": (SELECT, "for_audience", lambda text, audience: text),
    "private parts stay": (
        SELECT._Selection,
        "shown",
        lambda self, record: rewrite(record, self._leaf),
    ),
    "what was written as a reference is shown": (
        SELECT._Selection,
        "_reference",
        lambda self, reference: Reference("", reference.to, text=reference.written),
    ),
    "everybody is named": (SELECT, "name_for", lambda person, audience: person.name),
    "pictures keep their metadata": (
        attachments,
        "encode_anew",
        lambda data, format, widths, widest: (Version(data, 48, 32),),
    ),
    "drawings stay as they are": (attachments, "sanitise", lambda data: Version(data, 9, 9)),
    "folders are named": (
        attachments,
        "_address",
        lambda path, suffix, data: f"files/{zlib.crc32(data)}/{path}",
    ),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_leak_put_into_the_tool_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mutation: str) -> None:
    monkeypatch.setattr("mentorsite.build.audit_of", lambda *arguments: None)
    monkeypatch.setattr(*MUTATIONS[mutation])
    assert built(site_for("public"), tmp_path, "public")


# What is written covers all that can be written.


def test_every_field_of_every_type_is_filled_in_hidden_records(tmp_path: Path) -> None:
    written = site_for("public")
    records = read_records(written, tmp_path)
    hidden = [records[path] for path in written.full]
    assert {type(record) for record in hidden} == set(record_types().values())
    assert [said for record in hidden for said in unfilled(record, type(record).__name__)] == []
    words = choices()
    for path in written.full:
        for place, leaf in leaves(records[path]):
            said = leaf.text if isinstance(leaf, Markdown) else leaf.written if isinstance(leaf, Reference) else str(leaf)
            assert written.canaries.found_in(said) or said in words or said.endswith("plain"), (path, place, said)


def test_every_part_of_every_type_is_written(tmp_path: Path) -> None:
    written = site_for("public")
    records = read_records(written, tmp_path)
    parts = {type(part) for path in written.full for part in parts_in(records[path])}
    assert parts == {part for model in record_types().values() for part in parts_of(model)}


def test_every_markdown_field_of_the_seen_records_has_a_hidden_block(tmp_path: Path) -> None:
    written = site_for("public")
    records = read_records(written, tmp_path)
    for name, model in record_types().items():
        for id in ("seen.md", "darkened.yaml"):
            (path,) = (path for path in records if path.endswith(f"/{name}/{id}"))
            assert list(unfilled(records[path], model.__name__)) == []
            assert [place for place, leaf in texts(records[path]) if isinstance(leaf, Markdown) and ":::" not in leaf.text] in (
                [],
                [("private",)],
            )


def test_references_of_the_seen_records_lead_to_hidden_ones(tmp_path: Path) -> None:
    """Each field that holds a reference has one that this audience may not see or whose name it may not know."""
    written = site_for("public")
    write_files(tmp_path, written.files)
    content, _ = read(tmp_path, Site(tmp_path).config.levels)
    portfolio, problems = link(content)
    assert problems == []
    seen = select(portfolio, Audience.PUBLIC, {}).records
    for linked in portfolio.records.values():
        if linked.path.endswith("/darkened.yaml"):
            kept = [leaf.key for _, leaf in leaves(linked.record) if isinstance(leaf, Reference)]
            assert [key for key in kept if key in seen] == []


def test_a_kind_of_field_that_nobody_wrote_a_canary_for_is_an_error() -> None:
    class Odd(Part):
        field: bytes

    def write(place: str) -> str:
        return place

    pen = Pen(write, write, write, lambda place, digits: "1", write, write, lambda type: [], days(1973))
    with pytest.raises(TypeError, match=r"odd\.field: no canary is known"):
        pen.fields(Odd, "odd")


def read_records(written: Written, root: Path) -> dict[str, BaseModel]:
    """Give the records of a site by the paths of their files."""
    write_files(root, written.files)
    content, problems = read(root, Site(root).config.levels)
    assert problems == []
    return {sheet.source.path: sheet.record for sheet in content.sheets}


def parts_in(value: object) -> Iterator[BaseModel]:
    """Give a record and all parts in it."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from parts_in(getattr(value, name))
    elif isinstance(value, tuple | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from parts_in(inner)


def unfilled(record: BaseModel, said: str) -> Iterator[str]:
    """Give the fields of a record and its parts that are not written, or hold nothing."""
    for part in parts_in(record):
        for name in type(part).model_fields:
            if name not in part.model_fields_set or getattr(part, name) in (None, (), {}):
                yield f"{said}: {type(part).__name__}.{name}"


def choices() -> set[str]:
    """Give the words that fields offer to choose from, and those that stand for an audience."""

    def words(annotation: object) -> Iterator[str]:
        for inner in get_args(annotation):
            yield from (str(word) for word in (get_args(inner) if get_origin(inner) is Literal else ()))
            yield from words(inner)

    parts = {part for model in record_types().values() for part in parts_of(model)}
    return {word for part in parts for hint in get_type_hints(part, include_extras=True).values() for word in words(hint)} | set(Audience)


@pytest.mark.parametrize("ending", CLEANED)
def test_the_seen_pictures_hold_their_canaries_where_nobody_sees_them(ending: str) -> None:
    canaries = Canaries()
    data = CLEANED[ending](canaries.word)
    there = {canary for text in decoded("a", data) for canary in canaries.found_in(text)}
    assert {place for canary, place in canaries.places.items() if canary not in there} == set()
