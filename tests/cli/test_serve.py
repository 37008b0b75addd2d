"""`mentorsite serve`, as a process of its own: what it says, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from mentorsite.preview.run import bound
from tests.conftest import MKFILE, write_files

PATIENCE = 30.0
GOAL = "---\ntitle: Lead reviews\nvisibility: public\n---\nBody.\n"
FILES = {"mkfile.toml": MKFILE, "content/goals/lead.md": GOAL, "content/goals/quiet.md": GOAL.replace("public", "pair")}
Serve = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Give a function that begins `mentorsite serve` in a site; what still runs at the end is ended."""
    begun: list[subprocess.Popen[str]] = []
    write_files(tmp_path / "site", FILES)

    def begin(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "mentorsite", "serve", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        begun.append(subprocess.Popen(command, cwd=tmp_path / "site", text=True, env={**os.environ, **environment}, **pipes))  # type: ignore[call-overload]
        return begun[-1]

    yield begin
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=PATIENCE)


def out(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def page(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return answer.read().decode()  # type: ignore[no-any-return]


def url_of(process: subprocess.Popen[str]) -> str:
    """Give the address that a preview says it is at."""
    return out(process).readline().split()[4]


def test_it_says_where_the_preview_is_and_ends_clean_by_ctrl_c(serve: Serve) -> None:
    process = serve("--port", "0")
    said = out(process).readline()
    assert said.endswith("/repo/ for the audience `private`. Ctrl-C ends it.\n")
    url = said.split()[4]
    assert url.startswith("http://127.0.0.1:")
    assert "Body." in page(f"{url}goals/quiet.html")
    process.send_signal(signal.SIGINT)
    rest, problems = process.communicate(timeout=PATIENCE)
    assert (process.returncode, rest, problems) == (0, "\nThe preview has ended.\n", "")


def test_it_begins_with_the_audience_of_a_target(serve: Serve) -> None:
    process = serve("public", "--port", "0")
    url = url_of(process)
    assert "Body." in page(f"{url}goals/lead.html")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        page(f"{url}goals/quiet.html")


def test_it_writes_nothing_into_the_folders_of_targets(serve: Serve, tmp_path: Path) -> None:
    url = url_of(serve("--port", "0"))
    page(url)
    assert {path.name for path in (tmp_path / "site").iterdir()} <= {".mentorsite", "content", "mkfile.toml"}


def test_each_change_is_told_with_what_is_wrong(serve: Serve, tmp_path: Path) -> None:
    process = serve("--port", "0", "--format", "json")
    first = json.loads(out(process).readline())
    assert (first["audience"], first["problems"]) == ("private", [])
    write_files(tmp_path / "site", {"content/goals/lead.md": GOAL.replace("title", "titel")})
    told = json.loads(out(process).readline())
    assert told["changed"] == ["content/goals/lead.md"]
    assert [(problem["code"], problem["line"]) for problem in told["problems"]] == [("M104", 2)]
    write_files(tmp_path / "site", {"content/goals/lead.md": GOAL})
    assert json.loads(out(process).readline())["problems"] == []


def test_a_problem_is_told_once_on_stderr(serve: Serve, tmp_path: Path) -> None:
    process = serve("--port", "0")
    url = url_of(process)
    assert process.stderr is not None
    write_files(tmp_path / "site", {"content/goals/lead.md": GOAL.replace("title", "titel")})
    assert process.stderr.readline().endswith(" ms: 1 error\n")
    assert process.stderr.readline() == "content/goals/lead.md:2:1: error[M104] unknown field `titel`\n"
    assert process.stderr.readline() == "  hint: did you mean `title`?\n"
    write_files(tmp_path / "site", {"content/goals/quiet.md": GOAL.replace("Body", "Other")})
    assert process.stderr.readline().endswith(" ms: 1 error\n")
    write_files(tmp_path / "site", {"content/goals/lead.md": GOAL})
    assert process.stderr.readline().startswith("content/goals/lead.md, ")
    assert "Other" in page(f"{url}goals/quiet.html")


def test_quiet_says_nothing_but_problems(serve: Serve, tmp_path: Path) -> None:
    with bound("127.0.0.1", 0) as probe:
        port = probe.getsockname()[1]
    process = serve("--port", str(port), "--quiet")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            page(f"http://127.0.0.1:{port}/repo/")
            break
        except OSError:
            time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert (process.communicate(timeout=PATIENCE), process.returncode) == (("", ""), 0)


def test_a_port_that_is_taken_gives_the_next_one_and_says_so(serve: Serve) -> None:
    with bound("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        process = serve("--port", str(port))
        url = url_of(process)
        process.send_signal(signal.SIGINT)
        _, problems = process.communicate(timeout=PATIENCE)
    got = int(url.rpartition(":")[2].partition("/")[0])
    assert got > port
    assert problems == f"port {port} is taken, and {got} is used\n"


def test_a_host_that_others_reach_is_warned_of(serve: Serve) -> None:
    process = serve("--port", "0", "--host", "192.0.2.1")
    rest, problems = process.communicate(timeout=PATIENCE)
    assert (process.returncode, rest) == (1, "")
    assert problems.startswith("warning: whoever reaches 192.0.2.1 over the network can read all of your records")
    assert "nothing can be served at 192.0.2.1" in problems


def test_it_opens_the_browser_when_it_is_asked_to(serve: Serve, tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{noted}.new"\nmv "{noted}.new" "{noted}"\n')
    browser.chmod(0o755)
    url = url_of(serve("--port", "0", "--open", BROWSER=f"{browser} %s"))
    end = time.monotonic() + PATIENCE
    while not noted.exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert noted.read_text() == url


def test_who_ends_it_twice_ends_it_though_a_page_never_comes_to_its_end(serve: Serve, tmp_path: Path) -> None:
    endless = "{% for _ in range(10 ** 12) %}{% endfor %}"
    write_files(tmp_path / "site", {"themes/default/templates/pages/404.html": endless})
    process = serve("--port", "0")
    url = url_of(process)
    with pytest.raises(TimeoutError):
        urllib.request.urlopen(f"{url}nothing", timeout=0.5)
    process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 130


def test_a_target_that_is_not_there_is_wrong_use(serve: Serve) -> None:
    process = serve("publik", "--port", "0")
    _, problems = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "did you mean `public`?" in problems
