"""What a record is found by, in the words of its audience."""

from __future__ import annotations

from collections.abc import Callable

from mentorsite.pages.compose import frames_of
from mentorsite.pages.finding import facets
from mentorsite.records.values import Key
from tests.conftest import TODAY, Files, Site

RECORDS: Files = {
    "people/ana.md": "---\nname: Ana Lind\nconsent: public\n---\n",
    "people/ben.md": "---\nname: Ben Okoro\nconsent: pair\nalias: B\n---\n",
    "skills/asking.md": "---\ntitle: Asking\nvisibility: public\n---\n",
    "goals/lead.md": "---\ntitle: Lead\nvisibility: public\nowner: ben\nskills: [asking]\ntags: [Calm, calm, two words]\n---\nWith [[people/ana]].\n",
}


def found(site: Site, audience: str, key: Key) -> dict[str, tuple[str, ...]]:
    view = site.view(audience)
    frame = next(frame for frame in frames_of(view, site.config, TODAY, {}) if frame.portfolio == key.portfolio)
    return {facet.name: facet.values for facet in facets(frame, view.records[key], frame.showing.entry(view.records[key]))}


def test_a_record_is_found_by_its_type_its_people_its_skills_and_its_tags(new_site: Callable[[Files], Site]) -> None:
    site = new_site({f"content/{path}": text for path, text in RECORDS.items()})
    lead = {"type": ("Goals",), "person": ("Ben Okoro", "Ana Lind"), "skill": ("Asking",), "tag": ("Calm", "two words")}
    assert found(site, "pair", Key("", "goals", "lead")) == lead
    assert found(site, "public", Key("", "goals", "lead")) == {**lead, "person": ("B", "Ana Lind")}
    assert found(site, "public", Key("", "skills", "asking")) == {"type": ("Skills",), "skill": ("Asking",)}


def test_of_several_portfolios_it_is_found_by_its_own_as_well(new_site: Callable[[Files], Site]) -> None:
    files = {f"content/portfolios/{name}/{path}": text for name in ("one", "two") for path, text in RECORDS.items()}
    site = new_site({**files, "content/skills/shared.md": "---\ntitle: Shared\nvisibility: public\n---\n"})
    assert found(site, "pair", Key("two", "goals", "lead"))["portfolio"] == ("two",)
    assert found(site, "pair", Key("", "skills", "shared")) == {"type": ("Skills",), "skill": ("Shared",)}


def test_every_page_has_the_marks_of_all_kinds_that_the_audience_sees_in_any_portfolio(new_site: Callable[[Files], Site]) -> None:
    """A search finds what lies in other portfolios, and their kinds have a mark as well; what is hidden has none."""
    files: Files = {
        "content/portfolios/one/goals/lead.md": RECORDS["goals/lead.md"]
        .replace("With [[people/ana]].", "Words.")
        .replace("owner: ben\nskills: [asking]\n", "")
    }
    files |= {"content/portfolios/two/stories/told.md": "---\ntitle: Told\ndate: 2026-01-02\nvisibility: public\n---\n"}
    files |= {"content/portfolios/two/checkins/2026-01-02.md": "---\ntitle: Met\nvisibility: pair\n---\n"}
    site = new_site(files)
    for audience, expected in (("public", ["Goal", "Story"]), ("pair", ["Goal", "Check-in", "Story"])):
        for frame in frames_of(site.view(audience), site.config, TODAY, {}):
            assert [kind for kind, _ in frame.site.marks] == expected
