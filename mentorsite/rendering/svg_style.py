"""The values of an SVG: text becomes text that is made of known words alone, with other names for what it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from mentorsite.rendering.raster import Unfit
from mentorsite.rendering.svg_words import COLOURS, FUNCTIONS, KEYWORDS, PROPERTIES, UNITS

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?P<unit>%|[a-zA-Z]+)?
    |(?P<colour>\#[0-9a-fA-F]{3,8})(?![\w-])
    |url\(\s*(?P<quote>["']?)\#(?P<id>[^"'()\s]+)(?P=quote)\s*\)
    |(?P<function>[a-zA-Z][a-zA-Z0-9-]*)\(
    |(?P<word>-?[a-zA-Z][\w-]*)
    |(?P<string>"[\w .-]{1,60}"|'[\w .-]{1,60}')
    |(?P<sign>[-+*/,()])""",
    re.VERBOSE,
)
FONTS = ("font", "font-family")
"""The properties in which other words may stand than those that are known."""
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
INHERITED = ("visibility", "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "font-size")
"""The properties by which a text may not be seen, and what is in an element follows the element."""
JUDGED = frozenset(INHERITED) | {"display", "opacity", "transform", "clip-path", "mask", "filter", "font"}
"""The properties by which something may not be seen."""
_WORDS = dict.fromkeys(("block", "contents", "inline", "inline-block", "list-item", "table", "visible"), "shows")
_WORDS |= {"none": "hides", "hidden": "hides", "collapse": "hides"}
_SIZES = ("large", "medium", "small", "x-large", "x-small", "xx-large", "xx-small", "xxx-large")
_LEAST = 0.002
"""What is less opaque than that changes no dot."""
_A_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_NUMBER = re.compile(f"({_A_NUMBER})(%|[a-z]+)?")
_CLEAR = re.compile(r"#...0|#.{6}00|(?:rgb|hsl)a?\((?:(?:[^,]*,){3}|[^/]*/) ?0*(?:\.0*)?%?\s*\)")
_FUNCTION = re.compile(r"[a-z-]+\(")
_FUNCTION_OF_NUMBERS = re.compile(r"([a-z]+)\(([^()]*)\)")
# They may hide something, too, and are not known.
_HIDING = ("all", "content-visibility", "scale")
_COMPUTED = re.compile(r"\\|\b(?:attr|env|if|var)\(")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)


@dataclass(slots=True)
class Names:
    """Other names for the ids, classes and results of filters that a picture gives: people call them after what they draw.

    A name is taken when something refers to it first, so that it follows from what is kept alone.
    """

    ids: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)

    def id(self, name: str) -> str:
        """Give the other name of an id that something refers to."""
        return self.ids.setdefault(name, f"i{len(self.ids) + 1}")

    def class_(self, name: str) -> str:
        """Give the other name of a class that a rule is about."""
        return self.classes.setdefault(name, f"c{len(self.classes) + 1}")

    def result(self, name: str) -> str:
        """Give the other name of what a part of a filter makes."""
        return self.results.setdefault(name, f"r{len(self.results) + 1}")


class Declared(NamedTuple):
    """A property and its value as they are written."""

    name: str
    value: str
    important: bool = False


def clean_value(text: str, names: Names, *, fonts: bool = False) -> str | None:
    """Give a value with single spaces, or None where it holds anything unknown. Where it names `fonts`, other words may stand in it."""
    done: list[str] = []
    at = depth = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        at = match.end()
        piece = match[0]
        match match.lastgroup:
            case "space":
                piece = " "
            case "unit" if match["unit"].lower() not in UNITS:
                return None
            case "id":
                piece = f"url(#{names.id(match['id'])})"
            case "function":
                if match["function"].lower() not in FUNCTIONS:
                    return None
                depth += 1
            case "word" if not fonts and piece.lower() not in KEYWORDS:
                return None
            case "string":
                if not fonts:
                    return None
                piece = f"'{piece[1:-1]}'"
            case "sign":
                depth += {"(": 1, ")": -1}.get(piece, 0)
        if depth < 0:
            return None
        done.append(piece)
    value = "".join(done).strip()
    return value if value and depth == 0 else None


def declarations(text: str) -> list[Declared]:
    """Give what a style declares of the properties that are known; others are left out, as browsers do.

    Raises `Unfit` where it cannot be told what is declared of whether something is seen.
    """
    found = []
    for declaration in without_comments(text).split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if colon and (name in _HIDING or "\\" in name or (name in JUDGED and _COMPUTED.search(value.lower()))):
            raise Unfit(f"its style is not understood at `{declaration.strip()[:40]}`")
        if colon and name in PROPERTIES:
            bare = _IMPORTANT.sub("", value)
            found.append(Declared(name, bare, bare != value))
    return found


def clean_declarations(declared: list[Declared], names: Names, *, fonts: bool) -> str:
    """Give the declarations of which the value is known, too; of fonts only where there is text."""
    kept = []
    for name, value, important in declared:
        if fonts or name not in FONTS:
            cleaned = clean_value(value, names, fonts=name in FONTS)
            kept += [f"{name}:{cleaned}{'!important' if important else ''}"] if cleaned else []
    return ";".join(kept)


def references(text: str) -> list[str]:
    """Give the ids that a value refers to."""
    return _REFERENCE.findall(text) if "url(" in text else []


def without_comments(text: str) -> str:
    """Give a style with a space for each comment."""
    text = _COMMENT.sub(" ", text)
    if "/*" in text:
        raise Unfit("a comment in its style does not end")
    return text


def says(name: str, value: str) -> str | None:
    """Tell of a value of one of `JUDGED` whether it `hides`, `shows` or `inherits`; None where browsers ignore it.

    Of what is not known as valid none counts as shown, so that it cannot bring back what an earlier declaration hides.
    """
    value = (clean_value(value, Names(), fonts=name == "font") or "").lower()
    if value in ("inherit", "unset", "revert", "revert-layer"):
        return "inherits" if name in INHERITED or name == "font" else "shows"
    if value == "initial":
        return "hides" if name == "stroke" else "shows"
    match name:
        case "display" | "visibility":
            return _WORDS.get(value)
        case "opacity" | "fill-opacity" | "stroke-opacity" | "stroke-width" | "font-size":
            number = _NUMBER.fullmatch(value)
            if number is None:
                return {"larger": "inherits", "smaller": "inherits"}.get(
                    value, "shows" if value in _SIZES and name == "font-size" else None
                )
            if float(number[1]) <= (_LEAST if "opacity" in name else 0.0) * (100 if number[2] == "%" else 1):
                return "hides"
            return "inherits" if name == "font-size" and number[2] in ("%", "em", "ex", "ch") else "shows"
        case "font":
            return "hides" if re.search(r"(?:^| )0+(?:\.0*)?(?:[a-z]+|%)?(?:[ /]|$)", value) else "shows" if value else None
        case "fill" | "stroke":
            if value == "none" or value == "transparent" or _CLEAR.fullmatch(value):
                return "hides"
            return "shows" if value in COLOURS or value.startswith(("#", "url(")) or _FUNCTION.match(value) else None
        case "transform":
            return "hides" if any(map(_flattens, _FUNCTION_OF_NUMBERS.findall(value))) else "shows" if value else None
        case "filter" if re.search(r"opacity\(\s*0*(?:\.0*)?%?\s*\)", value):
            return "hides"
    return "shows" if value else None


def _flattens(function: tuple[str, str]) -> bool:
    """Say whether a part of a transformation leaves nothing to be seen."""
    name, numbers = function[0], [float(number) for number in re.findall(_A_NUMBER, function[1])]
    if name == "matrix" and len(numbers) == 6:
        return numbers[0] * numbers[3] == numbers[1] * numbers[2]
    return name.startswith("scale") and 0.0 in numbers
