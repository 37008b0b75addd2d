"""A build that is killed or interrupted leaves the old site or the new one, and the next build clears up behind it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import PLAIN_THEME, ROOT, Files, Site
from tests.output.conftest import tree, written

NewSite = Callable[[Files], Site]

MKFILE = '[site]\ntitle = "T"\n[theme]\nname = "plain"\n[targets.all]\naudience = "private"\noutput = "public"\n'
BUILD = (sys.executable, "-m", "mentorsite", "build", "--date", "2026-11-24")


@pytest.fixture(scope="module")
def interruptions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    script = [sys.executable, "-m", "tests.output.interrupting", str(tmp_path_factory.mktemp("interruptions"))]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("case", ["kill, exchange", "interrupt, exchange", "kill, moves", "interrupt, moves"])
def test_at_whatever_step_on_the_disk_it_ends(interruptions: dict[str, Any], case: str) -> None:
    assert interruptions[case]["wrong"] == []
    assert interruptions[case]["steps"] > 20


def versions(site: Site) -> list[tuple[Files, dict[str, bytes]]]:
    """Give two versions of a site's content, each with the folder that is made of it."""
    found: list[tuple[Files, dict[str, bytes]]] = []
    for title in ("Old", "New"):
        files = {
            f"content/goals/g{number:02}.md": f"---\ntitle: {title} {number}\ntags: [{title}-{number % 7}]\n---\n" for number in range(30)
        }
        made = site.write(files).make("all")
        found.append((files, written({artifact.address: artifact.data for artifact in made.artifacts})))
    return found


@pytest.fixture
def site(new_site: NewSite) -> Site:
    return new_site({**PLAIN_THEME, "mkfile.toml": MKFILE})


def test_killed_at_any_moment_it_leaves_the_old_site_or_the_new_one(site: Site) -> None:
    both = versions(site)
    stage, public = site.root / ".public.mentorsite-new", site.root / "public"
    site.build("all")
    before = both[1][1]
    for number, files_on_disk in enumerate((0, 1, 15, 30, 45)):
        files, after = both[number % 2]
        site.write(files)
        process = subprocess.Popen(BUILD, cwd=site.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while not (stage.exists() and sum(len(names) for _, _, names in os.walk(stage)) >= files_on_disk):
            try:
                process.wait(0.001)
            except subprocess.TimeoutExpired:
                continue
            break
        process.kill()
        process.communicate()
        found = tree(public)
        assert found in (before, after)
        before = found
    done = subprocess.run(BUILD, cwd=site.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(public) == both[0][1]
    assert not [name for name in os.listdir(site.root) if "mentorsite-" in name]


def test_interrupted_it_ends_without_a_traceback_and_the_old_site_stays(site: Site) -> None:
    (old, expected), (new, _) = versions(site)
    site.write(old).build("all")
    site.write(new)
    script = f"""
import os, signal, sys
def interrupt(event, arguments):
    if event == "os.mkdir" and "mentorsite-new" in str(arguments[0]):
        os.kill(os.getpid(), signal.{signal.SIGINT.name})
sys.addaudithook(interrupt)
sys.argv = ["mentorsite", "build", "--date", "2026-11-24"]
from mentorsite.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=site.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "Aborted!"
    assert done.stdout == ""
    assert tree(site.root / "public") == expected
    assert not [name for name in os.listdir(site.root) if "mentorsite-" in name]


def test_two_builds_at_once_both_succeed(site: Site) -> None:
    ((_, _), (_, expected)) = versions(site)
    processes = [subprocess.Popen(BUILD, cwd=site.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    ends = [(process.communicate()[1], process.returncode) for process in processes]
    assert ends == [(b"", 0), (b"", 0)]
    assert tree(site.root / "public") == expected
    assert not [name for name in os.listdir(site.root) if "mentorsite-" in name]
