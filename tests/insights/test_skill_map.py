"""The skill map: levels at the start, now and at the target, what shows each, and the steps to go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mentorsite.insights.scope import Scope
from mentorsite.insights.skill_map import SkillMap, SkillStanding, skill_map
from mentorsite.records.values import Key
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]
TODAY = date(2026, 11, 24)
SKILL = Key("", "skills", "s")
CHECKINS = {
    "content/checkins/one.yaml": "date: 2026-01-12",
    "content/checkins/two.yaml": "date: 2026-03-02",
    "content/checkins/kept.yaml": "date: 2026-06-30\nvisibility: private",
}


@pytest.fixture
def map_of(new_site: NewSite) -> Callable[..., SkillMap]:
    """Give a function that makes a site of skills, written as YAML, and other files, and gives its map for an audience."""

    def make(*skills: str, audience: str = "private", today: date = TODAY, **files: str) -> SkillMap:
        written = {f"content/skills/{name}.yaml": f"title: Skill {name}\n{skill}" for name, skill in zip("stuvw", skills, strict=False)}
        site = new_site({**CHECKINS, **written, **{f"content/{path}.yaml".replace("__", "/"): text for path, text in files.items()}})
        return skill_map(Scope(site.view(audience), "", today))

    return make


@pytest.fixture
def standing_of(map_of: Callable[..., SkillMap]) -> Callable[..., SkillStanding]:
    """Give a function that gives where a single skill stands."""
    return lambda skill, **options: map_of(skill, **options).of(SKILL)


Standing = Callable[..., SkillStanding]


def numbers(skill: SkillStanding) -> tuple[int | None, ...]:
    """Give start, now, gained, gap, beyond."""
    return (skill.start and skill.start.number, skill.now and skill.now.number, skill.gained, skill.gap, skill.beyond)


def shown_by(skill: SkillStanding) -> dict[str, list[str]]:
    """Give the ids of the evidence of each level, by day."""
    return {str(r.day): [proof.what.key.id for proof in r.evidence if proof.what.key] for r in (*skill.readings, *skill.later)}


def test_a_skill_without_a_level_and_a_target_stands_nowhere(standing_of: Standing) -> None:
    skill = standing_of("")
    assert numbers(skill) == (None,) * 5
    assert (skill.readings, skill.steps, skill.next, skill.late) == ((), (), None, False)


def test_a_single_level_is_the_start_and_now(standing_of: Standing) -> None:
    assert numbers(standing_of("levels: {2026-01-12: 2}")) == (2, 2, 0, None, None)


def test_what_was_gained_lies_between_the_first_and_the_latest_day_in_whatever_order_they_are_written(standing_of: Standing) -> None:
    skill = standing_of("levels: {2026-09-01: 4, 2026-01-12: 1, 2026-03-02: 2}\ntarget: {level: 5}")
    assert numbers(skill) == (1, 4, 3, 1, 0)
    assert [str(reading.day) for reading in skill.readings] == ["2026-01-12", "2026-03-02", "2026-09-01"]


def test_a_level_that_falls_is_a_loss(standing_of: Standing) -> None:
    assert numbers(standing_of("levels: {2026-01-12: 4, 2026-03-02: 2}\ntarget: {level: 4}")) == (4, 2, -2, 2, 0)


def test_beyond_the_target_there_is_nothing_to_go(standing_of: Standing) -> None:
    skill = standing_of("levels: {2026-01-12: 1, 2026-03-02: 5}\ntarget: {level: 3, by: 2026-04-01}")
    assert numbers(skill) == (1, 5, 4, 0, 2)
    assert (skill.late, skill.over, skill.next) == (False, 237, None)


def test_a_target_without_a_level_has_no_gap_in_levels_but_its_day_may_be_over(standing_of: Standing) -> None:
    skill = standing_of("target: {level: 3, by: 2026-11-23}")
    assert numbers(skill) == (None,) * 5
    assert (skill.late, skill.over, skill.next) == (True, 1, date(2026, 11, 23))


@pytest.mark.parametrize(("by", "late", "over"), [("2026-11-23", True, 1), ("2026-11-24", False, 0), ("2026-11-25", False, -1)])
def test_a_target_is_late_from_the_day_after_its_day(standing_of: Standing, by: str, late: bool, over: int) -> None:
    skill = standing_of(f"levels: {{2026-01-12: 1}}\ntarget: {{level: 3, by: {by}}}")
    assert (skill.late, skill.over) == (late, over)


def test_a_level_of_a_later_day_does_not_count_yet(standing_of: Standing) -> None:
    skill = standing_of("levels: {2026-01-12: 1, 2026-11-24: 2, 2026-11-25: 4}\ntarget: {level: 4}")
    assert numbers(skill) == (1, 2, 1, 2, 0)
    assert [str(reading.day) for reading in skill.later] == ["2026-11-25"]


def test_where_all_levels_are_of_later_days_there_is_none_yet(standing_of: Standing) -> None:
    assert numbers(standing_of("levels: {2027-01-12: 1}")) == (None,) * 5


def test_a_leap_day_is_a_day(standing_of: Standing) -> None:
    skill = standing_of("levels: {2024-02-29: 1}\ntarget: {level: 2, by: 2024-02-29}", today=date(2024, 3, 1))
    assert (skill.over, skill.late, skill.readings[0].day) == (1, True, date(2024, 2, 29))


def test_the_target_is_reached_since_the_day_after_which_the_level_was_never_below_it(standing_of: Standing) -> None:
    levels = "levels: {2026-01-01: 1, 2026-02-01: 3, 2026-03-01: 2, 2026-04-01: 3, 2026-05-01: 4}"
    assert standing_of(f"{levels}\ntarget: {{level: 3}}").reached == date(2026, 4, 1)
    assert standing_of(f"{levels}\ntarget: {{level: 5}}").reached is None


def test_evidence_shows_the_latest_level_of_its_day_or_before(standing_of: Standing) -> None:
    evidence = "evidence: {2026-01-12: checkins/one, 2026-02-28: checkins/two, 2026-06-30: checkins/kept}"
    skill = standing_of(f"levels: {{2026-01-12: 1, 2026-03-01: 2, 2026-06-30: 3}}\n{evidence}")
    assert shown_by(skill) == {"2026-01-12": ["one", "two"], "2026-03-01": [], "2026-06-30": ["kept"]}


def test_evidence_before_the_first_level_shows_the_first(standing_of: Standing) -> None:
    skill = standing_of("levels: {2026-03-02: 1, 2026-12-01: 2}\nevidence: {2026-01-12: checkins/one, 2026-12-02: checkins/two}")
    assert shown_by(skill) == {"2026-03-02": ["one"], "2026-12-01": ["two"]}


def test_evidence_of_a_skill_without_a_level_is_kept(standing_of: Standing) -> None:
    skill = standing_of("evidence: {2026-03-02: checkins/two, 2026-01-12: checkins/one}")
    assert [proof.what.key and proof.what.key.id for proof in skill.unplaced] == ["one", "two"]


def test_evidence_that_an_audience_does_not_see_leaves_the_level_without_any(standing_of: Standing) -> None:
    skill = "levels: {2026-06-30: 3}\nevidence: {2026-06-30: checkins/kept}"
    assert shown_by(standing_of(skill, audience="pair")) == {"2026-06-30": []}
    assert shown_by(standing_of(skill, audience="private")) == {"2026-06-30": ["kept"]}


STEPS = """\
steps:
  - {what: Undated}
  - {what: Soon, due: 2026-11-25}
  - {what: Today, due: 2026-11-24}
  - {what: Overdue, due: 2026-11-22}
  - {what: On its day, due: 2026-05-05, done: 2026-05-05}
  - {what: Early, due: 2026-05-05, done: 2026-05-01}
  - {what: Late, due: 2026-05-05, done: 2026-05-06}
  - {what: Whenever, done: 2026-04-01}
  - {what: Planned, due: 2026-12-01, done: 2026-11-25}
"""


def test_steps_stand_in_the_order_of_their_days_those_done_first_and_each_says_where_it_stands(standing_of: Standing) -> None:
    skill = standing_of(STEPS)
    assert [(step.what.text, step.state, step.over) for step in skill.steps] == [
        ("Whenever", "done", None),
        ("Early", "done", -4),
        ("On its day", "done", 0),
        ("Late", "late", 1),
        ("Overdue", "overdue", 2),
        ("Today", "open", 0),
        ("Soon", "open", -1),
        ("Planned", "open", -7),
        ("Undated", "open", None),
    ]
    assert skill.open_steps == skill.steps[4:]


def test_what_is_next_is_the_first_day_of_an_open_step_or_of_a_target_not_reached(standing_of: Standing) -> None:
    step = "steps: [{what: A, due: 2026-12-01}, {what: B, due: 2026-01-01, done: 2026-01-01}]"
    assert standing_of(step).next == date(2026, 12, 1)
    assert standing_of(f"{step}\ntarget: {{level: 2, by: 2026-11-30}}").next == date(2026, 11, 30)
    assert standing_of(f"{step}\ntarget: {{level: 2, by: 2026-11-30}}\nlevels: {{2026-01-01: 2}}").next == date(2026, 12, 1)


def test_milestones_celebrate_a_skill_once_they_happened_and_goals_build_it(standing_of: Standing) -> None:
    skill = standing_of(
        "",
        milestones__b="title: B\ndate: 2026-03-02\nskills: [s]",
        milestones__a="title: A\ndate: 2026-03-02\nskills: [s, s]",
        milestones__z="title: Z\ndate: 2026-01-12\nskills: [s]",
        milestones__later="title: Later\ndate: 2026-11-25\nskills: [s]",
        milestones__other="title: Other\ndate: 2026-03-02",
        goals__g="title: G\nskills: [s]",
    )
    assert [key.id for key in skill.milestones] == ["z", "a", "b"]
    assert [key.id for key in skill.goals] == ["g"]


def test_the_map_adds_up_what_was_gained_and_what_is_to_go(map_of: Callable[..., SkillMap]) -> None:
    found = map_of(
        "levels: {2026-01-12: 1, 2026-03-02: 3}\ntarget: {level: 5}",
        "levels: {2026-01-12: 2, 2026-03-02: 3}\ntarget: {level: 3}",
        "levels: {2026-01-12: 4, 2026-03-02: 1}",
        "target: {level: 3}",
        "levels: {2026-01-12: 2}\ntarget: {level: 3}",
    )
    assert [skill.key.id for skill in found.skills] == list("stuvw")
    assert (found.gained, found.gained_in) == (3, 2)
    assert (found.to_go, found.to_go_in) == (3, 2)
    assert (found.at_target, found.targets) == (1, 4)


def test_a_portfolio_without_skills_has_an_empty_map(map_of: Callable[..., SkillMap]) -> None:
    assert map_of() == SkillMap((), 0, 0, 0, 0, 0, 0, True)


@pytest.mark.parametrize(("audience", "complete"), [("private", True), ("pair", False), ("review", False), ("public", False)])
def test_only_who_sees_records_of_every_type_may_hear_that_nothing_shows_a_level(new_site: NewSite, audience: str, complete: bool) -> None:
    site = new_site({"mkfile.toml": MKFILE + '[visibility]\nreflections = "private"\n'})
    assert skill_map(Scope(site.view(audience), "", TODAY)).complete is complete


def test_what_several_portfolios_share_is_celebrated_in_each_of_them(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/skills/s.yaml": "title: S\nvisibility: public",
            "content/portfolios/ana/milestones/m.yaml": "title: M\ndate: 2026-03-02\nskills: [s]",
            "content/portfolios/ben/milestones/m.yaml": "title: M\ndate: 2026-01-12\nskills: [s]",
        }
    )
    view = site.view("private")
    assert skill_map(Scope(view, "", TODAY)).of(SKILL).milestones == (Key("ben", "milestones", "m"), Key("ana", "milestones", "m"))
    assert skill_map(Scope(view, "ana", TODAY)).skills == ()
