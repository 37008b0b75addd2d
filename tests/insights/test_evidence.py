"""The chain behind each claim: what is named, what lies on the way, what is missing, and whether anything shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mentorsite.insights.evidence import LISTED, Chain, Step, chains
from mentorsite.insights.scope import Scope
from mentorsite.records.fields import WebLink
from mentorsite.records.values import Reference
from tests.conftest import TODAY, Files, Site

NewSite = Callable[[Files], Site]

FEEDBACK = "from: kei\nto: noa\nkind: recognition\nsituation: Then,\nbehavior: you asked,\nimpact: and we saw."
PAIR: Files = {"content/people/kei.yaml": "name: Kei", "content/people/noa.yaml": "name: Noa"}
YEAR: Files = {
    **PAIR,
    "content/goals/lead.yaml": "title: Lead reviews\nstatus: achieved\nachieved: 2026-06-25",
    "content/goals/write.yaml": "title: Write decisions",
    "content/checkins/early.yaml": "date: 2026-03-01\ngoals: [lead]",
    "content/checkins/later.yaml": "date: 2026-05-01\ngoals: [lead, write]",
    "content/checkins/after.yaml": "date: 2026-07-02\ngoals: [lead]",
    "content/feedback/asked.yaml": f"date: 2026-04-01\ngoal: lead\n{FEEDBACK}",
    "content/milestones/first.yaml": "title: First review\ndate: 2026-03-10\ngoal: lead\nevidence: [checkins/early]",
    "content/milestones/sixth.yaml": "title: Sixth review\ndate: 2026-06-24\ngoal: lead",
    "content/stories/faster.yaml": "title: Faster\ndate: 2026-07-01\ngoals: [lead]\nmilestones: [sixth]\nevidence: [feedback/asked]",
}


def chains_of(site: Site, audience: str = "private", today: date = TODAY) -> dict[str, Chain]:
    return {str(chain.claim): chain for chain in chains(Scope(site.view(audience), "", today))}


def said(chain: Chain) -> dict[str, tuple[list[str], list[str]]]:
    """Give the ids that are named and those along the way, by step."""
    return {step.type: ([key.id for key in step.named], [key.id for key in step.along]) for step in chain.steps}


def missing(chain: Chain) -> list[str]:
    return [step.type for step in chain.steps if not step.count]


def test_a_chain_leads_from_the_goal_over_check_ins_and_feedback_to_the_milestones(new_site: NewSite) -> None:
    chain = chains_of(new_site(YEAR))["stories/faster"]
    assert said(chain) == {
        "goals": (["lead"], []),
        "checkins": ([], ["early", "later"]),
        "feedback": (["asked"], []),
        "milestones": (["sixth"], ["first"]),
    }
    assert [step.count for step in chain.steps] == [1, 2, 1, 2]
    assert chain.proven


def test_the_claims_are_stories_milestones_and_achieved_goals_in_the_order_of_their_keys(new_site: NewSite) -> None:
    assert list(chains_of(new_site(YEAR))) == ["goals/lead", "milestones/first", "milestones/sixth", "stories/faster"]


def test_a_goal_is_achieved_by_its_status_or_by_its_day_once_that_has_come(new_site: NewSite) -> None:
    files: Files = {
        "content/goals/said.yaml": "title: Said\nstatus: achieved",
        "content/goals/dated.yaml": "title: Dated\nachieved: 2026-11-24",
        "content/goals/hoped.yaml": "title: Hoped\nachieved: 2026-11-25",
        "content/goals/open.yaml": "title: Open",
    }
    assert list(chains_of(new_site(files))) == ["goals/dated", "goals/said"]


def test_what_lies_after_the_day_of_a_claim_is_not_on_its_way(new_site: NewSite) -> None:
    found = chains_of(new_site(YEAR))
    assert said(found["milestones/first"])["checkins"] == (["early"], [])
    assert said(found["goals/lead"])["checkins"] == ([], ["early", "later"])
    on_the_day = new_site({**YEAR, "content/checkins/after.yaml": "date: 2026-07-01\ngoals: [lead]"})
    assert said(chains_of(on_the_day)["stories/faster"])["checkins"] == ([], ["early", "later", "after"])


def test_what_is_named_belongs_to_the_chain_even_after_its_day(new_site: NewSite) -> None:
    story = "title: Faster\ndate: 2026-07-01\nevidence: [checkins/after]"
    chain = chains_of(new_site({**YEAR, "content/stories/faster.yaml": story}))["stories/faster"]
    assert said(chain)["checkins"] == (["after"], [])
    assert chain.proven


def test_other_milestones_of_the_goal_are_not_on_the_way_to_a_milestone(new_site: NewSite) -> None:
    assert said(chains_of(new_site(YEAR))["milestones/sixth"]) == {
        "goals": (["lead"], []),
        "checkins": ([], ["early", "later"]),
        "feedback": ([], ["asked"]),
        "stories": (["faster"], []),
    }


def test_a_goal_is_named_by_its_milestones_and_its_stories_whenever_they_were_written(new_site: NewSite) -> None:
    chain = chains_of(new_site({**YEAR, "content/milestones/sixth.yaml": "title: Sixth\ndate: 2026-06-26\ngoal: lead"}))["goals/lead"]
    assert said(chain)["milestones"] == (["first", "sixth"], [])
    assert said(chain)["stories"] == (["faster"], [])
    assert "goals" not in said(chain)
    assert chain.proven


def test_a_reflection_about_the_claim_belongs_to_its_chain(new_site: NewSite) -> None:
    files = {**YEAR, "content/reflections/back.yaml": "date: 2026-07-05\nabout: milestones/sixth"}
    found = chains_of(new_site(files))
    assert said(found["milestones/sixth"])["reflections"] == (["back"], [])
    assert "reflections" not in said(found["stories/faster"])


def test_the_goal_of_a_named_milestone_joins_the_chain_with_its_check_ins(new_site: NewSite) -> None:
    story = "title: Faster\ndate: 2026-07-01\nmilestones: [sixth]"
    chain = chains_of(new_site({**YEAR, "content/stories/faster.yaml": story}))["stories/faster"]
    assert said(chain) == {
        "goals": ([], ["lead"]),
        "checkins": ([], ["early", "later"]),
        "feedback": ([], ["asked"]),
        "milestones": (["sixth"], ["first"]),
    }


def test_a_check_in_of_two_goals_of_a_claim_counts_once(new_site: NewSite) -> None:
    story = "title: Faster\ndate: 2026-07-01\ngoals: [lead, write]"
    chain = chains_of(new_site({**YEAR, "content/stories/faster.yaml": story}))["stories/faster"]
    assert said(chain)["checkins"] == ([], ["early", "later"])


def test_a_record_that_is_named_twice_is_there_once(new_site: NewSite) -> None:
    story = "title: Faster\ndate: 2026-07-01\ngoals: [lead, lead]\nmilestones: [sixth]\nevidence: [goals/lead, milestones/sixth, milestones/sixth]"
    chain = chains_of(new_site({**YEAR, "content/stories/faster.yaml": story}))["stories/faster"]
    assert said(chain)["goals"] == (["lead"], [])
    assert said(chain)["milestones"] == (["sixth"], ["first"])


def test_a_claim_is_no_evidence_for_itself(new_site: NewSite) -> None:
    files: Files = {"content/milestones/one.yaml": "title: One\ndate: 2026-03-10\nevidence: [milestones/one]"}
    chain = chains_of(new_site(files))["milestones/one"]
    assert not chain.proven
    assert "milestones" not in said(chain)


def test_other_records_named_as_evidence_stand_between_reflections_and_milestones(new_site: NewSite) -> None:
    evidence = "[milestones/sixth, introductions/office, reflections/back]"
    files = {
        **YEAR,
        "content/introductions/office.yaml": "date: 2026-02-01\nto: An office",
        "content/reflections/back.yaml": "date: 2026-06-30",
        "content/stories/faster.yaml": f"title: Faster\ndate: 2026-07-01\nevidence: {evidence}",
    }
    assert list(said(chains_of(new_site(files))["stories/faster"]))[3:] == ["reflections", "introductions", "milestones"]


def test_a_claim_without_records_says_what_is_missing_and_is_not_proven(new_site: NewSite) -> None:
    files: Files = {
        "content/goals/lone.yaml": "title: Lone\nstatus: achieved",
        "content/milestones/lone.yaml": "title: Lone\ndate: 2026-03-10",
        "content/stories/lone.yaml": "title: Lone\ndate: 2026-03-10",
    }
    found = chains_of(new_site(files))
    assert missing(found["goals/lone"]) == ["checkins", "feedback", "milestones", "stories"]
    assert missing(found["milestones/lone"]) == ["goals", "checkins", "feedback"]
    assert missing(found["stories/lone"]) == ["goals", "checkins", "feedback", "milestones"]
    assert not any(chain.proven for chain in found.values())


def test_a_goal_or_milestones_alone_are_no_evidence_of_a_story(new_site: NewSite) -> None:
    story = "title: Faster\ndate: 2026-07-01\ngoals: [lead]\nmilestones: [sixth]"
    assert not chains_of(new_site({**YEAR, "content/stories/faster.yaml": story}))["stories/faster"].proven


def test_an_address_is_evidence_of_its_own_and_named_twice_it_is_there_once(new_site: NewSite) -> None:
    link = "{label: Ticket, url: 'https://example.org/t'}"
    files: Files = {"content/milestones/one.yaml": f"title: One\ndate: 2026-03-10\nevidence: [{link}, {link}]"}
    chain = chains_of(new_site(files))["milestones/one"]
    assert chain.outside == (WebLink(label="Ticket", url="https://example.org/t"),)
    assert chain.proven


@pytest.mark.parametrize(("reading", "proven"), [("6", True), ("5", False)])
def test_readings_that_reach_every_target_show_an_achieved_goal(reading: str, proven: bool, new_site: NewSite) -> None:
    indicators = f"indicators: [{{name: Reviews, baseline: 0, target: 6, readings: {{2026-06-01: {reading}}}}}]"
    files: Files = {"content/goals/lead.yaml": f"title: Lead\nstatus: achieved\n{indicators}"}
    assert chains_of(new_site(files))["goals/lead"].proven is proven


def test_what_has_not_happened_yet_shows_nothing(new_site: NewSite) -> None:
    files: Files = {
        "content/goals/lead.yaml": "title: Lead\nstatus: achieved",
        "content/checkins/planned.yaml": "date: 2026-12-01\ngoals: [lead]",
        "content/milestones/planned.yaml": "title: Planned\ndate: 2026-12-01\ngoal: lead",
        "content/stories/told.yaml": "title: Told\ndate: 2026-11-01\nevidence: [checkins/planned]",
    }
    found = chains_of(new_site(files))
    assert not found["goals/lead"].proven
    assert missing(found["goals/lead"]) == ["checkins", "feedback", "milestones", "stories"]
    assert said(found["stories/told"])["checkins"] == (["planned"], [])
    assert not found["stories/told"].proven


def test_a_step_without_records_says_whether_there_was_one_after_the_claim(new_site: NewSite) -> None:
    story = "title: Faster\ndate: 2026-02-01\ngoals: [write]"
    chain = chains_of(new_site({**YEAR, "content/stories/faster.yaml": story}))["stories/faster"]
    assert [(step.type, step.later) for step in chain.steps] == [
        ("goals", False),
        ("checkins", True),
        ("feedback", False),
        ("milestones", False),
    ]


def test_evidence_that_an_audience_may_not_see_is_neither_there_nor_missing(new_site: NewSite) -> None:
    site = new_site({**YEAR, "mkfile.toml": _mkfile('stories = "public"\ngoals = "public"')})
    chain = chains_of(site, "public")["stories/faster"]
    assert said(chain) == {"goals": (["lead"], [])}
    assert missing(chain) == []
    assert not chain.proven
    assert not chain.whole


def test_a_wider_audience_hears_that_a_type_is_missing_where_it_sees_that_type_as_a_rule(new_site: NewSite) -> None:
    site = new_site(
        {"content/stories/lone.yaml": "title: Lone\ndate: 2026-03-10", "mkfile.toml": _mkfile('stories = "public"\nmilestones = "public"')}
    )
    assert missing(chains_of(site, "public")["stories/lone"]) == ["milestones"]
    assert missing(chains_of(site, "pair")["stories/lone"]) == ["goals", "checkins", "feedback", "milestones"]


def test_the_copy_is_whole_for_the_pair_and_not_beyond(new_site: NewSite) -> None:
    site = new_site({"content/stories/lone.yaml": "title: Lone\ndate: 2026-03-10\nvisibility: public"})
    assert [chains_of(site, audience)["stories/lone"].whole for audience in ("private", "pair", "review", "public")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_person_beyond_their_consent_is_a_text_and_shows_as_much_as_by_name(new_site: NewSite) -> None:
    files: Files = {
        "content/people/kei.yaml": "name: Kei\nalias: A mentor\nconsent: pair",
        "content/stories/told.yaml": "title: Told\ndate: 2026-03-10\nvisibility: public\nevidence: [people/kei]",
    }
    chain = chains_of(new_site(files), "public")["stories/told"]
    assert [each.text for each in chain.outside if isinstance(each, Reference)] == ["A mentor"]
    assert chain.proven
    assert chains_of(new_site(files), "pair")["stories/told"].proven


def test_of_many_records_on_the_way_the_latest_are_listed_and_all_are_counted(new_site: NewSite) -> None:
    first = date(2026, 1, 1)
    many = {f"content/checkins/c{number:03}.yaml": f"date: {first + timedelta(days=number)}\ngoals: [lead]" for number in range(LISTED + 5)}
    files = {**many, "content/goals/lead.yaml": "title: Lead", "content/stories/told.yaml": "title: Told\ndate: 2026-11-01\ngoals: [lead]"}
    step: Step = chains_of(new_site(files))["stories/told"].steps[1]
    assert step.count == LISTED + 5
    assert [step.along[0].id, step.along[-1].id, len(step.along)] == ["c005", f"c{LISTED + 4:03}", LISTED]


def _mkfile(visibility: str) -> str:
    targets = "".join(f'[targets.{name}]\naudience = "{name}"\n' for name in ("public", "review", "pair", "private"))
    return f'[site]\ntitle = "A small site"\n\n[visibility]\n{visibility}\n\n{targets}'
