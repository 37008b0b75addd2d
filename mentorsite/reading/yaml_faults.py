"""What a YAML parser stumbled over becomes what somebody who knows no YAML did: where it is, what to say of it, and what to write instead.

A parser names the place where it could not go on, and the fault often lies before it. Lines and columns are counted from 0 here.
Nothing quotes a value: it may be what nobody else may read, and hints also go into logs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

Mark = Any  # yaml.Mark, or what the parser in C has in its place


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in a text, what is wrong there, and a hint."""

    line: int
    column: int
    said: str
    hint: str


_FIELD = re.compile(r"(\s*(?:-\s+)*)([^\s:#][^:]*?):(?:\s|$)")
_UNSPACED = re.compile(r"( *(?:- +)*)([A-Za-z_][\w-]*):([^ \t:/\\])")
_EQUALS = re.compile(r"( *)([A-Za-z_][\w-]*)[ \t]*=")
_WIDE_COLON = re.compile(r"( *)([A-Za-z_][\w-]*)[ \t]*[\uff1a\ufe55\ua789\u2236]")
# What may stand before a value in its line; the value begins with something that opens a quoted text or brackets.
_OPENED = re.compile(r"""(\s*(?:-\s+)*(?:[^\s"'\[{][^"'\[{:]*:\s+|"[^"]*":\s+)?)(["'\[{])""")
_BEFORE_VALUE = re.compile(r"\s*(?:-\s+)*(?:[^\s:\[{][^:]*:\s+)?")
_MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\((https?:)?")
_OTHER_COMMENT = (";", "//", "<!--", "/*", "%")
_IN_QUOTES = "put the text in quotes"
_CLOSING = {"[": "]", "{": "}"}


def fault_of(lines: Sequence[str], error: yaml.MarkedYAMLError) -> Fault:
    """Say what is wrong where the parser gave up."""
    mark, begin = error.problem_mark or error.context_mark, error.context_mark
    at, left = (mark.line, mark.column) if mark else (0, 0)
    problem, context = error.problem or "", error.context or ""
    line = _line(lines, at)
    for look in (_tab, _unended, _of_flow, _of_quotes, _of_field, _of_value):
        if found := look(lines, at, left, begin, problem, context):
            return found
    if "another document" in problem:
        return Fault(at, left, "the fields end at this line, and more follow", "keep one record a file, or write the records as a list")
    if "document start" in problem:
        return Fault(at, left, "this line is indented less than the first one", "begin all fields of the record in the same column")
    if "block collection" in context:
        hint = "indent it like the first field of its item, or begin a new item with `- `"
        return Fault(at, left, "a line between the items of a list that begins with no hyphen", hint)
    if "expected key" in problem or "block" in context:
        if found := _too_deep(lines, at):
            return found
        hint = "begin it in the column of the lines that it belongs with"
        return Fault(at, left, "the indentation of this line fits none above it", hint)
    said = problem.replace("did not find expected", "expected").replace("found ", "") or "the parser does not say why"
    shown = f" at `{line[left : left + 1]}`" if line[left : left + 1].strip() else ""
    return Fault(at, left, f"this cannot be read{shown}: {said}", "put a text with special signs in quotes")


def no_fields(lines: Sequence[str]) -> Fault | None:
    """Say why a text that somebody meant as fields is read as one piece of text; None where nothing tells."""
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            return _unspaced_at(number, line) or _other_sign(number, line)
    return None


def _quoted(text: str) -> str:
    """Show the quotation marks that a text takes."""
    return "'…'" if '"' in text or "\\" in text else '"…"'


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _in_quotes_hint(line: str, column: int) -> str:
    """Tell to quote a value, and show how where all that follows in the line is the value."""
    field = line[:column].lstrip("- ")
    is_whole = _BEFORE_VALUE.fullmatch(line[:column]) and len(field) <= 40
    return f"{_IN_QUOTES}: `{field}{_quoted(line[column:])}`" if is_whole else _IN_QUOTES


def _tab(lines: Sequence[str], at: int, left: int, begin: Mark, problem: str, context: str) -> Fault | None:
    line = _line(lines, at)
    if "\t" in line[: _indent(line)]:
        left = line.index("\t")
    elif line[left : left + 1] != "\t":
        return None
    return Fault(at, left, "a tab where only spaces may stand", "replace it with spaces, two for each level")


def _unended(lines: Sequence[str], at: int, left: int, begin: Mark, problem: str, context: str) -> Fault | None:
    """A quotation mark or a bracket that is never closed, or not before the next field."""
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    is_end = at > last or (at == last and left >= len(_line(lines, last).rstrip()))
    if "quoted" in context and is_end and begin:
        return _not_closed(lines, begin.line, begin.column)
    if "flow" in context or ("quoted" not in context and is_end and begin):
        opened = (begin.line, begin.column) if begin and _line(lines, begin.line)[begin.column : begin.column + 1] in ("[", "{") else None
        if opened is None and is_end:
            # The parser names the end of the text, where it looked for more.
            opened = max(
                ((n, max(line.rfind("["), line.rfind("{"))) for n, line in enumerate(lines) if "[" in line or "{" in line), default=None
            )
        if opened and (is_end or at > opened[0]):
            return _not_closed(lines, *opened)
    return None


def _not_closed(lines: Sequence[str], at: int, left: int) -> Fault:
    line = _line(lines, at)
    sign = line[left : left + 1]
    if sign in _CLOSING:
        hint = f"write `{_CLOSING[sign]}` where it ends, or put a text that begins with `{sign}` in quotes"
        if re.search(r"[\[{,\s]#", line[left:]):
            hint = "`#` begins a comment here: leave it away, or put the word in quotes"
        return Fault(at, left, f"the bracket `{sign}` is never closed", hint)
    return Fault(at, left, f"the quotation mark `{sign}` is never closed", f"write another `{sign}` where the text ends")


def _of_flow(lines: Sequence[str], at: int, left: int, begin: Mark, problem: str, context: str) -> Fault | None:
    if "flow" not in context or "expected ','" not in problem:
        return None
    closing = "}" if "'}'" in problem else "]"
    return Fault(
        at, left, f"a `,` or a `{closing}` is missing before this", "put a text that holds brackets, commas or quotation marks in quotes"
    )


def _of_quotes(lines: Sequence[str], at: int, left: int, begin: Mark, problem: str, context: str) -> Fault | None:
    """What stands behind a quoted text, behind brackets, or behind a backslash."""
    line = _line(lines, at)
    if "escape" in problem or "hexdecimal" in problem:
        back = line.rfind("\\", 0, left + 1)
        hint = "write `\\\\` for a backslash, or put the text in single quotation marks: `'…'`"
        return Fault(at, max(back, 0), "a backslash between double quotation marks begins a special sign", hint)
    if "expected" not in problem or "block" not in context:
        return None
    for number in range(at, -1, -1):
        above = _line(lines, number)
        opened = _OPENED.match(above)
        if opened and opened[2] in "\"'" and above.count(opened[2], opened.end()) == 0 and not opened[1].endswith("'"):
            # Closed by the first quotation mark of a later line, if at all.
            return _not_closed(lines, number, opened.start(2)) if number < at else None
        if number < at and _FIELD.match(above):
            break
    opened = _OPENED.match(line)
    if not opened or opened.end() > left:
        return None
    rest, sign, column = line[left:].strip(), opened[2], opened.start(2)
    if rest == ",":
        return Fault(at, left, "a comma behind a value", "take it out: each field has a line of its own, and no comma")
    if sign in _CLOSING:
        if rest[:1] == _CLOSING[sign]:
            return Fault(at, left, f"one `{rest[0]}` too many", "take it out, or put a text that holds brackets in quotes")
        hint = _in_quotes_hint(line, column)
        if link := _MARKDOWN_LINK.match(line, column):
            hint += "; where a link belongs, write `label` and `url`" if link[1] else "; where a record belongs, write its id alone"
        return Fault(at, column, f"a text that begins with `{sign}` needs quotes", hint)
    other = "double quotation marks" if sign == "'" else "single quotation marks"
    return Fault(
        at,
        left,
        f"text behind the closing quotation mark `{sign}`",
        f"put all of it in {other}, or double each `{sign}` within" if sign == "'" else f"put all of it in {other}",
    )


def _of_field(lines: Sequence[str], at: int, left: int, begin: Mark, problem: str, context: str) -> Fault | None:
    """A line that should be a field, or a field that stands where none can."""
    if "could not find expected ':'" in problem:
        first = begin.line if begin else at
        return _unspaced_above(lines, first) or _other_sign(first, _line(lines, first)) or _no_field(lines, first)
    if "mapping values are not allowed" not in problem:
        return None
    line = _line(lines, at)
    if found := _unspaced_above(lines, at):
        return found
    if (first := _FIELD.match(line)) and first.end(2) < left:
        key = first[2].strip()
        shown = f": `{key}: {_quoted(line[first.end(2) + 1 :])}`" if len(key) <= 40 else ""
        return Fault(at, left, "a second `: ` in one line", f"{_IN_QUOTES}{shown}")
    above, field = _field_above(lines, at)
    between = [
        number for number in range(above + 1, at) if _line(lines, number).strip() and not _line(lines, number).lstrip().startswith("#")
    ]
    if between and (field is None or _indent(_line(lines, between[0])) <= len(field[1])):
        return _other_sign(between[0], _line(lines, between[0])) or _no_field(lines, between[0])
    return _too_deep(lines, at) or Fault(at, left, "a field where none can begin", "indent it like the fields around it")


def _field_above(lines: Sequence[str], at: int) -> tuple[int, re.Match[str] | None]:
    """Give the number of the nearest line above that is a field, and the field; -1 and None where there is none."""
    for number in range(at - 1, -1, -1):
        if found := _FIELD.match(_line(lines, number)):
            return number, found
    return -1, None


def _too_deep(lines: Sequence[str], at: int) -> Fault | None:
    """A field that is indented deeper than the one above it, which has a value already."""
    line, (_, field) = _line(lines, at), _field_above(lines, at)
    if field is None or not _FIELD.match(line) or _indent(line) <= len(field[1]):
        return None
    name = line.strip().partition(":")[0].lstrip("- ")[:40]
    hint = f"begin it in the column of `{field[2].strip()[:40]}`"
    return Fault(at, _indent(line), f"`{name}` is indented deeper than the field above it", hint)


def _unspaced_above(lines: Sequence[str], at: int) -> Fault | None:
    for number in range(at, -1, -1):
        line = _line(lines, number)
        if found := _unspaced_at(number, line):
            return found
        if number < at and _FIELD.match(line):
            return None
    return None


def _unspaced_at(number: int, line: str) -> Fault | None:
    found = _UNSPACED.match(line)
    if not found:
        return None
    name = found[2][:40]
    if found[3].isspace():
        return Fault(number, len(found[1]), f"the space after `{name}:` is no ordinary one", "type it anew")
    return Fault(number, len(found[1]), f"a space is missing after `{name}:`", f"write `{name}: …`")


def _other_sign(number: int, line: str) -> Fault | None:
    if line.lstrip().startswith(_OTHER_COMMENT):
        return Fault(number, _indent(line), "a line that is no field", "a note to yourself begins with `#`")
    if found := _WIDE_COLON.match(line):
        hint = f"write `{found[2][:40]}: …`, with an ordinary colon and a space"
        return Fault(number, len(found[1]), f"the colon after `{found[2][:40]}` is a special one", hint)
    if found := _EQUALS.match(line):
        return Fault(number, len(found[1]), f"`=` after `{found[2][:40]}`, where a colon belongs", f"write `{found[2][:40]}: …`")
    return None


def _no_field(lines: Sequence[str], number: int) -> Fault:
    hint = "write `field: value`, or indent the line if it goes on with the text above"
    return Fault(number, _indent(_line(lines, number)), "a line that is no field", hint)


def _of_value(lines: Sequence[str], at: int, left: int, begin: Mark, problem: str, context: str) -> Fault | None:
    """A value that begins with a sign that means something else."""
    line = _line(lines, at)
    if "sequence entries are not allowed" in problem:
        return Fault(
            at, left, "a list begins on a line of its own", "write each item on a line below; a text that begins with `- ` goes in quotes"
        )
    if "alias" in context or "alias" in problem or "anchor" in context:
        row, column = (begin.line, begin.column) if begin and ("alias" in context or "anchor" in context) else (at, left)
        line = _line(lines, row)
        if re.match(r"\s*\* ", line):
            return Fault(row, column, "an item of a list that begins with `*`", "begin it with a hyphen: `- `")
        return Fault(row, column, f"a text that begins with `{line[column : column + 1]}` needs quotes", _in_quotes_hint(line, column))
    if "cannot start any token" in problem or "mapping keys are not allowed" in problem:
        sign = line[left : left + 1]
        hint = _in_quotes_hint(line, left)
        if sign == "@":
            hint = f"{hint}; where a person belongs, write the id alone"
        return Fault(
            at,
            left,
            "a text that begins with a backtick needs quotes" if sign == "`" else f"a text that begins with `{sign}` needs quotes",
            hint,
        )
    if "block scalar" in context and begin:
        line = _line(lines, begin.line)
        sign = line[begin.column : begin.column + 1]
        return Fault(
            begin.line,
            begin.column,
            f"a text that begins with `{sign}` needs quotes",
            _in_quotes_hint(line, begin.column),
        )
    return None
