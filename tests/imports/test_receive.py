"""Records that come in: where they are put, what is left, what is refused, and that nothing reaches farther than it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.imports.receive import Received
from mentorsite.imports.tables import Reading
from tests.conftest import Files, Site
from tests.imports.conftest import empty_site, exported, taken_in

NewSite = Callable[[Files], Site]
ANA: Files = {"content/people/ana.yaml": "name: Ana Lind\nrole: mentee\n"}


def said(site: Site, files: dict[str, str], reading: Reading | None = None) -> list[str]:
    _, problems = taken_in(site, files, reading)
    return [
        f"{problem.span.path}:{problem.span.line}:{problem.span.column} {problem.code.number} {problem.message}" for problem in problems
    ]


def received(site: Site, files: dict[str, str]) -> Received:
    came, problems = taken_in(site, files)
    assert problems == []
    return came


def test_a_record_gets_a_file_that_is_named_as_a_new_one_would_be(new_site: NewSite) -> None:
    site = new_site({})
    came = received(site, {"goals.csv": "title,start\nLead reviews,2026-01-12\n", "milestones.csv": "title,date\nFirst one,2026-03-04\n"})
    assert came.files == {
        "content/goals/lead-reviews.md": "---\ntitle: Lead reviews\nstart: 2026-01-12\n---\n",
        "content/milestones/2026-03-04-first-one.md": "---\ntitle: First one\n---\n",
    }
    assert sorted(site.view("private").records)[0].id == "lead-reviews"


def test_what_has_no_title_is_named_after_its_day_and_comes_in_once(new_site: NewSite) -> None:
    site = new_site({})
    table = {"checkins.csv": "date,duration\n2026-03-04,45\n2026-03-04,30\n"}
    assert list(received(site, table).files) == ["content/checkins/2026-03-04.md", "content/checkins/2026-03-04-2.md"]
    assert [key.id for key in site.view("private").records] == ["2026-03-04", "2026-03-04-2"]
    again, problems = taken_in(site, table)
    assert (again.files, again.left) == ({}, 2)
    assert [problem.code.number for problem in problems] == ["M702", "M702"]


def test_of_those_that_are_called_the_same_all_but_the_first_have_a_number(new_site: NewSite) -> None:
    site = new_site({})
    table = {"milestones.csv": "title,date\nTalk,2026-03-04\nTalk,2026-04-04\nTalk,2026-03-04\n"}
    assert said(site, table) == ["milestones.csv:4:1 M201 two records would be `milestones/talk`"]
    assert [key.id for key in site.view("private").records] == ["talk", "talk-2"]
    assert [line.split()[1] for line in said(site, table)] == ["M702"] * 3


def test_what_nothing_names_is_told(new_site: NewSite) -> None:
    site = new_site({})
    assert said(site, {"goals.csv": "title,due\n,2026-03-04\n,2026-03-05\n"}) == [
        f"goals.csv:{line}:1 M202 this record has neither a title nor an id" for line in (2, 3)
    ]
    assert said(site, {"goals.csv": "id,title\n???,A\n"}) == [
        "goals.csv:2:1 M202 the id of this record can't be an address: it holds no letter and no digit"
    ]


def test_what_is_there_is_left_as_it_is_whatever_its_file_is_called(new_site: NewSite) -> None:
    site = new_site({"content/goals/old/2026-01-01-lead.yaml": "title: Mine\n"})
    assert said(site, {"goals.csv": "id,title\nLEAD,Theirs\n"}) == [
        "goals.csv:2:1 M702 `goals/lead` is there already, and is left as it is"
    ]
    assert [path.name for path in (site.root / "content/goals").rglob("*.*")] == ["2026-01-01-lead.yaml"]


def test_a_file_that_is_there_is_passed_by(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": "---\ntitle: Mine\nid: other\n---\n"})
    came = received(site, {"goals.csv": "id,title\nlead,Theirs\n"})
    assert came.files == {"content/goals/lead-2.md": "---\ntitle: Theirs\nid: lead\n---\n"}


def test_two_of_one_id_are_told(new_site: NewSite) -> None:
    site = new_site({})
    assert said(site, {"goals.csv": "id,title\na,One\nA,Two\n"}) == ["goals.csv:3:1 M201 two records would be `goals/a`"]


def test_people_and_records_may_be_named_in_words(new_site: NewSite) -> None:
    site = new_site(ANA)
    came = received(site, {"goals.csv": "id,title,owner,parent\nlead,Lead,ana lind,Grow tall\ng,Grow tall,ana,\n"})
    assert came.files["content/goals/lead.md"] == "---\ntitle: Lead\nowner: ana\nparent: g\n---\n"


def test_a_wrong_value_is_told_at_its_cell_and_its_record_is_not_written(new_site: NewSite) -> None:
    site = new_site({})
    table = "title,status,start,due\nA,dropt,,\nB,,2026-03-04,2026-01-01\nC,,,\n"
    assert said(site, {"goals.csv": table}) == [
        "goals.csv:2:3 M107 `dropt` is none of `proposed`, `active`, `achieved`, `paused`, `dropped`",
        "goals.csv:3:15 M117 `due` (2026-01-01) lies before `start` (2026-03-04)",
    ]
    assert [key.id for key in site.view("private").records] == ["c"]


@pytest.mark.parametrize("table", ["title,visibility\nA,publik\n", "title,draft\nA,maybe\n", "title,visibility\nA,Public\n"])
def test_who_may_see_a_record_is_never_guessed(new_site: NewSite, table: str) -> None:
    site = new_site({})
    came, problems = taken_in(site, {"goals.csv": table})
    assert came.files == {}
    assert [problem.code.number for problem in problems] == ["M107"]


def test_what_refers_to_what_is_not_imported_is_not_imported_and_said_once(new_site: NewSite) -> None:
    site = new_site({})
    tables = {
        "goals.csv": "id,title,due\nbad,A,soon\ngood,B,\n",
        "milestones.csv": "title,date,goal,outcome\nC,2026-03-04,bad,See [[milestones/d]].\nD,2026-03-04,good,See [it](../goals/bad.md).\n",
    }
    assert said(site, tables) == [
        "goals.csv:2:7 M106 `soon` is not a date",
        "milestones.csv:2:1 M703 `milestones/c` is not imported, since it refers to what is not",
        "milestones.csv:3:1 M703 `milestones/d` is not imported, since it refers to what is not",
    ]
    assert [key.id for key in site.view("private").records] == ["good"]


def test_links_lead_to_the_files_that_records_have_here(new_site: NewSite) -> None:
    site = new_site({"content/milestones/2026-02-10-first.md": "---\ntitle: First\n---\n## Outcome\n\nGood.\n"})
    came = received(site, {"goals.csv": 'title,why\nLead,"See [it](../milestones/first.md#outcome)."\n'})
    assert "[it](../milestones/2026-02-10-first.md#outcome)" in came.files["content/goals/lead.md"]


def test_a_file_that_is_not_there_is_told_and_the_words_stay(new_site: NewSite) -> None:
    site = new_site({})
    assert said(site, {"people.csv": "name,photo,body\nAna,ana.jpg,![A room](room.svg) and [notes](notes.pdf).\n"}) == [
        "people.csv:2:5 M701 there is no file `ana.jpg`; the field is left out",
        "people.csv:2:23 M701 there is no file `room.svg`; the link to it is left out",
        "people.csv:2:45 M701 there is no file `notes.pdf`; the link to it is left out",
    ]
    assert (site.root / "content/people/ana.md").read_text() == "---\nname: Ana\n---\nA room and notes.\n"


def test_nothing_is_imported_that_makes_other_records_wrong(new_site: NewSite) -> None:
    site = new_site({"content/introductions/2026-03-04.yaml": "to: Cleo Maren\n"})
    (problem,) = said(site, {"people.csv": "id,name\ncleo,Cleo Maren\nana,Ana Lind\n"})
    assert problem == "people.csv:0:0 M703 nothing is imported, since it would make wrong what is right"
    assert not (site.root / "content/people").exists()


@pytest.mark.parametrize("name", ["../../out", "a/b", "..", ".git", "_x", "a\\b", "c:", "?"])
def test_a_portfolio_is_one_folder_of_the_site(new_site: NewSite, name: str) -> None:
    site = new_site({})
    came, problems = taken_in(site, {"goals.csv": f"title,portfolio\nA,{name}\n"})
    assert came.files == {}
    assert [problem.code.number for problem in problems] == ["M202"]


def test_records_of_several_portfolios_come_into_their_folders(new_site: NewSite) -> None:
    site = new_site({})
    came = received(site, {"goals.csv": "title,portfolio\nA,one\nA,two\n", "people.csv": "name\nAna\n"})
    assert list(came.files) == ["content/portfolios/one/goals/a.md", "content/portfolios/two/goals/a.md", "content/people/ana.md"]


@pytest.mark.parametrize("audience", ["pair", "review", "public"])
def test_what_was_made_for_an_audience_reaches_no_farther_when_it_comes_in_again(tmp_path: Path, audience: str) -> None:
    """The words of an export were chosen for its audience: what only that one sees must not be open to wider ones afterwards."""
    texts = "".join(f"::: {each}\nFor {each}.\n:::\n\n" for each in ("private", "pair", "review", "public"))
    source = empty_site(tmp_path / "from").write(
        {
            "content/goals/lead.md": f"---\ntitle: Lead\nvisibility: public\n---\n{texts}With [[people/ana]].\n\n## Private\n\nFor me.\n",
            "content/people/ana.yaml": "name: Ana Lind\nconsent: review\nvisibility: private\nalias: the captain\n",
        }
    )
    target = empty_site(tmp_path / "to")
    _, problems = taken_in(target, exported(source, audience))
    assert problems == []
    for wider in ("pair", "review", "public"):
        before = {str(key): str(shown.record.body) for key, shown in source.view(wider).records.items()}
        after = {str(key): str(shown.record.body) for key, shown in target.view(wider).records.items()}
        for key, body in after.items():
            for word in ("For private", "For pair", "For review", "Ana Lind", "For me"):
                assert word not in body or word in before[key], (wider, key, word)


def test_a_draft_stays_one_and_is_no_wider_once_it_is_none(tmp_path: Path) -> None:
    source = empty_site(tmp_path / "from").write(
        {
            "content/goals/a.md": "---\ntitle: A\ndraft: true\nvisibility: review\n---\n",
            "content/goals/b.md": "---\ntitle: B\ndraft: true\n---\n",
        }
    )
    target = empty_site(tmp_path / "to")
    taken_in(target, exported(source))
    assert (target.root / "content/goals/a.md").read_text() == "---\ntitle: A\nstatus: active\nvisibility: review\ndraft: true\n---\n"
    assert (target.root / "content/goals/b.md").read_text() == "---\ntitle: B\nstatus: active\nvisibility: private\ndraft: true\n---\n"
