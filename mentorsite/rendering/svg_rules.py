"""The style sheets of an SVG become rules, and what they say of each of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mentorsite.rendering.raster import Unfit
from mentorsite.rendering.svg_style import JUDGED, Declared, Names, clean_declarations, declarations, says, without_comments
from mentorsite.rendering.svg_tree import Element
from mentorsite.rendering.svg_words import ATTRIBUTES, ELEMENTS

MOST_RULES = 5_000
MOST_COMPARED = 2_000_000
"""How often a rule may be held against an element."""
DELETE = "delete what is hidden in the drawing program, or save it as PNG"
"""What to do about something hidden that cannot be left out with certainty."""

# Rules that bring something from elsewhere, or are about paper.
_LEFT_OUT = ("@charset", "@font-face", "@import", "@namespace", "@page")
_ALWAYS = ("all", "screen", "only screen", "only all")
_MEDIA = re.compile(
    r"(?:only )?(?:screen|print|all)"
    r"|(?:(?:screen|all) and )?\((?:prefers-color-scheme: ?(?:dark|light)|(?:min|max)-(?:width|height): ?\d+(?:px|em|rem))\)"
)
_SOMETHING, _MARK, _BRACE = re.compile(r"\S"), re.compile(r"[{};]"), re.compile(r"[{}]")
# What stands beside an element is another thing when something hidden is gone from there, so that `+` and `~` are not among them.
_COMBINATOR = re.compile(r"\s*(>)\s*|\s+")
_COMPOUND = re.compile(r"(?P<type>\*|[a-zA-Z][a-zA-Z0-9]*)?(?P<names>(?:[.#][^\s.#:\[\](){}>+~,*\"'\\]+)*)(?P<root>:root)?")
_NAME = re.compile(r"([.#])([^.#]+)")
# They answer to a pointer, and a picture has none.
_POINTED_AT = re.compile(r":(?:hover|focus|focus-within|focus-visible|active)(?![\w-])")


class Compound(NamedTuple):
    """What a selector asks of one element, and how that one stands to the next: `>` above it, a space somewhere above it."""

    type: str
    names: tuple[tuple[str, str], ...]
    is_root: bool
    combinator: str

    def matches(self, element: Element) -> bool:
        """Say whether an element is as is asked."""
        if self.type not in ("", "*", element.tag) or (self.is_root and element.parent is not None):
            return False
        classes = element.attributes.get("class", "").split() if self.names else ()
        return all(name in classes if kind == "." else name == element.attributes.get("id") for kind, name in self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Selector:
    """Which elements a rule is about."""

    compounds: tuple[Compound, ...]
    rule: Rule

    @property
    def weight(self) -> tuple[int, int, int]:
        """Its specificity (Selectors Level 4, 17)."""
        kinds = [kind for compound in self.compounds for kind, _ in compound.names]
        roots = sum(compound.is_root for compound in self.compounds)
        types = sum(compound.type not in ("", "*") for compound in self.compounds)
        return kinds.count("#"), kinds.count(".") + roots, types

    def matches(self, element: Element) -> bool:
        """Say whether the rule is about an element."""
        here = [element] if self.compounds[-1].matches(element) else []
        for compound in self.compounds[-2::-1]:
            if compound.combinator == ">":
                above = [one.parent for one in here if one.parent is not None]
            else:
                above = list({id(higher): higher for one in here for higher in one.above()}.values())
            here = [one for one in above if compound.matches(one)]
        return bool(here)

    def written(self, names: Names) -> str:
        """Give it with the names' other names."""
        done = []
        for compound in self.compounds:
            marks = "".join(kind + (names.class_(name) if kind == "." else names.id(name)) for kind, name in compound.names)
            done.append(compound.type + marks + (":root" if compound.is_root else "") + compound.combinator)
        return "".join(done)


@dataclass(slots=True, eq=False)
class Rule:
    """What is declared for the elements that a selector is about, under a condition or always."""

    number: int
    declared: list[Declared]
    condition: str
    selectors: list[Selector] = field(default_factory=list)


class Styles:
    """The rules of all style sheets, in order, and what they and the attributes say of an element."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self.rules: list[Rule] = []
        self._by_last: dict[str, list[Selector]] = {}
        self._compared = 0
        self._matched: dict[Element, list[Selector]] = {}
        self._declared: dict[Element, list[tuple[Declared, bool]]] = {}
        self._said: dict[Element, dict[str, str]] = {}
        for sheet in sheets:
            if "\\" in sheet:
                raise Unfit("its style holds a backslash")
            for selectors, declared, condition in _rules(without_comments(sheet)):
                self._add(selectors, declared, "" if condition in _ALWAYS else condition)

    def _add(self, selectors: str, text: str, condition: str) -> None:
        if "{" in text:
            raise Unfit(f"its style is not understood at `{selectors[:40]}`")
        rule = Rule(len(self.rules), declarations(text), condition)
        if rule.number >= MOST_RULES:
            raise Unfit(f"its style has more than {MOST_RULES:,} rules")
        for one in rule.declared if condition else ():
            said = says(one.name, one.value) if one.name in JUDGED else None
            if said and (one.name in ("display", "visibility") or (said == "hides" and one.name in ("opacity", "font-size", "transform"))):
                raise Unfit(f"whether something of it is seen depends on where it is shown (`@media {condition[:30]}`): {DELETE}")
        self.rules.append(rule)
        for selector in selectors.split(","):
            compounds = _compounds(selector.strip())
            if compounds:
                rule.selectors.append(Selector(compounds, rule))
                last = compounds[-1]
                key = "".join(last.names[0]) if last.names else last.type if last.type else "*"
                self._by_last.setdefault(key, []).append(rule.selectors[-1])

    def about(self, element: Element) -> list[Selector]:
        """Give the selectors that match an element, the strongest last."""
        if element not in self._matched:
            attributes = element.attributes
            keys = {f".{name}": 0 for name in attributes.get("class", "").split()}
            keys |= {f"#{attributes.get('id', '')}": 0, element.tag: 0, "*": 0}
            candidates = [one for key in keys for one in self._by_last.get(key, ())]
            self._compared += len(candidates)
            if self._compared > MOST_COMPARED:
                raise Unfit("its style has too many rules for so many elements")
            found = [one for one in candidates if one.matches(element)]
            self._matched[element] = sorted(found, key=lambda one: (one.weight, one.rule.number))
        return self._matched[element]

    def declared(self, element: Element) -> list[tuple[Declared, bool]]:
        """Give all that is declared for an element, the strongest last but for what is important, and whether only under a condition."""
        if element not in self._declared:
            found = []
            for name, value in element.attributes.items():
                if name in ATTRIBUTES:
                    found.append((Declared(name, without_comments(value)), False))
                    if name in JUDGED:
                        declarations(f"{name}:{value}")
            for selector in self.about(element):
                found += [(one, bool(selector.rule.condition)) for one in selector.rule.declared]
            found += [(one, False) for one in declarations(element.attributes.get("style", ""))]
            self._declared[element] = found
        return self._declared[element]

    def said(self, element: Element) -> dict[str, str]:
        """Give what holds of the properties by which an element may not be seen: `hides`, `shows` or `inherits`."""
        if element not in self._said:
            found: dict[str, str] = {}
            ordered = sorted(self.declared(element), key=lambda each: each[0].important)
            for (name, value, _), conditional in ordered:
                said = says(name, value) if name in JUDGED else None
                if said and not (conditional and said == "hides"):
                    found["font-size" if name == "font" else name] = said
            self._said[element] = found
        return self._said[element]

    def written(self, elements: Iterable[Element], with_text: Iterable[Element], names: Names) -> str:
        """Give the rules that are about some of these elements, and of fonts what is about those with text."""
        used = {id(selector) for element in elements for selector in self.about(element)}
        read = {id(selector.rule) for element in with_text for selector in self.about(element)}
        written = []
        for rule in self.rules:
            selectors = ",".join(selector.written(names) for selector in rule.selectors if id(selector) in used)
            kept = clean_declarations(rule.declared, names, fonts=id(rule) in read) if selectors else ""
            if kept:
                text = f"{selectors}{{{kept}}}"
                written.append(f"@media {rule.condition}{{{text}}}" if rule.condition else text)
        return "".join(written)


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


def _compounds(text: str) -> tuple[Compound, ...]:
    """Take a selector apart; nothing where it can match nothing."""
    if _POINTED_AT.search(text):
        return ()
    if not text:
        raise Unfit("a rule of its style does not say for what it is")
    found, at = [], 0
    known = True
    while at < len(text):
        match = _COMPOUND.match(text, at)
        if match is None or not match[0]:
            raise Unfit(f"its style is not understood at `{text[:40]}`")
        at = match.end()
        combinator = _COMBINATOR.match(text, at)
        if at < len(text) and combinator is None:
            raise Unfit(f"its style is not understood at `{text[:40]}`")
        at = combinator.end() if combinator else at
        known = known and (match["type"] in (None, "*") or match["type"] in ELEMENTS)
        sign = (combinator[1] or " ") if combinator else ""
        found.append(Compound(match["type"] or "", tuple(_NAME.findall(match["names"])), bool(match["root"]), sign))
    return tuple(found) if known else ()
