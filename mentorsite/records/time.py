"""A record in time: what of it was there at the end of a day, and what it says of which days. Derived from the marks of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel

from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.fields import Tells

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that a record says of a day: the field (of `part`, where it lies in one), and what stands there.

    `value` is what a mapping has for the day, the part that begins on it, or, where something happened on it, the part or the record in
    which that is written. `within` is the part that a mapping lies in.
    """

    day: date
    field: FieldFacts
    value: Any
    within: BaseModel | None = None


def first_day(model: BaseModel) -> date | None:
    """Give the first of the days that say of a record or a part from when it is there; None where it says none."""
    return min((day for fact, day in _days(model) if fact.tells), default=None)


def until(model: ModelT, day: date) -> ModelT:
    """Give a record or a part without what came after a day: later entries of what is written by date, parts that begin later, and
    the days of what happened later."""
    changed: dict[str, Any] = {}
    for fact, value in _set(model):
        new: Any = value
        if fact.shape == "map":
            new = {at: inner for at, inner in value.items() if at <= day}
        elif fact.shape == "table":
            parts = [until(part, day) for part in value if not _begins_after(part, day)]
            new = value if len(parts) == len(value) and all(a is b for a, b in zip(parts, value, strict=True)) else tuple(parts)
        elif fact.shape == "group" and value is not None:
            new = None if _begins_after(value, day) else until(value, day)
        elif fact.tells is Tells.HAPPENED and value is not None and value > day:
            new = None
        if new is not value and new != value:
            changed[fact.attribute] = new
    return model.model_copy(update=changed) if changed else model


def dated(model: BaseModel) -> Iterator[Dated]:
    """Give all that a record says of days: the entries of what is written by date, parts that begin, and what happened."""
    for fact, value in _set(model):
        if fact.shape == "map":
            yield from (Dated(at, fact, inner) for at, inner in value.items())
        elif fact.shape in ("table", "group"):
            for part in value if isinstance(value, tuple) else (value,) if value is not None else ():
                for inner, at in _days(part):
                    if inner.tells is Tells.BEGINS:
                        yield Dated(at, fact, part)
                for each in dated(part):
                    # What happened is told of by the part that says so.
                    yield Dated(each.day, fact, part) if each.value is part else replace(each, within=part)
        elif fact.tells is Tells.HAPPENED and value is not None:
            yield Dated(value, fact, model)


def _begins_after(part: BaseModel, day: date) -> bool:
    return any(fact.tells is Tells.BEGINS and at > day for fact, at in _days(part))


def _days(model: BaseModel) -> Iterator[tuple[FieldFacts, date]]:
    """Give the marked days of a record or a part itself."""
    for fact, value in _set(model):
        if fact.tells and isinstance(value, date):
            yield fact, value


def _set(model: BaseModel) -> Iterator[tuple[FieldFacts, Any]]:
    """Give the fields that are written, with what stands there."""
    for fact in fields_of(type(model)).values():
        if fact.attribute in model.model_fields_set and (value := getattr(model, fact.attribute)) is not None:
            yield fact, value
