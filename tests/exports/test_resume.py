"""The résumé: valid by the schema of JSON Resume, made of what the audience sees and of nothing else, each claim with its record."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mentorsite.exports.resume import mentees, resume
from mentorsite.records.values import Key
from tests.conftest import ROOT, TODAY, Files, Site
from tests.exports.conftest import frames

NewSite = Callable[[Files], Site]
PAIR: Files = {
    "content/people/ana.md": (
        "---\nname: Ana Lind\nrole: mentee\nconsent: public\nheadline: Reads *slowly*\n"
        "profiles: [{label: Talks, url: 'https://e.org/ana'}]\n---\nAsks [first](https://e.org).\n\nThen listens.\n"
    ),
    "content/people/ben.yaml": "name: Ben Ode\nrole: mentor\nconsent: review\nalias: the captain\n",
    "content/mentorships/ours.yaml": "title: Our year\nmentors: [ben]\nmentees: [ana]\nstart: 2026-01-12\nsummary: To lead.\nvisibility: public\n",
    "content/goals/lead.yaml": (
        "title: Lead\nowner: ana\nvisibility: public\nstart: 2026-01-12\nstatus: achieved\nachieved: 2026-06-30\ntags: [calm]\nsummary: To lead [[skills/design]].\n"
        "indicators: [{name: Led, target: 6, unit: reviews, readings: {2026-02-01: 2, 2027-02-01: 6}}]\n"
        "milestones: [{title: One, done: 2026-02-10}, {title: Two, done: 2027-01-01}, {title: Three}]\n"
    ),
    "content/goals/other.yaml": "title: Not hers\nowner: ben\nvisibility: public\n",
    "content/goals/dropped.yaml": "title: Dropped\nstatus: dropped\nvisibility: public\n",
    "content/goals/hidden.yaml": "title: Hidden\nowner: ana\nvisibility: pair\n",
    "content/stories/2026-07-01-faster.yaml": (
        "title: Faster\nvisibility: public\nsummary: In days.\nmetrics: [{name: Days, before: 19, after: 6, unit: days}, {name: Nothing}]\n"
        "quotes: [{text: I *heard* it., by: A colleague}, {text: I asked., by: ana}]\n"
    ),
    "content/milestones/2026-06-30-six.yaml": "title: Six\nvisibility: public\nsummary: Reached.\n",
    "content/milestones/2026-05-30-small.yaml": "title: Small\nvisibility: public\nsize: small\n",
    "content/skills/design.yaml": (
        "title: Design\ncategory: Craft\nvisibility: public\nlevels: {2026-01-12: 1, 2026-06-30: 3, 2027-01-01: 5}\n"
        "steps: [{what: The *exam*, kind: certification, done: 2026-05-05}, {what: Another, kind: certification}]\n"
    ),
    "content/feedback/2026-03-04-a.yaml": (
        "from: ben\nto: ana\nkind: recognition\nvisibility: public\nsituation: Then.\nbehavior: You asked.\nimpact: We saw.\n"
    ),
    "content/feedback/2026-03-05-b.yaml": (
        "from: ben\nto: ana\nkind: constructive\nvisibility: public\nsituation: Then.\nbehavior: You spoke.\nimpact: We slept.\n"
    ),
}
URL = "https://example.org/repo/"


def made(site: Site, audience: str, person: str = "ana", day: date = TODAY) -> dict[str, Any]:
    of = frames(site, audience)
    shown = of[0].atlas.view.records[Key("", "people", person)]
    found: dict[str, Any] = json.loads(resume(of, shown, day).data)
    return found


def schema() -> Any:
    """Give the schema that npm puts beside the other checks; without it, outside of CI, the test is skipped."""
    folders = [ROOT / "node_modules", *(Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep) if folder)]
    file = next((file for folder in folders if (file := folder / "@jsonresume" / "schema" / "schema.json").is_file()), None)
    if file is None:
        assert not os.environ.get("CI"), "the schema is missing, and in CI this may not be skipped: run npm install"
        pytest.skip("@jsonresume/schema is missing; run npm install")
    return json.loads(file.read_text("utf-8"))


def strict(part: Any) -> Any:
    """Give a schema by which nothing else may be said but what JSON Resume has a name for; `meta` is for tools."""
    if isinstance(part, list):
        return [strict(each) for each in part]
    if isinstance(part, dict):
        closed = {"additionalProperties": False} if "properties" in part and "lastModified" not in part["properties"] else {}
        return {**{name: strict(each) for name, each in part.items()}, **closed}
    return part


@pytest.mark.parametrize("audience", ["private", "public"])
@pytest.mark.parametrize("which", ["the pair", "the example"])
def test_it_is_valid_and_says_nothing_that_json_resume_has_no_name_for(new_site: NewSite, which: str, audience: str) -> None:
    checker = jsonschema.Draft7Validator(strict(schema()), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    site = new_site(PAIR) if which == "the pair" else Site(ROOT)
    found = made(site, audience, "ana" if which == "the pair" else "teodora-kimani")
    assert {"basics", "awards", "skills", "references", "projects", "meta"} <= found.keys()
    checker.validate(found)
    with pytest.raises(jsonschema.ValidationError):
        checker.validate({**found, "goals": []})


def test_it_tells_what_everybody_may_see_of_somebody_and_nothing_else(new_site: NewSite) -> None:
    found = made(new_site(PAIR), "public")
    assert found.pop("$schema").endswith("/v1.0.0/schema.json")
    assert found.pop("meta") | {"generator": ""} == {
        "version": "v1.0.0",
        "lastModified": "2026-11-24T00:00:00",
        "generator": "",
        "audience": "public",
    }
    assert found == {
        "basics": {
            "name": "Ana Lind",
            "label": "Reads slowly",
            "url": f"{URL}people/ana.html",
            "summary": "Asks first. Then listens.",
            "profiles": [{"network": "Talks", "url": "https://e.org/ana"}],
        },
        "awards": [{"title": "Six", "date": "2026-06-30", "summary": "Reached."}],
        "certificates": [{"name": "The exam", "date": "2026-05-05", "url": f"{URL}skills/design.html"}],
        "skills": [{"name": "Design", "level": "Competent", "keywords": ["Craft"]}],
        "references": [
            {"name": "the captain", "reference": "Then. You asked. We saw."},
            {"name": "A colleague", "reference": "I heard it."},
        ],
        "projects": [
            {
                "name": "Lead",
                "type": "goal",
                "description": "To lead Design.",
                "highlights": ["One", "Led: 2 reviews, target 6"],
                "keywords": ["calm"],
                "startDate": "2026-01-12",
                "endDate": "2026-06-30",
                "url": f"{URL}goals/lead.html",
            },
            {
                "name": "Faster",
                "type": "story",
                "description": "In days.",
                "highlights": ["Days: 19 → 6 days"],
                "endDate": "2026-07-01",
                "url": f"{URL}stories/faster.html",
            },
        ],
    }


def test_a_mentor_has_the_mentoring_and_nobody_elses_goals(new_site: NewSite) -> None:
    found = made(new_site(PAIR), "review", "ben")
    assert found["volunteer"] == [
        {
            "organization": "Our year",
            "position": "Mentor",
            "startDate": "2026-01-12",
            "summary": "To lead.",
            "url": f"{URL}mentorships/ours.html",
        }
    ]
    assert "projects" not in found
    assert "awards" not in found


def test_a_name_is_that_which_the_audience_knows(new_site: NewSite) -> None:
    assert [each["name"] for each in made(new_site(PAIR), "review")["references"]] == ["Ben Ode", "A colleague"]


def test_a_level_is_that_of_the_day(new_site: NewSite) -> None:
    site = new_site(PAIR)
    assert [made(site, "public", day=day)["skills"][0].get("level") for day in (date(2026, 1, 1), date(2026, 2, 1), date(2027, 2, 1))] == [
        None,
        "Novice",
        "Expert",
    ]


def test_without_an_address_of_the_site_no_claim_has_one(new_site: NewSite) -> None:
    site = new_site(PAIR)
    site.write({"mkfile.toml": (site.root / "mkfile.toml").read_text().replace('url = "https://example.org/repo/"', "")})
    found = made(site, "public")
    assert [url for part in found.values() if isinstance(part, list) for each in part if (url := each.get("url"))] == []


def test_whose_portfolio_it_is_follows_from_the_agreement_or_from_the_role(new_site: NewSite) -> None:
    site = new_site(PAIR)
    assert mentees(frames(site, "public")) == [Key("", "people", "ana")]
    (site.root / "content/mentorships/ours.yaml").unlink()
    assert mentees(frames(site, "public")) == [Key("", "people", "ana")]
    assert [each["name"] for each in made(site, "public")["skills"]] == ["Design"]
