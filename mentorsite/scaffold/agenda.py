"""What a check-in begins with: an agenda of what is open, at risk, asked and promised, and a proposal for the day of the next one.

An action stays in the check-in in which it was agreed, where its `done` is written; the agenda names it with its owner and its day.
Written down again, it would be two actions on the board.

The words are not those of the brief. While the check-in is a draft, it is hidden, and the leak audit looks for its words in what others
see: eight in a row that stand there as well, partly the records' and partly the tool's, would be a leak to it. What is repeated is
repeated whole, with nothing beside it that a page could have there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from mentorsite.insights.actions import AgreedAction
from mentorsite.insights.brief import Brief
from mentorsite.insights.cadence import later
from mentorsite.insights.inquiry import AskedQuestion
from mentorsite.insights.scope import Scope
from mentorsite.markdown.plain import plain
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Key, Phrase, Reference

Item = dict[str, str]

_ACTIONS = 4
"""How many open actions stand on the agenda; the action board has the others."""
_GOALS = 2
_QUESTIONS = 2
_LONGEST = 160
"""How many letters of an action or a question the agenda repeats."""
_LIKE_A_LINK = re.compile(r"[\[\]<>]|:::|--!?>")
_MARKUP = re.compile(r"([\\`*~|]|(?<!\w)_|_(?!\w)|&(?=[\w#]))")
_USUAL: tuple[tuple[str, str], ...] = (
    ("progress", "What went well since the last time"),
    ("coaching", "What is hardest at the moment"),
    ("practice", "What to try until the next time"),
    ("feedback", "What each of us would like more of, or less"),
)
"""What there is to talk about of each kind, where the records have nothing."""


def agenda(brief: Brief | None, scope: Scope) -> list[Item]:
    """Give the agenda of the next check-in, each of the four kinds at least once."""
    items = list(_carried(brief, scope)) if brief else []
    since = f" since {brief.last.day}" if brief and brief.last and brief.last.day < scope.today else ""
    first = {"topic": f"What went well{since}", "kind": "progress"} if since else {"topic": _USUAL[0][1], "kind": "progress"}
    items = [first, *items]
    there = {item["kind"] for item in items}
    return [*items, *({"topic": topic, "kind": kind} for kind, topic in _USUAL if kind not in there)]


def open_questions(brief: Brief | None) -> list[Item]:
    """Give the questions that wait for an answer, to be answered this time. In the same words, they are the same to the inquiry log."""
    asked = brief.questions[:_QUESTIONS] if brief else ()
    return [
        {"ask": question.ask.text, **({"by": question.by.key.id} if question.by and question.by.key else {})}
        for question in asked
        if _may_be_repeated(question)
    ]


def next_day(agreement: Mentorship, today: date) -> date | None:
    """Give the day of the check-in after one that is held today: one cadence later, and not in a pause; None where none is agreed.

    A day after the end of the agreement is none.
    """
    cadence = agreement.as_of(today).cadence
    day = later(today, cadence, 1) if cadence else None
    for pause in sorted(agreement.pauses, key=lambda pause: pause.from_):
        if day and pause.from_ <= day <= pause.to:
            day = pause.to + timedelta(1) if pause.to < date.max else None
    return None if day is None or (agreement.end and day > agreement.end) else day


def _carried(brief: Brief, scope: Scope) -> Iterator[Item]:
    """Give what is carried over, in the order in which the brief has it."""
    for action in brief.actions[:_ACTIONS]:
        yield {"topic": _action(action, scope), "kind": "progress"}
    if more := len(brief.actions[_ACTIONS:]):
        yield {"topic": f"{more} more open action{'' if more == 1 else 's'}", "kind": "progress"}
    for goal in brief.goals[:_GOALS]:
        yield {"topic": f"[[{goal.key}]]: what is in its way, and what would help?", "kind": "coaching"}
    for question in brief.questions[:_QUESTIONS]:
        yield {"topic": _words(question.ask, question.checkin, scope), "kind": "coaching"}
    if brief.feedback:
        yield {"topic": f"Feedback that waits for an answer ({len(brief.feedback)}): what was understood?", "kind": "feedback"}
    if brief.adjustments:
        yield {"topic": f"What we wanted to do otherwise ({len(brief.adjustments)}): what came of it?", "kind": "practice"}


def _action(action: AgreedAction, scope: Scope) -> str:
    """Write an action. Its owner is a reference, and so is named as each reader may know them."""
    who = f"[[people/{action.owner.key.id}]]" if isinstance(action.owner, Reference) and action.owner.key else ""
    when = f"due {action.due}" if action.due else f"since {action.day}"
    return f"{', '.join(filter(None, (who, when)))}: {_words(action.what, action.checkin, scope)}"


def _words(text: Phrase, source: Key, scope: Scope) -> str:
    """Give the words of a text of another record, so that nothing in them is markup: links are relative to where they were written.

    Words that would have to be code, so as not to be a link or a comment, are not repeated.
    """
    titles = {link.written: scope.view.records[link.target].record.heading() for link in text.links if isinstance(link.target, Key)}
    words = plain(text.text, titles)
    if _LIKE_A_LINK.search(words):
        return f"what [[{source}]] says"
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition(" ")[0].rstrip(",;:") + "…"
    return _MARKUP.sub(r"\\\1", words)


def _may_be_repeated(question: AskedQuestion) -> bool:
    """Say whether a question means the same in another file: a link does not."""
    return not _LIKE_A_LINK.search(question.ask.text)
