"""Content becomes a Portfolio in which every reference, link and picture leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking import Portfolio, link
from mentorsite.linking.link import link_one
from mentorsite.reading import read
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.goals import Goal
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, MarkdownLink, Phrase, Reference
from tests.conftest import write_files

ANA = Key("", "people", "ana")


def link_files(root: Path, files: dict[str, str]) -> tuple[Portfolio, list[Diagnostic]]:
    write_files(root, files)
    content, problems = read(root, ("Novice",))
    portfolio, unlinked = link(content)
    return portfolio, [*problems, *unlinked]


def test_references_links_and_pictures_are_resolved_wherever_they_lie(tmp_path: Path) -> None:
    portfolio, problems = link_files(
        tmp_path,
        {
            "content/people/ana.yaml": "name: Ana\nphoto: ../ana.png\n",
            "content/ana.png": "x",
            "content/goals/lead.yaml": "title: Lead\nowner: ana\n",
            "content/checkins/2026-03-04.yaml": "participants: [ana]\nactions: [{what: 'See [[goals/lead]]', owner: ana}]\n",
        },
    )
    assert problems == []
    assert list(portfolio.records) == [Key("", "checkins", "2026-03-04"), Key("", "goals", "lead"), ANA]
    records = [linked.record for linked in portfolio.records.values()]
    assert [linked.path for linked in portfolio.records.values()] == [
        "content/checkins/2026-03-04.yaml",
        "content/goals/lead.yaml",
        "content/people/ana.yaml",
    ]
    checkin, goal, person = records
    assert isinstance(checkin, Checkin)
    assert isinstance(goal, Goal)
    assert isinstance(person, Person)
    assert checkin.participants == (Reference("ana", "people", key=ANA),)
    assert checkin.actions[0].owner == Reference("ana", "people", key=ANA)
    assert checkin.actions[0].what == Phrase("See [[goals/lead]]", (MarkdownLink("goals/lead", Key("", "goals", "lead")),))
    assert goal.owner == Reference("ana", "people", key=ANA)
    assert person.photo == Attachment("content/ana.png")
    assert portfolio.names == {}


def test_a_portfolio_has_its_name_by_its_address(tmp_path: Path) -> None:
    portfolio, _ = link_files(
        tmp_path, {"content/portfolios/Ana & Ben/goals/a.yaml": "title: A\n", "content/portfolios/eva/goals/a.yaml": "title: A\n"}
    )
    assert portfolio.names == {"ana-ben": "Ana & Ben", "eva": "eva"}


def test_a_reference_is_looked_up_in_its_own_portfolio_first(tmp_path: Path) -> None:
    portfolio, problems = link_files(
        tmp_path,
        {
            "content/people/ana.yaml": "name: Shared\n",
            "content/portfolios/a/people/ana.yaml": "name: Own\n",
            "content/portfolios/a/goals/x.yaml": "title: X\nowner: ana\n",
            "content/portfolios/b/goals/x.yaml": "title: X\nowner: ana\n",
        },
    )
    assert problems == []
    owners = {key.portfolio: getattr(linked.record, "owner", None) for key, linked in portfolio.records.items() if key.type == "goals"}
    assert owners == {"a": Reference("ana", "people", key=Key("a", "people", "ana")), "b": Reference("ana", "people", key=ANA)}


def test_what_leads_nowhere_is_dropped_and_told_at_its_value(tmp_path: Path) -> None:
    portfolio, problems = link_files(
        tmp_path,
        {
            "content/people/ana.yaml": "name: Ana\nphoto: nothing.png\n",
            "content/checkins/2026-03-04.yaml": "participants: [nobody, ana]\ngoals: [nothing]\n",
        },
    )
    checkin, person = [linked.record for linked in portfolio.records.values()]
    assert isinstance(checkin, Checkin)
    assert isinstance(person, Person)
    assert (checkin.participants, checkin.goals, person.photo) == ((Reference("ana", "people", key=ANA),), (), None)
    assert sorted((problem.code.number, problem.span) for problem in problems) == [
        ("M200", Span("content/checkins/2026-03-04.yaml", 1, 16)),
        ("M200", Span("content/checkins/2026-03-04.yaml", 2, 9)),
        ("M204", Span("content/people/ana.yaml", 2, 8)),
    ]


def test_a_tag_that_can_be_no_address_is_told(tmp_path: Path) -> None:
    _, (problem,) = link_files(tmp_path, {"content/goals/a.yaml": "title: A\ntags: [fine, '*']\n"})
    assert (problem.code, problem.span) == (Code.BAD_ID, Span("content/goals/a.yaml", 2, 14))


def test_a_circle_of_parents_is_told_once_with_all_places(tmp_path: Path) -> None:
    _, (problem,) = link_files(
        tmp_path,
        {f"content/goals/{id}.yaml": f"title: {id}\nparent: {parent}\n" for id, parent in (("a", "c"), ("b", "a"), ("c", "b"), ("d", "a"))},
    )
    assert (problem.code, problem.span) == (Code.CIRCLE, Span("content/goals/a.yaml", 2, 9))
    assert problem.message == "parents in a circle: `goals/a` → `goals/c` → `goals/b` → `goals/a`"
    assert problem.related == (
        (Span("content/goals/c.yaml", 2, 9), "the parent of `goals/c`"),
        (Span("content/goals/b.yaml", 2, 9), "the parent of `goals/b`"),
    )


def test_a_record_with_errors_is_looked_through_and_is_not_in_the_portfolio(tmp_path: Path) -> None:
    portfolio, problems = link_files(
        tmp_path,
        {
            "content/goals/a.yaml": "title: A\nstatus: x\nowner: nobody\nwhy: See [that](nothing.md)\n",
            "content/goals/b.yaml": "title: B\nparent: a\n",
        },
    )
    assert list(portfolio.records) == [Key("", "goals", "b")]
    assert [(problem.code.number, problem.span.line, problem.span.column) for problem in problems] == [
        ("M107", 2, 9),
        ("M200", 3, 8),
        ("M204", 4, 17),
    ]


def test_one_record_is_told_what_is_wrong_with_it_among_the_others_and_nothing_of_them(tmp_path: Path) -> None:
    files = {
        "content/people/ana.yaml": "name: Ana",
        "content/goals/one.md": "---\ntitle: One\nowner: nobody\n---\n",
        "content/goals/two.md": "---\ntitle: Two\nowner: nobody\n---\n[one](x.md) [[ana]]",
        "content/pages/same.md": "---\ntitle: One\n---\n",
        "content/pages/other/same.md": "---\ntitle: Two\n---\n",
    }
    write_files(tmp_path, files)
    content, _ = read(tmp_path, ())
    (sheet,) = (sheet for sheet in content.sheets if sheet.key.id == "two")
    told = [f"{problem.span.path} {problem.code.number}" for problem in link_one(content, replace(sheet))]
    assert told == ["content/goals/two.md M204", "content/goals/two.md M200"]
    elsewhere = replace(sheet, source=replace(sheet.source, path="content/goals/x/two.md"))
    assert next(problem.code for problem in link_one(content, elsewhere)) is Code.DUPLICATE_ID
