"""`mentorsite schema`."""

from __future__ import annotations

import json
from pathlib import Path

from mentorsite.records.registry import type_names
from tests.cli.conftest import Run
from tests.conftest import MKFILE


def test_outside_a_site_it_writes_the_schema_of_a_type(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "goals")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "indicators" in json.loads(result.stdout)["properties"]


def test_without_a_type_it_writes_those_of_all(run: Run, tmp_path: Path) -> None:
    text = run(tmp_path, "schema").stdout
    json.loads(text)
    assert all(f'"{name}"' in text for name in type_names())


def test_inside_a_site_the_levels_are_the_site_s(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mkfile.toml").write_text(MKFILE + '[skills]\nlevels = ["Zwölf", "Eins"]\n')
    assert "Zwölf" in json.dumps(json.loads(run(tmp_path, "schema", "skills").stdout), ensure_ascii=False)


def test_a_type_that_is_none_is_wrong_use(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "gaols")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "`gaols` is no record type; did you mean `goals`?" in result.stderr
    assert "the types are checkins, " in run(tmp_path, "schema", "zebra").stderr


def test_an_mkfile_with_errors_is_a_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mkfile.toml").write_text("[sites]\n")
    result = run(tmp_path, "schema", "goals")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "M003" in result.stderr


def test_a_named_mkfile_has_to_be_there(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "--config", "nowhere.toml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nowhere.toml cannot be opened" in result.stderr
