"""People and records that somebody names in words become their ids: those that the site has, and those that come in with them."""

from __future__ import annotations

from collections.abc import Iterable

from mentorsite.exports.written import Value, Values
from mentorsite.linking.portfolio import Portfolio
from mentorsite.records.addresses import slug
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.registry import record_types
from mentorsite.records.values import ANY, Key


class Names:
    """Knows what the records of a site and those that come in are called."""

    def __init__(self, portfolio: Portfolio, incoming: Iterable[tuple[Key, Values]]) -> None:
        self._keys = set(portfolio.records)
        self._called: dict[tuple[str, str, str], set[str]] = {}
        for key, linked in portfolio.records.items():
            self._add(key, linked.record.heading())
        for key, values in incoming:
            self._keys.add(key)
            if isinstance(title := values.get("name") or values.get("title"), str):
                self._add(key, title)

    def meant(self, key: Key, values: Values) -> Values:
        """Give the values of a record with the ids of those whom they name in words, where these mean one alone."""

        def inner(fact: FieldFacts, value: Value) -> Value:
            if isinstance(value, list):
                return [inner(fact, each) for each in value]
            if isinstance(value, dict):
                parts = fields_of(fact.part) if fact.part else {}
                return {name: inner(parts[name], each) if name in parts else each for name, each in value.items()}
            return self._id(fact.target, key.portfolio, value) if fact.target not in ("", ANY) else value

        fields = fields_of(record_types()[key.type])
        return {name: inner(fields[name], value) if name in fields else value for name, value in values.items()}

    def _add(self, key: Key, title: str) -> None:
        self._called.setdefault((key.portfolio, key.type, _folded(title)), set()).add(key.id)

    def _id(self, type: str, portfolio: str, text: str) -> str:
        for place in dict.fromkeys((portfolio, "")):
            if Key(place, type, slug(text)) in self._keys:
                return text
            if len(found := self._called.get((place, type, _folded(text)), ())) == 1:
                return next(iter(found))
        return text


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
