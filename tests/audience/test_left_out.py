"""What a target leaves out, counted."""

from __future__ import annotations

from mentorsite.audience.rules import Rule
from mentorsite.audience.select import Within, select
from tests.audience.conftest import Ask
from tests.conftest import MKFILE

GOALS = {
    "mkfile.toml": MKFILE + '[visibility]\nstories = "review"\n',
    "content/goals/draft.md": "---\ntitle: A\ndraft: true\nvisibility: public\n---\n",
    "content/goals/own.md": "---\ntitle: B\nvisibility: pair\n---\n",
    "content/goals/plain.md": "---\ntitle: C\n---\n",
    "content/goals/open.md": "---\ntitle: D\nvisibility: public\n---\n",
    "content/goals/kept/_defaults.yaml": "visibility: private\n",
    "content/goals/kept/one.md": "---\ntitle: E\n---\n",
    "content/goals/kept/two.md": "---\ntitle: F\nvisibility: public\n---\n",
    "content/stories/s.md": "---\ntitle: S\ndate: 2026-03-01\n---\n",
    "content/people/ana.yaml": "name: Ana Ferro\nconsent: review\n",
    "content/people/ben.yaml": "name: Ben Ode\n",
}


def test_records_are_counted_by_type_and_by_what_decided(ask: Ask) -> None:
    site = ask(GOALS)
    goals = {Rule.DRAFT: 1, Rule.OWN: 1, Rule.FOLDER: 1, Rule.DEFAULT: 1}
    assert site.left_out("public").records == {"people": {Rule.CONSENT: 2}, "goals": goals, "stories": {Rule.TABLE: 1}}
    assert site.left_out("review").records == {"people": {Rule.CONSENT: 1}, "goals": goals}
    assert site.left_out("pair").records == {"goals": {Rule.DRAFT: 1, Rule.FOLDER: 1}}


def test_a_private_build_leaves_nothing_out(ask: Ask) -> None:
    assert ask(GOALS).left_out("private").is_something is False


def test_numbers_and_records_add_up_to_all_there_is(ask: Ask) -> None:
    site = ask(GOALS)
    for name, target in site.config.targets.items():
        hidden = sum(sum(reasons.values()) for reasons in site.left_out(name).records.values())
        seen = len(select(site.gathered.portfolio, target.audience, site.config.visibility).records)
        assert seen + hidden == 9


def test_what_is_missing_within_the_others_is_counted(ask: Ask) -> None:
    text = "See [[goals/own]] and [it](own.md), with [[people/ben]].\n\n::: pair\n[[goals/plain]]\n\n::: review\nx\n:::\n:::\n"
    site = ask(
        {
            **GOALS,
            "content/goals/open.md": f"---\ntitle: D\nvisibility: public\nparent: plain\nowner: ben\n---\n{text}\n## Private\n\n::: pair\nx\n:::\n",
        }
    )
    # The parent and two links; the owner and a link to him; a block and one within it; the private part, with whatever is in it.
    assert site.left_out("public").within == Within(references=3, names=2, blocks=2, private=1)
    assert site.left_out("pair").within == Within(private=1)
    assert site.left_out("private").within == Within()


def test_a_name_without_a_page_is_a_missing_reference_and_no_other_name(ask: Ask) -> None:
    site = ask(
        {
            "content/people/ana.yaml": "name: Ana Ferro\nconsent: public\nvisibility: pair\n",
            "content/goals/g.md": "---\ntitle: G\nvisibility: public\nowner: ana\n---\n",
        }
    )
    assert site.left_out("public").within == Within(references=1)
