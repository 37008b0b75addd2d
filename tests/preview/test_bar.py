"""A page gets a bar that says who sees it and what is wrong, and a policy that lets it hear of changes and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mentorsite.audience.view import Shown
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.preview.bar import MOST, Bar, dressed, nothing_yet, problems_drawn
from mentorsite.records.audience import Audience
from mentorsite.records.types.goals import Goal
from mentorsite.records.values import Key

PAGE = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \'self\'">\n'
    '<title>A</title>\n<script src="assets/site.js"></script>\n</head>\n<body class="x">\n<header>H</header><main>M</main>\n</body>\n</html>\n'
)
SHOWN = Shown(Key("", "goals", "lead"), Goal(title="Lead"), Audience.REVIEW, "content/goals/lead.md")


def bar(root: Path, **facts: object) -> Bar:
    return replace(Bar(Audience.PAIR, "/repo/goals/lead.html", root, opens=True), **facts)  # type: ignore[arg-type]


def test_a_page_stays_as_it_is_around_its_bar(tmp_path: Path) -> None:
    html, _ = dressed(PAGE, bar(tmp_path))
    start, end = html.index("<mentorsite-preview"), html.index('<script src="/~mentorsite/preview.js"></script>\n')
    rest = html[:start] + html[end + len('<script src="/~mentorsite/preview.js"></script>\n') :]
    assert rest.replace("\n\n", "\n") == PAGE.replace(PAGE[PAGE.index("<meta") : PAGE.index("<title")], "")
    assert html.index("<body") < start < html.index("<header>")


def test_the_policy_of_the_page_becomes_a_header_that_lets_it_listen(tmp_path: Path) -> None:
    html, policy = dressed(PAGE, bar(tmp_path))
    assert policy == "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"
    assert "Content-Security-Policy" not in html


@pytest.mark.parametrize(
    ("written", "header"),
    [
        (
            "default-src &#39;none&#39;;\n  img-src 'self';",
            "default-src 'none'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'",
        ),
        ("connect-src 'none'; img-src *", "connect-src 'self'; img-src *; frame-ancestors 'none'"),
        ("connect-src https://a.example", "connect-src 'self' https://a.example; frame-ancestors 'none'"),
        ("default-src 'self' \u2028", "default-src 'self'; connect-src 'self'; frame-ancestors 'none'"),
    ],
)
def test_a_policy_of_a_theme_becomes_one_that_a_header_can_hold(tmp_path: Path, written: str, header: str) -> None:
    _, policy = dressed(f'<meta http-equiv="Content-Security-Policy" content="{written}"><body>', bar(tmp_path))
    assert policy == header


@pytest.mark.parametrize("page", ["<p>A theme with a page of its own", "<BODY><p>", ""])
def test_whatever_a_theme_makes_gets_a_bar_and_a_policy(tmp_path: Path, page: str) -> None:
    html, policy = dressed(page, bar(tmp_path))
    assert html.count("<mentorsite-preview") == 1
    assert policy == "frame-ancestors 'none'"


def test_it_says_which_audience_one_looks_at_and_leads_to_the_others_in_place(tmp_path: Path) -> None:
    html, _ = dressed(PAGE, bar(tmp_path))
    assert '<a href="/~mentorsite/as/pair?at=/repo/goals/lead.html" aria-current="true">pair</a>' in html
    assert all(f'/~mentorsite/as/{name}?at=/repo/goals/lead.html"' in html for name in ("private", "pair", "review", "public"))
    assert html.count("aria-current") == 1


def test_of_a_record_it_says_how_far_it_reaches_and_where_it_is_written(tmp_path: Path) -> None:
    html, _ = dressed(PAGE, bar(tmp_path, record=SHOWN, line=7))
    assert ">review</span>" in html
    assert 'data-open="content/goals/lead.md" data-line="7"' in html
    assert 'data-copy="content/goals/lead.md"' in html


def test_without_an_editor_it_leads_to_visual_studio_code(tmp_path: Path) -> None:
    folder = tmp_path / "our year"
    html, _ = dressed(PAGE, bar(folder, record=SHOWN, line=7, opens=False))
    place = (folder / "content/goals/lead.md").resolve().as_posix().lstrip("/").replace(" ", "%20")
    assert f'href="vscode://file/{place}:7"' in html
    assert "data-open" not in html


def test_a_problem_stands_with_its_lines_and_what_is_meant_is_marked(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("---\ntitle: <b>\nvisibility: publik\n---\n")
    problem = Diagnostic(
        Code.UNKNOWN_CHOICE,
        Span("content/a.md", 3, 13),
        "`publik` is no audience",
        "did you mean `public`?",
        ((Span("content/b.md", 1, 1), "the <other> one"),),
    )
    html = problems_drawn(bar(tmp_path, problems=[problem]))
    assert "<h2>1 error</h2>" in html
    assert "content/a.md:3:13" in html
    assert "visibility: <mark>publik</mark>" in html
    assert "<i>2</i>title: &lt;b&gt;" in html
    assert "did you mean <code>public</code>?" in html
    assert "</mark></mark>\n<i>4</i>---" in html
    assert "content/b.md:1:1" in html
    assert "the &lt;other&gt; one" in html


def test_nothing_of_a_file_is_taken_for_html_and_nothing_turns_the_direction_of_writing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("<script>alert(1)</script>\u202e\x1b[0m\n")
    problem = Diagnostic(Code.BAD_YAML, Span("content/a.md", 1, 0), "<img src=x>\u202e", "\x07\u200b")
    html = problems_drawn(bar(tmp_path, problems=[problem]))
    assert "<script>" not in html
    assert "<img" not in html
    assert not set(html) & set("\u202e\x1b\x07\u200b")
    assert "\\u202e" in html


def test_the_heaviest_problems_come_first_and_a_great_many_are_counted(tmp_path: Path) -> None:
    warnings = [Diagnostic(Code.NOT_A_TYPE, Span(f"content/{number}.md"), "a warning") for number in range(MOST)]
    error = Diagnostic(Code.BAD_TOML, Span("mkfile.toml", 1, 1), "an error")
    html = problems_drawn(bar(tmp_path, problems=[*warnings, error]))
    assert html.index("an error") < html.index("a warning")
    assert html.count("<li") == MOST
    assert "1 more; the terminal" in html
    assert f"<h2>1 error, {MOST} warnings</h2>" in html


def test_while_there_is_no_site_there_is_a_page_that_says_so(tmp_path: Path) -> None:
    html, _ = nothing_yet(bar(tmp_path, problems=[Diagnostic(Code.BAD_TOML, Span("mkfile.toml", 1, 1), "an error")]))
    assert "Nothing to show yet" in html
    assert "an error" in html


@pytest.mark.parametrize(
    ("other", "in_place"),
    [
        (PAGE.replace("<main>M", "<main>Other"), True),
        (PAGE.replace("<title>A", "<title>Other"), True),
        (PAGE.replace("<header>H", "<header>Other"), False),
        (PAGE.replace("</head>", '<script src="assets/timeline.js"></script></head>'), False),
        (PAGE.replace("<main>M", "<main><script>x</script>"), False),
        (PAGE.replace("</head>", '<script type="application/ld+json">{"a": "<b>"}</script></head>'), True),
        (PAGE.replace("</head>", '<meta property="og:title" content="Other"></head>'), True),
        (PAGE.replace("</head>", '<script type="module">x</script></head>'), False),
    ],
)
def test_only_a_page_that_differs_in_its_content_is_renewed_in_place(tmp_path: Path, other: str, in_place: bool) -> None:
    def frame(page: str) -> str:
        return dressed(page, bar(tmp_path))[0].partition('data-frame="')[2].partition('"')[0]

    assert frame(PAGE)
    assert (frame(other) == frame(PAGE)) is in_place


def test_a_page_that_can_be_searched_is_renewed_in_place_as_well(tmp_path: Path) -> None:
    page = PAGE.replace("</head>", '<script src="../assets/search.js" defer></script></head>')
    assert 'data-frame=""' not in dressed(page, bar(tmp_path))[0]
