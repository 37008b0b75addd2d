"""A packet in its forms: the same claims in the same order, nothing that its audience may not see, nothing from elsewhere."""

from __future__ import annotations

import io
import os
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from mentorsite import packets
from mentorsite.build import gather
from mentorsite.config import read_config
from mentorsite.insights.period import Period
from mentorsite.packets import Form, Packed, Wanted, pack
from mentorsite.pages.document import Document
from mentorsite.records.audience import Audience
from mentorsite.records.values import Key
from tests.conftest import MKFILE, ROOT, TODAY, Files, Site
from tests.rendering import packet_texts as texts

NAMES: Mapping[Form, str] = {"html": "p.html", "pdf": "p.pdf", "markdown": "p.md", "docx": "p.docx"}
REVIEWS = ("half-year", "autumn")


def packed(root: Path, wanted: Wanted, audience: str = "review", names: Mapping[Form, str] = NAMES) -> Packed:
    config, problems = read_config(root / "mkfile.toml")
    assert config is not None, problems
    return pack(config, gather(config), wanted, Audience(audience), names, TODAY)


def of(id: str) -> Wanted:
    return Wanted("", review=Key("", "reviews", id))


@pytest.fixture(scope="session", autouse=True)
def tools() -> None:
    """Outside CI, these tests are skipped where what makes or reads a PDF is missing."""
    try:
        import docx
        import weasyprint

        found = bool(docx and weasyprint and shutil.which("pdftotext"))
    except (ImportError, OSError):
        found = False
    if not found and os.environ.get("CI"):
        pytest.fail("WeasyPrint, python-docx, Pango or poppler-utils is missing, and in CI no test may be skipped")
    if not found:
        pytest.skip("WeasyPrint, python-docx, Pango or poppler-utils is missing")


@pytest.fixture(scope="session", params=REVIEWS)
def example(request: pytest.FixtureRequest) -> tuple[Document, Packed]:
    """The example's packets, and the document that each is made of."""
    seen: list[Document] = []
    form = packets._form

    def watched(name: Form, file: str, document: Document, *rest: Any) -> bytes:
        seen.append(document)
        return form(name, file, document, *rest)

    patch = pytest.MonkeyPatch()
    patch.setattr(packets, "_form", watched)
    made = packed(ROOT, of(request.param))
    patch.undo()
    assert made.problems == ()
    return seen[0], made


def test_html_markdown_and_word_say_what_the_document_says_and_nothing_else(example: tuple[Document, Packed]) -> None:
    document, made = example
    expected = texts.bare(texts.said(document))
    assert len(expected) > 5_000
    assert texts.bare(texts.of_html(made.files["html"].decode())) == expected
    assert texts.bare(texts.of_markdown(made.files["markdown"].decode())) == expected
    body, footnotes = texts.of_word(made.files["docx"])
    assert texts.bare(body) == texts.bare(texts.said(document, notes=False))
    assert texts.bare(footnotes) == texts.bare(texts.said(document)[-len(document.notes) :])


def test_the_pdf_says_it_in_the_same_order(example: tuple[Document, Packed], tmp_path: Path) -> None:
    document, made = example
    assert shutil.which("pdftotext"), "poppler-utils is missing"
    (tmp_path / "p.pdf").write_bytes(made.files["pdf"])
    # What is written from right to left, pdftotext puts into an order of its own.
    pieces = [word for text in texts.said(document) for word in text.split() if unicodedata.bidirectional(word[0]) not in ("R", "AL")]
    assert texts.missing(pieces, texts.of_pdf(tmp_path / "p.pdf", document.running)) == []


def test_every_claim_has_its_note_at_the_same_place_in_every_form(example: tuple[Document, Packed]) -> None:
    document, made = example
    html = re.findall(r'<sup class="ref"><a href="#note-(\d+)"', made.files["html"].decode())
    assert set(map(int, html)) == {note.number for note in document.notes}
    assert list(dict.fromkeys(map(int, html))) == list(range(1, len(document.notes) + 1))
    marked = re.findall(r"\[\^(\d+)\](?!:)", made.files["markdown"].decode())
    assert marked == html
    with zipfile.ZipFile(io.BytesIO(made.files["docx"])) as parts:
        word = parts.read("word/document.xml").decode()
    assert re.findall(r'w:footnoteReference w:id="(\d+)"|NOTEREF _note(\d+)', word) == [
        (number, "") if number not in html[:at] else ("", number) for at, number in enumerate(html)
    ]


def test_the_same_packet_is_the_same_bytes(example: tuple[Document, Packed]) -> None:
    document, made = example
    id = next(id for id in REVIEWS if {"half-year": "First half of 2026"}.get(id, "July to November 2026") == document.title)
    assert packed(ROOT, of(id)).files == made.files


def test_the_single_file_asks_for_nothing(example: tuple[Document, Packed]) -> None:
    html = example[1].files["html"].decode()
    addresses = re.findall(r'(?:href|src|srcset|action|data)="([^"]*)"', html)
    assert [address for address in addresses if not address.startswith(("#", "data:", "https://example.org/"))] == []
    assert "<link" not in html
    assert "<script" not in html
    assert "url(" not in html
    assert "@import" not in html


def test_the_pdf_is_tagged_and_tells_of_itself(example: tuple[Document, Packed]) -> None:
    document, made = example
    reader = PdfReader(io.BytesIO(made.files["pdf"]))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (document.running, "Teodora Kimani")
    xmp = catalog["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part[^0-9]*1", xmp)
    outline = [each.title for each in _flat(reader.outline)]
    assert outline[0] == document.title
    assert [section.title for section in document.sections if section.title not in outline] == []
    for page in reader.pages:
        assert page.get("/Tabs") == "/S"
        assert "/StructParents" in page
    tags = list(_tags(catalog["/StructTreeRoot"]))
    kinds = {tag for tag, _ in tags}
    assert {"/Document", "/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link"} <= kinds
    assert [tag for tag, element in tags if tag == "/Figure" and not element.get("/Alt")] == []
    levels = [int(tag[2]) for tag, _ in tags if re.fullmatch("/H[1-6]", tag)]
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    for font in fonts:
        for inner in font["/DescendantFonts"]:
            descriptor = inner.get_object()["/FontDescriptor"]
            assert any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
        assert "/ToUnicode" in font


def _flat(outline: Any) -> Any:
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def _tags(element: Any) -> Any:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for each in element:
            yield from _tags(each)
    elif hasattr(element, "get"):
        if "/S" in element:
            yield str(element["/S"]), element
        if "/K" in element:
            yield from _tags(element["/K"])


PEOPLE: Files = {
    "content/people/ana.yaml": "name: Ana Lind\nrole: mentee\nconsent: review",
    "content/people/ben.yaml": "name: Benedikt Osterwald\nrole: mentor\nconsent: pair",
    "content/mentorships/m.yaml": "mentors: [ben]\nmentees: [ana]\nstart: 2026-01-01\nvisibility: review",
    "content/reviews/r.md": "---\ntitle: R\nperson: ana\nfrom: 2026-01-01\nto: 2026-06-30\nvisibility: review\n---\nWords.\n",
}


@pytest.mark.parametrize("form", NAMES)
def test_what_its_audience_may_not_see_stops_every_form(form: Form, new_site: Callable[[Files], Site]) -> None:
    """The words of the review name somebody beyond consent, which the audit finds in each kind of file."""
    site = new_site({**PEOPLE, "content/reviews/r.md": str(PEOPLE["content/reviews/r.md"]) + "\nBenedikt Osterwald says so, too.\n"})
    made = packed(site.root, of("r"), names={form: f"packet.{form}"})
    assert made.files == {}
    assert {problem.code.number for problem in made.problems if problem.severity == "error"} == {"M310"}
    assert packed(site.root, of("r"), "pair", {form: f"packet.{form}"}).files != {}


def test_a_review_that_is_not_for_the_audience_is_no_packet(new_site: Callable[[Files], Site]) -> None:
    site = new_site(
        {**PEOPLE, "content/reviews/r.md": str(PEOPLE["content/reviews/r.md"]).replace("visibility: review", "visibility: pair")}
    )
    made = packed(site.root, of("r"))
    assert made.files == {}
    assert [(p.code.number, p.span.path, p.span.line) for p in made.problems] == [("M313", "content/reviews/r.md", 6)]


def test_a_packet_without_a_review_is_made_of_a_person_and_a_period(new_site: Callable[[Files], Site]) -> None:
    site = new_site({**PEOPLE, "content/milestones/m.yaml": "title: Led\ndate: 2026-03-04\nvisibility: review"})
    wanted = Wanted("", person=Key("", "people", "ana"), period=Period(date(2026, 3, 1), date(2026, 3, 31)))
    text = packed(site.root, wanted, names={"markdown": "p.md"}).files["markdown"].decode()
    assert text.startswith(
        "# Review\n\nReview packet\n\n- Who: Ana Lind\n- Role: Mentee\n- Period: 1 March 2026 to 31 March 2026\n- Mentor: a mentor\n"
    )
    assert "### Led[^" in text
    assert "Competencies" not in text


def test_somebody_who_may_not_be_named_is_called_what_they_agreed_to(new_site: Callable[[Files], Site]) -> None:
    site = new_site({**PEOPLE, "content/people/ana.yaml": "name: Ana Lind\nrole: mentee\nconsent: pair"})
    wanted = Wanted("", person=Key("", "people", "ana"), period=Period(date(2026, 3, 1), date(2026, 3, 31)))
    made = packed(site.root, wanted)
    assert set(made.files) == set(NAMES)
    assert "- Who: a mentee\n" in made.files["markdown"].decode()


def test_empty_sections_leave_no_trace(new_site: Callable[[Files], Site]) -> None:
    site = new_site(PEOPLE)
    html = packed(site.root, of("r"), names={"html": "p.html"}).files["html"].decode()
    assert re.findall("<h2>(.*?)</h2>", html) == ["Self-assessment", "Notes"]


def test_pictures_stand_within_the_single_file(new_site: Callable[[Files], Site]) -> None:
    from PIL import Image

    packed_picture = io.BytesIO()
    Image.new("RGB", (400, 300), "navy").save(packed_picture, "PNG")
    site = new_site(
        {
            **PEOPLE,
            "content/reviews/room.png": packed_picture.getvalue(),
            "content/reviews/r.md": str(PEOPLE["content/reviews/r.md"]) + "\n![The room](room.png)\n",
        }
    )
    made = packed(site.root, of("r"))
    html = made.files["html"].decode()
    (image,) = re.findall("<img[^>]*>", html)
    assert 'src="data:image/png;base64,' in image
    assert "srcset" not in image
    assert b"/Image" in made.files["pdf"]
    assert "The room" in made.files["markdown"].decode()


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_it_is_printed_on_the_paper_that_mkfile_toml_names(paper: str, size: tuple[int, int], new_site: Callable[[Files], Site]) -> None:
    site = new_site({**PEOPLE, "mkfile.toml": MKFILE + f'\n[print]\npaper = "{paper}"\n'})
    made = packed(site.root, of("r"))
    box = PdfReader(io.BytesIO(made.files["pdf"])).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    with zipfile.ZipFile(io.BytesIO(made.files["docx"])) as parts:
        width, height = re.findall(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', parts.read("word/document.xml").decode())[0]
    assert (round(int(width) / 20), round(int(height) / 20)) == size


@pytest.mark.parametrize(("form", "module", "extra"), [("pdf", "weasyprint", "mentorsite[pdf]"), ("docx", "docx", "mentorsite[docx]")])
def test_a_missing_extra_is_answered_with_how_to_install_it(
    form: Form, module: str, extra: str, new_site: Callable[[Files], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    made = packed(new_site(PEOPLE).root, of("r"), names={form: "out", "markdown": "p.md"})
    assert made.files == {}
    (problem,) = made.problems
    assert (problem.code.number, problem.hint) == ("M505", f"run: pip install '{extra}'")
