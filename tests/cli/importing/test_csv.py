"""`mentorsite import csv`, and what all imports do: what is written, what is said, what is left."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Run
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]


def test_it_writes_records_and_says_which(new_site: NewSite, run: Run) -> None:
    site = new_site({"goals.csv": "title;due;Remarks\r\nLead;31.12.2026;x\r\n", "content/goals/_empty": ""})
    result = run(site, "import", "csv", "goals.csv")
    assert (result.exit_code, result.stdout) == (0, "content/goals/lead.md\n")
    assert result.stderr == (
        "goals.csv:1:11: warning[M701] the column `Remarks` has no place in goals\n"
        '  hint: say where it belongs in a file for `--map`; `""` leaves it out\n'
        "1 record written; 1 warning\n"
    )
    assert (site.root / "content/goals/lead.md").read_bytes() == b"---\ntitle: Lead\ndue: 2026-12-31\n---\n"
    again = run(site, "import", "csv", "goals.csv", "-q")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "warning[M702] `goals/lead` is there already" in again.stderr


def test_a_dry_run_writes_nothing(new_site: NewSite, run: Run) -> None:
    site = new_site({"goals.csv": "title\nLead\n"})
    result = run(site, "import", "csv", "goals.csv", "--dry-run")
    assert (result.stdout, result.stderr) == ("content/goals/lead.md\n", "1 record would be written; no problems\n")
    assert not (site.root / "content/goals").exists()
    found = json.loads(run(site, "import", "csv", "goals.csv", "-n", "--format", "json").stdout)
    assert found == {"written": [], "would_be_written": ["content/goals/lead.md"], "left": 0, "problems": []}


def test_what_is_wrong_is_told_the_rest_is_written_and_the_status_is_1(new_site: NewSite, run: Run) -> None:
    site = new_site({"goals.csv": "title,due\nLead,3/4/2026\nGrow,\n"})
    result = run(site, "import", "csv", "goals.csv")
    assert (result.exit_code, result.stdout) == (1, "content/goals/grow.md\n")
    assert "goals.csv:2:6: error[M106] `3/4/2026` may be 2026-04-03 or 2026-03-04" in result.stderr
    assert run(site, "import", "csv", "goals.csv", "--dates", "month-first").stdout == "content/goals/lead.md\n"


def test_a_folder_is_all_tables_in_it_whatever_order_they_refer_to_each_other_in(new_site: NewSite, run: Run) -> None:
    site = new_site({"in/milestones.csv": "title,date,goal\nFirst,2026-03-04,Lead\n", "in/goals.csv": "title\nLead\n", "in/notes.txt": "x"})
    result = run(site, "import", "csv", "in")
    assert result.stdout == "content/goals/lead.md\ncontent/milestones/2026-03-04-first.md\n"


def test_a_mapping_says_which_column_is_which_field(new_site: NewSite, run: Run) -> None:
    site = new_site({"t.csv": "What we want,Remarks\nLead,x\n", "m.toml": '[goals]\n"What we want" = "title"\nRemarks = ""\n'})
    result = run(site, "import", "csv", "t.csv", "--type", "goal", "--map", "m.toml")
    assert (result.stdout, result.stderr) == ("content/goals/lead.md\n", "1 record written; no problems\n")
    site.write({"m.toml": "[goals]\nA = 'titel'\n"})
    wrong = run(site, "import", "csv", "t.csv", "--type", "goal", "--map", "m.toml")
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith("m.toml:2:1: error[M104] `titel` is no field of goals\n  hint: did you mean `title`?\n")


def test_a_name_that_is_open_too_far_is_told_as_check_would(new_site: NewSite, run: Run) -> None:
    site = new_site({"content/people/ana.yaml": "name: Ana Lind\n", "goals.csv": "title,visibility,summary\nLead,public,With Ana Lind.\n"})
    result = run(site, "import", "csv", "goals.csv")
    assert (result.exit_code, result.stdout) == (0, "content/goals/lead.md\n")
    assert "content/goals/lead.md:4:15: warning[M302]" in result.stderr


def test_other_encodings_are_read_when_they_are_named(new_site: NewSite, run: Run) -> None:
    site = new_site({"goals.csv": "title\nÜben\n".encode("cp1252")})
    assert "goals.csv:2:1: error[M101]" in run(site, "import", "csv", "goals.csv").stderr
    assert run(site, "import", "csv", "goals.csv", "--encoding", "windows-1252").stdout == "content/goals/üben.md\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing.csv"], "does not exist"),
        (["in"], "there is no file in in that ends in .csv"),
        (["goals.csv", "--type", "gaol"], "`gaol` is no record type; did you mean `goal`?"),
        (["goals.csv", "--encoding", "windows-9"], "`windows-9` is no encoding"),
        (["goals.csv", "--encoding", "hex"], "`hex` is no encoding"),
        (["goals.csv", "--portfolio", "one"], "there is no portfolio `one`; there are none"),
        ([], "Missing argument"),
    ],
)
def test_wrong_use_ends_with_2_and_the_way_out(new_site: NewSite, run: Run, arguments: list[str], said: str) -> None:
    result = run(new_site({"goals.csv": "title\nA\n", "in/a.txt": ""}), "import", "csv", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_records_come_into_the_portfolio_that_is_named(new_site: NewSite, run: Run) -> None:
    site = new_site({"content/portfolios/One/goals/a.yaml": "title: A\n", "goals.csv": "title\nLead\n"})
    assert "error[M205] the record belongs to no portfolio" in run(site, "import", "csv", "goals.csv").stderr
    assert run(site, "import", "csv", "goals.csv", "--portfolio", "one").stdout == "content/portfolios/One/goals/lead.md\n"
