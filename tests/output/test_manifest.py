"""What mentorsite knows of a folder that it wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.output.manifest import NAME, files_in, fingerprint, foreign_files, read_manifest, text_of
from tests.output.conftest import written

FILES = {"index.html": "one", "goals/index.html": "two", "a name.txt": "three"}
_NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)


def fill(folder: Path, files: dict[str, str]) -> None:
    for address, data in written(files).items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(data)


def test_it_is_in_the_order_of_the_addresses() -> None:
    one, two = fingerprint(b"1"), fingerprint(b"2")
    assert text_of([("b", two), ("a", one)]) == f"{one}  a\n{two}  b\n".encode()


@given(st.dictionaries(_NAMES, st.binary(max_size=3).map(fingerprint), max_size=5))
def test_what_was_written_is_read_again_whatever_the_names(tmp_path: Path, files: dict[str, str]) -> None:
    (tmp_path / NAME).write_bytes(text_of(files.items()))
    assert read_manifest(tmp_path) == files


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_sha256sum_checks_it(tmp_path: Path) -> None:
    fill(tmp_path, {**FILES, "two\nlines": "four", "back\\slash": "five", "é\u2028": "six"})
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", NAME], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


@pytest.mark.parametrize("text", [b"no manifest\n", b"0123  short\n", b"\xff\n", f"{'0' * 64} one-space\n".encode()])
def test_one_that_cannot_be_read_is_none(tmp_path: Path, text: bytes) -> None:
    assert read_manifest(tmp_path) is None
    (tmp_path / NAME).write_bytes(text)
    assert read_manifest(tmp_path) is None


def test_files_and_links_are_found_and_empty_folders_are_not(tmp_path: Path) -> None:
    fill(tmp_path, {"a/b/c": "x"})
    (tmp_path / "empty" / "er").mkdir(parents=True)
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert sorted(files_in(tmp_path)) == [NAME, "a/b/c", "dangling", "link"]


class TestForeign:
    """Foreign is what mentorsite did not write, or what somebody changed since."""

    def test_nothing_is_where_only_mentorsite_wrote(self, tmp_path: Path) -> None:
        fill(tmp_path, FILES)
        assert foreign_files(tmp_path) == []

    def test_nor_in_an_empty_folder_or_one_that_a_build_of_nothing_left(self, tmp_path: Path) -> None:
        assert foreign_files(tmp_path) == []
        fill(tmp_path, {})
        assert foreign_files(tmp_path) == []

    def test_everything_is_where_there_is_no_manifest(self, tmp_path: Path) -> None:
        fill(tmp_path, FILES)
        (tmp_path / NAME).unlink()
        assert foreign_files(tmp_path) == sorted(FILES)

    def test_everything_is_where_the_manifest_was_changed(self, tmp_path: Path) -> None:
        fill(tmp_path, FILES)
        (tmp_path / NAME).write_text("what is this\n")
        assert foreign_files(tmp_path) == sorted([NAME, *FILES])

    def test_a_file_that_was_added_or_changed_is(self, tmp_path: Path) -> None:
        fill(tmp_path, FILES)
        (tmp_path / "goals" / "own.html").write_text("mine")
        (tmp_path / "index.html").write_text("one, and more")
        assert foreign_files(tmp_path) == ["goals/own.html", "index.html"]

    def test_a_file_that_is_gone_is_not(self, tmp_path: Path) -> None:
        fill(tmp_path, FILES)
        (tmp_path / "index.html").unlink()
        assert foreign_files(tmp_path) == []

    def test_what_is_no_file_is_and_is_not_opened(self, tmp_path: Path) -> None:
        fill(tmp_path, FILES)
        (tmp_path / "index.html").unlink()
        os.mkfifo(tmp_path / "index.html")
        assert foreign_files(tmp_path) == ["index.html"]

    def test_a_link_is_even_to_the_same_bytes(self, tmp_path: Path) -> None:
        fill(tmp_path / "public", FILES)
        (tmp_path / "public" / "index.html").rename(tmp_path / "elsewhere.html")
        (tmp_path / "public" / "index.html").symlink_to(tmp_path / "elsewhere.html")
        assert foreign_files(tmp_path / "public") == ["index.html"]
