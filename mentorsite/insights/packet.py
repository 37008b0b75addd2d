"""A period of somebody's work as it goes to a review: facts alone, each with the records behind it. `packing` makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from mentorsite.insights.balance import Kind, Party
from mentorsite.insights.decisions import DecidedIn
from mentorsite.insights.period import Period
from mentorsite.insights.progress import Reading
from mentorsite.insights.skill_map import LevelReading, Proof
from mentorsite.records.fields import Revision, WebLink
from mentorsite.records.types.milestones import Milestone
from mentorsite.records.types.skills import SkillTarget
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Key, Phrase, Prose, Reference

Counted = Literal[
    "goals achieved",
    "goals under way",
    "steps",
    "milestones",
    "stories",
    "levels",
    "recognition",
    "constructive",
    "checkins",
    "decisions",
    "introductions",
    "adjustments",
]
"""What the summary counts: goals achieved in the period, and active when it ended; steps of goals reached; milestones; stories; levels of
skills gained; feedback received, by kind; check-ins held; decisions in them; introductions; adjustments done."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose work, in which period, and the review that tells of it, where there is one."""

    person: Reference
    period: Period
    review: Key | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A record behind a claim, and the day that it tells of; None where it tells of none."""

    record: Key
    day: date | None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of the summary with the records behind it, and what it was in the period before.

    `complete` says that the audience sees such records unless one says otherwise; else it may see a part of them.
    """

    what: Counted
    number: int
    before: int
    sources: tuple[Source, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator from the beginning of the period to its end.

    `start` is the latest reading up to the first day, else the baseline, with no day; `end` the latest reading up to the last one, None
    where there is none at all. `readings` are those within the period. `reached` says that the target was reached at the end.
    """

    name: str
    unit: str | None
    start: Decimal | None
    start_day: date | None
    end: Decimal | None
    end_day: date | None
    target: Decimal
    readings: tuple[Reading, ...]
    reached: bool


@dataclass(frozen=True, slots=True)
class StepReached:
    """A step of a goal that was reached in the period; `late` is by how many days, None where it had no day or kept it."""

    title: str
    day: date
    late: int | None


@dataclass(frozen=True, slots=True)
class GoalInPeriod:
    """A goal that was there in the period, as it stood at the end of it, with the steps reached and the revisions made within it."""

    source: Source
    status: str
    start: date | None
    due: date | None
    achieved: date | None
    courses: tuple[Course, ...]
    steps: tuple[StepReached, ...]
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone or a story of the period with its text, its evidence, and what of the evidence is no record here."""

    source: Source
    text: Phrase | Prose | None
    record: Milestone | Story
    evidence: tuple[Source, ...]
    outside: tuple[WebLink | Reference, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """A feedback to the person, in few words: its summary, else its impact."""

    source: Source
    giver: Reference
    kind: Kind
    text: Phrase | Prose | None


@dataclass(frozen=True, slots=True)
class Heard:
    """The feedback from one side, oldest first."""

    giver: Party
    received: tuple[Received, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody who recognises the work said, in full: the review refers to it."""

    source: Source
    giver: Reference
    situation: Prose
    behavior: Prose
    impact: Prose


@dataclass(frozen=True, slots=True)
class SkillInPeriod:
    """A skill: its level as of the first and as of the last day, what shows it, and the levels to go to its target.

    Where it had no level on the first day, `start` is the first one after it.
    `proofs` are those of the period, else those of the level at the end. `gap` is 0 at the target or beyond, None without level or target.
    """

    source: Source
    start: LevelReading | None
    end: LevelReading | None
    gained: int
    proofs: tuple[Proof, ...]
    target: SkillTarget | None
    gap: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A competency that is claimed. `evidence` are the records behind it, `outside` what is none here; without either it is unproven.

    `earlier` are those of the evidence that are of a day before the period.
    """

    name: str
    text: Prose | None
    evidence: tuple[Source, ...]
    outside: tuple[WebLink | Reference, ...]
    earlier: frozenset[Key]

    @property
    def proven(self) -> bool:
        """Whether anything is behind it."""
        return bool(self.evidence or self.outside)


@dataclass(frozen=True, slots=True)
class Introduced:
    """An introduction of the period."""

    source: Source
    to: Reference
    by: Reference | None
    network: str | None
    outcome: Prose | None


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Something that was done, or will be done, otherwise; it was said in the period, or done in it. `done` is a day up to its end."""

    source: Source
    what: Phrase
    due: date | None
    done: date | None


@dataclass(frozen=True, slots=True)
class Changed:
    """How the agreement was changed on a day of the period."""

    source: Source
    revision: Revision


@dataclass(frozen=True, slots=True)
class Packet:
    """A period on paper. Whatever is empty is not there: nothing is said of it.

    `until` is the day as of which it was made: the last one of the period, or today where that is earlier. `before` is the period that it
    is compared with; None where nothing is known of it. `complete` says that the audience sees records of every type, unless one says
    otherwise: only then may it be said that nothing shows a claim.
    """

    asked: Asked
    until: date
    before: Period | None
    agreement: tuple[Source, ...]
    mentors: tuple[Reference, ...]
    counts: tuple[Count, ...]
    narrative: Prose | None
    statements: tuple[Statement, ...]
    goals: tuple[GoalInPeriod, ...]
    milestones: tuple[Event, ...]
    stories: tuple[Event, ...]
    feedback: tuple[Heard, ...]
    skills: tuple[SkillInPeriod, ...]
    claims: tuple[Claim, ...]
    decisions: tuple[DecidedIn, ...]
    introductions: tuple[Introduced, ...]
    adjustments: tuple[Adjusted, ...]
    changes: tuple[Changed, ...]
    next: Prose | None
    next_goals: tuple[GoalInPeriod, ...]
    complete: bool
