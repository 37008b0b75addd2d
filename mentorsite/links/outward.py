"""The links to other hosts, and what is known of them, become Diagnostics at the places where they are written, and a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

from mentorsite.config import Practice
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.links.answers import DAY, Answer, State, remember, remembered
from mentorsite.links.asking import Asking, Progress
from mentorsite.links.check import Links
from mentorsite.links.own_files import OwnFiles
from mentorsite.records.fields import quoted

_WORDS = {State.THERE: "there", State.GONE: "gone", State.UNKNOWN: "not known"}


@dataclass(frozen=True)
class Outward:
    """The links to other hosts, each with the `pages` on which it stands, and what is known of them; `asked` are those asked for now.

    An answer is about a whole page: which places there are on it, nobody looks at.
    """

    links: Links
    pages: Mapping[str, list[str]]
    answers: Mapping[str, Answer]
    asked: frozenset[str]
    now: float

    def problems(self, practice: Practice) -> Iterator[Diagnostic]:
        """Give what is gone, and as advice, unless it is off, what has moved for good."""
        own = OwnFiles(self.links.config.root)
        advises = practice.enabled and Code.MOVED_ELSEWHERE.check not in practice.off
        for url in self.pages:
            answer = self.of(url)
            if answer.state is State.GONE:
                said, hint = f"{quoted(url)} leads to nothing: {answer.said}", "link to where it is now, or take the link out"
                yield from (Diagnostic(Code.GONE_ELSEWHERE, span, said, hint) for span in self._spans(url, own))
            elif answer.moved and advises:
                said, hint = (
                    f"{quoted(url)} has moved for good",
                    f"it leads to {_with_place(answer.moved, url)}: link there, if that is still what you mean",
                )
                yield from (Diagnostic(Code.MOVED_ELSEWHERE, span, said, hint) for span in self._spans(url, own))

    def of(self, url: str) -> Answer:
        """Give what is known of a link, whatever place of a page it names."""
        return self.answers[_page(url)]

    def counts(self) -> dict[str, int]:
        """Count the links by what is known of them, and how many of them were asked for now."""
        states = Counter(answer.state for answer in self.answers.values())
        return {"links": len(self.answers), **{state.value: states[state] for state in State}, "asked": len(self.asked)}

    def facts(self) -> dict[str, object]:
        """Give the numbers and each link of which nothing is known, as JSON's own types."""
        unknown = [{"url": url, "said": answer.said} for url, answer in self.answers.items() if answer.state is State.UNKNOWN]
        return {**self.counts(), "unknown_links": unknown}

    def lines(self, verbose: bool) -> Iterator[str]:
        """Give a line with the numbers and, where one wants more, one for each link, with what is known of it and since when."""
        numbers = self.counts()
        if not numbers["links"]:
            yield "links to other hosts: none"
            return
        more = " (--verbose lists them)" if numbers["unknown"] and not verbose else ""
        counted = f"{numbers['there']} there, {numbers['gone']} gone, {numbers['unknown']} not known{more}"
        yield f"links to other hosts: {numbers['links']}: {counted}; {numbers['asked']} asked for now"
        for url, answer in self.answers.items() if verbose else ():
            since = "now" if url in self.asked else _ago(self.now - answer.at)
            moved = f", moved for good to {answer.moved}" if answer.moved else ""
            yield f"  {_WORDS[answer.state]:<9}  {url}: {answer.said}{moved} ({since})"

    def _spans(self, url: str, own: OwnFiles) -> list[Span]:
        return self.links.written.whole(url, self.pages[url]) or [own.find(url) or Span(self.pages[url][0])]


def ask(links: Links, root: Path, asking: Asking, progress: Progress | None = None) -> Outward:
    """Ask for the links to other hosts of all copies, but for those of which enough is known; what is answered is kept."""
    pages: dict[str, list[str]] = {}
    for seen in links.seen.values():
        for url, found in sorted(seen.elsewhere.items()):
            pages.setdefault(url, []).extend(found)
    known = remembered(root, asking.now)
    all = dict.fromkeys(map(_page, pages))
    wanted = [url for url in all if url not in known]
    answers = asking.all(wanted, progress)
    if answers:
        remember(root, {**known, **answers})
    return Outward(links, pages, {url: known.get(url) or answers[url] for url in all}, frozenset(wanted), asking.now)


def _page(url: str) -> str:
    return urldefrag(url)[0]


def _with_place(url: str, written: str) -> str:
    """Give where a link has moved, with the place that is written in it."""
    place = urldefrag(written)[1]
    return f"{url}#{place}" if place and "#" not in url else url


def _ago(seconds: float) -> str:
    days, hours = int(seconds // DAY), int(seconds // 3600)
    number, unit = (days, "day") if days else (hours, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'} ago" if number else "less than an hour ago"
