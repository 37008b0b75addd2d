"""`mentorsite export archive`."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from tests.cli.conftest import GOAL, Run
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
DAY = ("--date", "2026-11-24")


def test_the_archive_of_a_target_is_written_into_a_file_that_is_not_there(run: Run, plain_site: NewSite) -> None:
    site = plain_site({"content/goals/g.md": GOAL})
    result = run(site, "export", "archive", "public", "-o", "a.zip", *DAY)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "a.zip for the audience `public`\n", "")
    with zipfile.ZipFile(site.root / "a.zip") as found:
        assert "a-small-site/site/goals/g.html" in found.namelist()
        assert "a-small-site/content/goals/g.md" in found.namelist()
    before = (site.root / "a.zip").read_bytes()
    refused = run(site, "export", "archive", "private", "-o", "a.zip", *DAY)
    assert (refused.exit_code, "--force" in refused.stderr) == (2, True)
    assert (site.root / "a.zip").read_bytes() == before


def test_it_goes_to_another_program_where_no_file_is_named(run: Run, plain_site: NewSite) -> None:
    result = run(plain_site({"content/goals/g.md": GOAL}), "export", "archive", *DAY)
    assert (result.exit_code, result.stdout_bytes[:4]) == (0, b"PK\x03\x04")


def test_a_target_that_is_not_there_is_wrong_use(run: Run, plain_site: NewSite) -> None:
    result = run(plain_site({}), "export", "archive", "pubic", "-o", "a.zip")
    assert (result.exit_code, "did you mean `public`?" in result.stderr) == (2, True)
