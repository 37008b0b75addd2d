"""What a reference means: in its own portfolio first, then among what all portfolios share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.references import Directory, Unclear, circles, resolve
from mentorsite.records.record import Record
from mentorsite.records.types.goals import Goal
from mentorsite.records.values import ANY, Key, Reference

ANA, BEN = Key("", "people", "ana"), Key("a", "people", "ben")
LEAD, OTHER_LEAD, COACH = Key("a", "goals", "lead"), Key("b", "goals", "lead"), Key("", "skills", "coach")
BOTH = (Key("a", "goals", "same"), Key("a", "skills", "same"))
BROKEN = Key("a", "goals", "broken")
DIRECTORY = Directory([ANA, BEN, LEAD, OTHER_LEAD, COACH, *BOTH], frozenset({BROKEN, Key("", "people", "eva")}))


@pytest.mark.parametrize(
    ("portfolio", "written", "to", "key"),
    [
        ("a", "lead", "goals", LEAD),
        ("b", "lead", "goals", OTHER_LEAD),
        ("a", "ana", "people", ANA),
        ("b", "ana", "people", ANA),
        ("a", "goals/lead", "goals", LEAD),
        ("a", "goals/lead", ANY, LEAD),
        ("a", "skills/Coach!", ANY, COACH),
        ("a", "LEAD", "goals", LEAD),
    ],
)
def test_a_reference_is_found_in_its_portfolio_and_then_in_the_shared_part(portfolio: str, written: str, to: str, key: Key) -> None:
    assert DIRECTORY.find(portfolio, written, to) == key


@pytest.mark.parametrize(
    ("portfolio", "written", "to", "message", "hint"),
    [
        (
            "b",
            "ben",
            "people",
            "there is no record `people/ben`",
            "it lies in the portfolio `a`; a record refers to those of its own and to those that all share",
        ),
        ("a", "laed", "goals", "there is no record `goals/laed`", "did you mean `lead`?"),
        ("a", "goals/laed", ANY, "there is no record `goals/laed`", "did you mean `goals/lead`?"),
        ("a", "coach", "goals", "there is no record `goals/coach`", "there is `skills/coach`"),
        (
            "a",
            "xyzzy",
            "goals",
            "there is no record `goals/xyzzy`",
            "an id is the name of a file in a folder `goals`, without a date and the ending",
        ),
        ("a", "lead", ANY, "`lead` does not say of which type the record is", "write `goals/lead`"),
        ("a", "same", ANY, "`same` is the id of more than one record", "write `goals/same` or `skills/same`"),
        ("a", "gaols/lead", ANY, "`gaols/lead` begins with no record type", "did you mean `goals/lead`?"),
        ("a", "xyzzy/lead", ANY, "`xyzzy/lead` begins with no record type", "write `type/id`, such as `goals/…`"),
        ("a", "skills/coach", "goals", "`skills/coach` is of another type than this field takes", "it takes the id of a record in `goals`"),
        (
            "a",
            "goals/",
            ANY,
            "there is no record `goals/`",
            "an id is the name of a file in a folder `goals`, without a date and the ending",
        ),
    ],
)
def test_a_reference_to_nothing_is_told_with_what_may_be_meant(portfolio: str, written: str, to: str, message: str, hint: str) -> None:
    assert DIRECTORY.find(portfolio, written, to) == Unclear(message, hint)


@pytest.mark.parametrize(
    ("portfolio", "hint"),
    [
        ("", "it lies in the portfolio `a`, and what all share can't refer to it: move this record to that portfolio, too"),
        ("c", "it lies in the portfolio `a`; a record refers to those of its own and to those that all share"),
    ],
)
def test_a_record_of_another_portfolio_is_no_record_here_and_the_hint_says_where_it_lies(portfolio: str, hint: str) -> None:
    assert DIRECTORY.find(portfolio, "goals/same", ANY) == Unclear("there is no record `goals/same`", hint)


def test_a_reference_to_a_record_with_problems_of_its_own_is_silent() -> None:
    assert DIRECTORY.find("a", "broken", "goals") == Unclear()
    assert DIRECTORY.find("a", "goals/Broken", ANY) == Unclear()
    assert DIRECTORY.find("b", "eva", "people") == Unclear()
    assert DIRECTORY.alone("a", "broken") == DIRECTORY.find("a", "broken", ANY) == Unclear()
    assert Unclear().problem(Span("a.md")) == []
    assert DIRECTORY.find("b", "broken", "goals") == Unclear(
        "there is no record `goals/broken`", "an id is the name of a file in a folder `goals`, without a date and the ending"
    )


def test_somebody_who_is_named_by_their_name_has_the_id_suggested() -> None:
    names = {"ana ruiz": "ana", "ben okri": "ben"}
    directory = Directory([ANA, BEN], frozenset(), names)
    assert directory.find("b", "Ana Ruiz", "people") == Unclear("there is no record `people/Ana Ruiz`", "did you mean `ana`?")
    assert directory.find("b", "people/Ana Ruiz", ANY) == Unclear("there is no record `people/Ana Ruiz`", "did you mean `people/ana`?")
    elsewhere = directory.find("b", "Ben Okri", "people")
    assert isinstance(elsewhere, Unclear)
    assert "ben" not in elsewhere.hint


def test_an_id_alone_is_found_whatever_its_type_and_one_of_the_own_portfolio_first() -> None:
    assert DIRECTORY.alone("a", "lead") == LEAD
    assert DIRECTORY.alone("b", "coach") == COACH
    assert DIRECTORY.alone("a", "coch") == Unclear("there is no record `coch`", "did you mean `skills/coach`?")
    assert DIRECTORY.alone("a", "xyzzy") == Unclear("there is no record `xyzzy`", "an id is a file's name, without a date and the ending")


def test_what_is_unclear_becomes_a_problem_at_its_place() -> None:
    assert Unclear("no", "yes").problem(Span("a.md", 1, 2)) == [Diagnostic(Code.NO_SUCH_RECORD, Span("a.md", 1, 2), "no", "yes")]


def test_a_reference_gets_its_key_and_where_any_text_may_stand_its_text() -> None:
    assert resolve(Reference("lead", "goals"), "a", DIRECTORY) == Reference("lead", "goals", key=LEAD)
    assert resolve(Reference("ana", "people", or_text=True), "a", DIRECTORY) == Reference("ana", "people", or_text=True, key=ANA)
    named = Reference("The guild / of all", "people", or_text=True)
    assert resolve(named, "a", DIRECTORY) == Reference(named.written, "people", or_text=True, text=named.written)
    assert isinstance(resolve(Reference("xyzzy", "goals"), "a", DIRECTORY), Unclear)


def keys(text: str) -> list[Key]:
    return [Key("", "goals", id) for id in text]


def circles_of(parents: dict[str, str]) -> list[str]:
    record: Record = Goal.model_validate({"title": "x"})
    known = sorted({*parents, *parents.values()})
    found = circles(dict.fromkeys(keys("".join(known)), record), {Key("", "goals", id): Key("", "goals", of) for id, of in parents.items()})
    return ["".join(key.id for key in circle) for circle in found]


@pytest.mark.parametrize(
    ("parents", "found"),
    [
        ({}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "a"}, ["ab"]),
        ({"c": "a", "a": "b", "b": "c"}, ["abc"]),
        ({"x": "c", "c": "d", "d": "c", "y": "x"}, ["cd"]),
        ({"a": "b", "b": "a", "c": "c", "d": "a"}, ["ab", "c"]),
    ],
)
def test_each_circle_is_found_once_from_its_first_record_on(parents: dict[str, str], found: list[str]) -> None:
    assert circles_of(parents) == found


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))
def test_whoever_comes_back_to_themselves_is_in_exactly_one_circle(parents: dict[str, str]) -> None:
    found = circles_of(parents)
    for start in "abcdefgh":
        seen, at = [], parents.get(start)
        while at is not None and at not in seen:
            seen.append(at)
            at = parents.get(at)
        assert sum(start in circle for circle in found) == (start in seen)
