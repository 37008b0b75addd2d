"""What follows for a new record from what is written already and from what somebody says of it: people, days, titles, the agenda."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import get_args

from mentorsite.audience.rules import visibility_of
from mentorsite.insights.insights import insights_of
from mentorsite.records.addresses import slug
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.record import BASE_FIELDS
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.people import Person
from mentorsite.records.types.reviews import Review
from mentorsite.records.values import Key, Reference
from mentorsite.scaffold.agenda import agenda, next_day, open_questions
from mentorsite.scaffold.desk import Desk, Values

_USUALLY = {"owner": "mentee", "author": "mentee", "by": "mentor", "mentors": "mentor", "mentees": "mentee"}
"""Whom a field names unless somebody says otherwise, where there is one such person."""
_WANTED = {"people": ("role",), "mentorships": ("cadence",)}


@dataclass(frozen=True)
class Begun:
    """A record as far as it is known: its values in the order of their writing, what is said behind them, where to go on."""

    values: Values
    remarks: Mapping[str, str] = field(default_factory=dict)
    begin: str = ""


@dataclass(frozen=True)
class Pair:
    """The mentors and the mentees whom a record is about, by their ids, and the agreement where there is one."""

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    agreement: str = ""
    terms: Mentorship | None = None

    def of(self, role: str) -> tuple[str, ...]:
        """Give the ids of one side."""
        return self.mentors if role == "mentor" else self.mentees

    def other(self, id: str) -> str:
        """Give the one on the other side of somebody; nobody where that is not one person."""
        for here, there in ((self.mentors, self.mentees), (self.mentees, self.mentors)):
            if id in here and id not in there and len(there) == 1:
                return there[0]
        return ""


def follows(desk: Desk, said: Values) -> Begun:
    """Give a record's values: what was said, and what follows from that and from the site. Defaults of a folder are not said again."""
    pair = _pair(desk, said)
    known: Values = {}
    fields = fields_of(desk.record_type)
    for name, fact in fields.items():
        if fact.target == "people" and name in _USUALLY and len(pair.of(_USUALLY[name])) == 1:
            (one,) = pair.of(_USUALLY[name])
            known[name] = [one] if fact.shape == "links" else one
    if pair.agreement and "mentorship" in fields:
        known["mentorship"] = pair.agreement
    more = _OF_TYPES.get(desk.type_name, _nothing)(desk, said, pair)
    found = {**known, **more.values}
    found = {name: value for name, value in found.items() if name not in said and name not in desk.given and value}
    values = {**said, **found}
    ordered = {name: values[name] for name in _writing_order(fields, values)}
    remarks = {name: remark for name, remark in more.remarks.items() if name in found}
    return Begun(ordered, remarks, more.begin)


def missing(desk: Desk, values: Values) -> tuple[FieldFacts, ...]:
    """Give the fields without which the record would be wrong, or nothing that anybody could find again.

    A text is not missing in a draft: its place says what belongs there.
    """
    found = []
    is_draft = values.get("draft") != "false"
    for name, fact in fields_of(desk.record_type).items():
        given = name in values or name in desk.given
        if given or name == "date" or (fact.shape == "prose" and is_draft):
            continue
        if fact.required:
            found.append(fact)
    if desk.type_name == "reflections" and "about" not in values and "title" not in values:
        found.append(fields_of(desk.record_type)["about"])
    return tuple(found)


def wanted(desk: Desk, values: Values) -> tuple[FieldFacts, ...]:
    """Give the fields that a record may lack and that much else follows from, for somebody who is there to be asked."""
    fields = fields_of(desk.record_type)
    names = list(_WANTED.get(desk.type_name, ()))
    if "mentorship" in fields and len(_agreements(desk)) > 1:
        names.append("mentorship")
    return tuple(fields[name] for name in names if name not in values and name not in desk.given)


def usual(fact: FieldFacts) -> str:
    """Give the word of a choice that is usual, the first one; nothing for what is no choice."""
    words = get_args(fact.inner)
    return str(words[0]) if words and isinstance(words[0], str) else ""


def _writing_order(fields: Mapping[str, FieldFacts], values: Values) -> list[str]:
    """The title comes first, then what is the type's own, then what every record has."""
    own = [name for name in fields if name in values and name not in BASE_FIELDS]
    rest = [name for name in fields if name in values and name in BASE_FIELDS and name != "title"]
    return [*(["title"] if "title" in values else []), *own, *rest]


def _pair(desk: Desk, said: Values) -> Pair:
    agreements = _agreements(desk)
    named = {**desk.given, **said}.get("mentorship")
    named = next(iter(agreements)) if named is None and len(agreements) == 1 else named
    terms = agreements.get(named) if isinstance(named, str) else None
    if terms and desk.type_name != "mentorships":
        return Pair(_ids(terms.mentors), _ids(terms.mentees), str(named), terms)
    people = [(key.id, person.role) for key, person in desk.all(Person)]
    return Pair(
        tuple(dict.fromkeys(id for id, role in people if role == "mentor")),
        tuple(dict.fromkeys(id for id, role in people if role == "mentee")),
    )


def _agreements(desk: Desk) -> dict[str, Mentorship]:
    """Give the agreements that run, by their ids."""
    return {key.id: terms for key, terms in desk.all(Mentorship) if _runs(terms, desk.today)}


def _runs(terms: Mentorship, today: date) -> bool:
    return not terms.draft and terms.start <= today and (terms.end is None or terms.end >= today)


def _ids(references: tuple[Reference, ...]) -> tuple[str, ...]:
    return tuple(reference.key.id for reference in references if reference.key)


def _nothing(desk: Desk, said: Values, pair: Pair) -> Begun:
    return Begun({})


def _checkin(desk: Desk, said: Values, pair: Pair) -> Begun:
    scope = desk.scope(said)
    brief = insights_of(scope).brief
    both = pair.mentees + pair.mentors if pair.terms or len(pair.mentees) == len(pair.mentors) == 1 else ()
    coming = next_day(pair.terms, desk.today) if pair.terms else None
    values = {"participants": list(dict.fromkeys(both)), "agenda": agenda(brief, scope), "questions": open_questions(brief)}
    remarks = {"questions": "asked before and still open; add the `answer`, or take them out"}
    if coming and pair.terms:
        values["next"] = coming.isoformat()
        remarks["next"] = f"{pair.terms.as_of(desk.today).cadence}, as agreed; write the day that suits you both"
    return Begun(values, remarks, "agenda")


def _feedback(desk: Desk, said: Values, pair: Pair) -> Begun:
    values: Values = {"observed": desk.today.isoformat()}
    for one, other in (("from", "to"), ("to", "from")):
        if isinstance(said.get(one), str):
            values[other] = pair.other(said[one])
    return Begun(values, {"observed": "the day you saw it", "kind": "recognition, or constructive"})


def _goal(desk: Desk, said: Values, pair: Pair) -> Begun:
    return Begun({"start": desk.today.isoformat()})


def _mentorship(desk: Desk, said: Values, pair: Pair) -> Begun:
    return Begun({"title": f"Agreement, {desk.today.year}", "start": desk.today.isoformat()})


def _introduction(desk: Desk, said: Values, pair: Pair) -> Begun:
    """A title names to whom, but for people, whose consent a title does not ask for."""
    to = said.get("to")
    is_somebody = any(key.id == to for key, _ in desk.all(Person))
    return Begun({"title": f"Introduction to {to}"} if to and not is_somebody else {})


def _reflection(desk: Desk, said: Values, pair: Pair) -> Begun:
    """A title names what it is about only where everybody who may see the reflection may see that."""
    values: Values = {"protocol": next(iter(desk.record_type.facts.asked_by["protocol"]))}
    about = said.get("about")
    type, _, id = about.partition("/") if isinstance(about, str) else ("", "", "")
    linked = next((found for place in (desk.place, "") if (found := desk.written.records.get(Key(place, type, slug(id))))), None)
    title = linked.record.title if linked and type != "people" else None
    if linked and title and desk.reach(said) <= visibility_of(linked.record, type, desk.config.visibility):
        values["title"] = f"Looking back: {title}"
    return Begun(values, {"protocol": "or " + ", ".join(list(desk.record_type.facts.asked_by["protocol"])[1:])})


def _review(desk: Desk, said: Values, pair: Pair) -> Begun:
    person = said.get("person") or (pair.mentees[0] if len(pair.mentees) == 1 else "")
    first, last = _period(desk, person)
    values: Values = {"person": person, "from": first.isoformat(), "to": last.isoformat()}
    try:
        first, last = (date.fromisoformat(str(said.get(name, values[name]))) for name in ("from", "to"))
    except ValueError:
        # What was said is no day, which is told where it is checked.
        return Begun(values)
    begins = f"{first:%B}" if first.year == last.year else f"{first:%B} {first.year}"
    same = (first.year, first.month) == (last.year, last.month)
    return Begun({"title": f"{last:%B} {last.year}" if same else f"{begins} to {last:%B} {last.year}", **values})


def _period(desk: Desk, person: str) -> tuple[date, date]:
    """Give the time since the last review of somebody; without one, the half year that runs, or that has ended this month."""
    today = desk.today
    ends = [review.to for _, review in desk.all(Review) if review.person and review.person.key and review.person.key.id == person]
    before = max((end for end in ends if end < today), default=None)
    if before and (today - before).days <= 366:
        return before + timedelta(1), today
    half = today.replace(month=1 if today.month <= 6 else 7, day=1)
    if today.month in (1, 7):
        last = half - timedelta(1)
        return last.replace(month=1 if last.month <= 6 else 7, day=1), last
    return half, today


_OF_TYPES: dict[str, Callable[[Desk, Values, Pair], Begun]] = {
    "checkins": _checkin,
    "feedback": _feedback,
    "goals": _goal,
    "introductions": _introduction,
    "mentorships": _mentorship,
    "reflections": _reflection,
    "reviews": _review,
}
