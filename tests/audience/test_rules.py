"""Who may see what."""

from __future__ import annotations

import pytest

from mentorsite.audience.rules import Rule, called, consent_of, name_for, verdict_on, visibility_of
from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from mentorsite.records.record import Record
from mentorsite.records.types.goals import Goal
from mentorsite.records.types.people import Person

PRIVATE, PAIR, REVIEW, PUBLIC = Audience


def goal(**fields: str) -> Goal:
    return Goal.model_validate({"title": "A goal", **fields})


def person(**fields: str) -> Person:
    return Person.model_validate({"name": "Ana Ferro", **fields})


@pytest.mark.parametrize("name", AUDIENCE_NAMES)
def test_a_record_is_visible_as_far_as_it_says(name: str) -> None:
    assert visibility_of(goal(visibility=name), "goals", {"goals": PUBLIC}) is Audience(name)


def test_a_record_that_says_nothing_is_visible_as_far_as_the_table_says_of_its_type() -> None:
    assert visibility_of(goal(), "goals", {"goals": REVIEW, "stories": PUBLIC}) is REVIEW


def test_what_nothing_is_said_of_stays_between_the_pair() -> None:
    assert visibility_of(goal(), "goals", {"stories": PUBLIC}) is PAIR


def test_a_draft_is_private_whatever_else_is_said() -> None:
    assert visibility_of(goal(visibility="public", draft="true"), "goals", {"goals": PUBLIC}) is PRIVATE
    assert visibility_of(person(consent="public", draft="true"), "people", {"people": PUBLIC}) is PRIVATE


@pytest.mark.parametrize(
    ("fields", "table", "seen"),
    [
        ({}, {}, PAIR),
        ({"consent": "public"}, {}, PUBLIC),
        ({"consent": "public", "visibility": "pair"}, {}, PAIR),
        ({"consent": "public"}, {"people": REVIEW}, REVIEW),
        ({"consent": "review", "visibility": "public"}, {}, REVIEW),
        ({"consent": "review"}, {"people": PUBLIC}, REVIEW),
        ({"visibility": "public"}, {"people": PUBLIC}, PAIR),
        ({"consent": "private"}, {"people": PUBLIC}, PRIVATE),
    ],
)
def test_a_person_is_visible_as_far_as_they_consent_and_no_farther(
    fields: dict[str, str], table: dict[str, Audience], seen: Audience
) -> None:
    assert visibility_of(person(**fields), "people", table) is seen


def test_consent_reaches_the_pair_unless_it_is_given() -> None:
    assert consent_of(person()) is PAIR
    assert consent_of(person(consent="public")) is PUBLIC
    assert consent_of(person(consent="public", draft="true")) is PRIVATE


@pytest.mark.parametrize(
    ("fields", "audience", "name"),
    [
        ({"consent": "review", "alias": "A.", "role": "mentor"}, REVIEW, "Ana Ferro"),
        ({"consent": "review", "alias": "A.", "role": "mentor"}, PRIVATE, "Ana Ferro"),
        ({"consent": "review", "alias": "A.", "role": "mentor"}, PUBLIC, "A."),
        ({"consent": "review", "role": "mentor"}, PUBLIC, "a mentor"),
        ({"consent": "review"}, PUBLIC, "someone"),
        ({"alias": "A."}, PAIR, "Ana Ferro"),
        ({"alias": "A."}, REVIEW, "A."),
        ({"consent": "public", "alias": "A.", "role": "mentor", "draft": "true"}, PAIR, "someone"),
        ({"consent": "public", "alias": "A.", "draft": "true"}, PRIVATE, "Ana Ferro"),
    ],
)
def test_beyond_their_consent_people_go_by_their_alias_or_their_role(fields: dict[str, str], audience: Audience, name: str) -> None:
    assert name_for(person(**fields), audience) == name


@pytest.mark.parametrize(
    ("record", "type", "table", "rule"),
    [
        (goal(draft="true", visibility="public"), "goals", {"goals": PUBLIC}, Rule.DRAFT),
        (goal(visibility="pair"), "goals", {"goals": PAIR}, Rule.OWN),
        (goal(), "goals", {"goals": PAIR}, Rule.TABLE),
        (goal(), "goals", {"stories": PAIR}, Rule.DEFAULT),
        (person(draft="true", consent="private"), "people", {}, Rule.DRAFT),
        (person(visibility="pair", consent="review"), "people", {}, Rule.OWN),
        (person(visibility="review", consent="review"), "people", {}, Rule.CONSENT),
        (person(consent="public"), "people", {"people": REVIEW}, Rule.TABLE),
        (person(visibility="public"), "people", {}, Rule.CONSENT),
        (person(consent="public"), "people", {}, Rule.CONSENT),
        (person(), "people", {}, Rule.CONSENT),
    ],
)
def test_a_verdict_names_the_rule_that_decided(record: Record, type: str, table: dict[str, Audience], rule: Rule) -> None:
    assert verdict_on(record, type, table) == (visibility_of(record, type, table), rule)


@pytest.mark.parametrize(
    ("fields", "audience", "source"),
    [
        ({"alias": "A."}, PAIR, "name"),
        ({"alias": "A.", "role": "mentor"}, PUBLIC, "alias"),
        ({"role": "mentor"}, PUBLIC, "role"),
        ({}, PUBLIC, "nothing"),
        ({"alias": "A.", "role": "mentor", "draft": "true"}, PUBLIC, "nothing"),
    ],
)
def test_it_is_said_where_the_words_for_somebody_come_from(fields: dict[str, str], audience: Audience, source: str) -> None:
    assert called(person(**fields), audience) == (name_for(person(**fields), audience), source)
