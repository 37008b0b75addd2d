"""People who would count as somebody of the pair, since they are called the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentorsite.build import advise, gather
from mentorsite.insights.balance import balance
from mentorsite.insights.scope import Scope
from tests.audience.conftest import said
from tests.conftest import MKFILE, TODAY, Files, Site

NewSite = Callable[[Files], Site]

FILES: Files = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nalias: B.",
    "content/people/cem.yaml": "name: Cem\nrole: mentor",
    "content/mentorships/m.yaml": "mentors: [ana]\nmentees: [ben]\nstart: 2026-11-02\nvisibility: public",
}


def feedback(giver: str, more: str = "visibility: public") -> Files:
    text = f"date: 2026-11-03\nfrom: {giver}\nto: ben\nkind: recognition\nsituation: S\nbehavior: B\nimpact: I\n{more}\n"
    return {f"content/feedback/{giver}.yaml": text}


def found(site: Site) -> list[str]:
    gathered = gather(site.config)
    return [said(problem) for problem in advise(site.config, gathered, TODAY) if problem.code.number == "M306"]


def test_who_is_called_as_one_of_the_pair_counts_as_that_person_and_those_who_write_are_told(new_site: NewSite) -> None:
    site = new_site({**FILES, **feedback("cem")})
    weighed = balance(Scope(site.view("public"), "", TODAY))
    assert weighed
    assert [one.giver for one in weighed.said] == ["mentor"]
    assert found(site) == [
        "content/feedback/cem.yaml:2:7 M306 before `public`, `Cem` is called `a mentor`, as `Ana` of the pair is:"
        " there, what either says counts for the pair"
    ]


def test_who_answers_a_question_is_told_of_once(new_site: NewSite) -> None:
    asked = "date: 2026-11-03\nvisibility: review\nquestions:\n" + 2 * "- ask: Why?\n  answer: So.\n  answered_by: cem\n"
    (line,) = found(new_site({**FILES, "content/checkins/c.yaml": asked}))
    assert line.startswith("content/checkins/c.yaml:6:16 M306 before `review`, `Cem` is called `a mentor`")


def test_an_agreement_that_reaches_less_far_than_the_feedback_counts_as_far_as_it_does(new_site: NewSite) -> None:
    agreement = "mentors: [ana]\nmentees: [ben]\nstart: 2026-11-02\nvisibility: review"
    (line,) = found(new_site({**FILES, "content/mentorships/m.yaml": agreement, **feedback("cem")}))
    assert "before `review`, `Cem` is called" in line


@pytest.mark.parametrize(
    "files",
    [
        feedback("ana"),
        feedback("cem", "visibility: pair"),
        {**feedback("cem"), "content/people/cem.yaml": "name: Cem\nrole: mentor\nconsent: public"},
        {**feedback("cem"), "content/people/cem.yaml": "name: Cem\nrole: mentor\nalias: C."},
        {**feedback("cem"), "content/people/cem.yaml": "name: Cem", "content/people/ana.yaml": "name: Ana"},
        {**feedback("cem"), "content/mentorships/m.yaml": "mentors: [ana]\nmentees: [ben]\nstart: 2026-11-02"},
        {**feedback("cem"), "mkfile.toml": f'{MKFILE}\n[practice]\noff = ["same-name"]\n'},
    ],
    ids=["the same person", "named there", "consent", "an alias", "nobody in particular", "a hidden agreement", "switched off"],
)
def test_where_nobody_counts_as_another_nothing_is_said(new_site: NewSite, files: Files) -> None:
    assert found(new_site({**FILES, **files})) == []
