"""All practice checks, each with the code of what it finds."""

from __future__ import annotations

from collections.abc import Iterator

from mentorsite.config import Practice
from mentorsite.diagnostics import Code
from mentorsite.insights.practice import checkins, feedback, goals, milestones, skills
from mentorsite.insights.practice.finding import Check, Finding
from mentorsite.insights.scope import Scope

CHECKS: dict[Code, Check] = {
    Code.GOAL_WITHOUT_INDICATOR: goals.without_indicator,
    Code.GOAL_WITHOUT_DUE: goals.without_due,
    Code.GOAL_NOT_REVISITED: goals.not_revisited,
    Code.GOAL_PAST_DUE: goals.past_due,
    Code.CADENCE_MISSED: checkins.cadence_missed,
    Code.NO_NEXT_CHECKIN: checkins.no_next_checkin,
    Code.ACTION_OVERDUE: checkins.action_overdue,
    Code.MILESTONE_WITHOUT_REFLECTION: milestones.without_reflection,
    Code.ACHIEVED_WITHOUT_STORY: goals.achieved_without_story,
    Code.STORY_WITHOUT_METRIC: milestones.story_without_metric,
    Code.STORY_WITHOUT_EVIDENCE: milestones.story_without_evidence,
    Code.FEEDBACK_ONE_WAY: feedback.one_way,
    Code.NO_RECOGNITION: feedback.no_recognition,
    Code.FEEDBACK_LATE: feedback.late,
    Code.FEEDBACK_WITHOUT_RESPONSE: feedback.without_response,
    Code.JUDGEMENT_WORDS: feedback.judgement_words,
    Code.SKILL_GAP_WITHOUT_STEP: skills.gap_without_step,
    Code.LEVEL_WITHOUT_EVIDENCE: skills.level_without_evidence,
    Code.AGREEMENT_NOT_REVIEWED: checkins.agreement_not_reviewed,
    Code.ADJUSTMENT_OVERDUE: milestones.adjustment_overdue,
}
"""Every advice on what a View holds has its check here; `[practice]` knows a check by the name of its code."""


def practice_findings(scope: Scope, practice: Practice) -> Iterator[tuple[Code, Finding]]:
    """Give what the checks that are turned on find in a portfolio."""
    for code, check in CHECKS.items():
        if practice.enabled and code.check not in practice.off:
            for finding in check(scope, practice):
                yield code, finding
