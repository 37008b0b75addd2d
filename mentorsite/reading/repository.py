"""The remotes of the git repository that a site lies in, read from its files: git itself is never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PUBLIC_HOSTS = frozenset(
    {
        "bitbucket.org",
        "codeberg.org",
        "framagit.org",
        "git.code.sf.net",
        "git.disroot.org",
        "git.sr.ht",
        "gitea.com",
        "gitee.com",
        "github.com",
        "gitlab.com",
        "gitlab.gnome.org",
        "invent.kde.org",
        "notabug.org",
        "pagure.io",
        "salsa.debian.org",
    }
)
"""Where anybody may keep a repository, and where a new one is easily public."""

_LARGEST = 2**20
_SECTION = re.compile(r'\s*\[\s*([\w.-]+)(?:\s+"((?:\\.|[^"\\])*)")?\s*\](.*)')
_URL = re.compile(r"\s*(?:push)?url\s*=\s*(.*)", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z+]*://(?:[^@/\s]*@)?([^:/\s]+)|(?:[^@/:\s]+@)?([^@/:\s]+):(?!//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Remote:
    """A remote by its name, and the host that it lies at. Its address is not kept: it may hold a password."""

    name: str
    host: str


def public_remotes(root: Path) -> tuple[Remote, ...]:
    """Give the remotes, of the repository that this folder lies in, at hosts where repositories are often public."""
    for folder in (root, *root.parents):
        config = _config_of(folder / ".git")
        if config is not None:
            return tuple(dict.fromkeys(remote for remote in _remotes(_text(config)) if _is_public(remote.host)))
    return ()


def consulted(root: Path) -> Iterator[Path]:
    """Give the files on which it depends what `public_remotes` gives, those that are not there among them."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        config = _config_of(git)
        if config is None:
            yield git
            continue
        yield from (git, config.parent / "commondir") if git.is_file() else ()
        yield config
        return


def _config_of(git: Path) -> Path | None:
    """Give the configuration of a repository, of a worktree or of a submodule; the latter two have a file `.git` that says where it is."""
    if git.is_dir():
        return git / "config"
    if not git.is_file():
        return None
    said = _text(git)
    if not said.startswith("gitdir:"):
        return None
    folder = git.parent / said.removeprefix("gitdir:").strip()
    common = _text(folder / "commondir").strip()
    return folder / common / "config"


def _text(file: Path) -> str:
    """Read a small file; nothing where that is not possible: then nothing is known of the repository."""
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def _remotes(text: str) -> Iterator[Remote]:
    name: str | None = None
    for line in text.splitlines():
        rest = line
        if section := _SECTION.match(line):
            name = section[2] if section[1].lower() == "remote" else None
            rest = section[3]
        if name is not None and (url := _URL.match(rest)) and (host := _host(url[1].strip().strip('"'))):
            yield Remote(name, host)


def _host(url: str) -> str:
    match = _ADDRESS.match(url)
    return (match[1] or match[2]).lower() if match else ""


def _is_public(host: str) -> bool:
    return host in PUBLIC_HOSTS or host.removeprefix("www.") in PUBLIC_HOSTS or re.sub(r"^(?:alt)?ssh\.", "", host) in PUBLIC_HOSTS
