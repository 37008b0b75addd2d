"""The lost links of finished pages become Diagnostics, each at the place where somebody wrote it, as far as that is known."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.links.headings import no_heading
from mentorsite.links.own_files import OwnFiles
from mentorsite.links.within import Lost, Seen, Why
from mentorsite.links.written import Written
from mentorsite.reading.enough import MOST_PROBLEMS, enough
from mentorsite.records.fields import quoted

_COMPARED = 20
"""For how many addresses of a copy one is looked for that is like them: that takes long in a large site."""


class _Known:
    """The addresses of a copy, among which the one is found that may be meant."""

    def __init__(self, addresses: Collection[str]) -> None:
        self._addresses = sorted(addresses)
        self._folded = {address.casefold(): address for address in reversed(self._addresses)}
        self._compared = 0

    def near(self, address: str) -> str | None:
        """Give the address that may be meant: the same in another case, a folder's first page, a page without its ending, a near one."""
        folded = address.casefold()
        for wanted in (folded, f"{folded}/index.html", f"{folded}.html"):
            if wanted in self._folded:
                return self._folded[wanted]
        if self._compared == _COMPARED:
            return None
        self._compared += 1
        folder = posixpath.dirname(address)
        beside = [known for known in self._addresses if posixpath.dirname(known) == folder]
        return nearest(address, beside or self._addresses, cutoff=0.7)


@dataclass(frozen=True)
class Teller:
    """Tells what is lost in a site that lies at `url`. `paths` are the files of the records by the addresses of their pages."""

    url: str | None
    written: Written
    own: OwnFiles
    paths: dict[str, str]

    def told(self, seen: Seen, addresses: Collection[str]) -> Iterator[Diagnostic]:
        """Give the problems of one copy of the site, which has files at `addresses`. What stands on many pages is told once."""
        known = _Known(addresses)
        meant: dict[tuple[Why, str, str], list[tuple[Lost, list[str]]]] = {}
        for lost, pages in seen.lost.items():
            meant.setdefault((lost.why, lost.address, lost.place), []).append((lost, pages))
        of_no_record: dict[object, list[tuple[Lost, list[str]]]] = {}
        for same in meant.values():
            lost, pages = same[0][0], _all(same)
            spans = self.written.link(lost.address, lost.place, pages) or self.written.whole(lost.written, pages)
            if spans:
                yield from self._in_records(spans, lost, pages, seen, known)
            elif len(of_no_record) <= MOST_PROBLEMS:
                # A template may mean another file on every page, by the same words.
                for one in same:
                    of_no_record.setdefault((lost.why, self._place(one[0].written) or one[0].written), []).append(one)
        yield from enough([self._elsewhere(same, seen, known) for same in of_no_record.values()])

    def _in_records(self, spans: list[Span], lost: Lost, pages: list[str], seen: Seen, known: _Known) -> Iterator[Diagnostic]:
        if lost.why is Why.NO_PLACE and lost.address in self.paths:
            for span in spans:
                yield no_heading(span, lost.place, self.paths[lost.address], tuple(seen.places[lost.address]))
            return
        said, hint = self._words(lost, seen, known)
        for span in spans:
            yield Diagnostic(Code.LEADS_NOWHERE, span, said, hint, ((Span(pages[0]), "it stands here" + _more(pages, ", ")),))

    def _elsewhere(self, same: list[tuple[Lost, list[str]]], seen: Seen, known: _Known) -> Diagnostic:
        """Tell of a link that no record holds, at its place in a file of the site's own or at the first page that has it."""
        lost, pages = min(same, key=lambda one: min(one[1]))[0], _all(same)
        said, hint = self._words(lost, seen, known)
        if span := self._place(lost.written):
            return Diagnostic(Code.LEADS_NOWHERE, span, said, hint, ((Span(pages[0]), "it stands here" + _more(pages, ", ")),))
        more = _more(pages)
        return Diagnostic(Code.LEADS_NOWHERE, Span(pages[0]), said, hint, ((Span(pages[0]), more),) if more else ())

    def _place(self, written: str) -> Span | None:
        return self.own.find(written, urlsplit(self.url or "").path)

    def _words(self, lost: Lost, seen: Seen, known: _Known) -> tuple[str, str]:
        """Say what is wrong with a link, and what to do."""
        written = quoted(lost.written)
        match lost.why:
            case Why.NO_FILE:
                near = known.near(lost.address)
                leads = f"{written} leads to" if lost.address != lost.written else "there is no file"
                said = f"{leads} {quoted(lost.address)}" + (", and no such file is there" if lost.address != lost.written else "")
                return said, f"did you mean `{near}`?" if near else "correct the address, or take the link out"
            case Why.NO_PLACE:
                near = nearest(lost.place, seen.places[lost.address])
                hint = f"did you mean `#{near}`?" if near else "a place is an element with this `id`"
                return f"{written} leads to `#{lost.place[:60]}` on `{lost.address}`, and no such place is there", hint
            case Why.AT_ROOT:
                below = f"while this site lies below `{urlsplit(self.url or '').path}`"
                return f"{written} begins at the root of the host, {below}", "write it relative to the page; in a template, `| href` does"
            case Why.RELATIVE:
                hint = "in a template, write `| href`, which begins at the root"
                return f"{written} is relative, and `404.html` is shown at any address", hint
            case Why.OUTSIDE:
                return f"{written} leaves the site", "write it relative to the page; in a template, `| href` does"


def _all(same: list[tuple[Lost, list[str]]]) -> list[str]:
    return sorted({page for _, pages in same for page in pages})


def _more(pages: list[str], before: str = "") -> str:
    """Say on which pages besides the first a link stands."""
    if len(pages) < 2:
        return ""
    return f"{before}and on {f'`{pages[1]}`' if len(pages) == 2 else f'{len(pages) - 1} more pages'}"
