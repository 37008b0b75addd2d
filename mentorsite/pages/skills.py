"""The skill map becomes what its index and the page of a skill show: rows by category, gaps by urgency, the levels drawn over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mentorsite.audience.view import Shown
from mentorsite.insights.skill_map import SkillStanding
from mentorsite.pages.addition import Addition
from mentorsite.pages.frame import Frame
from mentorsite.pages.values import Card, Value
from mentorsite.records.values import Key

WIDTH = 1000
"""The width of the drawing of a skill, in units."""
MANY = 40
"""How many milestones, the latest, and goals of a skill have a list of their own; the others stand among what is connected to it."""
ROW = 20
"""The height of a level in it."""


@dataclass(frozen=True, slots=True)
class Family:
    """The skills of a category, each as its facts; the title is empty where no skill has a category."""

    title: str
    skills: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class LevelChart:
    """Levels over time, drawn from the day of the first to today, or to the target's day where that is later.

    `line` and `dots` are paths, `rows` the middles of the levels. `target` is the height of the target's line; `today` and `by` are
    where those days stand, None at the edge or beyond. `levels` are the names of the scale from the highest to the lowest.
    """

    width: int
    height: int
    line: str
    dots: str
    rows: tuple[int, ...]
    target: int | None
    today: int | None
    by: int | None
    first: date
    last: date
    ends_today: bool
    levels: tuple[str, ...]


def skill_index(frame: Frame, keys: Set[Key]) -> Mapping[str, object]:
    """Give the index of skills the map of these by category, what is to do by urgency, and what all skills add up to."""
    found = frame.insights.skills
    titles = frame.atlas.links
    here = (skill for skill in found.skills if skill.key in keys)
    skills = sorted(here, key=lambda skill: (titles[skill.key].text.casefold(), skill.key))
    to_do = [skill for skill in skills if (skill.target and skill.gap != 0) or skill.open_steps]
    return {
        "families": _families(frame, skills),
        "to_do": tuple(frame.showing.show(skill) for skill in sorted(to_do, key=lambda skill: skill.next or date.max)),
        "totals": found,
        "complete": found.complete,
    }


def skill_page(frame: Frame, shown: Shown) -> Addition:
    """Give what the page of a skill shows: where it stands, its levels drawn over time, what celebrates it and what builds it."""
    skill = frame.insights.skills.of(shown.key)
    milestones, goals = skill.milestones[-MANY:], skill.goals[:MANY]
    content = {
        "skill": frame.showing.show(skill),
        "chart": level_chart(skill, frame.site.levels, frame.showing.today),
        "celebrated": _cards(frame, milestones),
        "built_by": _cards(frame, goals),
    }
    return Addition(content, frozenset((*milestones, *goals, *_proofs(skill))))


def level_chart(skill: SkillStanding, levels: tuple[str, ...], today: date) -> LevelChart | None:
    """Draw the levels of a skill; None where there is too little to see: no level, or a single one and no target."""
    readings, target = skill.readings, skill.target
    if not readings or (len(readings) == 1 and target is None):
        return None
    first = readings[0].day
    last = max(today, target.by) if target and target.by else today
    days = (last - first).days

    def x(day: date) -> int:
        return round(Fraction((day - first).days * WIDTH, days)) if days else 0

    def y(number: int) -> int:
        return (len(levels) - number) * ROW + ROW // 2

    places = [(x(reading.day), y(reading.level.number)) for reading in readings]
    line = f"M{places[0][0]} {places[0][1]}" + "".join(f"H{across}V{down}" for across, down in places[1:]) + f"H{x(today)}"
    return LevelChart(
        width=WIDTH,
        height=len(levels) * ROW,
        line=line,
        dots="".join(f"M{across} {down}h0" for across, down in places),
        rows=tuple(y(number) for number in range(len(levels), 0, -1)),
        target=y(target.level.number) if target else None,
        today=x(today) if today < last else None,
        by=x(target.by) if target and target.by and first < target.by < last else None,
        first=first,
        last=last,
        ends_today=last == today,
        levels=levels[::-1],
    )


def _families(frame: Frame, skills: Iterable[SkillStanding]) -> tuple[Family, ...]:
    """Divide skills by category, as any index is divided: by name, those without one last."""
    of: dict[str, list[Value]] = {}
    for skill in skills:
        of.setdefault(skill.category or "", []).append(frame.showing.show(skill))
    names = sorted(of, key=lambda name: (not name, name.casefold(), name))
    return tuple(Family(name or ("Others" if len(of) > 1 else ""), tuple(of[name])) for name in names)


def _cards(frame: Frame, keys: Iterable[Key]) -> tuple[Card, ...]:
    return frame.showing.cards(frame.atlas.view.records[key] for key in keys)


def _proofs(skill: SkillStanding) -> Iterable[Key]:
    for proofs in (skill.unplaced, *(reading.evidence for reading in (*skill.readings, *skill.later))):
        yield from (proof.what.key for proof in proofs if proof.what.key)
