"""Records of a portfolio that take the place of shared ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
GOAL: Files = {"content/portfolios/one/goals/g.md": "---\ntitle: G\nvisibility: public\nskills: [listening]\nowner: ben\n---\n"}
SHARED: Files = {
    "content/skills/listening.yaml": "title: Listening\nvisibility: public\n",
    "content/people/ben.yaml": "name: Ben Lee\nconsent: public\n",
}


def said(site: Site) -> list[str]:
    return [line for line in site.said("public") if "M307" in line]


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ({"content/portfolios/one/skills/listening.yaml": "title: L\nvisibility: pair\n"}, "skills/listening.yaml:0:0"),
        ({"content/portfolios/one/skills/a.yaml": "id: Listening\ntitle: L\nvisibility: pair\n"}, "skills/a.yaml:1:5"),
        ({"content/portfolios/one/people/ben.yaml": "name: Ben Lee\ndraft: true\n"}, "people/ben.yaml:0:0"),
        ({"content/portfolios/one/people/ben.yaml": "name: Ben Lee\nconsent: review\n"}, "people/ben.yaml:0:0"),
    ],
)
def test_one_that_reaches_less_far_is_an_error(new_site: NewSite, own: Files, place: str) -> None:
    (told,) = said(new_site({**GOAL, **SHARED, **own}))
    assert told.startswith(f"content/portfolios/one/{place} M307 `")
    assert told.endswith("reaches less far than the shared record of the same type and id, which it takes the place of")


def test_a_name_counts_as_far_as_the_consent_and_not_as_the_page(new_site: NewSite) -> None:
    people = {
        "content/people/ben.yaml": "name: Ben Lee\nconsent: public\nvisibility: pair\n",
        "content/portfolios/one/people/ben.yaml": "name: Ben Lee\nconsent: review\nvisibility: review\n",
    }
    assert len(said(new_site({**GOAL, **SHARED, **people}))) == 1


def test_one_that_reaches_as_far_takes_the_place(new_site: NewSite) -> None:
    own = {"content/portfolios/one/skills/listening.yaml": "title: My listening\nvisibility: public\n"}
    site = new_site({**GOAL, **SHARED, **own})
    assert said(site) == []
    assert "My listening" in site.pages("public")["one/goals/g.html"]


def test_an_id_alone_means_neither_of_two_types_whether_shared_or_not(new_site: NewSite) -> None:
    page = {"content/pages/guide.md": "---\ntitle: Guide\nvisibility: public\n---\n"}
    goal = {"content/portfolios/one/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n[[guide]]\n"}
    assert new_site({**page, **goal}).said("public") == []
    hidden = {"content/portfolios/one/checkins/2026-01-01-guide.md": "---\ntitle: C\n---\n"}
    assert new_site({**page, **goal, **hidden}).said("public") == [
        "content/portfolios/one/goals/g.md:5:3 M200 `guide` is the id of more than one record"
    ]
