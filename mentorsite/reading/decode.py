"""Plain values of one record become the record, and what pydantic has to say about them becomes problems with a place and a hint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mentorsite.diagnostics import Code, Diagnostic, did_you_mean, nearest
from mentorsite.reading.sheets import Source
from mentorsite.reading.yaml_nodes import Path, Plain
from mentorsite.records.describe import fields_of
from mentorsite.records.fields import quoted
from mentorsite.records.record import Record


def decode(
    record_type: type[Record], values: Mapping[str, Plain], source: Source, levels: tuple[str, ...]
) -> tuple[Record | None, list[Diagnostic]]:
    """Validate the values of a record; `levels` is the site's scale of skills. The record is None where there is a problem."""
    try:
        return record_type.model_validate(_written(values), context={"levels": levels}), []
    except ValidationError as error:
        return None, _problems(record_type, error, source)


def _written(value: Plain) -> Plain:
    """Leave out what is left empty: a field without a value is the same as no field."""
    if isinstance(value, dict):
        return {name: _written(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_written(inner) for inner in value if inner is not None]
    return value


def _problems(record_type: type[Record], error: ValidationError, source: Source) -> list[Diagnostic]:
    details = error.errors(include_url=False)
    # A misspelt field explains why the one it stands for is missing: that is one problem, not two.
    explained: set[Path] = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            path = _path(detail)
            near = nearest(str(path[-1]), _missing(details, path[:-1])) or nearest(str(path[-1]), _names(record_type, path[:-1]))
            if near:
                explained.add((*path[:-1], near))
    return [_problem(record_type, detail, source) for detail in details if not (detail["type"] == "missing" and _path(detail) in explained)]


def _problem(record_type: type[Record], detail: ErrorDetails, source: Source) -> Diagnostic:
    path, kind, name = _path(detail), detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "extra_forbidden":
        known = _names(record_type, path[:-1])
        hint = did_you_mean(name, known) or "the fields here are " + ", ".join(f"`{field}`" for field in known)
        return Diagnostic(Code.UNKNOWN_FIELD, source.locate(path), f"unknown field {quoted(name)}", hint)
    if kind == "missing":
        return Diagnostic(Code.MISSING_FIELD, source.locate(path[:-1]), f"`{name}` is missing", _about(record_type, path))
    if kind in Code.__members__:
        context: dict[str, Any] = detail.get("ctx", {})
        return Diagnostic(Code[kind], source.locate((*path, *context["at"])), context["said"], context["hint"])
    given = quoted(detail["input"]) if detail["input"] not in ("", [], {}) else "nothing"
    if kind in ("tuple_type", "too_short"):
        return Diagnostic(
            Code.WRONG_VALUE,
            source.locate(path),
            f"{given} where a list belongs",
            "write it as a list: `[one, two]`, or `- one` on a line below",
        )
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return Diagnostic(Code.WRONG_VALUE, source.locate(path), f"{given} where fields belong", _about(record_type, path))
    return Diagnostic(Code.WRONG_VALUE, source.locate(path), f"{given} does not belong here", _about(record_type, path))


def _path(detail: ErrorDetails) -> Path:
    """Give the path in the file: pydantic's own marks for the branch of a union are no part of it."""
    return tuple(step for step in detail["loc"] if not (isinstance(step, str) and step.startswith("<")))


def _missing(details: list[ErrorDetails], around: Path) -> list[str]:
    return [str(d["loc"][-1]) for d in details if d["type"] == "missing" and _path(d)[:-1] == around]


def _names(record_type: type[BaseModel], path: Path) -> list[str]:
    model = _model_at(record_type, path)
    return [name for name in fields_of(model) if name != "body"] if model else []


def _about(record_type: type[BaseModel], path: Path) -> str:
    model = _model_at(record_type, path[:-1])
    field = fields_of(model).get(str(path[-1])) if model and path else None
    if field is None:
        return ""
    if field.part:
        return f"{field.label}: " + ", ".join(f"`{name}`" for name in fields_of(field.part))
    return f"{field.label}: {field.description[:1].lower()}{field.description[1:].rstrip('.')}"


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, str) and current:
            field = fields_of(current).get(step)
            current = field.part if field else None
    return current
