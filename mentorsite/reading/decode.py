"""Plain values of one record become the record, and what pydantic has to say about them becomes problems with a place and a hint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from mentorsite.diagnostics import Code, Diagnostic, nearest
from mentorsite.reading.enough import MOST_PROBLEMS, enough
from mentorsite.reading.sheets import Source
from mentorsite.reading.yaml_nodes import Path, Plain
from mentorsite.records.audience import AUDIENCE_NAMES
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.fields import EVIDENCE_MARKS, quoted
from mentorsite.records.record import Record

# How people list things who do not write hyphens, and words that can stand in brackets as they are.
_BULLET = re.compile(r"[-–—•·*](?=\S|\s)")
_WORD = re.compile(r"[\w/.-]+")


def decode(
    record_type: type[Record], values: Mapping[str, Plain], source: Source, levels: tuple[str, ...]
) -> tuple[Record | None, list[Diagnostic]]:
    """Validate the values of a record; `levels` is the site's scale of skills. The record is None where there is a problem."""
    try:
        return record_type.model_validate(_written(values), context={"levels": levels}), []
    except ValidationError as error:
        return None, _problems(record_type, error, source)


def what_is_right(record_type: type[Record], values: Mapping[str, Plain], levels: tuple[str, ...]) -> Record:
    """Give a record that has only those of its fields that are as they should be: to see what else is wrong, and for nothing else."""
    right: dict[str, Any] = {}
    for name, fact in fields_of(record_type).items():
        if values.get(name) is not None:
            with suppress(ValidationError):
                right[name] = _field(record_type, fact.attribute).validate_python(_written(values[name]), context={"levels": levels})
    return record_type.model_construct(**right)


def left_empty(values: Mapping[str, Plain], source: Source) -> list[Diagnostic]:
    """Find fields that say who may see something and say nothing: somebody may mean nobody by that."""
    asked = [name for name in _DECIDING if name in values and values[name] is None]
    said = "`{}` is left empty, and hides nothing"
    return [Diagnostic(Code.WRONG_VALUE, source.locate((name,)), said.format(name), _DECIDING[name]) for name in asked]


_AUDIENCES = ", ".join(f"`{name}`" for name in AUDIENCE_NAMES)
_DECIDING = {
    "visibility": f"write one of {_AUDIENCES}, or remove the line",
    "consent": f"write one of {_AUDIENCES}, or remove the line",
    "draft": "write `true` or `false`, or remove the line",
}


@cache
def _field(record_type: type[Record], attribute: str) -> TypeAdapter[Any]:
    field = record_type.model_fields[attribute]
    declared: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(declared)


def _written(value: Plain) -> Plain:
    """Leave out what is left empty: a field without a value is the same as no field."""
    if isinstance(value, dict):
        return {name: _written(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_written(inner) for inner in value if inner is not None]
    return value


def _problems(record_type: type[Record], error: ValidationError, source: Source) -> list[Diagnostic]:
    details = error.errors(include_url=False)
    missing: dict[Path, list[str]] = {}
    for detail in details:
        if detail["type"] == "missing":
            missing.setdefault(_path(detail)[:-1], []).append(_name(detail))
    # A misspelt field explains why the one it stands for is missing: that is one problem, not two.
    meant: dict[Path, str] = {}
    for detail in details[: MOST_PROBLEMS + 1]:
        if detail["type"] == "extra_forbidden":
            path = _path(detail)
            near = nearest(_name(detail), missing.get(path[:-1], ())) or nearest(_name(detail), _names(record_type, path[:-1]))
            if near:
                meant[path] = near
    explained = {(*path[:-1], near) for path, near in meant.items()}
    told = [detail for detail in details if not (detail["type"] == "missing" and _path(detail) in explained)]
    return enough([_problem(record_type, detail, meant, source) for detail in told[: MOST_PROBLEMS + 1]])


def _problem(record_type: type[Record], detail: ErrorDetails, meant: Mapping[Path, str], source: Source) -> Diagnostic:
    path, kind = _path(detail), detail["type"]
    if kind == "extra_forbidden":
        known = ", ".join(f"`{field}`" for field in _names(record_type, path[:-1]))
        hint = f"did you mean `{meant[path]}`?" if path in meant else f"the fields here are {known}"
        if str(path[-1])[:1].isspace():
            hint = "the spaces at its beginning are no ordinary ones; type them anew"
        return Diagnostic(Code.UNKNOWN_FIELD, source.locate(path), f"unknown field {quoted(path[-1])}", hint)
    if kind == "missing":
        hint = _about(record_type, path) + ("; begin the file's name with it, or write `date: 2026-03-04`" if path == ("date",) else "")
        return Diagnostic(Code.MISSING_FIELD, source.locate(path[:-1]), f"`{path[-1]}` is missing", hint)
    if kind in Code.__members__:
        context: dict[str, Any] = detail.get("ctx", {})
        return Diagnostic(Code[kind], source.locate_value((*path, *context["at"])), context["said"], context["hint"])
    given = quoted(detail["input"]) if detail["input"] not in ("", [], {}) else "nothing"
    said, hint = f"{given} does not belong here", _about(record_type, path)
    if kind in ("tuple_type", "too_short"):
        said, hint = f"{given} where a list belongs", _as_list(detail["input"], _field_at(record_type, path))
    elif kind in ("dict_type", "model_type", "model_attributes_type"):
        said, hint = f"{given} where fields belong", _as_fields(detail["input"], _model_at(record_type, path)) or hint
    return Diagnostic(Code.WRONG_VALUE, source.locate_value(path), said, hint)


def _as_list(given: object, field: FieldFacts | None) -> str:
    """Say how what was written is written as a list; of words that somebody listed in another way, as such a list."""
    item = field and _first_field(_part(field.inner))
    if item:
        return f"write each as fields below a hyphen: `- {item}: …`"
    if isinstance(given, dict):
        return "begin each item with a hyphen: `- …`"
    if isinstance(given, str) and _BULLET.match(given):
        return "begin each item with a hyphen and a space: `- …`"
    words = [word.strip() for word in given.split(",")] if isinstance(given, str) else []
    if words and all(_WORD.fullmatch(word) for word in words):
        return f"write it as a list: `[{', '.join(words)}]`"
    return "write it as a list: `[one, two]`, or `- one` on a line below"


def _as_fields(given: object, model: type[BaseModel] | None) -> str:
    """Say how what was written is written as fields; nothing where that needs more than a hint."""
    first = _first_field(model)
    if isinstance(given, list):
        return "write `field: value` without a hyphen" if first else "write the dates without hyphens, for example `2026-03-04: …`"
    return f"write it as fields: `{first}: …`" if first else "write a date before it, for example `2026-03-04: …`"


def _first_field(model: type[BaseModel] | None) -> str:
    """Give the name of the first field that a part of a record requires."""
    return next((fact.name for fact in fields_of(model).values() if fact.required), next(iter(fields_of(model)))) if model else ""


def _path(detail: ErrorDetails) -> Path:
    """Give the path in the file: the mark that says which kind of evidence was tried is no part of it, a field of that name is."""
    steps = detail["loc"]
    last = len(steps) - 1

    def is_mark(number: int) -> bool:
        unknown = number == last and detail["type"] == "extra_forbidden"
        return steps[number] in EVIDENCE_MARKS and number > 0 and isinstance(steps[number - 1], int) and not unknown

    return tuple(step for number, step in enumerate(steps) if not is_mark(number))


def _name(detail: ErrorDetails) -> str:
    return str(detail["loc"][-1])


def _names(record_type: type[BaseModel], path: Path) -> list[str]:
    model = _model_at(record_type, path)
    return [name for name in fields_of(model) if name != "body"] if model else []


def _about(record_type: type[BaseModel], path: Path) -> str:
    field = _field_at(record_type, path)
    if field is None:
        return ""
    if field.part:
        return f"{field.label}: " + ", ".join(f"`{name}`" for name in fields_of(field.part))
    return f"{field.label}: {field.description[:1].lower()}{field.description[1:].rstrip('.')}"


def _field_at(record_type: type[BaseModel], path: Path) -> FieldFacts | None:
    model = _model_at(record_type, path[:-1])
    return fields_of(model).get(str(path[-1])) if model and path else None


def _part(inner: object) -> type[BaseModel] | None:
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, str) and current:
            field = fields_of(current).get(step)
            inner = (field.inner if isinstance(field.inner, tuple) else (field.inner,)) if field else ()
            current = next((part for part in inner if isinstance(part, type) and issubclass(part, BaseModel)), None)
    return current
