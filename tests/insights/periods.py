"""Portfolios of records around the ends of a period, drawn at random, and what a packet of it should hold, worked out from what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from mentorsite.insights.ledger import Ledger
from mentorsite.insights.packet import Packet
from mentorsite.insights.packing import asked_by, packet
from mentorsite.insights.period import Period
from mentorsite.records.registry import type_names
from mentorsite.records.values import Key
from tests.audience.canaries import yaml
from tests.conftest import MKFILE

TODAY = date(2027, 6, 1)
PERIODS = (
    Period(date(2026, 1, 12), date(2026, 6, 30)),
    Period(date(2026, 4, 1), date(2026, 6, 30)),
    Period(date(2026, 5, 5), date(2026, 5, 5)),
)
EVENTS = ("checkins", "feedback", "reflections", "milestones", "stories", "introductions")
USUAL = "\n[visibility]\n" + "".join(f'{type} = "public"\n' for type in type_names())
Fields = dict[str, Any]


@dataclass
class World:
    """Records by reference, drawn with `choose`, which gives a number below another one."""

    choose: Callable[[int], int]
    period: Period = PERIODS[0]
    records: dict[str, Fields] = field(default_factory=dict)

    def fill(self) -> World:
        """Draw the period and the records."""
        self.period = PERIODS[self.choose(len(PERIODS))]
        self.records = {
            "people/ana": {"name": "Ana", "consent": "public"},
            "people/ben": {"name": "Ben", "consent": "public"},
            "people/cleo": {"name": "Cleo", "consent": "public"},
            "mentorships/pair": {"mentors": ["ben"], "mentees": ["ana"], "start": "2024-01-01"},
        }
        for type in EVENTS:
            for number in range(self.choose(4)):
                self.records[f"{type}/{type[:2]}{number}"] = self.event(type)
        for number in range(self.choose(3)):
            self.records[f"goals/g{number}"] = self.goal()
            self.records[f"skills/s{number}"] = self.skill()
        self.records["reviews/r"] = {
            "title": "The period",
            "person": "ana",
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "date": (self.period.last + timedelta(3)).isoformat(),
            "competencies": [{"name": f"c{number}", "evidence": self.some_of(self.references())} for number in range(self.choose(3))],
        }
        return self

    def one_of(self, choices: Any) -> Any:
        return choices[self.choose(len(choices))]

    def some_of(self, choices: Any) -> list[Any]:
        return [each for each in choices if not self.choose(3)]

    def references(self, *types: str) -> list[str]:
        return [
            reference for reference in self.records if not reference.startswith(("people", "mentorships")) and reference.startswith(types)
        ]

    def day(self) -> str:
        """Draw a day within the period, at its ends, in the one before, or outside both."""
        first, last, length = self.period.first, self.period.last, timedelta(self.period.days)
        days = (
            first,
            last,
            first + (last - first) / 2,
            first - timedelta(1),
            first - length / 2,
            first - 3 * length,
            last + timedelta(1),
            last + length,
        )
        return str(self.one_of(days))

    def maybe_day(self) -> str | None:
        return self.day() if self.choose(2) else None

    def event(self, type: str) -> Fields:
        day: Fields = {"date": self.day()}
        if type == "checkins":
            return day | {"decisions": [{"what": f"Decided {number}"} for number in range(self.choose(3))]}
        if type == "feedback":
            said = {"from": self.one_of(("ben", "cleo", "ana")), "to": self.one_of(("ana", "ana", "ben"))}
            return (
                day
                | said
                | {"kind": self.one_of(("recognition", "constructive")), **dict.fromkeys(("situation", "behavior", "impact"), "Seen.")}
            )
        if type == "reflections":
            done = [{"what": f"Otherwise {number}", "done": self.maybe_day()} for number in range(self.choose(3))]
            return day | {"author": self.one_of(("ana", "ben", None)), "adjustments": done}
        if type == "introductions":
            return day | {"to": "Somebody new"}
        people = {"participants": self.one_of(([], ["ana"], ["ben"], ["ben", "ana"]))} if type == "milestones" else {}
        return day | {"title": f"A {type}", "evidence": self.some_of(self.references())} | people

    def goal(self) -> Fields:
        achieved = self.maybe_day()
        indicator = {
            "name": "Led",
            "target": 10,
            "baseline": self.one_of((None, 0)),
            "readings": {self.day(): 3 + number for number in range(self.choose(5))},
        }
        return {
            "title": "A goal",
            "owner": self.one_of(("ana", "ben", None)),
            "status": self.one_of(("achieved", "achieved", "active") if achieved else ("active", "proposed", "paused")),
            "achieved": achieved,
            "indicators": [indicator],
            "milestones": [{"title": "A step", "done": self.maybe_day()} for _ in range(self.choose(3))],
        }

    def skill(self) -> Fields:
        levels = {self.day(): 1 + self.choose(5) for _ in range(self.choose(4))}
        return {"title": "A skill", "levels": levels, "target": self.one_of((None, {"level": 4}))}

    def files(self, records: dict[str, Fields] | None = None) -> dict[str, str]:
        """Give the files of the site."""
        found = {f"content/{reference}.yaml": yaml(_written(fields)) for reference, fields in (records or self.records).items()}
        return {"mkfile.toml": MKFILE + USUAL, **found}


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _written(inner) for name, inner in value.items() if inner is not None}
    return [_written(inner) for inner in value] if isinstance(value, list) else value


def made(view: Any) -> Packet:
    """Make the packet of the one review."""
    ledger = Ledger(view, "")
    return packet(ledger, asked_by(ledger, Key("", "reviews", "r")), TODAY)


@dataclass
class Expected:
    """What the definition says that a packet holds, worked out record by record from what is written."""

    records: dict[str, Fields]
    period: Period

    def events(self, type: str) -> Iterator[tuple[str, Fields]]:
        """Give the person's records of a type in the period."""
        for reference, fields in sorted(self.records.items(), key=lambda item: (str(item[1].get("date")), item[0])):
            if reference.startswith(f"{type}/") and self.is_in(fields["date"]) and self.is_anas(type, fields):
                yield reference, fields

    def is_in(self, day: str | None) -> bool:
        return day is not None and self.period.first.isoformat() <= day <= self.period.last.isoformat()

    def was_by_then(self, day: str | None) -> bool:
        return day is not None and day <= self.period.last.isoformat()

    def is_anas(self, type: str, fields: Fields) -> bool:
        named = {
            "feedback": [fields.get("to")],
            "milestones": fields.get("participants", []),
            "reflections": [fields.get("author")],
            "goals": [fields.get("owner")],
        }
        people = [who for who in named.get(type, []) if who]
        return not people or "ana" in people

    def goals(self) -> Iterator[tuple[str, Fields]]:
        for reference, fields in self.records.items():
            if reference.startswith("goals/") and self.is_anas("goals", fields):
                achieved = fields["achieved"]
                if achieved is not None and not self.was_by_then(achieved):
                    # Its one day is that on which it was achieved, later: until then nobody knew of it.
                    continue
                if fields["status"] != "achieved" or not achieved or achieved >= self.period.first.isoformat():
                    yield reference, fields

    def is_there(self, reference: str) -> bool:
        fields = self.records[reference]
        if reference.startswith("skills/"):
            return True
        return (
            self.was_by_then(fields["achieved"]) or fields["achieved"] is None
            if reference.startswith("goals/")
            else self.was_by_then(fields["date"])
        )

    def counts(self) -> dict[str, int]:
        """Count everything anew, one figure at a time."""
        goals = list(self.goals())
        levels = [self.levels(fields) for reference, fields in self.records.items() if reference.startswith("skills/")]
        adjustments = [
            each
            for reference, fields in self.records.items()
            if reference.startswith("reflections/") and self.was_by_then(fields["date"]) and self.is_anas("reflections", fields)
            for each in fields["adjustments"]
        ]
        feedback = [fields["kind"] for _, fields in self.events("feedback")]
        return {
            "goals achieved": sum(fields["status"] == "achieved" and self.is_in(fields["achieved"]) for _, fields in goals),
            "goals under way": sum(fields["status"] == "active" for _, fields in goals),
            "steps": sum(self.is_in(step["done"]) for _, fields in goals for step in fields["milestones"]),
            "milestones": len(list(self.events("milestones"))),
            "stories": len(list(self.events("stories"))),
            "levels": sum(max(0, gained) for *_, gained in levels),
            "recognition": feedback.count("recognition"),
            "constructive": feedback.count("constructive"),
            "checkins": len(list(self.events("checkins"))),
            "decisions": sum(len(fields["decisions"]) for _, fields in self.events("checkins")),
            "introductions": len(list(self.events("introductions"))),
            "adjustments": sum(self.is_in(each["done"]) for each in adjustments),
        }

    def levels(self, fields: Fields) -> tuple[int | None, int | None, int]:
        """Give the level as of the first day or the first one after it, as of the last one, and how many were gained."""
        known = sorted((day, level) for day, level in fields["levels"].items() if self.was_by_then(day))
        start = [level for day, level in known if day <= self.period.first.isoformat()]
        if not known:
            return None, None, 0
        first = start[-1] if start else known[0][1]
        return first, known[-1][1], known[-1][1] - first

    def course(self, fields: Fields) -> tuple[int | None, int | None, list[str]]:
        """Give an indicator at the start and at the end, and the days of its readings within the period."""
        indicator = fields["indicators"][0]
        known = sorted((day, value) for day, value in indicator["readings"].items() if self.was_by_then(day))
        start = [value for day, value in known if day <= self.period.first.isoformat()]
        return (
            (start[-1] if start else indicator["baseline"]),
            (known[-1][1] if known else None),
            [day for day, _ in known if self.is_in(day)],
        )
