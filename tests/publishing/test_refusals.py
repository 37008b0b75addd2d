"""What git and hosts say is told in plain words, with the way out, and without a password."""

from __future__ import annotations

import pytest

from mentorsite.publishing.refusals import refusal, without_password

DENIED = """\
remote: Permission to ana/pages.git denied to ben.
fatal: unable to access 'https://ben:secret@github.com/ana/pages.git/': The requested URL returned error: 403
"""


@pytest.mark.parametrize(
    ("said", "meaning", "hint"),
    [
        (DENIED, "may not write there", "Contents: write"),
        ("remote: Write access to repository not granted.", "may not write there", "Contents: write"),
        ("ERROR: The key you are authenticating with has been marked as read only.", "may not write there", "token"),
        ("fatal: could not read Username for 'https://github.com': terminal prompts disabled", "does not know who you are", "credentials"),
        ("remote: Support for password authentication was removed on August 13, 2021.", "does not know who you are", "token"),
        ("git@github.com: Permission denied (publickey).", "does not know who you are", "key"),
        ("Host key verification failed.\nfatal: Could not read from remote repository.", "does not know the host", "ssh -T"),
        ("fatal: unable to access 'https://x/': Could not resolve host: x", "cannot be reached", "network"),
        ("ssh: connect to host x port 22: Connection timed out\nfatal: Could not read from remote", "cannot be reached", "network"),
        ("ERROR: Repository not found.\nfatal: Could not read from remote repository.", "no such repository", "git remote -v"),
        ("!\tabc:refs/heads/gh-pages\t[rejected] (stale info)", "in the meantime", "publish again"),
        ("!\tabc:refs/heads/gh-pages\t[remote rejected] (cannot lock ref 'refs/heads/gh-pages')", "in the meantime", "publish again"),
        ("!\tabc:refs/heads/gh-pages\t[remote rejected] (protected branch hook declined)", "protects the branch", "--branch"),
        ("remote: error: GH013: Repository rule violations found for refs/heads/gh-pages.", "protects the branch", "--branch"),
        ("remote: error: File a.zip is 120.00 MB; this exceeds GitHub's file size limit of 100.00 MB", "too large", "smaller"),
        ("fatal: detected dubious ownership in repository at '/site'", "belongs to another user", "trust"),
        ("fatal: write error: No space left on device", "could not be written", "room"),
        ("fatal: something that nobody heard of", "git refused", "correct what it says"),
    ],
)
def test_each_reason_has_its_way_out(said: str, meaning: str, hint: str) -> None:
    refused = refusal("pushing to origin", said)
    assert refused.said.startswith("pushing to origin: ")
    assert meaning in refused.said
    assert hint in refused.hint


def test_its_own_words_are_told_without_what_they_only_pass_on() -> None:
    said = DENIED + "To https://github.com/ana/pages.git\n!\tabc:refs/heads/gh-pages\t[remote rejected] (x)\nDone\nhint: see the manual\n"
    told = "Permission to ana/pages.git denied to ben.; "
    told += "unable to access 'https://github.com/ana/pages.git/': The requested URL returned error: 403"
    assert refusal("pushing", said).said == f'pushing: the remote knows who you are, and you may not write there ("{told}")'


def test_no_address_is_shown_with_a_password() -> None:
    assert (
        without_password("https://ben:secret@example.org/x and ssh://git@example.org/x") == "https://example.org/x and ssh://example.org/x"
    )
