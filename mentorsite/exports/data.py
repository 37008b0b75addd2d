"""A portfolio becomes `data.json`: the figures that its pages show, and the addresses of the records behind them.

data_schema.py says of what shape it is, and docs/data.md describes it; whoever changes it raises VERSION.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Union

from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.show import in_words
from mentorsite.pages.values import Group, Link, Marked, Picture, Rank, Value
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.json_text import without_harm

VERSION = 1
"""The version of the format: raised when something in it changes its name or its meaning, or goes."""

Plain = Union[None, bool, int, float, str, "list[Plain]", "dict[str, Plain]"]


def data_address(frame: Frame) -> str:
    """Give the address of the data.json of a portfolio."""
    return f"{prefix(frame.portfolio)}data.json"


def data(frame: Frame) -> Artifact:
    """Give the data.json of a portfolio. Addresses are relative to the site's root; shares are rounded to four decimal places."""
    facts: Plain = {
        "version": VERSION,
        "title": frame.facts.title,
        "audience": frame.site.audience,
        "language": frame.site.language,
        "today": frame.showing.today.isoformat(),
        "records": [
            {
                "type": shown.key.type,
                "id": shown.key.id,
                "title": frame.atlas.links[shown.key].text,
                "date": plain(shown.record.day()),
                "address": frame.atlas.address(shown.key),
            }
            for shown in frame.atlas.view.all_of(frame.portfolio)
        ],
        "insights": plain(frame.showing.show(frame.insights)),
    }
    text = _in_lines(without_harm(facts), 3)
    return Artifact(data_address(frame), f"{text}\n".encode("utf-8", "replace"), "data.json")


def _in_lines(value: object, depth: int) -> str:
    """Write JSON with a line for each value down to a depth, and what is deeper in one: short, and what changed shows in a comparison."""
    if depth and isinstance(value, dict) and value:
        inner = (f"{json.dumps(name)}: {_in_lines(each, depth - 1)}" for name, each in value.items())
        return "{\n" + ",\n".join(inner) + "\n}"
    if depth and isinstance(value, list) and value:
        return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def plain(value: Value) -> Plain:
    """Give a value as JSON has it: a link as its text and its address, Markdown as plain words, a day in the form of ISO 8601."""
    match value:
        case Link():
            return {"text": value.text, "address": value.address or None}
        case Marked():
            return in_words(value)
        case Rank():
            return {"level": value.number, "name": value.name}
        case Picture():
            return value.address
        case Group():
            return {name: plain(cell) for name, cell in value.cells.items()}
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case tuple():
            return [plain(inner) for inner in value]
    return value
