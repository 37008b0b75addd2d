"""The text of a record that came in: how people like to read it, and the ways out where that would be read as something else."""

from __future__ import annotations

import pytest

from mentorsite.imports.record_text import texts_of
from mentorsite.records.registry import record_types
from tests.conftest import Site
from tests.imports.conftest import empty_site, taken_in


def test_fields_stand_above_and_texts_below_under_their_headings() -> None:
    values = {"title": "Lead", "private": "Mine.", "why": "So.", "body": "Told.", "tags": ["a", "b"], "start": "2026-03-04"}
    assert next(texts_of(record_types()["goals"], values)) == (
        "---\ntitle: Lead\nstart: 2026-03-04\ntags: [a, b]\n---\nTold.\n\n## Why\n\nSo.\n\n## Private\n\nMine.\n"
    )


def test_numbers_and_flags_are_bare_and_what_looks_like_one_is_not() -> None:
    values = {"title": "2026", "draft": "true", "indicators": [{"name": "7", "target": "4.50", "readings": {"2026-03-04": "1"}}]}
    text = next(texts_of(record_types()["goals"], values))
    assert text == (
        '---\ntitle: "2026"\nindicators:\n  - name: "7"\n    target: 4.50\n    readings:\n      2026-03-04: 1\ndraft: true\n---\n\n'
    ).replace("---\n\n", "---\n")


@pytest.mark.parametrize(
    "text",
    [
        "## Why\n\nnot this one",
        "# One\n\n## Two\n\nthree",
        "```\n## Private\n```",
        "    code\n\nand more",
        "a\n---\nb",
        "---\na: b\n---\n",
        "::: pair\nfor two\n:::",
        "- a\n\n  ::: pair\n  for two\n  :::",
        "\ttab",
        "a\u2028b\x85c",
        "<!-- words -->",
        "a  \nb",
        "Setext\n===\n\nmore",
    ],
)
@pytest.mark.parametrize("field", ["body", "why"])
def test_whatever_stands_in_a_text_is_there_when_it_is_read(tmp_path: str, field: str, text: str) -> None:
    site: Site = empty_site(tmp_path)  # type: ignore[arg-type]
    quoted = text.replace('"', '""')
    _, problems = taken_in(site, {"goals.csv": f'title,tags,{field}\nA,a,"{quoted}"\n'})
    written = (site.root / "content/goals/a.md").read_text() if not problems else ""
    record = next(iter(site.view("private").records.values())).record if not problems else None
    if "Private" in text:
        assert [problem.code.number for problem in problems] == ["M116"]
    elif text == "<!-- words -->":
        assert "words" in written
    else:
        assert record is not None, problems
        value = getattr(record, field)
        assert value is not None, written
        assert "".join(value.text.split()) == "".join(text.replace("::: pair", "").replace(":::", "").split()) or "\u2028" in text
