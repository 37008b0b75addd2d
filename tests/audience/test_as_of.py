"""What came later does not exist in a site of an earlier day: neither a record nor a reading, a level, a revision, a response, a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.audience.as_of import as_of
from mentorsite.build import make
from tests.audience.canaries import yaml
from tests.conftest import MKFILE, Files, Site

DAY = date(2026, 6, 30)
LATER = ("2026-07-01", "2026-09-09", "2027-01-01")
USUAL = "\n[visibility]\n" + "".join(
    f'{type} = "public"\n' for type in ("goals", "checkins", "feedback", "reflections", "skills", "stories", "milestones", "mentorships")
)


def files(choose: Callable[[int], int], folder: str = "content") -> Files:
    """Give a site with some of what came later: `choose` gives a number below another one, and always 0 means that nothing did."""

    def later(value: Any = True) -> Any:
        return value if choose(2) else None

    def day() -> str:
        return LATER[choose(len(LATER))]

    def some(seen: list[Any], *later_ones: Any) -> list[Any]:
        found = list(seen)
        for each in later_ones:
            if choose(2):
                found.insert(choose(len(found) + 1), each)
        return found

    def dated(seen: dict[str, Any], value: Any) -> dict[str, Any]:
        return {**seen, **({day(): value} if choose(2) else {})}

    there = {f"{type}/late" for type in ("goals", "milestones", "stories", "checkins", "skills") if choose(2)}

    def ref(to: str, *, typed: bool = True) -> list[str]:
        return [to if typed else to.partition("/")[2]] if to in there and choose(2) else []

    link = "As in [the plan](../goals/late.yaml#why)." if "goals/late" in there and choose(2) else "As in the plan."
    wiki = "[[milestones/late|there]]" if "milestones/late" in there and choose(2) else "there"
    changed = choose(2)
    done = choose(2)
    dropped = choose(2)
    gone = {"date": day(), "change": "Let go"}
    records: dict[str, Any] = {
        "mentorships/pair": {
            "mentors": ["ben"],
            "mentees": ["ana"],
            "start": "2026-01-12",
            "end": later(day()),
            "cadence": "monthly" if changed else "biweekly",
            "pauses": some([{"from": "2026-03-01", "to": "2026-07-15"}], {"from": day(), "to": "2027-02-02"}),
            "revisions": [
                {"date": "2026-02-01", "change": "Less often", "cadence_before": "weekly"},
                *([{"date": day(), "change": "Still less", "cadence_before": "biweekly"}] if changed else []),
            ],
        },
        "goals/lead": {
            "title": "Lead",
            "owner": "ana",
            "parent": None if not ref("goals/late") else "late",
            "status": "dropped" if dropped else "achieved" if done else "active",
            "start": "2026-01-12",
            "due": "2026-12-01",
            "achieved": day() if done and not dropped else None,
            "skills": some(["listening"], *ref("skills/late", typed=False)),
            "indicators": [{"name": "Led", "baseline": 0, "target": 6, "readings": dated({"2026-02-02": 1}, 5)}],
            "milestones": [{"title": "One", "due": "2026-05-05", "done": later(day())}],
            "revisions": [{"date": "2026-03-03", "change": "More"}, *([gone] if dropped else [])],
            "why": link,
        },
        "skills/listening": {
            "title": "Listening",
            "levels": dated({"2026-01-12": 1}, 3),
            "evidence": dated({"2026-01-12": "goals/lead"}, "milestones/first"),
            "steps": [{"what": "Ask", "done": later(day())}],
        },
        "checkins/first": {
            "date": "2026-02-02",
            "participants": ["ana", "ben"],
            "next": "2026-07-02",
            "goals": some(["lead"], *ref("goals/late", typed=False)),
            "actions": [{"what": "Write", "due": "2026-05-01", "done": later(day())}],
            "notes": f"Words, {wiki}.",
        },
        "feedback/first": {
            "date": "2026-02-03",
            "from": "ben",
            "to": "ana",
            "kind": "recognition",
            **dict.fromkeys(("situation", "behavior", "impact"), "Seen."),
            "response": later({"date": day(), "will": "Go on"}),
            "checkin": (ref("checkins/late", typed=False) or [None])[0],
        },
        "reflections/first": {
            "date": "2026-02-04",
            "about": (ref("stories/late") or [None])[0],
            "adjustments": [{"what": "Sooner", "due": "2026-03-01", "done": later(day())}],
        },
        "milestones/first": {
            "title": "One",
            "date": "2026-02-05",
            "goal": "lead",
            "evidence": some(["checkins/first"], *ref("stories/late")),
        },
    }
    for reference in sorted(there):
        records[reference] = {"title": "Late", "tags": ["late"], **({"start": day()} if reference.startswith("goals") else {"date": day()})}
        if reference.startswith("milestones"):
            records[reference]["goal"] = "lead"
    people = {"people/ana": {"name": "Ana", "consent": "public"}, "people/ben": {"name": "Ben", "consent": "public"}}
    return {
        "mkfile.toml": MKFILE + USUAL,
        **{f"{folder}/{reference}.yaml": yaml(_written(fields)) for reference, fields in (records | people).items()},
    }


def _written(value: Any) -> Any:
    """Leave out what is not written."""
    if isinstance(value, dict):
        return {name: _written(inner) for name, inner in value.items() if inner is not None}
    return [_written(inner) for inner in value] if isinstance(value, list) else value


@given(st.data())
def test_a_site_of_an_earlier_day_is_the_same_whatever_came_later(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = data.draw(st.sampled_from(("content", "content/portfolios/one")))

    def view(choose: Callable[[int], int]) -> Any:
        root: Path = tmp_path_factory.mktemp("site")
        found = as_of(Site(root).write(files(choose, folder)).view("public"), DAY)
        return found.audience, found.records, found.names, found.usual

    assert view(lambda below: data.draw(st.integers(0, below - 1))) == view(lambda below: 0)


@pytest.mark.parametrize("folder", ["content", "content/portfolios/one"])
def test_no_byte_of_a_built_site_tells_what_came_later(folder: str, tmp_path: Path) -> None:
    def made(name: str, choose: Callable[[int], int]) -> dict[str, bytes]:
        site = Site(tmp_path / name).write(files(choose, folder))
        found = make(site.config, site.config.target("public"), DAY, past=True)
        assert [problem for problem in found.problems if problem.severity == "error"] == []
        return {artifact.address: artifact.data for artifact in found.artifacts}

    assert made("with", lambda below: below - 1) == made("without", lambda below: 0)


def test_an_earlier_day_of_an_earlier_day_is_the_earlier_day(tmp_path: Path) -> None:
    view = Site(tmp_path).write(files(lambda below: below - 1)).view("public")
    first = date(2026, 2, 3)
    assert as_of(as_of(view, DAY), first) == as_of(view, first)
    assert as_of(view, date(2028, 1, 1)) == view


def test_a_portfolio_of_which_nothing_was_there_yet_is_not_named(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        {**files(lambda below: 0, "content/portfolios/one"), "content/portfolios/two/goals/g.yaml": "title: G\nstart: 2026-08-01"}
    )
    assert sorted(as_of(site.view("public"), DAY).names) == ["one"]
    assert sorted(as_of(site.view("public"), date(2026, 8, 1)).names) == ["one", "two"]


def test_the_words_of_a_link_to_what_came_later_stay(new_site: Callable[[Files], Site]) -> None:
    view = new_site(
        {
            "content/goals/a.md": "---\ntitle: A\n---\nSee [the plan](b.md) and [[goals/b]], [[goals/c]].\n",
            "content/goals/b.md": "---\ntitle: B\nstart: 2026-08-01\n---\n",
            "content/goals/c.md": "---\ntitle: C\n---\n",
        }
    ).view("private")
    (a, c) = as_of(view, DAY).records.values()
    assert (a.record.body.text, c.key.id) == ("See the plan and …, [[goals/c]].", "c")  # type: ignore[union-attr]
