"""What a packet's document says, and what its forms say, as lists of words that can be compared."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from mentorsite.pages.document import Block, Bullets, Document, Heading, Line, Quote, Ref, Sentence, Table, Text
from mentorsite.rendering import paragraphs as written
from mentorsite.rendering.lines import runs
from mentorsite.rendering.paragraphs import Run, paragraphs, phrase


def said(document: Document, *, notes: bool = True) -> list[str]:
    """Give the texts of a document in its order, each without references to notes."""
    found = list(_said(document))
    if not notes and document.notes:
        found = found[: -len(document.notes) - 1]
    return [text for text in found if _bare(text)]


def bare(texts: Any) -> str:
    """Give texts as letters and digits alone, since each form has its own spaces and marks."""
    return "".join(map(_bare, texts))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _said(document: Document) -> Iterator[str]:
    yield document.title
    if document.lede:
        yield _runs(phrase(document.lede))
    for label, value in document.facts:
        yield f"{label} {_line(value)}"
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            yield from _block(block)
    if document.notes:
        yield document.notes_title
        yield from (_line(note.line) for note in document.notes)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Sentence():
            yield _line(block.line)
        case Text():
            yield from _blocks(paragraphs(block.text))
        case Quote():
            yield from (_runs(phrase(block.text)), _line(block.by))
        case Bullets():
            yield from map(_line, block.items)
        case Table():
            yield from block.head
            for row in block.rows:
                yield from map(_line, row)


def _blocks(blocks: Any) -> Iterator[str]:
    for block in blocks:
        match block:
            case written.Paragraph():
                yield _runs(block.runs)
            case written.Code():
                yield block.text
            case written.Quotation():
                yield from _blocks(block.blocks)
            case written.Items():
                for item in block.items:
                    yield from _blocks(item)
            case written.Grid():
                yield from (_runs(cell) for row in block.rows for cell in row)


def _line(line: Line) -> str:
    return _runs(each for each in runs(line) if not isinstance(each, Ref))


def _runs(found: Any) -> str:
    return "".join(run.text for run in found if isinstance(run, Run))


class _Words(HTMLParser):
    """Collects the words of a page, but for numbers of notes, captions, columns of drawings, and what stands around the document."""

    SILENT = ("sup", "caption", "style", "title", "footer", "svg")

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.silent += tag in self.SILENT or ("class", "kind") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT or (tag == "p" and self.silent > 0)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def of_html(html: str) -> list[str]:
    """Give what a single file of HTML says."""
    words = _Words()
    words.feed(re.sub(r"<th scope=\"col\">Course</th>", "", html))
    return words.found


def of_markdown(text: str) -> list[str]:
    """Give what Markdown says once it is read as Markdown, without the line that says what it is."""
    plain = re.sub(r"\[\^\d+\](:?)", "", text).replace("\n\nReview packet\n", "\n", 1)
    return of_html(MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).render(plain))


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def of_word(data: bytes) -> tuple[list[str], list[str]]:
    """Give what a file of Word says, and what its footnotes say in the order of their numbers."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
        notes = etree.fromstring(parts.read("word/footnotes.xml")) if "word/footnotes.xml" in parts.namelist() else None
    for field in body.iter(f"{_W}fldSimple"):
        for text in field.iter(f"{_W}t"):
            text.text = ""
    texts = [text.text or "" for text in body.iter(f"{_W}t")]
    texts.remove("Review packet")
    footnotes = [] if notes is None else ["".join(t.text or "" for t in each.iter(f"{_W}t")) for each in notes][2:]
    return texts, footnotes


def of_pdf(file: Path, running: str) -> str:
    """Give what a PDF says as letters and digits, in the order in which it is written, without what each page repeats."""
    text = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True).stdout
    lines = (line for page in text.split("\f") for line in page.splitlines())
    return bare(line for line in lines if line.strip() != running and not re.fullmatch(r"\d+ of \d+", line.strip()))


def missing(texts: list[str], within: str) -> list[str]:
    """Give those of the texts that do not follow each other in a text of letters and digits."""
    at, lost = 0, []
    for text in texts:
        found = within.find(_bare(text), at)
        if found < 0:
            lost.append(text)
        else:
            at = found + len(_bare(text))
    return lost
