"""The sources of a site's records become the places where its links are written, by what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote

from mentorsite.diagnostics import Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.links.marks import of_markup
from mentorsite.pages.atlas import prefix
from mentorsite.reading.sheets import Sheet
from mentorsite.records.addresses import slug
from mentorsite.records.values import Key, Markdown
from mentorsite.records.walk import Path, leaves

_Place = tuple[Sheet, Path, int, int]
_WHOLE = ("https://", "http://", "//")


def page_of(key: Key) -> str:
    """Give the address of a record's page."""
    return f"{prefix(key.portfolio)}{key.type}/{key.id}.html"


class Written:
    """Where the links of all records are written. All of it is looked up once, when it is first asked for."""

    def __init__(self, portfolio: Portfolio, sheets: Mapping[Key, Sheet]) -> None:
        self._portfolio = portfolio
        self._sheets = sheets

    def link(self, address: str, place: str, pages: list[str]) -> list[Span]:
        """Give where links are written that lead to a place of the site; those on these pages, where there are any."""
        return self._spans(self._by_target.get((address, place), []), pages)

    def whole(self, address: str, pages: list[str]) -> list[Span]:
        """Give where an address of the web is written."""
        return self._spans(self._by_address.get(address, []), pages)

    def _spans(self, found: list[_Place], pages: list[str]) -> list[Span]:
        """Give the places; those of the records whose pages these are, where there are any."""
        shown = set(pages)
        chosen = [place for place in found if page_of(place[0].key) in shown] or found
        return sorted({sheet.source.locate_text(path, line, column) for sheet, path, line, column in chosen})

    @cached_property
    def _by_target(self) -> dict[tuple[str, str], list[_Place]]:
        """Where links are written, by the page and the place on it that they lead to."""
        found: dict[tuple[str, str], list[_Place]] = {}
        for sheet, path, markdown in self._texts():
            meant = {link.written: link for link in markdown.links}
            for link in sheet.found.get(path, ()):
                target = meant.get(link.written)
                if link.written.startswith("#"):
                    key = (page_of(sheet.key), slug(unquote(link.written[1:])))
                elif target and isinstance(target.target, Key):
                    key = (page_of(target.target), slug(target.fragment))
                else:
                    continue
                found.setdefault(key, []).append((sheet, path, link.line, link.column))
        return found

    @cached_property
    def _by_address(self) -> dict[str, list[_Place]]:
        found: dict[str, list[_Place]] = {}
        for key, linked in self._portfolio.records.items():
            sheet = self._sheets[key]
            for path, leaf in leaves(linked.record):
                if isinstance(leaf, str) and leaf.startswith(_WHOLE):
                    found.setdefault(leaf, []).append((sheet, path, 0, 0))
        for sheet, path, _ in self._texts():
            for link in sheet.found.get(path, ()):
                for written in of_markup(link.written) if link.kind == "html" else (link.written,):
                    found.setdefault(written, []).append((sheet, path, link.line, link.column))
        return found

    def _texts(self) -> Iterator[tuple[Sheet, Path, Markdown]]:
        for key, linked in self._portfolio.records.items():
            sheet = self._sheets[key]
            if sheet.found:
                yield from ((sheet, path, leaf) for path, leaf in leaves(linked.record) if isinstance(leaf, Markdown))
