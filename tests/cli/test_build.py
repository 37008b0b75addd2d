"""`mentorsite build`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import CONTROLS, ESCAPED, GOAL, Run
from tests.conftest import MKFILE

WRONG = "---\ntitel: A goal\nvisibility: publik\n---\n"


def test_it_builds_the_first_target_and_says_so_on_stdout(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL})
    result = run(site, "build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "public/: 5 pages of 1 record for the audience `public`; 11 new, 0 changed, 0 removed\n"
    assert run(site, "build").stdout == "public/: 5 pages of 1 record for the audience `public`; nothing changed\n"


def test_it_builds_the_target_that_is_named(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL, "content/checkins/c.md": "---\ndate: 2026-03-04\n---\n"})
    assert run(site, "build", "pair").stdout.startswith("pair/: 11 pages of 2 records for the audience `pair`; ")
    assert (site.root / "pair" / "checkins" / "c.html").exists()


def test_problems_go_to_stderr_and_nothing_is_written(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": WRONG})
    result = run(site, "build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "content/goals/g.md:2:1: error[M104] unknown field `titel`\n"
        "  hint: did you mean `title`?\n"
        "content/goals/g.md:3:13: error[M107] `publik` is no audience: `private`, `pair`, `review`, `public`\n"
        "  hint: did you mean `public`?\n"
        "public: 2 errors; nothing was written, and what was built before is as it was\n"
    )
    assert not (site.root / "public").exists()


def test_a_warning_is_said_and_the_site_is_built_unless_it_is_strict(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL, "content/loose.md": "Hello.\n"})
    strict = run(site, "build", "--strict")
    assert (strict.exit_code, strict.stdout) == (1, "")
    assert strict.stderr.endswith("public: 1 warning; nothing was written, and what was built before is as it was\n")
    result = run(site, "build")
    assert (result.exit_code, result.stdout[:8]) == (0, "public/:")
    assert "warning[M100]" in result.stderr


def test_quiet_says_nothing_but_problems(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL, "content/loose.md": "Hello.\n"})
    result = run(site, "build", "--quiet")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "M100" in result.stderr
    (site.root / "content" / "loose.md").unlink()
    assert run(site, "build", "-q").output == ""


def test_verbose_names_what_changed(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/a.md": GOAL, "content/goals/b.md": GOAL})
    run(site, "build")
    (site.root / "content" / "goals" / "a.md").rename(site.root / "content" / "goals" / "c.md")
    site.write({"content/goals/b.md": GOAL.replace("A goal", "B")})
    lines = run(site, "build", "--verbose").stdout.split("\n")
    assert lines[1:] == ["  + goals/c.html", "  ~ data.json", "  ~ goals/b.html", "  ~ sitemap.xml", "  - goals/a.html", ""]


def test_json_holds_everything_on_stdout_alone(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL, "content/loose.md": "Hello.\n"})
    result = run(site, "build", "--format", "json")
    said = json.loads(result.stdout)
    problems = said.pop("problems")
    added = said.pop("added")
    assert (result.exit_code, result.stderr) == (0, "")
    assert said == {
        "target": "public",
        "audience": "public",
        "output": "public",
        "records": 1,
        "pages": 5,
        "written": True,
        "changed": [],
        "removed": [],
    }
    assert "goals/g.html" in added
    assert [(problem["code"], problem["severity"], problem["file"]) for problem in problems] == [("M100", "warning", "content/loose.md")]


def test_json_says_that_nothing_was_written(plain_site: Run, run: Run) -> None:
    result = run(plain_site({"content/goals/g.md": WRONG}), "build", "--format", "json")
    said = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, said["written"]) == (1, "", False)
    assert [problem["line"] for problem in said["problems"]] == [2, 3]


def test_github_gets_annotations(plain_site: Run, run: Run) -> None:
    result = run(plain_site({"content/goals/g.md": WRONG}), "build", "--format", "github")
    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.rstrip("\n").split("\n")
    assert lines[0] == "::error file=content/goals/g.md,line=2,col=1,title=M104::unknown field `titel`%0Ahint: did you mean `title`?"
    assert len(lines) == 2


def test_names_of_files_and_targets_cannot_steer_the_terminal(plain_site: Run, run: Run) -> None:
    name = CONTROLS.encode("unicode_escape").decode().replace("\\x1b", "\\u001b").replace("\\x9b", "\\u009b")
    mkfile = f'[site]\ntitle = "T"\n[theme]\nname = "plain"\n[targets."{name}"]\naudience = "public"\noutput = "{name}"\n'
    site = plain_site({"mkfile.toml": mkfile, f"static/{CONTROLS}.txt": "x", "content/goals/g.md": GOAL, f"content/{CONTROLS}.md": "x"})
    result = run(site, "build", "--verbose")
    assert result.exit_code == 0
    assert f"{ESCAPED}/: " in result.stdout
    assert f"  + {ESCAPED}.txt\n" in result.stdout
    assert f"content/{ESCAPED}.md: warning[M100]" in result.stderr
    site.write({"content/goals/g.md": f"---\ntitle: T\n'{CONTROLS[1:6]}': x\n---\n"})
    wrong = run(site, "build")
    assert f"\n{ESCAPED}: 1 error, 1 warning; nothing was written" in wrong.stderr
    for said in (result.output, wrong.output):
        assert not {"\x1b", "\x9b", "\u202e"} & set(said)


def test_the_same_day_gives_the_same_bytes_however_it_is_said(plain_site: Run, run: Run) -> None:
    goal = "---\ntitle: A goal\nvisibility: public\ndue: 2026-12-24\n---\n"
    site = plain_site({"content/goals/g.md": goal, "mkfile.toml": MKFILE})
    run(site, "build", "--date", "2026-12-01")
    one = (site.root / "public" / "goals" / "g.html").read_bytes()
    assert b"23 days left" in one
    assert run(site, "build", SOURCE_DATE_EPOCH="1796083200").stdout.endswith("nothing changed\n")
    assert run(site, "build", "--date", "2026-12-01", SOURCE_DATE_EPOCH="0").stdout.endswith("nothing changed\n")
    run(site, "build", "--date", "2026-12-02")
    assert b"22 days left" in (site.root / "public" / "goals" / "g.html").read_bytes()


def test_it_works_from_any_folder_of_the_site_and_with_a_named_mkfile(plain_site: Run, run: Run, tmp_path: Path) -> None:
    site = plain_site({"content/goals/g.md": GOAL})
    assert run(site.root / "content" / "goals", "build").exit_code == 0
    assert (site.root / "public" / "index.html").exists()
    (tmp_path / "elsewhere").mkdir()
    (site.root / "mkfile.toml").rename(site.root / "other.toml")
    result = run(tmp_path / "elsewhere", "build", "pair", "--config", "../other.toml")
    assert result.exit_code == 0
    assert (site.root / "pair" / "index.html").exists()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_timings_name_every_stage_in_its_order_beside_what_is_said_anyway(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": GOAL})
    result = run(site, "build", "--timings")
    named = [line.strip().split("  ")[0] for line in result.stderr.splitlines()]
    together = [f"{step}, all processes together" for step in ("composing", "rendering", "auditing")]
    assert named[1:4] == ["reading", "linking", "looking for what opens too much"]
    assert named[-6:] == ["making pages", "writing", "all", *together]
    assert result.stderr.splitlines()[-4].endswith(" s 100.0%")
    assert result.stdout.startswith("public/: 5 pages")


def test_json_holds_the_timings_in_seconds(plain_site: Run, run: Run) -> None:
    told = json.loads(run(plain_site({"content/goals/g.md": GOAL}), "build", "--timings", "--format", "json").stdout)
    assert {"reading", "making pages", "writing"} <= told["timings"].keys()
    assert told["steps"].keys() == {"composing", "rendering", "auditing"}
    assert all(seconds >= 0 for seconds in (*told["timings"].values(), *told["steps"].values()))


def test_a_site_of_an_earlier_day_and_what_changed_in_it(new_site: Run, run: Run) -> None:
    later = "title: Later\ndate: 2026-08-01"
    site = new_site({"content/milestones/m.yaml": "title: Before\ndate: 2026-06-01", "content/milestones/later.yaml": later})
    result = run(site, "build", "private", "--as-of", "2026-06-30", "--since", "2026-05-31")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Before" in (site.root / "private" / "changes.html").read_text("utf-8")
    assert not (site.root / "private" / "milestones" / "later.html").exists()
    assert run(site, "build", "--as-of", "June").exit_code == 2
