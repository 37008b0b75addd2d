"""Finished files are searched; whatever must not be there becomes one problem, with where it is written and where it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from mentorsite.audit.finished import as_text, pieces
from mentorsite.audit.hidden import Hidden
from mentorsite.audit.markup import Tags
from mentorsite.audit.needles import HiddenText, Needle, Origin
from mentorsite.audit.search import Found, KeptSearch, Search
from mentorsite.audit.visible import Visible
from mentorsite.audit.words import RUN, place_in, words
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.records.audience import Audience
from mentorsite.records.values import Key, Markdown
from mentorsite.records.walk import Path, leaves

Locate = Callable[[Key, Path, int, int], Span]
"""Gives the place of a line and a column (from 0) of the text at a path of a record."""
_PLACES = 3
"""How many places of a leak are named; the others are counted."""


Hit = tuple[int | tuple[int, tuple[str, ...]], str]
"""What was found in a file, a needle by its number, and in which part of the file."""


@dataclass
class Looking:
    """Looks through files, one after the other, in whichever process: it can be handed over as it is."""

    search: Search
    _tags: Tags = field(default_factory=Tags, repr=False)

    def hits(self, address: str, data: bytes) -> tuple[Hit, ...]:
        """Give what of that which is searched for stands in a file."""
        if not self.search:
            return ()
        in_file: dict[Found, str] = {}
        for piece in pieces(address, data, self._tags):
            for each in self.search.find(piece.text, fewest=piece.fewest):
                in_file.setdefault(each, piece.inside)
        if not in_file:
            self._tags.passes()
        return tuple((self.search.number(each) if isinstance(each, Needle) else each, inside) for each, inside in in_file.items())


@dataclass(frozen=True)
class KeptLooking:
    """Looks through a few files for what a build searched for, and kept."""

    search: KeptSearch

    def hits(self, address: str, data: bytes) -> tuple[Hit, ...]:
        """Give what of that which is searched for stands in a file."""
        return Looking(self.search.among(piece.text for piece in pieces(address, data, Tags()))).hits(address, data)


@dataclass
class _Places:
    """Where something was found: the first few files with the part of each, and how many there are."""

    first: list[tuple[str, str, bytes]] = field(default_factory=list)
    files: int = 0


class Audit:
    """Searches the files of a site for `audience` for what it may not see.

    `allowed` are words that are not searched for; `settings` is what the site's settings say, such as its title, with its place; `said`
    gives texts that say nothing of any record, such as the theme's own.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        audience: Audience,
        defaults: Mapping[str, Audience],
        locate: Locate,
        *,
        allowed: Iterable[str] = (),
        settings: Iterable[tuple[str, Span]] = (),
        said: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self.hidden = Hidden(Visible(portfolio, audience, defaults, tuple(settings), said))
        passed = {words(word) for word in allowed}
        needles = [needle for needle in self.hidden.needles if needle.words not in passed]
        self.looking = Looking(Search(needles, self.hidden.texts))
        self._locate = locate
        self._found: dict[Found, _Places] = {}

    def take(self, address: str, data: bytes, hits: Iterable[Hit]) -> None:
        """Take note of what was found in a file."""
        for what, inside in hits:
            places = self._found.setdefault(self.looking.search.needles[what] if isinstance(what, int) else what, _Places())
            places.files += 1
            if len(places.first) < _PLACES:
                places.first.append((address, inside, data))

    def found(self) -> Search | None:
        """Give a search for what was found anywhere, whether it is a leak or not; None where there is nothing."""
        runs = dict.fromkeys(" ".join(each[1]) for each in self._found if isinstance(each, tuple))
        needles = [replace(each, written=None) for each in self._found if isinstance(each, Needle)]
        return Search(needles, [HiddenText(run, run, Origin(None)) for run in runs]) if self._found else None

    def problems(self) -> list[Diagnostic]:
        """Give a problem for each thing that was found and is a leak."""
        return _Report(self.hidden, self._locate).problems(self._found) if self._found else []


class _Report:
    def __init__(self, hidden: Hidden, locate: Locate) -> None:
        self.hidden = hidden
        self.locate = locate
        self.written: dict[Found, list[Origin]] = {}

    def problems(self, found: dict[Found, _Places]) -> list[Diagnostic]:
        """Give a problem for each thing that was found, and one for each hidden text of which anything was."""
        may_be_there = self._said(found)
        problems: list[Diagnostic] = []
        of_texts: dict[int, tuple[tuple[str, ...], _Places]] = {}
        for each, places in found.items():
            if each in may_be_there:
                continue
            if isinstance(each, Needle):
                problems.append(self._of_needle(each, places))
            else:
                number, run = each
                # Of the runs of a text the same one each time: they were found in no order.
                if number not in of_texts or run < of_texts[number][0]:
                    of_texts[number] = run, places
        problems += [self._of_text(self.hidden.texts[number], run, places) for number, (run, places) in of_texts.items()]
        return problems

    def _said(self, found: Mapping[Found, _Places]) -> set[Found]:
        """Give what was found and may be there, since a visible record or the tool says the same; remember where records say names."""
        of_runs: dict[tuple[str, ...], set[Found]] = {}
        plain: dict[Needle, Needle] = {}
        for each in found:
            if isinstance(each, Needle):
                plain[replace(each, written=None) if each.is_word else each] = each
            else:
                of_runs.setdefault(each[1], set()).add(each)
        search = Search(plain, [HiddenText(" ".join(run), " ".join(run), Origin(None)) for run in of_runs])
        said: set[Found] = set()

        def look(text: str, origin: Origin | None) -> None:
            for each in search.find(text):
                if not isinstance(each, Needle):
                    said.update(of_runs.get(each[1], ()))
                elif origin is not None and each.is_name:
                    self.written.setdefault(plain[each], []).append(origin)
                else:
                    said.add(plain[each])

        # Of names every place is told; of anything else one record that says it is enough.
        names = any(needle.is_name for needle in plain)
        for origin, text in self.hidden.visible.texts():
            look(text, origin)
            if not names and len(said) == len(found):
                break
        if any(each not in said for each in found):
            for text in (*self.hidden.visible.words_of_the_tool, *self.hidden.visible.names):
                look(text, None)
        return said

    def _of_needle(self, needle: Needle, places: _Places) -> Diagnostic:
        span, message, related = (
            self._place(needle.origin),
            f"{needle.what} would be published{_in(places)}",
            _related(places, needle.words),
        )
        if needle.code is not Code.LEAKED_NAME:
            hint = f"make the record's `visibility` wider, take the words out, or {_allow(needle.words)}"
            return Diagnostic(needle.code, span, message, hint, related)
        hint = f"make the person's `consent` wider, take the words out, or {_allow(needle.words)}"
        written = {self._place(origin, needle.words): origin for origin in self.written.get(needle, ())}
        if written:
            # Where a record names somebody is the place to mend, and the person's own record says how far they may be named.
            first, *further = sorted(written)
            hint = f"{_instead(written[first], needle)}, or {hint}"
            others = ((place, "and written here") for place in further[: _PLACES - 1])
            related = (*others, *related, (span, "the name"))
            span = first
        return Diagnostic(needle.code, span, message, hint, related)

    def _of_text(self, text: HiddenText, run: tuple[str, ...], places: _Places) -> Diagnostic:
        span = self._place(text.origin, run, text.text)
        message = f"hidden words would be published: `{' '.join(run)}`{_in(places)}"
        hint = "make the record or the block wider, take the words out, or write the same sentence where it may be seen"
        return Diagnostic(Code.LEAKED_TEXT, span, message, hint, _related(places, run))

    def _place(self, origin: Origin, of: tuple[str, ...] = (), text: str | None = None) -> Span:
        if origin.span is not None:
            return origin.span
        if origin.key is None:
            return Span("content")
        if text is None and of:
            text = self._text_at(origin)
        line, column = place_in(text, of) if text is not None and of else (0, 0)
        return self.locate(origin.key, origin.path, origin.line + line, column)

    def _text_at(self, origin: Origin) -> str:
        linked = self.hidden.portfolio.records.get(origin.key) if origin.key else None
        for path, leaf in leaves(linked.record) if linked else ():
            if path == origin.path:
                return leaf.text if isinstance(leaf, Markdown) else leaf if isinstance(leaf, str) else ""
        return ""


def _instead(origin: Origin, needle: Needle) -> str:
    """Say what to write instead of a name, by where it is written."""
    if origin.path == ("id",):
        return "give the record another `id`, which is a part of its address"
    if origin.span is None:
        return f"refer to the person as `[[{needle.origin.key}]]`, which gives the alias"
    if origin.key is None and not origin.span.path.startswith("content/"):
        return "write something else there, since every page says it"
    if origin.key is None:
        return "rename the portfolio's folder, which is a part of its title and of each of its addresses"
    return "rename the file, which is a part of the record's address, or give the record an `id`"


def _allow(of: tuple[str, ...]) -> str:
    return f'allow it under `[audit]` in mkfile.toml: `allow = [{{ word = "{" ".join(of)}", reason = "…" }}]`'


def _in(places: _Places) -> str:
    return f" in {places.files} files" if places.files > 1 else ""


def _related(places: _Places, of: tuple[str, ...]) -> tuple[tuple[Span, str], ...]:
    found = []
    for address, inside, data in places.first:
        text = as_text(data)
        line = column = 0
        if text is not None and inside != "its address":
            line, column = (number + 1 for number in place_in(text, of[:RUN]))
        found.append((Span(address, line, column), f"it would stand here{f', in {inside}' if inside else ''}"))
    return tuple(found)
