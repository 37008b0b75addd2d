"""Whatever is written in a field stands on the record's page: every field of every type, found by its declaration."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from itertools import count
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.fields import WebLink
from mentorsite.records.registry import record_types
from mentorsite.records.values import Attachment, Cadence, Level, Phrase, Prose, Reference
from mentorsite.rendering.words import day
from tests.conftest import Files, Site

LEVELS = ("Novice", "Advanced beginner", "Competent", "Proficient", "Expert")
# What a page says in a way of its own: an id is its address, a draft is not published, the audience is at its foot.
NOT_WRITTEN = {"id", "draft", "visibility", "consent", "photo", "nav"}


class Filler:
    """Fills fields with values that are found again, and remembers what has to stand on the page."""

    def __init__(self) -> None:
        self.number = count(1)
        self.wanted: dict[str, str] = {}

    def fill(self, model: type[BaseModel], path: str = "") -> dict[str, Any]:
        """Give a value for every field, in order of time where the fields are dates."""
        return {name: self.value(fact, f"{path}{name}") for name, fact in fields_of(model).items() if name not in NOT_WRITTEN}

    def value(self, fact: FieldFacts, path: str) -> Any:
        if fact.inner is Cadence:
            self.wanted[path] = "every three weeks"
            return "P3W"
        if fact.shape == "map":
            return {self.day(path): self.leaf(fact.inner, path)}
        if fact.shape == "table" and fact.part:
            return [self.fill(fact.part, f"{path}.")]
        if fact.shape == "group" and fact.part:
            return self.fill(fact.part, f"{path}.")
        if fact.shape in ("list", "links"):
            return [self.leaf(fact.inner, path)]
        return self.leaf(fact.inner, path)

    def day(self, path: str) -> str:
        when = date(2026, 1, 1) + timedelta(days=next(self.number))
        self.wanted[path] = day(when)
        return when.isoformat()

    def leaf(self, inner: Any, path: str) -> Any:
        if inner is date:
            return self.day(path)
        if inner is Level:
            self.wanted[path] = "Proficient"
            return "Proficient"
        if inner in (Decimal, int):
            number = 3000 + next(self.number)
            self.wanted[path] = str(number)
            return number
        if isinstance(inner, tuple) or inner is Reference:
            return REFERENCES.get(path.split(".")[-1], "goals/other-goal") if self.note(path) else None
        if inner is WebLink:
            self.wanted[path] = text = f"canary{next(self.number)}"
            return {"label": text, "url": f"https://example.org/{text}"}
        words = get_args(inner)
        if words:
            self.wanted[path] = words[-1]
            return words[-1]
        assert inner in (str, Phrase, Prose, Attachment), inner
        self.wanted[path] = text = f"canary{next(self.number)}"
        return text

    def note(self, path: str) -> bool:
        self.wanted[path] = TITLES[REFERENCES.get(path.split(".")[-1], "goals/other-goal")]
        return True


REFERENCES = {
    **dict.fromkeys(
        ("owner", "from", "to", "by", "author", "person", "sponsor", "participants", "mentors", "mentees", "answered_by"), "other-person"
    ),
    "mentorship": "other-agreement",
    **dict.fromkeys(("goal", "goals", "parent"), "other-goal"),
    **dict.fromkeys(("skill", "skills"), "other-skill"),
    "checkin": "other-checkin",
    "milestones": "other-milestone",
}
TITLES = {
    "other-person": "The other person",
    "other-agreement": "The other agreement",
    "other-goal": "The other goal",
    "goals/other-goal": "The other goal",
    "other-skill": "The other skill",
    "other-checkin": "The other check-in",
    "other-milestone": "The other milestone",
}
OTHERS = {
    "content/people/other-person.yaml": "name: The other person",
    "content/mentorships/other-agreement.yaml": "title: The other agreement\nmentors: [other-person]\nmentees: [other-person]\nstart: 2025-01-01",
    "content/goals/other-goal.yaml": "title: The other goal",
    "content/skills/other-skill.yaml": "title: The other skill",
    "content/checkins/other-checkin.yaml": "title: The other check-in\ndate: 2025-01-01",
    "content/milestones/other-milestone.yaml": "title: The other milestone\ndate: 2025-01-01",
}


def filled(type: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Give a record of a type with every field set, and what has to stand on its page."""
    filler = Filler()
    values = filler.fill(record_types()[type])
    for early, late in (("start", "due"), ("start", "end"), ("start", "achieved"), ("date", "next"), ("from", "to")):
        if early in values and late in values and isinstance(values[early], str) and isinstance(values[late], str):
            values[early], values[late] = sorted((values[early], values[late]))
    if type == "goals":
        # A goal's day is told by when it was achieved, begun and due.
        filler.wanted.pop("date")
    if type == "reviews":
        filler.wanted.pop("date", None)
        filler.wanted["date"] = day(date.fromisoformat(values["date"]))
    if type == "mentorships":
        filler.wanted.pop("date")
    return values, filler.wanted


@pytest.mark.parametrize("type", tuple(record_types()))
def test_every_field_of_a_type_stands_on_its_page(type: str, new_site: Callable[[Files], Site]) -> None:
    values, wanted = filled(type)
    site = new_site({**OTHERS, f"content/{type}/full.yaml": json.dumps(values)})
    page = unescape(site.pages()[f"{type}/full.html"])
    missing = {path: text for path, text in wanted.items() if text not in page}
    assert missing == {}


@pytest.mark.parametrize("type", tuple(record_types()))
def test_a_record_with_nothing_but_its_required_fields_has_a_page(type: str, new_site: Callable[[Files], Site]) -> None:
    values, _ = filled(type)
    required = {name: values[name] for name, fact in fields_of(record_types()[type]).items() if fact.required}
    site = new_site({**OTHERS, f"content/{type}/bare.yaml": json.dumps(required)})
    page = site.pages()[f"{type}/bare.html"]
    assert "None" not in page
    assert "()" not in page
