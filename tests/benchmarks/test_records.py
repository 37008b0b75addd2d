"""The peers get the records that the public sees, and nothing of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.records import Entry, edited, most_usual_goal, read_records
from benchmarks.site import write_site
from tests.conftest import Site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a generated site."""
    folder = tmp_path_factory.mktemp("generated")
    write_site(folder, 120)
    return folder


@pytest.fixture(scope="module")
def entries(folder: Path) -> list[Entry]:
    """Give its records as the peers get them."""
    return read_records(folder)


def test_the_peers_get_as_many_records_as_the_public_sees(folder: Path, entries: list[Entry]) -> None:
    seen = Site(folder).view("public").records
    assert {entry.key for entry in entries} == {f"{key.type}/{key.id}" for key in seen}
    assert len(entries) < len(list((folder / "content").rglob("*.md")))


def test_every_reference_leads_to_a_record_that_is_there(entries: list[Entry]) -> None:
    targets = set().union(*(entry.targets() for entry in entries))
    assert len(targets) > 60
    assert targets <= {entry.key for entry in entries}


def test_no_block_for_the_pair_is_left(folder: Path, entries: list[Entry]) -> None:
    written = "".join(place.read_text("utf-8") for place in (folder / "content").rglob("*.md"))
    left = "".join(entry.body(lambda link: link.words) for entry in entries)
    assert ":::" in written
    assert left
    assert ":::" not in left


def test_an_edited_title_is_there_wherever_it_is_shown(entries: list[Entry]) -> None:
    goal, times = most_usual_goal(entries)
    after = edited(entries, goal.key, "Quite another", "And more.\n")
    shown = [entry for entry in after if "Quite another" in repr(entry)]
    assert times > 2
    assert not [entry for entry in after if goal.key in entry.targets() and goal.title in repr(entry)]
    assert {entry.key for entry in shown} <= {goal.key} | {entry.key for entry in entries if goal.key in entry.targets()}
    assert [entry.key for entry in after if entry.body(lambda link: "").endswith("And more.\n")] == [goal.key]
