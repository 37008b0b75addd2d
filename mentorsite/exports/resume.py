"""What an audience sees of a person becomes a résumé in the format of JSON Resume (jsonresume.org, schema 1.0.0).

Each claim has the address of the record behind it, where the site has one in the web. Nothing is said that no record says: what a résumé
asks for and nobody wrote down, such as an employer, is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar, Union, cast

from mentorsite import __version__
from mentorsite.audience.view import Shown
from mentorsite.pages.frame import Frame
from mentorsite.pages.show import in_words
from mentorsite.pages.values import Marked
from mentorsite.records.types.feedback import Feedback
from mentorsite.records.types.goals import Goal, Indicator
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.milestones import Milestone
from mentorsite.records.types.people import Person
from mentorsite.records.types.skills import Skill
from mentorsite.records.types.stories import Metric, Story
from mentorsite.records.values import Key, Markdown, Reference
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.json_text import without_harm
from mentorsite.rendering.web import lead

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
GOAL, STORY = "goal", "story"
"""What a project is called that a goal or a story is, in `type`."""
MENTOR = "Mentor"
CERTIFICATION = "certification"
Plain = Union[str, "list[Plain]", "dict[str, Plain]"]
RecordT = TypeVar("RecordT")


def resume(frames: Sequence[Frame], person: Shown, today: date) -> Artifact:
    """Give the résumé of a person whom the audience sees, as of a day."""
    text = json.dumps(without_harm(_Resume(frames, person, today).whole()), ensure_ascii=False, indent=2)
    return Artifact("resume.json", f"{text}\n".encode("utf-8", "replace"), "resume.json")


def mentees(frames: Sequence[Frame]) -> list[Key]:
    """Give those whose portfolios these are and whom the audience sees, each once: by the agreements, or, without any, by their role."""
    view = frames[0].atlas.view
    agreed = [shown.record for shown in view.records.values() if isinstance(shown.record, Mentorship)]
    if agreed:
        return list(dict.fromkeys(reference.key for each in agreed for reference in each.mentees if reference.key in view.records))
    return [key for key, shown in view.records.items() if isinstance(shown.record, Person) and shown.record.role == "mentee"]


class _Resume:
    def __init__(self, frames: Sequence[Frame], person: Shown, today: date) -> None:
        self.site = frames[0].site
        self.showing = frames[0].showing
        self.person = person
        self.today = today
        # The latest first, as a résumé is read.
        seen = frames[0].atlas.view.records.values()
        self.all = sorted(seen, key=lambda shown: shown.record.day() or date.min, reverse=True)
        portfolios = self._portfolios()
        self.own = [shown for shown in self.all if shown.key.portfolio in portfolios]

    def whole(self) -> dict[str, Plain]:
        parts: dict[str, Plain] = {
            "basics": self._basics(),
            "volunteer": list(self._mentoring()),
            "awards": list(self._awards()),
            "certificates": list(self._certificates()),
            "skills": list(self._skills()),
            "references": list(self._references()),
            "projects": list(self._projects()),
        }
        meta: dict[str, Plain] = {
            "version": "v1.0.0",
            "lastModified": f"{self.today.isoformat()}T00:00:00",
            "generator": f"mentorsite {__version__}",
            "audience": self.site.audience,
        }
        return {"$schema": SCHEMA, **{name: part for name, part in parts.items() if part}, "meta": meta}

    def _portfolios(self) -> set[str]:
        """Give the portfolios of the person: of whose mentoring they are, or, where nothing says that, where the person's record lies. What
        several portfolios share belongs to all of them."""
        agreements = [(shown.key.portfolio, agreement) for shown, agreement in _of(Mentorship, self.all)]
        ours = {portfolio for portfolio, agreement in agreements if self._is(*agreement.mentees)}
        home = self.person.key.portfolio
        return ours | {""} if ours else {home} - {portfolio for portfolio, _ in agreements}

    def _basics(self) -> Plain:
        person = cast(Person, self.person.record)
        profiles = [_said(network=link.label, url=link.url) for link in person.profiles]
        return _said(
            name=person.name,
            label=self._words(person.headline),
            url=self._url(self.person),
            summary=self._words(person.body),
            profiles=profiles,
        )

    def _mentoring(self) -> Iterator[Plain]:
        for shown, agreement in _of(Mentorship, self.all):
            if self._is(*agreement.mentors):
                yield _said(
                    organization=agreement.heading(),
                    position=MENTOR,
                    startDate=_day(agreement.start),
                    endDate=_day(agreement.end),
                    summary=self._words(agreement.summary or agreement.purpose),
                    url=self._url(shown),
                )

    def _awards(self) -> Iterator[Plain]:
        for _, milestone in _of(Milestone, self.own):
            if milestone.size != "small" and (not milestone.participants or self._is(*milestone.participants)):
                yield _said(title=milestone.title, date=_day(milestone.date), summary=self._words(milestone.summary or milestone.outcome))

    def _certificates(self) -> Iterator[Plain]:
        for shown, skill in _of(Skill, self.own):
            for step in skill.steps:
                if step.kind == CERTIFICATION and step.done and step.done <= self.today:
                    yield _said(name=self._words(step.what), date=_day(step.done), url=self._url(shown))

    def _skills(self) -> Iterator[Plain]:
        for _, skill in _of(Skill, self.own):
            reached = [level.name for day, level in sorted(skill.levels.items()) if day <= self.today]
            words = dict.fromkeys([*([skill.category] if skill.category else []), *skill.tags])
            yield _said(name=skill.title, level=reached[-1] if reached else "", keywords=list(words))

    def _references(self) -> Iterator[Plain]:
        for _, feedback in _of(Feedback, self.all):
            if feedback.kind == "recognition" and self._is(feedback.to):
                said = (self._words(text) for text in (feedback.situation, feedback.behavior, feedback.impact))
                yield _said(name=self._name(feedback.from_), reference=" ".join(filter(None, said)))
        for _, story in _of(Story, self.own):
            for quote in story.quotes:
                if not self._is(quote.by):
                    yield _said(name=self._name(quote.by), reference=self._words(quote.text))

    def _projects(self) -> Iterator[Plain]:
        for shown, goal in _of(Goal, self.own):
            if goal.status in ("active", "achieved") and (goal.owner is None or self._is(goal.owner)):
                reached = [step.title for step in goal.milestones if step.done and step.done <= self.today]
                yield _said(
                    name=goal.title,
                    type=GOAL,
                    description=self._words(goal.summary or goal.why),
                    highlights=[*reached, *filter(None, (self._reached(each) for each in goal.indicators))],
                    keywords=list(goal.tags),
                    startDate=_day(goal.start),
                    endDate=_day(goal.achieved),
                    url=self._url(shown),
                )
        for shown, story in _of(Story, self.own):
            yield _said(
                name=story.title,
                type=STORY,
                description=self._words(story.summary or story.result),
                highlights=list(filter(None, map(_changed, story.metrics))),
                keywords=list(story.tags),
                endDate=_day(story.date),
                url=self._url(shown),
            )

    def _reached(self, indicator: Indicator) -> str:
        """Say where an indicator stands: "Reviews led: 6 reviews, target 6"; "" where nothing was measured yet."""
        known = [value for day, value in sorted(indicator.readings.items()) if day <= self.today]
        return f"{indicator.name}: {_figure(known[-1])}{_unit(indicator.unit)}, target {_figure(indicator.target)}" if known else ""

    def _is(self, *references: Reference | None) -> bool:
        return any(reference is not None and reference.key == self.person.key for reference in references)

    def _name(self, reference: Reference | None) -> str:
        if reference is None:
            return ""
        return reference.text or (self.showing.atlas.links[reference.key].text if reference.key else "")

    def _words(self, markdown: Markdown | None) -> str:
        shown = self.showing.show(markdown)
        return (in_words(shown) or "") if isinstance(shown, Marked) else ""

    def _url(self, shown: Shown) -> str:
        return lead(self.site.url, self.showing.atlas.address(shown.key)) if self.site.url else ""


def _of(kind: type[RecordT], records: Iterable[Shown]) -> Iterator[tuple[Shown, RecordT]]:
    for shown in records:
        if isinstance(shown.record, kind):
            yield shown, shown.record


def _said(**values: Plain) -> Plain:
    """Give those values that say something."""
    return {name: value for name, value in values.items() if value}


def _changed(metric: Metric) -> str:
    """Say what a figure was and became: "Days to a decision: 19 → 6 days"; "" where it has neither."""
    figures = [_figure(figure) for figure in (metric.before, metric.after) if figure is not None]
    return f"{metric.name}: {' → '.join(figures)}{_unit(metric.unit)}" if figures else ""


def _figure(number: Decimal) -> str:
    return f"{number:f}"


def _unit(unit: str | None) -> str:
    return f" {unit}" if unit else ""


def _day(day: date | None) -> str:
    """Give a day as the schema has it, which knows none before the year 1000 and none after 2999."""
    return day.isoformat() if day and 1000 <= day.year < 3000 else ""
