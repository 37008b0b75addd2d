"""What is laid out to be published is what was built, as it was written, with what GitHub Pages needs."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from mentorsite.publishing.refusals import Refused
from mentorsite.publishing.stage import blob_ids, difference, files_of, lay_out, listed
from tests.output.conftest import tree, written
from tests.publishing.conftest import git


def build(folder: Path, files: dict[str, str]) -> Path:
    for address, data in written(files).items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(data)
    return folder


def test_a_build_gives_its_files_but_for_the_manifest_and_nothing_that_came_later(tmp_path: Path) -> None:
    output = build(tmp_path, {"index.html": "home", "goals/a.html": "goal"})
    (output / "later.html").write_text("later")
    assert dict(files_of(output)) == {"index.html": b"home", "goals/a.html": b"goal"}


def test_a_file_that_was_changed_after_the_build_is_refused(tmp_path: Path) -> None:
    output = build(tmp_path, {"index.html": "home"})
    (output / "index.html").write_text("other")
    with pytest.raises(Refused, match=r"`index.html` was changed after it was built"):
        list(files_of(output))


def test_what_github_pages_needs_is_there(tmp_path: Path) -> None:
    staged = lay_out([("goals/a.html", b"goal")], "a.example.org", tmp_path)
    assert staged == tree(tmp_path) == {"goals/a.html": b"goal", ".nojekyll": b"", "CNAME": b"a.example.org\n"}


def test_a_domain_that_is_written_twice_the_same_is_one(tmp_path: Path) -> None:
    assert lay_out([("CNAME", b"a.example.org")], "a.example.org", tmp_path)["CNAME"] == b"a.example.org"


@pytest.mark.parametrize("name", ['a"b.txt', "a\nM 100644 inline b", ".git/config", "a/.GIT/x", "a\udcff.txt", "a\u202eb"])
def test_a_name_that_a_branch_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="is no name that a file can be published by"):
        lay_out([(name, b"")], None, tmp_path)
    assert name not in tree(tmp_path)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_ids_are_those_of_git(tmp_path: Path, algorithm: str) -> None:
    subprocess.run(["git", "init", "--quiet", f"--object-format={algorithm}", str(tmp_path)], check=True)
    files = {"a b.txt": b"words\r\n", "é/empty": b""}
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    git(tmp_path, "add", "--all")
    (tmp_path / "link").symlink_to("a b.txt")
    (tmp_path / "run").write_bytes(b"words\r\n")
    (tmp_path / "run").chmod(0o755)
    git(tmp_path, "add", "--all")
    found = listed(git(tmp_path, "ls-tree", "-r", "-z", git(tmp_path, "write-tree")))
    assert {name: found[name] for name in files} == blob_ids(files, algorithm)
    assert found["link"].startswith("120000 ")
    assert found["run"] == found["a b.txt"]
    assert len(found["a b.txt"]) == 2 * hashlib.new(algorithm).digest_size


def test_the_difference_is_what_is_new_changed_and_gone() -> None:
    changes = difference({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"})
    assert (changes.added, changes.changed, changes.removed, changes.same) == (("d",), ("c",), ("a",), 1)
