"""Words become ids where they mean one record alone."""

from __future__ import annotations

from mentorsite.imports.names import Names
from mentorsite.linking.portfolio import Portfolio
from mentorsite.records.values import Key

PEOPLE = [(Key("", "people", id), {"name": name}) for id, name in (("ana", "Ana Lind"), ("a-ode", "Ben  Ode"), ("b-ode", "ben ode"))]
NAMES = Names(Portfolio({}, {}, {}), [*PEOPLE, (Key("one", "people", "ana-lind"), {"name": "Somebody"})])


def meant(portfolio: str, words: str) -> object:
    return NAMES.meant(Key(portfolio, "checkins", "c"), {"questions": [{"by": words, "ask": "Ana Lind"}]})["questions"]


def test_a_name_means_somebody_however_it_is_written_and_in_fields_for_people_alone() -> None:
    assert meant("", " ana  LIND ") == [{"by": "ana", "ask": "Ana Lind"}]


def test_what_is_an_id_stays_one_and_the_own_portfolio_comes_first() -> None:
    assert meant("", "Ana") == [{"by": "Ana", "ask": "Ana Lind"}]
    assert meant("one", "Ana Lind") == [{"by": "Ana Lind", "ask": "Ana Lind"}]


def test_a_name_of_two_stays_as_it_is_written() -> None:
    assert meant("", "Ben Ode") == [{"by": "Ben Ode", "ask": "Ana Lind"}]
