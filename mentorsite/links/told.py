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
from mentorsite.records.fields import quoted


@dataclass(frozen=True)
class Teller:
    """Tells what is lost in a site that lies at `url`. `paths` are the files of the records by the addresses of their pages."""

    url: str | None
    written: Written
    own: OwnFiles
    paths: dict[str, str]

    def told(self, seen: Seen, addresses: Collection[str]) -> Iterator[Diagnostic]:
        """Give the problems of one copy of the site, which has files at `addresses`. What stands on many pages is told once."""
        grouped: dict[tuple[Why, str, str], list[tuple[str, list[str]]]] = {}
        for lost, pages in seen.lost.items():
            grouped.setdefault((lost.why, lost.address, lost.place), []).append((lost.written, pages))
        for (why, address, place), links in grouped.items():
            pages = sorted({page for _, found in links for page in found})
            yield from self._one(Lost(why, address, place, links[0][0]), pages, seen, addresses)

    def _one(self, lost: Lost, pages: list[str], seen: Seen, addresses: Collection[str]) -> Iterator[Diagnostic]:
        spans = self.written.link(lost.address, lost.place, pages) or self.written.whole(lost.written, pages)
        if lost.why is Why.NO_PLACE and spans and lost.address in self.paths:
            for span in spans:
                yield no_heading(span, lost.place, self.paths[lost.address], tuple(seen.places[lost.address]))
            return
        said, hint = self._words(lost, seen, addresses)
        if not spans and (found := self.own.find(lost.written, urlsplit(self.url or "").path)):
            spans = [found]
        more = f"and on {len(pages) - 1} more pages" if len(pages) > 2 else f"and on `{pages[-1]}`" if len(pages) > 1 else ""
        if not spans:
            yield Diagnostic(Code.LEADS_NOWHERE, Span(pages[0]), said, hint, ((Span(pages[0]), more),) if more else ())
        for span in spans:
            yield Diagnostic(Code.LEADS_NOWHERE, span, said, hint, ((Span(pages[0]), f"it stands here{', ' if more else ''}{more}"),))

    def _words(self, lost: Lost, seen: Seen, addresses: Collection[str]) -> tuple[str, str]:
        """Say what is wrong with a link, and what to do."""
        written = quoted(lost.written)
        match lost.why:
            case Why.NO_FILE:
                near = _near(lost.address, addresses)
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


def _near(address: str, addresses: Collection[str]) -> str | None:
    """Give the address that may be meant: the same in another case, a folder's first page, a page without its ending, a near one."""
    folded = address.casefold()
    for wanted in (folded, f"{folded}/index.html", f"{folded}.html"):
        if found := next((known for known in sorted(addresses) if known.casefold() == wanted), None):
            return found
    folder = posixpath.dirname(address)
    return nearest(address, [known for known in addresses if posixpath.dirname(known) == folder] or addresses, cutoff=0.7)
