"""What practice checks share: which records they look at, and how they name things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentorsite.insights.practice.finding import called, counted, named, running, written
from mentorsite.insights.scope import Scope
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.goals import Goal
from mentorsite.records.values import Phrase
from tests.conftest import TODAY, Files, Site
from tests.insights.practice.conftest import PEOPLE, ago
from tests.insights.practice.test_checkins import agreement


def test_drafts_are_not_looked_at(new_site: Callable[[Files], Site]) -> None:
    site = new_site({"content/goals/a.md": "---\ntitle: A\ndraft: true\n---\n", "content/goals/b.md": "---\ntitle: B\n---\n"})
    assert [key.id for key, _ in written(Scope(site.view("private"), "", TODAY), Goal)] == ["b"]


@pytest.mark.parametrize(
    ("start", "fields", "runs"), [(0, (), True), (-1, (), False), (9, (f"end: {ago(0)}",), True), (9, (f"end: {ago(1)}",), False)]
)
def test_an_agreement_runs_from_its_first_day_to_its_last(
    new_site: Callable[[Files], Site], start: int, fields: tuple[str, ...], runs: bool
) -> None:
    site = new_site({**PEOPLE, **agreement(*fields, start=start)})
    assert bool(list(running(Scope(site.view("private"), "", TODAY)))) is runs


def test_a_record_without_a_title_is_called_by_its_type_and_day() -> None:
    assert called(Checkin.model_validate({"date": "2026-03-04"})) == "`Check-in, 4 March 2026`"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (Phrase("Write *it* `down` with [her](x.md)"), "`Write it down with her`"),
        ("A `title`\non two  lines", "`A 'title' on two lines`"),
        ("x" * 61, f"`{'x' * 57}…`"),
    ],
)
def test_a_text_is_shown_as_words_on_one_line(text: str | Phrase, name: str) -> None:
    assert named(text) == name


def test_one_is_one() -> None:
    assert [counted(1), counted(0), counted(2, "level")] == ["1 day", "0 days", "2 levels"]
