"""The records of a generated site as the public sees them, in the words that any other generator can be given.

`read_records` takes the folder of a site that `site.py` wrote and gives its `Entry`s. What is for the pair alone is left out, and so is
every reference to it, so that the peers make pages of the same records as `mentorsite build public`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import yaml

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

REFERS = {
    "goal": "goals",
    "goals": "goals",
    "milestones": "milestones",
    "skill": "skills",
    "skills": "skills",
    **dict.fromkeys(("answered_by", "author", "by", "from", "mentees", "mentors", "owner", "participants", "to"), "people"),
}
"""Fields that hold ids, and of which type; every other reference is written with its type."""
BESIDE = {"title", "name", "date", "tags", "visibility", "consent"}
"""Front matter that is not among a page's fields."""
HIDDEN_BLOCK = re.compile(r"^::: pair\n.*?^:::\n", re.MULTILINE | re.DOTALL)
WRITTEN_LINK = re.compile(r"\[\[(?P<bare>[\w/-]+)\]\]|\[(?P<words>[^\]]+)\]\(\.\./(?P<path>[\w/-]+)\.md\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a sentence of a field, or a reference: `to` is the key (`goals/first`) of another record, `text` its title."""

    label: str
    text: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: a name, and items of one or more pieces."""

    name: str
    items: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text to another record. `words` is empty where the link is to be called as the record is."""

    to: str
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that the public sees."""

    key: str
    title: str
    date: str
    tags: tuple[str, ...]
    fields: tuple[Field, ...]
    text: tuple[str | Link, ...]

    @property
    def type(self) -> str:
        """The first part of the key."""
        return self.key.split("/")[0]

    @property
    def id(self) -> str:
        """The last part of the key."""
        return self.key.split("/")[1]

    def body(self, link: Callable[[Link], str]) -> str:
        """Give the text as Markdown, its links as `link` writes them."""
        return "".join(part if isinstance(part, str) else link(part) for part in self.text)

    def targets(self) -> set[str]:
        """Give the keys of all records that this one refers to."""
        in_fields = {piece.to for field in self.fields for item in field.items for piece in item if piece.to}
        return in_fields | {part.to for part in self.text if isinstance(part, Link)}


def read_records(folder: Path) -> list[Entry]:
    """Read a site of one portfolio; give what the public sees, by key."""
    heads: dict[str, dict[str, Value]] = {}
    texts: dict[str, str] = {}
    hidden = set()
    for place in sorted((folder / "content").rglob("*.md")):
        key = f"{place.parent.name}/{place.stem}"
        _, head, text = place.read_text("utf-8").split("---\n", 2)
        fields = yaml.load(head, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        if fields.get("visibility") == "pair":
            hidden.add(key)
        else:
            heads[key], texts[key] = fields, HIDDEN_BLOCK.sub("", text)
    titles = {key: str(head.get("title") or head.get("name") or head.get("to")) for key, head in heads.items()}
    reader = _Reader(titles, hidden)
    return [
        Entry(key, titles[key], str(head.get("date", "")), tuple(map(str, head["tags"])), reader.fields(head), reader.text(texts[key]))
        for key, head in heads.items()
    ]


def edited(entries: Sequence[Entry], key: str, title: str, more: str) -> list[Entry]:
    """Give the records as they are when one has another title and a longer text: whatever refers to it says the new title."""

    def piece(one: Piece) -> Piece:
        return replace(one, text=title) if one.to == key else one

    def entry(one: Entry) -> Entry:
        if one.key == key:
            return replace(one, title=title, text=(*one.text, more))
        if key not in one.targets():
            return one
        fields = tuple(Field(field.name, tuple(tuple(map(piece, item)) for item in field.items)) for field in one.fields)
        text = tuple(replace(part, title=title) if isinstance(part, Link) and part.to == key else part for part in one.text)
        return replace(one, fields=fields, text=text)

    return list(map(entry, entries))


def most_usual_goal(entries: list[Entry]) -> tuple[Entry, int]:
    """Give a goal that as many records refer to as to any other (the median), and how many those are."""
    times = Counter(key for entry in entries for key in entry.targets() - {entry.key})
    goals = sorted((times[entry.key], entry.key, entry) for entry in entries if entry.type == "goals")
    count, _, goal = goals[len(goals) // 2]
    return goal, count


class _Reader:
    """Resolves what records refer to each other with."""

    def __init__(self, titles: dict[str, str], hidden: set[str]) -> None:
        self.titles, self.hidden = titles, hidden

    def fields(self, head: dict[str, Value]) -> tuple[Field, ...]:
        """Give all fields that have something to show."""
        found = (Field(name, tuple(self.items(name, value))) for name, value in head.items() if name not in BESIDE)
        return tuple(field for field in found if field.items)

    def items(self, name: str, value: Value) -> Iterator[tuple[Piece, ...]]:
        """Give the items of a field: of a list each part, of anything else one."""
        for part in value if isinstance(value, list) else [value]:
            if pieces := tuple(self.pieces(name, part, "")):
                yield pieces

    def pieces(self, name: str, value: Value, label: str) -> Iterator[Piece]:
        """Take a value apart; what refers to a hidden record is left out."""
        if isinstance(value, dict):
            for inner, part in value.items():
                yield from self.pieces(inner if inner in REFERS else name, part, inner)
        elif isinstance(value, list):
            for part in value:
                yield from self.pieces(name, part, label)
        else:
            key = value if "/" in value else f"{REFERS.get(name, '')}/{value}"
            if key in self.titles:
                yield Piece(label, self.titles[key], key)
            elif key not in self.hidden:
                yield Piece(label, value)

    def text(self, text: str) -> tuple[str | Link, ...]:
        """Take a text apart at its links; of those to hidden records the words are left."""
        parts: list[str | Link] = []
        end = 0
        for match in WRITTEN_LINK.finditer(text):
            key, words = match["bare"] or match["path"], match["words"] or ""
            parts += [text[end : match.start()], Link(key, words, self.titles[key]) if key in self.titles else words]
            end = match.end()
        return (*parts, text[end:])
