"""Practice checks of skills: steps towards the target, and evidence for the levels."""

from __future__ import annotations

from collections.abc import Iterator

from mentorsite.config import Practice
from mentorsite.insights.practice.finding import Finding, called, counted, named, written
from mentorsite.insights.scope import Scope
from mentorsite.insights.skill_map import standing
from mentorsite.records.types.skills import Skill


def gap_without_step(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find skills whose level of today, where there is one, is below the target, and of which no step is still to be done."""
    for key, skill in written(scope, Skill):
        where = standing(key, skill, scope.today)
        if where.target is None or where.gap == 0 or where.open_steps:
            continue
        target = named(where.target.level.name)
        below = f"is {counted(where.gap, 'level')} below its target, {target}, and has no" if where.gap else ""
        hint = "add to `steps` what comes next: a project, a course, somebody to watch"
        said = below or f"has a target, {target}, and neither a level nor an"
        yield Finding(key, f"the skill {called(skill)} {said} open step", hint, ("target",))


def level_without_evidence(scope: Scope, practice: Practice) -> Iterator[Finding]:
    """Find skills with levels that nothing shows: no evidence from the day of the level until the next one; one finding a skill."""
    for key, skill in written(scope, Skill):
        bare = [reading.day for reading in standing(key, skill, scope.today).readings if not reading.evidence]
        if bare:
            days = " and ".join(filter(None, (", ".join(map(str, bare[:-1])), str(bare[-1]))))
            levels = "the level" if len(bare) == 1 else f"{len(bare)} levels"
            message = f"{levels} of the skill {called(skill)} from {days} {'has' if len(bare) == 1 else 'have'} no evidence yet"
            hint = "name in `evidence`, below the same day, a record that shows it, as `type/id`"
            yield Finding(key, message, hint, ("levels", str(bare[0])))
