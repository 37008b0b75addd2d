"""`mentorsite export badges`."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.cli.conftest import Run
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
REACHED = "---\ntitle: Reached\ndate: 2026-03-04\nvisibility: public\n---\n"
HIDDEN = "---\ntitle: Quiet\ndate: 2026-03-05\nvisibility: pair\n---\n"
FILES: Files = {"content/milestones/reached.md": REACHED, "content/milestones/quiet.md": HIDDEN}
TO = ("--output", "out", "--date", "2026-11-24")


def test_the_badges_that_the_audience_sees_are_written_into_a_folder(run: Run, plain_site: NewSite) -> None:
    site = plain_site(FILES)
    result = run(site, "export", "badges", "public", *TO)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "out: 1 file for the audience `public`\n", "")
    (written,) = (path for path in (site.root / "out").rglob("*") if path.is_file())
    assert written.relative_to(site.root / "out").as_posix() == "milestones/reached.json"
    assert json.loads(written.read_bytes())["name"] == "Reached"


def test_a_folder_has_to_be_named(run: Run, plain_site: NewSite) -> None:
    result = run(plain_site(FILES), "export", "badges")
    assert (result.exit_code, "name a folder for the badges with --output" in result.stderr) == (2, True)


def test_nothing_is_written_over_unless_that_is_said_and_then_no_earlier_badge_stays(run: Run, plain_site: NewSite) -> None:
    site = plain_site({**FILES, "out/milestones/own.json": '{"description": "my own"}', "out/notes.json": "no JSON"})
    assert run(site, "export", "badges", "pair", *TO).exit_code == 0
    refused = run(site, "export", "badges", "public", *TO)
    assert (refused.exit_code, "--force" in refused.stderr) == (2, True)
    assert run(site, "export", "badges", "public", *TO, "--force").exit_code == 0
    found = sorted(path.relative_to(site.root / "out").as_posix() for path in (site.root / "out").rglob("*.json"))
    assert found == ["milestones/own.json", "milestones/reached.json", "notes.json"]
