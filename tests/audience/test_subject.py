"""All that is kept about a person."""

from __future__ import annotations

from tests.audience.conftest import Ask, at
from tests.conftest import Files

PERSON = {"content/people/ben.md": "---\nname: Ben Ode\nalias: a colleague\nrole: mentor\nconsent: pair\nphoto: me.txt\n---\nBen writes.\n"}
GOAL = "---\ntitle: A goal\nvisibility: public\n---\n"


def places(ask: Ask, text: str, **more: str) -> list[tuple[str, str, str, str | None]]:
    """Give place, kind, what is written, and what the public site shows, of what a goal holds about somebody."""
    files: Files = {**PERSON, "content/people/me.txt": "x", "content/goals/g.md": text, **more}
    found = ask(files).subject("ben").places
    return [(at(about.span), about.kind, about.written, about.shown["public"]) for about in found if about.record.type == "goals"]


def test_their_own_record_with_its_fields_and_files(ask: Ask) -> None:
    found = ask({**PERSON, "content/people/me.txt": "x"}).subject("ben").places
    assert [(about.span.line, about.kind, about.field) for about in found] == [
        (2, "field", "name"),
        (3, "field", "alias"),
        (4, "field", "role"),
        (5, "field", "consent"),
        (6, "file", "photo"),
        (8, "field", "body"),
        (8, "part of the name", "body"),
    ]
    shown = {about.field: [target for target, what in about.shown.items() if what is not None] for about in found}
    assert shown["name"] == ["pair", "private"]
    assert shown["alias"] == ["public", "review"]


def test_references_and_links_as_what_they_are_called(ask: Ask) -> None:
    text = GOAL.replace("visibility", "owner: ben\nvisibility") + "See [[people/ben]] and [him](../people/ben.md), [[people/ben|him]].\n"
    assert places(ask, text) == [
        ("content/goals/g.md:3:8", "reference", "ben", "a colleague"),
        ("content/goals/g.md:6:7", "link", "people/ben", "a colleague"),
        ("content/goals/g.md:6:30", "link", "../people/ben.md", "the words of the link"),
        ("content/goals/g.md:6:51", "link", "people/ben", "the words of the link"),
    ]


def test_names_parts_aliases_and_ids_in_texts_each_place_once(ask: Ask) -> None:
    assert places(ask, GOAL + "ben ode, Ben, Bent,\nA colleague. BEN.\n") == [
        ("content/goals/g.md:5:1", "name", "ben ode", "ben ode"),
        ("content/goals/g.md:5:10", "part of the name", "Ben", "Ben"),
        ("content/goals/g.md:6:1", "alias", "A colleague", "A colleague"),
        ("content/goals/g.md:6:14", "id", "BEN", "BEN"),
    ]


def test_what_a_target_does_not_show_is_listed_as_well(ask: Ask) -> None:
    text = GOAL + "::: pair\nBen.\n:::\n\n## Private\n\nBen, [[people/ben]].\n"
    assert places(ask, text) == [
        ("content/goals/g.md:6:1", "part of the name", "Ben", None),
        ("content/goals/g.md:11:1", "part of the name", "Ben", None),
        ("content/goals/g.md:11:8", "link", "people/ben", None),
    ]


def test_addresses_and_files_that_name_them(ask: Ask) -> None:
    files = {
        "content/goals/for-ben.md": GOAL + "![x](ode.txt) [y](bent.txt)\n",
        "content/goals/ode.txt": "x",
        "content/goals/bent.txt": "x",
    }
    assert [found[1:3] for found in places(ask, GOAL, **files)] == [("file name", "goals/for-ben.html"), ("file", "content/goals/ode.txt")]
