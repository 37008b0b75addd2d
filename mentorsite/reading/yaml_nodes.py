"""YAML text becomes plain values, and a place in it is found again when there is something to say about it.

Every scalar stays text. The node tree is kept only for the text that was read last, so that the places of all of its problems
are found in one tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import yaml

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.reading.yaml_aliases import PRIVATE, repeated
from mentorsite.reading.yaml_faults import Fault, fault_of, no_fields

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

DEEPEST = 40
"""How deep values may lie within each other."""
MOST_VALUES = 200_000
"""How many values a file may have once its aliases are followed."""
MOST_REPEATED = 1_000_000
"""How many letters the aliases of a file may repeat."""

# Nesting that these patterns cannot see is shallow: it takes a bracket, an indentation or a row of dashes to go deeper.
_MAYBE_DEEP = re.compile(r"^ {200}|(?:[-?] +){40}", re.MULTILINE)
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# YAML 1.1 breaks lines here, too; everybody else sees one line.
_OTHER_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
# What hides a part of a text stands on lines of its own, which a folded text has not.
_HIDES = re.compile(r"#{1,6}\s*private\b", re.IGNORECASE)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")} | {"!"}

_TOO_DEEP, _PLAIN_FIELDS = f"values nested more than {DEEPEST} deep", "write plain fields"

Path = tuple[str | int, ...]
Mark = Any  # yaml.Mark, or what the parser in C has in its place
Plain = Any  # str | None | list[Plain] | dict[str, Plain]; the one place where shapes are not known yet


@dataclass(frozen=True)
class YamlText:
    """A piece of YAML in a file: its text, and the line of the file that it begins in (from 1)."""

    path: str
    text: str
    first_line: int = 1

    def span(self, mark: Mark) -> Span:
        """Give the place of a mark; of the piece's beginning where there is none."""
        if mark is None:
            return Span(self.path, self.first_line, 1)
        return Span(self.path, self.first_line + mark.line, mark.column + 1)

    @cached_property
    def readable(self) -> str:
        """The text as it is given to the YAML parser, in which every letter is where it is in the text."""
        return self.text.translate(_OTHER_BREAKS)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")


def load(source: YamlText) -> tuple[Plain, list[Diagnostic]]:
    """Read YAML as text, None (where nothing is written), lists and mappings.

    The value is None where the text cannot be read at all. Otherwise it is as it should be read, even where there are problems.
    """
    tree, problems = _compose(source)
    if tree is None:
        return None, list(problems)
    budget = _Budget(source)
    value = budget.plain(tree.root, 0)
    said = budget.problems
    if "*" in source.text and PRIVATE in source.text and not budget.spent:
        mark = repeated(tree.root, lambda: yaml.parse(source.readable, Loader=_Loader))
        if mark is not None:
            problem = f"an alias repeats what is in `{PRIVATE}` where it would be shown"
            said.append(_unsafe(source, mark, problem, "write the text itself, with nothing in it that is to stay private"))
    return (None if budget.spent else value), said


def not_fields(source: YamlText, value: Plain, what: str) -> tuple[Span, str, str]:
    """Give the place, the message and the hint for a text (`what`: what it is called) that is read, and is not fields with their values."""
    if isinstance(value, list):
        return locate(source, ()), f"{what} holds a list where fields belong", "take the hyphens away: `field: value`"
    if fault := no_fields(source.lines):
        return _span(source, fault), fault.said, fault.hint
    return locate(source, ()), f"{what} is not fields with their values", "write `field: value`"


def locate(source: YamlText, path: Path) -> Span:
    """Give the place of the field or the item at this path, or of the nearest thing around it that exists."""
    tree, _ = _compose(source)
    if tree is None:
        return source.span(None)
    key, _ = tree.find(path)
    return source.span(key.start_mark)


def locate_value(source: YamlText, path: Path) -> Span:
    """Give the place of the value itself, not of its key; for a block text that of its first line."""
    return locate_text(source, path, 0, 0)


def locate_text(source: YamlText, path: Path, line: int, column: int) -> Span:
    """Give the place of a line and column (from 0) of the text at this path, as near as the way in which it is written lets it be known."""
    tree, _ = _compose(source)
    if tree is None:
        return source.span(None)
    key, node = tree.find(path)
    if node is None:
        return source.span(key.start_mark)
    if not isinstance(node, yaml.ScalarNode):
        return source.span(node.start_mark)
    top, left = node.start_mark.line, node.start_mark.column
    if node.style in ("|", ">"):
        text = node.value.split("\n")
        blank = next((n for n, written in enumerate(text) if written), 0)
        below = top + 1 + blank + (line if node.style == "|" else 0)
        if below >= len(source.lines):
            return source.span(node.start_mark)
        if node.style == ">" or blank + line >= len(text):
            return Span(source.path, source.first_line + below, 1)
        indent = max(source.lines[below].find(text[blank + line]), 0)
        return Span(source.path, source.first_line + below, indent + column + 1)
    written = source.lines[top][left:]
    if column and not line:
        # A text in one line, without escapes: its letters stand as they are.
        inside = 1 if node.style else 0
        left += inside + column if written[inside:].startswith(node.value) else 0
    return Span(source.path, source.first_line + top, left + 1)


class _Tree:
    """The nodes of a text, in which the node at a path is found at once."""

    def __init__(self, root: yaml.Node) -> None:
        self.root = root
        self._fields: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        self._lists: dict[int, list[yaml.Node]] = {}

    def find(self, path: Path) -> tuple[yaml.Node, yaml.Node | None]:
        """Give the key (or the item) and the value at a path. Where there is none, the value is None and the key the nearest around it."""
        key = node = self.root
        for step in path:
            if step == "[key]":
                return key, None
            if isinstance(node, yaml.MappingNode) and (pair := self._pairs(node).get(str(step))):
                key, node = pair
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(items := self._items(node)):
                key = node = items[step]
            else:
                return key, None
        return key, node

    def _items(self, node: yaml.SequenceNode) -> list[yaml.Node]:
        # In a list of a record, an item that is left empty is no item; in a list of records it counts.
        if id(node) not in self._lists:
            self._lists[id(node)] = node.value if node is self.root else [item for item in node.value if not _is_empty(item)]
        return self._lists[id(node)]

    def _pairs(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        if id(node) not in self._fields:
            pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    pairs.setdefault(key.value, (key, value))
            self._fields[id(node)] = pairs
        return self._fields[id(node)]


@lru_cache(maxsize=2)
def _compose(source: YamlText) -> tuple[_Tree | None, tuple[Diagnostic, ...]]:
    try:
        if refused := _refused(source):
            return None, (refused,)
        node = yaml.compose(source.readable, Loader=_Loader)
        return (_Tree(node) if node else None), ()
    except yaml.reader.ReaderError:
        return None, (_not_allowed(source),)
    except yaml.MarkedYAMLError as error:
        return None, (_yaml_problem(source, error),)


def _refused(source: YamlText) -> Diagnostic | None:
    """Refuse what would take too much time and memory (or the whole process, which nesting can) before a tree of it is made."""
    text = source.text
    if len(text) <= 2 * MOST_VALUES and text.count("[") + text.count("{") <= DEEPEST and not _MAYBE_DEEP.search(text):
        return None
    try:
        return _too_much(source, source.readable)
    except yaml.MarkedYAMLError as error:
        if error.problem_mark is None or "nesting" not in (error.problem or ""):
            raise
        # The parser in C reads ahead, meets its own limit, and gives no event. What it read up to there is deep enough to say where.
        return _too_much(source, source.readable[: error.problem_mark.index - 1])


def _too_much(source: YamlText, text: str) -> Diagnostic | None:
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if number > 2 * MOST_VALUES:
            return _unsafe(source, event.start_mark, f"more than {MOST_VALUES:,} values in one file", "split the file")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return _unsafe(source, event.start_mark, _TOO_DEEP, _PLAIN_FIELDS)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _not_allowed(source: YamlText) -> Diagnostic:
    found = _NOT_ALLOWED.search(source.text)
    at = found.start() if found else 0
    before = source.text[:at]
    span = Span(source.path, source.first_line + before.count("\n"), at - before.rfind("\n"))
    return Diagnostic(Code.BAD_YAML, span, f"a character that no text may hold (U+{ord(source.text[at]):04X})", "remove it")


def _yaml_problem(source: YamlText, error: yaml.MarkedYAMLError) -> Diagnostic:
    fault = fault_of(source.lines, error)
    return Diagnostic(Code.BAD_YAML, _span(source, fault), fault.said, fault.hint)


def _span(source: YamlText, fault: Fault) -> Span:
    return Span(source.path, source.first_line + fault.line, fault.column + 1)


def _unsafe(source: YamlText, mark: Mark, said: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.UNSAFE_YAML, source.span(mark), said, hint)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~")


class _Budget:
    """Turns nodes into plain values and stops when there are too many or they lie too deep, as in alias bombs and cycles."""

    def __init__(self, source: YamlText) -> None:
        self.source = source
        self.left = MOST_VALUES
        self.letters = len(source.text) + MOST_REPEATED
        self.spent = False
        self._around: set[int] = set()
        self._top: yaml.Node | None = None
        self._problems: dict[tuple[int, str], Diagnostic] = {}

    @property
    def problems(self) -> list[Diagnostic]:
        """What there was to say, in the order of the text; of a value that is written once and repeated by aliases once."""
        return list(self._problems.values())

    def plain(self, node: yaml.Node, depth: int) -> Plain:
        self.left -= 1
        if depth == 1:
            self._top = node
        if isinstance(node, yaml.ScalarNode):
            self.letters -= len(node.value)
        if self.spent or self.left < 0 or self.letters < 0 or depth > DEEPEST or id(node) in self._around:
            self._stop(node)
            return None
        if node.tag not in _PLAIN_TAGS:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._say(
                node,
                Code.UNSAFE_YAML,
                f"`{tag[:60]}` is a tag of YAML, and none is read",
                "remove it; put a text that begins with `!` in quotes",
            )
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        self._around.add(id(node))
        inside = self._mapping(node, depth) if isinstance(node, yaml.MappingNode) else [self.plain(item, depth + 1) for item in node.value]
        self._around.discard(id(node))
        return inside

    def _say(self, node: yaml.Node, code: Code, said: str, hint: str, *related: tuple[Span, str]) -> None:
        if (id(node), said) not in self._problems:
            self._problems[id(node), said] = Diagnostic(code, self.source.span(node.start_mark), said, hint, related)

    def _stop(self, node: yaml.Node) -> None:
        if not self.spent:
            if id(node) in self._around:
                self._say(node, Code.UNSAFE_YAML, "a value that holds itself as an alias", "write the values out")
            elif self.left < 0 or self.letters < 0:
                # Where it is repeated the parser does not tell; in which field it does.
                self._say(self._top or node, Code.UNSAFE_YAML, "aliases that repeat too much", "write the values out")
            else:
                self._say(node, Code.UNSAFE_YAML, _TOO_DEEP, _PLAIN_FIELDS)
        self.spent = True

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        text: str = node.value
        if _is_empty(node):
            return None
        # A folded text puts the fences of an audience block on one line, where they would be shown together with what they should hide.
        if node.style != "|" and (":::" in text or _HIDES.search(text)):
            hint = "write the text as a block: `|` after the colon, and the text indented on the lines below"
            self._say(node, Code.FOLDED_BLOCK, "an audience block needs lines of its own", hint)
        return text

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Plain]:
        values: dict[str, Plain] = {}
        places: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._say(
                    key, Code.BAD_YAML, "brackets where the name of a field belongs", "put a text that begins with a bracket in quotes"
                )
            elif key.value in places:
                first = (self.source.span(places[key.value].start_mark), "the first one")
                self._say(key, Code.DUPLICATE_FIELD, f"`{key.value[:60]}` is written twice", "keep one of the two", first)
            else:
                places[key.value] = key
                values[key.value] = self.plain(value, depth + 1)
        return values
