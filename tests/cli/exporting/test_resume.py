"""`mentorsite export resume`: whose it is, and where it goes."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Run
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
SITE: Files = {
    "content/people/ana.yaml": "name: Ana Lind\nrole: mentee\nconsent: public\n",
    "content/people/ben.yaml": "name: Ben Ode\nrole: mentor\nconsent: pair\n",
    "content/people/cleo.yaml": "name: Cleo Ode\nrole: mentee\nconsent: pair\n",
}


def test_it_goes_to_the_standard_output_or_to_a_file(new_site: NewSite, run: Run) -> None:
    site = new_site(SITE)
    written = run(site, "export", "resume", "--date", "2026-11-24").stdout
    assert json.loads(written)["basics"]["name"] == "Ana Lind"
    assert json.loads(written)["meta"]["lastModified"] == "2026-11-24T00:00:00"
    assert run(site, "export", "resume", "-o", "-", "--date", "2026-11-24").stdout == written
    assert run(site, "export", "resume", "-o", "r.json", "--date", "2026-11-24").stdout == "r.json for the audience `public`\n"
    assert (site.root / "r.json").read_text("utf-8") == written
    refused = run(site, "export", "resume", "-o", "r.json")
    assert (refused.exit_code, "r.json is there already" in refused.stderr) == (2, True)
    assert run(site, "export", "resume", "-o", "r.json", "--force", "-q").exit_code == 0
    assert "is a folder; name a file in it" in run(site, "export", "resume", "-o", ".").stderr


@pytest.mark.parametrize("asked", ["ben", "Ben Ode", "people/ben"])
def test_somebody_else_may_be_named(new_site: NewSite, run: Run, asked: str) -> None:
    assert json.loads(run(new_site(SITE), "export", "resume", "pair", "--person", asked).stdout)["basics"]["name"] == "Ben Ode"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pair"], "there is more than one mentee; say whose with --person: ana, cleo"),
        (["--person", "ben"], "the audience `public` does not see the record `people/ben`: see its `consent`"),
        (["--person", "anna"], "there is no record of `anna`; did you mean `ana`?"),
        (["pair", "--person", "ode"], "`ode` is more than one person; write an id"),
    ],
)
def test_who_is_meant_has_to_be_clear_and_known_to_the_audience(new_site: NewSite, run: Run, arguments: list[str], said: str) -> None:
    result = run(new_site(SITE), "export", "resume", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_without_a_mentee_somebody_has_to_be_named(new_site: NewSite, run: Run) -> None:
    result = run(new_site({"content/people/ben.yaml": "name: Ben\nconsent: public\n"}), "export", "resume")
    assert result.exit_code == 2
    assert "sees no mentee of whom a résumé could be made; name somebody with --person" in result.stderr
