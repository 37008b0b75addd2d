"""The skills of a portfolio become a map: each with its level at the start, now and at the target, what shows it, and what is to go."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentorsite.insights.chronicle import days_over
from mentorsite.insights.scope import RecordT, Scope
from mentorsite.records.types.goals import Goal
from mentorsite.records.types.milestones import Milestone
from mentorsite.records.types.skills import Skill, SkillTarget, Step
from mentorsite.records.values import Key, Level, Phrase, Reference

StepState = Literal["done", "late", "overdue", "open"]
"""Where a step stands: done in time or without a day, done after its day, not done and its day is over, not done."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A record that shows a level, with the day under which it is written."""

    day: date
    what: Reference


@dataclass(frozen=True, slots=True)
class LevelReading:
    """A level as of a day, and what shows it, by day; nothing does where `evidence` is empty."""

    day: date
    level: Level
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step that closes a gap. `over` is how many days after its day it was done, or how many days its day is over as of today;
    negative before that day, None without one."""

    what: Phrase
    kind: str | None
    due: date | None
    done: date | None
    goal: Reference | None
    state: StepState
    over: int | None


@dataclass(frozen=True, slots=True)
class SkillStanding:
    """A skill as of today.

    `start` and `now` are the first and the latest level up to today, `gained` the levels between them (negative where it fell), `gap`
    the levels to go to the target: 0 at it or beyond, `beyond` how far beyond. Each is None where there is no level, or no target.
    `reached` is the day since which it has been at the target. `over` is how many days ago the target's day was, negative before it, and
    `late` says that it is over and the target not reached.

    `readings` are the levels up to today, `later` those of later days, which do not count yet; `unplaced` is evidence of a skill without
    any level. `steps` are in the order of their days, those done before those to do, `open_steps` the latter alone. `next` is the day that
    is most urgent: of an open step, or of the target while it is not reached. `milestones` celebrate the skill, by their day, and `goals`
    build it, by key.
    """

    key: Key
    category: str | None
    start: Level | None
    now: Level | None
    target: SkillTarget | None
    gained: int | None
    gap: int | None
    beyond: int | None
    reached: date | None
    over: int | None
    late: bool
    next: date | None
    readings: tuple[LevelReading, ...]
    later: tuple[LevelReading, ...]
    unplaced: tuple[Proof, ...]
    steps: tuple[StepStanding, ...]
    open_steps: tuple[StepStanding, ...]
    milestones: tuple[Key, ...]
    goals: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class SkillMap:
    """All skills by key, and what they add up to.

    `gained` levels in `gained_in` skills, not counting what fell; `to_go` levels in `to_go_in` skills; `at_target` of the `targets` skills
    that have a target. `complete` says that the audience sees records of every type, unless one says otherwise: only then may
    a page say that nothing shows a level.
    """

    skills: tuple[SkillStanding, ...]
    gained: int
    gained_in: int
    to_go: int
    to_go_in: int
    at_target: int
    targets: int
    complete: bool

    def of(self, key: Key) -> SkillStanding:
        """Give the standing of a skill of this map."""
        return self.skills[bisect_left(self.skills, key, key=lambda skill: skill.key)]


def skill_map(scope: Scope) -> SkillMap:
    """Put every skill of a portfolio on the map."""
    milestones: dict[Key, list[tuple[date, Key]]] = {}
    for key, milestone in _around(scope, Milestone):
        if milestone.date <= scope.today:
            for reference in _once(milestone.skills):
                milestones.setdefault(reference, []).append((milestone.date, key))
    goals: dict[Key, list[Key]] = {}
    for key, goal in _around(scope, Goal):
        for reference in _once(goal.skills):
            goals.setdefault(reference, []).append(key)
    skills = tuple(
        standing(
            key,
            skill,
            scope.today,
            milestones=tuple(milestone for _, milestone in sorted(milestones.get(key, ()))),
            goals=tuple(sorted(goals.get(key, ()))),
        )
        for key, skill in sorted(scope.all(Skill), key=lambda item: item[0])
    )
    gained = [skill.gained for skill in skills if skill.gained is not None and skill.gained > 0]
    gaps = [skill.gap for skill in skills if skill.gap is not None]
    return SkillMap(
        skills=skills,
        gained=sum(gained),
        gained_in=len(gained),
        to_go=sum(gaps),
        to_go_in=sum(gap > 0 for gap in gaps),
        at_target=gaps.count(0),
        targets=sum(skill.target is not None for skill in skills),
        complete=scope.shows_all(),
    )


def standing(key: Key, skill: Skill, today: date, *, milestones: tuple[Key, ...] = (), goals: tuple[Key, ...] = ()) -> SkillStanding:
    """Say where a skill stands; `milestones` and `goals` are those that name it."""
    all_readings, unplaced = _readings(skill)
    readings = tuple(reading for reading in all_readings if reading.day <= today)
    start, now = (readings[0].level, readings[-1].level) if readings else (None, None)
    target = skill.target
    ahead = target.level.number - now.number if target and now else None
    over = days_over(target.by, today) if target and target.by else None
    steps = _in_order(_step(step, today) for step in skill.steps)
    to_do = tuple(step for step in steps if step.state in ("overdue", "open"))
    unreached = target is not None and (ahead is None or ahead > 0)
    days = [step.due for step in to_do if step.due]
    if target and target.by and unreached:
        days.append(target.by)
    return SkillStanding(
        key=key,
        category=skill.category,
        start=start,
        now=now,
        target=target,
        gained=now.number - start.number if now and start else None,
        gap=max(0, ahead) if ahead is not None else None,
        beyond=max(0, -ahead) if ahead is not None else None,
        reached=_reached(readings, target.level) if target else None,
        over=over,
        late=unreached and over is not None and over > 0,
        next=min(days, default=None),
        readings=readings,
        later=tuple(reading for reading in all_readings if reading.day > today),
        unplaced=unplaced,
        steps=steps,
        open_steps=to_do,
        milestones=milestones,
        goals=goals,
    )


def _readings(skill: Skill) -> tuple[tuple[LevelReading, ...], tuple[Proof, ...]]:
    """Give the levels by day with what shows each, and the evidence that belongs to none.

    Evidence belongs to the latest level of its day or before it, and to the first level where it is older than all.
    """
    days = sorted(skill.levels)
    proofs = [Proof(day, what) for day, what in sorted(skill.evidence.items())]
    if not days:
        return (), tuple(proofs)
    of: dict[date, list[Proof]] = {}
    for proof in proofs:
        place = max(0, bisect_right(days, proof.day) - 1)
        of.setdefault(days[place], []).append(proof)
    return tuple(LevelReading(day, skill.levels[day], tuple(of.get(day, ()))) for day in days), ()


def _reached(readings: tuple[LevelReading, ...], target: Level) -> date | None:
    """Give the day since which the level has not been below the target."""
    since = None
    for reading in reversed(readings):
        if reading.level.number < target.number:
            break
        since = reading.day
    return since


def _step(step: Step, today: date) -> StepStanding:
    done = step.done if step.done and step.done <= today else None
    over = days_over(step.due, done or today) if step.due else None
    too_late = over is not None and over > 0
    state: StepState = ("late" if too_late else "done") if done else "overdue" if too_late else "open"
    return StepStanding(step.what, step.kind, step.due, step.done, step.goal, state, over)


def _in_order(steps: Iterator[StepStanding]) -> tuple[StepStanding, ...]:
    """Put what was done before what is to do, each by its days, and of one day as it is written."""

    def place(step: StepStanding) -> tuple[bool, date]:
        to_do = step.state in ("overdue", "open")
        return to_do, (step.due if to_do else step.done) or date.max

    return tuple(sorted(steps, key=place))


def _around(scope: Scope, kind: type[RecordT]) -> Iterator[tuple[Key, RecordT]]:
    """Give the records that may refer to a skill of the portfolio: its own, and to what several share also theirs."""
    for portfolio in dict.fromkeys((scope.portfolio, *(scope.view.names if not scope.portfolio else ()))):
        yield from Scope(scope.view, portfolio, scope.today).all(kind)


def _once(references: tuple[Reference, ...]) -> Iterator[Key]:
    return iter(dict.fromkeys(reference.key for reference in references if reference.key))
