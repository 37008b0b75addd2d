"""Whom and what somebody means who asks."""

from __future__ import annotations

import pytest

from mentorsite.audience.find import find_people, find_records, near_people, near_records
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
