"""What a new mentor needs on the first day: who, what for, the goals, what was decided, what is open, what works, what to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from mentorsite.insights.actions import ActionBoard, AgreedAction
from mentorsite.insights.balance import Balance, Unanswered
from mentorsite.insights.decisions import DecidedIn, DecisionLog
from mentorsite.insights.inquiry import AskedQuestion, InquiryLog
from mentorsite.insights.patterns import Patterns, Promise
from mentorsite.insights.progress import GoalProgress
from mentorsite.insights.scope import Scope
from mentorsite.records.record import Record
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.milestones import Milestone
from mentorsite.records.types.reflections import Reflection
from mentorsite.records.types.reviews import Review
from mentorsite.records.types.stories import Story
from mentorsite.records.values import Cadence, Key, Phrase, Prose, Reference

DECISIONS = 8
"""How many check-ins' decisions are repeated; the log has all of them."""
KEPT = 6
"""How many adjustments that were kept are repeated."""
RECOGNISED = 5
"""How many recognitions between the two are named."""

_ORDER = ("active", "proposed", "paused", "achieved", "dropped")
RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True)
class ToRead:
    """A record to begin with, and what it is: the agreement, the last review, the last check-in …"""

    why: Literal["agreement", "review", "checkin", "reflection", "milestone", "story"]
    record: Key


@dataclass(frozen=True, slots=True)
class Handover:
    """What a new mentor needs on the first day.

    Goals stand by what is under way first, then by their due day. `works` are the norms, the adjustments that were kept, latest first,
    and the latest feedback between the two that recognises something.
    """

    agreement: Key
    mentors: tuple[Reference, ...]
    mentees: tuple[Reference, ...]
    sponsor: Reference | None
    start: date
    end: date | None
    purpose: Prose | None
    cadence: Cadence | None
    goals: tuple[GoalProgress, ...]
    decisions: tuple[DecidedIn, ...]
    actions: tuple[AgreedAction, ...]
    questions: tuple[AskedQuestion, ...]
    feedback: tuple[Unanswered, ...]
    adjustments: tuple[Promise, ...]
    norms: tuple[Phrase, ...]
    kept: tuple[Promise, ...]
    recognised: tuple[Key, ...]
    to_read: tuple[ToRead, ...]


def handover(
    scope: Scope,
    board: ActionBoard,
    goals: tuple[GoalProgress, ...],
    patterns: Patterns | None,
    balance: Balance | None,
    inquiry: InquiryLog,
    decisions: DecisionLog,
) -> Handover | None:
    """Gather what the latest agreement of a portfolio hands over.

    None for an audience that does not see check-ins as a rule, and where there is no agreement.
    """
    agreements = sorted(scope.all(Mentorship), key=lambda found: (found[1].start, found[0]))
    if not agreements or not scope.shows(Checkin):
        return None
    key, agreement = agreements[-1]
    promises = patterns.promises if patterns else ()
    said = balance.said if balance else ()
    between = [one.key for one in said if one.kind == "recognition" and {one.giver, one.receiver} == {"mentor", "mentee"}]
    return Handover(
        agreement=key,
        mentors=agreement.mentors,
        mentees=agreement.mentees,
        sponsor=agreement.support.sponsor if agreement.support else None,
        start=agreement.start,
        end=agreement.end,
        purpose=agreement.purpose,
        cadence=agreement.cadence,
        goals=tuple(sorted(goals, key=lambda goal: (_ORDER.index(goal.status), goal.due or date.max, goal.key))),
        decisions=tuple(decided for year in decisions.years for decided in year.checkins)[:DECISIONS],
        actions=tuple(action for action in board.actions if action.state != "done"),
        questions=inquiry.open,
        feedback=balance.unanswered if balance else (),
        adjustments=tuple(promise for promise in promises if promise.state in ("overdue", "open")),
        norms=agreement.norms,
        kept=tuple(promise for promise in promises if promise.state not in ("overdue", "open"))[:KEPT],
        recognised=tuple(reversed(between[-RECOGNISED:])),
        to_read=tuple(_to_read(scope, key)),
    )


def _to_read(scope: Scope, agreement: Key) -> Iterator[ToRead]:
    """Give what to read first: the agreement, then the latest record of each type that sums something up; of milestones a big one."""
    yield ToRead("agreement", agreement)
    if review := _latest(scope, Review):
        yield ToRead("review", review)
    if checkin := _latest(scope, Checkin):
        yield ToRead("checkin", checkin)
    if reflection := _latest(scope, Reflection):
        yield ToRead("reflection", reflection)
    big = [(milestone.date, key) for key, milestone in scope.all(Milestone) if milestone.size == "big" and milestone.date <= scope.today]
    if milestone := max(big)[1] if big else _latest(scope, Milestone):
        yield ToRead("milestone", milestone)
    if story := _latest(scope, Story):
        yield ToRead("story", story)


def _latest(scope: Scope, kind: type[RecordT]) -> Key | None:
    dated = ((day, key) for key, record in scope.all(kind) if not record.draft and (day := record.day()) and day <= scope.today)
    latest = max(dated, default=None)
    return latest[1] if latest else None
