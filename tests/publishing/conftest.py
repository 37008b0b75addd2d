"""What tests of publishing share: sites in real git repositories with bare ones as their remotes, and git without anybody's settings."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.publishing.publish import Published, Wish, publish
from tests.conftest import PLAIN_THEME, TODAY, Files, Site
from tests.output.conftest import tree

MKFILE = """\
[site]
title = "A small site"
source = "private"

[theme]
name = "plain"

[targets.public]
audience = "public"

[targets.pair]
audience = "pair"
"""
ADA, BEN = (
    {f"content/goals/{name}.md": f"---\ntitle: The goal of {name.title()}\nvisibility: public\n---\nSome words.\n"}
    for name in ("ada", "ben")
)
SOURCES: Files = {**PLAIN_THEME, "mkfile.toml": MKFILE, ".gitignore": "/public/\n.mentorsite/\n", **ADA}


def git(folder: Path, *arguments: str) -> str:
    """Run git as a person would; it has to succeed."""
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True).stdout.rstrip("\n")


def files_at(repository: Path, revision: str) -> dict[str, bytes]:
    """Give the files of a commit."""
    names = [name for name in git(repository, "ls-tree", "-r", "-z", "--name-only", revision).split("\0") if name]
    read = ["git", "-C", str(repository), "cat-file", "blob"]
    return {name: subprocess.run([*read, f"{revision}:{name}"], capture_output=True, check=True).stdout for name in names}


def refs(repository: Path) -> str:
    """Give all branches and tags with where they stand."""
    return git(repository, "for-each-ref", "--format=%(objectname) %(refname)")


class World:
    """A site in a repository, and the bare repository that is its remote."""

    def __init__(self, folder: Path, below: str = "") -> None:
        self.folder = folder
        self.remote = folder / "the remote.git"
        self.repository = folder / "the source"
        self.site = Site(self.repository / below)
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(self.remote)], check=True)
        subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(self.repository)], check=True)
        git(self.repository, "remote", "add", "origin", str(self.remote))
        self.site.write(SOURCES)

    def commit(self) -> None:
        """Commit the sources."""
        git(self.repository, "add", "--all")
        git(self.repository, "commit", "--quiet", "--message", "Write")

    def publish(self, remote: str = "origin", branch: str = "gh-pages", target: str = "public", **wish: bool | str) -> Published:
        """Publish a target."""
        config = self.site.config
        return publish(config, config.target(target), TODAY, Wish(remote, branch, **wish))  # type: ignore[arg-type]

    def built(self) -> dict[str, bytes]:
        """Give what the build wrote and what is to be published of it."""
        found = tree(self.site.root / "public")
        del found[".mentorsite-manifest"]
        return found

    def published(self, branch: str = "gh-pages", remote: Path | None = None) -> dict[str, bytes]:
        """Give what stands on the remote's branch."""
        return files_at(remote or self.remote, f"refs/heads/{branch}")

    def commits(self, branch: str = "gh-pages", remote: Path | None = None) -> list[str]:
        """Give the messages of the remote's branch, the latest first."""
        return git(remote or self.remote, "log", "--format=%s", f"refs/heads/{branch}").split("\n")

    def both(self) -> tuple[str, str]:
        """Give the branches of both sides."""
        return refs(self.repository), refs(self.remote)

    def somebody_else_publishes(self, branch: str = "gh-pages", name: str = "other") -> None:
        """Let another clone put a commit on top of the remote's branch."""
        clone = self.folder / name
        subprocess.run(["git", "clone", "--quiet", "--branch", branch, str(self.remote), str(clone)], check=True)
        (clone / f"{name}.html").write_text(name)
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--message", name)
        git(clone, "push", "--quiet", "origin", branch)


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git have no settings but those of a test, and a name for its commits."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ana Ito",
        "GIT_AUTHOR_EMAIL": "ana@example.org",
        "GIT_COMMITTER_NAME": "Ana Ito",
        "GIT_COMMITTER_EMAIL": "ana@example.org",
    }.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "EMAIL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Give a site whose sources are committed, with a remote."""
    made = World(tmp_path)
    made.commit()
    return made


NewWorld = Callable[..., World]


@pytest.fixture
def new_world(tmp_path: Path) -> NewWorld:
    """Give a function that makes a site, in a folder of its repository."""
    return lambda below="": World(tmp_path, below)


def hook(repository: Path, name: str, script: str) -> None:
    """Give a repository a hook."""
    place = repository / "hooks" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
