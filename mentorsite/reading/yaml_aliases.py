"""An alias can repeat what is private in a field that is shown: the place where one does, found in the nodes of a record's YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
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
                hidden.update(id(node) for node in _below([value]))
            else:
                shown.append(value)
    both = next((node for node in _below(shown, hidden) if id(node) in hidden), None)
    return None if both is None else _place(both.start_mark, events())


def _is_private(key: yaml.Node) -> bool:
    return isinstance(key, yaml.ScalarNode) and key.value == PRIVATE


def _below(nodes: list[yaml.Node], stop: Set[int] = frozenset()) -> Iterator[yaml.Node]:
    """Give nodes and all that is in them, each once; what is in those of `stop` is not looked at."""
    seen: set[int] = set()
    left = nodes[::-1]
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if id(node) in stop:
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

    def go_on(self, name: str) -> None:
        """Pass a name or a value."""
        self.field = name if self.is_mapping and self.field is None else None


def _place(written: Any, events: Iterable[Any]) -> Any:
    """Give the place of the first alias of what is `written` somewhere that is not on the same side as that: in `private`, or not."""
    around: list[_Around] = []
    anchor, side = None, False
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            around.pop()
        elif isinstance(event, yaml.NodeEvent):
            record = around[0 if around[0].is_mapping else 1 :][:1] if around else []
            is_private = any(each.field == PRIVATE for each in record)
            if isinstance(event, yaml.AliasEvent):
                if event.anchor == anchor and is_private != side:
                    return event.start_mark
            elif event.anchor and event.start_mark and event.start_mark.index == written.index:
                anchor, side = event.anchor, is_private
            if isinstance(event, yaml.CollectionStartEvent):
                around.append(_Around(isinstance(event, yaml.MappingStartEvent)))
                continue
        else:
            continue
        if around:
            around[-1].go_on(event.value if isinstance(event, yaml.ScalarEvent) else "")
    return written
