"""Leaks that are put into the tool on purpose are found twice: by the comparison of whole sites, and by the audit of finished files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from mentorsite import build
from mentorsite.exports import exports
from mentorsite.insights import insights
from mentorsite.insights.decisions import DecidedIn, DecisionLog, LoggedDecision, YearOfDecisions
from mentorsite.linking.portfolio import Portfolio
from mentorsite.records.values import Phrase
from mentorsite.rendering import render
from tests.audience.test_whole_sites import assert_the_hidden_makes_no_difference
from tests.conftest import Site, write_files

Patch = pytest.MonkeyPatch
SHOWS_TITLES = {
    "themes/default/templates/main.html": '{% extends "base.html" %}\n{% block after %}\n<p>{{ everything | join(", ") }}</p>\n{% endblock %}\n'
}
COUNTS = {
    "themes/default/templates/main.html": '{% extends "base.html" %}\n{% block after %}\n<p>{{ everything | length }}</p>\n{% endblock %}\n'
}
SITE = {
    "content/checkins/2026-03-04-seen.yaml": "title: Seen\nvisibility: public\ndecisions: [{what: We go on}]\n",
    "content/goals/leave-before-summer.yaml": "title: Leave before summer\nvisibility: pair\n",
}


class Everything:
    """All that was written, kept on its way past the audience."""

    def __init__(self, patch: Patch) -> None:
        self.portfolio = Portfolio({}, {})
        linked = build.link

        def link(*given: object) -> tuple[Portfolio, list[object]]:
            self.portfolio, problems = linked(*given)  # type: ignore[arg-type]
            return self.portfolio, problems  # type: ignore[return-value]

        patch.setattr("mentorsite.build.link", link)

    def titles(self) -> list[str]:
        return [linked.record.heading() for linked in self.portfolio.records.values()]


def in_a_template(root: Path, patch: Patch, templates: dict[str, str]) -> None:
    everything = Everything(patch)
    named = render._names
    patch.setattr(render, "_names", lambda *given: {**named(*given), "everything": everything.titles()})
    write_files(root, templates)


def in_an_insight(root: Path, patch: Patch) -> None:
    everything = Everything(patch)
    logged = insights.decisions

    def decisions(scope: object) -> DecisionLog:
        log = logged(scope)  # type: ignore[arg-type]
        more = tuple(LoggedDecision(Phrase(title), None, None, None) for title in everything.titles())

        def told(year: YearOfDecisions) -> YearOfDecisions:
            return replace(year, checkins=tuple(DecidedIn(made.checkin, made.day, (*made.decisions, *more)) for made in year.checkins))

        return replace(log, years=tuple(map(told, log.years)))

    patch.setattr(insights, "decisions", decisions)


def in_an_export(root: Path, patch: Patch) -> None:
    everything = Everything(patch)
    made = exports.data

    def data(frame: object) -> object:
        artifact = made(frame)  # type: ignore[arg-type]
        return replace(artifact, data=json.dumps({**json.loads(artifact.data), "titles": everything.titles()}).encode())

    patch.setattr(exports, "data", data)


def in_a_file_name(root: Path, patch: Patch) -> None:
    everything = Everything(patch)
    divided = build.batches

    def renamed() -> Iterator[object]:
        page = replace(next(iter(divided(frames_seen[-1])[-1]())))
        yield from (replace(page, address=f"{key}.html") for key in everything.portfolio.records if key.type == "goals")

    frames_seen: list[object] = []

    def batches(frames: object) -> list[Callable[[], object]]:
        frames_seen.append(frames)
        return [*divided(frames), renamed]  # type: ignore[arg-type]

    patch.setattr(build, "batches", batches)


LEAKS: dict[str, Callable[[Path, Patch], None]] = {
    "a template": partial(in_a_template, templates=SHOWS_TITLES),
    "an insight": in_an_insight,
    "an export": in_an_export,
    "a file name": in_a_file_name,
}


def compared(root: Path) -> None:
    """Compare a few sites without and with something hidden, as the property does."""
    for seen in range(12):
        assert_the_hidden_makes_no_difference(root, "public", seen, None, seen + 1)


@pytest.mark.parametrize("leak", LEAKS)
def test_the_comparison_finds_it(tmp_path: Path, monkeypatch: Patch, leak: str) -> None:
    # The audit would stop the build before there is anything to compare.
    monkeypatch.setattr("mentorsite.build.audit_of", lambda *arguments: None)
    LEAKS[leak](tmp_path, monkeypatch)
    with pytest.raises(AssertionError):
        compared(tmp_path)


@pytest.mark.parametrize("leak", LEAKS)
def test_the_audit_finds_it_and_nothing_is_written(new_site: Callable[..., Site], monkeypatch: Patch, leak: str) -> None:
    site = new_site(SITE)
    LEAKS[leak](site.root, monkeypatch)
    built = site.build("public")
    assert {problem.code.number for problem in built.problems if problem.severity == "error"} == {"M311"}
    assert "`Leave before summer`" in str(built.problems) or "`leave-before-summer`" in str(built.problems)
    assert built.written is None
    assert not (site.root / "public").exists()


def test_the_comparison_finds_a_count_which_no_audit_can(tmp_path: Path, monkeypatch: Patch) -> None:
    in_a_template(tmp_path, monkeypatch, COUNTS)
    with pytest.raises(AssertionError):
        compared(tmp_path)


def test_neither_finds_anything_where_nothing_was_put_in(tmp_path: Path, new_site: Callable[..., Site]) -> None:
    assert new_site(SITE).build("public").written is not None
    compared(tmp_path / "worlds")
