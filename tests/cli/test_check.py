"""`mentorsite check`."""

from __future__ import annotations

import json

from mentorsite.output.manifest import files_in
from tests.cli.conftest import GOAL, Run

KEPT = GOAL.replace("visibility", "start: 2026-11-01\ndue: 2026-12-18\nindicators: [{name: N, target: 5}]\nvisibility")
"""A goal about which there is nothing to advise on the day below."""
DAY = ("--date", "2026-11-24")


def test_it_says_what_each_audience_would_get_and_writes_nothing(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": KEPT, "content/checkins/c.md": "---\ndate: 2026-03-04\n---\n"})
    before = sorted(files_in(site.root))
    result = run(site, "check", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "public: 1 record for the audience `public`, 8 files\n"
        "review: 1 record for the audience `review`, 8 files\n"
        "pair: 2 records for the audience `pair`, 14 files\n"
        "private: 2 records for the audience `private`, 14 files\n"
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
    site = plain_site({"content/goals/g.md": KEPT, "content/loose.md": "Hello.\n"})
    assert run(site, "check", *DAY).exit_code == 0
    strict = run(site, "check", "--strict", *DAY)
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
    result = run(plain_site({"content/goals/g.md": KEPT}), "check", "--format", "json", *DAY)
    said = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert said["targets"]["public"] == {"records": 1, "files": 8}
    assert (list(said["targets"]), said["problems"]) == (["public", "review", "pair", "private"], [])


def test_quiet_says_nothing_where_there_is_nothing_to_say(plain_site: Run, run: Run) -> None:
    assert run(plain_site({"content/goals/g.md": GOAL}), "check", "--quiet").output == ""


def test_advice_comes_once_after_all_problems_in_the_order_of_the_files_and_never_fails(plain_site: Run, run: Run) -> None:
    old = GOAL.replace("visibility", "due: 2026-11-10\nstart: 2026-11-01\nvisibility")
    site = plain_site({"content/goals/b.md": GOAL, "content/goals/a.md": old, "content/loose.md": "Hello.\n"})
    result = run(site, "check", *DAY)
    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if not line.startswith("  ")] == [
        "content/loose.md: warning[M100] the file lies in no folder that is named after a record type, and is not read",
        "content/goals/a.md:2:1: advice[M600] the goal `A goal` has no indicator yet",
        "content/goals/a.md:3:1: advice[M603] the goal `A goal` was due 14 days ago, on 2026-11-10",
        "content/goals/b.md:2:1: advice[M600] the goal `A goal` has no indicator yet",
        "content/goals/b.md:2:1: advice[M601] the goal `A goal` has no due date yet",
        "content/goals/b.md:2:1: advice[M602] nothing is written yet on how the goal `A goal` is coming along",
    ]
    assert result.stdout.splitlines()[-1] == "1 warning, 5 pieces of advice"


def test_advice_does_not_fail_where_it_is_strict(plain_site: Run, run: Run) -> None:
    result = run(plain_site({"content/goals/g.md": GOAL}), "check", "--strict", "public", *DAY)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "no problems, 3 pieces of advice")


def test_json_has_advice_with_its_severity_after_the_problems(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL, "content/loose.md": "Hello.\n"})
    problems = json.loads(run(site, "check", "--format", "json", *DAY).stdout)["problems"]
    assert [(one["severity"], one["code"]) for one in problems] == [
        ("warning", "M100"),
        ("advice", "M600"),
        ("advice", "M601"),
        ("advice", "M602"),
    ]
    assert (problems[1]["file"], problems[1]["line"], problems[1]["column"]) == ("content/goals/g.md", 2, 1)


def test_on_github_advice_is_a_notice_beside_its_line(plain_site: Run, run: Run) -> None:
    result = run(plain_site({"content/goals/g.md": GOAL}), "check", "--format", "github", *DAY)
    assert "::notice file=content/goals/g.md,line=2,col=1,title=M600::the goal `A goal` has no indicator yet%0A" in result.stdout


def test_advice_is_left_out_with_quiet_and_where_there_is_an_error(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL})
    assert "M600" in run(site, "check", *DAY).stderr
    assert run(site, "check", "--quiet", *DAY).output == ""
    site.write({"content/goals/bad.md": "---\ntitel: A\n---\n"})
    assert "advice" not in run(site, "check", *DAY).output


def test_mkfile_turns_advice_off(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL})
    mkfile = (site.root / "mkfile.toml").read_text("utf-8")
    site.write({"mkfile.toml": mkfile + '[practice]\noff = ["goal-without-due", "goal-not-revisited"]\n'})
    assert run(site, "check", *DAY).stdout.splitlines()[-1] == "no problems, 1 piece of advice"
    site.write({"mkfile.toml": mkfile + "[practice]\nenabled = false\n"})
    assert run(site, "check", *DAY).stdout.splitlines()[-1] == "no problems"


def test_a_build_gives_no_advice(plain_site: Run, run: Run) -> None:
    assert "advice" not in run(plain_site({"content/goals/g.md": GOAL}), "build", *DAY).output
