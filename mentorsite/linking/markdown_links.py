"""What the links of a Markdown text lead to: records by their files or as `[[…]]`, and files of the site."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from mentorsite.diagnostics import Code, Diagnostic, nearest
from mentorsite.linking.references import Directory, Unclear
from mentorsite.markdown.harmless import left_out
from mentorsite.markdown.links import Found, find_links
from mentorsite.markdown.parser import HARMLESS_SCHEMES, scheme_of
from mentorsite.reading.places import RECORD_SUFFIXES, place_of
from mentorsite.reading.sheets import Content, Sheet
from mentorsite.records.addresses import slug
from mentorsite.records.fields import quoted
from mentorsite.records.values import Attachment, Markdown, MarkdownLink, Phrase
from mentorsite.records.walk import Path


@dataclass(frozen=True, slots=True)
class LinkFinder:
    """Resolves the links of one record's texts."""

    content: Content
    directory: Directory
    sheet: Sheet

    def resolve(self, path: Path, markdown: Markdown) -> tuple[Markdown, list[Diagnostic]]:
        """Give the text with what its links lead to, and the problems of those that lead nowhere."""
        problems: list[Diagnostic] = []
        links: dict[str, MarkdownLink] = {}
        for found in find_links(markdown.text, inline=isinstance(markdown, Phrase)):
            span = self.sheet.source.locate_line(path, found.line)
            if found.kind == "html":
                for said in left_out(found.written):
                    problems.append(Diagnostic(Code.UNSAFE_HTML, span, f"{said} is left out", "write it as Markdown"))
                continue
            meant = self._meant(found)
            if isinstance(meant, MarkdownLink):
                links[found.written] = meant
            elif isinstance(meant, Unclear):
                problems += meant.problem(span)
            elif meant is not None:
                code, said, hint = meant
                problems.append(Diagnostic(code, span, said, hint))
        return (type(markdown)(markdown.text, tuple(links.values())) if links else markdown), problems

    def _meant(self, found: Found) -> MarkdownLink | Unclear | tuple[Code, str, str] | None:
        if found.kind == "reference":
            return self._reference(found.written)
        scheme = scheme_of(found.written)
        if found.kind == "image" and (scheme or found.written.startswith("//")):
            hint = "put the picture into the content folder; a portfolio asks no other host for anything"
            return Code.UNSAFE_LINK, f"the picture {quoted(found.written)} lies elsewhere and is left out", hint
        if scheme:
            if scheme in HARMLESS_SCHEMES:
                return None
            return Code.UNSAFE_LINK, f"a link to {quoted(found.written)} is left out", "link to http, https, mailto or tel"
        if found.written.startswith(("#", "//", "?")) or not found.written:
            return None
        return self._file(found.written)

    def _reference(self, written: str) -> MarkdownLink | Unclear:
        portfolio = self.sheet.key.portfolio
        target = self.directory.find(portfolio, written, "*") if "/" in written else self.directory.alone(portfolio, written)
        return target if isinstance(target, Unclear) else MarkdownLink(written, target)

    def _file(self, written: str) -> MarkdownLink | Unclear | tuple[Code, str, str]:
        relative, _, fragment = written.partition("#")
        relative = unquote(relative.partition("?")[0])
        if relative.startswith("/"):
            return Code.NO_SUCH_FILE, f"{quoted(written)} begins at the root", "link relative to this file, for example `../goals/…`"
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.sheet.source.path), relative))
        sheets = self.content.by_path.get(path, ())
        if len(sheets) == 1:
            return MarkdownLink(written, sheets[0].key, fragment)
        if sheets:
            return self._in_list(written, sheets, fragment)
        if path in self.content.files:
            if PurePosixPath(path).suffix.lower() in RECORD_SUFFIXES:
                place = place_of(path)
                if place.type and not any(part.startswith("_") for part in PurePosixPath(path).parts):
                    return Unclear()  # it has problems of its own
                return Code.NO_SUCH_FILE, f"{quoted(written)} is no record of the site", "link to a record"
            return MarkdownLink(written, Attachment(path), fragment)
        return Code.NO_SUCH_FILE, f"there is no file {quoted(written)}", self._near(path)

    def _in_list(self, written: str, sheets: tuple[Sheet, ...], fragment: str) -> MarkdownLink | Unclear:
        for sheet in sheets:
            if sheet.key.id == slug(fragment):
                return MarkdownLink(written, sheet.key)
        near = nearest(fragment, [sheet.key.id for sheet in sheets])
        hint = f"did you mean `#{near}`?" if near else "name one of them after a `#`"
        return Unclear(f"{quoted(written)} holds several records", hint)

    def _near(self, path: str) -> str:
        here = posixpath.dirname(self.sheet.source.path)
        by_name = {posixpath.basename(known): known for known in sorted(self.content.files, reverse=True)}
        near = nearest(posixpath.basename(path), by_name, cutoff=0.7)
        return f"did you mean `{posixpath.relpath(by_name[near], here)}`?" if near else "the path is relative to this file"


def resolve_file(content: Content, sheet: Sheet, path: Path, attachment: Attachment) -> tuple[Attachment | None, list[Diagnostic]]:
    """Give an attachment that a field names with its path relative to the site, or None and the problem."""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.source.path), attachment.path))
    if found in content.files and PurePosixPath(found).suffix.lower() not in RECORD_SUFFIXES:
        return Attachment(found), []
    hint = "the path is relative to this file"
    return None, [Diagnostic(Code.NO_SUCH_FILE, sheet.source.locate(path), f"there is no file {quoted(attachment.path)}", hint)]
