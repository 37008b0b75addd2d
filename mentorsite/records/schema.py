"""The record types as JSON Schema (draft 2020-12), derived from their declarations."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from mentorsite.records.describe import fields_of
from mentorsite.records.registry import record_types

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def schema_of(type: str, levels: tuple[str, ...] = (), *, marked: bool = False) -> Schema:
    """Give the schema of one record of a type, as it stands in YAML. `levels` is a site's scale of skills, where it is known.

    What a record needs but may have elsewhere is not required here: its date, in the file's name, and its texts, below headings.
    With `marked`, a reference keeps its mark `x-reference`, whose value is the type that it leads to.
    """
    model = record_types()[type]
    schema = model.model_json_schema(by_alias=True)
    parts = schema.pop("$defs", {})
    described = _described(schema, model)
    definitions = {name: _described(part, _part(model, name)) for name, part in sorted(parts.items())}
    document: Schema = {"$schema": DIALECT, "title": model.facts.singular, **{k: v for k, v in described.items() if k != "title"}}
    elsewhere = {name for name, fact in fields_of(model).items() if name == "date" or fact.shape == "prose"}
    document["required"] = [name for name in document.pop("required", ()) if name not in elsewhere]
    if definitions:
        document["$defs"] = definitions
    result = _tidied(document, levels, ("x-reference",) if marked else ())
    assert isinstance(result, dict)
    return result


def all_schemas(levels: tuple[str, ...] = (), *, marked: bool = False) -> Schema:
    """Give one document with the schemas of all types, each under its name in `$defs`, and valid for a record of any."""
    definitions: Schema = {}
    for name in record_types():
        schema = schema_of(name, levels, marked=marked)
        definitions |= {f"{name}.{part}": value for part, value in schema.pop("$defs", {}).items()}
        schema.pop("$schema")
        definitions[name] = _moved(schema, name)
    for name in definitions:
        if "." in name:
            definitions[name] = _moved(definitions[name], name.split(".")[0])
    return {
        "$schema": DIALECT,
        "title": "Records of mentorsite",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in record_types()],
        "$defs": definitions,
    }


def _moved(value: Any, type: str) -> Any:
    """Let references lead to the parts where they lie in the document of all types."""
    if isinstance(value, dict):
        return {
            name: inner.replace("#/$defs/", f"#/$defs/{type}.") if name == "$ref" else _moved(inner, type) for name, inner in value.items()
        }
    return [_moved(inner, type) for inner in value] if isinstance(value, list) else value


def _part(model: type[BaseModel], name: str) -> type[BaseModel]:
    """Find a part of a type by its class's name."""
    for fact in fields_of(model).values():
        candidates = [
            part for part in (fact.part, *(fact.inner if isinstance(fact.inner, tuple) else (fact.inner,))) if isinstance(part, type)
        ]
        for candidate in candidates:
            if issubclass(candidate, BaseModel):
                if candidate.__name__ == name:
                    return candidate
                try:
                    return _part(candidate, name)
                except LookupError:
                    continue
    raise LookupError(name)


def _described(schema: Schema, model: type[BaseModel]) -> Schema:
    """Put each field's documentation beside it, and take away the titles that only repeat its name."""
    facts = fields_of(model)
    properties = {}
    for name, value in schema.get("properties", {}).items():
        own = {key: inner for key, inner in value.items() if key not in ("title", "default")}
        of_reference = own.pop("description", "")
        said = facts[name].description
        properties[name] = {"title": facts[name].label, "description": f"{said} ({of_reference})" if of_reference else said, **own}
    described = {key: inner for key, inner in schema.items() if key not in ("title", "properties")}
    return {**described, "properties": properties}


def _tidied(value: Any, levels: tuple[str, ...], marks: tuple[str, ...]) -> Any:
    """Say what a person may write: a field is left out rather than null, and levels are those of the site."""
    if isinstance(value, list):
        return [_tidied(inner, levels, marks) for inner in value]
    if not isinstance(value, dict):
        return value
    if value.get("x-level"):
        scale: Schema = (
            {"anyOf": [{"enum": list(levels)}, {"type": "integer", "minimum": 1, "maximum": len(levels)}]}
            if levels
            else {"type": ["string", "integer"]}
        )
        return {**{key: value[key] for key in ("title", "description") if key in value}, **scale}
    tidied = {key: _tidied(inner, levels, marks) for key, inner in value.items() if key in marks or not key.startswith("x-")}
    options = tidied.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        rest = [option for option in options if option != {"type": "null"}]
        del tidied["anyOf"]
        if len(rest) == 1:
            inner = {key: inner for key, inner in rest[0].items() if key not in tidied}
            said = rest[0].get("description")
            if said and "description" in tidied and "$ref" not in rest[0]:
                tidied["description"] = f"{tidied['description']} ({said})" if said != "Markdown" else tidied["description"]
            tidied |= inner
        else:
            tidied["anyOf"] = rest
    if "patternProperties" in tidied or "propertyNames" in tidied:
        tidied.setdefault("type", "object")
    return tidied
