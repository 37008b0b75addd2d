"""What changed between two days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mentorsite.insights.changes import changes
from mentorsite.insights.scope import Scope
from tests.conftest import Files, Site

FILES: Files = {
    "content/goals/lead.yaml": """\
title: Lead
status: achieved
start: 2026-01-12
achieved: 2026-06-25
indicators: [{name: Led, target: 6, readings: {2026-02-02: 1, 2026-06-25: 6, 2026-08-08: 7}}]
milestones: [{title: One, done: 2026-06-20}, {title: Two, due: 2026-06-21}]
revisions: [{date: 2026-06-10, change: More}]
""",
    "content/goals/always.yaml": "title: Always there",
    "content/skills/s.yaml": "title: Asking\nlevels: {2026-06-12: 2}\nevidence: {2026-06-12: goals/lead}",
    "content/milestones/before.yaml": "title: Before\ndate: 2026-06-01",
    "content/milestones/new.yaml": "title: New\ndate: 2026-06-02",
    "content/milestones/newest.yaml": "title: Newest\ndate: 2026-06-30",
    "content/milestones/later.yaml": "title: Later\ndate: 2026-07-01",
}


def test_it_tells_what_came_and_what_happened_after_the_first_day_and_up_to_the_last(new_site: Callable[[Files], Site]) -> None:
    found = changes(Scope(new_site(FILES).view("private"), "", date(2026, 6, 30)), date(2026, 6, 1))
    assert [(each.record.id, each.day.day) for each in found.arrived] == [("newest", 30), ("new", 2)]
    assert [each.record.id for each in found.changed] == ["lead", "s"]
    goal, skill = found.changed
    assert [(each.day.day, each.label, str(getattr(each.what, "text", each.what)), each.of) for each in goal.happened] == [
        (25, "Achieved", "None", None),
        (25, "Readings", "6", "Led"),
        (20, "Milestones", "One", None),
        (10, "Revisions", "More", None),
    ]
    assert [each.label for each in skill.happened] == ["Levels", "Evidence"]


def test_between_a_day_and_itself_nothing_changes(new_site: Callable[[Files], Site]) -> None:
    found = changes(Scope(new_site(FILES).view("private"), "", date(2026, 6, 25)), date(2026, 6, 25))
    assert (found.arrived, found.changed) == ((), ())
