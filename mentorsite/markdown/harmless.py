"""Which HTML may stand in a record's Markdown: the allow-list, and a look at what of a piece is not on it."""

from __future__ import annotations

from html.parser import HTMLParser

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


class _Looker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.found.append(f"the element `<{tag[:40]}>`")
            return
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        for name, value in attrs:
            if name not in allowed:
                self.found.append(f"the attribute `{name[:40]}` of `<{tag}>`")
            elif name in ("href", "src", "cite") and not _may_lead(tag, value or ""):
                self.found.append(f"the address of `<{tag}>`")


def _may_lead(tag: str, address: str) -> bool:
    # A relative address in HTML is not resolved, and would name a file of the sources.
    return scheme_of(address) in HARMLESS_SCHEMES and tag != "img"


def left_out(html: str) -> list[str]:
    """Say what of a piece of HTML does not come through. This is for messages; what comes through is decided by the sanitiser."""
    looker = _Looker()
    looker.feed(html)
    looker.close()
    return looker.found
