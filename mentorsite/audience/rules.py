"""Who may see what: the rules of visibility and consent, one function each."""

from __future__ import annotations

from collections.abc import Mapping

from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.types.people import Person

DEFAULT = Audience.PAIR
"""The visibility of what nothing else is said of, and the consent of whom nothing else is known of."""

NOBODY = "someone"
"""What a person is called who may neither be named nor told apart from others."""


def visibility_of(record: Record, type: str, defaults: Mapping[str, Audience]) -> Audience:
    """Give the widest audience that may see a record. `defaults` is the `[visibility]` table of mkfile.toml.

    A draft is private. A person's page reaches as far as their consent and no farther, whatever else is said.
    """
    if record.draft:
        return Audience.PRIVATE
    if isinstance(record, Person):
        asked = record.visibility or defaults.get(type) or consent_of(record)
        return min(asked, consent_of(record))
    return record.visibility or defaults.get(type, DEFAULT)


def consent_of(person: Person) -> Audience:
    """Give the widest audience in which a person's name may appear."""
    return Audience.PRIVATE if person.draft else person.consent or DEFAULT


def name_for(person: Person, audience: Audience) -> str:
    """Give what a person is called before an audience: their name; beyond their consent their alias, else their role, else "someone"."""
    if audience.may_see(consent_of(person)):
        return person.name
    if person.draft:
        return NOBODY
    if person.alias:
        return person.alias
    return f"a {person.role}" if person.role else NOBODY
