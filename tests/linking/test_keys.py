"""Every record gets an address of its own, or there is a problem that names both places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.keys import table
from mentorsite.reading import Sheet, read
from mentorsite.records.values import Key
from tests.conftest import write_files

GOAL = "title: x\n"
Table = Callable[[dict[str, str]], tuple[dict[Key, Sheet], list[Diagnostic]]]


@pytest.fixture
def table_of(tmp_path: Path) -> Table:
    def make(files: dict[str, str]) -> tuple[dict[Key, Sheet], list[Diagnostic]]:
        write_files(tmp_path, files)
        content, problems = read(tmp_path, ("Novice",))
        assert problems == []
        return table(content)

    return make


def test_records_are_given_in_the_order_of_their_keys(table_of: Table) -> None:
    sheets, problems = table_of({"content/pages/z.yaml": GOAL, "content/goals/b.yaml": GOAL, "content/goals/old/a.yaml": GOAL})
    assert problems == []
    assert list(sheets) == [Key("", "goals", "a"), Key("", "goals", "b"), Key("", "pages", "z")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lead", "lead"),
        ("lead reviews", "lead-reviews"),
        ("lead_reviews", "lead--reviews!"),
        ("caf\u00e9", "cafe\u0301"),
        ("\u212bngström", "ångström"),
        ("2026-03-04-a", "2026-03-05-a"),
        ("İx", "i\u0307x"),
    ],
)
def test_two_names_of_one_address_are_told_with_both_places(table_of: Table, one: str, other: str) -> None:
    first, second = sorted([f"content/goals/{one}.yaml", f"content/goals/{other}.md"])
    sheets, (problem,) = table_of({f"content/goals/{one}.yaml": GOAL, f"content/goals/{other}.md": f"---\n{GOAL}---\n"})
    assert len(sheets) == 1
    assert (problem.code, problem.span) == (Code.DUPLICATE_ID, Span(second, 1, 1))
    assert problem.related == ((Span(first, 1, 1), "the other one"),)


def test_of_three_each_is_told_with_the_first_and_an_id_at_its_place(table_of: Table) -> None:
    _, problems = table_of(
        {"content/goals/a.yaml": GOAL, "content/goals/all.yaml": "- {id: b, title: x}\n- id: A\n  title: x\n- title: x\n  id: a\n"}
    )
    assert [(problem.span, problem.related[0][0]) for problem in problems] == [
        (Span("content/goals/all.yaml", 2, 7), Span("content/goals/a.yaml", 1, 1)),
        (Span("content/goals/all.yaml", 5, 7), Span("content/goals/a.yaml", 1, 1)),
    ]


def test_one_id_in_two_types_or_two_portfolios_is_two_addresses(table_of: Table) -> None:
    sheets, problems = table_of(
        {
            "content/portfolios/a/goals/x.yaml": GOAL,
            "content/portfolios/a/pages/x.yaml": GOAL,
            "content/portfolios/b/goals/x.yaml": GOAL,
            "content/pages/x.yaml": GOAL,
        }
    )
    assert problems == []
    assert list(sheets) == [Key("", "pages", "x"), Key("a", "goals", "x"), Key("a", "pages", "x"), Key("b", "goals", "x")]


def test_an_address_in_a_portfolio_is_told_with_the_portfolio(table_of: Table) -> None:
    _, (problem,) = table_of({"content/portfolios/Ana/goals/x.yaml": GOAL, "content/portfolios/Ana/goals/X.yaml": GOAL})
    assert problem.message == "two records have the address `ana/goals/x.html`"


def test_an_id_that_can_be_no_address_is_told_where_it_is_written(table_of: Table) -> None:
    _, problems = table_of({"content/goals/index.yaml": GOAL, "content/goals/a.yaml": "title: x\nid: '?'\n"})
    assert [(problem.code, problem.span, problem.message.partition(": ")[2]) for problem in problems] == [
        (Code.BAD_ID, Span("content/goals/a.yaml", 2, 5), "it holds no letter and no digit"),
        (Code.BAD_ID, Span("content/goals/index.yaml", 1, 1), "that is the address of a page that the site makes itself"),
    ]


@pytest.mark.parametrize("type", ["goals", "checkins", "people", "skills", "pages"])
def test_beside_portfolios_lie_only_people_skills_and_pages(table_of: Table, type: str) -> None:
    record = "name: x\n" if type == "people" else "date: 2026-03-04\ntitle: x\n"
    _, problems = table_of({"content/portfolios/a/pages/x.yaml": GOAL, f"content/{type}/x.yaml": record})
    told = [(Code.OUTSIDE_PORTFOLIO, Span(f"content/{type}/x.yaml"))] if type in ("goals", "checkins") else []
    assert [(problem.code, problem.span) for problem in problems] == told


def test_portfolios_of_one_address_or_none_are_told_once_and_not_each_of_their_records(table_of: Table) -> None:
    names = ["Ana", "ana", "!", "con"]
    _, problems = table_of({f"content/portfolios/{name}/goals/{id}.yaml": GOAL for name in names for id in "abc"})
    assert sorted((problem.code.number, problem.span.path) for problem in problems) == [
        ("M201", "content/portfolios/ana"),
        ("M202", "content/portfolios/!"),
        ("M202", "content/portfolios/con"),
    ]
    assert next(problem.related for problem in problems if problem.code is Code.DUPLICATE_ID) == (
        (Span("content/portfolios/Ana"), "the other one"),
    )
