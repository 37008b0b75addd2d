"""Whatever makes a file, what must not be in it is found: every kind of file, every hidden field, and deliberate leaks in the pipeline itself."""

from __future__ import annotations

import base64
import gzip
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from urllib.parse import quote

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import mentorsite.build
import mentorsite.exports.exports
from mentorsite.audience.select import _Selection
from mentorsite.build import gather, leaks
from mentorsite.diagnostics import Diagnostic, Span
from mentorsite.records.audience import Audience
from mentorsite.records.registry import record_types
from mentorsite.records.values import Reference
from mentorsite.rendering import Artifact
from tests.conftest import MKFILE, PLAIN_THEME, Files, Site
from tests.pages.test_every_field import OTHERS, filled

NewSite = Callable[[Files], Site]

SENTENCE = "the committee has already decided against keeping the northern office open"
"""Of twelve words."""
HIDDEN: Files = {
    "content/people/freya-holm.yaml": "name: Freya Adeyemi-Holm\nconsent: pair\nalias: a colleague\nprofiles: [{label: Elsewhere, url: https://example.org/u/fah}]\n",
    "content/people/ana.yaml": "name: Ana Holm\nconsent: public\n",
    "content/goals/quiet-exit.md": f"---\ntitle: Leave quietly\nvisibility: pair\ntags: [redundancy]\n---\nI fear that {SENTENCE}.\n",
    "content/goals/open-goal.md": "---\ntitle: An open goal\nvisibility: public\nprivate: Nobody may ever read this short line\n---\nWords.\n\n::: pair\nAsk her twice\n:::\n",
}
PLAIN: Files = {**PLAIN_THEME, "mkfile.toml": MKFILE + '[theme]\nname = "plain"\n'}


def found(site: Site, files: Iterable[tuple[str, bytes]], audience: str = "public") -> list[Diagnostic]:
    gathered = gather(site.config)
    assert [problem for problem in gathered.problems if problem.severity == "error"] == []
    return leaks(site.config, Audience(audience), gathered, files)


def codes(site: Site, content: str | bytes, address: str = "a.html", audience: str = "public") -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return sorted({problem.code.number for problem in found(site, [(address, data)], audience)})


@pytest.fixture
def site(new_site: NewSite) -> Site:
    return new_site({**PLAIN, **HIDDEN})


class TestNames:
    """People beyond their consent."""

    @pytest.mark.parametrize(
        "text",
        [
            "Freya",
            "Adeyemi said so",
            "Freyas Idee",
            "Ms ADEYEMI",
            "Freya&#39;s",
            "Fr<b>ey</b>a",
            "<span>Freya</span><span>Adeyemi</span>",
            "F&#114;eya",
            "Fre&shy;ya",
            "Fre\u200bya",
            "&amp;#70;reya",
            '<p title="Freya">x</p>',
            '<p title="&amp;#70;reya">x</p>',
            "<!-- Freya -->",
            "<script>x = 'Frey\\u0061'</script>",
            "<style>/* Freya */</style>",
            '<a href="?q=%46reya">x</a>',
            '<a href="?q=%2546reya">x</a>',
            "freya adeyemi-holm",
            '<a href="../people/freya-holm.html">x</a>',
            '<div id="freya-holm">x</div>',
            '<a href="https://example.org/u/fah">x</a>',
            "<p>an unfinished <b title='Freya",
        ],
    )
    def test_a_name_is_found_however_it_is_written(self, site: Site, text: str) -> None:
        assert codes(site, text) == ["M310"]

    @pytest.mark.parametrize(
        "text", ["Holm", "Holms", "freya", "Freyast", "colleague", "a colleague", "x-freya-holm-y", "https://example.org/u/fahr"]
    )
    def test_part_of_a_name_that_may_be_shown_another_word_and_the_alias_are_none(self, site: Site, text: str) -> None:
        assert codes(site, text) == []

    def test_an_audience_that_knows_her_may_read_of_her(self, site: Site) -> None:
        assert codes(site, "Freya", audience="pair") == []
        assert codes(site, "Freya", audience="review") == ["M310"]

    def test_a_name_in_the_text_of_a_visible_record_is_found_and_its_place_is_named(self, site: Site) -> None:
        site.write({"content/goals/told.md": "---\ntitle: Told\nvisibility: public\n---\nOne line.\nThen Freya said it.\n"})
        (problem,) = found(site, [("goals/told.html", b"<p>Freya</p>")])
        assert problem.message.startswith("`Freya`, a part of the name `Freya Adeyemi-Holm` would be published")
        assert problem.hint.startswith(
            "refer to the person as `[[people/freya-holm]]`, which gives the alias, or make the person's `consent`"
        )
        assert problem.span == Span("content/goals/told.md", 6, 6)
        assert [span.path for span, _ in problem.related] == ["goals/told.html", "content/people/freya-holm.yaml"]

    def test_of_a_name_that_is_written_in_two_texts_both_places_are_named(self, site: Site) -> None:
        site.write({"content/goals/told.md": "---\ntitle: Told\nsummary: So Freya said\nvisibility: public\n---\nFreya.\n"})
        (problem,) = found(site, [("goals/told.html", b"<p>Freya.</p><p><b>Freya</b>.</p>")])
        assert problem.related[0] == (Span("content/goals/told.md", 6, 1), "and written here")

    def test_figures_in_a_name_name_nobody_alone(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/people/z.yaml": "name: Agent 763 Reyes\nconsent: pair\n"})
        assert codes(site, "763 days") == []
        assert codes(site, "Reyes") == codes(site, "agent 763 reyes") == ["M310"]

    def test_a_name_is_found_without_its_accents(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/people/z.yaml": "name: Zoë Müller\nconsent: pair\n"})
        for text in ("Zoë", "Zoe", "Muller", "MULLER", "zoe.muller@example.org"):
            assert codes(site, text) == ["M310"], text

    def test_a_name_in_the_settings_is_found_where_it_is_set_and_excuses_no_other_place(self, new_site: NewSite) -> None:
        mkfile = MKFILE.replace("A small site", "Ana and Freya") + '[theme]\nname = "plain"\n'
        site = new_site({**PLAIN, **HIDDEN, "mkfile.toml": mkfile})
        (problem,) = found(site, [("a.html", b"<title>Ana and Freya</title>")])
        assert problem.span == Span("mkfile.toml", 2, 1)
        assert problem.hint.startswith("write something else there, since every page says it, or ")
        assert codes(site, "So said Freya.") == ["M310"]

    def test_an_id_that_is_a_word_of_the_settings_is_none(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/people/en.yaml": "name: Erik Nilsson\nconsent: pair\n"})
        assert codes(site, '<html lang="en">') == []
        assert codes(site, "Erik") == ["M310"]

    def test_a_name_of_one_word_and_an_id_of_one_word_are_found(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/people/bo.yaml": "name: Bo\nconsent: private\n"})
        assert codes(site, "Bo") == ["M310"]
        assert codes(site, '{"by": "bo"}', "data.json") == ["M310"]
        assert codes(site, "bo") == []

    def test_a_name_in_a_script_without_spaces_is_found_within_a_sentence(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/people/x.yaml": "name: 山田太郎\nconsent: pair\n"})
        assert codes(site, "今日は山田太郎さんと話した") == ["M310"]

    def test_an_allowed_word_is_not_looked_for_and_all_else_is(self, site: Site) -> None:
        allow = '[audit]\nallow = [{ word = "Freya", reason = "also a ship" }]\n'
        site.write({"mkfile.toml": PLAIN["mkfile.toml"] + allow})  # type: ignore[operator]
        assert codes(site, "Freya") == []
        assert codes(site, "Adeyemi") == ["M310"]
        assert codes(site, "Freya Adeyemi-Holm") == ["M310"]

    @pytest.mark.parametrize(
        ("path", "more", "place", "hint"),
        [
            ("portfolios/Freya & Ana/goals/g.yaml", "", "content/portfolios/Freya & Ana", "rename the portfolio's folder, "),
            ("portfolios/freya-adeyemi-holm/goals/g.yaml", "", "content/portfolios/freya-adeyemi-holm", "rename the portfolio's folder, "),
            (
                "goals/freya-adeyemi-holm.yaml",
                "",
                "content/goals/freya-adeyemi-holm.yaml",
                "rename the file, which is a part of the record's",
            ),
            ("goals/g.yaml", "\nid: freya-adeyemi-holm", "content/goals/g.yaml:3:5", "give the record another `id`, "),
            ("goals/g.yaml", "\nsummary: Freya", "content/goals/g.yaml:3:10", "refer to the person as `[[people/freya]]`, "),
        ],
        ids=["a portfolio", "a portfolio by its address", "a file", "an id", "a text"],
    )
    def test_a_name_in_an_address_is_reported_with_what_to_rename(
        self, new_site: NewSite, path: str, more: str, place: str, hint: str
    ) -> None:
        person = {"content/people/freya.yaml": HIDDEN["content/people/freya-holm.yaml"]}
        site = new_site({**person, f"content/{path}": f"title: Told\nvisibility: public{more}\n"})
        built = site.build("public")
        problems = [problem for problem in built.problems if problem.severity == "error"]
        assert built.written is None
        assert {problem.code.number for problem in problems} == {"M310"}
        for problem in problems:
            assert str(problem.span.path) + (f":{problem.span.line}:{problem.span.column}" if problem.span.line else "") == place
            assert problem.hint.startswith(hint)
            assert problem.related[-1] == (Span("content/people/freya.yaml", 1, 7), "the name")


class TestRecords:
    """Titles, ids, tags and file names of hidden records."""

    @pytest.mark.parametrize(
        "text",
        [
            "leave QUIETLY",
            "goals/quiet-exit",
            "quiet-exit",
            '"quiet-exit.html"',
            "Lea<i>ve</i> qui<b>et</b>ly",
            "redundancy",
            "tags/redundancy.html",
        ],
    )
    def test_they_are_found(self, site: Site, text: str) -> None:
        assert codes(site, text) == ["M311"]

    @pytest.mark.parametrize("text", ["<p>Leave</p><p>quietly</p>", "quiet exit", "quiet-exits", "not-quiet-exit", "leave"])
    def test_what_is_only_like_them_is_none(self, site: Site, text: str) -> None:
        assert codes(site, text) == []

    def test_what_a_visible_record_says_too_is_no_secret(self, site: Site) -> None:
        site.write(
            {"content/stories/s.md": "---\ntitle: S\ndate: 2026-03-04\nvisibility: public\n---\nThey leave quietly, `quiet-exit`.\n"}
        )
        assert codes(site, "leave quietly quiet-exit") == []

    def test_a_link_of_a_visible_record_to_a_hidden_one_does_not_make_it_known(self, site: Site) -> None:
        text = "---\ntitle: S\ndate: 2026-03-04\nvisibility: public\n---\nA [link](../goals/quiet-exit.md) and [[goals/quiet-exit]].\n"
        site.write({"content/stories/s.md": text})
        assert codes(site, "goals/quiet-exit") == ["M311"]

    def test_folders_and_files_of_hidden_records_alone_are_found(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/portfolios/ada/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n"})
        site.write({"content/portfolios/ben-secret/goals/2026-01-01-Pay Talk.md": "---\ntitle: H\nid: zz\n---\n"})
        assert codes(site, "ben-secret/index.html") == ["M311"]
        assert codes(site, "2026-01-01-pay-talk") == ["M311"]
        assert codes(site, "ada/goals/g.html") == []

    def test_what_the_tool_says_itself_is_no_secret(self, new_site: NewSite) -> None:
        files = {"za": "Skip to the content", "zb": "Check-ins", "zc": "March 2026"}
        site = new_site({**PLAIN, **{f"content/goals/{id}.md": f"---\ntitle: {title}\n---\n" for id, title in files.items()}})
        assert codes(site, "Skip to the content, Check-ins, March 2026") == []

    @pytest.mark.parametrize("title", ["Recognition from Ana", "Ana Holm, 4 March 2026", "To Ana", "Due 31 December", "Mentor to mentee"])
    def test_a_title_of_words_that_pages_put_together_anyway_is_not_searched_for(self, new_site: NewSite, title: str) -> None:
        site = new_site({**PLAIN, **HIDDEN, "content/goals/x.yaml": f"title: {title}\n"})
        assert codes(site, f"<p>{title}</p>") == []

    @pytest.mark.parametrize("title", ["Overview", "Celebrations", "Connected to"])
    def test_what_pages_and_themes_say_by_themselves_is_no_leak(self, new_site: NewSite, title: str) -> None:
        site = new_site({**PLAIN, **HIDDEN, "content/goals/x.yaml": f"title: {title}\n"})
        assert codes(site, f"<p>{title}</p>") == []


class TestWords:
    """Runs of words from hidden texts."""

    def test_eight_words_in_a_row_are_found_and_seven_are_not(self, site: Site) -> None:
        words = SENTENCE.split()
        assert codes(site, " ".join(words[2:9])) == []
        assert codes(site, " ".join(words[2:10])) == ["M312"]
        assert codes(site, " ".join(words[2:10]), audience="pair") == []

    def test_of_many_in_a_text_the_same_one_is_told_each_time(self, site: Site) -> None:
        (problem,) = found(site, [("a.html", SENTENCE.encode())])
        assert problem.message == "hidden words would be published: `already decided against keeping the northern office open`"

    def test_marks_tags_and_case_do_not_hide_them(self, site: Site) -> None:
        words = SENTENCE.upper().split()
        assert codes(site, "<p>" + "</p> — <p>".join(words[2:10])) == ["M312"]
        assert codes(site, "*" + "*, _".join(words[2:10]), "a.md") == ["M312"]

    def test_markdown_in_the_source_does_not_hide_them(self, new_site: NewSite) -> None:
        text = "---\ntitle: G\n---\nI *fear* that [the comm**itt**ee](https://example.org/) has `already`\n> decided &amp; against [[people/a]] now\n"
        site = new_site({**PLAIN, "content/goals/g.md": text, "content/people/a.yaml": "name: Ana\nconsent: public\n"})
        assert codes(site, "that the committee has already decided against Ana") == ["M312"]

    def test_the_same_sentence_in_a_visible_record_is_no_hit(self, site: Site) -> None:
        site.write({"content/stories/s.md": f"---\ntitle: S\ndate: 2026-03-04\nvisibility: public\n---\nNow, *{SENTENCE}*.\n"})
        assert codes(site, SENTENCE) == []
        assert codes(site, "I fear that " + " ".join(SENTENCE.split()[:5])) == ["M312"]

    def test_hidden_parts_of_visible_records_are_found_short_ones_as_a_whole(self, site: Site) -> None:
        assert codes(site, "ask her twice") == ["M312"]
        assert codes(site, "ask her") == []
        assert codes(site, "Nobody may ever read this short line") == ["M312"]
        (problem,) = found(site, [("x/a.html", b"<p>a\n<p>Ask her twice")])
        assert (problem.span.path, problem.span.line, problem.span.column) == ("content/goals/open-goal.md", 9, 1)
        assert [(place.path, place.line) for place, _ in problem.related] == [("x/a.html", 2)]

    def test_one_leak_in_many_files_is_one_problem(self, site: Site) -> None:
        (problem,) = found(site, [(f"{number}.html", SENTENCE.encode()) for number in range(9)])
        assert "in 9 files" in problem.message
        assert [place.path for place, _ in problem.related] == ["0.html", "1.html", "2.html"]
        assert (problem.span.path, problem.span.line) == ("content/goals/quiet-exit.md", 6)


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def picture(format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3)).save(out, format, **options)
    return out.getvalue()


def with_exif(tag: int, value: str) -> bytes:
    exif = Image.Exif()
    exif[tag] = value
    return picture("JPEG", exif=exif)


def with_text(text: str, *, packed: bool) -> bytes:
    info = PngInfo()
    info.add_text("Comment", text, zip=packed)
    return picture("PNG", pnginfo=info)


def pdf(title: str = "", text: str = "") -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    if title:
        writer.add_metadata({"/Author": title})
    if text:
        font = DictionaryObject(
            {NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}.items()}
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(b"BT /F1 12 Tf 10 100 Td " + b" ".join(f"<{word.encode().hex()}20> Tj".encode() for word in text.split()) + b" ET")
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def cbor(text: str) -> bytes:
    data = text.encode()
    # The length of a short text is a letter before it.
    return b"\x82\x01" + (bytes([0x60 + len(data)]) if len(data) < 24 else b"\x78" + bytes([len(data)])) + data


KINDS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "HTML": lambda said: ("a.html", f"<p>{said}".encode()),
    "a damaged page": lambda said: ("a.html", b"<p>\xff\xfe\x00 " + said.encode() + b"\xff"),
    "JSON": lambda said: ("data.json", json.dumps({"a": [[said]]}).encode()),
    "a key of JSON": lambda said: ("data.json", json.dumps({said: 1}).encode()),
    "a key of JSON beside a text": lambda said: ("data.json", json.dumps({"a": {said: "x"}}).encode()),
    "escaped JSON": lambda said: ("data.json", ('{"a": "' + "".join(f"\\u{ord(char):04x}" for char in said) + '"}').encode()),
    "JSON in JSON": lambda said: ("data.json", json.dumps({"a": json.dumps("x\n" + said)}).encode()),
    "damaged JSON": lambda said: ("data.json", ('{"a": "' + said).encode()),
    "a feed": lambda said: (
        "feed.xml",
        f"<feed><content type='html'>&lt;p&gt;{said[:3]}&lt;b&gt;{said[3:]}&lt;/b&gt;</content></feed>".encode(),
    ),
    "CDATA": lambda said: ("feed.xml", f"<a><![CDATA[<p>{said}]]></a>".encode()),
    "SVG": lambda said: ("a.svg", f"<svg><text>{said[:3]}<tspan>{said[3:]}</tspan></text></svg>".encode()),
    "a calendar": lambda said: ("a.ics", f"BEGIN:VCALENDAR\r\nSUMMARY:x\\n{said[:5]}\r\n {said[5:]}\r\n".encode()),
    "text": lambda said: ("robots.txt", said.encode()),
    "text in UTF-16": lambda said: ("a.txt", said.encode("utf-16")),
    "CSS": lambda said: ("a.css", f'a::after {{ content: "{said}" }}'.encode()),
    "escaped CSS": lambda said: ("a.css", f'a {{ content: "\\00{ord(said[0]):04x} {said[1:]}" }}'.encode()),
    "a script": lambda said: ("a.js", f"x = 'a\\n{said}'".encode()),
    "gzip": lambda said: ("a.gz", gzip.compress(said.encode())),
    "damaged gzip": lambda said: ("a.gz", gzip.compress(said.encode())[:-6]),
    "much of a damaged gzip": lambda said: ("a.gz", gzip.compress((said + " and on. " * 99).encode())[:-20]),
    "zlib": lambda said: ("a.bin", zlib.compress(said.encode())),
    "a search index": lambda said: ("a.pf_index", gzip.compress(b"pagefind_dcd" + cbor(said))),
    "a search fragment": lambda said: ("a.pf_fragment", gzip.compress(b"pagefind_dcd" + json.dumps({"content": said}).encode())),
    "a document": lambda said: (
        "a.docx",
        zipped("word/document.xml", f"<w:p><w:r><w:t>{said[:3]}</w:t></w:r><w:r><w:t>{said[3:]}</w:t></w:r></w:p>".encode()),
    ),
    "a zip in a zip": lambda said: ("a.zip", zipped("b.zip", zipped("c.txt", said.encode()))),
    "a name in a zip": lambda said: ("a.zip", zipped(f"{said}.txt", b"")),
    "a name in a packed zip": lambda said: ("a.gz", gzip.compress(zipped(f"{said}.txt", b"x" * 99))),
    "the text of a PDF": lambda said: ("a.pdf", pdf(text=said)),
    "the author of a PDF": lambda said: ("a.pdf", pdf(title=said)),
    "EXIF": lambda said: ("a.jpg", with_exif(0x010E, said)),
    "a comment of JPEG": lambda said: ("a.jpg", picture("JPEG", comment=said.encode())),
    "a text of PNG": lambda said: ("a.png", with_text(said, packed=False)),
    "a packed text of PNG": lambda said: ("a.png", with_text(said, packed=True)),
    "behind a picture": lambda said: ("a.png", picture("PNG") + said.encode()),
    "a zip behind a picture": lambda said: ("a.png", picture("PNG") + zipped("a.txt", said.encode())),
    "a zip that unpacks itself": lambda said: ("a.exe", b"MZ\0\0" + zipped("a.txt", said.encode())),
    "text in UTF-32": lambda said: ("a.txt", said.encode("utf-32")),
    "text that is not UTF-8": lambda said: ("a.csv", b"\xc4rger;" + said.encode() + b"\r\n"),
    "rich text": lambda said: ("a.rtf", f"{{\\rtf1\\ansi \\b {said[:3]}\\b0 {said[3:]}\\par}}".encode()),
    "XMP": lambda said: ("a.webp", picture("WEBP", xmp=f"<x:xmpmeta><a>{said}</a></x:xmpmeta>".encode())),
    "bytes": lambda said: ("a.bin", b"\x00\xff\x01" + said.encode() + b"\x00\xfe"),
    "UTF-16 in bytes": lambda said: ("a.bin", b"\xff\x01\x00\x02" + said.encode("utf-16-le") + b"\xfe\xff"),
    "percent-encoded": lambda said: ("a.txt", "".join(f"%{byte:02X}" for byte in said.encode()).encode()),
    "base64": lambda said: ("a.html", b'<img src="data:text/plain;base64,' + base64.b64encode(said.encode()) + b'">'),
    "an address": lambda said: (f"files/{said.replace(' ', '-')}.html", b""),
    "an encoded address": lambda said: (f"files/{quote(said)}.html", b""),
}


class TestFiles:
    """Every kind of finished file."""

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(("said", "code"), [("Adeyemi", "M310"), (SENTENCE, "M312")], ids=["name", "words"])
    def test_what_is_in_it_is_found(self, site: Site, kind: str, said: str, code: str) -> None:
        address, data = KINDS[kind](said)
        assert codes(site, data, address) == [code]
        address, data = KINDS[kind]("Nothing that anybody would mind to have said about them here")
        assert codes(site, data, address) == []

    @pytest.mark.parametrize(
        ("address", "data"),
        [
            ("a.html", "<meta charset=iso-8859-1><p>Zoë Müller".encode("latin-1")),
            ("a.html", "<meta http-equiv=Content-Type content='text/html; charset=x-unknown'><p>Zoë".encode("cp1252")),
            ("a.svg", '<?xml version="1.0" encoding="ISO-8859-2"?><svg><text>Zoë'.encode("iso-8859-2")),
            ("a.csv", "Name;Note\r\nZoë Müller;3\r\n".encode("cp1252")),
            ("a.txt", "Zoë Müller".encode("mac-roman")),
            ("a.txt", "Zoë Müller".encode("utf-32-le").join((b"\xff\xfe\0\0", b""))),
            ("a.txt", "Zoë".encode() + b" and a stray \xff"),
            ("a.txt", b"Zo&euml; M&uuml;ller"),
            ("a.json", b'{"a": "Zo&euml;"}'),
            ("a.rtf", rb"{\rtf1\ansi Zo\'eb M\'fcller}"),
            ("a.rtf", rb"{\rtf1 Zo\u235? M\u252?ller}"),
            ("a.rtf", rb"{\rtf1\ansicpg437 Zo\'89}"),
            ("a.html", b'<a href="?q=Zo%EB+M%FCller">x</a>'),
            ("a.zip", zipped("a.txt", "Zoë Müller".encode("cp1252"))),
            ("a.jpg", picture("JPEG", comment="Zoë Müller".encode("latin-1"))),
        ],
    )
    def test_letters_beyond_ascii_are_read_in_whatever_way_they_are_written(self, new_site: NewSite, address: str, data: bytes) -> None:
        site = new_site({**PLAIN, "content/people/z.yaml": "name: Zoë Müller\nconsent: pair\n"})
        assert codes(site, data, address) == ["M310"]

    def test_letters_of_another_alphabet_in_an_old_encoding_are_read(self, new_site: NewSite) -> None:
        site = new_site(
            {
                **PLAIN,
                "content/people/i.yaml": "name: Иван Петров\nconsent: pair\n",
                "content/people/y.yaml": "name: 山田太郎\nconsent: pair\n",
            }
        )
        for encoding in ("cp1251", "koi8-r"):
            assert codes(site, "Имя;Иван\r\n".encode(encoding), "a.csv") == ["M310"]
        assert codes(site, "名前;山田太郎\r\n".encode("shift_jis"), "a.csv") == ["M310"]
        assert codes(site, "名前;山田太郎\r\n".encode("gb18030"), "a.csv") == ["M310"]

    @pytest.mark.parametrize(
        "kind", ["a document", "gzip", "the text of a PDF", "EXIF", "a packed text of PNG", "a search index", "XMP", "zlib"]
    )
    @pytest.mark.parametrize("length", [5, 20, 60, 200])
    def test_a_file_that_is_cut_off_breaks_nothing(self, site: Site, kind: str, length: int) -> None:
        address, data = KINDS[kind]("Nothing at all")
        assert codes(site, data[:length], address) == []
        assert codes(site, data[:length] + b" Adeyemi was here and more", address) == ["M310"]


@pytest.mark.parametrize("type", tuple(record_types()))
def test_a_canary_in_any_field_of_a_hidden_record_is_found(type: str, new_site: NewSite) -> None:
    values, wanted = filled(type)
    canaries = {path: text for path, text in wanted.items() if text.startswith("canary")}
    assert canaries
    written = json.dumps(values)
    sentences = {path: f"{text} is what {text} says and {text} goes on {text}" for path, text in canaries.items()}
    for path, text in canaries.items():
        written = written.replace(f'"{text}"', json.dumps(sentences[path]))
    site = new_site({**PLAIN, **OTHERS, f"content/{type}/full.yaml": json.dumps({**json.loads(written), "visibility": "private"})})
    missed = [path for path, sentence in sentences.items() if path != "alias" and not codes(site, sentence)]
    assert missed == []


class TestLeaksInThePipeline:
    """Deliberate mistakes in a stage: a build finds them and writes nothing."""

    FILES: ClassVar[Files] = {
        **HIDDEN,
        "content/checkins/c.md": "---\ntitle: Openly told\ndate: 2026-03-04\nvisibility: public\ngoals: [quiet-exit]\nparticipants: [freya-holm]\n---\nSee [it](../goals/quiet-exit.md).\n",
    }

    def built(self, new_site: NewSite) -> list[str]:
        site = new_site(self.FILES)
        built = site.build("public")
        leaked = sorted({problem.code.number for problem in built.problems if problem.severity == "error"})
        assert (built.written is None) == bool(leaked)
        assert (site.root / "public").exists() != bool(leaked)
        return leaked

    def test_without_one_there_is_nothing_to_say(self, new_site: NewSite) -> None:
        assert self.built(new_site) == []

    def test_a_reference_that_keeps_what_was_written(self, new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_Selection, "_reference", lambda self, reference: Reference("", reference.to, text=reference.written))
        assert self.built(new_site) == ["M310", "M311"]

    def test_a_text_that_keeps_its_hidden_blocks(self, new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.modules["mentorsite.audience.select"], "for_audience", lambda text, audience: text.replace(":::", ""))
        assert self.built(new_site) == ["M312"]

    def test_a_page_that_is_named_as_somebody(self, new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.modules["mentorsite.audience.select"], "name_for", lambda person, audience: person.name)
        assert self.built(new_site) == ["M310"]

    def test_an_export_that_holds_too_much(self, new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
        export = mentorsite.exports.exports.data

        def leaking(frame: Any) -> Artifact:
            made = export(frame)
            return Artifact(made.address, made.data.replace(b"{", b'{"hidden": ["goals/quiet-exit"],', 1), made.origin)

        monkeypatch.setattr(mentorsite.exports.exports, "data", leaking)
        assert self.built(new_site) == ["M311"]

    def test_an_insight_that_counts_what_is_hidden(self, new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            mentorsite.exports.exports,
            "data",
            lambda frame: Artifact("data.json", json.dumps({"insights": {"open": ["Leave quietly"]}}).encode(), ""),
        )
        assert self.built(new_site) == ["M311"]

    def test_a_file_that_is_named_as_it_was(self, new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mentorsite.exports.exports, "data", lambda frame: Artifact("files/2026-quiet-exit.json", b"{}", ""))
        monkeypatch.setattr(
            mentorsite.build, "static_files", lambda *_: ([Artifact("files/quiet-exit-0a1b2c3d.png", picture("PNG"), "")], [])
        )
        assert self.built(new_site) == ["M311"]

    def test_a_theme_that_says_what_it_should_not(self, new_site: NewSite) -> None:
        site = new_site(
            {
                **self.FILES,
                "themes/default/templates/pages/404.html": "{% extends 'parent:pages/404.html' %}{% block content %}Ask Freya{% endblock %}\n",
            }
        )
        assert [problem.code.number for problem in site.build("public").problems if problem.severity == "error"] == ["M310"]
        assert site.build("pair").written is not None

    def test_a_private_build_is_not_searched(self, new_site: NewSite) -> None:
        assert found(new_site(self.FILES), [("a.html", b"Freya Adeyemi-Holm")], "private") == []
