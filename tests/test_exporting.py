"""An export is made of what its audience sees, and searched before it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from mentorsite.exporting import Ground, export
from mentorsite.exports.resume import mentees, resume
from mentorsite.exports.tables import tables
from mentorsite.records.audience import Audience
from mentorsite.rendering.artifact import Artifact
from tests.audience.worlds import SECRET, World
from tests.conftest import TODAY, Files, Site

NewSite = Callable[[Files], Site]


def all_tables(ground: Ground) -> Iterator[Artifact]:
    yield from tables(ground.marked)


def of(site: Site, audience: str, make: Callable[[Ground], Iterator[Artifact]] = all_tables) -> dict[str, bytes]:
    exported = export(site.config, Audience(audience), TODAY, make)
    assert [problem for problem in exported.problems if problem.severity == "error"] == []
    return {file.address: file.data for file in exported.files}


def resumes(ground: Ground) -> Iterator[Artifact]:
    for key in mentees(ground.frames) or [key for key in ground.view.records if key.type == "people"]:
        made = resume(ground.frames, ground.view.records[key], ground.today)
        yield Artifact(f"{key.id}.json", made.data, made.origin)


@pytest.mark.parametrize("seen", range(4))
@pytest.mark.parametrize("audience", ["public", "review", "pair"])
def test_what_is_hidden_changes_no_byte_of_an_export(new_site: NewSite, audience: str, seen: int) -> None:
    found = []
    for hidden in (None, 7):
        site = new_site(World(audience, seen, hidden).written())
        found.append({**of(site, audience), **of(site, audience, resumes)})
    assert found[0] == found[1]
    assert any(address.endswith(".json") for address in found[0])
    assert [address for address, data in found[1].items() if SECRET.encode() in data.lower()] == []


def test_an_export_with_a_hidden_name_in_it_is_not_given(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/people/ana.yaml": "name: Ana Lind\n",
            "content/goals/a.md": "---\ntitle: A\nvisibility: public\n---\nWith Ana Lind.\n",
        }
    )
    exported = export(site.config, Audience.PUBLIC, TODAY, all_tables)
    assert exported.files == ()
    errors = {(problem.code.number, problem.span.path) for problem in exported.problems if problem.severity == "error"}
    assert errors == {("M310", "content/goals/a.md")}


def test_nothing_is_made_of_a_site_with_errors(new_site: NewSite) -> None:
    exported = export(new_site({"content/goals/a.yaml": "titel: A\n"}).config, Audience.PUBLIC, TODAY, all_tables)
    assert exported.files == ()
    assert "M104" in {problem.code.number for problem in exported.problems}
