"""What a site holds, for whoever begins a record in it."""

from __future__ import annotations

import pytest

from mentorsite.records.types.people import Person
from mentorsite.scaffold.desk import known_ids
from mentorsite.scaffold.record import LEVELS
from tests.scaffold.conftest import NewDesk


def test_a_value_of_one_field_has_the_problems_that_check_would_find(desk: NewDesk) -> None:
    at = desk("goals")
    assert [problem.message for problem in at.problems_of("owner", "nobody")] == ["there is no record `people/nobody`"]
    assert [problem.message for problem in at.problems_of("due", "soon")] == ["`soon` is not a date"]
    assert at.problems_of("due", "2026-03-04") == []


def test_a_file_has_the_problems_that_check_would_find_also_as_another_record_of_its_address(desk: NewDesk) -> None:
    at = desk("goals")
    assert at.problems_in("content/goals/lead.md", "---\ntitle: Lead\n---\n") == []
    told = [problem.message for problem in at.problems_in("content/goals/x/lead.md", "---\ntitle: Lead\nowner: x\nduu: 1\n---\n")]
    assert told == ["unknown field `duu`", "two records have the address `goals/lead.html`", "there is no record `people/x`"]
    assert ["two records" in problem.message for problem in at.problems_in("content/goals/x/lead.md", "---\ntitle: Lead\n---\n")] == [True]


@pytest.mark.parametrize(
    ("values", "defaults", "reach"),
    [({}, "", "pair"), ({"visibility": "review"}, "", "review"), ({}, "visibility: private\n", "private"), ({}, "draft: true\n", "pair")],
)
def test_a_record_reaches_as_far_as_it_will_once_it_is_no_draft(desk: NewDesk, values: dict[str, str], defaults: str, reach: str) -> None:
    at = desk("goals", {"content/goals/_defaults.yaml": defaults} if defaults else {})
    assert str(at.reach(values)) == reach


def test_a_portfolio_holds_its_own_records_and_the_shared_ones(desk: NewDesk) -> None:
    more = {f"content/portfolios/{one}/people/{one}.yaml": f"name: {one}\n" for one in ("X", "y")}
    at = desk("people", more, "X")
    assert (at.place, at.folder) == ("x", "content/portfolios/X/people")
    assert [key.id for key, _ in at.all(Person)] == ["x", "ana-ferro", "anton", "ben-ode"]
    assert at.takes("Ben Ode") == "content/people/ben-ode.yaml"
    assert at.takes("y") is None
    assert known_ids(at)["people"] == ("ana-ferro", "ben-ode", "anton", "x")
    assert known_ids(at)[LEVELS] == at.config.levels
    assert desk("goals", more, "X").takes("lead") is None


def test_a_new_record_breaks_what_names_another_by_its_id_alone(desk: NewDesk) -> None:
    at = desk("skills", {"content/pages/p.md": "---\ntitle: P\n---\n[[lead]]\n"})
    assert at.is_elsewhere("lead", None)
    assert at.breaks("content/skills/lead.md", "---\ntitle: Lead\n---\n")
    assert not at.breaks("content/skills/p.md", "---\ntitle: P\n---\n")
    assert not at.is_elsewhere("other", None)
