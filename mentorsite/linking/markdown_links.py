"""What the links of a Markdown text lead to: records by their files or as `[[…]]`, and files of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.linking.references import Directory, Unclear
from mentorsite.markdown.harmless import hides, left_out, too_entangled
from mentorsite.markdown.links import Found
from mentorsite.markdown.parser import HARMLESS_SCHEMES, scheme_of
from mentorsite.reading.enough import MOST_PROBLEMS
from mentorsite.reading.sheets import Content, Sheet
from mentorsite.records.addresses import slug
from mentorsite.records.fields import quoted
from mentorsite.records.places import RECORD_SUFFIXES, place_of
from mentorsite.records.values import Attachment, Markdown, MarkdownLink, Phrase
from mentorsite.records.walk import Path

Wrong = tuple[Code, str, str]
"""What is wrong with a link: the code, what to say, and a hint."""


@dataclass(frozen=True, slots=True)
class LinkFinder:
    """Resolves the links of one record's texts."""

    content: Content
    directory: Directory
    sheet: Sheet

    def resolve(self, path: Path, markdown: Markdown, in_text: Iterable[Found]) -> tuple[Markdown, list[Diagnostic]]:
        """Give the text with what its links lead to, and the problems of those that lead nowhere. `in_text` is what is found in it."""
        problems: list[Diagnostic] = []
        links: dict[str, MarkdownLink] = {}
        others: dict[str, Unclear | Wrong | None] = {}
        html: list[str] = []
        for found in in_text:
            if found.kind == "loose":
                if len(problems) <= MOST_PROBLEMS:
                    problems.append(loose(found.written, self._span(path, found)))
                continue
            if found.kind == "html":
                html.append(found.written)
                problems += self._left_out(path, found)
            elif found.written not in links and len(problems) <= MOST_PROBLEMS:
                asked = f"{found.kind} {found.written}"
                meant = others[asked] if asked in others else self._in_page(found, markdown) or self._meant(found)
                if isinstance(meant, MarkdownLink):
                    links[found.written] = meant
                    continue
                others[asked] = meant
                if isinstance(meant, Unclear):
                    problems += meant.problem(self._span(path, found))
                elif meant is not None:
                    code, said, hint = meant
                    problems.append(Diagnostic(code, self._span(path, found), said, hint))
        if html and too_entangled(html, markdown.text.count("\n") + 1):
            said, hint = "HTML with too many elements open at a time", "close them, or write the text as Markdown"
            problems.append(Diagnostic(Code.TOO_COMPLEX, self.sheet.source.locate_text(path, 0, 0), said, hint))
        return (type(markdown)(markdown.text, tuple(links.values())) if links else markdown), problems

    def _span(self, path: Path, found: Found) -> Span:
        return self.sheet.source.locate_text(path, found.line, found.column)

    def _left_out(self, path: Path, found: Found) -> Iterator[Diagnostic]:
        """Say what of a piece of HTML is left out, and what of it was to hide something, each at its place."""
        hint = "write `::: private` on a line of its own above what is to be hidden, and `:::` below"
        for at, tag in hides(found.written)[: MOST_PROBLEMS + 1]:
            said = f"{quoted(tag)} hides nothing: what is in it would be shown"
            yield Diagnostic(Code.BAD_BLOCK, self._within(path, found, at), said, hint)
        for at, said in left_out(found.written)[: MOST_PROBLEMS + 1]:
            yield Diagnostic(Code.UNSAFE_HTML, self._within(path, found, at), f"{said} is left out", "take it out, or write it as Markdown")

    def _within(self, path: Path, found: Found, at: int) -> Span:
        """Give the place of a letter of a piece of HTML."""
        line, first = found.written.count("\n", 0, at), found.written.rfind("\n", 0, at) + 1
        return self.sheet.source.locate_text(path, found.line + line, at - first + (0 if first else found.column))

    def _in_page(self, found: Found, markdown: Markdown) -> MarkdownLink | None:
        """Give what a link to a heading of its own page means, in a text of one line: such texts stand in lists on other pages, too."""
        fragment = unquote(found.written[1:])
        if found.kind == "link" and found.written.startswith("#") and fragment and isinstance(markdown, Phrase):
            return MarkdownLink(found.written, self.sheet.key, fragment)
        return None

    def _meant(self, found: Found) -> MarkdownLink | Unclear | Wrong | None:
        if found.kind == "reference":
            return self._reference(found.written)
        scheme = scheme_of(found.written)
        if found.kind == "image" and (scheme or found.written.startswith("//")):
            hint = "put the picture into the content folder; a portfolio asks no other host for anything"
            return Code.UNSAFE_LINK, f"the picture {quoted(found.written)} lies elsewhere and is left out", hint
        if scheme:
            if scheme in HARMLESS_SCHEMES:
                return None
            hint = "link to http, https, mailto or tel"
            if scheme == "file" or len(scheme) == 1:
                hint = "it leads to this computer alone: put the file into the content folder, and link to it by its path from here"
            return Code.UNSAFE_LINK, f"a link to {quoted(_as_written(found.written))} is left out", hint
        if found.written.startswith(("#", "//", "?")) or not found.written:
            return None
        return self._file(found.written)

    def _reference(self, written: str) -> MarkdownLink | Unclear:
        portfolio = self.sheet.key.portfolio
        target = self.directory.find(portfolio, written, "*") if "/" in written else self.directory.alone(portfolio, written)
        return target if isinstance(target, Unclear) else MarkdownLink(written, target)

    def _file(self, written: str) -> MarkdownLink | Unclear | Wrong:
        relative, _, fragment = written.partition("#")
        relative, fragment = unquote(relative.partition("?")[0]), unquote(fragment)
        if relative.startswith("/"):
            near = self._near(f"content{relative}", "link relative to this file, for example `../goals/…`")
            return Code.NO_SUCH_FILE, f"{quoted(_as_written(written))} begins at the root", near
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.sheet.source.path), relative))
        sheets = self.content.by_path.get(path, ())
        if sheets and sheets[0].source.index is not None:
            return self._in_list(written, path, sheets, fragment)
        if sheets:
            return MarkdownLink(written, sheets[0].key, fragment)
        if path in self.content.files:
            if PurePosixPath(path).suffix.lower() in RECORD_SUFFIXES:
                place = place_of(path)
                if place.type and not any(part.startswith("_") for part in PurePosixPath(path).parts):
                    return Unclear()  # it has problems of its own
                return Code.NO_SUCH_FILE, f"{quoted(written)} is no record of the site", "link to a record"
            return MarkdownLink(written, Attachment(path), fragment)
        hint = "write `/` where `\\` stands" if "\\" in relative else ""
        return Code.NO_SUCH_FILE, f"there is no file {quoted(_as_written(written))}", hint or self._near(path)

    def _in_list(self, written: str, path: str, sheets: tuple[Sheet, ...], fragment: str) -> MarkdownLink | Unclear:
        """Find the record of a file that holds a list: its id stands after the `#`."""
        id = slug(fragment)
        for sheet in sheets:
            if sheet.key.id == id:
                return MarkdownLink(written, sheet.key)
        if self.directory.has_problems(sheets[0].key._replace(id=id)):
            return Unclear()
        if len(sheets) == 1 and not fragment:
            return MarkdownLink(written, sheets[0].key)
        near = nearest(fragment, [sheet.key.id for sheet in sheets])
        hint = f"did you mean `#{near}`?" if near else "name one of them after a `#`"
        said = f"there is no record `{fragment[:60]}` in {quoted(path)}" if fragment else f"{quoted(written)} holds several records"
        return Unclear(said, hint)

    def _near(self, path: str, otherwise: str = "the path is relative to this file") -> str:
        name = posixpath.basename(path)
        near = next((f"{name}{suffix}" for suffix in sorted(RECORD_SUFFIXES) if f"{name}{suffix}" in self.content.by_name), None)
        near = near or nearest(name, self.content.by_name, cutoff=0.7)
        if not near:
            return otherwise
        return f"did you mean `{posixpath.relpath(self.content.by_name[near], posixpath.dirname(self.sheet.source.path))}`?"


def _as_written(address: str) -> str:
    """Give an address as somebody wrote it, who encoded nothing."""
    return unquote(address)


def loose(written: str, span: Span) -> Diagnostic:
    """Give the problem of words that were meant as a link and are none; they would show an id or a file's name."""
    if written.startswith("<!--") or written == "--!>":
        said = f"{quoted(written)} does not hide what follows it as a comment does"
        return Diagnostic(Code.UNREADABLE_LINK, span, said, "write comments as `<!-- words -->`, none within another; or put it in code")
    said = f"{quoted(written)} is not read as a link or a comment, and would be shown as it is written"
    hint = "write `[[type/id]]`, `[[type/id|words]]` or `[words](<path of the file.md>)`, all in one line; or put it in code"
    return Diagnostic(Code.UNREADABLE_LINK, span, said, hint)


def resolve_file(content: Content, sheet: Sheet, path: Path, attachment: Attachment) -> tuple[Attachment | None, list[Diagnostic]]:
    """Give an attachment that a field names with its path relative to the site, or None and the problem."""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.source.path), attachment.path))
    if found in content.files and PurePosixPath(found).suffix.lower() not in RECORD_SUFFIXES:
        return Attachment(found), []
    hint = "write `/` where `\\` stands" if "\\" in attachment.path else "the path is relative to this file"
    return None, [Diagnostic(Code.NO_SUCH_FILE, sheet.source.locate_value(path), f"there is no file {quoted(attachment.path)}", hint)]
