"""Practice checks of the agreement and its check-ins: cadence, next one, what was promised, and a look at the agreement itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mentorsite.config import Practice
from mentorsite.insights.cadence import Rhythm, cadences
from mentorsite.insights.practice.finding import Finding, called, counted, happened, named, running, written
from mentorsite.insights.scope import Scope
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.mentorships import Mentorship


def cadence_missed(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find agreements of which the last whole window went by without a check-in, and none has been held since.

    Nothing is said in a pause; a window that a pause or a new cadence cut short is held against nobody.
    """
    for agreement, rhythm in _running(scope):
        missed = _missed(rhythm)
        if missed and agreement.cadence and not any(pause.first <= scope.today <= pause.last for pause in rhythm.pauses):
            hint = "meet and note it, agree on a pause in `pauses`, or change `cadence` and say so in `revisions`"
            said = f"{called(agreement)} agrees on a check-in {agreement.cadence}, and none is noted from {missed[0]} to {missed[1]}"
            yield Finding(rhythm.agreement, said, hint, ("cadence",))


def no_next_checkin(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find agreements that run, with neither a day to come in `next` of the latest check-in nor a check-in of a later day."""
    for agreement, rhythm in _running(scope):
        if rhythm.due and rhythm.due.by != "cadence":
            continue
        if rhythm.meetings:
            latest = rhythm.meetings[-1]
            since = counted((scope.today - latest.day).days)
            hint = "agree on a day, and write it into `next` of the latest check-in"
            yield Finding(
                latest.checkins[-1], f"{called(agreement)} has no day for a next check-in; the last one was {since} ago", hint, ("next",)
            )
        else:
            hint = "agree on a day, and note the first check-in with it"
            yield Finding(rhythm.agreement, f"{called(agreement)} has no day for a first check-in", hint)


def action_overdue(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find actions whose day is past and which are not done."""
    for key, checkin in written(scope, Checkin):
        for index, action in enumerate(checkin.actions if happened(checkin.date, scope) else ()):
            due = action.due
            if due and due < scope.today and not happened(action.done, scope):
                hint = "note the day in `done`, give it a new `due`, or decide together to let it go"
                message = f"the action {named(action.what)} was due {counted((scope.today - due).days)} ago, on {due}"
                yield Finding(key, message, hint, ("actions", index, "due"))


def agreement_not_reviewed(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find agreements that run and whose last revision, or else whose start, is longer ago than `agreement_days`."""
    for key, agreement in running(scope):
        last = max([agreement.start, *(revision.date for revision in agreement.revisions if revision.date <= scope.today)])
        since = (scope.today - last).days
        if since > practice.agreement_days:
            hint = "read it together, and note in `revisions` what changed; that it still holds is worth a line, too"
            said = f"the agreement {called(agreement)} was last looked at {counted(since)} ago, on {last}"
            yield Finding(key, said, hint, ("revisions",))


def _running(scope: Scope) -> Iterator[tuple[Mentorship, Rhythm]]:
    agreements = dict(running(scope))
    for rhythm in sorted(cadences(scope), key=lambda rhythm: rhythm.agreement):
        if rhythm.agreement in agreements:
            yield agreements[rhythm.agreement], rhythm


def _missed(rhythm: Rhythm) -> tuple[date, date] | None:
    """Give the first and the last day of the windows missed in a row until now; None where the last one was kept."""
    first = last = None
    for window in reversed(rhythm.windows):
        if window.state == "kept":
            break
        if window.state == "missed":
            first, last = window.first, last or window.last
    return (first, last) if first and last else None
