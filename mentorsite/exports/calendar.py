"""A portfolio becomes `calendar.ics` (RFC 5545, with the properties of RFC 7986): check-ins held, planned and agreed, the days on which
goals are due, and actions as tasks.

Records have days and no times, so everything lasts all day and keeps nobody's time busy. A calendar lies open on screens: where more people
than the pair may see it, a check-in is called one and nothing else, and nobody is named.

Why SEQUENCE and DTSTAMP are what they are: of two versions of an event the one with the higher SEQUENCE counts, and of equal ones the one
with the later DTSTAMP (RFC 5546, 2.1.5). SEQUENCE counts the changes that the record itself tells of, which are never taken back: a goal's
revisions, that something was done. DTSTAMP is the day of the build, so whatever changed without being told counts from the next day on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from mentorsite.exports.content_lines import Property, day, moment, text, written
from mentorsite.exports.identity import uuid
from mentorsite.insights.actions import AgreedAction, agreed
from mentorsite.insights.cadence import Met, agreed_or_planned
from mentorsite.pages.frame import Frame
from mentorsite.pages.show import in_words
from mentorsite.pages.values import Link, Marked
from mentorsite.records.audience import Audience
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.goals import Goal
from mentorsite.records.values import Key
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.web import lead

_GOAL_IS = {"proposed": "TENTATIVE", "paused": "TENTATIVE", "dropped": "CANCELLED"}


def calendar(frame: Frame, address: str) -> Artifact:
    """Give the calendar of a portfolio that has something to put into one, in a site that knows its address."""
    return Artifact(address, written(_Calendar(frame, address).properties()), "calendar.ics")


class _Calendar:
    def __init__(self, frame: Frame, address: str) -> None:
        self.frame = frame
        self.address = address
        self.url = frame.site.url or ""
        self.today = frame.showing.today
        self.is_wide = frame.atlas.view.audience > Audience.PAIR

    def properties(self) -> Iterator[Property]:
        title, language = self.frame.facts.title, self.frame.site.language
        yield "BEGIN", "VCALENDAR"
        yield "VERSION", "2.0"
        yield "PRODID", "-//mentorsite//calendar//EN"
        yield "CALSCALE", "GREGORIAN"
        yield "UID", str(self._uid(self.address))
        yield f"NAME;LANGUAGE={language}", text(title)
        # What most programs read in the place of NAME.
        yield "X-WR-CALNAME", text(title)
        yield "DESCRIPTION", text("Check-ins, days on which goals are due, and actions.")
        yield "LAST-MODIFIED", moment(self.today)
        yield "URL", lead(self.url, self.frame.facts.home)
        yield "REFRESH-INTERVAL;VALUE=DURATION", "P1D"
        yield "SOURCE;VALUE=URI", lead(self.url, self.address)
        yield "COLOR", "steelblue"
        view, portfolio = self.frame.atlas.view, self.frame.portfolio
        checkins = [(shown.key, shown.record) for shown in view.of(portfolio, "checkins") if isinstance(shown.record, Checkin)]
        for key, checkin in checkins:
            yield from self._checkin(key, checkin)
        yield from self._agreed(checkins)
        for shown in view.of(portfolio, "goals"):
            if isinstance(shown.record, Goal) and shown.record.due:
                yield from self._goal(shown.key, shown.record, shown.record.due)
        for key, checkin in checkins:
            for number, action in enumerate(agreed([(key, checkin)], self.today), 1):
                yield from self._action(action, number)
        yield "END", "VCALENDAR"

    def _checkin(self, key: Key, checkin: Checkin) -> Iterator[Property]:
        summary = "Check-in" if self.is_wide else checkin.heading()
        told = "" if self.is_wide else self._about(checkin)
        yield from self._event(key, "", summary, checkin.date, told=told)

    def _about(self, checkin: Checkin) -> str:
        show = self.frame.showing.show
        agenda = [f"- {self._words(show(item.topic))}" for item in checkin.agenda]
        return "\n".join([*filter(None, [self._words(show(checkin.summary))]), *(["Agenda:", *agenda] if agenda else [])])

    def _agreed(self, checkins: list[tuple[Key, Checkin]]) -> Iterator[Property]:
        """Give the next check-in of each agreement, where it was agreed on and nobody has written it down yet."""
        by_agreement: dict[Key | None, list[Met]] = {}
        for key, checkin in checkins:
            agreement = checkin.mentorship.key if checkin.mentorship else None
            by_agreement.setdefault(agreement, []).append(Met(key, checkin.date, checkin.next_))
        for met in by_agreement.values():
            due = agreed_or_planned(met, self.today)
            if due and due.by == "agreed" and due.checkin and not any(each.day == due.day for each in met):
                yield from self._event(due.checkin, "#next", "Check-in", due.day, status="TENTATIVE")

    def _goal(self, key: Key, goal: Goal, due: date) -> Iterator[Property]:
        told = sum(revision.date <= self.today for revision in goal.revisions)
        status = "CONFIRMED" if goal.achieved and goal.achieved <= self.today else _GOAL_IS.get(goal.status, "CONFIRMED")
        yield from self._event(key, "#due", f"Due: {goal.heading()}", due, status=status, sequence=told + (goal.status == "dropped"))

    def _event(
        self, key: Key, part: str, summary: str, when: date, *, told: str = "", status: str = "CONFIRMED", sequence: int = 0
    ) -> Iterator[Property]:
        yield "BEGIN", "VEVENT"
        yield from self._common(key, part, summary, told, sequence)
        yield "DTSTART;VALUE=DATE", day(when)
        yield "STATUS", status
        yield "TRANSP", "TRANSPARENT"
        yield "END", "VEVENT"

    def _action(self, action: AgreedAction, number: int) -> Iterator[Property]:
        show = self.frame.showing.show
        summary, owner = self._words(show(action.what)), show(action.owner)
        if isinstance(owner, Link) and owner.text and not self.is_wide:
            summary = f"{owner.text}: {summary}"
        yield "BEGIN", "VTODO"
        yield from self._common(action.checkin, f"#action-{number}", summary, "", int(action.done is not None))
        yield "RELATED-TO", str(self._uid(self.frame.atlas.address(action.checkin)))
        yield "CREATED", moment(action.day)
        if action.due:
            yield "DUE;VALUE=DATE", day(action.due)
        if action.done:
            yield "COMPLETED", moment(action.done)
            yield "PERCENT-COMPLETE", "100"
        yield "STATUS", "COMPLETED" if action.done else "NEEDS-ACTION"
        yield "END", "VTODO"

    def _common(self, key: Key, part: str, summary: str, told: str, sequence: int) -> Iterator[Property]:
        page = self.frame.atlas.address(key)
        yield "UID", str(self._uid(page + part))
        yield "DTSTAMP", moment(self.today)
        yield "SEQUENCE", str(sequence)
        yield "SUMMARY", text(summary)
        if told:
            yield "DESCRIPTION", text(told)
        yield "URL", lead(self.url, page)
        if not self.is_wide:
            # Calendars that are shared show others of it no more than that there is something.
            yield "CLASS", "PRIVATE"

    def _uid(self, address: str) -> UUID:
        return uuid(self.url, address)

    def _words(self, value: object) -> str:
        return (in_words(value) or "") if isinstance(value, Marked) else ""
