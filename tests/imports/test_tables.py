"""Tables as people and spreadsheets write them become records to be."""

from __future__ import annotations

import time

import pytest

from mentorsite.imports.tables import Reading, records_in


def values(text: str, reading: Reading | None = None, file: str = "goals.csv") -> list[dict[str, object]]:
    records, problems = records_in(file, text.encode(), reading or Reading())
    assert problems == []
    return [dict(record.values) for record in records]


def said(text: str, reading: Reading | None = None, file: str = "goals.csv") -> list[str]:
    _, problems = records_in(file, text.encode(), reading or Reading())
    return [f"{problem.span.line}:{problem.span.column} {problem.code.number} {problem.message}" for problem in problems]


def test_columns_are_found_by_names_and_labels_however_they_are_written() -> None:
    assert values(
        "TITLE;Next check-in;Did Not\na;2026-03-04;b\n", file="checkins.csv", reading=Reading(mapped={"checkins": {"Did Not": "notes"}})
    ) == [{"title": "a", "next": "2026-03-04", "notes": "b"}]
    assert values("What worked,did-not\na,b\n", file="reflections.csv") == [{"worked": "a", "did_not": "b"}]


def test_a_group_has_a_column_for_each_of_its_fields() -> None:
    assert values("title,target.level,target.by\na,3,2026-03-04\n", file="skills.csv") == [
        {"title": "a", "target": {"level": "3", "by": "2026-03-04"}}
    ]


@pytest.mark.parametrize("file", ["goals.csv", "Goals 2026.csv", "goal.csv", "some/where/GOALS.CSV"])
def test_the_type_is_what_the_file_is_called_after(file: str) -> None:
    (record,), _ = records_in(file, b"title\na\n", Reading())
    assert record.type == "goals"


def test_the_type_may_be_named_or_stand_in_the_table() -> None:
    records, problems = records_in("t.csv", b"type,title\nGoals,a\nStory,b\n,c\n", Reading(type="milestones"))
    assert problems == []
    assert [(record.type, record.values["title"]) for record in records] == [("goals", "a"), ("stories", "b"), ("milestones", "c")]


def test_a_type_that_nobody_knows_is_told() -> None:
    assert said("title\na\nb\n", file="things.csv") == ["0:0 M700 nothing says of which type these records are"]
    assert said("title,type\na,gaols\n") == ["2:3 M700 `gaols` is no record type"]


def test_an_apostrophe_before_a_formula_is_taken_away_from_an_export_alone() -> None:
    assert values("record,title\ngoals/a,'=1\ngoals/b,''=1\ngoals/c,'quoted'\n") == [
        {"title": "=1"},
        {"title": "'=1"},
        {"title": "'quoted'"},
    ]
    assert values("id,title\na,'=1\n") == [{"title": "'=1"}]
    assert values("record,title\ngoals/a,'=1\n,added by hand\n") == [{"title": "=1"}, {"title": "added by hand"}]
    assert values("record,title\n17,'=1\n") == [{"title": "'=1"}]


def test_a_date_that_may_be_two_is_refused_unless_somebody_says_how_it_is_meant() -> None:
    text = "title,due\na,3/4/2026\n"
    assert said(text) == ["2:3 M106 `3/4/2026` may be 2026-04-03 or 2026-03-04"]
    assert values(text, Reading(dates="day-first")) == [{"title": "a", "due": "2026-04-03"}]
    assert values(text, Reading(dates="month-first")) == [{"title": "a", "due": "2026-03-04"}]


@pytest.mark.parametrize("written", ["2026-03-04", "2026/3/4", "4.3.2026", "4 March 2026", "2026-03-04 00:00:00", "2026-03-04T00:00"])
def test_a_date_that_can_mean_one_day_alone_is_that_day(written: str) -> None:
    assert values(f"title,due\na,{written}\n") == [{"title": "a", "due": "2026-03-04"}]


def test_flags_and_words_may_be_written_as_spreadsheets_do_but_not_who_may_see_it() -> None:
    assert values("title,draft,status,visibility\na,TRUE,Active,Public\nb,no,,\n") == [
        {"title": "a", "draft": "true", "status": "active", "visibility": "Public"},
        {"title": "b", "draft": "false"},
    ]


def test_what_has_no_place_is_told_once_where_something_stands_in_it() -> None:
    assert said("title,Reviewer,\na,x,\nb,y,z\n") == [
        "1:7 M701 the column `Reviewer` has no place in goals",
        "1:16 M701 column 3, which has no name, has no place in goals",
    ]
    assert said("title,Reviewer,\na,,\n") == []
    assert said("title,Reviewer\na,x\n", Reading(mapped={"goals": {"Reviewer": ""}})) == []


def test_two_columns_of_one_field_are_not_mixed() -> None:
    assert said("title,Title\na,b\n") == ["1:7 M108 two columns are `title`"]


def test_a_line_with_more_cells_than_names_is_not_taken() -> None:
    records, (problem,) = records_in("goals.csv", b"title\na,b\nc\n", Reading())
    assert [record.values for record in records] == [{"title": "c"}]
    assert (problem.span.line, problem.span.column, problem.code.number) == (2, 3, "M700")


def test_the_place_of_a_cell_in_which_something_is_wrong_is_that_of_its_line() -> None:
    assert said('title,skills,links\n"a\nb",,"https://e.org\nnowhere"\n') == ["4:1 M106 `nowhere` is no address"]
    assert said('title,skills,links\n"a\nb",,"nowhere"\n') == ["3:6 M106 `nowhere` is no address"]


def test_the_first_line_has_to_name_something() -> None:
    assert said("a,b\nc,d\n") == ["1:1 M700 the first line names no field of goals"]
    assert said("a,b\n") == ["1:1 M700 the first line names no field of goals"]


def test_the_portfolio_is_that_of_the_column_or_the_one_that_was_named() -> None:
    reading = Reading(portfolio="one")
    assert [record.portfolio for record in records_in("goals.csv", b"title\na\n", reading)[0]] == ["one"]
    assert [record.portfolio for record in records_in("goals.csv", b"title,portfolio\na,two\nb,\n", reading)[0]] == ["two", ""]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("title,visibilty\na,private\n", "the column `visibilty`"),
        ("title,visibility level\na,\nb,for us\n", "the column `visibility level`"),
        ("title,who sees it\na,Private\nb,\nc,pair\n", "the column `who sees it`"),
        ("title,\na,private\n", "column 2, which has no name,"),
        ("title,drft\na,x\n", "the column `drft`"),
    ],
)
def test_a_table_is_left_where_a_column_may_say_who_sees_its_records(text: str, column: str) -> None:
    """Without that column, they would reach as far as any others of the site."""
    assert records_in("goals.csv", text.encode(), Reading())[0] == []
    assert said(text) == [f"1:7 M104 {column} may say who sees these records, and has no place in goals"]
    assert values("title,who sees it\na,Private\n", Reading(mapped={"goals": {"who sees it": ""}})) == [{"title": "a"}]


def test_a_column_that_only_looks_like_draft_is_one_of_no_place() -> None:
    assert said("title,Craft\na,weaving\n") == ["1:7 M701 the column `Craft` has no place in goals"]


def test_many_lines_that_are_wrong_take_no_time() -> None:
    begun = time.thread_time()
    assert len(said("title,due\n" + "a,1/2/2026\n" * 10_000)) == 10_000
    assert time.thread_time() - begun < 5


def test_a_column_that_says_yes_to_private_is_no_column_of_notes() -> None:
    text = "title,Private\na,yes\nb,\n"
    assert records_in("goals.csv", text.encode(), Reading())[0] == []
    assert said(text) == ["1:7 M106 the column `Private` says yes or no, and `private` is for notes that nobody else sees"]
    assert values("title,private\na,yes it is\n") == [{"title": "a", "private": "yes it is"}]
