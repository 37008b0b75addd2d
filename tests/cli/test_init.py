"""`mentorsite init` begins a site and touches nothing that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mentorsite.cli.group import group


def test_init_begins_a_site_that_builds_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    assert runner.invoke(group, ["init", "our-year"]).exit_code == 0
    monkeypatch.chdir(tmp_path / "our-year")
    built = runner.invoke(group, ["build", "--strict"])
    assert built.exit_code == 0
    assert (tmp_path / "our-year" / "private" / "index.html").exists()
    assert "Our year" in (tmp_path / "our-year" / "mkfile.toml").read_text("utf-8")


def test_init_leaves_a_site_that_is_there_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    run = CliRunner().invoke(group, ["init"])
    assert run.exit_code == 1
    assert "nothing was written" in run.output
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_init_keeps_files_of_other_purposes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".gitignore").write_text("mine\n")
    assert CliRunner().invoke(group, ["init", "--title", "Ours"]).exit_code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert 'title = "Ours"' in (tmp_path / "mkfile.toml").read_text("utf-8")
