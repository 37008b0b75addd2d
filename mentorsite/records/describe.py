"""What a record type's declaration says of its fields, for everything that is derived from it: labels, documentation, shapes."""

from __future__ import annotations

import ast
import inspect
import sys
import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from mentorsite.records.fields import Tells, WebLink
from mentorsite.records.values import Prose, Reference

Shape = Literal["fact", "prose", "list", "links", "table", "group", "map"]


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """A field as its type declares it.

    `name` is what people write, `attribute` what Python calls it. `shape` is how its value is built: a "fact" is one value, a
    "list" has phrases or
    words, "links" has references, a "table" has groups of the fields of `part`, a "map" has values by date. `to` says what a
    reference leads to, in the words of its kind, and `target` is the type of such records, or ANY; both are empty for what is no
    reference. `tells` is what a day says of what it stands in.
    """

    name: str
    attribute: str
    label: str
    description: str
    required: bool
    shape: Shape
    part: type[BaseModel] | None
    inner: Any
    to: str
    target: str
    tells: Tells | None


@cache
def fields_of(model: type[BaseModel]) -> dict[str, FieldFacts]:
    """Give the fields of a record type or a part of one, by the name that people write, in declared order."""
    said = _docstrings(model)
    facts = (_facts(attribute, info, said.get(attribute, "")) for attribute, info in model.model_fields.items())
    return {fact.name: fact for fact in facts}


@cache
def prose_headings(model: type[BaseModel]) -> dict[str, str]:
    """Give the level-2 headings that begin a prose field of this type, case folded, with the field's name."""
    headings: dict[str, str] = {}
    for fact in fields_of(model).values():
        if fact.shape == "prose" and fact.name != "body":
            headings[fact.label.casefold()] = fact.name
            headings[fact.name.casefold()] = fact.name
    return headings


def _facts(attribute: str, info: FieldInfo, said: str) -> FieldFacts:
    name = info.alias or attribute
    label = info.title or name.replace("_", " ").capitalize()
    inner, shape, part = _shape(info.annotation, info.metadata)
    (to, target), tells = _leads_to(info.annotation, info.metadata), _tells(info.annotation, info.metadata)
    return FieldFacts(name, attribute, label, said, info.is_required(), shape, part, inner, to, target, tells)


def _tells(annotation: Any, metadata: Iterable[Any]) -> Tells | None:
    """Find what a day says, wherever in the type it stands."""
    found = next((mark for mark in metadata if isinstance(mark, Tells)), None)
    if found is None and get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _tells(inner, marks)
    return found or next((said for arg in get_args(annotation) if (said := _tells(arg, ()))), None)


def _leads_to(annotation: Any, metadata: Iterable[Any]) -> tuple[str, str]:
    """Find what a reference says in its JSON Schema, in words and as the name of a type, wherever in the field's type it stands."""
    for mark in metadata:
        if isinstance(mark, WithJsonSchema) and isinstance(mark.json_schema, dict) and "x-reference" in mark.json_schema:
            return str(mark.json_schema["description"]), str(mark.json_schema["x-reference"])
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _leads_to(inner, marks)
    return next((said for arg in get_args(annotation) if any(said := _leads_to(arg, ()))), ("", ""))


def _bare(annotation: Any) -> Any:
    """Take the optional and the annotations off a type."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (types.UnionType, typing.Union):
            rest = [arg for arg in get_args(annotation) if arg is not type(None)]
            if len(rest) > 1:
                return tuple(_bare(arg) for arg in rest)
            annotation = rest[0]
        else:
            return annotation


def _shape(annotation: Any, metadata: list[Any]) -> tuple[Any, Shape, type[BaseModel] | None]:
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        element = _bare(get_args(bare)[0])
        if element is Reference or element is WebLink or isinstance(element, tuple):
            return element, "links", None
        if isinstance(element, type) and issubclass(element, BaseModel):
            return element, "table", element
        return element, "list", None
    if get_origin(bare) is dict:
        return _bare(get_args(bare)[1]), "map", None
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return bare, "group", bare
    return bare, "prose" if bare is Prose else "fact", None


@cache
def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Read the string below each field; here and not by pydantic, which would read every source file at every start."""
    said: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if cls is BaseModel or not issubclass(cls, BaseModel) or cls.__module__.startswith("pydantic"):
            continue
        for node in _class_bodies(cls.__module__).get(cls.__name__, ()):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                last = node.target.id
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                said[last] = inspect.cleandoc(node.value.value)
    return said


@cache
def _class_bodies(module: str) -> dict[str, list[ast.stmt]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    bodies: dict[str, list[ast.stmt]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            # The class's own docstring comes first and belongs to no field.
            bodies[node.name] = node.body[1:] if ast.get_docstring(node) else node.body
    return bodies
