"""What docs/data.md says of every figure, read off the schema of data.json."""

from __future__ import annotations

from typing import Any

from mentorsite.exports.data_schema import data_schema

_START = "#/$defs/"


def sections() -> list[str]:
    """Give a section for each insight, and within it one for each kind of group that it holds and that was not described before."""
    schema = data_schema()
    groups = {name: kind for name, kind in schema["$defs"].items() if "description" in kind}
    lines: list[str] = []
    described: set[str] = set()
    for name, kind in schema["properties"]["insights"]["properties"].items():
        lines += [f"\n## insights.{name}\n", _said(kind, schema["$defs"])]
        waiting = _named(kind)
        while waiting:
            group = waiting.pop(0)
            if group in groups and group not in described:
                described.add(group)
                fields = groups[group]["properties"]
                rows = [f"| `{field}` | {_said(inner, schema['$defs'])} |" for field, inner in fields.items()]
                lines += [f"\n### {group}\n", groups[group]["description"], "\n| field | is |", "| --- | --- |", *rows]
                waiting += _named(fields)
    return lines


def _named(value: Any) -> list[str]:
    """Give the definitions that a part of a schema names, in the order in which they stand in it."""
    if isinstance(value, dict):
        if "$ref" in value:
            return [value["$ref"].removeprefix(_START)]
        return [name for inner in value.values() for name in _named(inner)]
    return [name for inner in value for name in _named(inner)] if isinstance(value, list) else []


def _said(kind: Any, definitions: dict[str, Any]) -> str:
    match kind:
        case {"$ref": str(to)}:
            name = to.removeprefix(_START)
            title = str(definitions[name]["title"])
            return f"[{title}](#{title.lower()})" if "description" in definitions[name] else title
        case {"enum": list(words)}:
            return " or ".join(f'`"{word}"`' for word in words)
        case {"anyOf": list(options)}:
            said = " or ".join(_said(option, definitions) for option in options if option != {"type": "null"})
            return f"{said}, or `null`" if {"type": "null"} in options else said
        case {"items": inner}:
            return f"list, each: {_said(inner, definitions)}"
        case {"prefixItems": list(inners)}:
            return "list of " + ", ".join(_said(inner, definitions) for inner in inners)
    raise TypeError(f"no way to say {kind}")
