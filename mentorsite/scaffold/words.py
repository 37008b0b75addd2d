"""What somebody says of a field, with an option or when asked, becomes its value: people by their names, records by what names them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from mentorsite.audience.find import find_meant, near_people, near_records
from mentorsite.diagnostics import did_you_mean
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.fields import WebLink
from mentorsite.records.registry import record_types
from mentorsite.records.values import ANY, Key
from mentorsite.scaffold.desk import Desk

_NOT_HERE = {
    "date": "the day of the record is that of `--date`",
    "id": "the file's name says it; give the record another title",
}
_MANY = 4
"""How many of several people or records somebody may mean are named."""


class Misunderstood(Exception):
    """What somebody said is no value of the field: why, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}; {hint}" if hint else message)


def field_named(desk: Desk, name: str) -> FieldFacts:
    """Give a field that can be filled with words. Raises Misunderstood where there is none, or it holds more than words."""
    fields = fields_of(desk.record_type)
    of_type = f"{desk.record_type.facts.singular.lower()} record"
    if name in _NOT_HERE and not (name == "date" and not fields["date"].required):
        raise Misunderstood(f"`{name}` is not given here", _NOT_HERE[name])
    fact = fields.get(name)
    if fact is None:
        others = [type for type, record_type in record_types().items() if name in fields_of(record_type)]
        known = [each for each, other in fields.items() if other.shape not in ("table", "group", "map") and each not in _NOT_HERE]
        hint = did_you_mean(name, known) or (f"it belongs to {', '.join(others)}" if others else f"there are {', '.join(known)}")
        raise Misunderstood(f"no {of_type} has a field `{name}`", hint)
    if fact.shape in ("table", "group", "map") or fact.inner is WebLink:
        raise Misunderstood(f"`{name}` has parts of its own", "write it in the file, where a comment shows how")
    return fact


def value_of(desk: Desk, fact: FieldFacts, words: Sequence[str]) -> str | list[str]:
    """Give the value of a field out of what was said of it, once or several times.

    Raises Misunderstood with what `mentorsite check` would say of it.
    """
    if not all(_is_text(word) for word in words):
        raise Misunderstood("what was given holds bytes that are no text", "write it as UTF-8")
    if fact.shape in ("list", "links"):
        # No id and no name of a tag holds a comma; a phrase may.
        apart = fact.target or fact.inner is str
        pieces = [piece.strip() for word in words for piece in (word.split(",") if apart else [word])]
        value: str | list[str] = [_meant(desk, fact, piece) for piece in pieces if piece]
    elif len(words) > 1:
        raise Misunderstood(f"`{fact.name}` was given twice", "it has one value")
    else:
        value = _meant(desk, fact, words[0])
    problem = next((problem for problem in desk.problems_of(fact.name, value)), None)
    if problem:
        raise Misunderstood(problem.message, problem.hint)
    return value


def choices(desk: Desk, fact: FieldFacts) -> list[tuple[str, str]]:
    """Give what a field of one record, or of several of one type, may lead to: the ids, and what each is called."""
    if not fact.target:
        return []
    keys = [key for key in desk.written.records if key.portfolio in (desk.place, "") and fact.target in (ANY, key.type)]
    if fact.target == ANY:
        keys = _lately(desk, keys)
    if fact.target == "people":
        # The pair comes first.
        keys = sorted(keys, key=lambda key: getattr(desk.written.records[key].record, "role", None) not in ("mentor", "mentee"))
    return [(str(key) if fact.target == ANY else key.id, desk.written.records[key].record.heading()) for key in keys]


def _lately(desk: Desk, keys: list[Key]) -> list[Key]:
    """Give what somebody may look back on: milestones, check-ins, feedback and goals, the latest first."""
    records = desk.written.records
    dated = [key for key in keys if key.type in ("milestones", "goals", "checkins", "feedback") and records[key].record.day()]
    past = [key for key in dated if (records[key].record.day() or desk.today) <= desk.today]
    order = ("milestones", "goals", "checkins", "feedback")
    return sorted(past, key=lambda key: (records[key].record.day(), -order.index(key.type)), reverse=True)


def _meant(desk: Desk, fact: FieldFacts, words: str) -> str:
    if not fact.target:
        return words if fact.shape == "prose" else words.strip()
    asked = _relative(words.strip(), desk.config.root)
    or_text = fact.to.endswith("or any text")
    found = find_meant(desk.written, asked, fact.target, desk.place)
    if or_text and not _is_whole(desk, asked, found):
        return " ".join(words.split())
    if not found:
        kind = fact.target if fact.target != ANY else ""
        people = near_people(desk.written, asked) if kind == "people" else near_records(desk.written, asked)
        raise Misunderstood(f"there is no record of `{words}`" if kind == "people" else f"there is no record `{words}`", people)
    if len(found) > 1:
        named = [f"`{key if fact.target == ANY else key.id}` ({desk.written.records[key].record.heading()})" for key in found[:_MANY]]
        more = f" and {len(found) - _MANY} more" if len(found) > _MANY else ""
        raise Misunderstood(f"`{words}` may be {', '.join(named)}{more}", "write more of it")
    return str(found[0]) if fact.target == ANY else found[0].id


def _is_text(words: str) -> bool:
    """Say whether words can be written to a file: what the command line could not read as UTF-8 stands in them as half a letter."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_whole(desk: Desk, asked: str, found: tuple[Key, ...]) -> bool:
    """Say whether words name somebody, be it by the first name alone, and are no text that only begins as a name does.

    In doubt they do: a person's record asks for their consent, and a text does not.
    """
    if len(found) != 1:
        return False
    record = desk.written.records[found[0]].record
    names = (found[0].id.replace("-", " "), found[0].id, str(found[0]), record.heading(), getattr(record, "alias", None) or "")
    return any(f" {' '.join(asked.split())} ".casefold() in f" {name} ".casefold() for name in names)


def _relative(asked: str, root: Path) -> str:
    """Give the path of a file that is there relative to the site, wherever one stands; other words as they are."""
    if "/" in asked or os.sep in asked or "." in asked:
        path = Path(asked)
        try:
            if path.is_file() and path.resolve().is_relative_to(root.resolve()):
                return path.resolve().relative_to(root.resolve()).as_posix()
        except OSError:
            pass
    return asked
