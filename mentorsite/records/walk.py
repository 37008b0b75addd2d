"""One walk over a record's values, for all stages that change or look at what records hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from mentorsite.records.values import Attachment, Markdown, Reference

Path = tuple[str | int, ...]
Leaf = str | Markdown | Reference | Attachment


class Dropped:
    """What a visitor gives for a value that is to be gone."""


DROPPED: Final = Dropped()
Visitor = Callable[[Path, Leaf], Leaf | Dropped]
ModelT = TypeVar("ModelT", bound=BaseModel)


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, Leaf]]:
    """Give all texts, Markdown, references and attachments of a record with their paths, as people write them."""
    found: list[tuple[Path, Leaf]] = []
    _gather(value, path, found)
    return iter(found)


def _gather(value: Any, path: Path, found: list[tuple[Path, Leaf]]) -> None:
    kind = _KINDS[type(value)]
    if kind is _LEAF:
        found.append((path, value))
    elif kind is BaseModel:
        names = _names(value.__class__)
        for attribute, inner in _set_fields(value):
            _gather(inner, (*path, names[attribute]), found)
    elif kind is tuple:
        for index, inner in enumerate(value):
            _gather(inner, (*path, index), found)
    elif kind is dict:
        for key, inner in value.items():
            _gather(inner, (*path, str(key)), found)


class _Kinds(dict[type, object]):
    """What a value of a type is to the walk, found out once for each type: a walk meets millions of values."""

    def __missing__(self, of: type) -> object:
        is_leaf = issubclass(of, str | Markdown | Reference | Attachment)
        kind = _LEAF if is_leaf else next((kind for kind in (BaseModel, tuple, dict) if issubclass(of, kind)), None)
        self[of] = kind
        return kind


_LEAF: Final = "a leaf"
_KINDS: Final = _Kinds()


def texts(value: object) -> Iterator[tuple[Path, str | Markdown]]:
    """Give all texts of a record with their paths."""
    for path, leaf in leaves(value):
        if isinstance(leaf, str | Markdown):
            yield path, leaf


def rewrite(record: ModelT, visit: Visitor) -> ModelT:
    """Give the record with every leaf replaced by what `visit` gives for it.

    A dropped leaf leaves its list or mapping; an optional field is unset. A part of which a required field is dropped is
    dropped with it; the record itself always stays: a required field of it becomes None.
    """
    changed: dict[str, Any] = {}
    for attribute, value in _set_fields(record):
        new = _rewritten(value, (_name(record, attribute),), visit)
        if new is not value:
            changed[attribute] = _unset(record, attribute) if new is DROPPED else new
    return record.model_copy(update=changed) if changed else record


def _rewritten(value: Any, path: Path, visit: Visitor) -> Any:
    kind = _KINDS[type(value)]
    if kind is _LEAF:
        return visit(path, value)
    if kind is BaseModel:
        return _part(value, path, visit)
    if kind is tuple:
        new = tuple(_rewritten(inner, (*path, index), visit) for index, inner in enumerate(value))
        kept = tuple(inner for inner in new if inner is not DROPPED)
        return value if len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True)) else kept
    if kind is dict:
        renewed = {key: _rewritten(inner, (*path, str(key)), visit) for key, inner in value.items()}
        same = all(renewed[key] is inner for key, inner in value.items())
        return value if same else {key: inner for key, inner in renewed.items() if inner is not DROPPED}
    return value


def _part(part: BaseModel, path: Path, visit: Visitor) -> Any:
    changed: dict[str, Any] = {}
    for attribute, value in _set_fields(part):
        new = _rewritten(value, (*path, _name(part, attribute)), visit)
        if new is DROPPED:
            if type(part).model_fields[attribute].is_required():
                return DROPPED
            new = _unset(part, attribute)
        if new is not value:
            changed[attribute] = new
    return part.model_copy(update=changed) if changed else part


def _unset(model: BaseModel, attribute: str) -> Any:
    field = type(model).model_fields[attribute]
    return None if field.is_required() else field.get_default()


def _set_fields(model: BaseModel) -> list[tuple[str, Any]]:
    # The instance's own dictionary, in declared order; what was not written is as the class has it and holds no leaves.
    written = model.model_fields_set
    values: Mapping[str, Any] = model.__dict__
    return [(name, value) for name, value in values.items() if name in written]


def _name(model: BaseModel, attribute: str) -> str:
    return _names(type(model))[attribute]


@cache
def _names(model: type[BaseModel]) -> dict[str, str]:
    return {attribute: field.alias or attribute for attribute, field in model.model_fields.items()}
