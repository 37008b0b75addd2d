"""A folder becomes a list of its files, and nothing but regular files is opened."""

from __future__ import annotations

import os
from pathlib import Path

from mentorsite.diagnostics import Code, Span
from mentorsite.reading.files import FoundFile, read_bytes, shown, walk
from tests.conftest import write_files


def test_files_come_in_the_order_of_their_paths_with_their_sizes(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/b.md": "bb", "content/a/z.md": "", "content/a.md": "a", "content/a/é.md": "é", "other/c.md": ""})
    files, problems = walk(tmp_path, "content")
    assert problems == []
    assert [(file.path, file.size) for file in files] == [
        ("content/a.md", 1),
        ("content/a/z.md", 0),
        ("content/a/é.md", 2),
        ("content/b.md", 2),
    ]
    assert files[0].place == tmp_path / "content" / "a.md"


def test_names_that_begin_with_a_dot_are_passed_over(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/.git/a.md": "", "content/.a.md": "", "content/_b.md": ""})
    (tmp_path / "content" / ".link").symlink_to(tmp_path)
    files, problems = walk(tmp_path, "content")
    assert ([file.path for file in files], problems) == (["content/_b.md"], [])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    files, (problem,) = walk(tmp_path, "content")
    assert (files, problem.code, problem.span) == ([], Code.UNREADABLE, Span("content"))
    assert problem.message == "the folder cannot be opened: No such file or directory"


def test_links_and_pipes_are_told_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "loop").symlink_to(tmp_path / "content")
    os.mkfifo(tmp_path / "content" / "pipe")
    files, problems = walk(tmp_path, "content")
    assert files == []
    assert sorted((problem.span.path, problem.message) for problem in problems) == [
        ("content/loop", "a symbolic link is not read"),
        ("content/pipe", "a special file is not read"),
    ]


def test_a_name_that_is_no_utf_8_is_shown_with_its_bytes() -> None:
    assert shown(os.fsdecode(b"caf\xe9/\xff\xc3\xa9.md")) == "caf\\xe9/\\xffé.md"


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    file = FoundFile("a.md", str(tmp_path / "not-there"), (3 * 2**20 + 1, 0, 0, 0))
    data, (problem,) = read_bytes(file, 3 * 2**20)
    assert (data, problem.code, problem.span) == (b"", Code.TOO_LARGE, Span("a.md"))
    assert problem.message == "the file has 3.0 MiB, more than 3"
    assert "file_mib" in problem.hint


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": "12345"})
    assert read_bytes(FoundFile("a.md", str(tmp_path / "a.md"), (5, 0, 0, 0)), 5) == (b"12345", [])


def test_a_file_that_has_gone_is_told(tmp_path: Path) -> None:
    data, (problem,) = read_bytes(FoundFile("a.md", str(tmp_path / "a.md"), (5, 0, 0, 0)), 5)
    assert (data, problem.code, problem.span) == (b"", Code.UNREADABLE, Span("a.md"))
