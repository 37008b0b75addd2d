"""Where a site is published: what stands on the branch, and how one commit is put on top of it.

What is pushed is one commit on top of what the remote has, and never a history that it has not. So nothing that was taken back returns,
and no branch with sources goes anywhere. Nothing is forced: where the remote has moved on, it refuses.

ghp-import makes the commit in a repository of its own beside the site, so that no branch and no index of the site's repository is
touched. Only when the remote has taken the commit is the local branch moved, from where it was seen to stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mentorsite.publishing.git import Git, run_python
from mentorsite.publishing.refusals import Refused, without_password
from mentorsite.publishing.stage import NO_JEKYLL, blob_ids, listed

_NO_COMMIT = {"sha1": "0" * 40, "sha256": "0" * 64}
_IMPORTED = "refs/heads/site"


@dataclass(frozen=True)
class Destination:
    """A branch. `git` runs where its history is; `maker` where commits are made. `remote` is None where nothing is pushed, and `local` says
    whether the site's own repository has the branch, too."""

    git: Git
    maker: Git
    branch: str
    remote: str | None
    local: bool
    algorithm: str
    identity: Mapping[str, str]

    @property
    def ref(self) -> str:
        """The full name of the branch."""
        return f"refs/heads/{self.branch}"

    @property
    def shown(self) -> str:
        """What the place is called, for people to read."""
        return without_password(self.remote) if self.remote else "this repository"


@dataclass(frozen=True)
class Standing:
    """What stands on a branch: the commit that a new one goes on top of, where the local branch is, and the ids of the files by address."""

    tip: str | None
    local: str | None
    files: Mapping[str, str]


def find_destination(root: Path, remote: str, branch: str, scratch: Path, *, push: bool, dry: bool) -> Destination:
    """Give the destination that is meant. `scratch` is an empty folder. Raises Refused where there is none, or none that may be written.

    With `dry`, not even an object gets into the site's own repository.
    """
    site = Git(root)
    identity = {} if dry else _identity(site)
    common = site.ask("rev-parse", "--git-common-dir")
    names = (site.ask("remote") or "").split("\n") if common is not None else []
    maker = scratch / "made.git"
    if push and remote not in names and re.search(r"[:/\\]", remote):
        # Another repository: the one that the site lies in is no part of it, and has no branch for it.
        made = Git(scratch, {"GIT_DIR": str(maker)})
        tips = made.run(f"looking at {without_password(remote)}", "ls-remote", "--", remote)
        algorithm = "sha256" if re.match(r"[0-9a-f]{64}\t", tips) else "sha1"
        _make(maker, algorithm)
        return Destination(made, made, branch, remote, False, algorithm, identity)
    if common is None:
        site.run("looking for the repository", "rev-parse", "--git-dir")
    if push and remote not in names:
        there = " and ".join(f"`{name}`" for name in names if name)
        hint = f"there is {there}; name one with `--remote`" if there else f"add it: `git remote add {remote} ADDRESS`; or use `--no-push`"
        raise Refused(f"the repository has no remote `{remote}`", hint)
    _keep_off_branches_in_use(site, branch)
    algorithm = site.ask("rev-parse", "--show-object-format") or "sha1"
    objects = (root / site.run("looking for the repository", "rev-parse", "--git-path", "objects").rstrip("\n")).resolve()
    _make(maker, algorithm)
    if dry:
        aside = {"GIT_OBJECT_DIRECTORY": str(maker / "objects"), "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(objects)}
        site, made = Git(root, aside), Git(scratch, {"GIT_DIR": str(maker), **aside})
    else:
        made = Git(scratch, {"GIT_DIR": str(maker), "GIT_OBJECT_DIRECTORY": str(objects)})
    return Destination(site, made, branch, remote if push else None, True, algorithm, identity)


def _make(maker: Path, algorithm: str) -> None:
    arguments = ("init", "--quiet", "--bare", "--template=", f"--object-format={algorithm}", "--", str(maker))
    Git(maker.parent).run("preparing the commit", *arguments)


def _identity(site: Git) -> dict[str, str]:
    """Give the environment by which a commit gets its name and time.

    Git may guess no name: the one of an account and a machine would be public.
    """
    said = site.ask("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
    match = re.fullmatch(r"(.*) <(.*)> (\d+) [+-]\d+", said or "")
    if match is None or not match[1]:
        site.run("looking for git", "version")
        hint = 'both are public: `git config user.name "Ana"` and `git config user.email ana@example.org`, or one without your own address'
        raise Refused("git does not know by what name and address the commit is made", hint)
    # In UTC: the time zone would say where somebody is.
    return {"GIT_COMMITTER_NAME": match[1], "GIT_COMMITTER_EMAIL": match[2], "GIT_COMMITTER_DATE": f"{match[3]} +0000"}


def _keep_off_branches_in_use(site: Git, branch: str) -> None:
    """Refuse a branch that somebody works on: its files would be gone from it."""
    ref = f"refs/heads/{branch}"
    used = (site.ask("worktree", "list", "--porcelain") or "").split("\n")
    if f"branch {ref}" in used or site.ask("symbolic-ref", "--quiet", "HEAD") == ref:
        hint = "switch to the branch with the sources (`git switch main`), or name another one with `--branch`"
        raise Refused(f"`{branch}` is the branch that you are working on, and a published site would take the place of its files", hint)


def look(place: Destination) -> Standing:
    """See what stands on the branch. Raises Refused where a commit on top of it would not be right."""
    local = place.git.ask("rev-parse", "--verify", "--quiet", f"{place.ref}^{{commit}}") if place.local else None
    tip = _fetched(place) if place.remote else _known(place, local)
    if place.remote and local and local != tip and not (tip and _is_behind(place, local, tip)):
        raise Refused(*_own_history(place, tip))
    if tip is None:
        return Standing(None, local, {})
    files = listed(place.git.run("looking at the branch", "ls-tree", "-r", "-z", "--full-tree", tip))
    if files and NO_JEKYLL not in files:
        said = f"the branch `{place.branch}` of {place.shown} holds something other than a published site (it has no `{NO_JEKYLL}`)"
        raise Refused(
            said, f"name another one with `--branch`; where it may be replaced, delete the branch there or add an empty `{NO_JEKYLL}`"
        )
    return Standing(tip, local, files)


def _fetched(place: Destination) -> str | None:
    """Give the commit that the remote has on the branch, with all that belongs to it; no branch of this repository is moved by that."""
    assert place.remote is not None
    tip = _tip(place, place.git.run(f"looking at {place.shown}", "ls-remote", "--", place.remote, place.ref))
    if tip and place.git.ask("cat-file", "-e", f"{tip}^{{commit}}") is None:
        # Of another repository, nothing is needed but what is there now.
        how = ("--refmap=",) if place.local else ("--depth=1",)
        options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-prune", "--no-recurse-submodules", *how)
        place.git.run(f"fetching from {place.shown}", "fetch", *options, "--", place.remote, place.ref)
        if place.git.ask("cat-file", "-e", f"{tip}^{{commit}}") is None:
            raise Refused("somebody else published to the branch in the meantime", "publish again, on top of what is there now")
    return tip


def _tip(place: Destination, listed: str) -> str | None:
    tips = (line.split("\t", 1) for line in listed.splitlines() if "\t" in line)
    return next((tip for tip, ref in tips if ref == place.ref), None)


def _known(place: Destination, local: str | None) -> str | None:
    """Give the commit that a new one goes on top of where no remote is asked: the local branch, or what is known of the remote's."""
    seen = (place.git.ask("for-each-ref", "--format=%(objectname)", f"refs/remotes/*/{place.branch}") or "").split("\n")
    newer = [tip for tip in seen if tip and (local is None or _is_behind(place, local, tip))]
    return newer[0] if len(set(newer)) == 1 else local


def _is_behind(place: Destination, one: str, other: str) -> bool:
    return place.git.ask("merge-base", "--is-ancestor", one, other) is not None


def _own_history(place: Destination, tip: str | None) -> tuple[str, str]:
    """Say that the local branch has what the remote has not: it may have been taken back there."""
    let_go = f"`git branch -D {place.branch}` lets the local one go, and what is published then begins "
    let_go += "with what is there" if tip else "anew"
    hint = f"{let_go}; `git push {place.remote} {place.branch}` publishes its history, if that is what you want"
    hint += "; and a place that is named by its address has nothing to do with the local branch"
    lacks = "does not have" if tip else "has no such branch, and so not"
    return f"{place.shown} {lacks} what the local branch `{place.branch}` has: it was never pushed, or was taken back there", hint


def commit(place: Destination, standing: Standing, staged: Mapping[str, bytes], folder: Path, message: str) -> str:
    """Make a commit of the files in a folder, on top of what stands there; nothing points to it yet. Gives its id."""
    if standing.tip:
        place.maker.run("preparing the commit", "update-ref", _IMPORTED, standing.tip)
    environment = {**place.maker.environment(), **place.identity}
    branch = _IMPORTED.removeprefix("refs/heads/")
    arguments = (f"--branch={branch}", f"--message={message}", str(folder))
    run_python("making the commit", "ghp_import", arguments, folder.parent, environment)
    made, *parents = place.maker.run("making the commit", "rev-list", "--max-count=1", "--parents", _IMPORTED).split()
    files = listed(place.maker.run("making the commit", "ls-tree", "-r", "-z", "--full-tree", made))
    # What was searched is what is published, whatever happened on the way.
    if files != blob_ids(staged, place.algorithm) or parents != ([standing.tip] if standing.tip else []):
        raise Refused("the commit does not hold what was built", "publish again; if that happens twice, please report it")
    return made


def push(place: Destination, standing: Standing, made: str) -> None:
    """Put a commit on the branch at the remote. Raises Refused where it does not take it; then it has what it had."""
    assert place.remote is not None
    # Not to force anything, but to be sure: the branch must be where it was seen, or nowhere if it was not there.
    lease = f"--force-with-lease={place.ref}:{standing.tip or ''}"
    options = ("--porcelain", "--no-follow-tags", "--recurse-submodules=no", lease)
    try:
        place.git.run(f"pushing to {place.shown}", "push", *options, "--", place.remote, f"{made}:{place.ref}")
    except Refused:
        # Where the connection broke behind the last word, the remote has it.
        if _tip(place, place.git.ask("ls-remote", "--", place.remote, place.ref) or "") != made:
            raise


def move_local(place: Destination, standing: Standing, to: str) -> bool:
    """Let the local branch stand where the remote's does; False where somebody moved it in the meantime."""
    if not place.local or standing.local == to:
        return True
    before = standing.local or _NO_COMMIT[place.algorithm]
    return place.git.ask("update-ref", "-m", "mentorsite publish", place.ref, to, before) is not None
