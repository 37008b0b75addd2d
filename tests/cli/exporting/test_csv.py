"""`mentorsite export csv`, and what all exports do: where they go, what is never written over, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
SITE: Files = {
    "content/goals/a.yaml": "title: A\nvisibility: public\n",
    "content/goals/b.yaml": "title: B\nvisibility: pair\n",
    "content/skills/s.yaml": "title: S\n",
}


@pytest.fixture
def site(new_site: NewSite, tmp_path: Path) -> Site:
    return new_site(SITE)


def names(folder: Path) -> list[str]:
    return sorted(place.name for place in folder.iterdir())


def test_it_writes_what_the_audience_of_the_target_sees(site: Site, run: Run) -> None:
    result = run(site, "export", "csv", "-o", "out/deep")
    assert (result.exit_code, result.stdout) == (0, "out/deep: 1 file for the audience `public`\n")
    assert names(site.root / "out/deep") == ["goals.csv"]
    assert "goals/b" not in (site.root / "out/deep/goals.csv").read_text("utf-8")
    assert run(site, "export", "csv", "pair", "-o", "pair-tables", "-q").stdout == ""
    assert names(site.root / "pair-tables") == ["goals.csv", "skills.csv"]


def test_one_type_goes_to_the_standard_output(site: Site, run: Run) -> None:
    result = run(site, "export", "csv", "pair", "--type", "skill")
    assert result.stdout_bytes.startswith(b"record,title,")
    assert result.stdout_bytes.endswith(b"\r\n")
    assert "skills/s,S," in result.stdout


def test_the_results_for_scripts(site: Site, run: Run) -> None:
    result = run(site, "export", "csv", "pair", "-o", "out", "--format", "json")
    assert json.loads(result.stdout) == {"audience": "pair", "written": ["out/goals.csv", "out/skills.csv"], "problems": []}


def test_what_is_there_is_written_over_only_when_asked_and_then_nothing_of_an_earlier_export_stays(site: Site, run: Run) -> None:
    assert run(site, "export", "csv", "pair", "-o", "out").exit_code == 0
    (site.root / "out/notes.txt").write_text("mine")
    before = (site.root / "out/goals.csv").read_bytes()
    result = run(site, "export", "csv", "public", "-o", "out")
    assert result.exit_code == 2
    assert "out/goals.csv and 1 other are there already; nothing was written. Write over them with --force" in result.stderr
    assert (site.root / "out/goals.csv").read_bytes() == before
    assert run(site, "export", "csv", "public", "-o", "out", "--force").exit_code == 0
    assert names(site.root / "out") == ["goals.csv", "notes.txt"]


@pytest.mark.parametrize("place", ["content", "content/x", "static", "static/tables", "public", "public/x", "../{name}/static"])
def test_it_writes_nothing_into_the_site_and_what_is_published(site: Site, run: Run, place: str) -> None:
    result = run(site, "export", "csv", "private", "-o", place.format(name=site.root.name))
    assert result.exit_code == 2
    assert "lies among" in result.stderr
    assert not (site.root / "static").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a folder for the tables with --output, or one type with --type"),
        (["--type", "goals", "--type", "skills"], "name a folder for the tables with --output"),
        (["--type", "gaols"], "`gaols` is no record type; did you mean `goals`?"),
        (["publik", "-o", "out"], "did you mean `public`?"),
    ],
)
def test_wrong_use_ends_with_2_and_the_way_out(site: Site, run: Run, arguments: list[str], said: str) -> None:
    result = run(site, "export", "csv", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_where_the_audience_sees_nothing_that_is_said_and_nothing_is_written(site: Site, run: Run) -> None:
    result = run(site, "export", "csv", "public", "--type", "skills", "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "the audience `public` sees nothing of that; nothing was written\n"
    assert not (site.root / "out").exists()


def test_a_folder_that_cannot_be_made_is_told(site: Site, run: Run) -> None:
    (site.root / "file").write_text("")
    result = run(site, "export", "csv", "-o", "file/out")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_an_error_of_the_site_is_reported_and_nothing_is_written(new_site: NewSite, run: Run) -> None:
    site = new_site({"content/goals/a.yaml": "titel: A\n"})
    result = run(site, "export", "csv", "-o", "out")
    assert result.exit_code == 1
    assert "error[M104]" in result.stderr
    assert not (site.root / "out").exists()
