"""An SVG as people keep it becomes one to publish: what is drawn, and nothing else.

It is taken apart and written anew from what `svg_words` lists, so that whatever is not known there does not come through: scripts,
comments, metadata, titles, what editors note, names of ids, addresses of other files. Layers that are not displayed and what nothing
refers to go as well. What cannot be left out without changing what is seen is refused.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from math import isfinite
from xml.parsers import expat

from mentorsite.rendering.raster import FORMATS, Unfit, Version, encode_anew
from mentorsite.rendering.svg_style import Names, Sheet, clean_declarations, clean_sheet, clean_value
from mentorsite.rendering.svg_words import ATTRIBUTES, ELEMENTS, NEVER_DRAWN, POINTING, REFUSED, WITH_TEXT

MOST_BYTES = 8 * 2**20
MOST_ELEMENTS = 50_000
MOST_DEPTH = 100
MOST_DRAWN = 200_000
"""How many elements there may be when each reference is counted as what it refers to."""
MOST_PICTURES = 20
"""How many pictures made of dots may lie in one."""

_SVG = "http://www.w3.org/2000/svg"
_HREF = ("href", "http://www.w3.org/1999/xlink href")
_XML = "http://www.w3.org/XML/1998/namespace "
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE+\-.,\s]*")
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([\w-]+)")
_RESULTS = ("in", "in2", "result")
_EMBEDDED = re.compile(r"data:image/(png|jpe?g|webp|gif)(?:;[\w=-]*)*;base64,", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_WIDEST_EMBEDDED = 1920
_LARGEST = 100_000


@dataclass(slots=True, eq=False)
class _Element:
    tag: str
    attributes: dict[str, str]
    parent: _Element | None
    children: list[_Element | str] = field(default_factory=list)

    def below(self) -> Iterator[_Element]:
        return (child for child in self.children if isinstance(child, _Element))


def sanitise(data: bytes) -> Version:
    """Give an SVG as it is published, and its size in CSS pixels (0 where it says none).

    Raises `Unfit` where it cannot be read, is too large, or holds something that can be neither kept nor left out.
    """
    if len(data) > MOST_BYTES:
        raise Unfit(f"it has more than {MOST_BYTES // 2**20} MiB")
    root = _parse(data)
    names = Names()
    sheets = {id(style): _sheet(style, names) for style in _all(root) if style.tag == "style"}
    # That a rule is about an id is no reference to it.
    used = {other for sheet in sheets.values() for other in _REFERENCE.findall(sheet.text)}
    live = _live(root, sheets, {name for name, other in names.ids.items() if other in used})
    _count(root, live)
    width, height = _size(root)
    if "viewBox" not in root.attributes and width and height:
        # Without it a browser would cut the picture where a page has less room, and not make it smaller.
        root.attributes["viewBox"] = f"0 0 {_number(width)} {_number(height)}"
    writer = _Writer(names, sheets, live)
    # Twice, since an element may stand before the one that refers to it first.
    writer.element(root)
    text = writer.element(root)
    return Version((text + "\n").encode(), *(max(1, round(side)) if 0 < side <= _LARGEST else 0 for side in (width, height)))


def _parse(data: bytes) -> _Element:
    """Read the elements that are known; what stands in any other is not even kept until it is written."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.SkippedEntityHandler = reader.entity
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
        self.root: _Element | None = None
        self.open: list[_Element] = []
        self.unknown = 0
        self.number = 0

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal:
            raise Unfit("it declares things of its own before it begins (`<!DOCTYPE … [`)")

    def entity(self, name: str, is_parameter: bool) -> None:
        raise Unfit(f"it holds an entity that is not known, `&{name[:20]};`")

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.number += 1
        if self.number > MOST_ELEMENTS:
            raise Unfit(f"it has more than {MOST_ELEMENTS:,} elements")
        if len(self.open) + self.unknown >= MOST_DEPTH:
            raise Unfit(f"its elements lie more than {MOST_DEPTH} deep in each other")
        namespace, _, tag = name.rpartition(" ")
        parent = self.open[-1] if self.open else None
        if parent is None and (namespace, tag) != (_SVG, "svg"):
            raise Unfit(f'it does not begin with `<svg xmlns="{_SVG}">`')
        if self.unknown or namespace != _SVG or (tag not in ELEMENTS and not self._refused(tag, parent)) or _needs_more(attributes):
            self.unknown += 1
            return
        element = _Element(tag, attributes, parent)
        if parent is None:
            self.root = element
        else:
            parent.children.append(element)
        self.open.append(element)

    def _refused(self, tag: str, parent: _Element | None) -> bool:
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


def _needs_more(attributes: dict[str, str]) -> bool:
    """Say whether an element is for programs that know more than SVG; browsers do not draw it."""
    return "requiredExtensions" in attributes


def _all(element: _Element) -> Iterator[_Element]:
    yield element
    for child in element.below():
        yield from _all(child)


def _sheet(style: _Element, names: Names) -> Sheet:
    if style.attributes.get("type", "text/css").strip().lower() not in ("", "text/css"):
        return Sheet("")
    if style.attributes.get("media", "all").strip().lower() not in ("", "all", "screen"):
        raise Unfit("a part of its style is for certain media alone")
    return clean_sheet("".join(child for child in style.children if isinstance(child, str)), names)


def _target(element: _Element) -> str | None:
    """Give the id that an element refers to."""
    href = next((element.attributes[name] for name in _HREF if name in element.attributes), "").strip()
    return href[1:] if href.startswith("#") and element.tag in POINTING else None


def _references(element: _Element) -> list[str]:
    found = [id for name, value in element.attributes.items() if "url(" in value for id in _REFERENCE.findall(value)]
    target = _target(element)
    return [target, *found] if target else found


def _live(root: _Element, sheets: dict[int, Sheet], named: set[str]) -> dict[int, bool]:
    """Say which elements are kept: true where all in it is kept but what is never drawn, false where it is kept for something in it.

    What is not drawn is kept only where something that is kept refers to it.
    """
    displays = {selector: word for sheet in sheets.values() for selector, word in sheet.displays.items()}
    order = {selector: number for number, selector in enumerate(displays)}
    by_id: dict[str, _Element] = {}
    for element in _all(root):
        by_id.setdefault(element.attributes.get("id", ""), element)
    live: dict[int, bool] = {}
    waiting = [root, *(element for element in _all(root) if element.tag == "style"), *(by_id[id] for id in sorted(named) if id in by_id)]
    while waiting:
        element = waiting.pop()
        if live.get(id(element)):
            continue
        live[id(element)] = True
        above = element.parent
        while above is not None and id(above) not in live:
            live[id(above)] = False
            above = above.parent
        waiting += [by_id[name] for name in _references(element) if name in by_id]
        waiting += [child for child in element.below() if child.tag not in NEVER_DRAWN and not _is_hidden(child, displays, order)]
    return live


def _is_hidden(element: _Element, displays: dict[str, str], order: dict[str, int]) -> bool:
    attributes = element.attributes
    ruled = [f".{name}" for name in attributes.get("class", "").split() if f".{name}" in displays]
    word = displays[max(ruled, key=order.__getitem__)] if ruled else attributes.get("display", "").strip()
    word = displays.get(f"#{attributes.get('id', '')}", word)
    written = _DISPLAY.findall(attributes.get("style", ""))
    return (written[-1] if written else word) == "none"


def _count(root: _Element, live: dict[int, bool]) -> None:
    """Refuse a picture in which references to references make more than a browser can draw, or lead in a circle."""
    by_id: dict[str, _Element] = {}
    for element in _all(root):
        by_id.setdefault(element.attributes.get("id", ""), element)
    known: dict[int, int] = {}
    begun: set[int] = set()

    def drawn(element: _Element, depth: int) -> int:
        if id(element) in known:
            return known[id(element)]
        if id(element) in begun or depth > 2 * MOST_DEPTH:
            raise Unfit("something in it refers to itself")
        begun.add(id(element))
        parts = [child for child in element.below() if id(child) in live]
        parts += [by_id[name] for name in _references(element) if name in by_id]
        number = 1 + sum(drawn(part, depth + 1) for part in parts)
        if number > MOST_DRAWN:
            raise Unfit(f"its references make more than {MOST_DRAWN:,} elements")
        known[id(element)] = number
        return number

    drawn(root, 0)


def _size(root: _Element) -> tuple[float, float]:
    """Give the size in CSS pixels, from width and height or from the viewBox; zeros where it is unknown."""
    width, height = (_length(root.attributes.get(name, "")) for name in ("width", "height"))
    numbers = re.findall(r"[^\s,]+", root.attributes.get("viewBox", ""))
    box = (_length(numbers[2]), _length(numbers[3])) if len(numbers) == 4 else (0.0, 0.0)
    if width and height:
        return width, height
    if not (box[0] and box[1]):
        return 0.0, 0.0
    if width:
        return width, width * box[1] / box[0]
    return (height * box[0] / box[1], height) if height else box


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    value = float(match[1]) * _PIXELS[match[2]] if match else 0.0
    return value if isfinite(value) else 0.0


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


@dataclass(slots=True)
class _Writer:
    """Writes what is kept, in one form: attributes by name, text as it is where text is drawn, and no other."""

    names: Names
    sheets: dict[int, Sheet]
    live: dict[int, bool]
    pictures: dict[int, str] = field(default_factory=dict)

    def element(self, element: _Element, in_text: bool = False) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in sorted(self._attributes(element).items()))
        if element.tag in ("image", "use") and " href=" not in attributes:
            # What lies elsewhere would not be shown either.
            return ""
        if element.parent is None:
            attributes = f' xmlns="{_SVG}"' + attributes
        in_text = in_text or element.tag in WITH_TEXT
        content = self._content(element, in_text)
        return f"<{element.tag}{attributes}>{content}</{element.tag}>" if content else f"<{element.tag}{attributes}/>"

    def _content(self, element: _Element, in_text: bool) -> str:
        if element.tag == "style":
            return escape(self.sheets[id(element)].text, quote=False)
        whole = self.live[id(element)]
        pieces = []
        for child in element.children:
            if isinstance(child, _Element):
                if id(child) in self.live:
                    pieces.append(self.element(child, in_text))
            elif in_text and whole:
                pieces.append(escape(child, quote=False))
        return "".join(pieces)

    def _attributes(self, element: _Element) -> dict[str, str]:
        kept: dict[str, str | None] = {}
        for name, value in element.attributes.items():
            if name == "id":
                kept[name] = self.names.ids.get(value)
            elif name == "class":
                kept[name] = " ".join(self.names.classes[word] for word in value.split() if word in self.names.classes)
            elif name == "style":
                kept[name] = clean_declarations(value, self.names)
            elif name == "d":
                kept[name] = " ".join(value.split()) if _PATH.fullmatch(value) else None
            elif name in _RESULTS:
                kept[name] = clean_value(value, Names()) or self.names.result(value)
            elif name in (_XML + "lang", "lang", "systemLanguage"):
                words = [word.strip() for word in value.split(",")]
                kept[name.replace(_XML, "xml:")] = ",".join(words) if all(map(_LANGUAGE.fullmatch, words)) else None
            elif name == _XML + "space":
                kept["xml:space"] = "preserve" if value == "preserve" else None
            elif name in ATTRIBUTES:
                kept[name] = clean_value(value, self.names, fonts=name in ("font", "font-family"))
        if element.tag in POINTING:
            kept["href"] = self._href(element)
        return {name: value for name, value in kept.items() if value}

    def _href(self, element: _Element) -> str | None:
        target = _target(element)
        if target:
            return f"#{self.names.id(target)}"
        href = next((element.attributes[name] for name in _HREF if name in element.attributes), "").strip()
        if element.tag != "image" or not href.lower().startswith("data:"):
            return None
        if id(element) not in self.pictures:
            if len(self.pictures) >= MOST_PICTURES:
                raise Unfit(f"more than {MOST_PICTURES} pictures lie in it")
            self.pictures[id(element)] = _embedded(href)
        return self.pictures[id(element)]


def _embedded(address: str) -> str:
    """Encode a picture that lies in the drawing anew, as if it were a file of its own."""
    match = _EMBEDDED.match(address)
    if match is None:
        raise Unfit("a picture lies in it that is neither PNG nor JPEG, WebP or GIF")
    kind = match[1].lower().replace("jpg", "jpeg")
    try:
        data = base64.b64decode("".join(address[match.end() :].split()), validate=True)
    except binascii.Error as error:
        raise Unfit("a picture that lies in it is damaged") from error
    try:
        (version,) = encode_anew(data, FORMATS[f".{kind}"], (), _WIDEST_EMBEDDED)
    except Unfit as unfit:
        raise Unfit(f"of a picture that lies in it: {unfit}") from unfit
    return f"data:image/{kind};base64,{base64.b64encode(version.data).decode()}"
