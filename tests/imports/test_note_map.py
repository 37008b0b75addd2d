"""A mapping file says which folder is which type and which field goes where, or what is wrong in it, and where."""

from __future__ import annotations

import re

import pytest

from mentorsite.imports.note_map import read_note_map
from tests.conftest import ROOT

TEXT = """\
visibility = "review"

[folders]
"_posts/" = "stories"
Daily = ""

[fields]
categories = "tags"
layout = ""

[fields.milestones]
categories = "summary"
"""


def test_it_says_what_goes_where() -> None:
    found, problems = read_note_map("map.toml", TEXT.encode())
    assert problems == []
    assert found.visibility == "review"
    assert found.folders == {"_posts": "stories", "Daily": ""}
    assert [found.field_for("goals", name) for name in ("categories", "layout", "other")] == ["tags", "", None]
    assert [found.field_for("milestones", name) for name in ("categories", "layout", "other")] == ["summary", "", None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("visibilty = 'pair'", "1:1 M700 `visibilty` is no key of a mapping file; did you mean `visibility`?"),
        ("\nvisibility = 'everybody'", "2:1 M700 `everybody` is no audience; it is one of `private`, `pair`, `review`, `public`"),
        ("[folders]\na = 'goal'", "2:1 M700 `goal` is no record type; did you mean `goals`?"),
        ("folders = 'goals'", "1:1 M700 a table belongs here; write `[folders]` on a line of its own"),
        ("[fields]\na = 'titel'", "2:1 M104 `titel` is no field of any type; did you mean `title`?"),
        ("[fields.goal]\na = 'title'", "1:9 M700 `goal` is no record type; did you mean `goals`?"),
        ("[fields.goals]\na = 'levels'", "2:1 M104 `levels` is no field of goals; docs/content.md lists the fields of each type"),
        ("[fields\n", "0:0 M700 the mapping file is no TOML"),
    ],
)
def test_what_is_wrong_has_its_place_and_a_way_out(text: str, said: str) -> None:
    _, (problem, *more) = read_note_map("map.toml", text.encode())
    assert more == []
    assert f"{problem.span.line}:{problem.span.column} {problem.code.number} {problem.message}; {problem.hint}".startswith(said)


def test_it_has_to_be_utf_8() -> None:
    _, (problem,) = read_note_map("map.toml", b"\xff")
    assert problem.code.number == "M101"


def test_the_one_that_the_documentation_shows_is_right() -> None:
    shown = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "exchange.md").read_text("utf-8"), re.DOTALL)
    (text,) = (each for each in shown if "[folders]" in each)
    found, problems = read_note_map("map.toml", text.encode())
    assert problems == []
    assert (found.visibility, found.folders["_posts"], found.field_for("milestones", "achieved")) == ("review", "stories", "date")
