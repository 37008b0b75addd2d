"""A record as it stands on its page becomes plain HTML that can be read anywhere: its addresses are absolute, and it needs no style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from mentorsite.pages.values import Entry, Field, Group, Link, Marked, Picture, Rank, Value
from mentorsite.rendering import words
from mentorsite.rendering.prose import Href, to_html
from mentorsite.rendering.web import escaped, lead

_LEFT_OUT = frozenset({"private", "consent"})
"""Private notes are nothing to be sent about, not even to oneself; and how far a consent reaches is said on the person's page."""
_WITHIN = re.compile(r'(<a (?:[a-z-]+="[^"]*" )*href=")#')


def article(entry: Entry, url: str) -> str:
    """Give the whole of a record but for its title. `url` is the site's own address; headings begin at level 2."""
    return _Article(partial(lead, url), lead(url, entry.address)).whole(entry)


class _Article:
    def __init__(self, href: Href, page: str) -> None:
        self.href = href
        self.page = page
        self.headings: dict[str, int] = {}

    def whole(self, entry: Entry) -> str:
        return "".join(self._parts(entry))

    def _parts(self, entry: Entry) -> Iterator[str]:
        if entry.summary:
            yield f"<p>{self._text(entry.summary)}</p>\n"
        photo = entry.fields.cells.get("photo")
        if isinstance(photo, Picture):
            yield f"<p>{self._inline(photo)}</p>\n"
        facts = [self._fact(fact) for fact in entry.facts if fact.name not in _LEFT_OUT and not isinstance(fact.value, Picture)]
        if facts:
            yield "<dl>\n" + "".join(facts) + "</dl>\n"
        if entry.body:
            yield self._text(entry.body)
        for section in entry.sections:
            if section.name not in _LEFT_OUT and not isinstance(section.value, Picture):
                yield f"<h2>{escaped(section.label)}</h2>\n{self._block(section.value)}"

    def _fact(self, fact: Field) -> str:
        return f"<dt>{escaped(fact.label)}</dt><dd>{self._inline(fact.value)}</dd>\n"

    def _block(self, value: Value) -> str:
        if isinstance(value, Marked) and value.block:
            return self._text(value)
        if isinstance(value, tuple):
            return "<ul>\n" + "".join(f"<li>{self._inline(item)}</li>\n" for item in value) + "</ul>\n"
        return f"<p>{self._inline(value)}</p>\n"

    def _inline(self, value: Value) -> str:
        match value:
            case Marked():
                return self._text(value)
            case Link():
                return f'<a href="{escaped(self.href(value.address))}">{escaped(value.text)}</a>' if value.address else escaped(value.text)
            case Picture():
                return f'<img src="{escaped(self.href(value.address))}" alt="">'
            case bool():
                return "yes" if value else "no"
            case int() | Decimal():
                return words.number(value)
            case date():
                return words.day(value)
            case Group():
                return self._group(value)
            case tuple():
                return ("; " if any(isinstance(item, Group) for item in value) else ", ").join(map(self._inline, value))
            case Rank() | str():
                return escaped(str(value))
        return ""

    def _group(self, group: Group) -> str:
        """Give the first thing that a group says, then the others by their names."""
        said = [(group.labels.get(name, name), cell) for name, cell in group.cells.items() if cell is not None and cell != ()]
        first = [self._inline(cell) for _, cell in said[:1]]
        return ", ".join([*first, *(f"{escaped(label.lower())}: {self._inline(cell)}" for label, cell in said[1:])])

    def _text(self, marked: Marked) -> str:
        # A link to a heading of the same text leads to the page, where such a heading is.
        return _WITHIN.sub(lambda found: f"{found[1]}{escaped(self.page)}#", to_html(marked, self.href, self.headings))
