"""The files of hosts are valid by the schemas that the hosts publish, do no more than they have to, and their commands work."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mentorsite import __version__
from mentorsite.config import Target
from mentorsite.records.audience import Audience
from mentorsite.scaffold.host_files import PLACES, Checkout, host_file
from tests.conftest import PLAIN_THEME, Files, write_files

SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}
PLAIN = Target("public", Audience.PUBLIC, "public"), Checkout("", "main")
ODD = Target("for: all #1", Audience.PUBLIC, "the 'out put' #1"), Checkout("our: site #2/x", "o'clock/on")


def parsed(host: str, target: Target, checkout: Checkout) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(host_file(host, target, checkout))
    return found


@pytest.mark.parametrize("case", [PLAIN, ODD], ids=["plain", "odd"])
@pytest.mark.parametrize("host", PLACES)
def test_it_is_valid_by_the_published_schema(tmp_path: Path, host: str, case: tuple[Target, Checkout]) -> None:
    (tmp_path / "file.yml").write_text(host_file(host, *case), "utf-8")
    line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[host], str(tmp_path / "file.yml")]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_action_is_pinned_to_a_commit_and_says_its_version() -> None:
    uses = re.findall(r"uses: (\S+)(.*)", host_file("github", *PLAIN))
    assert len(uses) == 6
    for action, note in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", note)


def test_a_workflow_may_only_read_but_for_the_job_that_publishes() -> None:
    workflow = parsed("github", *PLAIN)
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["with"] for step in workflow["jobs"]["build"]["steps"] if "checkout" in step.get("uses", "")] == [
        {"persist-credentials": False}
    ]


def test_a_pull_request_is_checked_with_annotations_and_publishes_nothing() -> None:
    workflow = parsed("github", *PLAIN)
    assert set(workflow[True]) == {"push", "pull_request", "workflow_dispatch"}
    assert workflow["jobs"]["publish"]["if"] == "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'"
    steps = workflow["jobs"]["build"]["steps"]
    assert [step["if"] for step in steps if "upload" in step.get("uses", "")] == ["github.event_name != 'pull_request'"]
    lines = [step["run"] for step in steps if step.get("run", "").startswith("mentorsite")]
    # What the check has noted is not noted again by the build.
    assert lines == [
        "mentorsite check --format github",
        "mentorsite build public --quiet",
        "mentorsite check public --audit public --format github",
    ]


def test_what_a_build_keeps_is_kept_between_runs() -> None:
    steps = parsed("github", ODD[0], ODD[1])["jobs"]["build"]["steps"]
    (cache,) = (step["with"] for step in steps if "actions/cache@" in step.get("uses", ""))
    assert cache["path"] == "our: site #2/x/.mentorsite"
    assert cache["key"].startswith(cache["restore-keys"])
    assert parsed("gitlab", *ODD)[".mentorsite"]["cache"]["paths"] == ["our: site #2/x/.mentorsite"]


def test_odd_names_are_what_they_are() -> None:
    workflow = parsed("github", *ODD)
    assert workflow[True]["push"]["branches"] == ["o'clock/on"]
    assert "'refs/heads/o''clock/on'" in workflow["jobs"]["publish"]["if"]
    build = workflow["jobs"]["build"]
    assert build["defaults"]["run"]["working-directory"] == "our: site #2/x"
    assert [step["with"]["path"] for step in build["steps"] if "upload" in step.get("uses", "")] == ["our: site #2/x/the 'out put' #1"]


@pytest.mark.parametrize("output", ["../public", "a/../../b"])
def test_an_output_outside_of_the_repository_is_none(output: str) -> None:
    with pytest.raises(ValueError, match=re.escape(output)):
        host_file("github", Target("public", Audience.PUBLIC, output), Checkout("", "main"))
    assert host_file("github", Target("public", Audience.PUBLIC, "../public"), Checkout("site", "main"))


def site(folder: Path, target: Target) -> Path:
    """Write a site with this target."""
    mkfile = f'[site]\ntitle = "T"\n[theme]\nname = "plain"\n[targets."{target.name}"]\naudience = "public"\noutput = "{target.output}"\n'
    files: Files = {**PLAIN_THEME, "mkfile.toml": mkfile, "content/goals/a.md": "---\ntitle: A goal\nvisibility: public\n---\n"}
    write_files(folder, files)
    return folder


def run(lines: list[str], folder: Path, **environment: str) -> None:
    """Run lines as a host does: in one shell, to the first that fails. `python -m pip` is not run: it would ask for a package."""
    script = ["set -eo pipefail", 'python() { if [ "$1 $2" = "-m pip" ]; then echo "pip $*"; else command python "$@"; fi; }', *lines]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env={**os.environ, **environment, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("target", "checkout"), [PLAIN, ODD], ids=["plain", "odd"])
class TestCommands:
    """The lines that a host runs, run here."""

    def test_those_of_the_workflow_build_the_site_where_it_is_handed_over(self, tmp_path: Path, target: Target, checkout: Checkout) -> None:
        folder = site(tmp_path / checkout.folder, target)
        build = parsed("github", target, checkout)["jobs"]["build"]
        lines = [step["run"] for step in build["steps"] if "run" in step]
        assert f"mentorsite=={__version__}" in lines[0]
        # The first step, which installs, is tried below.
        for line in lines[1:]:
            run([line], folder)
        (site_path,) = (step["with"]["path"] for step in build["steps"] if "upload" in step.get("uses", ""))
        assert (tmp_path / site_path / "goals" / "a.html").is_file()

    def test_those_of_gitlab_leave_the_site_in_the_folder_public(self, tmp_path: Path, target: Target, checkout: Checkout) -> None:
        site(tmp_path / checkout.folder, target)
        jobs = parsed("gitlab", target, checkout)
        before = jobs[".mentorsite"]["before_script"]
        assert f"mentorsite=={__version__}" in before[0]
        run([*before, *jobs["check"]["script"]], tmp_path, CI_PROJECT_DIR=str(tmp_path))
        run([*before, *jobs["pages"]["script"]], tmp_path, CI_PROJECT_DIR=str(tmp_path))
        assert (tmp_path / "public" / "goals" / "a.html").is_file()
        assert not (tmp_path / "public" / ".mentorsite-manifest").exists()


def test_the_step_that_installs_makes_the_times_of_files_the_same_again(tmp_path: Path) -> None:
    (installing, *_) = (step for step in parsed("github", *PLAIN)["jobs"]["build"]["steps"] if step.get("id") == "install")
    package = tmp_path / "packages" / "a" / "b.py"
    package.parent.mkdir(parents=True)
    package.write_text("")
    # In the place of where this machine has its packages.
    line = re.sub(r'"\$\(python -c .*?"(?= -type)', shlex.quote(str(tmp_path / "packages")), installing["run"])
    assert str(tmp_path) in line
    run([line], tmp_path, GITHUB_OUTPUT=str(tmp_path / "output"))
    assert package.stat().st_mtime == 946_684_800
    assert re.fullmatch(r"packages=[0-9a-f]{16}\n", (tmp_path / "output").read_text())
