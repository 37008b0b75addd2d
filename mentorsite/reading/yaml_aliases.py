"""An alias can repeat what is private in a field that is shown: the place where one does, found in the nodes of a record's YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

PRIVATE = "private"


def repeated(root: yaml.Node, events: Callable[[], Iterable[Any]]) -> Any | None:
    """Give the place of an alias by which a value is both in `private` and elsewhere; None where there is none.

    `root` is a record, or a list of them. An alias is the same node twice, which says nothing of where: for that the `events` of the
    text are read, and only where there is something to find.
    """
    hidden: set[int] = set()
    shown: list[yaml.Node] = []
    for record in root.value if isinstance(root, yaml.SequenceNode) else [root]:
        for key, value in record.value if isinstance(record, yaml.MappingNode) else ():
            if _is_private(key):
                hidden.update(id(node) for node in _below([value], set()))
            else:
                shown.append(value)
    seen: set[int] = set()
    both = [node for node in _below(shown, seen, hidden) if id(node) in hidden] if hidden else []
    return _place(both[0], events()) if both else None


def _is_private(key: yaml.Node) -> bool:
    return isinstance(key, yaml.ScalarNode) and key.value == PRIVATE


def _below(nodes: list[yaml.Node], seen: set[int], stop: Iterable[int] = frozenset()) -> Iterator[yaml.Node]:
    """Give nodes and all that is in them, each once; what is in those of `stop` is not looked at."""
    left = nodes[::-1]
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if id(node) in stop:  # type: ignore[operator]
            continue
        if isinstance(node, yaml.MappingNode):
            left += [part for pair in node.value[::-1] for part in pair[::-1]]
        elif isinstance(node, yaml.SequenceNode):
            left += node.value[::-1]


@dataclass(slots=True)
class _Around:
    """A list or a mapping around a place; `field` is the name of the value that comes next, None where a name does."""

    is_mapping: bool
    field: str | None = None


def _place(node: yaml.Node, events: Iterable[Any]) -> Any | None:
    """Give the first alias of a node on the other side than the node itself is written: in `private`, or not."""
    around: list[_Around] = []
    anchor, side = None, False
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            around.pop()
            _next(around, None)
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        is_private = any(each.field == PRIVATE for each in around[:2] if each.is_mapping) and _of_record(around)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor == anchor and is_private != side:
                return event.start_mark
        elif event.anchor and event.start_mark.index == node.start_mark.index:
            anchor, side = event.anchor, is_private
        elif event.anchor == anchor:
            anchor = None  # the name means something else from here on
        if isinstance(event, yaml.CollectionStartEvent):
            around.append(_Around(isinstance(event, yaml.MappingStartEvent)))
        else:
            _next(around, event)
    return node.start_mark
