"""The remotes of a repository, read from its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorsite.reading.repository import Remote, public_remotes
from tests.conftest import write_files


def config(url: str) -> str:
    return f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n'


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://github.com/user/repo.git", "github.com"),
        ("https://user:secret@GitHub.com/user/repo", "github.com"),
        ("git@github.com:user/repo.git", "github.com"),
        ("ssh://git@codeberg.org:22/user/repo", "codeberg.org"),
        ("ssh://git@ssh.github.com:443/user/repo", "ssh.github.com"),
        ('"https://gitlab.com/a/b"', "gitlab.com"),
        ("git.sr.ht:~user/repo", "git.sr.ht"),
    ],
)
def test_a_remote_at_a_host_where_repositories_are_often_public_is_found(tmp_path: Path, url: str, host: str) -> None:
    write_files(tmp_path, {".git/config": config(url)})
    assert public_remotes(tmp_path) == (Remote("origin", host),)


@pytest.mark.parametrize(
    "url",
    [
        "/srv/git/github.com/repo.git",
        "../github.com",
        "github.com/user/repo",
        "file:///srv/github.com:x",
        "https://github.example.org/user/repo",
        "git@git.company.example:github.com/repo",
        "https://example.org/github.com:x",
        "",
    ],
)
def test_another_place_is_not(tmp_path: Path, url: str) -> None:
    write_files(tmp_path, {".git/config": config(url)})
    assert public_remotes(tmp_path) == ()


def test_it_is_looked_for_above_and_the_nearest_repository_counts(tmp_path: Path) -> None:
    write_files(tmp_path, {".git/config": config("git@github.com:a/b"), "inner/.git/config": config("/srv/b"), "inner/site/x": ""})
    (tmp_path / "other" / "site").mkdir(parents=True)
    assert public_remotes(tmp_path / "other" / "site") == (Remote("origin", "github.com"),)
    assert public_remotes(tmp_path / "inner" / "site") == ()


def test_a_worktree_has_the_remotes_of_its_repository(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "main/.git/config": config("https://gitlab.com/a/b"),
            "main/.git/worktrees/tree/commondir": "../..\n",
            "tree/.git": f"gitdir: {tmp_path}/main/.git/worktrees/tree\n",
        },
    )
    assert public_remotes(tmp_path / "tree") == (Remote("origin", "gitlab.com"),)


def test_a_submodule_has_its_own(tmp_path: Path) -> None:
    files = {
        ".git/config": config("/srv/a"),
        ".git/modules/m/config": config("https://github.com/a/m"),
        "m/.git": "gitdir: ../.git/modules/m\n",
    }
    write_files(tmp_path, files)
    assert public_remotes(tmp_path / "m") == (Remote("origin", "github.com"),)


def test_other_sections_and_what_cannot_be_read_name_no_remote(tmp_path: Path) -> None:
    write_files(tmp_path, {".git/config": '[url "https://github.com/"]\nurl = https://github.com/a\n[branch "x"]\nremote = origin\n'})
    assert public_remotes(tmp_path) == ()
    write_files(tmp_path, {"a/.git": "nonsense", "b/.git": "gitdir: nowhere\n", "c/.git/config": b"\xff\xfe[remote"})
    assert [public_remotes(tmp_path / folder) for folder in "abc"] == [(), (), ()]


def test_several_are_given_in_their_order_and_once(tmp_path: Path) -> None:
    text = config("https://github.com/a/b") + '\tpushurl = git@github.com:a/b\n[REMOTE "two"] url = git@codeberg.org:a/b\n'
    write_files(tmp_path, {".git/config": text})
    assert public_remotes(tmp_path) == (Remote("origin", "github.com"), Remote("two", "codeberg.org"))
