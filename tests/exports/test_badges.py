"""Badges are Open Badges 3.0, by the specification's tables, by its JSON-LD contexts and by a reader that is not ours, and say who says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openbadgeslib.ob3 import OpenBadgeCredential
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld

from mentorsite.build import gather, view_for
from mentorsite.config import Config, read_config
from mentorsite.exports.badges import SELF_ASSERTED, badges
from mentorsite.pages.compose import frames_of
from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from tests.audience.worlds import World
from tests.conftest import MKFILE, ROOT, TODAY, Files, Site
from tests.exports.open_badges import schema

FILES: Files = {
    "content/people/ána.md": "---\nname: Ána Amaral\nrole: mentee\nconsent: public\n---\n",
    "content/people/ben.md": "---\nname: Ben Brook\nrole: mentor\nconsent: public\n---\n",
    "content/people/cleo.md": "---\nname: Cleo Quill\nalias: C.\nrole: mentee\nconsent: pair\n---\n",
    "content/mentorships/m.md": "---\ntitle: M\nvisibility: public\nmentors: [ben]\nmentees: [ána]\nstart: 2026-01-01\n---\n",
    "content/goals/hidden.md": "---\ntitle: Hidden goal\n---\n",
    "content/milestones/m.md": "---\ntitle: Done & dusted\ndate: 2026-03-04\nvisibility: public\nsummary: It *is* done\ntags: [calm, calm]\nskills: [k]\n"
    "evidence: [stories/s, goals/hidden, {label: Talk, url: 'https://example.com/talk'}]\n---\n## Outcome\n\nWhat *came* of it.\n",
    "content/milestones/bare.md": "---\ntitle: Bare\ndate: 2026-04-05\nvisibility: public\n---\n",
    "content/milestones/hidden.md": "---\ntitle: Not told\ndate: 2026-04-05\nvisibility: pair\n---\n",
    "content/milestones/to-come.md": "---\ntitle: To come\ndate: 2026-12-01\nvisibility: public\n---\n",
    "content/stories/s.md": "---\ntitle: Told\ndate: 2026-03-05\nvisibility: public\n---\nA text.\n",
    "content/skills/k.md": "---\ntitle: Listening\nvisibility: public\nlevels: {2026-01-05: 1, 2026-02-06: Competent, 2026-03-07: 3, 2026-12-24: 5}\n"
    "evidence: {2026-03-07: stories/s}\n---\n",
    "content/skills/none.md": "---\ntitle: Without a level\nvisibility: public\n---\n",
}
PAGE = "https://example.org/repo/"


def made(config: Config, audience: str) -> dict[str, Any]:
    """Give the badges that an audience gets, by their paths."""
    view = view_for(config, Audience(audience), TODAY, gather(config))
    files = [artifact for frame in frames_of(view, config, TODAY, {}) for artifact in badges(frame)]
    assert len({file.address for file in files}) == len(files)
    return {file.address: json.loads(file.data) for file in files}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The public badges of the site above."""
    site = Site(tmp_path_factory.mktemp("badges")).write({"mkfile.toml": MKFILE, **FILES})
    return made(site.config, "public")


def other(tmp_path: Path, files: Files, audience: str = "public") -> dict[str, Any]:
    return made(Site(tmp_path).write({"mkfile.toml": MKFILE, **FILES, **files}).config, audience)


@cache
def _validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def wrong(badge: Any) -> Iterator[str]:
    """Give what is wrong with a badge, by the tables, by the contexts, and by the reader."""
    yield from (f"{error.json_path}: {error.message}" for error in _validator().iter_errors(badge))
    dropped: list[str] = []
    options = {"documentLoader": document_loader()}
    expanded = jsonld.expand(badge, options, on_property_dropped=dropped.append)
    yield from (f"{name} means nothing" for name in dropped)
    if _bare(jsonld.compact(expanded, badge["@context"], options)) != _bare(badge):
        yield "another meaning than its words"
    try:
        OpenBadgeCredential.from_vc_document(badge)
    except ValueError as error:
        yield str(error)


def _bare(value: Any) -> Any:
    """Give a badge with what stands alone in a list without it: to JSON-LD both are the same."""
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return _bare(value[0]) if len(value) == 1 else [_bare(inner) for inner in value]
    return value


@pytest.mark.parametrize("audience", AUDIENCE_NAMES)
def test_the_badges_of_the_example_are_open_badges(audience: str) -> None:
    config, _ = read_config(ROOT / "mkfile.toml")
    assert config is not None
    found = made(config, audience)
    assert len(found) >= 13
    assert {path: list(wrong(badge)) for path, badge in found.items()} == {path: [] for path in found}


@pytest.mark.parametrize("seen", range(4))
def test_the_badges_of_any_site_are_open_badges(seen: int, tmp_path: Path) -> None:
    found = made(Site(tmp_path).write(World(("pair", "review", "public")[seen % 3], seen, 1).written()).config, "public")
    assert {path: list(wrong(badge)) for path, badge in found.items()} == {path: [] for path in found}


def test_what_is_no_open_badge_is_found(found: dict[str, Any]) -> None:
    badge = found["milestones/m.json"]
    assert list(wrong({**badge, "validFrom": "2026-03-04"}))
    assert list(wrong({**badge, "reached": "yes"}))
    assert list(wrong({name: value for name, value in badge.items() if name != "issuer"}))


def test_each_milestone_and_each_skill_with_a_level_up_to_today_has_one(found: dict[str, Any]) -> None:
    assert list(found) == ["milestones/bare.json", "milestones/m.json", "skills/k.json"]


def test_a_badge_is_issued_by_whom_it_is_about_and_says_so(found: dict[str, Any]) -> None:
    for badge in found.values():
        subject, issuer = badge["credentialSubject"], badge["issuer"]
        assert subject["id"] == issuer["id"] == f"{PAGE}people/%C3%A1na.html#person"
        assert (issuer["name"], issuer["url"]) == ("Ána Amaral", f"{PAGE}people/%C3%A1na.html")
        assert [identity["identityHash"] for identity in subject["identifier"]] == ["Ána Amaral"]
        assert badge["description"] == issuer["description"] == SELF_ASSERTED
        assert subject["achievement"]["criteria"]["narrative"].startswith(SELF_ASSERTED)
        assert "proof" not in badge


def test_a_milestone_tells_what_came_of_it_and_leads_to_what_shows_it(found: dict[str, Any]) -> None:
    badge = found["milestones/m.json"]
    achievement = badge["credentialSubject"]["achievement"]
    assert (badge["name"], badge["validFrom"]) == ("Done & dusted", "2026-03-04T12:00:00Z")
    assert (achievement["name"], achievement["description"], achievement["tag"]) == ("Done & dusted", "It is done", ["calm"])
    assert badge["credentialSubject"]["narrative"] == "What came of it."
    assert [(each["id"], each["name"]) for each in badge["evidence"]] == [
        (f"{PAGE}milestones/m.html", "Done & dusted"),
        (f"{PAGE}stories/s.html", "Told"),
        ("https://example.com/talk", "Talk"),
    ]
    assert found["milestones/bare.json"]["credentialSubject"]["achievement"]["description"] == "Reached on 5 April 2026."


def test_a_skill_tells_its_level_on_the_scale_and_since_when_it_is_that(found: dict[str, Any]) -> None:
    badge = found["skills/k.json"]
    subject = badge["credentialSubject"]
    (described,) = subject["achievement"]["resultDescription"]
    (result,) = subject["result"]
    assert result["resultDescription"] == described["id"]
    levels = {level["id"]: level["name"] for level in described["rubricCriterionLevel"]}
    assert list(levels.values()) == ["Novice", "Advanced beginner", "Competent", "Proficient", "Expert"]
    assert levels[result["achievedLevel"]] == "Competent"
    assert badge["validFrom"] == "2026-02-06T12:00:00Z"
    assert [each["name"] for each in badge["evidence"]] == ["Listening", "Told", "Done & dusted"]


def test_a_badge_keeps_its_id_under_another_title(found: dict[str, Any], tmp_path: Path) -> None:
    again = other(tmp_path, {"content/milestones/m.md": "---\ntitle: Else\ndate: 2026-05-06\nvisibility: public\n---\n"})
    assert again["milestones/m.json"]["id"] == found["milestones/m.json"]["id"]
    assert len({badge["id"] for badge in found.values()}) == len(found)


def test_somebody_who_is_not_named_is_called_as_on_the_site(tmp_path: Path) -> None:
    both = "---\ntitle: M\nvisibility: public\nmentors: [ben]\nmentees: [ána, cleo]\nstart: 2026-01-01\n---\n"
    found = other(tmp_path, {"content/mentorships/m.md": both})
    assert "Quill" not in json.dumps(found)
    assert found["milestones/m/2.json"]["issuer"]["name"] == "C."
    assert found["milestones/m/1.json"]["issuer"]["name"] == "Ána Amaral"
    assert found["milestones/m/1.json"]["id"] != found["milestones/m/2.json"]["id"]
    assert [list(wrong(badge)) for badge in found.values()] == [[]] * 6


def test_without_an_agreement_that_the_audience_sees_the_portfolio_is_named_and_nobody(tmp_path: Path) -> None:
    files = {"content/mentorships/m.md": "---\ntitle: M\nvisibility: pair\nmentors: [ben]\nmentees: [ána]\nstart: 2026-01-01\n---\n"}
    issuer = other(tmp_path, files)["milestones/m.json"]["issuer"]
    assert (issuer["name"], issuer["id"]) == ("A small site", f"{PAGE}index.html#person")


def test_of_several_portfolios_each_has_its_own_and_what_they_share_is_nobody_s(tmp_path: Path) -> None:
    below = {path.replace("content/", "content/portfolios/one/"): text for path, text in FILES.items() if "/people/" not in path}
    shared = {path: text for path, text in FILES.items() if "/people/" in path or path.endswith("skills/k.md")}
    site = Site(tmp_path).write({"mkfile.toml": MKFILE, **below, **shared, "content/portfolios/one/skills/k.md": "---\ntitle: Own\n---\n"})
    assert list(made(site.config, "public")) == ["one/milestones/bare.json", "one/milestones/m.json"]


def test_the_scale_of_languages_that_the_standard_takes_is_kept_to(tmp_path: Path) -> None:
    site = Site(tmp_path).write({"mkfile.toml": MKFILE.replace("[site]", '[site]\nlanguage = "de-1996"'), **FILES})
    assert "inLanguage" not in made(site.config, "public")["skills/k.json"]["credentialSubject"]["achievement"]
