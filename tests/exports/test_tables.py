"""Tables: RFC 4180 as an independent parser reads it, harmless in a spreadsheet, and nothing in them but what is seen."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from mentorsite.audience.select import select
from mentorsite.exports.tables import tables
from mentorsite.linking import link
from mentorsite.reading import read
from mentorsite.records.audience import Audience
from tests.conftest import ROOT, Files, Site

NewSite = Callable[[Files], Site]


def of(site: Site, audience: str, **how: object) -> dict[str, str]:
    portfolio, _ = link(read(site.root, site.config.levels)[0])
    view = select(portfolio, Audience(audience), site.config.visibility, fences=True)
    return {table.address: table.data.decode() for table in tables(view, **how)}  # type: ignore[arg-type]


def test_there_is_a_table_for_each_type_of_which_something_is_seen(new_site: NewSite) -> None:
    site = new_site({"content/goals/a.yaml": "title: A\nvisibility: public\n", "content/skills/s.yaml": "title: S\n"})
    assert list(of(site, "public")) == ["goals.csv"]
    assert list(of(site, "pair")) == ["goals.csv", "skills.csv"]
    assert list(of(site, "pair", types=["skills"])) == ["skills.csv"]


def test_a_table_is_as_rfc_4180_has_it(new_site: NewSite) -> None:
    site = new_site({"content/goals/a.md": "---\ntitle: 'Say \"yes\", now'\nvisibility: public\n---\nOne.\n\nTwo; three.\n"})
    text = of(site, "public", mark=False)["goals.csv"]
    assert text.endswith('goals/a,"Say ""yes"", now",,active,,,,,,,,,,,,public,,,,,,"One.\n\nTwo; three."\r\n')
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["title"], row["body"]) == ('Say "yes", now', "One.\n\nTwo; three.")


def test_files_have_the_mark_by_which_spreadsheets_know_utf_8_and_pipes_have_not(new_site: NewSite) -> None:
    site = new_site({"content/goals/a.yaml": "title: é\nvisibility: public\n"})
    assert of(site, "public")["goals.csv"].startswith("\ufeffrecord,title,")
    assert of(site, "public", mark=False)["goals.csv"].startswith("record,title,")


def test_several_portfolios_have_a_column(new_site: NewSite) -> None:
    site = new_site({"content/portfolios/One/goals/a.yaml": "title: A\n", "content/people/ana.yaml": "name: Ana\n"})
    (goal,) = csv.DictReader(io.StringIO(of(site, "pair", mark=False)["goals.csv"], newline=""))
    (person,) = csv.DictReader(io.StringIO(of(site, "pair", mark=False)["people.csv"], newline=""))
    assert (goal["portfolio"], person["portfolio"]) == ("One", "")


def test_no_cell_of_the_example_is_a_formula() -> None:
    found = of(Site(ROOT), "private", mark=False)
    cells = [cell for text in found.values() for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert len(cells) > 1000
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")] == []
    assert any(cell.startswith("'-") for cell in cells)
