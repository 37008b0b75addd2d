"""Résumés come in: what becomes of each part, what has no place, and that what both can say comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentorsite.diagnostics import Diagnostic
from mentorsite.exports.resume import resume
from mentorsite.imports.receive import receive
from mentorsite.imports.resume import records_in
from mentorsite.records.audience import Audience
from mentorsite.records.registry import type_names
from tests.audience.worlds import World
from tests.conftest import TODAY, Files, Site
from tests.exports.conftest import frames
from tests.exports.test_resume import PAIR, made
from tests.imports.conftest import empty_site

NewSite = Callable[[Files], Site]


def taken(site: Site, given: object) -> tuple[dict[str, str], list[Diagnostic]]:
    data = given if isinstance(given, bytes) else json.dumps(given, indent="\t").encode()
    records, problems = records_in("r.json", data, "", site.config.levels, TODAY, dict.fromkeys(type_names(), Audience.PUBLIC))
    received = receive(site.config, records)
    site.write(received.files)
    return received.files, [*problems, *received.problems]


def told(problems: list[Diagnostic]) -> list[str]:
    return [f"{problem.span.line}:{problem.span.column} {problem.code.number} {problem.message}" for problem in problems]


def said_by_both(told_of: dict[str, Any]) -> dict[str, Any]:
    """Give what a résumé says that records can say, too: no addresses of the site, no references, no steps without figures."""
    found = {name: part for name, part in told_of.items() if name not in ("meta", "references", "volunteer", "certificates")}
    found["basics"] = {name: value for name, value in found["basics"].items() if name != "url"}
    for part in ("projects", "skills", "awards"):
        found[part] = sorted((_bare(each) for each in found[part]), key=lambda each: sorted(each.items()).__repr__())
    return found


def _bare(item: dict[str, Any]) -> dict[str, Any]:
    figures = [each for each in item.get("highlights", ()) if ":" in each]
    return {**{name: value for name, value in item.items() if name not in ("url", "highlights")}, "figures": figures}


def test_what_records_and_resumes_both_can_say_comes_back(new_site: NewSite, tmp_path: Path) -> None:
    first = made(new_site(PAIR), "public")
    site = empty_site(tmp_path / "to")
    _, problems = taken(site, {name: part for name, part in first.items() if name != "certificates"})
    assert [problem for problem in problems if problem.severity == "error"] == []
    second = made(site, "private", "ana-lind")
    assert said_by_both(second) == said_by_both(first)
    assert {figure for each in said_by_both(first)["projects"] for figure in each["figures"]} == {
        "Led: 2 reviews, target 6",
        "Days: 19 → 6 days",
    }


@pytest.mark.parametrize("number", range(4))
def test_the_resume_of_anybody_comes_in_without_an_error(tmp_path: Path, number: int) -> None:
    """Made-up sites have values of all kinds in all fields; whatever of them is in a résumé can be read, linked and published."""
    source = Site(tmp_path / "from").write(World("public", number, number).written())
    people = [key for key in source.view("private").records if key.type == "people"]
    assert len(people) == 3
    for key in people:
        of = frames(source, "private")
        site = empty_site(tmp_path / key.id)
        _, problems = taken(site, resume(of, of[0].atlas.view.records[key], TODAY).data)
        assert [problem for problem in problems if problem.severity == "error"] == []
        assert site.view("private").records


def test_each_part_becomes_records(new_site: NewSite) -> None:
    site = new_site({})
    files, problems = taken(
        site,
        {
            "basics": {
                "name": "Ana Lind",
                "label": "1. *Reads*",
                "summary": "One.\n\n# Two",
                "profiles": [{"network": "X", "url": "https://e.org"}],
            },
            "education": [{"institution": "A school", "studyType": "BSc", "area": "Maths", "startDate": "2010", "endDate": "2014-06"}],
            "work": [{"name": "A firm", "position": "Lead", "startDate": "2020-01-02", "summary": "Led.", "highlights": ["One", "- two"]}],
            "projects": [{"name": "A thing", "endDate": "2021-03-04", "url": "https://e.org/t", "keywords": ["calm"]}],
            "awards": [{"title": "Best", "date": "2022-03-04", "awarder": "A jury"}],
            "skills": [{"name": "Design", "level": "competent", "keywords": ["craft"]}],
        },
    )
    assert problems == []
    assert files == {
        "content/people/ana-lind.md": (
            '---\nname: Ana Lind\nrole: mentee\nheadline: "1\\\\. \\\\*Reads\\\\*"\nbackground:\n'
            '  - "BSc Maths, A school (2010–2014)"\nprofiles:\n  - label: X\n    url: "https://e.org"\n---\nOne.\n\n\\# Two\n'
        ),
        "content/stories/2020-01-02-lead-a-firm.md": ("---\ntitle: Lead, A firm\nkind: career\nsummary: Led.\n---\n- One\n- \\- two\n"),
        "content/stories/2021-03-04-a-thing.md": (
            '---\ntitle: A thing\nkind: project\ntags: [calm]\nlinks:\n  - label: A thing\n    url: "https://e.org/t"\n---\n'
        ),
        "content/milestones/2022-03-04-best.md": "---\ntitle: Best\nparticipants: [ana-lind]\n---\nGiven by A jury.\n",
        "content/skills/design.md": "---\ntitle: Design\nlevels:\n  2026-11-24: Competent\ntags: [craft]\n---\n",
    }


def test_what_has_no_place_is_told_with_its_line(new_site: NewSite) -> None:
    told_of = {
        "basics": {"name": "Ana", "email": "a@e.org", "image": ""},
        "languages": [{"language": "Danish"}],
        "hobbies": ["x"],
        "skills": [{"name": "Design", "level": "Master"}],
        "awards": [{"title": "A", "date": "2022-03"}, {"title": "B"}],
        "work": "none",
    }
    files, problems = taken(new_site({}), told_of)
    assert list(files) == ["content/people/ana.md", "content/milestones/2022-03-01-a.md", "content/skills/design.md"]
    assert [message.split(" ", 1)[1] for message in told(problems)] == [
        "M701 `basics.email` has no place in a record",
        "M700 a list belongs here",
        "M701 `2022-03` is no whole day; it is taken as 2022-03-01",
        "M701 the level `Master` has no place in a record",
        "M701 `languages` has no place in a record",
        "M701 `hobbies` has no place in a record",
        "M105 `date` is missing",
    ]
    assert told(problems)[0].startswith("4:")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "1:2 M700 the file is no JSON: Expecting property name enclosed in double quotes"),
        (b"[]", "1:1 M700 the file is no résumé in the format of JSON Resume"),
        (b'{"basics": []}', "1:1 M700 the file is no résumé in the format of JSON Resume"),
        (b"\xff{}", "1:1 M101 byte 0 (0xFF) is no UTF-8"),
        (b"[" * 100_000, "0:0 M700 the JSON is too deep"),
    ],
)
def test_what_is_no_resume_is_told(new_site: NewSite, data: bytes, said: str) -> None:
    files, problems = taken(new_site({}), data)
    assert files == {}
    assert told(problems) == [said]


@pytest.mark.parametrize(("audience", "person"), [("private", "private"), ("pair", ""), ("review", "")])
def test_no_record_reaches_farther_than_the_resume_did(audience: str, person: str, tmp_path: Path) -> None:
    """A résumé says for whom it was exported. Here, records that say nothing are for everybody, but for people."""
    given = {
        "basics": {"name": "Zed"},
        "projects": [{"name": "G", "type": "goal"}],
        "skills": [{"name": "S"}],
        "meta": {"audience": audience},
    }
    files, _ = taken(empty_site(tmp_path), given)
    said = {path: line for path, text in files.items() for line in text.split("\n") if line.startswith("visibility")}
    assert said == {
        **dict.fromkeys(("content/goals/g.md", "content/skills/s.md"), f"visibility: {audience}"),
        **({"content/people/zed.md": f"visibility: {person}"} if person else {}),
    }


@pytest.mark.parametrize("meta", [{"audience": "public"}, {"audience": "everybody"}, {"audience": 1}, {}, [], None])
def test_a_resume_of_no_audience_leaves_that_to_the_site(meta: object, tmp_path: Path) -> None:
    files, _ = taken(empty_site(tmp_path), {"basics": {"name": "Zed"}, "skills": [{"name": "S"}], "meta": meta})
    assert not any("visibility" in text for text in files.values())


def test_a_number_without_end_is_told(tmp_path: Path) -> None:
    _, problems = taken(empty_site(tmp_path), b'{"basics": {"name": ' + b"9" * 10_000 + b"}}")
    assert told(problems)[0] == "1:21 M700 a text belongs here"


def test_half_a_character_is_told_with_its_place(tmp_path: Path) -> None:
    files, problems = taken(empty_site(tmp_path), b'{"basics": {\n"name": "Zed \\uD83D\\uDE00 \\uD800"}}')
    assert (files, told(problems)) == ({}, ["2:27 M700 `\\ud800` alone is half of a character"])
