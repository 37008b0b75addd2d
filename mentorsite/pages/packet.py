"""The packet of a period becomes a document: its words, and the order in which a reader needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from mentorsite.audience.view import Shown
from mentorsite.insights.packet import (
    Adjusted,
    Asked,
    Claim,
    Count,
    Course,
    Event,
    GoalInPeriod,
    Heard,
    Introduced,
    Packet,
    Received,
    SkillInPeriod,
    Source,
)
from mentorsite.insights.packing import asked_by, packet
from mentorsite.insights.period import Period
from mentorsite.insights.skill_map import LevelReading
from mentorsite.pages.addition import Addition
from mentorsite.pages.document import (
    HEIGHT,
    WIDTH,
    Block,
    Bullets,
    Document,
    Drawing,
    Heading,
    Line,
    Piece,
    Quote,
    Section,
    Sentence,
    Table,
    Text,
)
from mentorsite.pages.footnotes import Footnotes
from mentorsite.pages.frame import Frame
from mentorsite.pages.values import Link, Marked
from mentorsite.records.addresses import slug
from mentorsite.records.fields import Revision, WebLink
from mentorsite.records.types.people import Person
from mentorsite.records.types.stories import Metric, Story
from mentorsite.records.types.stories import Quote as Quoted
from mentorsite.records.values import Markdown, Phrase, Prose, Reference

_COUNTED = {
    "goals achieved": ("goal achieved", "goals achieved"),
    "goals under way": ("goal under way at the end", "goals under way at the end"),
    "steps": ("step of a goal reached", "steps of goals reached"),
    "milestones": ("milestone", "milestones"),
    "stories": ("impact story", "impact stories"),
    "levels": ("level of a skill gained", "levels of skills gained"),
    "recognition": ("feedback that recognises something", "pieces of feedback that recognise something"),
    "constructive": ("feedback that asks for something", "pieces of feedback that ask for something"),
    "checkins": ("check-in", "check-ins"),
    "decisions": ("decision", "decisions"),
    "introductions": ("introduction", "introductions"),
    "adjustments": ("adjustment done", "adjustments done"),
}
_SIDES = {"mentor": "From the mentor", "mentee": "From the mentee", "other": "From others"}
_FROM_THE_PERSON = "Their own"


def packet_of(frame: Frame, shown: Shown) -> Addition:
    """Give the page of a review its packet."""
    return Addition({"packet": document_of(frame, asked_by(frame.ledger, shown.key))})


def document_of(frame: Frame, asked: Asked) -> Document:
    """Give the packet of a period as a document, with links to the pages of the site."""
    return _Writer(frame, packet(frame.ledger, asked, frame.showing.today)).document()


class _Writer:
    """Puts one packet into words."""

    def __init__(self, frame: Frame, made: Packet) -> None:
        self.frame = frame
        self.packet = made
        self.period = made.asked.period
        self.notes = Footnotes(frame.atlas, self.period.first)

    def document(self) -> Document:
        """Give all of it; a section of which there is nothing is not there."""
        review = self.frame.atlas.view.records[self.packet.asked.review].record if self.packet.asked.review else None
        person = self._person()
        title = review.heading() if review else "Review"
        facts = tuple((label, line) for label, line in self._facts(person) if line)
        parts: list[tuple[str, Iterator[Block]]] = [
            ("In numbers", self._numbers()),
            ("Self-assessment", self._prose(self.packet.narrative)),
            ("Statement" if len(self.packet.statements) == 1 else "Statements", self._statements()),
            ("Goals", self._goals()),
            ("Milestones", self._events(self.packet.milestones)),
            ("Impact stories", self._events(self.packet.stories)),
            ("Feedback received", self._feedback()),
            ("Skills", self._skills()),
            ("Competencies", self._claims()),
            ("Decisions", self._decisions()),
            ("Introductions", self._introductions()),
            ("What was adjusted", self._adjusted()),
            ("What comes next", self._next()),
        ]
        # In the order in which they are read, so that the notes are numbered in it.
        sections = [Section(name, slug(name), blocks) for name, found in parts if (blocks := tuple(found))]
        summary = review.summary if review else None
        return Document(
            kind="Review packet",
            title=title,
            lede=self._marked(summary) if summary else None,
            facts=facts,
            sections=tuple(sections),
            notes=self.notes.all(),
            running=f"{person.text}, {title}" if person.text else title,
            day=self.packet.until,
        )

    def _person(self) -> Link:
        found = self._show(self.packet.asked.person)
        return found if isinstance(found, Link) else Link("")

    def _facts(self, person: Link) -> Iterator[tuple[str, Line]]:
        yield "Who", Line((person,)) if person.text else Line()
        key = self.packet.asked.person.key
        record = self.frame.atlas.view.records[key].record if key else None
        if isinstance(record, Person):
            yield "Role", self._role(record)
        yield "Period", Line((self.period.first, " to ", self.period.last))
        mentors = [self._show(mentor) for mentor in self.packet.mentors]
        yield "Mentor" if len(mentors) == 1 else "Mentors", Line(_joined((mentor,) for mentor in mentors if isinstance(mentor, Link)))
        yield "Agreement", self._listed(self.packet.agreement)
        if self.packet.until < self.period.last:
            yield "As of", Line((self.packet.until, ", before the period is over"))

    def _role(self, person: Person) -> Line:
        headline = (self._marked(person.headline),) if person.headline else ()
        return Line((*headline, *((f", {person.role}" if headline else person.role.capitalize(),) if person.role else ())))

    def _listed(self, sources: Sequence[Source]) -> Line:
        return Line(_joined((self._title(source), *self.notes.of(source)) for source in sources))

    # Sections.

    def _numbers(self) -> Iterator[Block]:
        before = self.packet.before
        rows = []
        for count in self.packet.counts:
            cells = [Line((count.number, *self.notes.of(*count.sources))), self._label(count)]
            rows.append((*cells, *((Line((count.before,)),) if before else ())))
        if rows:
            head = ("This period", "What", *(("The period before",) if before else ()))
            yield Table("The period in numbers", head, tuple(rows), frozenset({0, 2}), named=1)
        if rows and before:
            yield Sentence(Line(("The period before is ", before.first, " to ", before.last, ".")), quiet=True)

    def _label(self, count: Count) -> Line:
        one, several = _COUNTED[count.what]
        return Line((one if count.number == 1 else several, *(() if count.complete else (" (in this copy)",))))

    def _statements(self) -> Iterator[Block]:
        for said in self.packet.statements:
            yield Heading(Line((self._link(said.giver), ", ", *_day(said.source.day), *self.notes.of(said.source))))
            for text in (said.situation, said.behavior, said.impact):
                yield from self._prose(text)

    def _goals(self) -> Iterator[Block]:
        for goal in self.packet.goals:
            yield Heading(Line((self._title(goal.source), *self.notes.of(goal.source))))
            yield Sentence(Line(tuple(_standing(goal))), quiet=True)
            if goal.courses:
                yield self._courses(goal)
            if goal.steps:
                yield Bullets(tuple(self._step(goal, number) for number in range(len(goal.steps))))
            for revision in goal.revisions:
                yield self._revision(Source(goal.source.record, revision.date), revision)

    def _courses(self, goal: GoalInPeriod) -> Table:
        drawings = tuple(_drawing(course, self.period) for course in goal.courses)
        return Table(
            caption="Indicators, from the start of the period to its end",
            head=("Indicator", "At the start", "At the end", "Target"),
            rows=tuple(self._course(goal, course) for course in goal.courses),
            figures=frozenset({1, 2, 3}),
            drawings=drawings if any(drawings) else (),
            drawn="Course",
        )

    def _course(self, goal: GoalInPeriod, course: Course) -> tuple[Line, ...]:
        def cell(value: Decimal | None, day: date | None) -> Line:
            if value is None:
                return Line(("not measured",))
            told: tuple[Piece, ...] = self.notes.of(Source(goal.source.record, day)) if day else (" (baseline)",)
            return Line((*_amount(value, course.unit), *told))

        reached = (", reached",) if course.reached else ()
        target = Line((*_amount(course.target, course.unit), *reached))
        return Line((course.name,)), cell(course.start, course.start_day), cell(course.end, course.end_day), target

    def _step(self, goal: GoalInPeriod, number: int) -> Line:
        step = goal.steps[number]
        late = (f", {step.late} {'day' if step.late == 1 else 'days'} after it was due",) if step.late else ()
        return Line(("Reached: ", step.title, ", ", step.day, *late, *self.notes.of(Source(goal.source.record, step.day))))

    def _revision(self, source: Source, revision: Revision) -> Sentence:
        change = self._with_reason(revision.change, revision.why)
        return Sentence(Line(("Changed on ", revision.date, ": ", *change, *self.notes.of(source))))

    def _with_reason(self, what: Phrase, why: Phrase | None) -> tuple[Piece, ...]:
        """Give what was decided or changed, and for what reason."""
        said = self._marked(what)
        if why is None:
            return (said,)
        ends = said.text.rstrip(" *_`").endswith((".", "?", "!", "…", ":"))
        return (said, " Why: " if ends else ". Why: ", self._marked(why))

    def _events(self, events: Iterable[Event]) -> Iterator[Block]:
        for event in events:
            yield Heading(Line((self._title(event.source), *self.notes.of(event.source))))
            size = (", a big one",) if getattr(event.record, "size", None) == "big" else ()
            yield Sentence(Line((*_day(event.source.day), *size)), quiet=True)
            yield from self._words(event.text)
            if isinstance(event.record, Story):
                yield from self._measured(event.record.metrics)
                yield from self._quotes(event.record.quotes)
            evidence = self._evidence(event.evidence, event.outside)
            if evidence:
                yield Sentence(Line(("Evidence: ", *evidence)), quiet=True)

    def _measured(self, metrics: Sequence[Metric]) -> Iterator[Block]:
        def cell(value: Decimal | None, unit: str | None) -> Line:
            return Line(_amount(value, unit) if value is not None else ("not measured",))

        if metrics:
            rows = tuple((Line((each.name,)), cell(each.before, each.unit), cell(each.after, each.unit)) for each in metrics)
            yield Table("Before and after", ("What was measured", "Before", "After"), rows, frozenset({1, 2}))

    def _quotes(self, quotes: Iterable[Quoted]) -> Iterator[Block]:
        for quote in quotes:
            yield Quote(self._marked(quote.text), Line((self._link(quote.by),)) if quote.by else Line())

    def _feedback(self) -> Iterator[Block]:
        for heard in self.packet.feedback:
            yield Heading(Line((self._side(heard),)))
            items: list[Line] = []
            for said in heard.received:
                pieces = tuple(self._received(said))
                if isinstance(said.text, Prose):
                    yield from _bullets(items)
                    items = []
                    yield Sentence(Line(pieces))
                    yield Text(self._marked(said.text))
                else:
                    items.append(Line((*pieces, *((" ", self._marked(said.text)) if said.text else ()))))
            yield from _bullets(items)

    def _received(self, said: Received) -> Iterator[Piece]:
        if said.source.day:
            yield from (said.source.day, ", ")
        yield "recognition" if said.kind == "recognition" else "asking for something"
        named: tuple[Piece, ...] = (" from ", self._link(said.giver), ": ", self._title(said.source))
        yield from (*named, *self.notes.of(said.source))

    def _side(self, heard: Heard) -> str:
        person = self.packet.asked.person
        own = all((one.giver.key, one.giver.text) == (person.key, person.text) for one in heard.received)
        return _FROM_THE_PERSON if own else _SIDES[heard.giver]

    def _skills(self) -> Iterator[Block]:
        if self.packet.skills:
            head = ("Skill", "At the start", "At the end", "Target", "To go")
            yield Table("Skills, from the start of the period to its end", head, tuple(map(self._skill, self.packet.skills)))

    def _skill(self, skill: SkillInPeriod) -> tuple[Line, ...]:
        def cell(reading: LevelReading | None, *proofs: Source) -> Line:
            if reading is None:
                return Line(("no level yet",))
            return Line((reading.level.name, *self.notes.of(Source(skill.source.record, reading.day), *proofs)))

        proofs = [Source(proof.what.key, proof.day) for proof in skill.proofs if proof.what.key]
        target = skill.target
        role = (f" for {target.role}",) if target and target.role else ()
        by = (" by ", target.by) if target and target.by else ()
        gap = "" if skill.gap is None else "reached" if skill.gap == 0 else f"{skill.gap} {'level' if skill.gap == 1 else 'levels'}"
        return (
            Line((self._title(skill.source),)),
            cell(skill.start),
            cell(skill.end, *proofs),
            Line((target.level.name, *role, *by)) if target else Line(),
            Line((gap,)) if gap else Line(),
        )

    def _claims(self) -> Iterator[Block]:
        for claim in self.packet.claims:
            yield Heading(Line((claim.name,)))
            yield from self._prose(claim.text)
            if claim.proven:
                yield Sentence(Line(("Evidence: ", *self._evidence(claim.evidence, claim.outside))), quiet=True)
            else:
                yield Sentence(Line((self._unproven(claim),)), quiet=True)

    def _unproven(self, claim: Claim) -> str:
        return "No record stands behind this yet." if self.packet.complete else "No record in this copy stands behind this."

    def _decisions(self) -> Iterator[Block]:
        yield from _bullets(
            Line((decided.day, ": ", *self._with_reason(each.what, each.why), *self.notes.of(Source(decided.checkin, decided.day))))
            for decided in self.packet.decisions
            for each in decided.decisions
        )

    def _introductions(self) -> Iterator[Block]:
        for each in self.packet.introductions:
            yield Sentence(Line((*self._introduced(each), *self.notes.of(each.source))))
            yield from self._prose(each.outcome)

    def _introduced(self, each: Introduced) -> Iterator[Piece]:
        yield from (*_day(each.source.day), ": ", self._link(each.to))
        if each.network:
            yield f" ({each.network})"
        if each.by:
            yield from (", introduced by ", self._link(each.by))

    def _adjusted(self) -> Iterator[Block]:
        yield from _bullets(Line((self._marked(each.what), *_state(each), *self.notes.of(each.source))) for each in self.packet.adjustments)
        for changed in self.packet.changes:
            sentence = self._revision(Source(changed.source.record, changed.revision.date), changed.revision)
            yield Sentence(Line(("The agreement. ", *sentence.line.pieces)))

    def _next(self) -> Iterator[Block]:
        yield from self._prose(self.packet.next)
        if self.packet.next_goals:
            yield Sentence(Line(("Goals that were open at the end of the period:",)), quiet=True)
        yield from _bullets(
            Line((self._title(goal.source), *((", due ", goal.due) if goal.due else ()), *self.notes.of(goal.source)))
            for goal in self.packet.next_goals
        )

    # Pieces.

    def _evidence(self, sources: Iterable[Source], outside: Iterable[WebLink | Reference]) -> tuple[Piece, ...]:
        """Give what stands behind a claim, each with its note."""
        named: list[tuple[Piece, ...]] = [(self._title(source), *self.notes.of(source)) for source in sources]
        named += [(link, *self.notes.elsewhere(link)) for link in map(self._link, outside)]
        return _joined(named)

    def _title(self, source: Source) -> Link:
        return self.frame.atlas.links[source.record]

    def _link(self, value: Reference | WebLink) -> Link:
        found = self._show(value)
        assert isinstance(found, Link)
        return found

    def _show(self, value: object) -> object:
        return self.frame.showing.show(value)

    def _marked(self, text: Markdown) -> Marked:
        found = self._show(text)
        assert isinstance(found, Marked)
        return found

    def _prose(self, text: Prose | None) -> Iterator[Block]:
        if text:
            yield Text(self._marked(text))

    def _words(self, text: Phrase | Prose | None) -> Iterator[Block]:
        if isinstance(text, Prose):
            yield Text(self._marked(text))
        elif text:
            yield Sentence(Line((self._marked(text),)))


def _joined(each: Iterable[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """Put commas between things of several pieces."""
    pieces: list[Piece] = []
    for thing in each:
        pieces += [", ", *thing] if pieces else thing
    return tuple(pieces)


def _bullets(items: Iterable[Line]) -> Iterator[Block]:
    listed = tuple(items)
    if listed:
        yield Bullets(listed)


def _state(adjusted: Adjusted) -> tuple[Piece, ...]:
    if adjusted.done:
        return (": done ", adjusted.done)
    return (": open, due ", adjusted.due) if adjusted.due else (": open",)


def _day(day: date | None) -> tuple[Piece, ...]:
    return (day,) if day else ()


def _amount(value: Decimal, unit: str | None) -> tuple[Piece, ...]:
    return (value, f" {unit}") if unit else (value,)


def _standing(goal: GoalInPeriod) -> Iterator[Piece]:
    """Say how a goal stood at the end of the period."""
    yield goal.status.capitalize()
    if goal.status == "achieved" and goal.achieved:
        yield from (" on ", goal.achieved)
    if goal.start:
        yield from (", begun ", goal.start)
    if goal.due:
        yield from (", due ", goal.due)


def _drawing(course: Course, period: Period) -> Drawing | None:
    """Draw the readings of a period by their days, from where the indicator stood at the start; None where there are fewer than two."""
    values = [(reading.day, reading.value) for reading in course.readings]
    if course.start is not None and (not values or course.start_day != values[0][0]):
        values.insert(0, (period.first, course.start))
    if len(values) < 2:
        return None
    heights = [value for _, value in values] + [course.target]
    low, high = min(heights), max(heights)

    def point(day: date, value: Decimal) -> tuple[int, int]:
        return round(2 + (day - period.first).days * (WIDTH - 4) / max(period.days - 1, 1)), height(value)

    def height(value: Decimal) -> int:
        return HEIGHT // 2 if low == high else round((high - value) / (high - low) * (HEIGHT - 4)) + 2

    said = f"from {values[0][1]} to {values[-1][1]}, with the target {course.target}"
    return Drawing(tuple(point(day, value) for day, value in values), height(course.target), said)
