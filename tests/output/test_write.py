"""A folder becomes exactly the files of a site, or stays as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from mentorsite.diagnostics import Code, Diagnostic
from mentorsite.outcome import Written
from mentorsite.output import unwritable, write
from mentorsite.output.exchange import exchange
from mentorsite.output.manifest import NAME
from mentorsite.rendering.artifact import Artifact
from tests.output.conftest import artifacts, state, tree, written

# The module; `mentorsite.output.write` is the function.
WRITE = import_module("mentorsite.output.write")
OLD = {"index.html": "old", "goals/index.html": "same", "goals/gone.html": "gone", "tags/a/b.html": "deep"}
NEW = {"index.html": "new", "goals/index.html": "same", "goals/new.html": "new"}
TOO_LONG = {"zz/" + "n" * 300 + ".html": "a name that no file system takes"}


def put(root: Path, files: Mapping[str, str | bytes], output: str = "public") -> Written:
    result, problems = write(artifacts(files), output, root)
    assert result is not None, problems
    assert not problems
    return result


def refused(root: Path, files: Mapping[str, str | bytes], output: str = "public") -> Diagnostic:
    """Give the one problem of an output that is refused, which has to leave everything as it is."""
    before = state(root)
    (unwritten,) = unwritable(artifacts(files), output, root)
    assert state(root) == before
    result, (problem,) = write(artifacts(files), output, root)
    assert result is None
    after = {address: found for address, found in state(root).items() if not address.startswith(".mentorsite")}
    assert after == {address: found for address, found in before.items() if not address.startswith(".mentorsite")}
    assert unwritten == problem
    return problem


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


class TestWriting:
    """What is written, and what is said of it."""

    def test_a_new_folder_holds_the_files_and_their_manifest(self, tmp_path: Path) -> None:
        assert put(tmp_path, OLD) == Written(added=tuple(sorted(OLD)))
        assert tree(tmp_path / "public") == written(OLD)
        assert names(tmp_path) == [".mentorsite", "public"]

    def test_stale_files_and_their_folders_are_gone(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        assert put(tmp_path, NEW) == Written(
            added=("goals/new.html",), changed=("index.html",), removed=("goals/gone.html", "tags/a/b.html"), same=1
        )
        assert tree(tmp_path / "public") == written(NEW)
        assert not (tmp_path / "public" / "tags").exists()
        assert names(tmp_path) == [".mentorsite", "public"]

    def test_a_file_that_stays_the_same_is_not_touched(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        os.utime(tmp_path / "public" / "goals" / "index.html", (1, 1))
        put(tmp_path, NEW)
        assert (tmp_path / "public" / "goals" / "index.html").stat().st_mtime == 1

    def test_where_nothing_changes_nothing_is_touched(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        before = state(tmp_path / "public")
        assert put(tmp_path, OLD) == Written(same=len(OLD))
        assert state(tmp_path / "public") == before

    def test_what_somebody_deleted_is_written_again(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        (tmp_path / "public" / "index.html").unlink()
        shutil.rmtree(tmp_path / "public" / "tags")
        assert put(tmp_path, OLD).added == ("index.html", "tags/a/b.html")
        assert tree(tmp_path / "public") == written(OLD)

    def test_an_empty_folder_is_taken(self, tmp_path: Path) -> None:
        (tmp_path / "public" / "empty").mkdir(parents=True)
        put(tmp_path, OLD)
        assert tree(tmp_path / "public") == written(OLD)

    def test_a_folder_becomes_a_file_and_a_file_a_folder(self, tmp_path: Path) -> None:
        put(tmp_path, {"a": "file", "b/c": "below"})
        put(tmp_path, {"a/c": "below", "b": "file"})
        assert tree(tmp_path / "public") == written({"a/c": "below", "b": "file"})

    def test_names_hold_whatever_a_file_system_takes(self, tmp_path: Path) -> None:
        files = {"two\nlines": "1", "é\u2028\u0085": "2", "-rf": "3", "back\\slash": "4", " ": "5", "\udcff": "6"}
        put(tmp_path, files)
        assert put(tmp_path, files) == Written(same=len(files))
        put(tmp_path, NEW)
        assert tree(tmp_path / "public") == written(NEW)

    @pytest.mark.parametrize("output", ["build/public", "./public/", "content-of-mine", "../beside"])
    def test_the_folder_may_lie_deeper_or_elsewhere(self, tmp_path: Path, output: str) -> None:
        root = tmp_path / "site"
        (root / "content").mkdir(parents=True)
        for files in (OLD, NEW):
            put(root, files, output)
            assert tree(root / output) == written(files)

    def test_a_link_to_a_folder_stays_a_link(self, tmp_path: Path) -> None:
        root = tmp_path / "site"
        root.mkdir()
        (tmp_path / "www").mkdir()
        (root / "public").symlink_to(tmp_path / "www" / "site")
        for files in (OLD, NEW):
            put(root, files)
            assert (root / "public").is_symlink()
            assert tree(tmp_path / "www" / "site") == written(files)
            assert names(tmp_path / "www") == ["site"]


class TestRefusal:
    """Nothing is touched where anything speaks against it."""

    def test_files_that_mentorsite_did_not_write(self, tmp_path: Path) -> None:
        (tmp_path / "public").mkdir()
        (tmp_path / "public" / "thesis.txt").write_text("three years of work")
        problem = refused(tmp_path, NEW)
        assert problem.code is Code.FOREIGN_FILES
        assert "`thesis.txt`" in problem.message
        assert "static/" in problem.hint

    def test_a_file_beside_those_that_it_wrote(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        (tmp_path / "public" / "goals" / "mine.txt").write_text("mine")
        assert "`goals/mine.txt`" in refused(tmp_path, NEW).message

    def test_a_file_that_was_changed_by_hand(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        (tmp_path / "public" / "index.html").write_text("by hand")
        assert "`index.html`" in refused(tmp_path, NEW).message

    def test_links_are_not_followed_to_what_they_lead_to(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "file").write_text("mine")
        (tmp_path / "public" / "link").symlink_to(tmp_path / "mine")
        assert "`link`" in refused(tmp_path, NEW).message

    def test_many_files_are_counted(self, tmp_path: Path) -> None:
        (tmp_path / "public").mkdir()
        for number in range(8):
            (tmp_path / "public" / f"{number}.txt").touch()
        assert refused(tmp_path, NEW).message.endswith("`0.txt`, `1.txt`, `2.txt`, `3.txt`, `4.txt` and 3 more")

    @pytest.mark.parametrize(
        ("output", "said"),
        [
            (".", "would hold the site's own sources"),
            ("..", "would hold the site's own sources"),
            ("content/..", "would hold the site's own sources"),
            ("/", "would hold the site's own sources"),
            ("content", "lies among the site's sources"),
            ("content/public", "lies among the site's sources"),
            ("public/../content/goals", "lies among the site's sources"),
            ("themes/public", "lies among the site's sources"),
            ("static", "lies among the site's sources"),
            (".git/public", "lies among the site's sources"),
            (".mentorsite", "lies among the site's sources"),
            ("link-to-content", "lies among the site's sources"),
            ("elsewhere/below", "lies among the site's sources"),
            ("mkfile.toml", "is a file"),
        ],
    )
    def test_folders_of_sources_and_what_is_no_folder(self, tmp_path: Path, output: str, said: str) -> None:
        root = tmp_path / "site"
        (root / "content" / "goals").mkdir(parents=True)
        (root / "content" / "goals" / "g.md").write_text("a goal")
        (root / "mkfile.toml").touch()
        (root / "link-to-content").symlink_to("content")
        (root / "elsewhere").mkdir()
        (root / "static").symlink_to("elsewhere")
        problem = refused(root, NEW, output)
        assert problem.code is Code.BAD_OUTPUT
        assert said in problem.message

    @pytest.mark.parametrize(
        ("addresses", "said"),
        [
            (("a.html", "a.html"), "`a.html` would be made of two things"),
            (("Goals/a.html", "goals/A.html"), "`goals/A.html` would be made of two things"),
            (("ä.html", "a\u0308.html"), "`a\u0308.html` would be made of two things"),
            (("straße", "STRASSE"), "`STRASSE` would be made of two things"),
            (("goals", "goals/index.html"), "`goals` would be both a file, made of the source of goals, and a folder"),
            (("a/b/c", "A"), "`A` would be both a file, made of the source of A, and a folder"),
        ],
    )
    def test_two_things_at_one_address(self, tmp_path: Path, addresses: tuple[str, str], said: str) -> None:
        put(tmp_path, OLD)
        both = [Artifact(address, b"", f"the source of {address}") for address in addresses]
        (problem,) = unwritable(both, "public", tmp_path)
        assert write(both, "public", tmp_path) == (None, [problem])
        assert problem.code is Code.ADDRESS_TAKEN
        assert said in problem.message
        assert tree(tmp_path / "public") == written(OLD)

    def test_all_collisions_are_named_together(self, tmp_path: Path) -> None:
        both = [Artifact(address, b"", "") for address in ("a", "A", "b", "B", "c", "c/d")]
        assert len(unwritable(both, "public", tmp_path)) == 3


class TestFailure:
    """What fails on the way leaves the old site as it was, byte for byte."""

    def fails(self, root: Path, files: Mapping[str, str | bytes], output: str = "public") -> Diagnostic:
        before = state(root / "public")
        result, (problem,) = write(artifacts(files), output, root)
        assert result is None
        assert problem.code is Code.WRITING_FAILED
        assert state(root / "public") == before
        return problem

    def test_a_file_in_the_middle_that_cannot_be_written(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        files = {"a.html": "a", **TOO_LONG, **NEW}
        assert self.fails(tmp_path, files).message == "the output could not be written: File name too long"
        assert names(tmp_path) == [".mentorsite", "public"]

    def test_at_the_first_build_nothing_is_left(self, tmp_path: Path) -> None:
        self.fails(tmp_path, TOO_LONG)
        assert names(tmp_path) == [".mentorsite"]

    def test_a_file_where_the_new_folder_would_be_made_stays(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        (tmp_path / ".public.mentorsite-new").write_text("mine")
        self.fails(tmp_path, NEW)
        assert (tmp_path / ".public.mentorsite-new").read_text() == "mine"

    @pytest.mark.parametrize("output", ["file/public", "n" * 300, "circle", "circle/public"])
    def test_a_place_where_no_folder_can_be(self, tmp_path: Path, output: str) -> None:
        put(tmp_path, OLD)
        (tmp_path / "file").write_text("a file")
        (tmp_path / "circle").symlink_to("back")
        (tmp_path / "back").symlink_to("circle")
        self.fails(tmp_path, NEW, output)
        assert [problem.code for problem in unwritable(artifacts(NEW), output, tmp_path)] in ([], [Code.WRITING_FAILED])

    def test_a_folder_that_cannot_be_looked_into(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        place = os.open(tmp_path / "public", os.O_RDONLY)
        for _ in range(20):
            # Each has a short name; together they are longer than any path may be.
            os.mkdir("n" * 250, dir_fd=place)
            place, above = os.open("n" * 250, os.O_RDONLY, dir_fd=place), place
            os.close(above)
        os.close(os.open("thesis.txt", os.O_CREAT, dir_fd=place))
        result, (problem,) = write(artifacts(NEW), "public", tmp_path)
        assert (result, problem.code) == (None, Code.WRITING_FAILED)
        assert os.listdir(place) == ["thesis.txt"]
        os.close(place)

    def test_a_file_where_the_lock_would_be(self, tmp_path: Path) -> None:
        (tmp_path / ".mentorsite").write_text("mine")
        self.fails(tmp_path, NEW)
        assert names(tmp_path) == [".mentorsite"]


class TestWithoutExchange:
    """Where the file system can't exchange two folders in one step, the old one is moved aside."""

    @pytest.fixture(autouse=True)
    def no_exchange(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(WRITE, "exchange", lambda one, other: False)

    def test_the_new_site_takes_the_old_ones_place(self, tmp_path: Path) -> None:
        for files in (OLD, NEW):
            put(tmp_path, files)
            assert tree(tmp_path / "public") == written(files)
            assert names(tmp_path) == [".mentorsite", "public"]

    def test_the_old_one_comes_back_where_the_new_one_cannot_take_its_place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path, OLD)
        # The new folder is gone at the moment at which it should be moved.
        monkeypatch.setattr(WRITE, "exchange", lambda one, other: bool(shutil.rmtree(one)))
        before = state(tmp_path / "public")
        result, (problem,) = write(artifacts(NEW), "public", tmp_path)
        assert (result, problem.code) == (None, Code.WRITING_FAILED)
        assert state(tmp_path / "public") == before
        assert names(tmp_path) == [".mentorsite", "public"]

    def test_what_an_interrupted_build_moved_aside_is_put_back_by_the_next_one(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        (tmp_path / "public").rename(tmp_path / ".public.mentorsite-old")
        assert put(tmp_path, NEW).same == 1
        assert tree(tmp_path / "public") == written(NEW)
        assert names(tmp_path) == [".mentorsite", "public"]


def test_while_one_build_writes_no_other_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, OLD)
    tried = []

    def exchange_while_another_one_tries(one: Path, other: Path) -> bool:
        with pytest.raises(Timeout):
            FileLock(tmp_path / ".mentorsite" / "output.lock").acquire(timeout=0)
        tried.append(one)
        return exchange(one, other)

    monkeypatch.setattr(WRITE, "exchange", exchange_while_another_one_tries)
    put(tmp_path, NEW)
    assert len(tried) == 1


def test_leftovers_of_a_killed_build_are_cleared_away(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    for leftover in (".public.mentorsite-new", ".public.mentorsite-old"):
        (tmp_path / leftover / "goals").mkdir(parents=True)
        (tmp_path / leftover / "goals" / "half.html").write_text("half")
    put(tmp_path, OLD)
    assert names(tmp_path) == [".mentorsite", "public"]
    assert tree(tmp_path / "public") == written(OLD)


def test_nothing_but_the_output_and_the_lock_is_written(tmp_path: Path) -> None:
    for place in ("content/goals/g.md", "static/logo.txt", "mkfile.toml", "public.txt", ".public", "other/index.html", NAME):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(place)
    before = state(tmp_path)
    for files in (OLD, NEW):
        put(tmp_path, files)
    after = state(tmp_path)
    assert {address: found for address, found in after.items() if not address.startswith(("public/", ".mentorsite/"))} == before
    assert sorted(address for address in after if address.startswith(".mentorsite/")) == [
        ".mentorsite/.gitignore",
        ".mentorsite/output.lock",
    ]
