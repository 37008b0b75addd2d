"""YAML text becomes plain values, and a place in it is found again when there is something to say about it.

Every scalar stays text. The node tree is kept only as long as it takes to read it: positions are looked up by composing the text once more,
which happens only when there is a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from mentorsite.diagnostics import Code, Diagnostic, Span

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

DEEPEST = 40
"""How deep values may lie within each other."""
MOST_VALUES = 200_000
"""How many values a file may have once its aliases are followed."""

# Nesting that these patterns cannot see is shallow: it takes a bracket, an indentation or a row of dashes to go deeper.
_MAYBE_DEEP = re.compile(r"^ {200}|(?:[-?] +){40}", re.MULTILINE)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")} | {"!"}

Path = tuple[str | int, ...]
Plain = Any  # str | None | list[Plain] | dict[str, Plain]; the one place where shapes are not known yet


@dataclass(frozen=True, slots=True)
class YamlText:
    """A piece of YAML in a file: its text, and the line of the file that it begins in (from 1)."""

    path: str
    text: str
    first_line: int = 1

    def span(self, mark: yaml.Mark | None) -> Span:
        """Give the place of a mark; of the piece's beginning where there is none."""
        if mark is None:
            return Span(self.path, self.first_line, 1)
        return Span(self.path, self.first_line + mark.line, mark.column + 1)


def load(source: YamlText) -> tuple[Plain, list[Diagnostic]]:
    """Read YAML as text, None (where nothing is written), lists and mappings. The value is None where it can't be read."""
    node, problems = _compose(source)
    if node is None:
        return None, problems
    budget = _Budget(source, problems)
    value = budget.plain(node, 0)
    return (None if budget.spent else value), problems


def locate(source: YamlText, path: Path) -> Span:
    """Give the place of the value at this path, or of the nearest thing around it that exists."""
    node, _ = _compose(source)
    span = source.span(None)
    if node is None:
        return span
    span = source.span(node.start_mark)
    for step in path:
        found = None
        if isinstance(node, yaml.MappingNode):
            if step == "[key]":
                continue
            found = next((pair for pair in node.value if pair[0].value == step), None)
            if found is None:
                break
            key, node = found
            span = source.span(key.start_mark)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            span = source.span(node.start_mark)
        else:
            break
    return span


def locate_value(source: YamlText, path: Path) -> Span:
    """Give the place of the value itself, not of its key; for a block text that of its first line."""
    node, _ = _compose(source)
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            node = None
    if node is None:
        return locate(source, path)
    span = source.span(node.start_mark)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return Span(span.path, span.line + 1, 1)
    return span


def _compose(source: YamlText) -> tuple[yaml.Node | None, list[Diagnostic]]:
    try:
        if _too_deep(source.text):
            return None, [_unsafe(source, None, f"values nested more than {DEEPEST} deep")]
        return yaml.compose(source.text, Loader=_Loader), []
    except yaml.reader.ReaderError as error:
        before = source.text[: error.position if isinstance(error.position, int) else 0]
        span = Span(source.path, source.first_line + before.count("\n"), len(before) - before.rfind("\n"))
        char = ord(error.character) if isinstance(error.character, str) else error.character
        return None, [Diagnostic(Code.BAD_YAML, span, f"a character that YAML does not allow (U+{char:04X})", "remove it")]
    except yaml.MarkedYAMLError as error:
        return None, [_yaml_problem(source, error)]


def _too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= DEEPEST and not _MAYBE_DEEP.search(text):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return True
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return False


def _yaml_problem(source: YamlText, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    span = source.span(mark)
    lines = source.text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    said = (error.problem or "").replace("did not find expected", "something else stands where it needs")
    hint = ""
    if "\t" in line[: len(line) - len(line.lstrip())] or line[mark.column : mark.column + 1] == "\t" if mark else False:
        said, hint = "a tab as indentation", "indent with spaces"
    elif "mapping values are not allowed" in said:
        said, hint = "a second `: ` in one line", "put the text in quotes"
    elif "another document" in said:
        said, hint = "a second YAML document begins here", "keep one record a file, or write the records as a list"
    elif "undefined alias" in said:
        said, hint = "a text that begins with `*` is an alias in YAML", "put the text in quotes"
    return Diagnostic(Code.BAD_YAML, span, f"the YAML cannot be read: {said}", hint)


def _unsafe(source: YamlText, mark: yaml.Mark | None, said: str, hint: str = "") -> Diagnostic:
    return Diagnostic(Code.UNSAFE_YAML, source.span(mark), said, hint or "write plain fields")


class _Budget:
    """Turns nodes into plain values and stops when there are too many or they lie too deep, as in alias bombs and cycles."""

    def __init__(self, source: YamlText, problems: list[Diagnostic]) -> None:
        self.source = source
        self.problems = problems
        self.left = MOST_VALUES
        self.spent = False

    def plain(self, node: yaml.Node, depth: int) -> Plain:
        self.left -= 1
        if self.spent or self.left < 0 or depth > DEEPEST:
            if not self.spent:
                self.problems.append(
                    _unsafe(self.source, node.start_mark, "aliases that repeat too much or without end", "write the values out")
                )
            self.spent = True
            return None
        if node.tag not in _PLAIN_TAGS:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.append(_unsafe(self.source, node.start_mark, f"the YAML tag `{tag[:60]}`", "remove the tag"))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, depth + 1) for item in node.value]
        return self._scalar(node) if isinstance(node, yaml.ScalarNode) else None

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        text: str = node.value
        if not node.style and text in ("", "~"):
            return None
        # A folded text puts the fences of an audience block on one line, where they would be shown together with what they should hide.
        if ":::" in text and node.style != "|":
            hint = "write the text as a block: `|` after the colon, and the text indented on the lines below"
            self.problems.append(
                Diagnostic(Code.FOLDED_BLOCK, self.source.span(node.start_mark), "an audience block needs lines of its own", hint)
            )
        return text

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Plain]:
        values: dict[str, Plain] = {}
        places: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(
                    Diagnostic(
                        Code.BAD_YAML,
                        self.source.span(key.start_mark),
                        "a list or a mapping where a field's name belongs",
                        "quote texts that begin with a bracket",
                    )
                )
                continue
            if key.value in places:
                first = self.source.span(places[key.value].start_mark)
                self.problems.append(
                    Diagnostic(
                        Code.DUPLICATE_FIELD,
                        self.source.span(key.start_mark),
                        f"`{key.value[:60]}` is written twice",
                        "keep one of the two",
                        ((first, "the first one"),),
                    )
                )
                continue
            places[key.value] = key
            values[key.value] = self.plain(value, depth + 1)
        return values
