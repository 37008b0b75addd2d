"""Which HTML may stand in a record's Markdown: the allow-list, and a look at what of a piece is not on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from mentorsite.markdown.limits import MOST_OPEN
from mentorsite.markdown.parser import HARMLESS_SCHEMES, scheme_of

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
"""The attributes that may stand in HTML, by element; `*` for every element."""

_INLINE = "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr"
_BLOCKS = "blockquote details div dl dt dd figcaption figure h3 h4 h5 h6 hr li ol p pre summary ul"
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
ELEMENTS = frozenset(_INLINE.split()) | frozenset(_BLOCKS.split()) | frozenset(_TABLES.split())
"""The elements that may stand in HTML."""

WITHOUT_CONTENT = frozenset({"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "title", "textarea"})
"""The elements of which the content goes, too."""

_NO_CONTENT = "area base br col embed hr img input link meta param source track wbr"
_NEVER_CLOSED = frozenset(_NO_CONTENT.split())
# What is still open where a block ends is opened anew in every block that follows, at most three times with the same attributes
# (HTML standard, "reconstruct the active formatting elements"). Of `a` there is never more than one.
_FORMATTING = "b big code em font i nobr s small strike strong tt u"
_REOPENED = frozenset(_FORMATTING.split())
_PLAIN_INSIDE = frozenset({"script", "style", "iframe", "noscript", "template", "title", "textarea", "xmp", "noembed", "noframes"})

_NAME = re.compile(r"/?[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
_END = re.compile(r"[\s/]*>")

_HIDING_NAMES = frozenset({"confidential", "draft", "hidden", "internal", "private", "secret"})
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0*(?:\.0*)?(?:;|$)|font-size\s*:\s*0", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Tag:
    at: int
    name: str
    closes: bool
    attributes: tuple[tuple[str, str], ...]


def _tags(html: str) -> Iterator[_Tag]:
    """Give the tags of a piece of HTML as a browser finds them, in one pass and with no way back."""
    at = html.find("<")
    while at >= 0:
        if html.startswith("<!--", at):
            end = html.find("-->", at + 4)
            at = html.find("<", end + 3) if end >= 0 else -1
        elif html.startswith(("<!", "<?"), at):
            end = html.find(">", at)
            at = html.find("<", end) if end >= 0 else -1
        elif match := _NAME.match(html, at + 1):
            tag, end = _tag(html, match)
            if tag is None:
                return
            yield tag
            if tag.name in _PLAIN_INSIDE and not tag.closes:
                closing = re.compile(f"</{re.escape(tag.name)}", re.IGNORECASE).search(html, end)
                if closing is None:
                    return
                end = closing.start()
            at = html.find("<", end)
        else:
            at = html.find("<", at + 1)


def _tag(html: str, name: re.Match[str]) -> tuple[_Tag | None, int]:
    """Give a tag from its name on, and where it ends; None where it never does."""
    attributes: list[tuple[str, str]] = []
    at = name.end()
    while (end := _END.match(html, at)) is None:
        attribute = _ATTRIBUTE.match(html, at)
        if attribute is None:
            return None, len(html)
        value = attribute[2] or ""
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        attributes.append((attribute[1].lower(), unescape(value)))
        at = attribute.end()
    return _Tag(name.start() - 1, name[0].lstrip("/").lower(), name[0].startswith("/"), tuple(attributes)), end.end()


def left_out(html: str) -> list[tuple[int, str]]:
    """Say what of a piece of HTML does not come through, and where in the piece that begins.

    This is for messages; what comes through is decided by the sanitiser.
    """
    found: list[tuple[int, str]] = []
    for tag in _tags(html):
        if tag.closes:
            continue
        if tag.name not in ELEMENTS:
            found.append((tag.at, f"the element `<{tag.name[:40]}>`"))
            continue
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag.name, set())
        for name, value in tag.attributes:
            if name not in allowed:
                found.append((tag.at, f"the attribute `{name[:40]}` of `<{tag.name}>`"))
            elif name in ("href", "src", "cite") and not _may_lead(tag.name, value):
                found.append((tag.at, f"the address of `<{tag.name}>`"))
    return found


def hides(html: str) -> list[tuple[int, str]]:
    """Say which tags of a piece of HTML were meant to hide what they hold, and where each begins; on a page none of them does."""
    return [(tag.at, f"<{tag.name[:40]}{said}>") for tag in _tags(html) if not tag.closes and (said := _hidden_by(tag)) is not None]


def _hidden_by(tag: _Tag) -> str | None:
    """Give what of a tag hides, as it is written after the tag's name; None where nothing does."""
    if tag.name in _HIDING_NAMES:
        return ""
    for name, value in tag.attributes:
        if name == "hidden":
            return " hidden"
        if name == "style" and _HIDING_STYLE.search(value):
            return f' style="{value[:40]}"'
        if name in ("class", "id") and (meant := _HIDING_NAMES & set(value.lower().split())):
            return f' {name}="{min(meant)}"'
    return None


def _may_lead(tag: str, address: str) -> bool:
    # A relative address in HTML is not resolved, and would name a file of the sources.
    return scheme_of(address) in HARMLESS_SCHEMES and tag != "img"


def too_entangled(pieces: Iterable[str], lines: int) -> bool:
    """Say whether the HTML of a text of so many lines has so many elements open at a time that sanitising it would take long."""
    open_elements: Counter[str] = Counter()
    reopened: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    depth = deepest = number = 0
    for tag in (tag for piece in pieces for tag in _tags(piece)):
        number += 1
        if tag.name in _NEVER_CLOSED:
            continue
        if not tag.closes:
            open_elements[tag.name] += 1
            depth += 1
            if tag.name in _REOPENED:
                reopened.add((tag.name, tag.attributes))
        elif open_elements[tag.name]:
            open_elements[tag.name] -= 1
            depth -= 1
        deepest = max(deepest, depth)
    return (deepest + 3 * len(reopened)) * (number + lines) > MOST_OPEN
