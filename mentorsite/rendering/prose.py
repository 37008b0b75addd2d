"""Markdown becomes HTML: links lead where the page says or nowhere, headings get addresses, and raw HTML is sanitised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote, unquote

import nh3
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from mentorsite.markdown.anchors import anchor_of
from mentorsite.markdown.harmless import ATTRIBUTES, ELEMENTS, WITHOUT_CONTENT
from mentorsite.markdown.parser import HARMLESS_SCHEMES, parser, scheme_of
from mentorsite.markdown.plain import NAMELESS
from mentorsite.markdown.quick import Block, Piece, quick
from mentorsite.pages.values import Link, Marked, Picture
from mentorsite.records.addresses import slug

Href = Callable[[str], str]
"""Turns an address of the site into one that leads there from the page."""

_ABOVE = 2
"""A page's title is its h1 and its sections are h2, so the first heading in a text is an h3."""


def to_html(marked: Marked, href: Href, headings: dict[str, int] | None = None) -> str:
    """Render a text for a page. Blocks end with a line break, phrases do not.

    `headings` says how often each address within the page was taken; it is added to, so that no two texts of a page take one twice.
    """
    blocks = quick(marked.text, inline=not marked.block)
    if blocks is None:
        return html_by_parser(marked, href, headings)
    links = dict(marked.links)
    if not marked.block:
        return _pieces(blocks[0].items[0][1], links, href)
    return "".join(_quickly(blocks, links, href, {} if headings is None else headings))


def html_by_parser(marked: Marked, href: Href, headings: dict[str, int] | None = None) -> str:
    """Render any text, as `to_html` does, without the quick way."""
    markdown = parser()
    tokens = markdown.parse(marked.text) if marked.block else markdown.parseInline(marked.text)
    links = dict(marked.links)
    raw = _prepare(tokens, links, href, {} if headings is None else headings)
    html: str = _RENDERER.render(tokens, markdown.options, {})
    if not raw:
        return html
    ids = {str(token.attrs["id"]) for token in tokens if token.type == "heading_open" and "id" in token.attrs}
    own = {href(_target(link)) for link in links.values()} | set(_within(tokens))
    return _sanitised(html, own | {srcset(link, href) for link in links.values() if isinstance(link, Picture)}, ids)


_RENDERER = RendererHTML()


def _quickly(blocks: Sequence[Block], links: dict[str, Link | Picture], href: Href, headings: dict[str, int]) -> Iterator[str]:
    """Give the HTML of blocks as the parser's renderer gives it of their tokens."""
    levels: list[int] = []
    for tag, items in blocks:
        inner = [_pieces(pieces, links, href) for _, pieces in items]
        if tag == "p":
            yield f"<p>{inner[0]}</p>\n"
        elif tag == "ul":
            yield "<ul>\n" + "".join(f"<li>{item}</li>\n" for item in inner) + "</ul>\n"
        else:
            _nest(levels, int(tag[1]))
            shown = _heading_tag(levels)
            name = _heading_name(slug("".join(piece.words for piece in items[0][1])), headings)
            yield f'<{shown} id="{escapeHtml(name)}">{inner[0]}</{shown}>\n' if name else f"<{shown}>{inner[0]}</{shown}>\n"


def _pieces(pieces: Sequence[Piece], links: dict[str, Link | Picture], href: Href) -> str:
    html = ""
    for kind, words, address in pieces:
        if kind == "words":
            html += escapeHtml(words)
        elif kind in ("link", "reference"):
            words = escapeHtml(words or _called(links.get(address)))
            lead = _lead(address, links, href)
            html += words if lead is None else f'<a href="{escapeHtml(lead)}">{words}</a>'
        else:
            html += f"<{kind}>{escapeHtml(words)}</{kind}>"
    return html


def _within(tokens: Sequence[Token]) -> Iterator[str]:
    """Give where the links of Markdown lead within the page."""
    children = (child for token in tokens for child in token.children or () if child.type == "link_open")
    return (str(child.attrs["href"]) for child in children if str(child.attrs.get("href", "")).startswith("#"))


def _target(link: Link | Picture) -> str:
    return link.address


def _prepare(tokens: Sequence[Token], links: dict[str, Link | Picture], href: Href, headings: dict[str, int]) -> bool:
    """Change the tokens to what is to be rendered; say whether there is raw HTML among them."""
    raw = False
    levels: list[int] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if token.type == "html_block":
            raw = True
        elif token.type in ("heading_open", "heading_close"):
            if token.type == "heading_open":
                _nest(levels, int(token.tag[1]))
            token.tag = _heading_tag(levels)
            if token.type == "heading_open" and following is not None and (name := _heading_name(anchor_of(following), headings)):
                token.attrSet("id", name)
        elif token.type == "table_open":
            token.attrSet("class", "text-table")
        elif token.type in ("th_open", "td_open"):
            _align(token)
            if token.type == "th_open" and following is not None and not following.content:
                # An empty corner is no heading of anything.
                token.tag = tokens[number + 2].tag = "td"
        if token.children:
            token.children = _inline(token.children, links, href)
            raw = raw or any(child.type == "html_inline" for child in token.children)
    return raw


def _nest(levels: list[int], level: int) -> None:
    """Keep the levels of the headings that a new one stands under: whichever level a text begins with, no level is skipped."""
    while levels and levels[-1] >= level:
        levels.pop()
    levels.append(level)


def _heading_tag(levels: list[int]) -> str:
    return f"h{min(6, _ABOVE + len(levels))}"


def _heading_name(name: str, headings: dict[str, int]) -> str:
    """Give a heading its address within the page: the first to take a name has it, the others get a number."""
    if not name:
        return ""
    times = headings[name] = headings.get(name, -1) + 1
    return f"{name}-{times}" if times else name


def _align(token: Token) -> None:
    # The parser says it as a style, which a strict policy for content forbids.
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrSet("class", "align-" + style.removeprefix("text-align:"))


def _inline(children: list[Token], links: dict[str, Link | Picture], href: Href) -> list[Token]:
    done: list[Token] = []
    closings: list[bool] = []
    for number, token in enumerate(children):
        if token.type == "link_open":
            keeps = _open_link(token, links, href, children, number)
            closings.append(keeps)
            if keeps:
                done.append(token)
        elif token.type == "link_close":
            if closings.pop():
                done.append(token)
        elif token.type == "image":
            done.append(_picture(token, links, href))
        else:
            done.append(token)
    return done


def _open_link(token: Token, links: dict[str, Link | Picture], href: Href, children: list[Token], number: int) -> bool:
    """Set where a link leads and, where it has no text of its own, its text. False where it leads nowhere and only its text stays."""
    written = str(token.attrs["href"])
    if token.markup == "[[":
        text = children[number + 1]
        text.content = text.content or _called(links.get(written))
        token.markup = ""
    lead = _lead(written, links, href)
    if lead is None:
        return False
    if written in links:
        token.attrs = {}
    token.attrs["href"] = lead
    return True


def _called(link: Link | Picture | None) -> str:
    """Give the words of a reference that has none of its own. One to what is not there for this reader becomes nothing that names it."""
    return link.text if isinstance(link, Link) else NAMELESS


def _lead(written: str, links: dict[str, Link | Picture], href: Href) -> str | None:
    """Give the address that a link leads to from the page, or None where it leads nowhere and only its text stays."""
    link = links.get(written)
    if link is not None:
        return href(link.address) if link.address else None
    if written.startswith("#"):
        return f"#{quote(slug(unquote(written[1:])))}"
    return written if scheme_of(written) in HARMLESS_SCHEMES else None


def srcset(picture: Picture, href: Href) -> str:
    """Give the versions of a picture as browsers choose among them, or nothing where there is one alone."""
    return ", ".join(f"{href(address)} {width}w" for width, address in picture.versions)


# How wide a text is: all of a small screen, and never more than the measure (`--measure` in the built-in theme).
_SIZES = "(min-width: 40rem) 37rem, 100vw"


def _picture(token: Token, links: dict[str, Link | Picture], href: Href) -> Token:
    """Make a picture of the site an image; of any other only the words that describe it stay."""
    picture = links.get(str(token.attrs["src"]))
    alt = _RENDERER.renderInlineAsText(token.children, parser().options, {}) if token.children else ""
    if not isinstance(picture, Picture):
        return Token("text", "", 0, content=alt)
    attrs: dict[str, str | int | float] = {"src": href(picture.address), "alt": alt}
    if picture.versions:
        attrs |= {"srcset": srcset(picture, href), "sizes": _SIZES}
    if picture.width and picture.height:
        attrs |= {"width": picture.width, "height": picture.height, "loading": "lazy", "decoding": "async"}
    if title := token.attrs.get("title"):
        attrs["title"] = title
    return Token("picture", "img", 0, attrs=attrs)


# What our own rendering adds to the elements and attributes that people may write.
_OWN_ATTRIBUTES = {
    "a": {"href"},
    "code": {"class"},
    "img": {"decoding", "loading", "sizes", "srcset"},
    "table": {"class"},
    "td": {"class"},
    "th": {"class"},
}
_OWN_CLASS = re.compile(r"(?:language-[^\s\"'<>]+|text-table|align-(?:left|right|center))")
_IDENTIFIED = {f"h{n}" for n in range(1, 7)}


def _allowed() -> dict[str, set[str]]:
    allowed = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    for tag, names in _OWN_ATTRIBUTES.items():
        allowed.setdefault(tag, set()).update(names)
    for tag in _IDENTIFIED:
        allowed.setdefault(tag, set()).add("id")
    return allowed


_ALLOWED = _allowed()


def _sanitised(html: str, own: set[str], ids: set[str]) -> str:
    """Let through what is harmless. A relative address is kept where it is one of the page's `own` links: any other would name a source
    file, or a heading that is hidden. An element keeps its `id` where it is one of our headings' `ids`: others may take that of a part of
    the page."""

    def keep(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return value if _OWN_CLASS.fullmatch(value) else None
        if name == "id":
            return value if value in ids else None
        if name == "sizes":
            return value if value == _SIZES else None
        if name == "srcset":
            return value if value in own else None
        if name in ("href", "src", "cite"):
            lead = value in own or (tag != "img" and scheme_of(value) in HARMLESS_SCHEMES)
            return value if lead else None
        return value

    return nh3.clean(
        html,
        tags=set(ELEMENTS),
        clean_content_tags=set(WITHOUT_CONTENT),
        attributes=_ALLOWED,
        attribute_filter=keep,
        url_schemes=set(HARMLESS_SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
