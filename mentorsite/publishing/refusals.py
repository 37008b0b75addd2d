"""What git says where it refuses becomes what happened and what to do about it."""

from __future__ import annotations

import re


class Refused(Exception):
    """Why a site was not published, and the way out."""

    def __init__(self, said: str, hint: str = "") -> None:
        super().__init__(said)
        self.said = said
        self.hint = hint


_SIGN_IN = "sign in with a token or a key that may write there (`git help credentials`), and see that `git push` works by itself"
_RIGHTS = "ask for the right to write there, or use a token that has it (GitHub calls it `Contents: write`, a workflow `contents: write`)"
_AGAIN = "nothing was changed there; publish again, on top of what is there now"

# A pattern in what git, ssh or the remote said; what it means; the way out. The first one that is found counts.
_REASONS = (
    (
        r"\[rejected\].*\((?:stale info|fetch first|non-fast-forward)\)|\[remote rejected\].*"
        r"(?:cannot lock ref|failed to (?:update|lock) ref|incorrect old value|reference already exists)",
        "somebody else published to the branch in the meantime",
        _AGAIN,
    ),
    (
        r"dubious ownership",
        "the repository belongs to another user, and git does not trust it",
        "git names the line that says you trust it",
    ),
    (r"not a git repository", "the site lies in no git repository", "run `git init`, or name the address of a repository with `--remote`"),
    (
        r"GH001|file size limit|exceeds .* limit|larger than the maximum|maximum allowed size",
        "the remote refused a file, or the whole, as too large",
        "make it smaller, or publish to another place",
    ),
    (
        r"GH007|private email",
        "the commit would make an e-mail address public that its owner keeps private",
        "take the one that GitHub gives you for that (Settings, Emails): `git config user.email …@users.noreply.github.com`",
    ),
    (
        r"protected branch|GH006|GH013|rule violations|push declined",
        "the remote protects the branch and let nobody write",
        "let the branch go from the rules that protect others, or name another one with `--branch`",
    ),
    (
        r"Permission to \S+ denied|\b403\b|Write access to \S+ not granted|not allowed to push|deploy key .*read.only"
        r"|marked as read only|insufficient permission",
        "the remote knows who you are, and you may not write there",
        _RIGHTS,
    ),
    (
        r"Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied \(|\b401\b"
        r"|Invalid username|Password authentication|password authentication was removed|No anonymous write access",
        "the remote does not know who you are",
        _SIGN_IN,
    ),
    (
        r"Host key verification failed",
        "ssh does not know the host of the remote",
        "connect to it once by hand (`ssh -T git@HOST`), and compare its key with the one that its operator publishes",
    ),
    (
        r"Could not resolve host|Connection (?:timed out|refused|reset)|Network is unreachable|Failed to connect|Operation timed out"
        r"|No route to host|Temporary failure in name resolution|SSL|hung up unexpectedly|early EOF|RPC failed",
        "the remote cannot be reached",
        "see whether the network works, and publish again",
    ),
    (
        r"[Rr]epository .*not found|does not appear to be a git repository|does not exist|Could not read from remote repository|\b404\b",
        "there is no such repository, or you may not see it",
        "correct the address (`git remote -v` lists those of this repository), or sign in with somebody who may see it",
    ),
    (r"hook declined", "a check of the remote refused it", "its words tell why"),
    (r"No space left|[Qq]uota|unable to write|Read-only file system", "it could not be written", "make room, or see to the permissions"),
)


def refusal(doing: str, said: str) -> Refused:
    """Make a refusal of what git said, when it was `doing` something."""
    told = _told(said)
    for pattern, meaning, hint in _REASONS:
        if re.search(pattern, said):
            return Refused(f"{doing}: {meaning}{told}", hint)
    return Refused(f"{doing}: git refused{told}", "correct what it says, and publish again")


def without_password(text: str) -> str:
    """Give a text in which no address has a name or a password."""
    return re.sub(r"(://)[^@/\s]+@", r"\1", text)


def _told(said: str) -> str:
    """Give the lines of git's words that tell something, without what it only passes on."""
    lines = [re.sub(r"^(?:fatal|error|remote|warning|ERROR): *", "", line.strip()) for line in without_password(said).splitlines()]
    telling = [
        line
        for line in lines
        if line and not re.match(r"To \S|Done$|hint:|[!=*]\s|failed to push|Please make sure|and the repository exists", line)
    ]
    return f' ("{"; ".join(dict.fromkeys(telling))[:500]}")' if telling else ""
