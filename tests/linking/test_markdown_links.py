"""What the links of a Markdown text lead to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it.common.normalize_url import normalizeLink

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.keys import table
from mentorsite.linking.markdown_links import LinkFinder, resolve_file
from mentorsite.linking.references import Directory
from mentorsite.markdown.links import find_links
from mentorsite.reading import read
from mentorsite.records.values import Attachment, Key, Markdown, MarkdownLink, Phrase, Prose
from mentorsite.records.walk import Path as Place
from tests.conftest import write_files

FILES = {
    "content/goals/lead.md": "---\ntitle: Lead\n---\nText.\n",
    "content/goals/old/2026-03-04-first one.md": "---\ntitle: First\n---\n",
    "content/goals/broken.md": "---\nstatus: x\n---\n",
    "content/goals/photo.PNG": "x",
    "content/goals/a b.pdf": "x",
    "content/goals/_draft.md": "x",
    "content/people/all.yaml": "- {id: ana, name: Ana}\n- {id: Ben Ode, name: Ben}\n- {id: eva, nam: Eva}\n",
    "content/skills/one.yaml": "- {id: coach, title: Coach}\n",
    "content/notes.md": "x",
    "static/handout.pdf": "x",
    "mkfile.toml": "x",
}


def links_of(finder: LinkFinder, path: Place, text: Markdown) -> tuple[Markdown, list[Diagnostic]]:
    return finder.resolve(path, text, find_links(text.text, inline=isinstance(text, Phrase)))


@pytest.fixture
def finder(tmp_path: Path) -> LinkFinder:
    """Give the finder of the goal `lead`."""
    write_files(tmp_path, FILES)
    content, _ = read(tmp_path, ("Novice",))
    sheets, _ = table(content)
    return LinkFinder(content, Directory(sheets, content.unreadable), sheets[Key("", "goals", "lead")])


def test_a_line_that_may_stand_on_other_pages_leads_to_headings_of_its_own(finder: LinkFinder) -> None:
    """A text of paragraphs stands on its record's page alone, and a link within that page stays one."""
    text, problems = links_of(finder, ("summary",), Phrase("[a](#why), [b](#%C3%BCber), [c](#)"))
    lead = Key("", "goals", "lead")
    assert (text.links, problems) == ((MarkdownLink("#why", lead, "why"), MarkdownLink("#%C3%BCber", lead, "über")), [])
    assert links_of(finder, ("body",), Prose("[a](#why)")) == (Prose("[a](#why)"), [])


@pytest.mark.parametrize(
    ("written", "target", "fragment"),
    [
        ("lead.md", Key("", "goals", "lead"), ""),
        ("./lead.md", Key("", "goals", "lead"), ""),
        ("../goals/lead.md#milestones", Key("", "goals", "lead"), "milestones"),
        ("lead.md?raw=1#why", Key("", "goals", "lead"), "why"),
        ("old/2026-03-04-first%20one.md", Key("", "goals", "first-one"), ""),
        ("../people/all.yaml#ana", Key("", "people", "ana"), ""),
        ("../people/all.yaml#ben-ode", Key("", "people", "ben-ode"), ""),
        ("../people/all.yaml#Ben%20Ode", Key("", "people", "ben-ode"), ""),
        ("lead.md#größe", Key("", "goals", "lead"), "größe"),
        ("../skills/one.yaml", Key("", "skills", "coach"), ""),
        ("../skills/one.yaml#coach", Key("", "skills", "coach"), ""),
        ("photo.PNG", Attachment("content/goals/photo.PNG"), ""),
        ("a%20b.pdf#page=2", Attachment("content/goals/a b.pdf"), "page=2"),
        ("../../static/handout.pdf", Attachment("static/handout.pdf"), ""),
    ],
)
def test_a_relative_address_leads_to_a_record_or_a_file(finder: LinkFinder, written: str, target: Key | Attachment, fragment: str) -> None:
    resolved, problems = links_of(finder, ("body",), Prose(f"[x]({written})"))
    assert problems == []
    assert resolved == Prose(f"[x]({written})", (MarkdownLink(normalizeLink(written), target, fragment),))


@pytest.mark.parametrize("written", ["https://example.org/", "HTTP://example.org", "mailto:a@b", "tel:1", "#part", "//example.org", "?a=b"])
def test_an_address_of_the_web_or_of_the_page_itself_is_left_alone(finder: LinkFinder, written: str) -> None:
    text = Prose(f"[x]({written})")
    assert links_of(finder, ("body",), text) == (text, [])


LOCAL = "it leads to this computer alone: put the file into the content folder, and link to it by its path from here"


@pytest.mark.parametrize(
    ("text", "code", "column", "message", "hint"),
    [
        ("[x](laed.md)", Code.NO_SUCH_FILE, 5, "there is no file `laed.md`", "did you mean `lead.md`?"),
        ("[x](../lead.md)", Code.NO_SUCH_FILE, 5, "there is no file `../lead.md`", "did you mean `lead.md`?"),
        ("[x](xyzzy)", Code.NO_SUCH_FILE, 5, "there is no file `xyzzy`", "the path is relative to this file"),
        ("[x](../../../../etc/passwd)", Code.NO_SUCH_FILE, 5, "there is no file `../../../../etc/passwd`", "the path is relative to this file"),
        ("[x](/goals/lead.md)", Code.NO_SUCH_FILE, 5, "`/goals/lead.md` begins at the root", "did you mean `lead.md`?"),
        ("[x](/xyzzy)", Code.NO_SUCH_FILE, 5, "`/xyzzy` begins at the root", "link relative to this file, for example `../goals/…`"),
        ("[x](_draft.md)", Code.NO_SUCH_FILE, 5, "`_draft.md` is no record of the site", "link to a record"),
        ("[x](../notes.md)", Code.NO_SUCH_FILE, 5, "`../notes.md` is no record of the site", "link to a record"),
        ("[x](../../mkfile.toml)", Code.NO_SUCH_FILE, 5, "there is no file `../../mkfile.toml`", "the path is relative to this file"),
        ("[x](../people/all.yaml)", Code.NO_SUCH_RECORD, 5, "`../people/all.yaml` holds several records", "name one of them after a `#`"),
        ("[x](../people/all.yaml#anna)", Code.NO_SUCH_RECORD, 5, "there is no record `anna` in `content/people/all.yaml`", "did you mean `#ana`?"),
        ("[x](../skills/one.yaml#xyzzy)", Code.NO_SUCH_RECORD, 5, "there is no record `xyzzy` in `content/skills/one.yaml`", "name one of them after a `#`"),
        ("see [[goals/laed]]", Code.NO_SUCH_RECORD, 7, "there is no record `goals/laed`", "did you mean `goals/lead`?"),
        ("see [[xyzzy]]", Code.NO_SUCH_RECORD, 7, "there is no record `xyzzy`", "an id is a file's name, without a date and the ending"),
        ("[x](javascript:y)", Code.UNSAFE_LINK, 5, "a link to `javascript:y` is left out", "link to http, https, mailto or tel"),
        ("[x](C:\\y)", Code.UNSAFE_LINK, 5, "a link to `C:\\y` is left out", LOCAL),
        ("[x](file:///y)", Code.UNSAFE_LINK, 5, "a link to `file:///y` is left out", LOCAL),
        ("[x](..\\goals\\lead.md)", Code.NO_SUCH_FILE, 5, "there is no file `..\\goals\\lead.md`", "write `/` where `\\` stands"),
        ("![x](https://y/z.png)", Code.UNSAFE_LINK, 6, "the picture `https://y/z.png` lies elsewhere and is left out",
         "put the picture into the content folder; a portfolio asks no other host for anything"),
        ("![x](//y/z.png)", Code.UNSAFE_LINK, 6, "the picture `//y/z.png` lies elsewhere and is left out",
         "put the picture into the content folder; a portfolio asks no other host for anything"),
        ("a <!--> b -->", Code.UNREADABLE_LINK, 3, "`<!-->` does not hide what follows it as a comment does",
         "write comments as `<!-- words -->`, none within another; or put it in code"),
        ("a <svg>", Code.UNSAFE_HTML, 3, "the element `<svg>` is left out", "take it out, or write it as Markdown"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_told_at_its_place(finder: LinkFinder, text: str, code: Code, column: int, message: str, hint: str) -> None:
    _, (problem,) = links_of(finder, ("body",), Prose(f"One.\n\n{text}"))
    assert (problem.code, problem.span, problem.message, problem.hint) == (code, Span("content/goals/lead.md", 6, column), message, hint)


@pytest.mark.parametrize("text", ["[x](broken.md)", "[[goals/broken]]", "[[broken]]", "[x](../people/all.yaml#eva)", "[[people/eva]]"])
def test_what_leads_to_a_record_with_problems_of_its_own_is_silent(finder: LinkFinder, text: str) -> None:
    assert links_of(finder, ("body",), Prose(text)) == (Prose(text), [])


def test_what_leads_nowhere_twice_is_told_at_both_places(finder: LinkFinder) -> None:
    _, problems = links_of(finder, ("body",), Prose("[x](nothing.md)\n[y](nothing.md)"))
    assert [(problem.span.line, problem.span.column) for problem in problems] == [(4, 5), (5, 5)]


@pytest.mark.parametrize(("kind", "found"), [(Prose, []), (Phrase, [MarkdownLink("lead.md", Key("", "goals", "lead"))])])
def test_a_phrase_is_read_as_a_phrase_and_stays_one(finder: LinkFinder, kind: Callable[[str], Markdown], found: list[MarkdownLink]) -> None:
    resolved, _ = links_of(finder, ("summary",), kind("    [x](lead.md)"))
    assert type(resolved) is kind
    assert list(resolved.links) == found


def test_html_of_several_lines_is_told_line_by_line(finder: LinkFinder) -> None:
    _, problems = links_of(finder, ("body",), Prose("<div>\n  <svg>\n<p><form>\n</div>"))
    assert [(problem.span.line, problem.span.column) for problem in problems] == [(5, 3), (6, 4)]


def test_html_that_was_to_hide_something_is_told_at_its_place(finder: LinkFinder) -> None:
    _, problems = links_of(finder, ("body",), Prose("<div>\n  <p\n  hidden>\n</div>"))
    said = [(problem.code, problem.span.line, problem.span.column, problem.message) for problem in problems]
    assert said == [
        (Code.BAD_BLOCK, 5, 3, "`<p hidden>` hides nothing: what is in it would be shown"),
        (Code.UNSAFE_HTML, 5, 3, "the attribute `hidden` of `<p>` is left out"),
    ]


def test_a_picture_is_found_relative_to_the_record_s_file(finder: LinkFinder) -> None:
    found = resolve_file(finder.content, finder.sheet, ("photo",), Attachment("../goals/photo.PNG"))
    assert found == (Attachment("content/goals/photo.PNG"), [])


@pytest.mark.parametrize("path", ["photo.png", "lead.md", "../../mkfile.toml", "../../../../etc/passwd"])
def test_a_picture_that_is_not_there_or_is_a_record_is_told(finder: LinkFinder, path: str) -> None:
    found, (problem,) = resolve_file(finder.content, finder.sheet, ("title",), Attachment(path))
    assert found is None
    assert (problem.code, problem.span, problem.message) == (
        Code.NO_SUCH_FILE,
        Span("content/goals/lead.md", 2, 8),
        f"there is no file `{path}`",
    )
