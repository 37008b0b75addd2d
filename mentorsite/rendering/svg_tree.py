"""The bytes of an SVG become its elements that are known; what stands in any other is not even kept until it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from mentorsite.rendering.raster import Unfit
from mentorsite.rendering.svg_words import ELEMENTS, POINTING, REFUSED

MOST_ELEMENTS = 50_000
MOST_DEPTH = 100
SVG = "http://www.w3.org/2000/svg"
_HTML = "http://www.w3.org/1999/xhtml"
_HREF = ("href", "http://www.w3.org/1999/xlink href")


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes; one of another namespace has the namespace and a space before its name."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """Give the elements in it."""
        return (child for child in self.children if isinstance(child, Element))

    def above(self) -> Iterator[Element]:
        """Give the elements that it lies in, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def all(self) -> Iterator[Element]:
        """Give it and all that lies in it, in the order of the file."""
        yield self
        for child in self.elements():
            yield from child.all()

    def href(self) -> str:
        """Give the address that it refers to, of itself or by that of XLink."""
        return next((self.attributes[name] for name in _HREF if name in self.attributes), "").strip()

    def target(self) -> str | None:
        """Give the id that it refers to by its address."""
        address = self.href() if self.tag in POINTING else ""
        return address[1:] if address.startswith("#") else None


def parse(data: bytes) -> Element:
    """Give the outermost element. Raises `Unfit` where there is none that can be published."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.SkippedEntityHandler = reader.entity
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unfit(f"it is no well-formed XML at line {error.lineno}") from error
    except (LookupError, UnicodeError) as error:
        raise Unfit("its encoding is not known") from error
    if reader.root is None:
        raise Unfit("it holds no `<svg>`")
    return reader.root


class _Reader:
    """Makes elements of what the parser meets."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.unknown = 0
        self.number = 0

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal:
            raise Unfit("it declares things of its own before it begins (`<!DOCTYPE … [`)")

    def entity(self, name: str, is_parameter: bool) -> None:
        raise Unfit(f"it holds an entity that is not known, `&{name[:20]};`")

    def instruction(self, name: str, data: str) -> None:
        if name == "xml-stylesheet":
            raise Unfit("its style lies in another file (`<?xml-stylesheet …`)")

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.number += 1
        if self.number > MOST_ELEMENTS:
            raise Unfit(f"it has more than {MOST_ELEMENTS:,} elements")
        if len(self.open) + self.unknown >= MOST_DEPTH:
            raise Unfit(f"its elements lie more than {MOST_DEPTH} deep in each other")
        namespace, _, tag = name.rpartition(" ")
        parent = self.open[-1] if self.open else None
        if parent is None and (namespace, tag) != (SVG, "svg"):
            raise Unfit(f'it does not begin with `<svg xmlns="{SVG}">`')
        known = not self.unknown and namespace == SVG and (tag in ELEMENTS or self._refused(tag, parent))
        # Browsers do not draw what is for programs that know more than SVG.
        if not known or "requiredExtensions" in attributes:
            if tag == "style" and namespace in (SVG, _HTML):
                # It holds wherever it stands.
                raise Unfit("a part of its style lies in something that is not known")
            self.unknown += 1
            return
        element = Element(tag, attributes, parent)
        if parent is None:
            self.root = element
        else:
            parent.children.append(element)
        self.open.append(element)

    def _refused(self, tag: str, parent: Element | None) -> bool:
        # Beside HTML in a `<switch>` stands what is to be shown without it.
        if tag in REFUSED and not (tag == "foreignObject" and parent is not None and parent.tag == "switch"):
            raise Unfit(f"{REFUSED[tag]} (`<{tag}>`)")
        return False

    def end(self, name: str) -> None:
        if self.unknown:
            self.unknown -= 1
        else:
            self.open.pop()

    def text(self, text: str) -> None:
        if not self.unknown and self.open:
            self.open[-1].children.append(text)
