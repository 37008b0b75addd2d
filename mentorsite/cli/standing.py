"""How a site stands on a day, for those who write: what was gathered becomes JSON's own types, from which the screen is drawn as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from mentorsite.audience.select import select
from mentorsite.audience.view import View
from mentorsite.build import Gathered
from mentorsite.config import Config
from mentorsite.diagnostics import Code, Diagnostic
from mentorsite.insights.actions import AgreedAction
from mentorsite.insights.changes import Changes, changes
from mentorsite.insights.insights import insights_of
from mentorsite.insights.progress import GoalProgress, Risk
from mentorsite.insights.scope import Scope
from mentorsite.markdown.plain import plain
from mentorsite.records.audience import Audience
from mentorsite.records.values import Key, Markdown, Reference

Json = dict[str, Any]

_LATE = (
    Code.ACTION_OVERDUE,
    Code.GOAL_PAST_DUE,
    Code.ADJUSTMENT_OVERDUE,
    Code.CADENCE_MISSED,
    Code.FEEDBACK_WITHOUT_RESPONSE,
    Code.NO_NEXT_CHECKIN,
)
"""The practice checks that a day or a person waits for, the most urgent first; the others follow by how often they were found."""


def standing(
    config: Config, gathered: Gathered, advice: Iterable[Diagnostic], today: date, since: date | None, portfolio: str | None
) -> Json:
    """Give how each portfolio stands, or one by its address; the practice checks by urgency; and what each target would publish.

    Without `since`, what changed is told since the last check-in, where there is one.
    """
    view = select(gathered.portfolio, Audience.PRIVATE, config.visibility)
    addresses = [portfolio] if portfolio is not None else ["", *view.names] if view.names else [""]
    drawn = [_portfolio(Scope(view, address, today), since) for address in addresses]
    if view.names and portfolio is None:
        # What several share is of interest where something of it is.
        drawn = [
            each for each in drawn if each["portfolio"] or any(each[part] for part in ("last", "overdue", "goals", "arrived", "changed"))
        ]
    of_it = {key: shown for key, shown in view.records.items() if portfolio is None or key.portfolio in ("", portfolio)}
    paths = {shown.path for shown in of_it.values()}
    return {
        "today": today.isoformat(),
        "portfolios": drawn,
        "practice": _practice(each for each in advice if portfolio is None or each.span.path in paths),
        "targets": {
            name: {
                "audience": str(target.audience),
                "records": len(select(gathered.portfolio, target.audience, config.visibility).records.keys() & of_it.keys()),
                "of": len(of_it),
            }
            for name, target in config.targets.items()
        },
    }


def _practice(advice: Iterable[Diagnostic]) -> list[Json]:
    found = Counter(each.code for each in advice)
    ordered = sorted(found, key=lambda code: (_LATE.index(code) if code in _LATE else len(_LATE), -found[code], code.number))
    return [{"code": code.number, "check": code.check, "title": code.title, "count": found[code]} for code in ordered]


def _portfolio(scope: Scope, since: date | None) -> Json:
    view, insights = scope.view, insights_of(scope)
    brief = insights.brief
    last, due = (brief.last, brief.due) if brief else (None, None)
    after = since or (last.day if last else None)
    return {
        "portfolio": scope.portfolio or None,
        "name": view.names.get(scope.portfolio),
        "empty": not view.all_of(scope.portfolio),
        "next": {"day": due.day.isoformat(), "days": (due.day - scope.today).days, "by": due.by} if due else None,
        "last": {"record": str(last.checkin), "day": last.day.isoformat(), "days": last.days} if last else None,
        "overdue": [_action(each, view) for each in insights.actions.actions if each.state == "overdue"],
        "goals": [_goal(each, view) for each in insights.goals if each.risks],
        "since": after.isoformat() if after else None,
        **_changes(changes(scope, after) if after else None, view),
    }


def _action(action: AgreedAction, view: View) -> Json:
    return {
        "what": _words(action.what, view),
        "owner": _words(action.owner, view) if action.owner else None,
        "due": action.due.isoformat() if action.due else None,
        "days": action.days,
        "checkin": str(action.checkin),
    }


def _goal(goal: GoalProgress, view: View) -> Json:
    return {
        "record": str(goal.key),
        "title": view.records[goal.key].record.heading(),
        "due": goal.due.isoformat() if goal.due else None,
        "risks": [_risk(risk) for risk in goal.risks],
    }


def _risk(risk: Risk) -> Json:
    return {
        "kind": risk.kind,
        "name": risk.name or None,
        "days": risk.days,
        "reached": _percent(risk.share),
        "gone": _percent(risk.elapsed),
    }


def _percent(share: Fraction | None) -> int | None:
    return None if share is None else int(share * 100)


def _changes(found: Changes | None, view: View) -> Mapping[str, list[Json]]:
    def named(key: Key) -> Json:
        return {"record": str(key), "title": view.records[key].record.heading()}

    if found is None:
        return {"arrived": [], "changed": []}
    return {
        "arrived": [{**named(each.record), "day": each.day.isoformat()} for each in found.arrived],
        "changed": [
            {
                **named(each.record),
                "happened": [
                    {
                        "day": what.day.isoformat(),
                        "label": what.label,
                        "of": None if what.of is None else _words(what.of, view),
                        "what": None if what.what is None else _words(what.what, view),
                    }
                    for what in each.happened
                ],
            }
            for each in found.changed
        ],
    }


def _words(value: object, view: View) -> str:
    if isinstance(value, Markdown):
        titles = {link.written: view.records[link.target].record.heading() for link in value.links if isinstance(link.target, Key)}
        return plain(value.text, titles)
    if isinstance(value, Reference):
        return value.text or (view.records[value.key].record.heading() if value.key else value.written)
    if isinstance(value, tuple):
        return ", ".join(_words(each, view) for each in value)
    return str(value)
