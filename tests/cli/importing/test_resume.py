"""`mentorsite import resume`: the files that it writes, and its report."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Run
from tests.conftest import Files, Site


def test_it_writes_records_and_tells_what_has_no_place(new_site: Callable[[Files], Site], run: Run) -> None:
    site = new_site(
        {
            "r.json": '{"basics": {"name": "Ana"},\n "languages": [{"language": "Danish"}],\n "skills": [{"name": "Design", "level": "Novice"}]}'
        }
    )
    result = run(site, "import", "resume", "r.json", "--date", "2026-11-24")
    assert (result.exit_code, result.stdout) == (0, "content/people/ana.md\ncontent/skills/design.md\n")
    assert result.stderr == (
        "r.json:2:15: warning[M701] `languages` has no place in a record\n  hint: no record type is for languages\n2 records written; 1 warning\n"
    )
    assert "2026-11-24: Novice" in (site.root / "content/skills/design.md").read_text("utf-8")
    assert run(site, "import", "resume", "r.json", "-q").stderr.count("M702") == 2
