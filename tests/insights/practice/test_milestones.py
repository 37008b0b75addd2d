"""Practice checks of milestones, reflections and stories."""

from __future__ import annotations

import pytest

from tests.insights.practice.conftest import Advised, ago


def milestone(days: int, *fields: str) -> dict[str, str]:
    return {
        "content/goals/g.md": "---\ntitle: G\n---\n",
        "content/milestones/m.md": "\n".join(["---", "title: M", f"date: {ago(days)}", "goal: g", *fields, "---", ""]),
    }


def reflection(days: int, about: str, body: str = "") -> dict[str, str]:
    return {"content/reflections/r.md": f"---\ndate: {ago(days)}\n{f'about: {about}' if about else ''}\n---\n{body}\n"}


class TestWithoutReflection:
    """milestone-without-reflection."""

    def test_it_may_wait_for_a_week(self, advised: Advised) -> None:
        assert advised(milestone(7), "milestone-without-reflection") == []
        said = ["content/milestones/m.md:2:1 the milestone `M`, 8 days ago, has no reflection yet"]
        assert advised(milestone(8), "milestone-without-reflection") == said

    def test_the_number_of_days_is_a_setting(self, advised: Advised) -> None:
        assert advised(milestone(8), "milestone-without-reflection", reflection_days=8) == []
        assert len(advised(milestone(1), "milestone-without-reflection", reflection_days=0)) == 1

    def test_a_draft_and_one_still_to_come_are_left_alone(self, advised: Advised) -> None:
        assert advised(milestone(60, "draft: true"), "milestone-without-reflection") == []
        assert advised(milestone(-60), "milestone-without-reflection") == []

    @pytest.mark.parametrize(
        ("days", "about", "body"),
        [
            (1, "milestones/m", ""),
            (1, "", "See [[milestones/m]]."),
            (1, "", "See [it](../milestones/m.md)."),
            (60, "goals/g", ""),
            (29, "goals/g", ""),
        ],
    )
    def test_a_look_back_on_it_is_one(self, advised: Advised, days: int, about: str, body: str) -> None:
        assert advised({**milestone(60), **reflection(days, about, body)}, "milestone-without-reflection") == []

    @pytest.mark.parametrize(("days", "about"), [(61, "goals/g"), (28, "goals/g"), (59, "people/ana"), (59, "")])
    def test_one_on_its_goal_has_to_be_of_the_month_that_begins_with_it(self, advised: Advised, days: int, about: str) -> None:
        assert len(advised({**milestone(60), **reflection(days, about)}, "milestone-without-reflection")) == 1

    def test_a_draft_of_a_reflection_is_on_its_way(self, advised: Advised) -> None:
        draft = {"content/reflections/r.md": f"---\ndate: {ago(1)}\nabout: milestones/m\ndraft: true\n---\n"}
        assert advised({**milestone(60), **draft}, "milestone-without-reflection") == []


class TestAdjustmentOverdue:
    """adjustment-overdue."""

    @staticmethod
    def adjusted(due: int, done: str = "", draft: str = "false") -> dict[str, str]:
        lines = ["---", f"date: {ago(60)}", f"draft: {draft}", "adjustments:", "  - what: One", "  - what: A *small* thing"]
        return {
            "content/reflections/r.md": "\n".join([*lines, f"    due: {ago(due)}", *([f"    done: {done}"] if done else []), "---", ""])
        }

    def test_its_day_itself_is_still_in_time(self, advised: Advised) -> None:
        assert advised(self.adjusted(0), "adjustment-overdue") == []
        said = [f"content/reflections/r.md:7:5 the adjustment `A small thing` was due 14 days ago, on {ago(14)}"]
        assert advised(self.adjusted(14), "adjustment-overdue") == said

    def test_what_is_done_is_done_and_what_will_be_done_is_not(self, advised: Advised) -> None:
        assert advised(self.adjusted(14, ago(0)), "adjustment-overdue") == []
        assert len(advised(self.adjusted(14, ago(-1)), "adjustment-overdue")) == 1

    def test_a_draft_is_left_alone(self, advised: Advised) -> None:
        assert advised(self.adjusted(14, draft="true"), "adjustment-overdue") == []


class TestStories:
    """story-without-metric and story-without-evidence."""

    STORY = "---\ntitle: S\ndate: 2026-03-04\n{}\n---\n"

    @pytest.mark.parametrize(
        ("check", "said"),
        [
            ("story-without-metric", "the story `S` has no figure yet that shows what changed"),
            ("story-without-evidence", "the story `S` names no evidence yet"),
        ],
    )
    def test_a_story_without_either_is_named(self, advised: Advised, check: str, said: str) -> None:
        assert advised({"content/stories/s.md": self.STORY.format("")}, check) == [f"content/stories/s.md:2:1 {said}"]
        assert advised({"content/stories/s.md": self.STORY.format("draft: true")}, check) == []

    @pytest.mark.parametrize(
        ("check", "field"),
        [
            ("story-without-metric", "metrics: [{name: Days, before: 14, after: 3}]"),
            ("story-without-evidence", "evidence: [people/ana]"),
            ("story-without-evidence", "evidence: [{label: There, url: https://example.org/}]"),
        ],
    )
    def test_one_is_enough(self, advised: Advised, check: str, field: str) -> None:
        assert advised({"content/stories/s.md": self.STORY.format(field)}, check) == []
