"""All that the records of one portfolio add up to: the one value from which pages and data are made."""

from __future__ import annotations

from dataclasses import dataclass

from mentorsite.insights.actions import ActionBoard, actions
from mentorsite.insights.balance import Balance, balance
from mentorsite.insights.brief import Brief, brief
from mentorsite.insights.cadence import Rhythm, cadences
from mentorsite.insights.decisions import DecisionLog, decisions
from mentorsite.insights.evidence import Chain, chains
from mentorsite.insights.handover import Handover, handover
from mentorsite.insights.inquiry import InquiryLog, inquiry
from mentorsite.insights.patterns import Patterns, patterns
from mentorsite.insights.progress import GoalProgress, progress
from mentorsite.insights.scope import Scope
from mentorsite.insights.skill_map import SkillMap, skill_map
from mentorsite.insights.timeline import Timeline, timeline


@dataclass(frozen=True, slots=True)
class Insights:
    """What is derived from the records of a portfolio that an audience sees, as of a day."""

    goals: tuple[GoalProgress, ...]
    cadences: tuple[Rhythm, ...]
    balance: Balance | None
    patterns: Patterns | None
    skills: SkillMap
    chains: tuple[Chain, ...]
    actions: ActionBoard
    decisions: DecisionLog
    inquiry: InquiryLog
    brief: Brief | None
    handover: Handover | None
    timeline: Timeline


def insights_of(scope: Scope) -> Insights:
    """Derive everything; the brief and the handover are made of what the others found."""
    goals, rhythms = progress(scope), cadences(scope)
    weighed, patterned = balance(scope), patterns(scope)
    board, decided, asked = actions(scope), decisions(scope), inquiry(scope)
    return Insights(
        goals=goals,
        cadences=rhythms,
        balance=weighed,
        patterns=patterned,
        skills=skill_map(scope),
        chains=chains(scope),
        actions=board,
        decisions=decided,
        inquiry=asked,
        brief=brief(scope, rhythms, board, goals, patterned, weighed, asked),
        handover=handover(scope, board, goals, patterned, weighed, asked, decided),
        timeline=timeline(scope),
    )
