"""Practice checks of skills."""

from __future__ import annotations

import pytest

from tests.insights.practice.conftest import Advised, ago


def skill(*lines: str) -> dict[str, str]:
    return {"content/skills/s.yaml": "\n".join(["title: S", *lines, ""])}


class TestGapWithoutStep:
    """skill-gap-without-step."""

    LEVELS = ("levels:", f"  {ago(300)}: Novice", f"  {ago(100)}: Competent")

    def test_a_skill_below_its_target_needs_a_step(self, advised: Advised) -> None:
        said = ["content/skills/s.yaml:5:1 the skill `S` is 2 levels below its target, `Expert`, and has no open step"]
        assert advised(skill(*self.LEVELS, "target: {level: Expert}"), "skill-gap-without-step") == said

    def test_a_skill_without_a_level_has_its_whole_way_to_go(self, advised: Advised) -> None:
        said = ["content/skills/s.yaml:2:1 the skill `S` has a target, `Expert`, and neither a level nor an open step"]
        assert advised(skill("target: {level: Expert}"), "skill-gap-without-step") == said

    @pytest.mark.parametrize(
        "lines",
        [
            ["target: {level: Competent}"],
            ["target: {level: Novice}"],
            [],
            ["target: {level: Expert}", "draft: true"],
            ["target: {level: Expert}", "steps: [{what: W}]"],
            ["target: {level: Expert}", f"steps: [{{what: W, due: {ago(10)}}}]"],
            ["target: {level: Expert}", f"steps: [{{what: V, done: {ago(10)}}}, {{what: W}}]"],
        ],
    )
    def test_at_the_target_or_with_an_open_step_nothing_is_said(self, advised: Advised, lines: list[str]) -> None:
        assert advised(skill(*self.LEVELS, *lines), "skill-gap-without-step") == []

    def test_a_step_that_is_done_is_not_open(self, advised: Advised) -> None:
        lines = [*self.LEVELS, "target: {level: Proficient}", f"steps: [{{what: W, done: {ago(0)}}}]"]
        (said,) = advised(skill(*lines), "skill-gap-without-step")
        assert "is 1 level below" in said

    def test_a_level_of_a_later_day_is_not_there_yet(self, advised: Advised) -> None:
        lines = ["levels:", f"  {ago(300)}: Novice", f"  {ago(-1)}: Expert", "target: {level: Expert}"]
        assert len(advised(skill(*lines), "skill-gap-without-step")) == 1


class TestLevelWithoutEvidence:
    """level-without-evidence."""

    LEVELS = ("levels:", "  2026-01-10: Novice", "  2026-03-10: Competent", "  2026-05-10: Proficient")

    def test_the_levels_that_nothing_shows_are_one_finding_at_the_first_of_them(self, advised: Advised) -> None:
        lines = [*self.LEVELS, "evidence:", "  2026-01-10: people/ana"]
        said = ["content/skills/s.yaml:4:3 2 levels of the skill `S` from 2026-03-10 and 2026-05-10 have no evidence yet"]
        assert advised(skill(*lines), "level-without-evidence") == said
        (said_of_all,) = advised(skill(*self.LEVELS), "level-without-evidence")
        assert said_of_all.endswith("3 levels of the skill `S` from 2026-01-10, 2026-03-10 and 2026-05-10 have no evidence yet")

    def test_evidence_counts_until_the_day_before_the_next_level(self, advised: Advised) -> None:
        shown = [*self.LEVELS, "evidence:", "  2026-01-10: people/ana", "  2026-05-09: people/ana"]
        assert advised(skill(*shown, "  2026-05-11: people/ben"), "level-without-evidence") == []
        said = ["content/skills/s.yaml:5:3 the level of the skill `S` from 2026-05-10 has no evidence yet"]
        assert advised(skill(*shown), "level-without-evidence") == said

    def test_a_level_of_a_later_day_and_a_draft_are_left_alone(self, advised: Advised) -> None:
        assert advised(skill("levels:", f"  {ago(-1)}: Novice"), "level-without-evidence") == []
        assert advised(skill(*self.LEVELS, "draft: true"), "level-without-evidence") == []
