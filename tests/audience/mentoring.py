"""A mentoring relationship with all that insights read, for an audience: what it sees is always the same, what it does not see is chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mentorsite.records.registry import type_names

SECRET = "Zx"
"""Stands in all that is hidden, and in nothing else."""
QUIET = ("aa-zx", "mm-zx", "zz-zx")
"""Three people beyond consent. They are called the same, so nobody can tell which of them is meant, and how many they are."""
EVERYTHING_USUAL = "\n[visibility]\n" + "".join(f'{name} = "public"\n' for name in type_names())
"""Lets everybody see all types as a rule, so that pages say of each type that there is none, too."""

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Mentoring:
    """One filling. `choose` gives a number below another one: always 0 means that hardly anything is hidden, always the last that all is.

    `kinds` are the audiences that see more than the one that looks, `folder` is the portfolio's, `alias` says what the quiet are called.
    """

    choose: Callable[[int], int]
    kinds: tuple[str, ...]
    folder: str
    alias: Fields
    hidden: dict[str, str] = field(default_factory=dict)

    def files(self) -> dict[str, str]:
        """Give the files of the filling."""
        self.hidden.update((type, self.one_of(QUIET)) for type in HIDDEN if self.choose(2))
        files = {"content/people/ana.md": _record({"name": "Ana", "role": "mentee", "consent": "public"})}
        for id in QUIET:
            page = {"name": f"{SECRET} {self.one_of('abc')}", "consent": self.one_of(self.kinds), **self.alias}
            files[f"content/people/{id}.md"] = _record(page, SECRET)
        files["content/skills/listening.md"] = _record(SHARED)
        for reference, fields in self.seen().items():
            body = f"{fields.get('body', 'Words.')}\n\n{self.block() or ''}"
            files[f"{self.folder}/{reference}.md"] = _record({**fields, "body": None, "visibility": "public"}, body)
        for type, id in self.hidden.items():
            files[f"{self.folder}/{type}/{id}.md"] = self.hidden_record(HIDDEN[type])
        if self.folder != "content":
            celebrated = {"title": "Two", "date": "2026-05-05", "skills": ["listening"], "visibility": "public"}
            files["content/portfolios/two/milestones/m.md"] = _record(celebrated)
            for type in ("goals", "milestones") if self.choose(2) else ():
                beyond = {"title": SECRET, "date": "2026-05-05", "skills": ["listening"]}
                files[f"content/portfolios/zx-three/{type}/t.md"] = self.hidden_record(beyond)
        return files

    # What is chosen.

    def one_of(self, choices: Sequence[str]) -> str:
        """Choose one."""
        return choices[self.choose(len(choices))]

    def some_of(self, choices: Iterable[object]) -> list[object]:
        """Choose any number of them."""
        return [each for each in choices if self.choose(2)]

    def woven(self, seen: Iterable[object], hidden: Iterable[object]) -> list[object]:
        """Put some of what is hidden anywhere between what is seen."""
        found = list(seen)
        for each in self.some_of(hidden):
            found.insert(self.choose(len(found) + 1), each)
        return found

    def block(self) -> str:
        """Give a text of which nothing is seen."""
        return f"::: {self.one_of(self.kinds)}\n{self.one_of((SECRET, f'{SECRET} {SECRET}.', f'*{SECRET}'))}\n:::"

    def maybe(self, value: object = None) -> object:
        """Give what is not seen, or nothing."""
        return (value or self.block()) if self.choose(2) else None

    def quiet(self) -> str:
        """Give one of those who are called the same."""
        return self.one_of(QUIET)

    def to(self, type: str) -> str | None:
        """Give the id of a hidden record, or nothing."""
        return self.hidden[type] if type in self.hidden and self.choose(2) else None

    def ids(self, type: str) -> list[object]:
        """Give the hidden records of a type."""
        return [self.hidden[type]] if type in self.hidden else []

    def any(self) -> list[object]:
        """Give all hidden records, as `type/id`."""
        return [f"{type}/{id}" for type, id in self.hidden.items()]

    def hidden_record(self, fields: Fields) -> str:
        """Write a record that is not seen."""
        unseen = {"draft": "true", "visibility": "public"} if self.choose(2) else {"visibility": self.one_of(self.kinds)}
        return _record({**fields, **unseen, "tags": ["ALPHA", SECRET], "private": self.maybe(SECRET)}, f"{SECRET} {self.one_of('abc')}.")

    # What is seen.

    def seen(self) -> dict[str, Fields]:
        """Give the records that are seen, by reference, with what is hidden of them."""
        return {
            "mentorships/agreement": {
                "title": "The agreement",
                "mentors": [self.quiet()],
                "mentees": ["ana"],
                "start": "2026-01-12",
                "cadence": "monthly",
                "pauses": [{"from": "2026-07-01", "to": "2026-07-31", "why": self.maybe()}],
                "purpose": "To lead.",
                "roles": {"mentor": self.woven(["Asks."], [self.block()]), "shared": self.woven([], [self.block()])},
                "norms": self.woven(["Kindly."], [self.block()]),
                "support": {"sponsor": self.quiet()},
                "revisions": [{"date": "2026-03-12", "change": "Less often.", "cadence_before": "biweekly", "why": self.maybe()}],
            },
            "goals/larger": {
                "title": "The larger goal",
                "owner": "ana",
                "mentorship": "agreement",
                "start": "2026-01-12",
                "due": "2026-12-31",
                "why": self.maybe(),
                "skills": self.woven(["listening", "design"], self.ids("skills")),
                "indicators": [{"name": "Talks", "baseline": 0, "target": 10, "readings": {"2026-02-01": 1, "2026-10-01": 4}}],
                "milestones": [{"title": "One", "due": "2026-03-01", "done": "2026-02-20"}, {"title": "Two", "due": "2026-06-01"}],
                "revisions": self.woven([{"date": "2026-04-01", "change": "More."}], [{"date": "2026-04-02", "change": self.block()}]),
                "tags": ["alpha"],
            },
            "goals/part": {
                "title": "A part",
                "status": "achieved",
                "owner": self.quiet(),
                "mentorship": self.to("mentorships"),
                "parent": "larger",
                "start": "2026-02-01",
                "achieved": "2026-06-01",
            },
            "goals/beyond": {"title": "Beyond", "parent": self.to("goals"), "due": "2026-10-10", "why": "To go on."},
            "checkins/first": {
                "date": "2026-02-02",
                "mentorship": "agreement",
                "participants": ["ana", self.quiet()],
                "goals": self.woven(["larger"], self.ids("goals")),
                "next": "2026-02-16",
                "insights": self.woven(["Ask first."], [self.block()]),
                "questions": self.woven(
                    [
                        {"ask": "Why?", "by": self.quiet(), "answer": self.maybe()},
                        {"ask": "How?", "by": "ana", "answered_by": self.quiet()},
                    ],
                    [{"ask": self.block(), "by": "ana"}],
                ),
            },
            "checkins/second": {
                "date": "2026-09-09",
                "mentorship": self.to("mentorships"),
                "participants": ["ana"],
                "goals": self.woven([], self.ids("goals")),
                "successes": "It went well.",
                "obstacles": self.maybe(),
                "questions": [{"ask": "Why?", "answer": "For this.", "answered_by": "ana", "decision": "To ask."}],
                "decisions": self.woven([{"what": "To ask.", "why": self.maybe()}], [{"what": self.block(), "owner": "ana"}]),
                "actions": self.woven(
                    [
                        {"what": "Write.", "owner": self.quiet(), "due": "2026-10-01"},
                        {"what": "Read.", "owner": "ana", "done": "2026-10-02"},
                    ],
                    [{"what": self.block(), "owner": "ana", "due": "2026-01-01"}, {"what": self.block(), "owner": self.quiet()}],
                ),
            },
            "checkins/planned": {"date": "2026-12-01", "agenda": self.woven([{"topic": "Time"}], [{"topic": self.block()}])},
            "feedback/given": {
                "date": "2026-03-03",
                "from": self.quiet(),
                "to": "ana",
                "kind": "recognition",
                "observed": "2026-03-01",
                "situation": self.block(),
                "behavior": "You asked.",
                "impact": "We saw.",
                "goal": self.to("goals"),
                "skill": self.to("skills"),
                "checkin": self.to("checkins"),
                "response": {"date": "2026-03-04", "understood": self.maybe()},
            },
            "feedback/returned": {
                "date": "2026-10-10",
                "from": "ana",
                "to": self.quiet(),
                "kind": "constructive",
                "observed": "2026-08-08",
                "situation": "On Monday,",
                "behavior": "you waited.",
                "impact": self.block(),
                "goal": "larger",
            },
            "reflections/look": {
                "date": "2026-04-04",
                "author": self.quiet(),
                "about": next(iter(self.some_of(self.any())), None),
                "worked": self.maybe(),
                "adjustments": self.woven(
                    [{"what": "Wait.", "due": "2026-05-05"}, {"what": "Ask.", "due": "2026-05-05", "done": "2026-05-01"}],
                    [{"what": self.block(), "due": "2026-01-01"}],
                ),
                "themes": ["Trust", "time"],
            },
            "milestones/reached": {
                "title": "Reached",
                "date": "2026-05-05",
                "goal": "larger",
                "size": "big",
                "skills": self.woven(["listening", "design"], self.ids("skills")),
                "participants": [self.quiet(), "ana"],
                "evidence": self.woven(["checkins/first", f"people/{self.quiet()}"], self.any()),
                "tags": ["Beta"],
            },
            "milestones/bare": {"title": "Bare", "date": "2026-06-06", "goal": self.to("goals"), "evidence": self.woven([], self.any())},
            "stories/told": {
                "title": "Told",
                "date": "2026-07-07",
                "metrics": [{"name": "Days", "before": 9, "after": 3}],
                "quotes": self.woven([{"text": "So.", "by": self.quiet()}], [{"text": self.block(), "by": "ana"}]),
                "evidence": self.woven(["feedback/given", {"label": "A talk", "url": "https://example.org/"}], self.any()),
                "goals": self.woven(["larger"], self.ids("goals")),
                "milestones": self.woven(["reached"], self.ids("milestones")),
            },
            "stories/bare": {"title": "Bare", "date": "2026-08-08", "milestones": self.woven([], self.ids("milestones"))},
            "skills/design": {
                "title": "Design",
                "category": "Craft",
                "levels": {"2026-01-12": 1, "2026-06-06": 3, "2026-12-24": 4},
                "evidence": {
                    "2026-05-05": "milestones/reached",
                    **dict(zip(("2026-01-01", "2026-06-06", "2026-12-12"), self.woven([], self.any()), strict=False)),
                },
                "target": {"level": 4, "by": "2026-12-31"},
                "steps": self.woven(
                    [{"what": "Lead.", "due": "2026-10-10", "goal": self.to("goals")}], [{"what": self.block(), "due": "2026-01-01"}]
                ),
            },
            "introductions/open": {"date": "2026-02-22", "to": "A guild", "by": self.quiet(), "why": self.maybe()},
            "reviews/half": {
                "title": "Half a year",
                "person": self.quiet(),
                "from": "2026-01-01",
                "to": "2026-06-30",
                "competencies": [{"name": "Tact", "claim": self.maybe(), "evidence": self.woven([], self.any())}],
            },
        }


SHARED: Fields = {"title": "Listening", "levels": {"2026-02-02": 1, "2026-09-09": 2}, "visibility": "public"}

# What is not seen: records of whatever would change a figure, an order, a state or a claim of what is seen.
HIDDEN: Mapping[str, Fields] = {
    "goals": {
        "title": f"{SECRET} goal",
        "status": "active",
        "owner": "ana",
        "parent": "larger",
        "start": "2025-01-01",
        "due": "2026-02-02",
        "skills": ["listening", "design"],
        "milestones": [{"title": SECRET, "due": "2026-02-02", "done": "2026-02-02"}],
    },
    "checkins": {
        "date": "2026-10-20",
        "title": SECRET,
        "mentorship": "agreement",
        "participants": ["ana", "aa-zx"],
        "goals": ["larger", "part"],
        "next": "2026-11-25",
        "questions": [{"ask": "Why?", "by": "ana", "answer": SECRET, "answered_by": "ana", "decision": "To ask."}],
        "decisions": [{"what": SECRET, "owner": "ana"}],
        "actions": [{"what": SECRET, "owner": "ana", "due": "2026-01-30"}],
    },
    "feedback": {
        "date": "2026-01-30",
        "title": SECRET,
        "from": "ana",
        "to": "aa-zx",
        "kind": "recognition",
        "observed": "2025-10-10",
        "situation": SECRET,
        "behavior": SECRET,
        "impact": SECRET,
        "goal": "part",
        "skill": "design",
        "checkin": "first",
    },
    "reflections": {
        "date": "2026-01-20",
        "title": SECRET,
        "author": "ana",
        "about": "goals/part",
        "adjustments": [{"what": SECRET, "due": "2026-02-02"}],
        "themes": ["TRUST", SECRET],
    },
    "milestones": {
        "title": f"{SECRET} milestone",
        "date": "2026-11-11",
        "goal": "part",
        "size": "big",
        "skills": ["listening", "design"],
        "participants": ["ana"],
        "evidence": ["goals/part", "stories/bare"],
    },
    "stories": {
        "title": f"{SECRET} story",
        "date": "2026-11-12",
        "metrics": [{"name": SECRET, "before": 1, "after": 2}],
        "evidence": ["goals/part", "milestones/bare"],
        "goals": ["part"],
        "milestones": ["bare"],
    },
    "skills": {
        "title": f"{SECRET} skill",
        "category": "Craft",
        "levels": {"2026-01-01": 1, "2026-10-10": 4},
        "target": {"level": 5, "by": "2026-02-02"},
        "steps": [{"what": SECRET, "due": "2026-01-01", "goal": "larger"}],
    },
    "mentorships": {
        "title": f"{SECRET} agreement",
        "mentors": ["ana"],
        "mentees": ["aa-zx"],
        "start": "2026-02-02",
        "cadence": "weekly",
        "pauses": [{"from": "2026-04-01", "to": "2026-04-30"}],
    },
    "introductions": {"date": "2026-11-13", "title": SECRET, "to": "ana", "by": "aa-zx"},
    "reviews": {
        "title": f"{SECRET} review",
        "person": "ana",
        "from": "2026-06-01",
        "to": "2026-11-14",
        "competencies": [{"name": SECRET, "evidence": ["stories/told"]}],
    },
    "pages": {"title": f"{SECRET} page", "nav": 1, "date": "2026-11-15"},
}


def _record(fields: Fields, body: str = "Words.") -> str:
    """Write a record."""
    return f"---{_yaml(fields)}\n---\n{body}\n"


def _yaml(value: object, indent: str = "\n") -> str:
    """Write a value as YAML: what is empty is left out, and a text of several lines is a block, since hidden ones need lines of their own."""
    match value:
        case Mapping() if value:
            written = (f"{name}:{_yaml(inner, indent + '  ')}" for name, inner in value.items() if inner is not None)
            return "".join(indent + line for line in written)
        case list() if value:
            return "".join(f"{indent}-{_yaml(inner, indent + '  ')}" for inner in value)
        case str() if "\n" in value:
            return " |" + "".join(indent + line for line in value.split("\n"))
    return f" {json.dumps(value)}"
