"""The names that office documents and PDF carry."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from pypdf import PdfWriter

from mentorsite.rendering.authors import authors

CORE = '<cp:coreProperties xmlns:dc="d" xmlns:cp="c"><dc:creator>Ana  Sousa</dc:creator><cp:lastModifiedBy>A &amp; B</cp:lastModifiedBy>'


def document(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("ending", ["docx", "pptx", "XLSX"])
def test_the_names_of_an_office_document_are_found(ending: str) -> None:
    assert authors(f"a.{ending}", document("docProps/core.xml", CORE)) == ("Ana Sousa", "A & B")


@pytest.mark.parametrize("ending", ["odt", "ods", "odp"])
def test_the_names_of_an_open_document_are_found_once(ending: str) -> None:
    meta = "<meta:initial-creator>Ana</meta:initial-creator><dc:creator>Ana</dc:creator>"
    assert authors(f"a.{ending}", document("meta.xml", meta)) == ("Ana",)


def pdf(author: str, creator: str = "") -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": author} if author else {})
    if creator:
        rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        said = f'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>'
        writer.xmp_metadata = (
            f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description>{said}</rdf:Description></rdf:RDF></x:xmpmeta>'
        ).encode()
    writer.write(out)
    return out.getvalue()


def test_the_names_of_a_pdf_are_found_in_both_places() -> None:
    assert authors("a.pdf", pdf("Ana  Sousa")) == ("Ana Sousa",)
    assert authors("a.PDF", pdf("Ana", "Bo")) == ("Ana", "Bo")
    assert authors("a.pdf", pdf("")) == ()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", pdf("Ana")[:200]])
def test_a_damaged_pdf_carries_no_name(data: bytes) -> None:
    assert authors("a.pdf", data) == ()


@pytest.mark.parametrize("data", [b"", b"PK", document("other.xml", CORE), document("docProps/core.xml", CORE)[:60]])
def test_what_is_no_such_document_carries_no_name(data: bytes) -> None:
    assert authors("a.docx", data) == ()
    assert authors("a.txt", document("docProps/core.xml", CORE)) == ()


def test_a_name_that_an_audience_does_not_know_is_a_warning_with_the_place_of_the_file(new_site: Callable[..., object]) -> None:
    site = new_site(
        {
            "content/pages/a.md": "---\ntitle: A\nvisibility: public\n---\n[x](cv.docx)\n",
            "content/pages/cv.docx": document("docProps/core.xml", CORE),
            "content/people/ana.md": "---\nname: Ana Sousa\nconsent: review\nvisibility: review\n---\n",
        }
    )
    warned = {target: [said for said in site.said(target) if "M406" in said] for target in ("private", "review", "public")}  # type: ignore[attr-defined]
    assert warned == {
        "private": [],
        "review": ["content/pages/cv.docx:0:0 M406 the document carries the name `A & B`"],
        "public": ["content/pages/cv.docx:0:0 M406 the document carries the name `Ana Sousa` and `A & B`"],
    }
