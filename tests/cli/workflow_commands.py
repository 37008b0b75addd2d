"""Workflow commands read as GitHub's runner reads them."""

from __future__ import annotations

from typing import NamedTuple


class Annotation(NamedTuple):
    """What GitHub shows beside a line."""

    kind: str
    properties: dict[str, str]
    message: str


def annotation(line: str) -> Annotation:
    """Take a line apart: the first `::` behind the name ends the properties, commas part them, and the last escape to go is that of `%`."""
    assert line.startswith("::")
    end = line.index("::", 2)
    kind, _, listed = line[2:end].partition(" ")
    properties = dict(each.split("=", 1) for each in listed.split(",") if each)
    in_property = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    in_message = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    return Annotation(
        kind, {name: _decoded(value, in_property) for name, value in properties.items()}, _decoded(line[end + 2 :], in_message)
    )


def _decoded(text: str, escapes: dict[str, str]) -> str:
    for escape, char in escapes.items():
        text = text.replace(escape, char)
    return text
