"""`mentorsite status`."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.cli.conftest import CONTROLS, ESCAPED, Run
from tests.conftest import ROOT, Files, Site

DAY = ("--date", "2026-11-24")
FILES: Files = {
    "content/people/ana.yaml": "name: Ana Lind\nrole: mentee\n",
    "content/checkins/2026-11-10-first.md": (
        "---\ntitle: First\nactions:\n"
        "  - {what: Write *it* down, owner: ana, due: 2026-11-20}\n"
        "  - {what: Not yet, owner: ana, due: 2026-12-20}\n"
        "next: 2026-12-01\n---\n"
    ),
    "content/goals/late.md": "---\ntitle: A late goal\nstart: 2026-10-01\ndue: 2026-11-22\nvisibility: public\n---\n",
    "content/goals/well.md": "---\ntitle: A goal in time\nstart: 2026-11-01\ndue: 2027-11-22\nvisibility: public\n---\n",
    "content/milestones/2026-11-10-same.md": "---\ntitle: Of the day itself\n---\n",
    "content/milestones/2026-11-11-after.md": "---\ntitle: Of the day after\n---\n",
}
SCREEN = """\
Next check-in: 2026-12-01, in 7 days, as agreed
Last check-in: 2026-11-10, 14 days ago

Overdue actions (1)
  2026-11-20  4 days over  Ana Lind  Write it down

Goals at risk (1)
  A late goal
    2 days over

Changed since 2026-11-10 (1)
  2026-11-11  new  milestones/after  Of the day after

Worth a look
    1  M606  an action of a check-in whose day is past
    1  M603  an active goal whose day is past
"""
TARGETS = """\
What each target would publish
  public   2 of 6 records  for the audience `public`
  review   2 of 6 records  for the audience `review`
  pair     6 of 6 records  for the audience `pair`
  private  6 of 6 records  for the audience `private`
"""

NewSite = Callable[[Files], Site]


def test_the_screen_tells_where_things_stand_and_writes_nothing(new_site: NewSite, run: Run) -> None:
    site = new_site({**FILES, "content/goals/private.md": "---\ntitle: X\nstatus: dropped\nvisibility: private\n---\n"})
    before = sorted(site.root.rglob("*"))
    result = run(site, "status", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(SCREEN)
    assert "\n  all of it, with places: mentorsite check\n" in result.stdout
    wider = TARGETS.replace("of 6", "of 7").replace("private  6", "private  7")
    assert result.stdout.endswith(wider)
    assert sorted(site.root.rglob("*")) == before


@pytest.mark.parametrize(
    ("since", "there"),
    [
        ("2026-11-09", {"milestones/same", "milestones/after", "checkins/first"}),
        ("2026-11-10", {"milestones/after"}),
        ("2026-11-11", set()),
    ],
)
def test_the_day_since_which_it_is_told_does_not_count_itself(since: str, there: set[str], new_site: NewSite, run: Run) -> None:
    result = run(new_site(FILES), "status", "--since", since, *DAY)
    assert {word for word in result.stdout.split() if word.startswith(("milestones/", "checkins/"))} == there
    assert (f"Nothing changed since {since}." in result.stdout) == (not there)


def test_what_happened_in_a_record_that_was_there_is_told(new_site: NewSite, run: Run) -> None:
    done = FILES["content/checkins/2026-11-10-first.md"]
    assert isinstance(done, str)
    site = new_site({**FILES, "content/checkins/2026-11-10-first.md": done.replace("due: 2026-11-20", "done: 2026-11-21")})
    assert "  2026-11-21       checkins/first    Actions: Write it down\n" in run(site, "status", *DAY).stdout


def test_a_day_to_come_is_no_day_to_look_back_to(new_site: NewSite, run: Run) -> None:
    result = run(new_site(FILES), "status", "--since", "2026-11-25", *DAY)
    assert (result.exit_code, "--since (2026-11-25) lies after today" in result.stderr) == (2, True)


def test_json_says_what_the_screen_says(new_site: NewSite, run: Run) -> None:
    result = run(new_site(FILES), "status", "--format", "json", *DAY)
    said = json.loads(result.stdout)
    assert (result.exit_code, list(said)) == (0, ["today", "portfolios", "practice", "targets", "problems"])
    assert said["portfolios"] == [
        {
            "portfolio": None,
            "name": None,
            "empty": False,
            "next": {"day": "2026-12-01", "days": 7, "by": "agreed"},
            "last": {"record": "checkins/first", "day": "2026-11-10", "days": 14},
            "overdue": [{"what": "Write it down", "owner": "Ana Lind", "due": "2026-11-20", "days": 4, "checkin": "checkins/first"}],
            "goals": [
                {
                    "record": "goals/late",
                    "title": "A late goal",
                    "due": "2026-11-22",
                    "risks": [{"kind": "overdue", "name": None, "days": 2, "reached": None, "gone": None}],
                }
            ],
            "since": "2026-11-10",
            "arrived": [{"record": "milestones/after", "title": "Of the day after", "day": "2026-11-11"}],
            "changed": [],
        }
    ]
    assert [each["code"] for each in said["practice"][:2]] == ["M606", "M603"]
    assert said["targets"]["public"] == {"audience": "public", "records": 2, "of": 6}
    assert said["problems"] == []


def test_several_portfolios_have_a_section_each_or_one_is_named(new_site: NewSite, run: Run) -> None:
    moved = {path.replace("content/", "content/portfolios/One/"): text for path, text in FILES.items()}
    site = new_site({**moved, "content/portfolios/Two/goals/g.yaml": "title: Another\ndue: 2026-11-01\nvisibility: public"})
    both = run(site, "status", *DAY).stdout
    assert [line for line in both.splitlines() if line.startswith("==")] == ["== One ==", "== Two =="]
    assert ("A late goal" in both, "Another" in both) == (True, True)
    one = run(site, "status", "--portfolio", "one", *DAY).stdout
    assert one.startswith("== One ==\n" + SCREEN.rsplit("\n\n", 1)[0])
    assert one.endswith(TARGETS)
    assert "Another" not in one
    wrong = run(site, "status", "--portfolio", "three", *DAY)
    assert (wrong.exit_code, "there is no portfolio `three`; there are One, Two" in " ".join(wrong.stderr.split())) == (2, True)


def test_an_error_is_said_and_nothing_else(new_site: NewSite, run: Run) -> None:
    site = new_site({**FILES, "content/goals/bad.md": "---\ntitel: A\n---\n"})
    result = run(site, "status", *DAY)
    assert (result.exit_code, result.stdout, "M104" in result.stderr) == (1, "", True)
    said = json.loads(run(site, "status", "--format", "json", *DAY).stdout)
    assert [list(said), said["problems"][0]["code"]] == [["problems"], "M104"]


def test_a_warning_comes_first_and_the_screen_follows(new_site: NewSite, run: Run) -> None:
    result = run(new_site({**FILES, "content/loose.md": "Hello.\n"}), "status", *DAY)
    assert (result.exit_code, result.stderr.count("M100")) == (0, 1)
    assert result.stdout.startswith(SCREEN)
    assert run(new_site({}), "status", "--quiet", *DAY).stdout == ""


def test_an_empty_site_is_told_how_to_begin(new_site: NewSite, run: Run) -> None:
    result = run(new_site({}), "status", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith('Nothing is written here yet. Begin with `mentorsite new goal "…"`')
    assert "  public   0 of 0 records" in result.stdout


def test_what_would_turn_a_terminal_is_escaped_wherever_it_is_written(new_site: NewSite, run: Run) -> None:
    name = json.dumps(CONTROLS)
    site = new_site(
        {
            "content/people/ana.yaml": f"name: {name}\n",
            "content/checkins/2026-11-10-c.yaml": f"actions: [{{what: {name}, owner: ana, due: 2026-11-20}}]\n",
            "content/goals/g.yaml": f"title: {name}\ndue: 2026-11-01\nmilestones: [{{title: {name}, due: 2026-11-02}}]\n",
            "content/milestones/2026-11-11-m.yaml": f"title: {name}\n",
        }
    )
    result = run(site, "status", *DAY)
    assert result.exit_code == 0, result.stderr
    assert not set("\x1b\u202e\x9b") & set(result.stdout)
    assert result.stdout.count(ESCAPED) == 5


def test_long_lists_are_cut_and_told_in_full_where_more_is_asked_for(new_site: NewSite, run: Run) -> None:
    goals = {f"content/goals/g{number}.yaml": f"title: Goal {number}\ndue: 2026-11-01\n" for number in range(7)}
    actions = "".join(f"  - {{what: Action {number}, due: 2026-11-2{number}}}\n" for number in range(4)) * 2
    site = new_site({**goals, "content/checkins/2026-11-10-c.yaml": "actions:\n" + actions})
    short, long = run(site, "status", *DAY).stdout, run(site, "status", "--verbose", *DAY).stdout
    assert ("  and 2 more, with --verbose\n" in short, "Goal 6" in short) == (True, False)
    assert ("  and 3 more, with --verbose\n" in short, short.count("  Action ")) == (True, 5)
    assert ("--verbose" in long, "Goal 6" in long) == (False, True)


def test_on_a_terminal_lines_are_cut_at_its_width_and_elsewhere_they_are_whole(new_site: NewSite, run: Run) -> None:
    title = "木" * 80
    site = new_site({"content/goals/g.yaml": f"title: {title}\ndue: 2026-11-01\n"})
    assert f"  {title}\n" in run(site, "status", *DAY).stdout
    main, other = pty.openpty()
    environment = {**os.environ, "COLUMNS": "41", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "mentorsite", "status", *DAY]
    # What is written here is less than a terminal holds before somebody reads.
    assert subprocess.run(line, cwd=site.root, stdout=other, stderr=subprocess.PIPE, env=environment, check=False).returncode == 0
    os.close(other)
    said = os.read(main, 100_000).decode()
    os.close(main)
    assert f"  {'木' * 19}…\r\n" in said
