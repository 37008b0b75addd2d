"""The addresses within a page that the headings of a text take: those that git hosts give them, so that a link works in both places."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from markdown_it.token import Token

from mentorsite.markdown.parser import parser
from mentorsite.records.addresses import slug

# Without one of these lines there is no heading, and the text need not be parsed.
_CANDIDATE = re.compile(r"#|^[ \t>]*(?:-+|=+)[ \t]*$", re.MULTILINE)


def anchor_of(inline: Token) -> str:
    """Give the address that the words of a heading make, or nothing where they hold no letter."""
    return slug("".join(child.content for child in inline.children or ()))


def anchors(text: str) -> Counter[str]:
    """Give the addresses of a text's headings, each with how many of them would take it."""
    if not _CANDIDATE.search(text):
        return Counter()
    names = (anchor_of(inline) for token, inline in pairwise(parser().parse(text)) if token.type == "heading_open")
    return Counter(name for name in names if name)
