"""Values become a record, or problems with a place, a code and a hint. (What each kind of field takes: `tests/records/test_fields.py`.)"""

from __future__ import annotations

from datetime import date

import pytest

from mentorsite.diagnostics import Diagnostic
from mentorsite.reading.decode import decode, left_empty, what_is_right
from mentorsite.reading.enough import MOST_PROBLEMS
from mentorsite.reading.sheets import Source
from mentorsite.reading.yaml_nodes import YamlText, load
from mentorsite.records.registry import record_types
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Phrase

LEVELS = ("Novice", "Expert")


def problems_of(type: str, text: str) -> list[Diagnostic]:
    yaml = YamlText("a.yaml", text)
    values, problems = load(yaml)
    assert not problems
    record, problems = decode(record_types()[type], values, Source("a.yaml", yaml), LEVELS)
    assert (record is None) == bool(problems)
    return problems


def said(type: str, text: str) -> list[tuple[str, int, int, str, str]]:
    return [(p.code.number, p.span.line, p.span.column, p.message, p.hint) for p in problems_of(type, text)]


def test_a_record_that_is_as_it_should_be_is_given() -> None:
    yaml = YamlText("a.yaml", "")
    record, problems = decode(Checkin, {"date": "2026-03-04", "insights": ["One", "Two"]}, Source("a.yaml", yaml), LEVELS)
    assert problems == []
    assert isinstance(record, Checkin)
    assert (record.date, record.insights) == (date(2026, 3, 4), (Phrase("One"), Phrase("Two")))


def test_what_is_left_empty_is_as_if_it_were_not_written() -> None:
    values = {"date": "2026-03-04", "duration": None, "insights": [None, "One"], "actions": [{"what": "x", "due": None}], "agenda": None}
    record, problems = decode(Checkin, values, Source("a.yaml", None), LEVELS)
    assert problems == []
    assert isinstance(record, Checkin)
    assert (record.duration, record.insights, record.actions[0].due, record.agenda) == (None, (Phrase("One"),), None, ())


def test_a_misspelt_field_takes_the_place_of_the_one_that_is_missing() -> None:
    assert said("goals", "titel: x\n") == [("M104", 1, 1, "unknown field `titel`", "did you mean `title`?")]
    assert said("feedback", "date: 2026-03-04\nfrom: a\ntto: b\nkind: recognition\nsituation: x\nbehaviour: y\nimpact: z\n") == [
        ("M104", 3, 1, "unknown field `tto`", "did you mean `to`?"),
        ("M104", 6, 1, "unknown field `behaviour`", "did you mean `behavior`?"),
    ]


def test_a_misspelt_field_is_rather_one_that_is_missing_than_one_that_is_there() -> None:
    (problem,) = problems_of("milestones", "title: x\ndatee: 2026-03-04\n")
    assert problem.hint == "did you mean `date`?"


def test_a_field_that_is_near_none_does_not_explain_one_that_is_missing() -> None:
    assert [(number, hint.partition(":")[0]) for number, _, _, _, hint in said("goals", "xyzzy: x\n")] == [
        ("M105", "Title"),
        ("M104", "the fields here are `title`, `id`, `date`, `visibility`, `draft`, `tags`, `summary`, `links`, `private`, `status`, `owner`, "
         "`mentorship`, `parent`, `start`, `due`, `achieved`, `why`, `skills`, `indicators`, `milestones`, `revisions`"),
    ]  # fmt: skip


def test_the_fields_of_a_part_are_told_where_one_is_unknown() -> None:
    assert said("stories", "title: x\ndate: 2026-03-04\nevidence: [{label: a, url: 'https://b', xyz: c}]\n")[0][2:] == (
        41, "unknown field `xyz`", "the fields here are `label`, `url`",
    )  # fmt: skip
    assert said("goals", "title: x\nlinks: [{xyz: c}]\n")[-1][4] == "the fields here are `label`, `url`"


@pytest.mark.parametrize("mark", ["<link>", "<reference>"])
def test_the_programs_own_marks_are_no_fields(mark: str) -> None:
    assert said("goals", f"title: x\n{mark}: y\n")[0][:4] == ("M104", 2, 1, f"unknown field `{mark}`")
    text = f"title: x\ndate: 2026-03-04\nevidence:\n  - {mark}: y\n    label: a\n    url: b\n"
    assert [entry[:4] for entry in said("stories", text)] == [
        ("M106", 6, 10, "`b` is not an address of the web"),
        ("M104", 4, 5, f"unknown field `{mark}`"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "hint"),
    [
        ("title: [x]", "M106", (1, 8), "a list where a text belongs", "put a text that holds `: ` or begins with a bracket or a hyphen in quotes"),
        ("title: x\ntags: y", "M106", (2, 7), "`y` where a list belongs", "write it as a list: `[y]`"),
        ("title: x\ntags: y and z", "M106", (2, 7), "`y and z` where a list belongs", "write it as a list: `[one, two]`, or `- one` on a line below"),
        ("title: x\ntags: y, z-1", "M106", (2, 7), "`y, z-1` where a list belongs", "write it as a list: `[y, z-1]`"),
        ("title: x\ntags:\n  -y\n  -z", "M106", (3, 3), "`-y -z` where a list belongs", "begin each item with a hyphen and a space: `- …`"),
        ("title: x\ntags: {a: b}", "M106", (2, 7), "a group of fields where a list belongs", "begin each item with a hyphen: `- …`"),
        ("title: x\nindicators: [y]", "M106", (2, 14), "`y` where fields belong", "write it as fields: `name: …`"),
        ("title: x\nindicators:\n - name: y\n   target: 1\n   readings: z", "M106", (5, 14), "`z` where fields belong",
         "write a date before it, for example `2026-03-04: …`"),
        ("title: x\nmilestones: {title: y}", "M106", (2, 13), "a group of fields where a list belongs", "write each as fields below a hyphen: `- title: …`"),
        ("title: x\nstatus: done", "M107", (2, 9), "`done` is none of `proposed`, `active`, `achieved`, `paused`, `dropped`", ""),
        ("title: x\nstart: 2026-03-04\ndue: 2026-03-03", "M117", (3, 6), "`due` (2026-03-03) lies before `start` (2026-03-04)", ""),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_at_the_value(text: str, code: str, place: tuple[int, int], message: str, hint: str) -> None:
    assert said("goals", text) == [(code, *place, message, hint)]


def test_a_list_that_may_not_be_empty_is_told() -> None:
    assert [entry[:4] for entry in said("mentorships", "mentors: []\nmentees: [a]\nstart: 2026-03-04\n")] == [
        ("M106", 1, 10, "nothing where a list belongs")
    ]


def test_a_missing_field_is_told_at_what_lacks_it_with_what_it_is() -> None:
    assert said("goals", "title: x\nindicators:\n  - name: y\n") == [
        ("M105", 3, 5, "`target` is missing", "Target: where it should get to; below the baseline where less is better")
    ]
    assert said("skills", "title: x\ntarget: {role: y}\n") == [("M105", 2, 1, "`level` is missing", "Level: the level")]


def test_a_wrong_day_of_a_mapping_is_told_at_the_day() -> None:
    assert [entry[:4] for entry in said("skills", "title: x\nlevels:\n  2026-01-01: Novice\n  soon: Expert\n")] == [
        ("M106", 4, 3, "`soon` is not a date")
    ]


def test_a_problem_with_braces_is_told_as_it_is_written() -> None:
    assert said("goals", "title: x\nstatus: '{said}'\n")[0][3].startswith("`{said}` is none of")


def test_of_very_many_problems_of_a_record_the_first_are_told() -> None:
    problems = problems_of("goals", "title: x\n" + "".join(f"x{number}: y\n" for number in range(3 * MOST_PROBLEMS)))
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].message.startswith("there are more problems here")


def test_what_is_right_of_a_record_with_errors_can_be_looked_at() -> None:
    values = {
        "title": "x",
        "date": "soon",
        "evidence": ["goals/a", {"label": "b"}],
        "goals": ["c"],
        "challenge": "d",
        "xyz": "e",
        "metrics": [{"name": "f"}],
    }
    record = what_is_right(Story, values, LEVELS)
    assert isinstance(record, Story)
    assert record.model_fields_set == {"title", "goals", "challenge", "metrics"}
    assert [reference.written for reference in record.goals] == ["c"]


def test_what_is_right_knows_fields_that_are_named_otherwise_in_python() -> None:
    record = what_is_right(record_types()["feedback"], {"from": "ana", "to": ["x"]}, LEVELS)
    assert record.model_fields_set == {"from_"}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("visibility", "write one of `private`, `pair`, `review`, `public`, or remove the line"),
        ("consent", "write one of `private`, `pair`, `review`, `public`, or remove the line"),
        ("draft", "write `true` or `false`, or remove the line"),
    ],
)
def test_a_field_that_hides_and_is_left_empty_is_told_at_its_place(name: str, hint: str) -> None:
    yaml = YamlText("a.yaml", f"title:\n{name}: # nobody\n")
    (problem,) = left_empty(load(yaml)[0], Source("a.yaml", yaml))
    assert (problem.code.number, problem.span.line, problem.span.column, problem.hint) == ("M106", 2, 1, hint)
    assert problem.message == f"`{name}` is left empty, and hides nothing"
