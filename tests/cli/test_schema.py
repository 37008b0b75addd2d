"""`mentorsite schema`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from mentorsite.exports.data import VERSION
from mentorsite.records.registry import type_names
from tests.cli.conftest import GOAL, Run
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_outside_a_site_it_writes_the_schema_of_a_type(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "goals")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "indicators" in json.loads(result.stdout)["properties"]


def test_without_a_type_it_writes_those_of_all(run: Run, tmp_path: Path) -> None:
    text = run(tmp_path, "schema").stdout
    json.loads(text)
    assert all(f'"{name}"' in text for name in type_names())


def test_data_is_the_schema_of_data_json(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "data")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["$id"] == f"urn:mentorsite:schema:data:{VERSION}"


def test_inside_a_site_the_levels_are_the_site_s(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mkfile.toml").write_text(MKFILE + '[skills]\nlevels = ["Zwölf", "Eins"]\n')
    assert "Zwölf" in json.dumps(json.loads(run(tmp_path, "schema", "skills").stdout), ensure_ascii=False)


def test_a_type_that_is_none_is_wrong_use(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "gaols")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "`gaols` is no record type; did you mean `goals`?" in result.stderr
    assert "`data` is data.json" in run(tmp_path, "schema", "zebra").stderr
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


class TestWrite:
    """`--write` puts what editors read into a site."""

    def test_schemas_and_settings_are_written_and_git_passes_the_schemas_over(self, run: Run, new_site: NewSite) -> None:
        site = new_site({})
        result = run(site, "schema", "--write")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == (
            ".mentorsite/schemas/: 13 schemas\n"
            ".vscode/settings.json: says which file has which schema\n"
            ".vscode/extensions.json: recommends what reads them\n"
        )
        named = json.loads((site.root / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
        assert {path.relative_to(site.root).as_posix() for path in (site.root / ".mentorsite" / "schemas").iterdir()} == set(named)
        assert (site.root / ".mentorsite" / ".gitignore").read_text("utf-8") == "*\n"

    def test_what_is_written_to_the_standard_output_names_nobody(self, run: Run, new_site: NewSite) -> None:
        site = new_site({"content/people/ana.yaml": "name: Ana\ntags: [calm]\n"})
        run(site, "schema", "--write")
        assert '"ana"' in (site.root / ".mentorsite" / "schemas" / "goals.json").read_text("utf-8")
        for arguments in ((), ("goals",)):
            assert not {"ana", "Ana", "calm"} & set(re.findall(r"\w+", run(site, "schema", *arguments).stdout))

    def test_from_a_folder_inside_it_writes_into_the_site(self, run: Run, new_site: NewSite) -> None:
        site = new_site({"content/goals/.keep": ""})
        assert run(site.root / "content" / "goals", "schema", "--write", "--quiet").output == ""
        assert (site.root / ".vscode" / "settings.json").exists()

    def test_once_more_it_changes_nothing_but_what_the_site_has_changed(self, run: Run, new_site: NewSite) -> None:
        site = new_site({})
        run(site, "schema", "--write")
        settings = site.root / ".vscode" / "settings.json"
        first, at = settings.read_bytes(), settings.stat().st_mtime_ns
        site.write({"content/people/ana.yaml": "name: Ana\n"})
        run(site, "schema", "--write")
        assert (settings.read_bytes(), settings.stat().st_mtime_ns) == (first, at)
        assert '"ana"' in (site.root / ".mentorsite" / "schemas" / "goals.json").read_text("utf-8")

    def test_a_build_leaves_them_where_they_are_and_makes_nothing_of_them(self, run: Run, plain_site: NewSite) -> None:
        site = plain_site({"content/goals/g.md": GOAL})
        run(site, "build", "public")
        before = tree(site.root / "public")
        run(site, "schema", "--write")
        schemas = tree(site.root / ".mentorsite" / "schemas")
        assert run(site, "build", "public").exit_code == 0
        assert tree(site.root / "public") == before
        site.write({"content/goals/h.md": GOAL})
        assert run(site, "build", "public").exit_code == 0
        assert tree(site.root / ".mentorsite" / "schemas") == schemas

    def test_settings_with_comments_stay_as_they_are_and_what_to_add_is_shown(self, run: Run, new_site: NewSite) -> None:
        text = '{\n  // mine\n  "editor.rulers": [80]\n}\n'
        site = new_site({".vscode/settings.json": text})
        result = run(site, "schema", "--write", "--quiet")
        assert (result.exit_code, result.stdout) == (0, "")
        assert (site.root / ".vscode" / "settings.json").read_text("utf-8") == text
        said, shown = result.stderr.split("\n", 1)
        assert said == ".vscode/settings.json is no plain JSON, for example since it holds comments, and stays as it is; add to it:"
        assert ".mentorsite/schemas/goals.json" in json.loads(shown)["yaml.schemas"]

    def test_settings_that_are_no_text_stay_as_they_are(self, run: Run, new_site: NewSite) -> None:
        site = new_site({".vscode/settings.json": b'{"a": "\xff"}'})
        assert "stays as it is" in run(site, "schema", "--write").stderr
        assert (site.root / ".vscode" / "settings.json").read_bytes() == b'{"a": "\xff"}'

    def test_as_json_it_says_what_was_written(self, run: Run, new_site: NewSite) -> None:
        site = new_site({".vscode/settings.json": "// x"})
        said = json.loads(run(site, "schema", "--write", "--format", "json").stdout)
        assert said["untouched"] == [".vscode/settings.json"]
        assert said["problems"] == []
        assert {".mentorsite/schemas/goals.json", ".vscode/extensions.json"} <= set(said["written"])

    def test_what_cannot_be_written_is_said(self, run: Run, new_site: NewSite) -> None:
        result = run(new_site({".vscode": "a file"}), "schema", "--write")
        assert result.exit_code == 1
        assert "cannot be written" in result.stderr

    def test_outside_a_site_and_of_one_type_it_is_refused(self, run: Run, tmp_path: Path) -> None:
        assert "M001" in run(tmp_path, "schema", "--write").stderr
        result = run(tmp_path, "schema", "goals", "--write")
        assert (result.exit_code, result.stdout) == (2, "")
