"""The values and the CSS of an SVG: text becomes text that is made of known words alone, with other names for what it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mentorsite.rendering.raster import Unfit
from mentorsite.rendering.svg_words import ELEMENTS, FUNCTIONS, KEYWORDS, PROPERTIES, UNITS

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
_FONTS = ("font", "font-family")
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
# Rules that bring something from elsewhere, or are about paper.
_LEFT_OUT = ("@charset", "@font-face", "@import", "@namespace", "@page")
_MEDIA = re.compile(
    r"(?:only )?(?:screen|print|all)"
    r"|(?:(?:screen|all) and )?\((?:prefers-color-scheme: ?(?:dark|light)|(?:min|max)-(?:width|height): ?\d+(?:px|em|rem))\)"
)
_SOMETHING, _MARK, _BRACE = re.compile(r"\S"), re.compile(r"[{};]"), re.compile(r"[{}]")
_DISPLAY = re.compile(r"(?:^|;)display:([^;]+)")
_SINGLE = re.compile(r"[.#][^\s.#:\[\]>+~*]+")
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_COMPOUND = re.compile(r"(?P<type>\*|[a-zA-Z][a-zA-Z0-9]*)?(?P<names>(?:[.#][^\s.#:\[\](){}>+~,*\"'\\]+)*)(?P<root>:root)?")
_NAME = re.compile(r"([.#])([^.#]+)")
# They answer to a pointer, and a picture has none.
_POINTED_AT = re.compile(r":(?:hover|focus|focus-within|focus-visible|active|visited|link|target)(?![\w-])")


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


@dataclass(slots=True)
class Sheet:
    """A style sheet: what is kept of it, and how it displays elements, by `.class` or `#id`, a later rule over an earlier one."""

    text: str
    displays: dict[str, str] = field(default_factory=dict)


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


def clean_declarations(text: str, names: Names) -> str:
    """Give the declarations of a style of which the property and the value are known; others are left out, as browsers do."""
    if "/*" in text:
        text = _without_comments(text)
    kept = []
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if not colon or name not in PROPERTIES:
            continue
        bare = _IMPORTANT.sub("", value)
        cleaned = clean_value(bare, names, fonts=name in _FONTS)
        if cleaned:
            kept.append(f"{name}:{cleaned}{'!important' if bare != value else ''}")
    return ";".join(kept)


def clean_sheet(text: str, names: Names) -> Sheet:
    """Give the rules of a style sheet. What brings something from elsewhere is left out.

    Raises `Unfit` where a rule is not understood: without it the picture could show something else.
    """
    if "\\" in text:
        raise Unfit("its style holds a backslash")
    rules: list[str] = []
    displays: dict[str, str] = {}
    plain = True
    for selectors, declarations, condition in _rules(_without_comments(text)):
        cleaned = [selector for selector in (_selector(one, names) for one in selectors.split(",")) if selector]
        kept = clean_declarations(declarations, names)
        for display in _DISPLAY.findall(kept):
            for selector in (one.strip() for one in selectors.split(",")):
                plain = plain and not condition and "!" not in display and _SINGLE.fullmatch(selector) is not None
                # A later rule stands behind an earlier one.
                displays.pop(selector, None)
                displays[selector] = display
        if cleaned and kept:
            rule = f"{','.join(cleaned)}{{{kept}}}"
            rules.append(f"@media {condition}{{{rule}}}" if condition else rule)
    # Where it takes more than that to tell what is displayed, it is not told.
    return Sheet("".join(rules), displays if plain else {})


def _without_comments(text: str) -> str:
    text = _COMMENT.sub(" ", text)
    if "/*" in text:
        raise Unfit("a comment in its style does not end")
    return text


def _rules(text: str, condition: str = "") -> Iterator[tuple[str, str, str]]:
    """Give the selectors and the declarations of each rule, and under which condition it holds."""
    at = 0
    while begin := _SOMETHING.search(text, at):
        mark = _MARK.search(text, begin.start())
        prelude = " ".join(text[begin.start() : mark.start() if mark else len(text)].split())
        block = _block(text, mark.start()) if mark and mark[0] == "{" else None
        at = len(text) if mark is None else mark.end() + (0 if block is None else len(block) + 1)
        kind = prelude.split(" ")[0].split("(")[0].lower()
        if kind in _LEFT_OUT:
            continue
        if block is None:
            raise Unfit(f"its style is not understood at `{prelude[:40]}`")
        if not kind.startswith("@"):
            yield prelude, block, condition
            continue
        media = prelude[len(kind) :].strip().lower()
        if kind != "@media" or condition or not _MEDIA.fullmatch(media):
            raise Unfit(f"its style is not understood at `{prelude[:40]}`")
        yield from _rules(block, media)


def _block(text: str, opening: int) -> str:
    """Give what stands between a brace and the one that closes it."""
    depth = 0
    for brace in _BRACE.finditer(text, opening):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return text[opening + 1 : brace.start()]
    raise Unfit("a rule of its style does not end")


def _selector(text: str, names: Names) -> str | None:
    """Give a selector with the names' other names; None where it can match nothing."""
    text = text.strip()
    if _POINTED_AT.search(text):
        return None
    done, at = [], 0
    while at < len(text):
        compound = _COMPOUND.match(text, at)
        if compound is None or not compound[0]:
            raise Unfit(f"its style is not understood at `{text[:40]}`")
        if compound["type"] not in (None, "*") and compound["type"] not in ELEMENTS:
            return None
        other = (names.class_(name) if kind == "." else names.id(name) for kind, name in _NAME.findall(compound["names"]))
        marks = (kind for kind, _ in _NAME.findall(compound["names"]))
        done.append((compound["type"] or "") + "".join(map("".join, zip(marks, other, strict=True))) + (compound["root"] or ""))
        at = compound.end()
        combinator = _COMBINATOR.match(text, at)
        if at < len(text):
            if combinator is None:
                raise Unfit(f"its style is not understood at `{text[:40]}`")
            done.append(combinator[1] or " ")
            at = combinator.end()
    return "".join(done) or None
