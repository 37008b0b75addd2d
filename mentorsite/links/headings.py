"""All records of a site, as those who write see them, become the problems of links to headings that are not there.

Most audiences never see such a link: `audience/fragments.py` takes the part behind the `#` away, lest it tell of a heading that is hidden.
So what was mistyped is looked for here, where everything is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from mentorsite.audience.fragments import Has, places_of
from mentorsite.audience.view import View
from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.markdown.anchors import anchors
from mentorsite.reading.sheets import Sheet
from mentorsite.records.addresses import slug
from mentorsite.records.describe import fields_of
from mentorsite.records.fields import quoted
from mentorsite.records.record import Record
from mentorsite.records.values import Key, Markdown, Prose
from mentorsite.records.walk import leaves

_PRIVATE = "private-notes"
"""The address of the private part, which only its author's own copy has."""


def lost_headings(view: View, sheets: Mapping[Key, Sheet]) -> Iterator[Diagnostic]:
    """Find the links to headings that no copy of the site has. `view` is that of the private audience."""
    has = places_of(view.records)
    for key, shown in view.records.items():
        if not shown.leads_to_anchors:
            continue
        for path, leaf in leaves(shown.record):
            if not isinstance(leaf, Markdown):
                continue
            meant = {link.written: link for link in leaf.links}
            for found in sheets[key].found.get(path, ()):
                link = meant.get(found.written)
                if link is not None and isinstance(link.target, Key) and link.fragment:
                    target, place = link.target, slug(link.fragment)
                elif found.kind == "link" and found.written.startswith("#"):
                    target, place = key, slug(unquote(found.written[1:]))
                else:
                    continue
                if place and place != "top" and not _has(has, view, target, place):
                    span = sheets[key].source.locate_text(path, found.line, found.column)
                    yield no_heading(span, place, sheets[target].source.path, _places(view.records[target].record))


def no_heading(span: Span, place: str, path: str, known: tuple[str, ...]) -> Diagnostic:
    """Say that a record, which a file holds, has no heading of this address; `known` are those that its page has."""
    near = nearest(place, known)
    hint = f"did you mean `#{near}`?" if near else "write the words of the heading, in lower case and with hyphens"
    return Diagnostic(Code.NO_SUCH_HEADING, span, f"there is no heading {quoted(f'#{place}')} in {quoted(path)}", hint)


def _has(has: Has, view: View, key: Key, place: str) -> bool:
    return has(key, place) or (place == _PRIVATE and view.records[key].record.private is not None)


def _places(record: Record) -> tuple[str, ...]:
    """Give the headings of a record's text, and those of its fields that its page shows."""
    written = [name for _, leaf in leaves(record) if isinstance(leaf, Prose) for name in anchors(leaf.text)]
    shown = [fact for name, fact in fields_of(type(record)).items() if name != "body" and getattr(record, fact.attribute)]
    return (*written, *(slug(fact.label) for fact in shown))
