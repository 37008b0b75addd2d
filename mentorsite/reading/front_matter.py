"""A Markdown file is taken apart into its front matter and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.markdown.spelling import plainly
from mentorsite.reading.yaml_nodes import YamlText
from mentorsite.records.audience import AUDIENCE_NAMES

_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_ALMOST_OPEN = re.compile(r"-{2}|-{4,}|[–—]+")
_ALMOST_CLOSE = re.compile(r"\s*(?:-{2,}|[–—]+)\s*")
_FIELD = re.compile(r"[a-z_]+:(\s|$)")
# Fields that say who may see a record, where they stand in text: whatever hid them from the reader of YAML, they were meant.
_MEANT = re.compile(
    rf"""^\W*(?:(?:visibility|consent)[^\w:]*:\W*(?:{"|".join(AUDIENCE_NAMES)})|draft[^\w:]*:\W*(?:true|yes))\b""", re.IGNORECASE
)
_LEADING_LINES = 40
"""How many lines of a body are looked at for such fields."""


@dataclass(frozen=True, slots=True)
class TakenApart:
    """The YAML of a Markdown file (None where it has none), its body, and the line that the body begins in."""

    yaml: YamlText | None
    body: str
    body_line: int


def take_apart(path: str, text: str) -> tuple[TakenApart, list[Diagnostic]]:
    """Split at the lines `---`. Whatever looks like front matter but is none is an error: shown as prose, its fields would not count."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    first = lines[start].rstrip(" \t")
    if first == "---":
        for end in range(start + 1, len(lines)):
            if _CLOSE.fullmatch(lines[end]):
                yaml = YamlText(path, "\n".join(lines[start + 1 : end]) + "\n", start + 2)
                return TakenApart(yaml, "\n".join(lines[end + 1 :]), end + 2), _meant_fields(path, lines, end + 1)
        for end in range(start + 1, len(lines)):
            if lines[end].strip() == "---":
                return _none(path, end, "a line `---` that is indented does not end the front matter", "begin it in the first column")
            if _ALMOST_CLOSE.fullmatch(lines[end]):
                return _none(path, end, f"`{lines[end].strip()[:20]}` does not end the front matter", "write three hyphens: `---`")
        return _none(path, start, "the front matter never ends", "write a line `---` below the last field")
    if first == "+++":
        return _none(path, start, "TOML front matter is not read", "write it as YAML between two lines `---`")
    if re.match(r'\{\s*(?:"|$)', first):
        return _none(path, start, "JSON front matter is not read", "write it as YAML between two lines `---`")
    if first and _ALMOST_OPEN.fullmatch(first):
        return _none(path, start, f"`{first[:20]}` opens no front matter", "write three hyphens: `---`")
    if plainly(first).strip().startswith("---"):
        return _none(path, start, "the first line is almost the one that opens front matter", "write exactly `---` on it")
    if _FIELD.match(first) and any(line.rstrip() == "---" for line in lines[start + 1 :]):
        return _none(path, start, "the front matter has no opening line", "write a line `---` above it")
    if found := _late(lines, start):
        hint = "move the lines from `---` to `---` to the beginning of the file"
        return _none(path, found, "text stands before the front matter, which begins here", hint)
    return TakenApart(None, text, 1), _meant_fields(path, lines, start)


def _late(lines: list[str], start: int) -> int | None:
    """Give the number of the line in which front matter begins below some text: between two lines `---` there are fields alone."""
    begin = next((number for number in range(start, min(start + _LEADING_LINES, len(lines))) if lines[number].rstrip() == "---"), None)
    end = next((number for number in range((begin or 0) + 1, len(lines)) if lines[number].rstrip() == "---"), None) if begin else None
    inside = lines[begin + 1 : end] if begin and end else []
    is_fields = bool(inside) and all(_FIELD.match(line) or line[:1] in (" ", "-", "#") for line in inside) and _FIELD.match(inside[0])
    return begin if is_fields else None


def _meant_fields(path: str, lines: list[str], start: int) -> list[Diagnostic]:
    """Refuse a body that begins with a field which says who may see the record: published as text, it would not count."""
    for number, line in enumerate(lines[start : start + _LEADING_LINES], start):
        for piece in plainly(line).splitlines():
            if _MEANT.match(piece):
                hint = "put it into the front matter, between the two lines `---` at the beginning of the file"
                return [
                    Diagnostic(Code.BAD_FRONT_MATTER, Span(path, number + 1, 1), "this looks like a field, but stands in the text", hint)
                ]
    return []


def _none(path: str, line: int, said: str, hint: str) -> tuple[TakenApart, list[Diagnostic]]:
    return TakenApart(None, "", 1), [Diagnostic(Code.BAD_FRONT_MATTER, Span(path, line + 1, 1), said, hint)]
