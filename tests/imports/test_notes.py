"""A file of Jekyll, Hugo or Obsidian is taken apart into fields and a text, each with its places."""

from __future__ import annotations

from typing import Any

import pytest

from mentorsite.imports.notes import Note, read_note
from mentorsite.records.walk import Path


def note_of(text: str, path: str = "a.md") -> Note:
    note, problems = read_note(path, f"notes/{path}", text.encode())
    assert problems == []
    assert note is not None
    return note


def said_of(text: str | bytes) -> list[str]:
    note, problems = read_note("a.md", "notes/a.md", text if isinstance(text, bytes) else text.encode())
    assert note is None
    return [f"{each.span.path}:{each.span.line}:{each.span.column} {each.code.number} {each.message}" for each in problems]


@pytest.mark.parametrize(
    ("text", "values", "body", "line"),
    [
        ("---\ntitle: A\ntags: [b, c]\n---\ntext\n", {"title": "A", "tags": ["b", "c"]}, "text\n", 5),
        ("\ufeff---\r\ntitle: no\r\n---\r\ntext", {"title": "no"}, "text", 4),
        ("---\n---\ntext", {}, "text", 3),
        ("text\n---\nmore", {}, "text\n---\nmore", 1),
        (
            '+++\ntitle = "A"\ndate = 2025-06-30T10:00:00+02:00\ndraft = true\nweight = 3\n[params]\na = [1, 2.5]\n+++\ntext',
            {"title": "A", "date": "2025-06-30T10:00:00+02:00", "draft": "true", "weight": "3", "params": {"a": ["1", "2.5"]}},
            "text",
            9,
        ),
        ("", {}, "", 1),
    ],
)
def test_front_matter_becomes_plain_values(text: str, values: dict[str, Any], body: str, line: int) -> None:
    note = note_of(text)
    assert (note.values, note.body, note.line) == (values, body, line)


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("---\ntitle: A\ntags:\n  - b\n  - c\n---\n", ("tags", 1), (5, 5)),
        ("---\ntitle: A\n---\n", ("title",), (2, 8)),
        ('+++\na = 1\n  title = "A"\n+++\n', ("title",), (3, 3)),
        ("+++\n[params]\ncolour = 1\n+++\n", ("params", "colour"), (3, 1)),
        ("text", ("title",), (1, 1)),
    ],
)
def test_values_have_places(text: str, path: Path, place: tuple[int, int]) -> None:
    assert note_of(text).where(path, 0, 0) == place


def test_a_note_is_called_after_its_file_or_the_folder_of_which_it_is_the_index() -> None:
    assert [note_of("", path).stem for path in ("a b.md", "x/c.markdown", "wins/six/index.md", "index.md")] == ["a b", "c", "six", "index"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: A\n", "notes/a.md:1:1 M700 the front matter never ends"),
        ("+++\ntitle = A\n+++\n", "notes/a.md:2:1 M700 the front matter is no TOML: Invalid value"),
        ('{\n"title": "A"\n}\n', "notes/a.md:1:1 M700 JSON front matter is not read"),
        ("---\ntitle: a: b\n---\n", "notes/a.md:2:9 M103 a second `: ` in one line"),
        ("---\n- a\n---\n", "notes/a.md:2:1 M102 the front matter holds a list where fields belong"),
        ("visibility: private\n\ntext", "notes/a.md:1:1 M102 this looks like a field, but stands in the text"),
        ("---\ntitle: A\n---\n\ndraft: true\n", "notes/a.md:5:1 M102 this looks like a field, but stands in the text"),
        ("+++\na = " + "[" * 3_000 + "]" * 3_000 + "\n+++\n", "notes/a.md:1:1 M700 the TOML of the front matter is too deep"),
        ("+++\n" + ".".join("a" * 3_000) + " = 1\n+++\n", "notes/a.md:1:1 M700 the TOML of the front matter is too deep"),
        (b"---\ntitle: \xff\n---\n", "notes/a.md:2:8 M101 byte 11 (0xFF) is no UTF-8"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str | bytes, said: str) -> None:
    assert said_of(text) == [said]
