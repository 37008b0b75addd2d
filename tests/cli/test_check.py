"""`mentorsite check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from mentorsite.output.manifest import files_in
from tests.cli.conftest import GOAL, Run
from tests.cli.workflow_commands import annotation
from tests.conftest import MKFILE, Files, Site, write_files

KEPT = GOAL.replace("visibility", "start: 2026-11-01\ndue: 2026-12-18\nindicators: [{name: N, target: 5}]\nvisibility")
"""A goal about which there is nothing to advise on the day below."""
NewSite = Callable[[Files], Site]
DAY = ("--date", "2026-11-24")


def test_it_says_what_each_audience_would_get_and_writes_nothing(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": KEPT, "content/checkins/c.md": "---\ndate: 2026-03-04\n---\n"})
    before = sorted(files_in(site.root))
    result = run(site, "check", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "public: 1 record for the audience `public`, 12 files\n"
        "  not there  default\n"
        "  checkins         1\n"
        "review: 1 record for the audience `review`, 10 files\n"
        "  not there  default\n"
        "  checkins         1\n"
        "pair: 2 records for the audience `pair`, 16 files\n"
        "private: 2 records for the audience `private`, 16 files\n"
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
    nothing = {"records": {}, "references": 0, "names": 0, "blocks": 0, "private_parts": 0}
    assert said["targets"]["public"] == {"records": 1, "files": 12, "left_out": nothing}
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


SECRETS = {
    "content/people/ben.yaml": "name: Ben Ode\nalias: a colleague\n",
    "content/goals/g.md": KEPT.replace("visibility", "owner: ben\nvisibility") + "::: pair\nx\n:::\n\n## Private\n\ny\n",
    "content/goals/own.md": KEPT.replace("public", "pair"),
    "content/goals/draft.md": KEPT.replace("visibility", "draft: true\nvisibility"),
}


def test_what_is_left_out_is_a_table_that_80_columns_hold(plain_site: Run, run: Run) -> None:
    result = run(plain_site(SECRETS), "check", "public", *DAY)
    assert result.stdout.split("\n")[1:] == [
        "  not there  draft  visibility  consent",
        "  people                              1",
        "  goals          1           1",
        "  within the rest: 1 name, 1 block, 1 private part",
        "no problems",
        "",
    ]
    assert max(map(len, result.stdout.split("\n"))) <= 80


def test_where_nothing_is_left_out_it_is_said_to_who_asks_for_more(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": KEPT})
    assert "left out" not in run(site, "check", *DAY).stdout
    assert run(site, "check", "--verbose", "public", *DAY).stdout.split("\n")[1] == "  nothing is left out"


def test_json_has_what_is_left_out(plain_site: Run, run: Run) -> None:
    said = json.loads(run(plain_site(SECRETS), "check", "public", "--format", "json", *DAY).stdout)
    assert said["targets"]["public"]["left_out"] == {
        "records": {"people": {"consent": 1}, "goals": {"draft": 1, "visibility": 1}},
        "references": 0,
        "names": 1,
        "blocks": 1,
        "private_parts": 1,
    }


def test_it_explains_a_record_by_id_by_type_and_by_file(plain_site: Run, run: Run) -> None:
    site = plain_site(SECRETS)
    result = run(site, "check", "public", "--explain", "goals/own")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "goals/own: A goal (content/goals/own.md:2:1)\n"
        "  1. it is no draft\n"
        "  2. it says `visibility: pair` (content/goals/own.md:6:1); this decides: `pair`\n"
        "  public  not there: it reaches `pair` and no farther (content/goals/own.md:6:1)\n"
    )
    for asked in ("own", "content/goals/own.md", str(site.root / "content/goals/own.md")):
        assert run(site, "check", "public", "--explain", asked).stdout == result.stdout
    assert run(site.root / "content" / "goals", "check", "public", "--explain", "own.md").stdout == result.stdout


def test_it_explains_a_name_and_blocks_in_json(plain_site: Run, run: Run) -> None:
    (ben,) = json.loads(run(plain_site(SECRETS), "check", "--explain", "ben", "--format", "json").stdout)["explained"]
    assert (ben["name"]["public"]["there"], ben["name"]["public"]["line"], ben["targets"]["pair"]["there"]) == (False, 2, True)
    (goal,) = json.loads(run(plain_site(SECRETS), "check", "--explain", "g", "--format", "json").stdout)["explained"]
    assert [(part["what"], part["line"]) for part in goal["parts"]] == [("private part", 15), ("block `::: pair`", 9)]


def test_it_lists_all_that_is_about_a_person(plain_site: Run, run: Run) -> None:
    result = run(plain_site(SECRETS), "check", "--subject", "Ben Ode")
    assert result.exit_code == 0
    assert result.stdout.split("\n")[1:5] == [
        "  content/people/ben.yaml:1:1: field “Ben Ode”, their own record, in `name`",
        "    shown by pair, private as it is written",
        "  content/people/ben.yaml:2:1: field “a colleague”, their own record, in `alias`",
        "    shown by public, review as it is written",
    ]
    assert (
        "  content/goals/g.md:6:8: reference “ben”, goals/g, in `owner`\n    shown by public, review as “a colleague”; pair"
        in result.stdout
    )


def test_who_and_what_is_not_there_gets_a_suggestion(plain_site: Run, run: Run) -> None:
    site = plain_site(SECRETS)
    for option, asked, hint in (("--explain", "goals/onw", "`goals/own`"), ("--subject", "Ben", None), ("--subject", "Bem", "`ben`")):
        result = run(site, "check", option, asked)
        if hint is None:
            assert result.exit_code == 0
        else:
            assert (result.exit_code, f"did you mean {hint}?" in result.stderr) == (2, True)


def test_where_something_cannot_be_read_nothing_is_answered(plain_site: Run, run: Run) -> None:
    site = plain_site({**SECRETS, "content/goals/bad.md": "---\ntitel: A\n---\n"})
    result = run(site, "check", "--subject", "ben")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "M104" in result.stderr


def test_a_public_repository_is_warned_of_once_by_check_and_by_build(plain_site: Run, run: Run) -> None:
    site = plain_site({**SECRETS, ".git/config": '[remote "origin"]\nurl = git@github.com:user/repo.git\n'})
    assert run(site, "check", *DAY).stderr.count("warning[M304]") == 1
    assert run(site, "build", *DAY).stderr.count("warning[M304]") == 1


def test_advice_on_links_is_turned_off_by_its_name(plain_site: Run, run: Run) -> None:
    site = plain_site(
        {"content/goals/own.md": KEPT.replace("public", "pair"), "content/goals/g.md": KEPT.replace("vis", "parent: own\nvis")}
    )
    assert "content/goals/g.md:6:9: advice[M301]" in run(site, "check", *DAY).stderr
    assert "M301" not in run(site, "build", *DAY).stderr
    mkfile = (site.root / "mkfile.toml").read_text("utf-8")
    site.write({"mkfile.toml": mkfile + '[practice]\noff = ["link-to-narrower"]\n'})
    assert "M301" not in run(site, "check", *DAY).stderr


class TestAuditing:
    """`--audit` searches a folder of finished files, whatever made them."""

    FILES: ClassVar[Files] = {
        "content/goals/g.md": KEPT,
        "content/people/freya.yaml": "name: Freya Holm\nconsent: pair\n",
        "out/sub/a.html": "<p>Freya was here</p>",
        "out/b.txt": "nothing",
    }

    def test_what_must_not_be_there_is_an_error_with_both_places(self, plain_site: Run, run: Run) -> None:
        result = run(plain_site(self.FILES), "check", "--audit", "out", "public")
        assert result.exit_code == 1
        assert "content/people/freya.yaml:1:7: error[M310] `Freya`, a part of the name `Freya Holm` would be published" in result.stderr
        assert "  sub/a.html:1:4: it would stand here" in result.stderr
        assert result.stdout == "out: 2 files searched for what the audience `public` may not see; 1 error\n"

    def test_who_may_see_it_may_have_it(self, plain_site: Run, run: Run) -> None:
        result = run(plain_site(self.FILES), "check", "--audit", "out", "pair", "--format", "json")
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {"audited": {"folder": "out", "audience": "pair", "files": 2}, "problems": []}

    def test_a_site_that_cannot_be_read_is_not_audited(self, plain_site: Run, run: Run) -> None:
        result = run(plain_site({**self.FILES, "content/goals/g.md": "---\ntitel: x\n---\n"}), "check", "--audit", "out", "public")
        assert result.exit_code == 1
        assert "M310" not in result.stderr

    def test_it_is_one_question_at_a_time(self, plain_site: Run, run: Run) -> None:
        assert run(plain_site(self.FILES), "check", "--audit", "out", "--explain", "g").exit_code == 2
        assert run(plain_site(self.FILES), "check", "--audit", "nowhere").exit_code == 2

    def test_a_link_is_not_followed_and_a_build_of_another_audience_is_found(self, plain_site: Run, run: Run) -> None:
        site = plain_site(self.FILES)
        (site.root / "out" / "b.txt").unlink()
        (site.root / "out" / "sub" / "a.html").rename(site.root / "a.html")
        (site.root / "out" / "link.html").symlink_to(site.root / "a.html")
        assert run(site, "check", "--audit", "out", "public").exit_code == 0
        assert run(site, "build", "private").exit_code == 0
        assert run(site, "check", "--audit", "private", "public").exit_code == 1


class TestAnnotations:
    """`--format github` shows on the lines of a pull request what `check` finds."""

    FILES: ClassVar[Files] = {
        "content/goals/a,b: 100%.md": "---\ntitel: x\ntitle: A goal\nstatus: activ\n---\n",
        "content/goals/g.md": GOAL,
        "content/gaols/lost.md": "---\ntitle: x\n---\n",
        "content/people/ana.md": "---\nname: Ana\nname: Ana\n---\n",
    }

    def test_every_problem_is_one_annotation_at_its_place_with_its_words(self, plain_site: Run, run: Run) -> None:
        self._compare(plain_site(self.FILES), run)

    def test_so_is_every_piece_of_advice(self, plain_site: Run, run: Run) -> None:
        kinds = self._compare(plain_site({"content/goals/g.md": GOAL, "content/gaols/lost.md": "---\ntitle: x\n---\n"}), run)
        assert {"notice", "warning"} <= kinds

    def _compare(self, site: Site, run: Run) -> set[str]:
        problems = json.loads(run(site, "check", *DAY, "--format", "json").stdout)["problems"]
        lines = run(site, "check", *DAY, "--format", "github").stdout.splitlines()
        found = [annotation(line) for line in lines]
        assert len(found) == len(problems) > 1
        for said, problem in zip(found, problems, strict=True):
            assert said.kind == {"error": "error", "warning": "warning", "advice": "notice"}[problem["severity"]]
            place = {"file": problem["file"], "line": problem["line"], "col": problem["column"], "title": problem["code"]}
            assert said.properties == {name: str(value) for name, value in place.items() if value}
            assert said.message.startswith(problem["message"])
            assert not problem["hint"] or said.message.endswith(f"\nhint: {problem['hint']}")
        return {said.kind for said in found}

    def test_files_are_named_as_the_repository_names_them(self, plain_site: Run, run: Run, tmp_path: Path) -> None:
        """A site need not stand at the top of its repository, nor the command run in the site's folder."""
        write_files(tmp_path / "notes" / "ours", {"mkfile.toml": MKFILE, "content/goals/g.md": "---\ntitel: x\n---\n"})
        inside, config = tmp_path / "notes" / "ours" / "content", ("--config", "notes/ours/mkfile.toml")
        for folder, arguments in ((inside, ()), (tmp_path, config)):
            said = run(folder, "check", "--format", "github", *arguments, GITHUB_WORKSPACE=str(tmp_path)).stdout
            assert annotation(said.split("\n")[0]).properties["file"] == "notes/ours/content/goals/g.md"
        for workspace in (str(tmp_path / "notes" / "ours"), str(tmp_path / "elsewhere"), ""):
            said = run(inside, "check", "--format", "github", GITHUB_WORKSPACE=workspace).stdout
            assert annotation(said.split("\n")[0]).properties["file"] == "content/goals/g.md"

    def test_that_there_is_no_site_is_said_as_well(self, run: Run, tmp_path: Path) -> None:
        said = run(tmp_path, "check", "--format", "github", GITHUB_WORKSPACE=str(tmp_path)).stdout
        assert annotation(said.split("\n")[0]).properties == {"file": "mkfile.toml", "title": "M001"}


LINKS = KEPT.replace("visibility", "links: [{label: x, url: 'https://x.invalid/a'}, {label: y, url: 'http://127.0.0.1/b'}]\nvisibility")


def test_other_hosts_are_asked_only_where_that_is_wanted_and_a_link_that_is_gone_is_a_warning(new_site: NewSite, run: Run) -> None:
    site = new_site({"content/goals/g.md": LINKS})
    plain = run(site, "check", "public", *DAY)
    assert (plain.stdout.split("\n")[-2], plain.stderr) == ("no problems", "")
    assert not (site.root / ".mentorsite" / "links").exists()
    result = run(site, "check", "public", "--external", *DAY)
    assert result.exit_code == 0
    assert "warning[M507] `https://x.invalid/a` leads to nothing" in result.stderr
    assert result.stdout.splitlines()[-2:] == [
        "links to other hosts: 2: 0 there, 1 gone, 1 not known (--verbose lists them); 2 asked for now",
        "1 warning",
    ]
    assert run(site, "check", "public", "--external", "--strict", *DAY).exit_code == 1
    again = run(site, "check", "public", "--external", "--verbose", *DAY).stdout
    assert "  not known  http://127.0.0.1/b: not asked: it is on this machine or in a private network (now)\n" in again
    assert "  gone       https://x.invalid/a: no host is called `x.invalid` (less than an hour ago)\n" in again


def test_json_tells_what_other_hosts_said(new_site: NewSite, run: Run) -> None:
    result = run(new_site({"content/goals/g.md": LINKS}), "check", "public", "--external", "--format", "json", *DAY)
    said = json.loads(result.stdout)
    assert [problem["code"] for problem in said["problems"]] == ["M507"]
    assert said["external"] == {
        "links": 2,
        "there": 0,
        "gone": 1,
        "unknown": 1,
        "asked": 2,
        "unknown_links": [{"url": "http://127.0.0.1/b", "said": "not asked: it is on this machine or in a private network"}],
    }


def test_nobody_is_asked_where_there_is_an_error(new_site: NewSite, run: Run) -> None:
    site = new_site({"content/goals/g.md": LINKS, "content/goals/h.md": "---\ntitel: A\n---\n"})
    result = run(site, "check", "public", "--external")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["links to other hosts: none was asked for, since there are errors", "1 error"]
    assert "M507" not in result.stderr


def test_a_site_without_links_to_other_hosts_says_so(plain_site: Run, run: Run) -> None:
    assert "links to other hosts: none\n" in run(plain_site({"content/goals/g.md": KEPT}), "check", "public", "--external", *DAY).stdout


def test_external_goes_with_a_check_alone(plain_site: Run, run: Run) -> None:
    site = plain_site({"content/goals/g.md": KEPT})
    for more in (("--explain", "g"), ("--subject", "ana"), ("--audit", "content")):
        result = run(site, "check", "public", "--external", *more)
        assert (result.exit_code, "--external goes with none of" in result.stderr) == (2, True)


def test_a_link_that_leads_to_nothing_is_a_warning_of_a_check_and_stops_no_build(new_site: NewSite, run: Run) -> None:
    site = new_site({"content/goals/g.md": KEPT + "[x](#nope)\n", "static/own.html": "<a href='nope.html'>x</a>"})
    result = run(site, "check", "public", *DAY)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "2 warnings")
    assert "content/goals/g.md:8:5: warning[M206] there is no heading `#nope`" in result.stderr
    assert "static/own.html:1:10: warning[M506] there is no file `nope.html`" in result.stderr
    assert run(site, "check", "public", "--strict", *DAY).exit_code == 1
    assert run(site, "build", "public", "--strict", *DAY).exit_code == 0
