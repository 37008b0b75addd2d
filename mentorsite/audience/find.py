"""Which records somebody means who asks about one on the command line, and what they may have meant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from mentorsite.diagnostics import did_you_mean
from mentorsite.linking.portfolio import Portfolio
from mentorsite.records.addresses import slug
from mentorsite.records.record import Record
from mentorsite.records.types.people import Person
from mentorsite.records.values import ANY, Key


def find_records(portfolio: Portfolio, asked: str) -> tuple[Key, ...]:
    """Give all records that are meant by an id, `type/id`, `portfolio/type/id`, or the path of a file relative to the site."""
    path = posixpath.normpath(asked)
    by_path = tuple(key for key, linked in portfolio.records.items() if linked.path == path)
    if by_path:
        return by_path
    wanted = [slug(part) for part in asked.strip("/").split("/")]
    return tuple(key for key in portfolio.records if list(key)[-len(wanted) :] == wanted) if len(wanted) <= len(Key._fields) else ()


def near_records(portfolio: Portfolio, asked: str) -> str:
    """Give a hint for what is no record."""
    known = {word for key, linked in portfolio.records.items() for word in (key.id, str(key), linked.path)}
    return did_you_mean(asked, known) or "name it by its id, as `type/id`, or by the path of its file"


def find_people(portfolio: Portfolio, asked: str) -> tuple[Key, ...]:
    """Give all people who are meant by an id, `people/id`, or a name."""
    words = " ".join(asked.split()).casefold()
    people = dict(_people(portfolio))
    named = tuple(key for key, person in people.items() if person.name.casefold() == words)
    return named or tuple(key for key in find_records(portfolio, asked) if key in people)


def find_meant(portfolio: Portfolio, asked: str, type: str, place: str) -> tuple[Key, ...]:
    """Give the records of a type (of any, for ANY) that somebody may mean who writes in a portfolio, by its address.

    What names a record whole counts first: an id, `type/id`, the path of its file, a name, an alias or a title; then what begins any of
    them; then what begins a word of one. A record of the portfolio comes before a shared one of the same id.
    """
    known = {key: linked for key, linked in portfolio.records.items() if type in (ANY, key.type) and key.portfolio in (place, "")}
    known = {key: linked for key, linked in known.items() if key.portfolio == place or key._replace(portfolio=place) not in known}
    if whole := tuple(key for key in find_records(portfolio, asked) if key in known):
        return whole
    words = " ".join(asked.split()).casefold()
    names = {key: _names(key, linked.record) for key, linked in known.items()}
    if not words:
        return ()
    if whole := tuple(key for key, called in names.items() if words in called):
        return whole
    begun = tuple(key for key, called in names.items() if any(name.startswith(words) for name in called))
    return begun or tuple(key for key, called in names.items() if any(f" {words}" in name for name in called))


def _names(key: Key, record: Record) -> tuple[str, ...]:
    alias = record.alias if isinstance(record, Person) else None
    return tuple(" ".join(name.split()).casefold() for name in (key.id, record.heading(), alias) if name)


def near_people(portfolio: Portfolio, asked: str) -> str:
    """Give a hint for who has no record: those of whose name it is a part, else the nearest one."""
    people = dict(_people(portfolio))
    words = set(asked.casefold().split())
    parts = [person.name for person in people.values() if words & set(person.name.casefold().split())]
    if parts:
        return "did you mean " + " or ".join(f"`{name}`" for name in parts[:3]) + "?"
    known = {word for key, person in people.items() for word in (key.id, person.name)}
    return did_you_mean(asked, known) or "name them by the id of their record, or by their whole name"


def _people(portfolio: Portfolio) -> Iterator[tuple[Key, Person]]:
    return ((key, linked.record) for key, linked in portfolio.records.items() if isinstance(linked.record, Person))
