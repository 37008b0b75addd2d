"""A record as people would write it: ids, links that lead wherever it lies, and how far it may reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentorsite.audience.select import select
from mentorsite.exports.written import Values, written
from mentorsite.linking import link
from mentorsite.reading import read
from mentorsite.records.audience import Audience
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]


def of(site: Site, key: str, audience: str = "private") -> Values:
    portfolio, problems = link(read(site.root, site.config.levels)[0])
    assert problems == []
    view = select(portfolio, Audience(audience), site.config.visibility, fences=True)
    return next(written(shown, view) for each, shown in view.records.items() if str(each) == key)


def test_values_are_written_as_they_stand_in_a_file(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/people/ana.yaml": "name: Ana\n",
            "content/mentorships/ours.yaml": (
                "mentors: [ana]\nmentees: [ana]\nstart: 2026-01-12\ncadence: P2W\nroles: {mentor: [Listens]}\n"
                "revisions: [{date: 2026-02-01, change: Less, cadence_before: P1M2W}]\n"
            ),
            "content/goals/lead.yaml": (
                "title: Lead\nowner: ana\nindicators: [{name: Led, target: 0.000000000001, baseline: 1.50, readings: {2026-02-01: 1}}]\n"
            ),
            "content/skills/design.yaml": "title: Design\nlevels: {2026-01-12: 2}\nevidence: {2026-01-12: goals/lead}\n",
        }
    )
    assert of(site, "mentorships/ours") == {
        "visibility": "pair",
        "mentors": ["ana"],
        "mentees": ["ana"],
        "start": "2026-01-12",
        "cadence": "biweekly",
        "roles": {"mentor": ["Listens"]},
        "revisions": [{"date": "2026-02-01", "change": "Less", "cadence_before": "P1M2W"}],
    }
    assert of(site, "goals/lead")["indicators"] == [
        {"name": "Led", "baseline": "1.50", "target": "0.000000000001", "readings": {"2026-02-01": "1"}}
    ]
    skill = of(site, "skills/design")
    assert (skill["levels"], skill["evidence"]) == ({"2026-01-12": "Advanced beginner"}, {"2026-01-12": "goals/lead"})


def test_links_lead_to_the_file_that_a_record_would_have(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/people/ana.yaml": "name: Ana\n",
            "content/portfolios/One More/goals/deep/2026-01-02-lead.md": "---\ntitle: Lead\n---\n## Why\n\nSo.\n",
            "content/portfolios/One More/milestones/x/2026-03-04.md": (
                "---\ntitle: M\n---\n[a](../../goals/deep/2026-01-02-lead.md#why), [[goals/lead]], [b](../../../../people/ana.yaml)\n"
            ),
        }
    )
    assert of(site, "milestones/2026-03-04")["body"] == "[a](../goals/lead.md#why), [[goals/lead]], [b](../../../people/ana.md)"


@pytest.mark.parametrize(
    ("audience", "body", "photo"),
    [("pair", "![a room](pictures/room.svg)", "pictures/ana.svg"), ("review", "a room", None)],
)
def test_the_name_of_a_folder_is_for_the_pair_alone(new_site: NewSite, audience: str, body: str, photo: str | None) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    site = new_site(
        {
            "content/people/ana.md": "---\nname: Ana\nconsent: public\nphoto: pictures/ana.svg\n---\n![a room](pictures/room.svg)\n",
            "content/people/pictures/ana.svg": drawing,
            "content/people/pictures/room.svg": drawing,
        }
    )
    values = of(site, "people/ana", audience)
    assert (values["body"], values.get("photo")) == (body, photo)


@pytest.mark.parametrize(
    ("says", "audience", "reach"),
    [
        ("visibility: public", "private", "public"),
        ("visibility: public", "review", "review"),
        ("visibility: public", "public", "public"),
        ("visibility: review", "review", "review"),
        ("summary: none", "private", "pair"),
        ("draft: true", "private", "private"),
        ("draft: true\nvisibility: review", "private", "review"),
    ],
)
def test_a_record_reaches_no_farther_than_those_for_whom_its_words_were_chosen(
    new_site: NewSite, says: str, audience: str, reach: str
) -> None:
    site = new_site({"content/goals/a.yaml": f"title: A\n{says}\n"})
    assert of(site, "goals/a", audience)["visibility"] == reach


def test_blocks_stay_marked(new_site: NewSite) -> None:
    text = "All.\n\n::: review\nSome.\n:::\n\n::: private\nOne.\n:::\n"
    site = new_site({"content/goals/a.md": f"---\ntitle: A\nvisibility: public\n---\n{text}"})
    assert of(site, "goals/a", "review")["body"] == "All.\n\n::: review\nSome.\n:::"
    assert of(site, "goals/a", "public")["body"] == "All."


def test_words_of_comments_are_for_their_author(new_site: NewSite) -> None:
    """No page has them, and whoever is given the text itself gets no more than the page."""
    text = "---\ntitle: T\nvisibility: public\nsummary: Seen <!-- of Bo -->\n---\nA <!-- of Bo --> b `<!-- c -->`.\n\n[//]: # (of Bo)\n\nEnd.\n"
    site = new_site({"content/goals/g.md": text})
    told = of(site, "goals/g", "pair")
    assert (told["summary"], told["body"]) == ("Seen <!-- -->", "A <!-- --> b `<!-- c -->`.\n\n\n\nEnd.")
    assert "of Bo" in str(of(site, "goals/g")["body"])
