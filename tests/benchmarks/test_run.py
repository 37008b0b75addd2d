"""One run measures mentorsite in all ways it is told to, and notices what did not do its work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measure import Failed
from benchmarks.records import most_usual_goal, read_records
from benchmarks.report import SCENES
from benchmarks.run import Candidate, build_four_times, commands_of
from benchmarks.site import write_site


def test_a_command_is_found_wherever_it_will_run_and_may_replace_the_usual_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "other" / "mentorsite"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    usual = {"mentorsite": [sys.executable, "-m", "mentorsite", "build", "public"]}
    assert commands_of([]) == usual
    assert commands_of(["fast=other/mentorsite build public"]) == {**usual, "fast": [str(program), "build", "public"]}
    assert commands_of(["mentorsite=other/mentorsite build"]) == {"mentorsite": [str(program), "build"]}
    with pytest.raises(SystemExit, match="a label and `=`"):
        commands_of(["other/mentorsite"])
    with pytest.raises(SystemExit, match="no program 'nothing-such'"):
        commands_of(["fast=nothing-such build"])


COPY = (
    "import pathlib, sys; o = pathlib.Path('public'); o.mkdir(exist_ok=True); (o / 'a.html').write_text(pathlib.Path('a.md').read_text())"
)
STALE = COPY.replace("(o /", "(o / 'a.html').exists() or (o /")


@pytest.mark.parametrize(("code", "works"), [(COPY, True), (STALE, False)])
def test_a_build_that_does_not_show_what_was_edited_is_no_build(tmp_path: Path, code: str, works: bool) -> None:
    write_site(tmp_path / "records", 60)
    goal, _ = most_usual_goal(read_records(tmp_path / "records"))
    site = tmp_path / "site"
    site.mkdir()

    def edit(title: str, more: str) -> None:
        (site / "a.md").write_text(f"{title}\n{more}", "utf-8")

    candidate = Candidate("copy", site, [sys.executable, "-c", code], edit)
    if works:
        assert build_four_times(candidate, goal, 1) == (1, 1)
        assert {scene: len(took) for scene, took in candidate.took.items()} == dict.fromkeys(SCENES, 1)
    else:
        with pytest.raises(Failed, match="no page shows"):
            build_four_times(candidate, goal, 1)
