"""The elements of an SVG and its styles become those that are drawn, and what they refer to.

What is covered by something else, lies beyond the edge or has the colour of what is behind it counts as drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentorsite.rendering.raster import Unfit
from mentorsite.rendering.svg_rules import DELETE, Styles
from mentorsite.rendering.svg_style import INHERITED, references
from mentorsite.rendering.svg_tree import MOST_DEPTH, Element
from mentorsite.rendering.svg_words import FILTERS, NEVER_DRAWN, SHAPES, WITH_TEXT

MOST_DRAWN = 200_000
"""How many elements there may be when each reference is counted as what it refers to."""

_IN_TEXT = frozenset({"a", "textPath", "tspan"})
_GROUPS = frozenset({"a", "g", "svg", "switch"})
_DRAWN = (SHAPES - {"textPath", "tspan"}) | _GROUPS
_ZERO = re.compile(r"\s*[+-]?0*(?:\.0*)?(?:[a-z]+|%)?\s*", re.IGNORECASE)
_CUTTING = {"clip-path": "clipPath", "mask": "mask", "filter": "filter"}
_UNFILLED = frozenset({"fill", "fill-opacity"})
_UNSTROKED = frozenset({"stroke", "stroke-opacity", "stroke-width"})

State = frozenset[str]
"""The inherited properties by which an element may not be seen."""


class Seen:
    """What is kept of an SVG.

    `live` says of an element whether all in it is kept but what is never drawn (true), or only something in it (false). `texted` are the
    elements whose font counts, since there is text in them.
    """

    def __init__(self, root: Element, styles: Styles) -> None:
        self.styles = styles
        self.by_id: dict[str, Element] = {}
        for element in root.all():
            if element.attributes.get("id"):
                self.by_id.setdefault(element.attributes["id"], element)
        self.live: dict[Element, bool] = {}
        self._followed: set[Element] = set()
        self._uses: list[tuple[Element, Element]] = []
        self._waiting: list[tuple[Element, State, bool]] = []
        if self._is_gone(root):
            raise Unfit(f"nothing in it is displayed: {DELETE}")
        self._mark(root)
        self._follow(root)
        self.texted = self._texted()
        self._count(root)

    def _follow(self, root: Element) -> None:
        """Keep what is drawn; `clip` says that only the outlines count, as in a `<clipPath>`."""
        self._waiting.append((root, frozenset({"stroke"}), False))
        done: set[tuple[Element, State, bool]] = set()
        while self._waiting or self._use_what_is_drawn():
            element, above, clip = self._waiting.pop()
            if (element, above, clip) in done:
                continue
            done.add((element, above, clip))
            state = self._state(element, above)
            is_hidden = "visibility" in state
            if element.tag == "text":
                self._text(element, state, clip=clip)
            elif element.tag == "use":
                self._use(element, state, clip=clip)
            elif element.tag not in SHAPES or not is_hidden:
                # A group is kept for what is in it; a filter draws without it, too.
                if element.tag not in _GROUPS or "filter" in self.styles.said(element):
                    self._mark(element)
                self._waiting += [(child, state, clip) for child in self._drawn_in(element) if not self._is_gone(child, clip=clip)]

    def _drawn_in(self, element: Element) -> Iterator[Element]:
        """Give the elements in one that are drawn where they stand."""
        tag = element.tag
        if tag in _GROUPS or tag in ("clipPath", "marker", "mask", "pattern", "symbol"):
            allowed = _DRAWN
        elif tag.endswith("Gradient"):
            allowed = frozenset({"stop"})
        else:
            allowed = FILTERS if tag == "filter" or tag in FILTERS else frozenset()
        for child in element.elements():
            if child.tag in allowed:
                yield child
                if tag == "switch" and "systemLanguage" not in child.attributes:
                    # It is the one that is chosen where no other fits before it.
                    return

    def _state(self, element: Element, above: State) -> State:
        said = self.styles.said(element)
        shown = {name for name in INHERITED if said.get(name) == "shows"}
        hidden = {name for name in INHERITED if said.get(name) == "hides"}
        return frozenset((above - shown) | hidden)

    def _state_at(self, element: Element | None) -> State:
        state = frozenset({"stroke"})
        for one in [*[*element.above()][::-1], element] if element else ():
            state = self._state(one, state)
        return state

    def _is_gone(self, element: Element, *, clip: bool = False) -> bool:
        """Say whether an element is not drawn whatever stands in it."""
        said = self.styles.said(element)
        if said.get("display") == "hides" or element.attributes.get("systemLanguage") == "":
            return True
        if element.tag == "svg" and element.parent is not None:
            sides = [element.attributes.get("width", "1"), element.attributes.get("height", "1")]
            if any(side.strip() and _ZERO.fullmatch(side) for side in sides):
                return True
        if said.get("transform") == "hides":
            return True
        return not clip and ("hides" in (said.get("opacity"), said.get("filter")) or self._is_clipped_away(element))

    def _is_clipped_away(self, element: Element) -> bool:
        """Say whether an element is cut to nothing: by a clip, a mask or a filter in which nothing is."""
        if not self.styles.said(element).keys() & _CUTTING.keys():
            return False
        for (name, value, _), _ in self.styles.declared(element):
            for other in references(value) if name in _CUTTING else ():
                target = self.by_id.get(other)
                if target is not None and target.tag == _CUTTING[name]:
                    inside = [one for one in self._drawn_in(target) if self.styles.said(one).get("display") != "hides" or name == "filter"]
                    if not inside:
                        return True
        return False

    def _text(self, text: Element, state: State, *, clip: bool) -> None:
        seen: list[bool] = []
        parts = [text]

        def look(element: Element, state: State) -> None:
            for child in element.children:
                if isinstance(child, str):
                    seen.extend([_is_painted(state, clip)] if child.strip() else [])
                elif child.tag in _IN_TEXT and self.styles.said(child).get("display") != "hides":
                    if not clip and self._is_gone(child):
                        raise Unfit(f"a part of a text in it is not to be seen, and browsers show it all the same: {DELETE}")
                    parts.append(child)
                    look(child, self._state(child, state))

        look(text, state)
        if any(seen) != all(seen) and seen:
            raise Unfit(f"a part of a text in it is not to be seen: {DELETE}")
        if all(seen) if seen else _is_painted(state, clip):
            for part in parts:
                self._mark(part)

    def _use(self, use: Element, state: State, *, clip: bool) -> None:
        target = self.by_id.get(use.target() or "")
        if target is None or self._is_gone(target, clip=clip):
            return
        if "visibility" in state:
            if any(self.styles.said(element).get("visibility") == "shows" for element in target.all()):
                raise Unfit(f"of something in it that is not to be seen, a part is: {DELETE}")
            return
        self._uses.append((use, target))
        self._waiting.append((target, state, clip))

    def _use_what_is_drawn(self) -> bool:
        """Keep each `<use>` of something that is kept; say whether there is more to follow then."""
        many = -1
        while many < len(self.live):
            many = len(self.live)
            for use, target in self._uses:
                if target in self.live and not self.live.get(use):
                    self._mark(use)
        return bool(self._waiting)

    def _mark(self, element: Element) -> None:
        """Keep an element and what it lies in, and what they refer to."""
        pending = [element]
        while pending:
            element = pending.pop()
            self.live[element] = True
            for one in (element, *element.above()):
                self.live.setdefault(one, False)
                if one in self._followed:
                    continue
                self._followed.add(one)
                for target in self.references(one):
                    if target.tag in NEVER_DRAWN - {"defs", "symbol"}:
                        # What is in it takes its colours from where it stands.
                        pending.append(target)
                        self._waiting.append((target, self._state_at(target.parent), target.tag == "clipPath"))
                    elif one.tag == "textPath":
                        pending.append(target)

    def references(self, element: Element) -> list[Element]:
        """Give the elements that one refers to."""
        names = [name for declared, _ in self.styles.declared(element) for name in references(declared.value)]
        names += [name for name in [element.target()] if name]
        return [self.by_id[name] for name in names if name in self.by_id]

    def _texted(self) -> set[Element]:
        found: set[Element] = set()

        def take(element: Element) -> None:
            found.update((element, *element.above()))

        for element in self.live:
            if element.tag in WITH_TEXT and any(isinstance(child, str) and child.strip() for child in element.children):
                take(element)
        uses = [(use, self.by_id[use.target() or ""]) for use in self.live if use.tag == "use" and use.target() in self.by_id]
        many = -1
        while many < len(found):
            many = len(found)
            for use, target in uses:
                if target in found:
                    take(use)
        return found

    def _count(self, root: Element) -> None:
        """Refuse a picture in which references to references make more than a browser can draw, or lead in a circle."""
        known: dict[Element, int] = {}
        begun: set[Element] = set()

        def drawn(element: Element, depth: int) -> int:
            if element in known:
                return known[element]
            if element in begun or depth > 2 * MOST_DEPTH:
                raise Unfit("something in it refers to itself")
            begun.add(element)
            parts = [*element.elements(), *self.references(element)]
            number = 1 + sum(drawn(part, depth + 1) for part in parts if part in self.live)
            if number > MOST_DRAWN:
                raise Unfit(f"its references make more than {MOST_DRAWN:,} elements")
            known[element] = number
            return number

        drawn(root, 0)


def _is_painted(state: State, clip: bool) -> bool:
    if "visibility" in state or "font-size" in state:
        return False
    return clip or not (state & _UNFILLED and state & _UNSTROKED)
