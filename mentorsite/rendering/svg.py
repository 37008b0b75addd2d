"""An SVG as people keep it becomes one to publish: what is drawn, and nothing else.

It is taken apart and written anew from what `svg_words` lists, so that whatever is not known there does not come through: scripts,
comments, metadata, titles, what editors note, names of ids, addresses of other files. Layers that are not displayed and what nothing
refers to go as well. What cannot be left out without changing what is seen is refused.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from html import escape
from math import isfinite

from mentorsite.rendering.raster import FORMATS, Unfit, Version, encode_anew
from mentorsite.rendering.svg_rules import Styles
from mentorsite.rendering.svg_seen import Seen
from mentorsite.rendering.svg_style import FONTS, Names, clean_declarations, clean_value, declarations
from mentorsite.rendering.svg_tree import SVG, Element, parse
from mentorsite.rendering.svg_words import ATTRIBUTES, POINTING, WITH_TEXT

MOST_BYTES = 8 * 2**20
MOST_PICTURES = 20
"""How many pictures made of dots may lie in one."""

_XML = "http://www.w3.org/XML/1998/namespace "
# A language with a script and a region; what may stand behind them says anything.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-(?:Arab|Armn|Cyrl|Grek|Hans|Hant|Hebr|Jpan|Kore|Latn))?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE+\-.,\s]*")
_RESULTS = ("in", "in2", "result")
_EMBEDDED = re.compile(r"data:image/(png|jpe?g|webp|gif)(?:;[\w=-]*)*;base64,", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_WIDEST_EMBEDDED = 1920
_LARGEST = 100_000


def sanitise(data: bytes) -> Version:
    """Give an SVG as it is published, and its size in CSS pixels (0 where it says none).

    Raises `Unfit` where it cannot be read, is too large, or holds something that can be neither kept nor left out.
    """
    if len(data) > MOST_BYTES:
        raise Unfit(f"it has more than {MOST_BYTES // 2**20} MiB")
    root = parse(data)
    styles = Styles([_sheet(style) for style in root.all() if style.tag == "style"])
    seen = Seen(root, styles)
    width, height = _size(root)
    if "viewBox" not in root.attributes and width and height:
        # Without it a browser would cut the picture where a page has less room, and not make it smaller.
        root.attributes["viewBox"] = f"0 0 {_number(width)} {_number(height)}"
    writer = _Writer(Names(), styles, seen)
    # Twice, since an element may stand before the one that refers to it first.
    writer.element(root)
    text = writer.element(root)
    return Version((text + "\n").encode(), *(max(1, round(side)) if 0 < side <= _LARGEST else 0 for side in (width, height)))


def _sheet(style: Element) -> str:
    if style.attributes.get("type", "text/css").strip().lower() not in ("", "text/css"):
        return ""
    if style.attributes.get("media", "all").strip().lower() not in ("", "all", "screen"):
        raise Unfit("a part of its style is for certain media alone")
    return "".join(child for child in style.children if isinstance(child, str))


def _size(root: Element) -> tuple[float, float]:
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
    styles: Styles
    seen: Seen
    pictures: dict[Element, str] = field(default_factory=dict)

    def element(self, element: Element, in_text: bool = False) -> str:
        # All style stands in one place, which tells nothing of where it stood.
        style = "" if element.parent else self._style()
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in sorted(self._attributes(element).items()))
        if element.tag in ("image", "use") and " href=" not in attributes:
            # What lies elsewhere would not be shown either.
            return ""
        if element.parent is None:
            attributes = f' xmlns="{SVG}"' + attributes
        content = style + self._content(element, element.tag in WITH_TEXT or (in_text and element.tag == "a"))
        return f"<{element.tag}{attributes}>{content}</{element.tag}>" if content else f"<{element.tag}{attributes}/>"

    def _style(self) -> str:
        text = self.styles.written(self.seen.live, self.seen.texted, self.names)
        return f"<style>{escape(text, quote=False)}</style>" if text else ""

    def _content(self, element: Element, in_text: bool) -> str:
        whole = self.seen.live[element]
        pieces = []
        for child in element.children:
            if isinstance(child, Element):
                if child in self.seen.live:
                    pieces.append(self.element(child, in_text))
            elif in_text and whole:
                pieces.append(escape(child, quote=False))
        return "".join(pieces)

    def _attributes(self, element: Element) -> dict[str, str]:
        kept: dict[str, str | None] = {}
        with_text = element in self.seen.texted
        for name, value in element.attributes.items():
            if name == "id":
                kept[name] = self.names.ids.get(value)
            elif name == "class":
                kept[name] = " ".join(self.names.classes[word] for word in value.split() if word in self.names.classes)
            elif name == "style":
                kept[name] = clean_declarations(declarations(value), self.names, fonts=with_text)
            elif name == "d":
                kept[name] = " ".join(value.split()) if _PATH.fullmatch(value) else None
            elif name in _RESULTS:
                kept[name] = clean_value(value, Names()) or self.names.result(value)
            elif name in (_XML + "lang", "lang", "systemLanguage"):
                words = [word.strip() for word in value.split(",")]
                kept[name.replace(_XML, "xml:")] = ",".join(words) if all(map(_LANGUAGE.fullmatch, words)) else None
            elif name == _XML + "space":
                kept["xml:space"] = "preserve" if value == "preserve" else None
            elif name in ATTRIBUTES and (with_text or name not in FONTS):
                kept[name] = clean_value(value, self.names, fonts=name in FONTS)
        if element.tag in POINTING:
            kept["href"] = self._href(element)
        return {name: value for name, value in kept.items() if value}

    def _href(self, element: Element) -> str | None:
        name, address = element.target(), element.href()
        if name:
            return f"#{self.names.id(name)}" if self.seen.by_id.get(name) in self.seen.live else None
        if element.tag != "image" or not address.lower().startswith("data:"):
            return None
        if element not in self.pictures:
            if len(self.pictures) >= MOST_PICTURES:
                raise Unfit(f"more than {MOST_PICTURES} pictures lie in it")
            self.pictures[element] = _embedded(address)
        return self.pictures[element]


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
