"""Whom and what somebody means who asks."""

from __future__ import annotations

import pytest

from mentorsite.audience.find import find_meant, find_people, find_records, near_people, near_records
from tests.audience.conftest import Ask

SITE = {
    "content/people/ana-ferro.yaml": "name: Ana Ferro\n",
    "content/people/many.yaml": "- id: ben\n  name: Ben Ode\n- id: cleo\n  name: Ana Im\n",
    "content/portfolios/one/goals/lead.md": "---\ntitle: A\n---\n",
    "content/portfolios/two/goals/lead.md": "---\ntitle: B\n---\n",
    "content/portfolios/two/milestones/lead.md": "---\ntitle: C\ndate: 2026-03-01\n---\n",
}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("lead", ["one goals/lead", "two goals/lead", "two milestones/lead"]),
        ("Lead", ["one goals/lead", "two goals/lead", "two milestones/lead"]),
        ("goals/lead", ["one goals/lead", "two goals/lead"]),
        ("two/goals/lead", ["two goals/lead"]),
        ("content/portfolios/two/goals/lead.md", ["two goals/lead"]),
        ("./content/people/many.yaml", [" people/ben", " people/cleo"]),
        ("a/b/c/d", []),
        ("", []),
        ("lea", []),
    ],
)
def test_a_record_is_found_by_its_id_its_type_its_portfolio_or_its_file(ask: Ask, asked: str, found: list[str]) -> None:
    assert [f"{key.portfolio} {key}" for key in find_records(ask(SITE).gathered.portfolio, asked)] == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [("ben", ["ben"]), ("people/ben", ["ben"]), (" ana  FERRO", ["ana-ferro"]), ("lead", []), ("Ana", []), ("goals/lead", [])],
)
def test_a_person_is_found_by_their_id_or_their_whole_name(ask: Ask, asked: str, found: list[str]) -> None:
    assert [key.id for key in find_people(ask(SITE).gathered.portfolio, asked)] == found


def test_near_ones_are_suggested(ask: Ask) -> None:
    portfolio = ask(SITE).gathered.portfolio
    assert near_records(portfolio, "goals/leed") == "did you mean `goals/lead`?"
    assert near_people(portfolio, "ana") == "did you mean `Ana Ferro` or `Ana Im`?"
    assert near_people(portfolio, "bem") == "did you mean `ben`?"


MEANT = {
    "content/people/ana-ferro.yaml": "name: Ana Ferro\nalias: the captain\n",
    "content/people/anton.yaml": "name: Anton Odé\n",
    "content/people/ann.yaml": "name: Ann\n",
    "content/people/zed.yaml": "name: Anton Odéon\n",
    "content/skills/first.md": "---\ntitle: Lead  *reviews*\n---\n",
    "content/portfolios/one/people/ann.yaml": "name: Ann of One\n",
    "content/portfolios/one/skills/first.md": "---\ntitle: Draw\n---\n",
    "content/portfolios/two/people/zoe.yaml": "name: Zoe\n",
}


@pytest.mark.parametrize(
    ("asked", "type", "place", "found"),
    [
        ("ana-ferro", "people", "", ["ana-ferro"]),
        ("people/ana-ferro", "people", "", ["ana-ferro"]),
        ("ANA  ferro", "people", "", ["ana-ferro"]),
        ("the captain", "people", "", ["ana-ferro"]),
        ("ann", "people", "", ["ann"]),
        ("an", "people", "", ["ana-ferro", "ann", "anton", "zed"]),
        ("odé", "people", "", ["anton", "zed"]),
        ("anton odé", "people", "", ["anton"]),
        ("ferr", "people", "", ["ana-ferro"]),
        ("err", "people", "", []),
        ("", "people", "", []),
        (" ", "people", "", []),
        ("zoe", "people", "one", []),
        ("zoe", "people", "two", ["zoe"]),
        ("lead *rev", "*", "", ["first"]),
        ("first", "people", "", []),
        ("content/skills/first.md", "*", "", ["first"]),
    ],
)
def test_what_somebody_may_mean_is_found_by_the_whole_then_by_a_beginning(
    ask: Ask, asked: str, type: str, place: str, found: list[str]
) -> None:
    assert [key.id for key in find_meant(ask(MEANT).gathered.portfolio, asked, type, place)] == found


def test_a_record_of_the_portfolio_comes_before_a_shared_one_of_its_id(ask: Ask) -> None:
    portfolio = ask(MEANT).gathered.portfolio
    assert [key.portfolio for key in find_meant(portfolio, "ann", "people", "one")] == ["one"]
    assert find_meant(portfolio, "Ann", "people", "one") == find_meant(portfolio, "ann", "people", "one")
