"""Aliases between what is private and what is shown."""

from __future__ import annotations

import pytest

from mentorsite.reading.yaml_nodes import YamlText, load


def places(text: str) -> list[str]:
    _, problems = load(YamlText("a.yaml", text))
    return [f"{problem.span.line}:{problem.span.column} {problem.code.number} {problem.message}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("private: &x S\nsummary: *x\n", "2:10"),
        ("summary: &x S\nprivate: *x\n", "2:10"),
        ("title: &x S\nsummary: *x\nprivate: *x\nbody: *x\n", "3:10"),
        ("private: &x S\nnotes: |\n  *x\ntags: [a, *x]\n", "4:11"),
        ("tags: &t [S, {a: b}]\nprivate: *t\n", "2:10"),
        ("actions: [{what: &x S}]\nprivate: [a, {b: *x}]\n", "2:18"),
        ("- id: a\n  private: &x S\n- id: b\n  summary: *x\n", "4:12"),
        ("private: &x S\ntitle: &y T\nsummary: *y\nbody: *x\n", "4:7"),
        ("private: {a: &x S, private: b}\ntags: [{private: *x}]\n", "2:18"),
    ],
)
def test_an_alias_of_what_is_private_is_an_error_at_its_place(text: str, place: str) -> None:
    assert places(text) == [f"{place} M109 an alias repeats what is in `private` where it would be shown"]


@pytest.mark.parametrize(
    "text",
    [
        "title: &x T\nsummary: *x\nprivate: S\n",
        "private: [&x S, *x]\nsummary: '*x'\n",
        "- {id: a, private: &x S}\n- {id: b, private: *x}\n",
        "title: &x T\ntags: [{private: *x}]\n",
    ],
)
def test_other_aliases_are_fine(text: str) -> None:
    assert places(text) == []
