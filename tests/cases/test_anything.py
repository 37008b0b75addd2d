"""Anything at all: whatever bytes, YAML, Markdown and names a content folder holds, there is a result, the same each time, and every place exists."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentorsite.diagnostics import Diagnostic, Span
from mentorsite.linking import link
from mentorsite.reading import read
from mentorsite.reading.text import decode
from mentorsite.records.describe import fields_of
from mentorsite.records.registry import record_types, type_names
from tests.conftest import Files, Site

LEVELS = ("Novice", "Expert")


def told_of(root: Path) -> list[Diagnostic]:
    """Read and link a content folder twice, and give its problems."""
    found = []
    for _ in range(2):
        content, problems = read(root, LEVELS)
        portfolio, unlinked = link(content)
        found.append((content.sheets, content.unreadable, portfolio, [*problems, *unlinked]))
    assert found[0] == found[1]
    return found[0][3]


def assert_places_exist(root: Path, problems: Iterable[Diagnostic]) -> None:
    for problem in problems:
        for span in (problem.span, *(place for place, _ in problem.related)):
            assert_exists(root, span, problem)


def assert_exists(root: Path, span: Span, problem: Diagnostic) -> None:
    assert os.path.lexists(root / span.path), problem
    if not span.line:
        return
    data = (root / span.path).read_bytes()
    text = decode(span.path, data)[0] or data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    assert 1 <= span.line <= len(lines) + 1, problem
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    assert 1 <= span.column <= len(line) + 2, problem


def check(root: Path, path: str, data: bytes) -> None:
    shutil.rmtree(root / "content", ignore_errors=True)
    (root / path).parent.mkdir(parents=True)
    (root / path).write_bytes(data)
    assert_places_exist(root, told_of(root))


types = st.sampled_from(type_names())
endings = st.sampled_from(["md", "yaml"])

# Pieces that mean something to one of the parsers, so that what is thrown gets deeper than random letters would.
YAML_PIECES = ["- ", ": ", "\n", "\n  ", "\t", "#", "|", ">", "'", '"', "[", "]", "{", "}", ",", "&a ", "*a", "!!str ", "!x ", "? ", "---\n", "...\n", "%", "@", "`",
    "<<: ", "~", "\\", "\u2028", "\x85", "\ufeff", "\x00", "\x1b", "\r", "title: x\n", "id: x\n", "2026-03-04", "é", "🎉"]  # fmt: skip
MARKDOWN_PIECES = ["# ", "## ", "### ", "## Private\n", "## Why\n", "\n", "\n\n", "- ", "1. ", "> ", "```", "~~~", "    ", "\t", "`", "*", "**", "_", "~~", "[", "]", "(", ")", "![",
    "](", "[[", "]]", "|", "|-|\n", "<", ">", "</", "<b>", "<!--", "-->", "<?", "]]>", "&amp;", "&#1;", "\\", "---\n", "===\n", "::: pair\n", ":::\n", "[a]: b\n",
    "javascript:", "../goals/a.md", "a.md#x", "https://example.org", "goals/a", "{{", "%}", "\u202e", "\x00", "\r\n", "é", "🎉", "a", "b ", "x"]  # fmt: skip


def pieces(known: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(st.sampled_from(known), st.text(max_size=6)), max_size=25).map("".join)


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=30),
    st.sampled_from(["a", "goals/a", "2026-03-04", "public", "Novice", "1"]),
)
field_names = st.sampled_from(sorted({name for record_type in record_types().values() for name in fields_of(record_type)}))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.one_of(field_names, st.text(max_size=5)), inner, max_size=4)),
    max_leaves=12,
)
records = st.dictionaries(st.one_of(field_names, st.text(max_size=8)), values, max_size=8)


@given(type=types, ending=endings, data=st.binary(max_size=200))
@example(type="goals", ending="md", data=b"\xef\xbb\xbf\xef\xbb\xbf---\n---\n")
@example(type="goals", ending="yaml", data=b"\xff\xfe")
def test_any_bytes_are_read(tmp_path: Path, type: str, ending: str, data: bytes) -> None:
    check(tmp_path, f"content/{type}/a.{ending}", data)


@given(type=types, ending=endings, text=pieces(YAML_PIECES))
@example(type="goals", ending="yaml", text="? ? ? a")
@example(type="goals", ending="yaml", text="&a [*a]")
@example(type="goals", ending="yaml", text="title: 'a\n\n  b'\nwhy: |\n\n\n")
@example(type="goals", ending="yaml", text="{title: [x\n\n\n")
def test_any_yaml_is_read(tmp_path: Path, type: str, ending: str, text: str) -> None:
    if ending == "md":
        text = f"---\n{text}\n---\n"
    check(tmp_path, f"content/{type}/a.{ending}", text.encode("utf-8", "surrogatepass"))


@given(
    type=types,
    record=st.one_of(records, st.lists(records, max_size=3)),
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    flow=st.booleans(),
)
def test_any_record_is_read(tmp_path: Path, type: str, record: object, style: str | None, flow: bool) -> None:
    text = yaml.safe_dump(record, default_style=style, default_flow_style=flow, allow_unicode=True, width=40)
    check(tmp_path, f"content/{type}/2026-03-04-a.yaml", text.encode("utf-8", "surrogatepass"))


@given(
    type=types,
    text=pieces(MARKDOWN_PIECES),
    field=st.sampled_from(["body", "private", "summary"]),
    style=st.sampled_from(["body", "|", ">", '"']),
)
def test_any_markdown_is_read(tmp_path: Path, type: str, text: str, field: str, style: str) -> None:
    if style == "body":
        data = f"---\ntitle: x\nname: x\n---\n{text}"
    elif style == '"':
        data = yaml.safe_dump({"title": "x", field: text}, default_style='"', width=30)
    else:
        data = f"title: x\n{field}: {style}\n" + "".join(f"  {line}\n" for line in text.split("\n"))
    check(tmp_path, f"content/{type}/2026-03-04-a.{'md' if style == 'body' else 'yaml'}", data.encode("utf-8", "surrogatepass"))


# Whatever a file system takes: any bytes but these two, and not only dots.
names = (
    st.binary(min_size=1, max_size=60).map(lambda name: name.replace(b"/", b"-").replace(b"\0", b"0")).filter(lambda name: name.strip(b"."))
)


@given(
    folders=st.lists(st.one_of(names, types.map(os.fsencode), st.just(b"portfolios")), max_size=4),
    file=names,
    ending=st.sampled_from([b".md", b".yaml", b".MD", b"", b".png"]),
)
def test_any_name_is_read(tmp_path: Path, folders: list[bytes], file: bytes, ending: bytes) -> None:
    place = os.path.join(os.fsencode(tmp_path), b"content", *folders)
    shutil.rmtree(tmp_path / "content", ignore_errors=True)
    os.makedirs(place)
    with open(os.path.join(place, file + ending), "wb") as opened:
        opened.write(b"---\ntitle: x\nstatus: activ\n---\n")
    for problem in told_of(tmp_path):
        problem.span.path.encode()
        problem.message.encode()


@given(text=pieces(MARKDOWN_PIECES), title=st.text(max_size=20), tag=st.text(max_size=10))
@settings(max_examples=12)
def test_a_site_is_made_of_any_text_or_refused(new_site: Callable[[Files], Site], text: str, title: str, tag: str) -> None:
    front = yaml.safe_dump({"title": title, "tags": [tag]}, allow_unicode=True)
    site = new_site({"content/goals/a.md": f"---\n{front}---\n{text}".encode("utf-8", "surrogatepass")})
    first, second = site.make("public"), site.make("public")
    assert first == second
    errors = [problem for problem in first.problems if problem.severity == "error"]
    assert not [problem for problem in errors if problem.code.number == "M503"]
    assert bool(first.artifacts) == (not errors)
    assert_places_exist(site.root, first.problems)


@pytest.mark.parametrize("name", record_types())
def test_a_record_of_nothing_is_read(new_site: Callable[[Files], Site], name: str) -> None:
    site = new_site({f"content/{name}/a.yaml": "{}\n", f"content/{name}/b.md": "Text.\n", f"content/{name}/c.md": "---\n---\n"})
    assert {line.split(" ")[1] for line in site.said()} <= {"M105"}
