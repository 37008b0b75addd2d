"""What somebody says of a field becomes its value."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorsite.scaffold.words import Misunderstood, choices, field_named, value_of
from tests.scaffold.conftest import NewDesk


@pytest.mark.parametrize(
    ("type", "field", "words", "value"),
    [
        ("feedback", "to", ["ben-ode"], "ben-ode"),
        ("feedback", "to", ["ben  ODE"], "ben-ode"),
        ("feedback", "to", ["be"], "ben-ode"),
        ("feedback", "to", ["the captain"], "ana-ferro"),
        ("feedback", "to", ["fer"], "ana-ferro"),
        ("feedback", "kind", ["constructive"], "constructive"),
        ("reflections", "about", ["lead"], "goals/lead"),
        ("reflections", "about", ["goals/lead"], "goals/lead"),
        ("reflections", "about", ["lead *ALONE*"], "goals/lead"),
        ("reflections", "about", ["content/goals/lead.md"], "goals/lead"),
        ("introductions", "to", ["The guild"], "The guild"),
        ("introductions", "to", ["Anton"], "anton"),
        ("introductions", "to", ["An"], "An"),
        ("introductions", "to", ["the captain"], "ana-ferro"),
        ("checkins", "participants", ["ana, ben"], ["ana-ferro", "ben-ode"]),
        ("checkins", "participants", ["ana", "ben"], ["ana-ferro", "ben-ode"]),
        ("checkins", "insights", ["One, two", "three"], ["One, two", "three"]),
        ("checkins", "tags", ["one, two", "three"], ["one", "two", "three"]),
        ("checkins", "notes", ["Two\n\nparagraphs"], "Two\n\nparagraphs"),
        ("milestones", "visibility", ["public"], "public"),
    ],
)
def test_words_become_the_value_of_a_field(desk: NewDesk, type: str, field: str, words: list[str], value: object) -> None:
    at = desk(type)
    assert value_of(at, field_named(at, field), words) == value


@pytest.mark.parametrize(
    ("type", "field", "words", "said"),
    [
        ("feedback", "to", ["Benn Ode"], "there is no record of `Benn Ode`; did you mean `Anton Ode` or `Ben Ode`?"),
        ("feedback", "to", ["an"], "`an` may be `ana-ferro` (Ana Ferro), `anton` (Anton Ode); write more of it"),
        ("feedback", "kind", ["recogniton"], "`recogniton` is none of `recognition`, `constructive`; did you mean `recognition`?"),
        ("feedback", "observed", ["2026-02-30"], "there is no day `2026-02-30`; check the month and the day"),
        ("feedback", "to", ["ana", "ben"], "`to` was given twice; it has one value"),
        ("reflections", "about", ["goals/leed"], "there is no record `goals/leed`; did you mean `goals/lead`?"),
        ("milestones", "title", ["A [[x]]"], "`[[` is not read as a link or a comment"),
        ("milestones", "goal", [""], "there is no record ``"),
        ("milestones", "title", ["a\udcff"], "what was given holds bytes that are no text; write it as UTF-8"),
        ("feedback", "response", ["x"], "`response` has parts of its own; write it in the file"),
        ("feedback", "links", ["x"], "`links` has parts of its own; write it in the file"),
        ("feedback", "date", ["x"], "`date` is not given here; the day of the record is that of `--date`"),
        ("feedback", "id", ["x"], "`id` is not given here; the file's name says it"),
        ("feedback", "situtaion", ["x"], "no feedback record has a field `situtaion`; did you mean `situation`?"),
        ("feedback", "about", ["x"], "no feedback record has a field `about`; "),
    ],
)
def test_what_is_no_value_is_refused_as_check_would(desk: NewDesk, type: str, field: str, words: list[str], said: str) -> None:
    at = desk(type)
    with pytest.raises(Misunderstood) as refused:
        value_of(at, field_named(at, field), words)
    assert str(refused.value).startswith(said)


def test_a_file_is_named_from_where_one_stands(desk: NewDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    at = desk("reflections")
    monkeypatch.chdir(Path(at.config.root) / "content" / "goals")
    assert value_of(at, field_named(at, "about"), ["lead.md"]) == "goals/lead"
    assert value_of(at, field_named(at, "about"), ["../goals/lead.md"]) == "goals/lead"


def test_people_are_offered_the_pair_first_and_records_to_look_back_on_the_latest_first(desk: NewDesk) -> None:
    more = {
        "content/milestones/2026-11-01-won.md": "---\ntitle: Won\n---\n",
        "content/milestones/2027-11-01-planned.md": "---\ntitle: Planned\n---\n",
    }
    at = desk("reflections", more)
    assert [id for id, _ in choices(at, field_named(at, "author"))] == ["ana-ferro", "ben-ode", "anton"]
    assert choices(at, field_named(at, "about")) == [("milestones/won", "Won"), ("goals/lead", "Lead *alone*")]


def test_a_name_is_looked_up_in_its_own_portfolio_and_in_what_is_shared(desk: NewDesk) -> None:
    more = {f"content/portfolios/{one}/people/zoe.yaml": f"name: Zoe {one}\n" for one in ("x", "y")}
    at = desk("feedback", more, "x")
    assert value_of(at, field_named(at, "to"), ["Zoe"]) == "zoe"
    assert value_of(at, field_named(at, "to"), ["Ana"]) == "ana-ferro"
    with pytest.raises(Misunderstood):
        value_of(at, field_named(at, "to"), ["Zoe y"])
