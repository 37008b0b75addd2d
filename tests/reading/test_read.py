"""A content folder becomes its content."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.reading import Content, read
from mentorsite.reading.defaults import Defaults
from mentorsite.reading.kept import KeptSheets
from mentorsite.reading.read import Limits
from mentorsite.records.values import Key
from tests.conftest import write_files

LEVELS = ("Novice", "Expert")


def read_files(root: Path, files: dict[str, str | bytes], limits: Limits | None = None) -> tuple[Content, list[Diagnostic]]:
    write_files(root, files)
    return read(root, LEVELS, limits)


def test_a_site_without_a_content_folder_has_no_content(tmp_path: Path) -> None:
    content, (problem,) = read(tmp_path, LEVELS)
    assert (problem.code, problem.span) == (Code.NO_CONTENT, Span("content"))
    assert content == Content((), (), frozenset(), {}, ())


def test_an_empty_content_folder_has_no_content_and_no_problem(tmp_path: Path) -> None:
    assert read_files(tmp_path, {"content/.keep": ""}) == (Content((), (), frozenset(), {}, ()), [])


def test_records_come_in_the_order_of_their_files_with_their_keys_and_sources(tmp_path: Path) -> None:
    content, problems = read_files(
        tmp_path,
        {
            "content/people/all.yaml": "- id: Ben Ode\n  name: Ben\n- id: ana\n  name: Ana\n",
            "content/goals/lead.md": "---\ntitle: Lead\n---\nWhy not?\n",
            "content/portfolios/Ána/pages/about.yml": "title: About\n",
            "content/pages/2026-03-04-news.MD": "---\ntitle: News\n---\n",
        },
    )
    assert problems == []
    assert [(sheet.key, sheet.source.path, sheet.source.index) for sheet in content.sheets] == [
        (Key("", "goals", "lead"), "content/goals/lead.md", None),
        (Key("", "pages", "news"), "content/pages/2026-03-04-news.MD", None),
        (Key("", "people", "ben-ode"), "content/people/all.yaml", 0),
        (Key("", "people", "ana"), "content/people/all.yaml", 1),
        (Key("ána", "pages", "about"), "content/portfolios/Ána/pages/about.yml", None),
    ]
    assert content.portfolios == ("Ána",)
    assert content.sheets[1].record.date == date(2026, 3, 4)
    assert content.sheets[0].record.body is not None
    assert content.sheets[0].record.body.text == "Why not?"


def test_the_files_of_content_and_static_are_known_by_path(tmp_path: Path) -> None:
    content, problems = read_files(
        tmp_path,
        {"content/goals/photo.png": "x", "content/_notes/a.md": "x", "static/a/b.txt": "x", "static/.hidden": "x", "other.txt": "x"},
    )
    assert problems == []
    assert list(content.files) == ["content/_notes/a.md", "content/goals/photo.png", "static/a/b.txt"]


def test_files_in_no_folder_of_a_type_are_told_and_those_that_are_no_records_are_not(tmp_path: Path) -> None:
    content, problems = read_files(
        tmp_path, {"content/a.md": "", "content/Goals/b.yaml": "", "content/c.txt": "", "content/_d.md": "", "content/_e/f.md": ""}
    )
    assert content.sheets == ()
    assert [(problem.code, problem.span.path, problem.hint) for problem in problems] == [
        (Code.NOT_A_TYPE, "content/Goals/b.yaml", "did you mean the folder `goals`?"),
        (Code.NOT_A_TYPE, "content/a.md", "move it into one, such as `content/goals/`, or begin its name with `_`"),
    ]


def test_a_file_that_an_editor_named_otherwise_is_told(tmp_path: Path) -> None:
    names = [
        "goals/a.markdown",
        "goals/b.md.txt",
        "goals/C.YAML.TXT",
        "goals/d.txt",
        "goals/e.pdf",
        "goals/_f.md.txt",
        "g.md.txt",
        "goals/h.yml",
    ]
    write_files(tmp_path, {f"content/{name}": "title: One\n" for name in names})
    content, problems = read(tmp_path, ())
    assert [sheet.key.id for sheet in content.sheets] == ["h"]
    assert [(problem.code, problem.span.path, problem.message) for problem in problems] == [
        (Code.NOT_READ, f"content/goals/{name}", f"the file's name ends in `{end}`, and it is not read as a record")
        for name, end in (("C.YAML.TXT", ".yaml.txt"), ("a.markdown", ".markdown"), ("b.md.txt", ".md.txt"))
    ]


def test_the_limits_are_kept(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/goals/a.md": f"---\ntitle: A\n---\n{'word ' * 300}",
        "content/goals/b.yaml": f"title: {'b' * 3000}",
    }
    _, problems = read_files(tmp_path, files, Limits(file_bytes=2000, text_kib=1))
    assert [(problem.code, problem.span) for problem in problems] == [
        (Code.TOO_COMPLEX, Span("content/goals/a.md", 4, 1)),
        (Code.TOO_LARGE, Span("content/goals/b.yaml")),
    ]


def test_reading_does_not_depend_on_the_order_in_which_files_were_made(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/goals/{name}.md": f"---\ntitle: {name}\nstatus: x\n---\n" for name in "abcdefgh"}
    files |= {f"content/pages/{name}.md": f"---\ntitle: {name}\n---\n" for name in "abcdefgh"}
    first = read_files(tmp_path / "one", files)
    second = read_files(tmp_path / "other", dict(reversed(files.items())))
    assert first[0].sheets == second[0].sheets
    assert first[1] == second[1]


def test_what_is_reused_is_read_as_it_is_and_nothing_is_kept(tmp_path: Path) -> None:
    goal = {"content/goals/one.md": "---\ntitle: One\n---\n", "content/goals/two.md": "---\ntitle: Two\n---\n"}
    write_files(tmp_path, goal)
    assert [sheet.record.title for sheet in read(tmp_path, (), reuse=True)[0].sheets] == ["One", "Two"]
    assert not (tmp_path / ".mentorsite").exists()
    read(tmp_path, (), keep=True)
    kept = (tmp_path / ".mentorsite" / "sheets").read_bytes()
    write_files(tmp_path, {"content/goals/two.md": "---\ntitle: Second\n---\n", "content/goals/three.md": "---\ntitle: Three\n---\n"})
    assert [sheet.record.title for sheet in read(tmp_path, (), reuse=True)[0].sheets] == ["One", "Three", "Second"]
    assert (tmp_path / ".mentorsite" / "sheets").read_bytes() == kept


def test_what_is_reused_is_not_read_again(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/goals/one.md": "---\ntitle: One\n---\n"})
    read(tmp_path, (), keep=True)
    kept = KeptSheets.load(tmp_path, ((), Limits(), Defaults({})))
    ((path, (signature, digest, sheets, outline)),) = kept.entries.items()
    (sheet,) = pickle.loads(sheets)
    changed = replace(sheet, record=sheet.record.model_copy(update={"title": "Kept"}))
    kept.entries[path] = signature, digest, pickle.dumps([changed]), outline
    kept.changed = True
    kept.save(tmp_path)
    assert [sheet.record.title for sheet in read(tmp_path, (), reuse=True)[0].sheets] == ["Kept"]
    assert [sheet.record.title for sheet in read(tmp_path, ())[0].sheets] == ["One"]
