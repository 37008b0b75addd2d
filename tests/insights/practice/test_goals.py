"""Practice checks of goals."""

from __future__ import annotations

import pytest

from tests.insights.practice.conftest import Advised, ago


def goal(*fields: str) -> dict[str, str]:
    return {"content/goals/g.md": "\n".join(["---", "title: G", *fields, "---", "## Why", "", "So.", ""])}


class TestWithoutIndicator:
    """goal-without-indicator."""

    @pytest.mark.parametrize("status", ["active", "proposed"])
    def test_an_open_goal_without_one_is_named_with_the_place_of_its_record(self, advised: Advised, status: str) -> None:
        said = ["content/goals/g.md:2:1 the goal `G` has no indicator yet"]
        assert advised(goal(f"status: {status}"), "goal-without-indicator") == said

    @pytest.mark.parametrize(
        "fields", [["status: achieved"], ["status: dropped"], ["status: paused"], ["draft: true"], ["indicators: [{name: N, target: 5}]"]]
    )
    def test_any_other_goal_is_left_alone(self, advised: Advised, fields: list[str]) -> None:
        assert advised(goal(*fields), "goal-without-indicator") == []

    def test_a_field_that_is_left_empty_is_its_place(self, advised: Advised) -> None:
        (said,) = advised(goal("status: active", "indicators:"), "goal-without-indicator")
        assert said.startswith("content/goals/g.md:4:1 ")


class TestWithoutDue:
    """goal-without-due."""

    def test_an_open_goal_without_a_day_is_named(self, advised: Advised) -> None:
        assert advised(goal(), "goal-without-due") == ["content/goals/g.md:2:1 the goal `G` has no due date yet"]

    @pytest.mark.parametrize("fields", [["status: achieved"], ["draft: true"], ["due: 2026-12-18"]])
    def test_any_other_goal_is_left_alone(self, advised: Advised, fields: list[str]) -> None:
        assert advised(goal(*fields), "goal-without-due") == []


class TestNotRevisited:
    """goal-not-revisited."""

    def test_ninety_days_are_no_matter_and_one_more_is(self, advised: Advised) -> None:
        assert advised(goal(f"start: {ago(90)}"), "goal-not-revisited") == []
        said = [f"content/goals/g.md:2:1 the goal `G` was last revisited 91 days ago, on {ago(91)}"]
        assert advised(goal(f"start: {ago(91)}"), "goal-not-revisited") == said

    def test_the_number_of_days_is_a_setting(self, advised: Advised) -> None:
        assert advised(goal(f"start: {ago(91)}"), "goal-not-revisited", revisit_days=91) == []
        assert len(advised(goal(f"start: {ago(31)}"), "goal-not-revisited", revisit_days=30)) == 1

    @pytest.mark.parametrize(
        "fields",
        [
            [f"indicators: [{{name: N, target: 5, readings: {{{ago(90)}: 1}}}}]"],
            [f"revisions: [{{date: {ago(90)}, change: C}}]"],
            [f"milestones: [{{title: M, done: {ago(90)}}}]"],
            ["status: paused"],
            ["draft: true"],
        ],
    )
    def test_whatever_is_written_about_it_counts_and_only_an_active_goal_does(self, advised: Advised, fields: list[str]) -> None:
        assert advised(goal(f"start: {ago(200)}", *fields), "goal-not-revisited") == []

    @pytest.mark.parametrize(
        "record",
        [
            {"content/checkins/c.md": f"---\ndate: {ago(90)}\ngoals: [g]\n---\n"},
            {"content/checkins/c.md": f"---\ndate: {ago(90)}\n---\nWe talked about [[goals/g]].\n"},
            {"content/reflections/r.md": f"---\ndate: {ago(90)}\nabout: goals/g\n---\n"},
            {"content/milestones/m.md": f"---\ntitle: M\ndate: {ago(90)}\ngoal: g\n---\n"},
            {"content/reviews/r.md": f"---\ntitle: R\nperson: ben\nfrom: {ago(190)}\nto: {ago(90)}\n---\n[[goals/g]]\n"},
            {"content/checkins/c.md": f"---\ndate: {ago(90)}\ngoals: [g]\ndraft: true\n---\n"},
        ],
    )
    def test_a_record_that_names_it_counts(self, advised: Advised, record: dict[str, str]) -> None:
        assert advised({**goal(f"start: {ago(200)}"), **record}, "goal-not-revisited") == []

    def test_the_latest_of_several_counts(self, advised: Advised) -> None:
        checkins = {f"content/checkins/c{days}.md": f"---\ndate: {ago(days)}\ngoals: [g]\n---\n" for days in (95, 100)}
        (said,) = advised({**goal(f"start: {ago(200)}"), **checkins}, "goal-not-revisited")
        assert "95 days ago" in said

    def test_what_is_still_to_come_does_not_count(self, advised: Advised) -> None:
        files = goal(f"start: {ago(200)}", f"revisions: [{{date: {ago(-1)}, change: C}}]")
        files["content/checkins/c.md"] = f"---\ndate: {ago(-1)}\ngoals: [g]\n---\n"
        files["content/checkins/b.md"] = f"---\ndate: {ago(95)}\ngoals: [g]\n---\n"
        (said,) = advised(files, "goal-not-revisited")
        assert "95 days ago" in said

    def test_a_goal_that_begins_today_or_has_not_begun_need_not_be_revisited(self, advised: Advised) -> None:
        assert advised(goal(f"start: {ago(0)}"), "goal-not-revisited") == []
        assert advised(goal(f"start: {ago(-1)}"), "goal-not-revisited") == []

    def test_without_any_day_nothing_is_written_yet(self, advised: Advised) -> None:
        said = ["content/goals/g.md:2:1 nothing is written yet on how the goal `G` is coming along"]
        assert advised(goal(), "goal-not-revisited") == said


class TestPastDue:
    """goal-past-due."""

    def test_its_day_itself_is_still_in_time(self, advised: Advised) -> None:
        assert advised(goal(f"due: {ago(0)}"), "goal-past-due") == []
        assert advised(goal(f"due: {ago(1)}"), "goal-past-due") == [f"content/goals/g.md:3:1 the goal `G` was due 1 day ago, on {ago(1)}"]

    @pytest.mark.parametrize("field", ["status: achieved", "status: paused", "status: proposed", "draft: true"])
    def test_only_an_active_goal_counts(self, advised: Advised, field: str) -> None:
        assert advised(goal(f"due: {ago(1)}", field), "goal-past-due") == []


class TestAchievedWithoutStory:
    """achieved-without-story."""

    def test_an_achieved_goal_that_nothing_tells_of_is_named(self, advised: Advised) -> None:
        said = ["content/goals/g.md:4:1 the goal `G` is achieved, and no milestone or story tells of it yet"]
        assert advised(goal("status: achieved", f"achieved: {ago(10)}"), "achieved-without-story") == said

    @pytest.mark.parametrize(
        "record",
        [
            {"content/milestones/m.md": f"---\ntitle: M\ndate: {ago(10)}\ngoal: g\n---\n"},
            {"content/stories/s.md": f"---\ntitle: S\ndate: {ago(10)}\ngoals: [g]\n---\n"},
            {"content/stories/s.md": f"---\ntitle: S\ndate: {ago(10)}\ndraft: true\n---\n## Result\n\n[[goals/g]]\n"},
        ],
    )
    def test_a_milestone_or_a_story_that_names_it_is_enough(self, advised: Advised, record: dict[str, str]) -> None:
        assert advised({**goal("status: achieved"), **record}, "achieved-without-story") == []

    def test_an_open_goal_and_a_draft_need_not_be_told_of(self, advised: Advised) -> None:
        assert advised(goal(), "achieved-without-story") == []
        assert advised(goal("status: achieved", "draft: true"), "achieved-without-story") == []

    def test_another_record_is_not_enough(self, advised: Advised) -> None:
        files = {**goal("status: achieved"), "content/checkins/c.md": f"---\ndate: {ago(10)}\ngoals: [g]\n---\n"}
        assert len(advised(files, "achieved-without-story")) == 1
