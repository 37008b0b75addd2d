"""`mentorsite check`."""

from __future__ import annotations

import json

from mentorsite.output.manifest import files_in
from tests.cli.conftest import GOAL, Run


def test_it_says_what_each_audience_would_get_and_writes_nothing(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL, "content/checkins/c.md": "---\ndate: 2026-03-04\n---\n"})
    before = sorted(files_in(site.root))
    result = run(site, "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "public: 1 record for the audience `public`, 7 files\n"
        "review: 1 record for the audience `review`, 7 files\n"
        "pair: 2 records for the audience `pair`, 9 files\n"
        "private: 2 records for the audience `private`, 9 files\n"
        "no problems\n"
    )
    assert sorted(files_in(site.root)) == before


def test_it_checks_one_target_where_one_is_named(plain_site: Run, run: Run) -> None:
    result = run(plain_site({"content/goals/g.md": GOAL}), "check", "review")
    assert result.stdout.split("\n")[0].startswith("review: ")
    assert "public" not in result.stdout


def test_a_problem_of_several_targets_is_said_once(plain_site: Run, run: Run) -> None:
    result = run(plain_site({"content/goals/g.md": "---\ntitel: A\n---\n"}), "check")
    assert result.exit_code == 1
    assert result.stderr.count("M104") == 1
    assert result.stdout == "1 error\n"


def test_a_warning_ends_with_1_only_where_it_is_strict(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL, "content/loose.md": "Hello.\n"})
    assert run(site, "check").exit_code == 0
    strict = run(site, "check", "--strict")
    assert (strict.exit_code, strict.stdout.split("\n")[-2]) == (1, "1 warning")


def test_it_finds_what_would_keep_a_build_from_writing(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL, "static/goals/G.html": "x", "pair/mine.txt": "mine"})
    before = sorted(files_in(site.root))
    result = run(site, "check")
    assert result.exit_code == 1
    assert "error[M502] `goals/g.html` would be made of two things" in result.stderr
    assert "pair: error[M500]" in result.stderr
    assert sorted(files_in(site.root)) == before


def test_json_counts_by_target(plain_site: Run, run: Run) -> None:
    result = run(plain_site({"content/goals/g.md": GOAL}), "check", "--format", "json")
    said = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert said["targets"]["public"] == {"records": 1, "files": 7}
    assert (list(said["targets"]), said["problems"]) == (["public", "review", "pair", "private"], [])


def test_quiet_says_nothing_where_there_is_nothing_to_say(plain_site: Run, run: Run) -> None:
    assert run(plain_site({"content/goals/g.md": GOAL}), "check", "--quiet").output == ""
