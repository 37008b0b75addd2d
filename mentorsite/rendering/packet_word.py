"""A document becomes a file of Word by python-docx, with real headings, lists, tables and footnotes: the extra `docx`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from mentorsite.diagnostics import Code, Diagnostic, SiteError, Span
from mentorsite.pages.document import Block, Bullets, Document, Heading, Line, Note, Quote, Ref, Sentence, Table, Text
from mentorsite.rendering import paragraphs as written
from mentorsite.rendering.lines import runs, text
from mentorsite.rendering.paragraphs import Run, paragraphs, phrase
from mentorsite.rendering.words import harmless

PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
"""The width and the height of a sheet, in millimetres."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_TO_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_DEEPEST = 3
"""How deep lists have styles of their own."""


def word(document: Document, paper: str, language: str, name: str) -> bytes:
    """Give a document as a file of Word; `name` is what it will be called. Raises SiteError where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        said = "a file of Word is made by python-docx, which is not installed"
        raise SiteError(Diagnostic(Code.MISSING_EXTRA, Span(name), said, "run: pip install 'mentorsite[docx]'")) from None
    writer = _Writer(docx.Document(), document)
    writer.settle(paper, language)
    writer.write()
    packed = io.BytesIO()
    writer.file.save(packed)
    return _without_times(packed.getvalue())


class _Writer:
    """Writes one document, from its beginning to its end."""

    def __init__(self, file: Any, document: Document) -> None:
        self.file = file
        self.document = document
        self.named: set[int] = set()

    def settle(self, paper: str, language: str) -> None:
        """Set the paper, the styles, and what the file says of itself."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt, RGBColor

        section = self.file.sections[0]
        section.page_width, section.page_height = map(Mm, PAPERS[paper])
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(20)
        section.header.paragraphs[0].text = self.document.running
        self._page_number(section.footer.paragraphs[0])
        styles = self.file.styles
        for name in ("Footnote Text", "Footnote Reference"):
            kind = WD_STYLE_TYPE.PARAGRAPH if name.endswith("Text") else WD_STYLE_TYPE.CHARACTER
            style = styles.add_style(name, kind)
            style.font.size = Pt(9) if name.endswith("Text") else None
            style.font.superscript = True if name.endswith("Reference") else None
        for style in styles:
            if style.name == "Title" or style.name.startswith("Heading"):
                style.font.color.rgb = RGBColor(0, 0, 0)
        styles["Normal"].font.size = Pt(10.5)
        marks = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        if marks is not None:
            marks.set(qn("w:val"), language)
        facts, day = self.file.core_properties, self.document.day
        facts.title, facts.language, facts.comments = self.document.running, language, ""
        facts.author = next((text(line) for label, line in self.document.facts if label == "Who"), "")
        facts.created = facts.modified = datetime(day.year, day.month, day.day)

    def write(self) -> None:
        """Write what the document says, then its notes."""
        document = self.document
        self.file.add_paragraph(harmless(document.title), style="Title")
        self.file.add_paragraph(document.kind)
        if document.lede:
            self._runs(self.file.add_paragraph(style="Subtitle"), phrase(document.lede))
        for label, value in document.facts:
            self._line(self.file.add_paragraph(), Line((f"{label}: ", *value.pieces)))
        for section in document.sections:
            self.file.add_heading(section.title, 1)
            for block in section.blocks:
                self._block(block)
        if document.notes:
            self._footnotes(document.notes)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._line(self.file.add_heading(level=2), block.line)
            case Sentence():
                self._line(self.file.add_paragraph(), block.line)
            case Text():
                self._blocks(paragraphs(block.text), 0)
            case Quote():
                self._runs(self.file.add_paragraph(style="Quote"), phrase(block.text))
                if block.by:
                    self._line(self.file.add_paragraph(), block.by)
            case Bullets():
                for item in block.items:
                    self._line(self.file.add_paragraph(style="List Bullet"), item)
            case Table():
                self._table(block)

    def _blocks(self, blocks: Iterable[written.Block], depth: int, style: str = "") -> None:
        for block in blocks:
            match block:
                case written.Paragraph():
                    if block.level:
                        self._runs(self.file.add_heading(level=min(9, 2 + block.level)), block.runs)
                    else:
                        self._runs(self.file.add_paragraph(style=style or None), block.runs)
                case written.Code():
                    paragraph = self.file.add_paragraph()
                    self._runs(paragraph, [Run(block.text, code=True)])
                case written.Quotation():
                    self._blocks(block.blocks, depth, "Quote")
                case written.Items():
                    self._items(block, depth)
                case written.Grid():
                    self._grid([[list(cell) for cell in row] for row in block.rows])

    def _items(self, block: written.Items, depth: int) -> None:
        kind = "List Bullet" if block.start is None else "List Number"
        style = kind if depth == 0 else f"{kind} {min(depth + 1, _DEEPEST)}"
        restart = self._restarted(style, block.start) if block.start is not None else None
        for item in block.items:
            first, *rest = item or (written.Paragraph(()),)
            paragraph = self.file.add_paragraph(style=style)
            if restart is not None:
                numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                numbering.get_or_add_ilvl().val = 0
                numbering.get_or_add_numId().val = restart
            if isinstance(first, written.Paragraph):
                self._runs(paragraph, first.runs)
            else:
                rest = [first, *rest]
            self._blocks(rest, depth + 1, f"List Continue{f' {min(depth + 1, _DEEPEST)}' if depth else ''}")

    def _restarted(self, style: str, start: int) -> int:
        """Give a numbering of its own to a list: else Word goes on counting where the last one ended."""
        numbering = self.file.part.numbering_part.numbering_definitions._numbering
        of_style = self.file.styles[style].element.pPr.numPr.numId.val
        abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == of_style)
        num = numbering.add_num(abstract)
        num.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(num.numId)

    def _table(self, table: Table) -> None:
        grid = self.file.add_table(rows=0, cols=len(table.head), style="Light List")
        self._row(grid, [Line((name,)) for name in table.head], table.figures, head=True)
        for row in table.rows:
            self._row(grid, row, table.figures)
        self.file.add_paragraph()

    def _row(self, grid: Any, cells: Iterable[Line], figures: frozenset[int], *, head: bool = False) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        row = self._whole_row(grid, head=head)
        for at, (cell, line) in enumerate(zip(row.cells, cells, strict=False)):
            self._line(cell.paragraphs[0], line)
            if at in figures:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _whole_row(self, grid: Any, *, head: bool) -> Any:
        """Add a row that no page divides; that of the head stands on every page of the table."""
        from docx.oxml import OxmlElement

        row = grid.add_row()
        facts = row._tr.get_or_add_trPr()
        facts.append(OxmlElement("w:cantSplit"))
        if head:
            facts.append(OxmlElement("w:tblHeader"))
        return row

    def _grid(self, rows: list[list[list[Run]]]) -> None:
        grid = self.file.add_table(rows=0, cols=max(map(len, rows)), style="Light List")
        for number, cells in enumerate(rows):
            row = self._whole_row(grid, head=number == 0)
            for cell, said in zip(row.cells, cells, strict=False):
                self._runs(cell.paragraphs[0], said)
        self.file.add_paragraph()

    def _line(self, paragraph: Any, line: Line) -> None:
        self._runs(paragraph, runs(line))

    def _runs(self, paragraph: Any, runs: Iterable[Run | Ref]) -> None:
        for each in runs:
            if isinstance(each, Ref):
                self._reference(paragraph, each.number)
                continue
            run = paragraph.add_run(harmless(each.text))
            run.bold = each.strong or None
            run.italic = each.emphasis or None
            run.font.strike = each.strike or None
            run.font.name = "Consolas" if each.code else None
            if each.address:
                self._linked(paragraph, run, each.address)

    def _linked(self, paragraph: Any, run: Any, address: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run.underline = True
        run._r.addprevious(link)
        link.append(run._r)

    def _reference(self, paragraph: Any, number: int) -> None:
        """Refer to a footnote: the first time by itself, later by its number, which leads to it."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        if number in self.named:
            self._field(paragraph, f" NOTEREF _note{number} \\f \\h ", str(number))
            return
        self.named.add(number)
        marks = []
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(number))
            marks.append(mark)
        marks[0].set(qn("w:name"), f"_note{number}")
        run = paragraph.add_run()
        run.style = self.file.styles["Footnote Reference"]
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)
        run._r.addprevious(marks[0])
        run._r.addnext(marks[1])

    def _field(self, paragraph: Any, instruction: str, shown: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        run = paragraph.add_run(shown)
        if "NOTEREF" in instruction:
            run.style = self.file.styles["Footnote Reference"]
        run._r.addprevious(field)
        field.append(run._r)

    def _page_number(self, paragraph: Any) -> None:
        self._field(paragraph, " PAGE ", "1")
        paragraph.add_run(" of ")
        self._field(paragraph, " NUMPAGES ", "1")

    def _footnotes(self, notes: Iterable[Note]) -> None:
        """Add the part that holds the footnotes, which python-docx does not know of."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        rules = "".join(
            f'<w:footnote w:type="{type}" w:id="{id}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for type, id, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
        )
        said = "".join(_footnote(note) for note in notes)
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_W}">{rules}{said}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), self.file.part.package)
        self.file.part.relate_to(part, _TO_FOOTNOTES)


def _footnote(note: Note) -> str:
    said = escape(harmless(text(note.line)))
    return (
        f'<w:footnote w:id="{note.number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {said}</w:t></w:r></w:p></w:footnote>'
    )


def _without_times(data: bytes) -> bytes:
    """Pack a file anew with one day for all of its parts, so that the same document is the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part.filename))
    return packed.getvalue()
