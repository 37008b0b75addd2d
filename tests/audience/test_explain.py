"""Why something is or is not in a target."""

from __future__ import annotations

from mentorsite.audience.explain import Presence
from mentorsite.audience.rules import Rule
from mentorsite.records.audience import Audience
from tests.audience.conftest import Ask, at
from tests.conftest import MKFILE

PUBLIC, REVIEW = ("public", Audience.PUBLIC), ("review", Audience.REVIEW)
SITE = {
    "mkfile.toml": MKFILE + '[visibility]\nmilestones = "review"\n',
    "content/people/ana.yaml": "name: Ana Ferro\nvisibility: public\nconsent: review\n",
    "content/people/ben.yaml": "name: Ben Ode\nconsent: public\nvisibility: pair\n",
    "content/goals/draft.md": "---\ntitle: A draft\nvisibility: public\ndraft: true\n---\n",
    "content/goals/own.md": "---\ntitle: Its own\nvisibility: review\n---\n",
    "content/goals/plain.md": "---\ntitle: Plain\n---\n",
    "content/goals/kept/_defaults.yaml": "tags: [a]\nvisibility: review\n",
    "content/goals/kept/k.md": "---\ntitle: Kept\n---\n",
    "content/milestones/m.md": "---\ntitle: M\ndate: 2026-03-01\n---\n",
}


def steps(ask: Ask, type: str, id: str) -> list[tuple[Rule, str, bool]]:
    return [(step.rule, at(step.span), step.decides) for step in ask(SITE).explain(type, id).steps]


def test_a_draft_is_asked_nothing_else(ask: Ask) -> None:
    assert steps(ask, "goals", "draft") == [(Rule.DRAFT, "content/goals/draft.md:4:1", True)]


def test_what_a_record_says_itself_decides_at_its_line(ask: Ask) -> None:
    assert steps(ask, "goals", "own") == [(Rule.DRAFT, "", False), (Rule.OWN, "content/goals/own.md:3:1", True)]


def test_what_a_file_of_defaults_says_decides_there(ask: Ask) -> None:
    assert steps(ask, "goals", "k") == [(Rule.DRAFT, "", False), (Rule.FOLDER, "content/goals/kept/_defaults.yaml:2:1", True)]


def test_then_the_table_of_mkfile_and_then_the_default(ask: Ask) -> None:
    line = SITE["mkfile.toml"].split("\n").index('milestones = "review"') + 1
    assert steps(ask, "milestones", "m") == [(Rule.DRAFT, "", False), (Rule.OWN, "", False), (Rule.TABLE, f"mkfile.toml:{line}:1", True)]
    asked = [(Rule.DRAFT, "", False), (Rule.OWN, "", False), (Rule.TABLE, "", False), (Rule.DEFAULT, "", True)]
    assert steps(ask, "goals", "plain") == asked


def test_of_a_person_consent_is_asked_last_and_the_narrower_one_decides(ask: Ask) -> None:
    ana, ben = "content/people/ana.yaml", "content/people/ben.yaml"
    assert steps(ask, "people", "ana") == [(Rule.DRAFT, "", False), (Rule.OWN, f"{ana}:2:1", False), (Rule.CONSENT, f"{ana}:3:1", True)]
    assert steps(ask, "people", "ben") == [(Rule.DRAFT, "", False), (Rule.OWN, f"{ben}:3:1", True), (Rule.CONSENT, f"{ben}:2:1", False)]


def test_it_is_there_or_not_by_what_decided(ask: Ask) -> None:
    found = ask(SITE).explain("goals", "own")
    assert [(presence.target, presence.there) for presence in found.presences] == [
        ("public", False),
        ("review", True),
        ("pair", True),
        ("private", True),
    ]
    assert found.presences[0].why == "it reaches `review` and no farther"
    assert {at(presence.span) for presence in found.presences} == {"content/goals/own.md:3:1"}


def test_it_is_said_what_a_person_is_called_and_where_that_is_written(ask: Ask) -> None:
    site = ask(
        {
            "content/people/a.yaml": "name: Ana Ferro\nalias: A.\nconsent: review\n",
            "content/people/b.yaml": "name: Ben Ode\nrole: mentor\n",
            "content/people/c.yaml": "name: Cleo Im\n",
            "content/people/d.yaml": "name: Dan Ex\nalias: D.\ndraft: true\n",
        }
    )
    names = {id: site.explain("people", id).name[0] for id in "abcd"}
    assert {id: (name.there, at(name.span)) for id, name in names.items()} == {
        "a": (False, "content/people/a.yaml:2:1"),
        "b": (False, "content/people/b.yaml:2:1"),
        "c": (False, "content/people/c.yaml:1:1"),
        "d": (False, "content/people/d.yaml:3:1"),
    }
    assert [names[id].why.split("`")[1] for id in "abcd"] == ["A.", "a mentor", "someone", "someone"]
    assert site.explain("people", "a").name[1] == Presence(
        "review", Audience.REVIEW, True, "`Ana Ferro`, the name: consent reaches `review`", site.explain("people", "a").steps[-1].span
    )


def test_blocks_and_the_private_part_are_told_one_by_one(ask: Ask) -> None:
    text = "One.\n\n::: review\nTwo.\n\n> ::: public\n> Three.\n> :::\n:::\n\n## Private\n\n::: pair\nFour.\n:::\n"
    site = ask({"content/goals/g.md": f"---\ntitle: G\nvisibility: public\n---\n{text}"})
    pieces = site.explain("goals", "g").pieces
    assert [(piece.what, piece.field, at(piece.span)) for piece in pieces] == [
        ("private part", "private", "content/goals/g.md:17:1"),
        ("block `::: pair`", "private", "content/goals/g.md:17:1"),
        ("block `::: review`", "body", "content/goals/g.md:7:1"),
        ("block `::: public`", "body", "content/goals/g.md:10:3"),
    ]
    there = {piece.what: [presence.target for presence in piece.presences if presence.there] for piece in pieces}
    assert there == {
        "private part": ["private"],
        "block `::: pair`": ["private"],
        "block `::: review`": ["review", "pair", "private"],
        "block `::: public`": ["review", "pair", "private"],
    }
    assert pieces[3].presences[0].why == "the block reaches `review` and no farther, as far as the block around it"


def test_in_a_record_that_is_not_there_nothing_is(ask: Ask) -> None:
    site = ask({"content/goals/g.md": "---\ntitle: G\n---\n::: public\nx\n:::\n\n## Private\n\ny\n"})
    for piece in site.explain("goals", "g").pieces:
        assert [presence.why for presence in piece.presences[:2]] == ["the record itself is not there"] * 2
