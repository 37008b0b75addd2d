"""Finding the site and its target, or saying why there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import GOAL, Run


@pytest.mark.parametrize("name", ["build", "check"])
class TestBoth:
    """`build` and `check` begin alike."""

    def test_without_a_site_they_say_how_to_begin_one(self, run: Run, tmp_path: Path, name: str) -> None:
        result = run(tmp_path, name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            "mkfile.toml: error[M001] there is no mkfile.toml here or in a folder above\n"
            "  hint: run the command inside a site, or begin one with `mentorsite init`\n"
        )

    def test_a_named_mkfile_has_to_be_there(self, run: Run, tmp_path: Path, name: str) -> None:
        result = run(tmp_path, name, "--config", "nowhere.toml")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "nowhere.toml cannot be opened: No such file or directory" in result.stderr

    def test_all_problems_of_the_mkfile_are_said(self, run: Run, tmp_path: Path, name: str) -> None:
        (tmp_path / "mkfile.toml").write_text('[site]\ntitel = "T"\n[visibility]\ngoals = "publik"\n')
        result = run(tmp_path, name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert [line.partition(" ")[0] for line in result.stderr.split("\n") if "error[" in line] == [
            "mkfile.toml:2:1:",
            "mkfile.toml:1:2:",
            "mkfile.toml:4:1:",
        ]

    def test_a_target_that_is_not_there_is_wrong_use(self, plain_site: Run, run: Run, name: str) -> None:
        result = run(plain_site({"content/goals/g.md": GOAL}), name, "publik")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "mkfile.toml: error[M006] there is no target `publik`\n  hint: did you mean `public`?\n"

    def test_with_json_that_is_json_too(self, plain_site: Run, run: Run, tmp_path: Path, name: str) -> None:
        without = run(tmp_path, name, "--format", "json")
        assert [problem["code"] for problem in json.loads(without.stdout)["problems"]] == ["M001"]
        wrong = run(plain_site({}), name, "publik", "--format", "json")
        assert [problem["code"] for problem in json.loads(wrong.stdout)["problems"]] == ["M006"]
        assert (without.exit_code, wrong.exit_code, without.stderr, wrong.stderr) == (1, 2, "", "")

    def test_with_github_it_is_an_annotation(self, run: Run, tmp_path: Path, name: str) -> None:
        result = run(tmp_path, name, "--format", "github")
        assert result.stdout.startswith("::error file=mkfile.toml,title=M001::there is no mkfile.toml")
        assert result.stderr == ""
