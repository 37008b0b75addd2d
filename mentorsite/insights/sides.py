"""On which side of the agreements somebody is: mentor, mentee, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from mentorsite.audience.rules import NOBODY
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Key, Reference

Side = Literal["mentor", "mentee"]
Who = tuple[Key | None, str]
"""Whom a reference names: beyond consent, somebody is whoever is called so."""


class Sides:
    """The people of agreements. `known` says that there are any, and that all of them can be told apart: a name that stands for somebody
    on either side may stand for two people.

    Beyond consent somebody is whoever is called so (decision 0006): to say whether two are the same would say more of them than they
    agreed to.
    """

    def __init__(self, agreements: Iterable[Mentorship]) -> None:
        self._roles: dict[Who, dict[Side, list[Mentorship]]] = {}
        self.known = True
        for agreement in agreements:
            for reference, side in _parties(agreement):
                who = who_is(reference)
                if who is None:
                    self.known = False
                else:
                    self._roles.setdefault(who, {}).setdefault(side, []).append(agreement)
        self.known = self.known and bool(self._roles) and all(key or len(roles) == 1 for (key, _), roles in self._roles.items())

    def of(self, reference: Reference | None, day: date) -> Side | None:
        """Give somebody's side; that of the agreement which is valid on the day where it is not the same in all.

        None for anybody else, and where it cannot be told.
        """
        who = who_is(reference)
        roles = self._roles.get(who, {}) if who else {}
        if len(roles) > 1:
            roles = {side: valid for side, of_side in roles.items() if (valid := [one for one in of_side if _is_valid(one, day)])}
        return next(iter(roles)) if len(roles) == 1 else None

    def leaves_open(self, reference: Reference | None, day: date) -> bool:
        """Say whether somebody is one of the agreements' people, and yet on a day on neither side alone."""
        return who_is(reference) in self._roles and self.of(reference, day) is None


def _parties(agreement: Mentorship) -> Iterator[tuple[Reference, Side]]:
    # Selection may leave a required list empty, or take it away.
    yield from ((reference, "mentor") for reference in agreement.mentors or ())
    yield from ((reference, "mentee") for reference in agreement.mentees or ())


def who_is(reference: Reference | None) -> Who | None:
    """Give whom a reference names, or None where it names nobody in particular."""
    if reference is None or (reference.key is None and reference.text in ("", NOBODY)):
        return None
    return reference.key, reference.text


def _is_valid(agreement: Mentorship, day: date) -> bool:
    return agreement.start <= day and (agreement.end is None or day <= agreement.end)
