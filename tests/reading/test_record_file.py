"""One file becomes the records in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.reading.defaults import Defaults
from mentorsite.reading.files import FoundFile
from mentorsite.reading.record_file import FileReader, Limits
from mentorsite.records.places import place_of
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Key, Prose


def read(root: Path, path: str, text: str | bytes) -> FileReader:
    data = text if isinstance(text, bytes) else text.encode()
    place = place_of(path)
    assert place.type
    (root / "file").write_bytes(data)
    file = FoundFile(path, str(root / "file"), (len(data), 0, 0, 0))
    reader = FileReader(file, place, place.type, record_types()[place.type], Defaults({}), ("Novice",), Limits())
    reader.read()
    return reader


def only(reader: FileReader) -> Record:
    assert reader.problems == []
    (sheet,) = reader.sheets
    return sheet.record


def said(reader: FileReader) -> list[tuple[str, int, int, str]]:
    return [(p.code.number, p.span.line, p.span.column, p.message) for p in reader.problems]


STORY = """\
---
title: A story
date: 2026-03-04
---

The beginning.

## Challenge

It was *hard*.

### A part of it

More.

## What else

Of the body.

## RESULT
It is easier.
"""


def test_sections_named_after_fields_become_fields_and_all_the_rest_stays_the_body(tmp_path: Path) -> None:
    reader = read(tmp_path, "content/stories/a.md", STORY)
    story = only(reader)
    assert isinstance(story, Story)
    assert story.challenge == Prose("It was *hard*.\n\n### A part of it\n\nMore.")
    assert story.result == Prose("It is easier.")
    assert story.body is not None
    assert story.body.text.split() == ["The", "beginning.", "##", "What", "else", "Of", "the", "body."]
    source = reader.sheets[0].source
    assert [source.locate((name,)).line for name in ("body", "challenge", "result", "title")] == [6, 10, 21, 2]
    assert source.locate_text(("body",), story.body.text.split("\n").index("Of the body."), 0) == Span("content/stories/a.md", 18, 1)


def test_a_heading_without_text_is_a_field_left_empty(tmp_path: Path) -> None:
    story = only(read(tmp_path, "content/stories/a.md", "---\ntitle: A\ndate: 2026-03-04\n---\n## Challenge\n\n## Result\nx\n"))
    assert isinstance(story, Story)
    assert (story.challenge, story.result, story.body) == (None, Prose("x"), None)


def test_a_field_left_empty_may_be_written_as_a_heading(tmp_path: Path) -> None:
    story = only(read(tmp_path, "content/stories/a.md", "---\ntitle: A\ndate: 2026-03-04\nresult:\n---\n## Result\nx\n"))
    assert isinstance(story, Story)
    assert story.result == Prose("x")


def test_the_file_s_name_gives_id_and_date_unless_the_record_does(tmp_path: Path) -> None:
    reader = read(tmp_path, "content/pages/2026-03-04-News & more.md", "---\ntitle: A\n---\n")
    assert only(reader).date == date(2026, 3, 4)
    assert reader.sheets[0].key == Key("", "pages", "news-more")
    reader = read(tmp_path, "content/pages/2026-03-04-news.md", "---\ntitle: A\nid: Other\ndate: 2026-03-04\n---\n")
    assert only(reader).date == date(2026, 3, 4)
    assert reader.sheets[0].key == Key("", "pages", "other")


def test_two_dates_are_told_at_the_field_which_counts(tmp_path: Path) -> None:
    reader = read(tmp_path, "content/pages/2026-03-04-news.md", "---\ntitle: A\ndate: 2026-03-05\n---\n")
    assert said(reader) == [("M114", 3, 7, "the file's name says 2026-03-04, the field 2026-03-05")]
    assert reader.sheets[0].record.date == date(2026, 3, 5)


def test_a_name_that_begins_with_no_day_is_told_instead_of_the_date_that_is_missing(tmp_path: Path) -> None:
    assert said(read(tmp_path, "content/checkins/2026-02-30-a.yaml", "duration: 45\n")) == [
        ("M106", 0, 0, "there is no day `2026-02-30`, with which the file's name begins")
    ]


def test_the_name_of_a_list_s_file_gives_no_date(tmp_path: Path) -> None:
    reader = read(tmp_path, "content/pages/2026-03-04-all.yaml", "- id: a\n  title: A\n")
    assert only(reader).date is None


def test_items_of_a_list_that_are_no_records_are_told_and_the_others_read(tmp_path: Path) -> None:
    reader = read(
        tmp_path, "content/pages/all.yaml", "- id: a\n  title: A\n- b\n- title: C\n- id: d\n- id:\n  title: E\n- id: f\n  title: F\n"
    )
    assert [sheet.key.id for sheet in reader.sheets] == ["a", "f"]
    assert reader.unreadable == {Key("", "pages", "d")}
    assert said(reader) == [
        ("M103", 3, 3, "an item of a list of records that has no fields"),
        ("M105", 4, 3, "`id` is missing"),
        ("M105", 5, 3, "`title` is missing"),
        ("M105", 6, 3, "`id` is missing"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("all.yaml", "- id: ana\n  title: [\n- {title: B, id: 'ben'}\n- \"id\": eva # third\n"),
        ("all.md", "---\nid: ana\nx: - y\nid: ben\nid: eva\n---\n"),
        ("all.yaml", b"- id: ana\n- id: ben\n- id: eva\n  title: \xff\n"),
        ("all.yaml", "- id: ana\n- id: ben\n- id: eva\n".encode("utf-16")),
    ],
)
def test_of_a_file_that_cannot_be_read_the_ids_are_known_so_that_nobody_complains_of_them(
    tmp_path: Path, name: str, text: str | bytes
) -> None:
    reader = read(tmp_path, f"content/pages/{name}", text)
    assert reader.sheets == []
    assert len(reader.problems) == 1
    assert reader.unreadable >= {Key("", "pages", id) for id in ("all", "ana", "ben", "eva")}


def test_after_a_problem_of_the_yaml_the_rest_of_the_record_is_read(tmp_path: Path) -> None:
    text = "title: A\ntitle: B\nstatus: done\nowner: !x ana\nindicators: !y none\n"
    assert said(read(tmp_path, "content/goals/a.yaml", text)) == [
        ("M108", 2, 1, "`title` is written twice"),
        ("M109", 4, 8, "`!x` is a tag of YAML, and none is read"),
        ("M109", 5, 13, "`!y` is a tag of YAML, and none is read"),
        ("M107", 3, 9, "`done` is none of `proposed`, `active`, `achieved`, `paused`, `dropped`"),
    ]


def test_what_is_right_of_a_record_with_errors_is_kept_to_be_looked_through(tmp_path: Path) -> None:
    reader = read(tmp_path, "content/goals/a.yaml", "title: A\nstatus: done\nowner: ana\n")
    assert (reader.sheets, [sheet.key for sheet in reader.broken]) == ([], [Key("", "goals", "a")])
    assert reader.broken[0].record.model_fields_set == {"title", "owner"}


@pytest.mark.parametrize(
    "heading",
    ["## Privat", "## Private:", "## Privates", "## private notes", "## Confidential", "# Private", "### private", "Private\n======="],
)
def test_what_looks_like_the_private_part_and_is_not_is_an_error(tmp_path: Path, heading: str) -> None:
    reader = read(tmp_path, "content/pages/a.md", f"---\ntitle: A\n---\n{heading}\n\nSecret.\n")
    assert [entry[:3] for entry in said(reader)] == [("M116", 4, 1)]
    assert reader.sheets == []


@pytest.mark.parametrize("heading", ["## Private", "## PRIVATE ##", "##\tPrivate", " ## Private", "Private\n-------"])
def test_the_private_part_is_found_however_its_heading_is_written(tmp_path: Path, heading: str) -> None:
    record = only(read(tmp_path, "content/pages/a.md", f"---\ntitle: A\n---\nOpen.\n\n{heading}\n\nSecret.\n"))
    assert (record.body, record.private) == (Prose("Open."), Prose("Secret."))


@pytest.mark.parametrize("heading", ["## Privacy policy of the team", "## A private matter", "## Pirates"])
def test_a_heading_that_only_has_something_to_do_with_it_is_a_heading(tmp_path: Path, heading: str) -> None:
    assert only(read(tmp_path, "content/pages/a.md", f"---\ntitle: A\n---\n{heading}\n\nText.\n")).private is None


def problem_of_a_block(tmp_path: Path, name: str, text: str) -> Diagnostic:
    (problem,) = read(tmp_path, f"content/pages/{name}", text).problems
    assert problem.code is Code.BAD_BLOCK
    return problem


def test_an_audience_block_that_is_wrong_is_told_at_its_line(tmp_path: Path) -> None:
    assert problem_of_a_block(tmp_path, "a.md", "---\ntitle: A\n---\n\nx\n\n:::\n").span == Span("content/pages/a.md", 7, 1)
    assert problem_of_a_block(tmp_path, "a.md", "---\ntitle: A\n---\n## Private\n\n::: piar\n:::\n").span == Span(
        "content/pages/a.md", 6, 1
    )
    assert problem_of_a_block(tmp_path, "a.yaml", "title: A\nprivate: |\n  x\n\n  ::: pair\n").span == Span("content/pages/a.yaml", 5, 3)


def test_the_heading_of_the_private_part_in_a_block_is_an_error(tmp_path: Path) -> None:
    reader = read(tmp_path, "content/pages/a.md", "---\ntitle: A\n---\n::: pair\nx\n\n## Private\n\ny\n:::\n")
    assert [entry[:3] for entry in said(reader)] == [("M116", 7, 1)]


def test_the_texts_of_a_record_have_their_limits_together(tmp_path: Path) -> None:
    brackets = "'" + "[" * 7000 + "'"
    reader = read(tmp_path, "content/goals/a.yaml", f"title: A\nwhy: {brackets}\nprivate: {brackets}\nbody: {brackets}\n")
    assert [entry[0] for entry in said(reader)] == ["M402"]
    assert [
        sheet.key.id for sheet in read(tmp_path, "content/pages/all.yaml", f"- {{id: a, title: A, body: {brackets}}}\n" * 3).sheets
    ] == ["a"] * 3


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("<!-- What happened -->", True),
        ("<!-- One -->\n\n<!-- two-three -->\n", True),
        ("<!-- One --> x", False),
        ("x <!-- One -->", False),
        ("<!-- One --> x <!-- two -->", False),
        ("<!---->", False),
        ("```\n<!-- One -->\n```", False),
    ],
)
def test_a_text_of_comments_alone_is_none(tmp_path: Path, text: str, is_none: bool) -> None:
    record = only(
        read(tmp_path, "content/milestones/2026-03-04-a.md", f"---\ntitle: A\n---\n{text}\n\n## Outcome\n\n{text}\n\n## Private\n{text}\n")
    )
    for field in ("body", "outcome", "private"):
        assert (getattr(record, field) is None) == is_none


def test_a_required_text_of_comments_alone_is_missing(tmp_path: Path) -> None:
    text = "---\nfrom: a\nto: b\nkind: recognition\n---\n## Situation\n<!-- When -->\n## Behavior\nb\n## Impact\nc\n"
    assert [message for *_, message in said(read(tmp_path, "content/feedback/2026-03-04.md", text))] == ["`situation` is missing"]
