"""Links lose the part behind their `#` where what is shown has no such heading, so that none tells of a heading that is hidden.

Only what is shown decides: a heading that is hidden and one that never was make no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import unquote

from mentorsite.audience.unlink import without_fragments
from mentorsite.audience.view import Shown
from mentorsite.markdown.anchors import anchors
from mentorsite.markdown.links import find_links, leads_within
from mentorsite.records.addresses import slug
from mentorsite.records.describe import fields_of
from mentorsite.records.record import Record
from mentorsite.records.values import Key, Markdown, MarkdownLink, Phrase, Prose
from mentorsite.records.walk import Leaf, Path, leaves, rewrite

OF_EVERY_PAGE = frozenset({"connected-to", "evidence", "in-time"})
"""The addresses of those sections of a record's page that are named after no field."""

_TIMES = re.compile(r"-[1-9][0-9]{0,4}$")

Has = Callable[[Key, str], bool]
"""Says whether the page of a record has an address."""


def without_lost_fragments(records: Mapping[Key, Shown]) -> dict[Key, Shown]:
    """Give the records of an audience with the links in their texts as they may lead."""
    has = places_of(records)
    return {key: _as_it_may_lead(key, shown, has) for key, shown in records.items()}


def places_of(records: Mapping[Key, Shown]) -> Has:
    """Give what says whether the page of one of these records has an address, apart from that of the private part."""

    @cache
    def headings(key: Key) -> Counter[str]:
        found: Counter[str] = Counter()
        for _, leaf in leaves(records[key].record):
            if isinstance(leaf, Prose):
                found += anchors(leaf.text)
        return found

    def has(key: Key, anchor: str) -> bool:
        if anchor in _sections(type(records[key].record)):
            return True
        # A section comes first, and the headings of its name after it.
        bare = _TIMES.sub("", anchor)
        number = int(anchor[len(bare) + 1 :] or 0) - (bare in _sections(type(records[key].record)))
        return anchor in headings(key) or 0 <= number < headings(key)[bare]

    return has


@cache
def _sections(type: type[Record]) -> frozenset[str]:
    return OF_EVERY_PAGE | {slug(fact.label) for name, fact in fields_of(type).items() if name != "private"}


def _as_it_may_lead(key: Key, shown: Shown, has: Has) -> Shown:
    if not shown.leads_to_anchors:
        return shown

    def visit(path: Path, leaf: Leaf) -> Leaf:
        return _led(leaf, key, has) if isinstance(leaf, Markdown) else leaf

    record = rewrite(shown.record, visit)
    return shown if record is shown.record else Shown(key, record, shown.visibility, shown.path)


def _led(markdown: Markdown, key: Key, has: Has) -> Markdown:
    lost = {link.written for link in markdown.links if isinstance(link.target, Key) and _is_lost(link, link.target, has)}
    within: set[str] = set()
    if leads_within(markdown.text):
        addresses = (found.written for found in find_links(markdown.text, inline=isinstance(markdown, Phrase)))
        within = {written for written in addresses if written.startswith("#") and not has(key, slug(unquote(written[1:])))}
    if not lost and not within:
        return markdown
    links = {link.written: link for link in markdown.links if link.written not in lost}
    for link in markdown.links:
        if link.written in lost:
            written = link.written.partition("#")[0]
            if written:
                links.setdefault(written, MarkdownLink(written, link.target))
    return type(markdown)(without_fragments(markdown.text, lost | within), tuple(links.values()))


def _is_lost(link: MarkdownLink, target: Key, has: Has) -> bool:
    return bool(link.fragment) and not has(target, slug(link.fragment))
