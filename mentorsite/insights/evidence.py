"""What stands behind each claim: a Scope gives, for every story, milestone and achieved goal, the chain of records that leads to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from mentorsite.insights.progress import indicator_progress
from mentorsite.insights.scope import Scope
from mentorsite.records.fields import WebLink
from mentorsite.records.record import Record
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.feedback import Feedback
from mentorsite.records.types.goals import Goal
from mentorsite.records.types.milestones import Milestone
from mentorsite.records.types.reflections import Reflection
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Key, Reference

LISTED = 30
"""How many records on the way a step holds at most, the latest ones: without a limit, the pages of many claims to one goal would repeat
all of its records."""

_PLACES = {"goals": 0, "checkins": 1, "feedback": 2, "reflections": 3, "milestones": 5, "stories": 6}
_ELSE = 4
_TYPES: dict[str, type[Record]] = {"goals": Goal, "checkins": Checkin, "feedback": Feedback, "milestones": Milestone, "stories": Story}
_TALK = ("checkins", "feedback")


@dataclass(frozen=True, slots=True)
class Step:
    """The records of one type in a chain, oldest first: those that are `named`, and those `along` the way to the same goals.

    A record is named where a field of the claim names it (`evidence`, `goals`, `goal`, `milestones`), or where a milestone, a story
    or a reflection names the claim. `along` holds the latest `LISTED`; `count` counts all records of the step. A count of 0 says that
    there is none and that this audience would see it as a rule; `later` then says that there was one after the day of the claim.
    """

    type: str
    named: tuple[Key, ...]
    along: tuple[Key, ...]
    count: int
    later: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """What leads to a claim: goals, check-ins, feedback, reflections, whatever else is named, milestones, stories, in this order.

    `outside` is the evidence that is no record here: addresses of the web, and people of whom only a text may be shown. `proven` says
    that a record or an address is named as evidence; for an achieved goal, that a milestone or a story names it, or that all of its
    indicators have reached their targets. A record of a day that is still to come proves nothing yet. `whole` says that the audience
    sees records of every type, unless one says otherwise: only then is what it does not see not there.
    """

    claim: Key
    steps: tuple[Step, ...]
    outside: tuple[WebLink | Reference, ...]
    proven: bool
    whole: bool


def chains(scope: Scope) -> tuple[Chain, ...]:
    """Give the chain of each claim (a story, a milestone, an achieved goal), in the order of the claims' keys.

    On the way to a claim are the check-ins and the feedback of its goals up to its day, to a story also their milestones. Its goals are
    those that it names and those of the milestones that it names.
    """
    index = _index(scope)
    found = []
    for key, story in scope.all(Story):
        until = min(story.date or scope.today, scope.today)
        claim = _Claim(key, until, story.evidence, (*story.goals, *story.milestones), (*_TALK, "milestones"), ("goals",))
        found.append(_chain(scope, index, claim))
    for key, milestone in scope.all(Milestone):
        until = min(milestone.date or scope.today, scope.today)
        claim = _Claim(key, until, milestone.evidence, (milestone.goal,), _TALK, ("goals",))
        found.append(_chain(scope, index, claim))
    for key, goal in scope.all(Goal):
        if goal.status == "achieved" or (goal.achieved and goal.achieved <= scope.today):
            until = min(goal.achieved or scope.today, scope.today)
            measured = bool(goal.indicators) and all(indicator_progress(each, scope.today).reached for each in goal.indicators)
            found.append(_chain(scope, index, _Claim(key, until, (), (), _TALK, ("milestones", "stories"), measured)))
    return tuple(sorted(found, key=lambda chain: chain.claim))


def place_of(type: str) -> int:
    """Give the place of a type's step in a chain; whatever else is named as evidence stands between reflections and milestones."""
    return _PLACES.get(type, _ELSE)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with what its fields name. Of the types `along` it has records on the way; none of those or `besides` is worth saying.
    `measured` says that readings prove it.
    """

    key: Key
    until: date
    evidence: tuple[Reference | WebLink, ...]
    fields: tuple[Reference | None, ...]
    along: tuple[str, ...]
    besides: tuple[str, ...]
    measured: bool = False


@dataclass(frozen=True, slots=True)
class _Index:
    """The records of each goal by their type, in time, and for each record those that name it; only what has happened."""

    of_goal: dict[tuple[str, Key], list[tuple[date, Key]]] = field(default_factory=dict)
    naming: dict[Key, list[Key]] = field(default_factory=dict)


def _index(scope: Scope) -> _Index:
    index = _Index()

    def file(key: Key, day: date | None, goals: Iterable[Reference | None], naming: Iterable[object]) -> None:
        if day is None or day > scope.today:
            return
        for goal in _keys(goals):
            index.of_goal.setdefault((key.type, goal), []).append((day, key))
        for named in _keys(naming):
            index.naming.setdefault(named, []).append(key)

    for key, checkin in scope.all(Checkin):
        file(key, checkin.date, checkin.goals, ())
    for key, feedback in scope.all(Feedback):
        file(key, feedback.date, (feedback.goal,), ())
    for key, reflection in scope.all(Reflection):
        file(key, reflection.date, (), (reflection.about,))
    for key, milestone in scope.all(Milestone):
        file(key, milestone.date, (milestone.goal,), (milestone.goal, *milestone.evidence))
    for key, story in scope.all(Story):
        file(key, story.date, (), (*story.goals, *story.milestones, *story.evidence))
    for records in index.of_goal.values():
        records.sort()
    return index


def _chain(scope: Scope, index: _Index, claim: _Claim) -> Chain:
    evidence = _keys(claim.evidence)
    naming = index.naming.get(claim.key, ())
    named = dict.fromkeys((*evidence, *_keys(claim.fields), *naming))
    named.pop(claim.key, None)
    goals = _goals(scope, claim.key, named)
    along: dict[str, list[Key]] = {"goals": [goal for goal in goals if goal not in named and goal != claim.key]}
    later = set()
    for name in claim.along:
        before, after = _on_the_way(index, name, goals, claim.until)
        along[name] = [key for key in before if key not in named and key != claim.key]
        if after:
            later.add(name)
    worth_saying = {name for name in (*claim.along, *claim.besides) if scope.shows(_TYPES[name])}
    by_type: dict[str, list[Key]] = {}
    for key in named:
        by_type.setdefault(key.type, []).append(key)
    steps = []
    for name in sorted({*by_type, *along, *worth_saying}, key=lambda name: (place_of(name), name)):
        of_type, on_the_way = by_type.get(name, []), along.get(name, [])
        count = len(of_type) + len(on_the_way)
        if count or name in worth_saying:
            steps.append(Step(name, _in_time(scope, of_type), tuple(on_the_way[-LISTED:]), count, later=not count and name in later))
    proof = naming if claim.key.type == "goals" else evidence
    return Chain(
        claim=claim.key,
        steps=tuple(steps),
        outside=_outside(claim.evidence),
        proven=_proves(scope, claim, proof),
        whole=scope.shows_all(),
    )


def _goals(scope: Scope, claim: Key, named: Iterable[Key]) -> list[Key]:
    """Give the goals of a claim: itself where it is one; else those that are named, and those of the milestones that are."""
    if claim.type == "goals":
        return [claim]
    goals: dict[Key, None] = {}
    for key in named:
        record = scope.view.records[key].record
        if isinstance(record, Goal):
            goals[key] = None
        elif isinstance(record, Milestone):
            goals.update(dict.fromkeys(_keys((record.goal,))))
    return list(goals)


def _on_the_way(index: _Index, type: str, goals: list[Key], until: date) -> tuple[list[Key], bool]:
    """Give the records of some goals up to a day, in time, each once, and whether there are any after it."""
    found: list[tuple[date, Key]] = []
    after = False
    for goal in goals:
        records = index.of_goal.get((type, goal), [])
        end = bisect_right(records, until, key=lambda record: record[0])
        found += records[:end]
        after = after or end < len(records)
    if len(goals) > 1:
        found = sorted(set(found))
    return [key for _, key in found], after


def _proves(scope: Scope, claim: _Claim, proof: Iterable[Key]) -> bool:
    # A person of whom only a text may be shown counts as they do where they are named.
    if claim.measured or any(isinstance(evidence, WebLink) or evidence.key is None for evidence in claim.evidence):
        return True
    for key in proof:
        day = scope.view.records[key].record.day()
        shows = claim.key.type != "goals" or key.type in ("milestones", "stories")
        if key != claim.key and shows and (day is None or day <= scope.today):
            return True
    return False


def _in_time(scope: Scope, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Put records in time, those without a day last."""
    return tuple(sorted(keys, key=lambda key: (scope.view.records[key].record.day() or date.max, key)))


def _outside(evidence: Iterable[Reference | WebLink]) -> tuple[WebLink | Reference, ...]:
    """Give what is no record that the audience sees, each once, in the order in which it is written."""
    found: dict[tuple[str, str], WebLink | Reference] = {}
    for each in evidence:
        if isinstance(each, WebLink):
            found.setdefault((each.label, each.url), each)
        elif each.key is None:
            found.setdefault((each.text, ""), each)
    return tuple(found.values())


def _keys(references: Iterable[object]) -> list[Key]:
    """Give the records that are referred to, each once."""
    return list(dict.fromkeys(each.key for each in references if isinstance(each, Reference) and each.key))
