"""A source finds the places of a record's values again, wherever they are written."""

from __future__ import annotations

from mentorsite.diagnostics import Span
from mentorsite.reading.files import FoundFile
from mentorsite.reading.sheets import Content, Sheet, Source
from mentorsite.reading.yaml_nodes import YamlText
from mentorsite.records.types.goals import Goal
from mentorsite.records.values import Key
from mentorsite.signatures import NO_FILE
from tests.conftest import ROOT

YAML = YamlText("content/a.md", "title: One\ntags: [x, y]\n", 2)


def test_a_value_of_the_front_matter_is_found_there() -> None:
    source = Source("content/a.md", YAML)
    assert source.locate(("tags",)) == Span("content/a.md", 3, 1)
    assert source.locate_value(("tags",)) == Span("content/a.md", 3, 7)
    assert source.locate_text(("tags", 1), 0, 0) == Span("content/a.md", 3, 11)


def test_a_section_of_the_body_is_found_by_its_lines() -> None:
    source = Source("content/a.md", YAML, sections={"why": 8, "body": 12})
    assert source.locate(("why",)) == source.locate_value(("why",)) == Span("content/a.md", 8, 1)
    assert source.locate_text(("body",), 2, 5) == Span("content/a.md", 14, 6)


def test_a_value_that_defaults_gave_is_found_in_their_file() -> None:
    defaults = YamlText("content/_defaults.yaml", "visibility: public\n")
    source = Source("content/a.md", YAML, sections={"body": 9}, defaults=((defaults, frozenset({"visibility"})),))
    assert source.locate(("visibility",)) == Span("content/_defaults.yaml", 1, 1)
    assert source.locate_value(("visibility",)) == Span("content/_defaults.yaml", 1, 13)
    assert source.locate(("title",)) == Span("content/a.md", 2, 1)


def test_a_record_of_a_list_is_found_by_its_place_in_it() -> None:
    source = Source("content/all.yaml", YamlText("content/all.yaml", "- id: a\n- id: b\n  title: Two\n"), index=1)
    assert source.locate(()) == Span("content/all.yaml", 2, 3)
    assert source.locate(("title",)) == Span("content/all.yaml", 3, 3)


def test_without_front_matter_it_is_the_beginning_of_the_file() -> None:
    source = Source("content/a.md", None, sections={"body": 1})
    assert source.locate(("title",)) == source.locate_value(("title",)) == source.locate(()) == Span("content/a.md", 1, 1)


def test_content_gives_the_sheets_of_a_file_and_the_paths_of_a_name() -> None:
    def sheet(path: str, id: str) -> Sheet:
        return Sheet(Key("", "goals", id), Goal.model_validate({"title": id}), Source(path, None), {})

    first, second, third = sheet("content/a.yaml", "a"), sheet("content/a.yaml", "b"), sheet("content/c.md", "c")
    files = {path: FoundFile(path, str(ROOT), NO_FILE) for path in ("content/x/photo.png", "content/photo.png", "content/c.md")}
    content = Content((first, second, third), (), frozenset(), files, ())
    assert content.by_path == {"content/a.yaml": (first, second), "content/c.md": (third,)}
    assert content.by_name == {"photo.png": "content/photo.png", "c.md": "content/c.md"}
