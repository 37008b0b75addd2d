"""The HTML of a finished page becomes a tree of elements, for tests that compare what is drawn with what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass
class Element:
    """An element, with its attributes and what it holds: elements and texts, in their order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    def is_one(self, selector: str) -> bool:
        """Say whether the element is a `name.class.class`, where the name may be missing."""
        name, *classes = selector.split(".")
        return name in ("", self.name) and set(classes) <= set(self.attributes.get("class", "").split())

    def children(self) -> list[Element]:
        """Give the elements that it holds itself."""
        return [each for each in self.inside if isinstance(each, Element)]

    def within(self) -> Iterator[Element]:
        """Give all elements in it, in the order of the page."""
        for each in self.children():
            yield each
            yield from each.within()

    def all(self, path: str) -> list[Element]:
        """Give the elements at the end of a path of selectors, each anywhere within the one before."""
        found = [self]
        for selector in path.split():
            found = list({id(each): each for outer in found for each in outer.within() if each.is_one(selector)}.values())
        return found

    def one(self, path: str) -> Element:
        """Give the only element at the end of a path."""
        (found,) = self.all(path)
        return found

    def texts(self) -> Iterator[str]:
        """Give the texts in it, in the order of the page."""
        for each in self.inside:
            if isinstance(each, str):
                yield each
            else:
                yield from each.texts()

    def text(self) -> str:
        """Give its words, also those that only a screen reader says, apart by single spaces."""
        return " ".join("".join(self.texts()).split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> within <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(page: str) -> Element:
    """Give a page as a tree."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].name}> is not closed"
    return builder.open[0]
