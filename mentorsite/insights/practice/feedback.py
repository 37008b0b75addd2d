"""Practice checks of feedback: in both directions, of both kinds, in time, answered, and told without judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from mentorsite.config import Practice
from mentorsite.insights.cadence import cadences
from mentorsite.insights.practice.finding import Finding, called, counted, happened, named, running, written
from mentorsite.insights.scope import Scope
from mentorsite.records.types.feedback import Feedback
from mentorsite.records.values import Key, Reference

# What are not the words of the one who writes: code, quotations, and what a link leads to.
_NOT_THEIRS = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+).*(?:\n(?! {0,3}(?P=fence)).*)*(?:\n {0,3}(?P=fence).*)?"
    r"|^ {0,3}>.*(?:\n(?![ \t]*$).*)*"
    r"|(?<!`)(?P<code>`+)(?!`)[^`]+(?P=code)"
    r'|"(?:[^"\n]|\n(?![ \t]*\n))*"'
    r"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|‘[^‘’]*’"
    r"|\]\([^()\n]*\)|\[\[[^\[\]|\n]*|<[^<>\n]*>",
    re.MULTILINE,
)


def one_way(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find agreements with at least `one_way_count` feedbacks between mentors and mentees in `one_way_days`, all in one direction.

    A draft is not counted, but it shows that the other direction is on its way.
    """
    given: dict[Key, list[Feedback]] = {}
    for _, feedback in scope.all(Feedback):
        person, days = _key(feedback.from_), (scope.today - feedback.date).days
        if person and (0 <= days <= practice.one_way_days or feedback.draft):
            given.setdefault(person, []).append(feedback)
    for key, agreement in running(scope):
        mentors, mentees = _people(agreement.mentors), _people(agreement.mentees)
        for giver, receiver, of, to in (("mentor", "mentee", mentors, mentees), ("mentee", "mentor", mentees, mentors)):
            said = sum(not feedback.draft for feedback in _between(given, of, to))
            if said >= max(practice.one_way_count, 1) and not any(_between(given, to, of)):
                number = "the one feedback" if said == 1 else f"all {said} pieces of feedback"
                message = f"{number} of the last {counted(practice.one_way_days)} in {called(agreement)} went from {giver} to {receiver}"
                yield Finding(key, message, f"at the next check-in, ask the {receiver} what they have seen; one situation is enough")


def no_recognition(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find agreements with a check-in in the last `recognition_days`, and no recognition said by or to one of its people for longer."""
    latest: dict[Key, date] = {}
    for _, feedback in scope.all(Feedback):
        if feedback.kind == "recognition" and happened(feedback.date, scope):
            for person in (_key(feedback.from_), _key(feedback.to)):
                if person:
                    latest[person] = max(feedback.date, latest.get(person, feedback.date))
    met = {rhythm.agreement: rhythm.since for rhythm in cadences(scope)}
    for key, agreement in running(scope):
        people = _people(agreement.mentors) | _people(agreement.mentees)
        days = (scope.today - max([agreement.start, *(latest[person] for person in people if person in latest)])).days
        since = met.get(key)
        if days > practice.recognition_days and since is not None and since <= practice.recognition_days:
            hint = "think of one thing that went well, and write down what was done and what it led to"
            yield Finding(key, f"{called(agreement)} has had check-ins and no feedback of recognition for {counted(days)}", hint)


def late(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find feedback that was given more than `feedback_days` after it was observed."""
    for key, feedback in written(scope, Feedback):
        if feedback.observed and happened(feedback.date, scope):
            days = (feedback.date - feedback.observed).days
            if days > practice.feedback_days:
                hint = "the next time, a few words are enough while both of you still remember it"
                yield Finding(key, f"the feedback {called(feedback)} was given {counted(days)} after it was observed", hint, ("observed",))


def without_response(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find feedback that has been without a response for more than `response_days`."""
    for key, feedback in written(scope, Feedback):
        days = (scope.today - feedback.date).days
        if feedback.response is None and days > practice.response_days:
            hint = "ask how it was taken, and note in `response` what was understood and what follows"
            yield Finding(key, f"the feedback {called(feedback)}, {counted(days)} ago, has no response yet", hint, ("response",))


def judgement_words(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find feedback in whose behavior a word of `judgement_words` stands, as a whole word; neither code nor quotations count."""
    if not practice.judgement_words:
        return
    words = "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(practice.judgement_words, key=len, reverse=True))
    judging = re.compile(rf"(?<![^\W_])(?<![^\W_]-)(?:{words})(?!-?[^\W_])", re.IGNORECASE)
    for key, feedback in written(scope, Feedback):
        text = _NOT_THEIRS.sub(_blank, feedback.behavior.text) if feedback.behavior else ""
        found = list(judging.finditer(text))
        if found:
            before = text[: found[0].start()]
            line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
            told = ", ".join(dict.fromkeys(named(match[0].lower()) for match in found))
            message = f"the behavior in {called(feedback)} has words that judge: {told}"
            hint = "write what was seen or heard, as a camera would have recorded it: when, what, how often"
            yield Finding(key, message, hint, ("behavior",), line, column)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _between(given: Mapping[Key, list[Feedback]], of: set[Key], to: set[Key]) -> Iterator[Feedback]:
    """Give the feedback of some people to others. Who is on both sides gives it from neither."""
    return (feedback for giver in sorted(of - to) for feedback in given.get(giver, ()) if _key(feedback.to) in to - of)


def _key(reference: Reference | None) -> Key | None:
    return reference.key if reference else None


def _people(references: tuple[Reference, ...]) -> set[Key]:
    return {reference.key for reference in references if reference.key}
