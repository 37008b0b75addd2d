"""Plain values become lines of YAML as people write it: bare words where they are safe, quotation marks where they are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""A text, a list, or values by their names."""

_SAFE = re.compile(r"[^\W\d_][\w ,.()'’/?!-]*")
_ID = re.compile(r"[\w-][\w/.-]*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(-[\w-]+)?")
# What JSON leaves as it is and YAML does not take, or takes for the end of a line.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WIDE = 100
"""How long a list may be that stands in one line."""


class Bare(str):
    """A text that is written as it stands: a number, or a flag."""

    __slots__ = ()


class Lines(str):
    """A text that is written as a block of lines, which can hold audience blocks: nothing in it needs an escape."""

    __slots__ = ()


def lines_of(name: str, value: Value) -> Iterator[str]:
    """Give the lines that write a field."""
    if isinstance(value, Lines):
        yield from _block(f"{name}:", value)
    elif isinstance(value, str):
        yield f"{name}: {scalar(value)}"
    elif isinstance(value, Mapping):
        yield f"{name}:"
        for inner, of_it in value.items():
            yield from (f"  {line}" for line in lines_of(inner, of_it))
    elif all(isinstance(item, str) and _ID.fullmatch(item) for item in value) and len(str(value)) < _WIDE:
        yield f"{name}: [{', '.join(scalar(str(item)) for item in value)}]"
    else:
        yield f"{name}:"
        for item in value:
            yield from (f"  {line}" for line in _item(item))


def _item(value: Value) -> Iterator[str]:
    if isinstance(value, Mapping):
        below = [line for inner, of_it in value.items() for line in lines_of(inner, of_it)]
        yield from (f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(below))
    elif isinstance(value, Lines):
        yield from _block("-", value)
    elif isinstance(value, str):
        yield f"- {scalar(value)}"


def _block(head: str, text: str) -> Iterator[str]:
    yield f"{head} |2-" if text[:1].isspace() else f"{head} |-"
    yield from (f"  {line}" if line else "" for line in text.split("\n"))


def scalar(text: str) -> str:
    """Write a text so that every reader of YAML gets it as it is, as a text or as a date."""
    if isinstance(text, Bare) or _DAY.fullmatch(text):
        return text
    if _SAFE.fullmatch(text) and text == text.strip() and len(text) < 10_000 and yaml.safe_load(text) == text:
        return text
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
