"""A begun record gets a file of its own."""

from __future__ import annotations

import pytest

from mentorsite.scaffold.desk import Values
from mentorsite.scaffold.filing import file
from mentorsite.scaffold.follows import Begun
from tests.conftest import Files
from tests.scaffold.conftest import NewDesk


@pytest.mark.parametrize(
    ("type", "values", "more", "path", "id", "is_new"),
    [
        ("goals", {"title": "One"}, {}, "goals/one.md", None, True),
        ("goals", {"title": "Lead"}, {}, "goals/lead.md", None, False),
        ("people", {"name": "Cleo"}, {}, "people/cleo.md", None, True),
        ("checkins", {}, {}, "checkins/2026-11-24.md", None, True),
        ("checkins", {}, {"content/checkins/2026-11-24.yaml": "{}"}, "checkins/2026-11-24.md", None, False),
        ("introductions", {}, {"content/introductions/2026-11-24.yaml": "to: x"}, "introductions/2026-11-24-2.md", "2026-11-24-2", True),
        ("checkins", {"title": "A"}, {"content/checkins/2026-01-01-a.md": "---\n---\n"}, "checkins/2026-11-24-a.md", "2026-11-24-a", True),
        ("skills", {"title": "Lead"}, {"content/pages/p.md": "---\ntitle: P\n---\n[[lead]]"}, "skills/lead-skill.md", None, True),
        ("skills", {"title": "Lead"}, {}, "skills/lead.md", None, True),
    ],
)
def test_a_file_is_named_so_that_it_is_no_other(
    desk: NewDesk, type: str, values: Values, more: Files, path: str, id: str | None, is_new: bool
) -> None:
    filed = file(desk(type, more), Begun(values))
    assert (filed.path, filed.is_new) == (f"content/{path}", is_new)
    assert (f"\nid: {id}\n" in filed.draft.text) if id else ("\nid:" not in filed.draft.text)
