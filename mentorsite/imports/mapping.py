"""A mapping file (TOML) says which column of a table goes into which field: a table for each type of record.

```toml
[goals]
"What we want" = "title"
"By when" = "due"
"Remarks" = ""          # left out, and nothing is said of it
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping

from mentorsite.diagnostics import Code, Diagnostic, Span, did_you_mean
from mentorsite.records.registry import type_names
from mentorsite.toml_places import places_in

Mapped = Mapping[str, Mapping[str, str]]
"""The fields by the columns' names, of each type; "" for a column that is left out."""


def read_mapping(file: str, data: bytes, fields: Mapping[str, Collection[str]]) -> tuple[Mapped, list[Diagnostic]]:
    """Read a mapping file. `fields` are the names that may stand at the right, by the type."""
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError:
        return {}, [Diagnostic(Code.BAD_ENCODING, Span(file), "the mapping file is not UTF-8", "save it as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        return {}, [
            Diagnostic(Code.BAD_IMPORT, Span(file), f"the mapping file is no TOML: {error}", "put names with spaces into quotation marks")
        ]
    places = places_in(text)
    problems: list[Diagnostic] = []
    mapped: dict[str, dict[str, str]] = {}
    for type, columns in values.items():
        span = Span(file, *places.get((type,), (0, 0)))
        if type not in type_names() or not isinstance(columns, dict):
            hint = did_you_mean(type, type_names()) or 'write `[goals]` and below it `"Name of the column" = "title"`'
            problems.append(Diagnostic(Code.BAD_IMPORT, span, f"`{type}` is no table of a record type", hint))
            continue
        for column, field in columns.items():
            span = Span(file, *places.get((type, column), (0, 0)))
            if field not in ("", *fields[type]):
                hint = did_you_mean(str(field), fields[type]) or "docs/content.md lists the fields of each type"
                problems.append(Diagnostic(Code.UNKNOWN_FIELD, span, f"`{str(field)[:60]}` is no field of {type}", hint))
            else:
                mapped.setdefault(type, {})[column] = field
    return mapped, problems
