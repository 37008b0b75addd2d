"""A document as a file of Word: read back by python-docx, and by its parts where that knows nothing of them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mentorsite.pages.document import Block, Bullets, Document, Heading, Line, Note, Quote, Ref, Section, Sentence, Table, Text
from mentorsite.pages.values import Link, Marked
from mentorsite.rendering.packet_word import word

docx = pytest.importorskip("docx")

PROSE = """\
Some **strong** and *quiet* words of [the log](https://example.org/log).

### A heading

1. one
2. two
   - inner

1. again

> said

| a | b |
|---|---|
| c | d |
"""


def document(*blocks: Block, notes: tuple[Note, ...] = ()) -> Document:
    facts = (("Who", Line((Link("Ana Lind"),))),)
    return Document(
        "Review packet",
        "The title",
        Marked("In short."),
        facts,
        (Section("Part", "part", blocks),),
        notes,
        "Ana, the title",
        date(2026, 6, 30),
    )


def opened(*blocks: Block, notes: tuple[Note, ...] = ()) -> Any:
    return docx.Document(io.BytesIO(word(document(*blocks, notes=notes), "A4", "en", "p.docx")))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read(name).decode()


def test_headings_lists_and_quotations_have_the_styles_of_what_they_are() -> None:
    file = opened(
        Heading(Line(("A goal",))),
        Text(Marked(PROSE, block=True)),
        Bullets((Line(("first",)), Line(("second",)))),
        Quote(Marked("Ask first."), Line(("Ben",))),
    )
    styles = [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs if paragraph.text]
    assert styles == [
        ("Title", "The title"),
        ("Normal", "Review packet"),
        ("Subtitle", "In short."),
        ("Normal", "Who: Ana Lind"),
        ("Heading 1", "Part"),
        ("Heading 2", "A goal"),
        ("Normal", "Some strong and quiet words of the log."),
        ("Heading 3", "A heading"),
        ("List Number", "one"),
        ("List Number", "two"),
        ("List Bullet 2", "inner"),
        ("List Number", "again"),
        ("Quote", "said"),
        ("List Bullet", "first"),
        ("List Bullet", "second"),
        ("Quote", "Ask first."),
        ("Normal", "Ben"),
    ]
    look = {run.text: (run.bold, run.italic) for paragraph in file.paragraphs for run in paragraph.runs}
    assert (look["strong"], look["quiet"]) == ((True, None), (None, True))


def test_each_numbered_list_begins_anew() -> None:
    text = Text(Marked("1. one\n\nwords\n\n4. four\n", block=True))
    data = word(document(text), "A4", "en", "p.docx")
    used = re.findall(r'<w:numId w:val="(\d+)"/>', part(data, "word/document.xml"))
    starts = dict(
        re.findall(
            r'<w:num w:numId="(\d+)"[^>]*><w:abstractNumId[^>]*/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="(\d+)"/>',
            part(data, "word/numbering.xml"),
        )
    )
    assert [starts[number] for number in used] == ["1", "4"]


def test_a_table_repeats_its_head_and_divides_no_row() -> None:
    table = Table("Indicators", ("What", "End"), ((Line(("Led",)), Line((Decimal(6), " reviews"))),), frozenset({1}))
    file = opened(table)
    (grid,) = file.tables
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [["What", "End"], ["Led", "6 reviews"]]
    assert grid.rows[1].cells[1].paragraphs[0].alignment == 2
    xml = grid._tbl.xml
    assert (xml.count("w:cantSplit"), xml.count("w:tblHeader")) == (2, 1)


def test_a_note_is_a_footnote_and_what_names_it_again_refers_to_it() -> None:
    notes = (
        Note(1, Line(("Goal “Lead” & more, ", date(2026, 6, 25)))),
        Note(2, Line(("Log: ", Link("https://example.org/", "https://example.org/")))),
    )
    data = word(document(Sentence(Line(("A", Ref(1), " B", Ref(2), " C", Ref(1)))), notes=notes), "A4", "en", "p.docx")
    body = part(data, "word/document.xml")
    assert re.findall(r'<w:footnoteReference w:id="(\d)"', body) == ["1", "2"]
    assert re.findall(r"NOTEREF (\S+)", body) == ["_note1"]
    assert re.findall(r'<w:bookmarkStart w:id="1" w:name="(.*?)"', body) == ["_note1"]
    footnotes = part(data, "word/footnotes.xml")
    assert re.findall(r'preserve"> (.*?)</w:t>', footnotes) == ["Goal “Lead” &amp; more, 25 June 2026", "Log: https://example.org/"]
    assert "footnotes+xml" in part(data, "[Content_Types].xml")
    assert 'Target="footnotes.xml"' in part(data, "word/_rels/document.xml.rels")


def test_it_tells_of_itself_and_of_nothing_else() -> None:
    data = word(document(Sentence(Line(("Words",)))), "Letter", "pt-PT", "p.docx")
    facts = docx.Document(io.BytesIO(data)).core_properties
    assert (facts.title, facts.author, facts.language, facts.comments) == ("Ana, the title", "Ana Lind", "pt-PT", "")
    assert (facts.created.date(), facts.modified.date()) == (date(2026, 6, 30), date(2026, 6, 30))
    assert 'w:lang w:val="pt-PT"' in part(data, "word/styles.xml")
    assert "python-docx" not in part(data, "docProps/core.xml")


def test_the_same_document_is_the_same_bytes_and_no_control_character_is_in_it() -> None:
    said = document(Sentence(Line(("a\x1bb\u202ec",))))
    data = word(said, "A4", "en", "p.docx")
    assert word(said, "A4", "en", "p.docx") == data
    assert "abc" in part(data, "word/document.xml")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_only_addresses_of_the_web_are_linked() -> None:
    file = opened(Text(Marked(PROSE, block=True)), Sentence(Line((Link("Page", "goals/g.html"), Link("Out", "https://example.org/")))))
    links = [relation.target_ref for relation in file.part.rels.values() if relation.is_external]
    assert links == ["https://example.org/log", "https://example.org/"]
