"""Who may see what: the rules of visibility and consent, one function each. Each gives what it decides together with what decided it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.types.people import Person

DEFAULT = Audience.PAIR
"""The visibility of what nothing else is said of, and the consent of whom nothing else is known of."""

NOBODY = "someone"
"""What a person is called who may neither be named nor told apart from others."""


class Rule(StrEnum):
    """What can decide who sees a record, in the order in which it is asked."""

    DRAFT = "draft"
    OWN = "visibility"
    """The record's field, wherever it is written."""
    FOLDER = "_defaults.yaml"
    """The same field, given by a `_defaults.yaml`; only who knows where the record was read can tell."""
    TABLE = "[visibility]"
    """The table of mkfile.toml."""
    DEFAULT = "default"
    CONSENT = "consent"
    """A person's, written or not."""


class Verdict(NamedTuple):
    """The widest audience that may see something, and the rule that says so."""

    audience: Audience
    rule: Rule


def verdict_on(record: Record, type: str, defaults: Mapping[str, Audience]) -> Verdict:
    """Say how far a record is visible, and why. `defaults` is the `[visibility]` table of mkfile.toml.

    A draft is private. A person's page reaches as far as their consent and no farther, whatever else is said.
    """
    if record.draft:
        return Verdict(Audience.PRIVATE, Rule.DRAFT)
    if record.visibility is not None:
        asked = Verdict(record.visibility, Rule.OWN)
    elif type in defaults:
        asked = Verdict(defaults[type], Rule.TABLE)
    else:
        asked = Verdict(DEFAULT, Rule.DEFAULT)
    if isinstance(record, Person):
        consent = consent_of(record)
        if asked.rule is Rule.DEFAULT or consent <= asked.audience:
            return Verdict(consent, Rule.CONSENT)
    return asked


def visibility_of(record: Record, type: str, defaults: Mapping[str, Audience]) -> Audience:
    """Give the widest audience that may see a record."""
    return verdict_on(record, type, defaults).audience


def consent_of(person: Person) -> Audience:
    """Give the widest audience in which a person's name may appear."""
    return Audience.PRIVATE if person.draft else person.consent or DEFAULT


class Called(NamedTuple):
    """What a person is called before an audience, and what that is."""

    name: str
    source: str
    """"name", "alias", "role" or "nothing"."""


def called(person: Person, audience: Audience) -> Called:
    """Say what a person is called before an audience: their name; beyond their consent their alias, else their role, else "someone".

    Of somebody whose record is a draft, neither alias nor role is meant for others yet.
    """
    if audience.may_see(consent_of(person)):
        return Called(person.name, "name")
    if person.alias and not person.draft:
        return Called(person.alias, "alias")
    if person.role and not person.draft:
        return Called(f"a {person.role}", "role")
    return Called(NOBODY, "nothing")


def name_for(person: Person, audience: Audience) -> str:
    """Give what a person is called before an audience."""
    return called(person, audience).name
