"""A Ledger becomes the packet of a period: what the records of an audience tell of somebody's work, as they stood when the period ended.

Nothing that came later counts, whatever is written today. Events count by their day; goals and skills with what was measured by then. What
the review itself says was written afterwards, and is a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from mentorsite.insights.balance import Kind, Party
from mentorsite.insights.decisions import DecidedIn, logged
from mentorsite.insights.ledger import Account, Ledger
from mentorsite.insights.packet import (
    Adjusted,
    Asked,
    Changed,
    Claim,
    Count,
    Counted,
    Course,
    Event,
    GoalInPeriod,
    Heard,
    Introduced,
    Packet,
    Received,
    SkillInPeriod,
    Source,
    Statement,
    StepReached,
)
from mentorsite.insights.period import Period
from mentorsite.insights.progress import Reading
from mentorsite.insights.scope import RecordT
from mentorsite.insights.sides import Sides, who_is
from mentorsite.insights.skill_map import standing
from mentorsite.records.fields import WebLink
from mentorsite.records.record import Record
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.feedback import Feedback
from mentorsite.records.types.goals import Goal, Indicator
from mentorsite.records.types.introductions import Introduction
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.milestones import Milestone
from mentorsite.records.types.reflections import Reflection
from mentorsite.records.types.reviews import Review
from mentorsite.records.types.skills import Skill
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Key, Phrase, Prose, Reference

_OF: dict[Counted, type[Record]] = {
    "goals achieved": Goal,
    "goals under way": Goal,
    "steps": Goal,
    "milestones": Milestone,
    "stories": Story,
    "levels": Skill,
    "recognition": Feedback,
    "constructive": Feedback,
    "checkins": Checkin,
    "decisions": Checkin,
    "introductions": Introduction,
    "adjustments": Reflection,
}


def asked_by(ledger: Ledger, key: Key) -> Asked:
    """Give what a review asks for."""
    review = ledger.view.records[key].record
    assert isinstance(review, Review)
    return Asked(review.person, Period(review.from_, review.to), key)


def packet(ledger: Ledger, asked: Asked, today: date) -> Packet:
    """Make the packet of a period, as of its last day, or of today where that is earlier."""
    made = _Maker(ledger.at(min(asked.period.last, today)), asked.period, asked.person)
    review = _review(made.account, asked.review)
    previous = asked.period.before()
    earlier = _Maker(ledger.at(min(previous.last, today)), previous, asked.person) if previous else None
    counts = tuple(_counts(made, earlier))
    known = any(count.before for count in counts)
    agreements = [found for found in made.agreements if found[1].end is None or found[1].end >= asked.period.first]
    goals = tuple(made.goals())
    return Packet(
        asked=asked,
        until=made.account.day,
        before=previous if known else None,
        agreement=tuple(made.source(key) for key, _ in agreements),
        mentors=tuple(dict.fromkeys(mentor for _, agreement in agreements for mentor in agreement.mentors or ())),
        counts=counts,
        narrative=review.body if review else None,
        statements=tuple(_statements(made, review, asked.review)),
        goals=goals,
        milestones=tuple(made.event(key, each, each.summary or each.outcome) for key, each in made.of(Milestone)),
        stories=tuple(made.event(key, each, each.summary or each.result) for key, each in made.of(Story)),
        feedback=tuple(_heard(made)),
        skills=tuple(made.skills()),
        claims=tuple(_claims(made, review)),
        decisions=tuple(made.decisions()),
        introductions=tuple(
            Introduced(made.source(key), each.to, each.by, each.network, each.outcome) for key, each in made.of(Introduction)
        ),
        adjustments=tuple(made.adjustments()),
        changes=tuple(
            Changed(made.source(key), revision)
            for key, agreement in made.agreements
            for revision in sorted(agreement.revisions, key=lambda revision: revision.date)
            if revision.date in asked.period
        ),
        next=review.next_ if review else None,
        next_goals=tuple(goal for goal in goals if goal.status in ("active", "proposed")),
        complete=ledger.scope(today).shows_all(),
    )


class _Maker:
    """Reads what an account tells of a period of somebody's."""

    def __init__(self, account: Account, period: Period, person: Reference) -> None:
        self.account = account
        self.period = period
        self.person = who_is(person)
        self.agreements = sorted(account.all(Mentorship), key=lambda found: (found[1].start, found[0]))

    def is_theirs(self, *people: Reference | None) -> bool:
        """Say whether something of these people is the person's: where nobody is named, the portfolio's people are meant."""
        named = [who_is(reference) for reference in people if reference]
        return not named or (self.person is not None and self.person in named)

    def source(self, key: Key, day: date | None = None) -> Source:
        return Source(key, day or self.account.day_of(key))

    def of(self, kind: type[RecordT]) -> Iterator[tuple[Key, RecordT]]:
        """Give the person's records of a type in the period."""
        for key, record in self.account.within(kind, self.period):
            people: tuple[Reference | None, ...] = ()
            if isinstance(record, Feedback):
                people = (record.to,)
            elif isinstance(record, Milestone):
                people = record.participants
            elif isinstance(record, Reflection):
                people = (record.author,)
            if self.is_theirs(*people):
                yield key, record

    def sources(self, kind: type[Record]) -> list[Source]:
        """Give the person's records of a type in the period as sources."""
        return [self.source(key) for key, _ in self.of(kind)]

    def goals(self) -> Iterator[GoalInPeriod]:
        """Give the person's goals that were there in the period, achieved ones first, then by what is due first."""
        found = [
            (goal.status != "achieved", goal.due or date.max, key, goal)
            for key, goal in self.account.all(Goal)
            if self.is_theirs(goal.owner) and not _is_over(goal, self.period)
        ]
        for *_, key, goal in sorted(found, key=lambda item: item[:3]):
            yield GoalInPeriod(
                source=self.source(key),
                status=goal.status,
                start=goal.start,
                due=goal.due,
                achieved=goal.achieved,
                courses=tuple(self._course(indicator) for indicator in goal.indicators),
                steps=tuple(
                    StepReached(step.title, step.done, (step.done - step.due).days if step.due and step.done > step.due else None)
                    for step in sorted((step for step in goal.milestones if step.done), key=lambda step: step.done or date.max)
                    if step.done and step.done in self.period
                ),
                revisions=tuple(
                    revision for revision in sorted(goal.revisions, key=lambda each: each.date) if revision.date in self.period
                ),
            )

    def _course(self, indicator: Indicator) -> Course:
        readings = [Reading(day, value) for day, value in sorted(indicator.readings.items())]
        at_first = next((reading for reading in reversed(readings) if reading.day <= self.period.first), None)
        at_last = readings[-1] if readings else None
        baseline, target = indicator.baseline, indicator.target
        reached = False
        if at_last:
            more_is_better = baseline is None or target > baseline
            is_there = at_last.value >= target if more_is_better else at_last.value <= target
            reached = at_last.value == target if baseline == target else is_there
        return Course(
            name=indicator.name,
            unit=indicator.unit,
            start=at_first.value if at_first else baseline,
            start_day=at_first.day if at_first else None,
            end=at_last.value if at_last else None,
            end_day=at_last.day if at_last else None,
            target=target,
            readings=tuple(reading for reading in readings if reading.day in self.period),
            reached=reached,
        )

    def event(self, key: Key, record: Milestone | Story, text: Phrase | Prose | None) -> Event:
        evidence, outside = self.evidence(record.evidence)
        return Event(self.source(key), text, record, evidence, outside)

    def evidence(self, written: Iterable[Reference | WebLink]) -> tuple[tuple[Source, ...], tuple[WebLink | Reference, ...]]:
        """Divide evidence into records and what is none here, each once."""
        found = list(dict.fromkeys(each for each in written if isinstance(each, Reference)))
        links = [each for each in written if isinstance(each, WebLink)]
        sources = dict.fromkeys(self.source(each.key) for each in found if each.key)
        return tuple(sources), (*(each for each in found if not each.key), *links)

    def skills(self) -> Iterator[SkillInPeriod]:
        """Give the skills of which there was a level or a target, those that gained most first."""
        found = []
        for key, skill in self.account.all(Skill):
            stands = standing(key, skill, self.account.day)
            if not stands.readings and not stands.target:
                continue
            at_first = [reading for reading in stands.readings if reading.day <= self.period.first]
            start = at_first[-1] if at_first else next(iter(stands.readings), None)
            end = stands.readings[-1] if stands.readings else None
            gained = end.level.number - start.level.number if end and start else 0
            proofs = [*(proof for reading in stands.readings for proof in reading.evidence), *stands.unplaced]
            within = tuple(proof for proof in proofs if proof.day in self.period)
            of_end = end.evidence if end else ()
            found.append(SkillInPeriod(self.source(key), start, end, gained, within or of_end, stands.target, stands.gap))
        yield from sorted(found, key=lambda skill: (-skill.gained, skill.source.record))

    def decisions(self) -> list[DecidedIn]:
        """Give what the check-ins of the period decided, in time."""
        found = [decided for year in logged(self.of(Checkin)).years for decided in year.checkins]
        return sorted(found, key=lambda decided: (decided.day, decided.checkin))

    def adjustments(self) -> Iterator[Adjusted]:
        """Give what was adjusted, in the order in which it was said."""
        for key, reflection in self.account.within(Reflection, Period(date.min, self.period.last)):
            for adjustment in reflection.adjustments if self.is_theirs(reflection.author) else ():
                if reflection.date in self.period or adjustment.done in self.period:
                    yield Adjusted(Source(key, reflection.date), adjustment.what, adjustment.due, adjustment.done)

    def counted(self) -> Iterator[tuple[Counted, int, list[Source]]]:
        """Count what the summary counts."""
        goals = list(self.goals())
        achieved = [goal for goal in goals if goal.status == "achieved" and goal.achieved in self.period]
        under_way = [goal for goal in goals if goal.status == "active"]
        yield "goals achieved", len(achieved), [goal.source for goal in achieved]
        yield "goals under way", len(under_way), [goal.source for goal in under_way]
        yield "steps", sum(len(goal.steps) for goal in goals), [goal.source for goal in goals if goal.steps]
        milestones, stories = self.sources(Milestone), self.sources(Story)
        yield "milestones", len(milestones), milestones
        yield "stories", len(stories), stories
        grown = [skill for skill in self.skills() if skill.gained > 0]
        yield "levels", sum(skill.gained for skill in grown), [skill.source for skill in grown]
        feedback = list(self.of(Feedback))
        kinds: tuple[Kind, Kind] = ("recognition", "constructive")
        for kind in kinds:
            said = [self.source(key) for key, each in feedback if each.kind == kind]
            yield kind, len(said), said
        checkins = self.sources(Checkin)
        yield "checkins", len(checkins), checkins
        decided = self.decisions()
        yield "decisions", sum(len(each.decisions) for each in decided), [Source(each.checkin, each.day) for each in decided]
        introductions = self.sources(Introduction)
        yield "introductions", len(introductions), introductions
        done = [each for each in self.adjustments() if each.done in self.period]
        yield "adjustments", len(done), list(dict.fromkeys(each.source for each in done))


def _counts(made: _Maker, earlier: _Maker | None) -> Iterator[Count]:
    """Give the figures of which there is something to say: nothing that is zero, but where it was more before and that can be told."""
    before = {what: number for what, number, _ in earlier.counted()} if earlier else {}
    for what, number, sources in made.counted():
        complete = made.account.ledger.scope(made.account.day).shows(_OF[what])
        if number or (before.get(what) and complete):
            yield Count(what, number, before.get(what, 0), tuple(sources), complete)


def _review(account: Account, key: Key | None) -> Review | None:
    """Give the review without references to what came after its period."""
    if key is None:
        return None
    record = account.past.without_later(account.ledger.view.records[key].record)
    assert isinstance(record, Review)
    return record


def _statements(made: _Maker, review: Review | None, key: Key | None) -> Iterator[Statement]:
    """Give the recognition that the review refers to, of a day of the period, to the person and not by them."""
    if review is None or key is None:
        return
    named = replace(made.account.ledger.view.records[key], record=review).references
    for record_key, said in made.of(Feedback):
        if record_key in named and said.kind == "recognition" and who_is(said.from_) != made.person:
            yield Statement(made.source(record_key), said.from_, said.situation, said.behavior, said.impact)


def _heard(made: _Maker) -> Iterator[Heard]:
    """Give the feedback that the person received by the side that it came from: mentors first."""
    sides = Sides(agreement for _, agreement in made.agreements)
    found: dict[Party, list[Received]] = {"mentor": [], "mentee": [], "other": []}
    for key, said in made.of(Feedback):
        party = sides.of(said.from_, said.date) or "other"
        found[party].append(Received(made.source(key), said.from_, said.kind, said.summary or said.impact))
    yield from (Heard(party, tuple(received)) for party, received in found.items() if received)


def _claims(made: _Maker, review: Review | None) -> Iterator[Claim]:
    for competency in review.competencies if review else ():
        evidence, outside = made.evidence(competency.evidence)
        earlier = frozenset(each.record for each in evidence if each.day and each.day < made.period.first)
        yield Claim(competency.name, competency.claim, evidence, outside, earlier)


def _is_over(goal: Goal, period: Period) -> bool:
    """Say whether a goal was achieved or let go before the period began."""
    if goal.status == "achieved" and goal.achieved:
        return goal.achieved < period.first
    if goal.status in ("achieved", "dropped") and goal.revisions:
        return max(revision.date for revision in goal.revisions) < period.first
    return False
