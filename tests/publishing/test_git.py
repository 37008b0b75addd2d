"""Git is run so that it asks nobody, means the repository that is meant, and is understood."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from mentorsite.publishing.git import Git
from mentorsite.publishing.refusals import Refused


@contextmanager
def server(status: int) -> Iterator[str]:
    """Give the address of a host that answers whatever it is asked with one status."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("WWW-Authenticate", 'Basic realm="here"')
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}/pages.git"
        finally:
            running.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "the remote does not know who you are"),
        (403, "the remote knows who you are, and you may not write there"),
        (404, "there is no such repository, or you may not see it"),
    ],
)
def test_what_a_host_answers_is_told_and_nobody_waits_for_a_password(tmp_path: Path, status: int, said: str) -> None:
    with server(status) as address, pytest.raises(Refused, match=f"looking: {said}"):
        Git(tmp_path).run("looking", "ls-remote", address)


def test_a_host_that_does_not_answer_cannot_be_reached(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the remote cannot be reached"):
        Git(tmp_path).run("looking", "ls-remote", "http://127.0.0.1:9/pages.git")


def test_git_speaks_english_wherever_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    assert {name: Git(tmp_path).environment()[name] for name in ("LC_ALL", "LANGUAGE")} == {"LC_ALL": "C", "LANGUAGE": ""}


def test_ssh_asks_nothing_unless_somebody_says_how_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_SSH_COMMAND", raising=False)
    assert Git(tmp_path).environment()["GIT_SSH_COMMAND"] == "ssh -o BatchMode=yes"
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -i key")
    assert Git(tmp_path).environment()["GIT_SSH_COMMAND"] == "ssh -i key"


def test_a_repository_that_is_named_by_the_environment_is_not_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = subprocess.run(["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=True).stdout.split()
    settings = {"GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_NO_REPLACE_OBJECTS", "GIT_IMPLICIT_WORK_TREE"}
    for name in said:
        monkeypatch.setenv(name, "elsewhere")
    assert {name for name in said if name in Git(tmp_path).environment()} <= settings


def test_what_does_not_succeed_is_none_where_it_is_only_asked(tmp_path: Path) -> None:
    assert Git(tmp_path).ask("rev-parse", "--git-dir") is None
    assert Git(tmp_path).ask("version") == Git(tmp_path).run("looking", "version").rstrip("\n")


def test_what_is_no_program_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_text("no program")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="git cannot be run" if os.geteuid() else "git"):
        Git(tmp_path).run("looking", "version")
