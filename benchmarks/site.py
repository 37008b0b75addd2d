"""Write a site of invented records, as large as one likes: `python benchmarks/site.py FOLDER --records 10000 --portfolios 1`.

The same numbers give the same files. A portfolio holds what a relationship of six years would: of 25 records 8 check-ins, 6 pieces of
feedback, 3 reflections, 2 milestones, a goal and so on, with texts of about 120 words that refer to each other. One record of ten is for
the pair alone, and one text of five holds a block for the pair, so that an audit has something to look for.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

FIRST, LAST = date(2020, 11, 24), date(2026, 11, 24)
LEVELS = ("Watching", "Helping", "Doing", "Leading", "Teaching")
TAGS = (
    "agreement",
    "questions",
    "facilitation",
    "writing",
    "coaching",
    "estimation",
    "talks",
    "deciding",
    "listening",
    "hiring",
    "planning",
    "design",
    "risk",
    "delivery",
)
PEOPLE = {"mara": "mentor", "noor": "mentee", "orla": "sponsor", "pavel": "reviewer", "quinn": "peer"}
COMMON = (
    "the a of to and in we it that was on for with as but they at by not what when who had this which so from one more"
    " review question design team decide plan record feedback lead note hour reason meeting before after again early asked found kept made"
)
SYLLABLES = ("ba", "dor", "el", "fin", "gra", "hu", "ir", "ka", "lo", "men", "nu", "or", "pe", "ri", "sta", "tu", "va", "wen")
# Invented words beside the common ones, each as often as its place in the list lets it be (Zipf's law), as in any language.
WORDS = [*COMMON.split(), *(a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES[::3])]
OFTEN = list(accumulate(1 / (place + 3) for place in range(len(WORDS))))
SHARES = {"checkins": 8, "feedback": 6, "reflections": 3, "milestones": 2, "goals": 1, "stories": 1, "pages": 1, "introductions": 1}
"""How many records of each type stand beside each other; skills, people and the agreement are a dozen whatever the size."""
SKILLS = 8
SETTINGS = """\
[site]
title = "A large site"
url = "https://example.org/large/"
timezone = "Europe/Lisbon"
source = "private"

[visibility]
{visibility}
[skills]
levels = ["Watching", "Helping", "Doing", "Leading", "Teaching"]

[search]
enabled = false

[targets.public]
audience = "public"

[targets.private]
audience = "private"
"""


class Author:
    """Writes one portfolio: invents words, days and references, all from one seed."""

    def __init__(self, folder: Path, records: int, seed: int) -> None:
        self.folder = folder
        self.random = Random(seed)
        rest = records - len(PEOPLE) - SKILLS - 1
        shares = sum(SHARES.values())
        self.ids = {type: self.new_ids(max(1, rest * share // shares)) for type, share in SHARES.items()}
        self.ids["skills"] = self.new_ids(SKILLS)

    # Words, days, references.

    def new_ids(self, count: int) -> list[str]:
        """Give ids of three words, each once."""
        ids: dict[str, None] = {}
        while len(ids) < count:
            ids["-".join(self.words(3, 3).lower().split())] = None
        return list(ids)

    def words(self, least: int, most: int) -> str:
        """Give a phrase."""
        return " ".join(self.random.choices(WORDS, cum_weights=OFTEN, k=self.random.randint(least, most))).capitalize()

    def text(self, paragraphs: int) -> str:
        """Give paragraphs with emphasis, a link and a list between them, some with a block that only the pair may see."""
        found = []
        for number in range(paragraphs):
            found.append(f"{self.words(14, 30)}. *{self.words(2, 4)}* {self.words(12, 24)}, {self.link()}.")
            if number % 2:
                found.append(f"- {self.words(5, 12)}\n- **{self.words(1, 3)}** {self.words(5, 9)}")
        if self.random.random() < 0.2:
            found.append(f"::: pair\n{self.words(16, 30)}.\n:::")
        return "\n\n".join(found) + "\n"

    def link(self) -> str:
        """Give a link to a record, written in one of two ways."""
        type = self.random.choice(("checkins", "feedback", "milestones", "goals"))
        id = self.one(type)
        return f"[[{type}/{id}]]" if self.random.random() < 0.5 else f"[{self.words(1, 3)}](../{type}/{id}.md)"

    def one(self, type: str) -> str:
        """Give the id of a record of a type."""
        return self.random.choice(self.ids[type])

    def some(self, type: str, count: int) -> str:
        """Give ids as a list in YAML."""
        return f"[{', '.join(self.random.sample(self.ids[type], min(count, len(self.ids[type]))))}]"

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        """Give a day between two."""
        return first + timedelta(self.random.randint(0, max(0, (last - first).days)))

    def days(self, count: int, first: date = FIRST, last: date = LAST) -> list[date]:
        """Give days in their order, each once."""
        return sorted({self.day(first, last) for _ in range(count)})

    def maybe(self, share: float, line: str) -> Sequence[str]:
        """Give a line in so many of all cases."""
        return [line] if self.random.random() < share else ()

    # Files.

    def put(self, type: str, id: str, head: Iterable[str], body: str = "") -> None:
        """Write a record; one of ten that have a day is for the pair alone."""
        lines = [*head, f"tags: [{', '.join(self.random.sample(TAGS, 2))}]"]
        if type not in ("people", "mentorships", "skills"):
            lines += self.maybe(0.1, "visibility: pair")
        place = self.folder / type / f"{id}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("---\n" + "\n".join(lines) + "\n---\n" + body, "utf-8")

    def write(self) -> None:
        """Write all records of the portfolio."""
        for id, role in PEOPLE.items():
            self.put(
                "people", id, [f"name: {id.capitalize()} Example", f"role: {role}", "consent: public", f"headline: {self.words(3, 6)}"]
            )
        pauses = [f"  - from: {year}-08-01\n    to: {year}-08-21" for year in range(2021, 2027)]
        agreed = ["title: The agreement", "mentors: [mara]", "mentees: [noor]", f"start: {FIRST}", "cadence: weekly", "pauses:", *pauses]
        self.put("mentorships", "agreement", agreed, f"## Purpose\n\n{self.text(1)}")
        writers = {
            "goals": self.goal, "checkins": self.checkin, "feedback": self.feedback, "reflections": self.reflection, "skills": self.skill,
            "milestones": self.milestone, "stories": self.story, "pages": self.page, "introductions": self.introduction,
        }  # fmt: skip
        for type, writer in writers.items():
            for id in self.ids[type]:
                writer(id)

    def dated(self, day: date, title: str | None = None) -> list[str]:
        """Give the fields that most records begin with."""
        return [f"title: {title or self.words(2, 5)}", f"date: {day}", f"summary: {self.words(8, 14)}."]

    def goal(self, id: str) -> None:
        """Write a goal with two indicators and three steps."""
        start = self.day(last=LAST - timedelta(120))
        due = start + timedelta(self.random.randint(90, 400))
        achieved = due < LAST and self.random.random() < 0.7
        head = [f"title: {self.words(3, 6)}", f"summary: {self.words(8, 16)}.", "owner: noor", f"start: {start}", f"due: {due}"]
        head += ["status: achieved", f"achieved: {due}"] if achieved else ["status: active"]
        head += [f"skills: {self.some('skills', 2)}", "indicators:"]
        for _ in range(2):
            head += [f"  - name: {self.words(2, 5)}", "    unit: reviews", "    baseline: 0", "    target: 10", "    readings:"]
            head += [f"      {day}: {min(10, number)}" for number, day in enumerate(self.days(8, start, min(due, LAST)))]
        head.append("milestones:")
        for day in self.days(3, start, due):
            head += [f"  - title: {self.words(3, 6)}", f"    due: {day}", *(self.maybe(0.7, f"    done: {day}") if day < LAST else ())]
        self.put("goals", id, head, f"{self.text(1)}\n## Why\n\n{self.text(1)}")

    def checkin(self, id: str) -> None:
        """Write a check-in with a question, a decision and two actions."""
        day = self.day()
        head = [*self.dated(day), "participants: [noor, mara]", "duration: 50", f"goals: {self.some('goals', 2)}"]
        head += ["questions:", f"  - ask: {self.words(6, 12)}?", "    by: noor"]
        head += self.maybe(0.9, f"    answer: {self.words(5, 12)}.\n    answered_by: mara")
        head += ["decisions:", f"  - what: {self.words(5, 9)}", "    owner: noor", f"    why: {self.words(5, 9)}", "actions:"]
        for _ in range(2):
            due = day + timedelta(self.random.randint(3, 30))
            head += [
                f"  - what: {self.words(5, 10)}",
                "    owner: noor",
                f"    due: {due}",
                *self.maybe(0.9, f"    done: {min(due, LAST)}"),
            ]
        self.put("checkins", id, head, f"## Notes\n\n{self.text(3)}")

    def feedback(self, id: str) -> None:
        """Write feedback, most of it with a response."""
        day = self.day()
        one, other = self.random.choice((("mara", "noor"), ("noor", "mara"), ("quinn", "noor")))
        kind = self.random.choice(("recognition", "recognition", "constructive"))
        head = [f"title: {self.words(2, 5)}", f"date: {day}", f"from: {one}", f"to: {other}", f"kind: {kind}", f"goal: {self.one('goals')}"]
        head += [f"observed: {day - timedelta(self.random.randint(0, 20))}", f"skill: {self.one('skills')}"]
        head += self.maybe(0.8, f"response:\n  date: {min(LAST, day + timedelta(2))}\n  understood: {self.words(5, 9)}.")
        body = "".join(f"## {heading}\n\n{self.words(15, 40)}, {self.link()}.\n\n" for heading in ("Situation", "Behavior", "Impact"))
        self.put("feedback", id, head, body)

    def reflection(self, id: str) -> None:
        """Write a reflection with two adjustments."""
        day = self.day()
        about = self.random.choice(("milestones", "checkins", "goals"))
        head = [*self.dated(day), "author: noor", f"about: {about}/{self.one(about)}", "protocol: worked"]
        head += [f"themes: [{', '.join(self.random.sample(TAGS, 2))}]", "adjustments:"]
        for _ in range(2):
            done = min(LAST, day + timedelta(15))
            head += [f"  - what: {self.words(5, 9)}", f"    due: {day + timedelta(20)}", *self.maybe(0.8, f"    done: {done}")]
        body = "".join(f"## {heading}\n\n{self.text(1)}\n" for heading in ("What worked", "What did not", "Why"))
        self.put("reflections", id, head, body)

    def milestone(self, id: str) -> None:
        """Write a milestone with its evidence."""
        head = [*self.dated(self.day()), f"goal: {self.one('goals')}", f"skills: [{self.one('skills')}]", "participants: [noor, mara]"]
        head += [f"evidence: [checkins/{self.one('checkins')}, feedback/{self.one('feedback')}]"]
        self.put("milestones", id, head, f"## Outcome\n\n{self.text(2)}")

    def story(self, id: str) -> None:
        """Write a story with a figure before and after."""
        head = [*self.dated(self.day()), "kind: project", f"goals: {self.some('goals', 2)}", f"milestones: {self.some('milestones', 1)}"]
        head += [
            "metrics:",
            f"  - name: {self.words(2, 5)}",
            f"    before: {self.random.randint(10, 99)}",
            "    after: 5",
            "    unit: days",
        ]
        head += [f"evidence: [goals/{self.one('goals')}, checkins/{self.one('checkins')}, feedback/{self.one('feedback')}]"]
        self.put("stories", id, head, "".join(f"## {part}\n\n{self.text(1)}\n" for part in ("Challenge", "Action", "Result")))

    def skill(self, id: str) -> None:
        """Write a skill with levels over the years, and what shows them."""
        days = self.days(4)
        head = [f"title: {self.words(1, 3)}", f"category: {self.random.choice(('People', 'Craft'))}", "levels:"]
        head += [f"  {day}: {LEVELS[number]}" for number, day in enumerate(days)]
        head += ["evidence:", *(f"  {day}: checkins/{self.one('checkins')}" for day in days)]
        head += ["target: {level: Teaching, by: 2027-06-30}", "steps:", f"  - what: {self.words(4, 8)}", f"    goal: {self.one('goals')}"]
        self.put("skills", id, head, self.text(1))

    def page(self, id: str) -> None:
        """Write a page of free text."""
        self.put(
            "pages", id, [f"title: {self.words(2, 5)}", f"summary: {self.words(8, 14)}."], f"{self.text(2)}\n## More\n\n{self.text(2)}"
        )

    def introduction(self, id: str) -> None:
        """Write an introduction."""
        self.put("introductions", id, [f"date: {self.day()}", f"to: {self.words(2, 4)}", "by: mara", f"why: {self.words(5, 9)}"])


def write_site(folder: Path, records: int, portfolios: int = 1, seed: int = 1) -> None:
    """Write a site of about so many records, in place of what is in the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    types: Mapping[str, object] = {**SHARES, "skills": None, "mentorships": None}
    visibility = "".join(f'{type} = "public"\n' for type in sorted(types))
    (folder / "mkfile.toml").write_text(SETTINGS.format(visibility=visibility), "utf-8")
    for number in range(portfolios):
        place = folder / "content" if portfolios == 1 else folder / "content" / "portfolios" / f"pair-{number:04}"
        Author(place, records // portfolios, seed * 1_000_003 + number).write()


def main() -> None:
    """Read the arguments and write the site."""
    parser = argparse.ArgumentParser(description="Write a site of invented records.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--portfolios", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write_site(asked.folder, asked.records, asked.portfolios, asked.seed)


if __name__ == "__main__":
    main()
