"""One walk over a record's values."""

from __future__ import annotations

import pytest

from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.feedback import Feedback
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.people import Person
from mentorsite.records.types.skills import Skill
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Attachment, Phrase, Prose, Reference
from mentorsite.records.walk import DROPPED, Leaf, Path, leaves, rewrite, texts

CHECKIN = Checkin.model_validate(
    {
        "date": "2026-03-04",
        "title": "T",
        "tags": ["x"],
        "participants": ["ana", "ben"],
        "notes": "N",
        "actions": [{"what": "W", "owner": "ana"}, {"what": "V"}],
    }
)
FEEDBACK = Feedback.model_validate(
    {
        "date": "2026-03-04",
        "from": "ana",
        "to": "ben",
        "kind": "recognition",
        "situation": "S",
        "behavior": "B",
        "impact": "I",
        "response": {"will": "W"},
    }
)
SKILL = Skill.model_validate(
    {"title": "T", "evidence": {"2026-03-04": "goals/a", "2026-03-05": "goals/b"}, "steps": [{"what": "W", "goal": "a"}]}
)


def test_all_leaves_are_given_with_the_paths_that_people_know() -> None:
    assert {path: getattr(leaf, "written", getattr(leaf, "text", leaf)) for path, leaf in leaves(CHECKIN)} == {
        ("title",): "T",
        ("tags", 0): "x",
        ("participants", 0): "ana",
        ("participants", 1): "ben",
        ("notes",): "N",
        ("actions", 0, "what"): "W",
        ("actions", 0, "owner"): "ana",
        ("actions", 1, "what"): "V",
    }
    assert [path for path, _ in leaves(FEEDBACK)][:2] == [("from",), ("to",)]
    assert ("evidence", "2026-03-04") in dict(leaves(SKILL))
    assert dict(leaves(Person.model_validate({"name": "N", "photo": "p.jpg"})))[("photo",)] == Attachment("p.jpg")
    story = Story.model_validate({"title": "T", "date": "2026-03-04", "evidence": ["goals/a", {"label": "L", "url": "https://u"}]})
    assert [path for path, _ in leaves(story)] == [("title",), ("evidence", 0), ("evidence", 1, "label"), ("evidence", 1, "url")]


def test_texts_are_the_leaves_that_are_no_references() -> None:
    assert [path for path, _ in texts(CHECKIN)] == [("title",), ("tags", 0), ("notes",), ("actions", 0, "what"), ("actions", 1, "what")]


def test_a_walk_that_changes_nothing_gives_the_very_record() -> None:
    assert rewrite(CHECKIN, lambda path, leaf: leaf) is CHECKIN
    assert rewrite(SKILL, lambda path, leaf: leaf) is SKILL


def test_every_leaf_is_replaced_where_it_lies() -> None:
    def louder(path: Path, leaf: Leaf) -> Leaf:
        return type(leaf)(leaf.text + "!") if isinstance(leaf, Prose | Phrase) else leaf

    changed = rewrite(CHECKIN, louder)
    assert changed.notes == Prose("N!")
    assert [action.what for action in changed.actions] == [Phrase("W!"), Phrase("V!")]
    assert CHECKIN.notes == Prose("N")


def without(*paths: Path):  # type: ignore[no-untyped-def]
    return lambda path, leaf: DROPPED if path in paths else leaf


def test_a_dropped_leaf_leaves_its_list_its_mapping_or_its_field() -> None:
    changed = rewrite(CHECKIN, without(("participants", 0), ("notes",), ("tags", 0), ("actions", 0, "owner")))
    assert changed.participants == (Reference("ben", "people"),)
    assert (changed.notes, changed.tags, changed.actions[0].owner) == (None, (), None)
    assert list(rewrite(SKILL, without(("evidence", "2026-03-04"))).evidence.values()) == [Reference("goals/b")]


def test_a_part_that_lacks_what_it_requires_is_dropped_with_it() -> None:
    assert rewrite(CHECKIN, without(("actions", 0, "what"))).actions == (CHECKIN.actions[1],)


def test_a_record_that_lacks_what_it_requires_stays_without_it() -> None:
    changed = rewrite(FEEDBACK, without(("from",), ("impact",)))
    assert (changed.from_, changed.impact, changed.to) == (None, None, FEEDBACK.to)


def test_a_group_of_which_all_is_dropped_stays_empty() -> None:
    agreement = Mentorship.model_validate(
        {"mentors": ["a"], "mentees": ["b"], "start": "2026-03-04", "roles": {"mentor": ["x"]}, "support": {"sponsor": "c"}}
    )
    changed = rewrite(agreement, without(("roles", "mentor", 0), ("support", "sponsor")))
    assert changed.roles is not None
    assert changed.support is not None
    assert (changed.roles.mentor, changed.support.sponsor) == ((), None)


@pytest.mark.parametrize("record", [CHECKIN, FEEDBACK, SKILL])
def test_a_walk_that_drops_everything_ends_with_a_record(record: Checkin | Feedback | Skill) -> None:
    assert list(leaves(rewrite(record, lambda path, leaf: DROPPED))) == []
