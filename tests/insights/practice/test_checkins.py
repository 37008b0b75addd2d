"""Practice checks of the agreement and its check-ins."""

from __future__ import annotations

import pytest

from tests.insights.practice.conftest import Advised, ago


def agreement(*fields: str, start: int = 60) -> dict[str, str]:
    lines = ["---", "title: We two", "mentors: [ana]", "mentees: [ben]", f"start: {ago(start)}", *fields, "---", ""]
    return {"content/mentorships/a.md": "\n".join(lines)}


def checkin(days: int, *fields: str, id: str = "c") -> dict[str, str]:
    return {f"content/checkins/{id}.md": "\n".join(["---", f"date: {ago(days)}", *fields, "---", ""])}


class TestCadenceMissed:
    """cadence-missed. The windows of a weekly agreement that began 60 days ago begin 60, 53, 46, 39, 32, 25, 18, 11 and 4 days ago."""

    def test_the_last_whole_window_without_a_check_in_is_named_once(self, advised: Advised) -> None:
        said = [f"content/mentorships/a.md:6:1 `We two` agrees on a check-in every week, and none is noted from {ago(11)} to {ago(5)}"]
        assert advised({**agreement("cadence: weekly"), **checkin(12)}, "cadence-missed") == said

    def test_windows_in_a_row_are_one_finding(self, advised: Advised) -> None:
        (said,) = advised({**agreement("cadence: weekly"), **checkin(40)}, "cadence-missed")
        assert said.endswith(f"none is noted from {ago(39)} to {ago(5)}")

    @pytest.mark.parametrize("days", [11, 5, 4, 0])
    def test_nothing_is_said_where_one_was_held_in_it_or_since(self, advised: Advised, days: int) -> None:
        assert advised({**agreement("cadence: weekly"), **checkin(days)}, "cadence-missed") == []

    @pytest.mark.parametrize(
        "fields",
        [
            ["cadence: weekly", f"pauses: [{{from: {ago(11)}, to: {ago(0)}}}]"],
            ["cadence: weekly", f"pauses: [{{from: {ago(2)}, to: {ago(-9)}}}]"],
            ["cadence: weekly", f"pauses: [{{from: {ago(0)}, to: {ago(-9)}}}]"],
            ["cadence: weekly", f"pauses: [{{from: {ago(2)}, to: {ago(0)}}}]"],
            ["cadence: weekly", f"end: {ago(1)}"],
            ["cadence: weekly", "draft: true"],
            ["cadence: monthly", "draft: false"],
            [],
        ],
    )
    def test_a_pause_an_end_a_draft_and_no_cadence_are_left_alone(self, advised: Advised, fields: list[str]) -> None:
        assert advised({**agreement(*fields), **checkin(12)}, "cadence-missed") == []

    def test_after_a_pause_what_was_missed_before_it_is_said_again(self, advised: Advised) -> None:
        paused = agreement("cadence: weekly", f"pauses: [{{from: {ago(4)}, to: {ago(1)}}}]")
        assert len(advised({**paused, **checkin(12)}, "cadence-missed")) == 1

    def test_a_window_that_runs_is_not_missed(self, advised: Advised) -> None:
        assert advised(agreement("cadence: weekly", start=6), "cadence-missed") == []
        assert len(advised(agreement("cadence: weekly", start=7), "cadence-missed")) == 1


class TestNoNextCheckin:
    """no-next-checkin."""

    def test_the_latest_check_in_has_to_name_a_day_to_come(self, advised: Advised) -> None:
        files = {**agreement(), **checkin(10, "next: " + ago(1)), **checkin(20, "next: " + ago(-5), id="b")}
        said = ["content/checkins/c.md:3:1 `We two` has no day for a next check-in; the last one was 10 days ago"]
        assert advised(files, "no-next-checkin") == said

    def test_where_next_is_not_written_the_place_is_the_check_in(self, advised: Advised) -> None:
        (said,) = advised({**agreement("cadence: weekly"), **checkin(1)}, "no-next-checkin")
        assert said == "content/checkins/c.md:2:1 `We two` has no day for a next check-in; the last one was 1 day ago"

    @pytest.mark.parametrize(
        "files",
        [
            checkin(10, "next: " + ago(0)),
            {**checkin(10), **checkin(-3, id="d")},
            {**checkin(10), **checkin(-3, "draft: true", id="d")},
            {**checkin(10), **agreement(f"end: {ago(1)}")},
            {**checkin(10), **agreement("draft: true")},
        ],
    )
    def test_a_day_to_come_or_a_planned_one_is_enough_and_an_end_is_one(self, advised: Advised, files: dict[str, str]) -> None:
        assert advised({**agreement(), **files}, "no-next-checkin") == []

    def test_before_the_first_one_the_place_is_the_agreement(self, advised: Advised) -> None:
        said = ["content/mentorships/a.md:2:1 `We two` has no day for a first check-in"]
        assert advised(agreement(), "no-next-checkin") == said
        assert advised(agreement(start=-1), "no-next-checkin") == []

    def test_each_agreement_has_its_own(self, advised: Advised) -> None:
        other = {"content/mentorships/b.md": agreement()["content/mentorships/a.md"].replace("We two", "We others")}
        files = {**agreement(), **other, **checkin(5, "mentorship: a", "next: " + ago(-5))}
        assert advised(files, "no-next-checkin") == ["content/mentorships/b.md:2:1 `We others` has no day for a first check-in"]


class TestActionOverdue:
    """action-overdue."""

    @staticmethod
    def actions(due: int, *fields: str) -> dict[str, str]:
        return checkin(30, "actions:", "  - what: One", "  - what: Write `it` down", f"    due: {ago(due)}", *fields)

    def test_its_day_itself_is_still_in_time(self, advised: Advised) -> None:
        assert advised(self.actions(0), "action-overdue") == []
        said = [f"content/checkins/c.md:6:5 the action `Write it down` was due 1 day ago, on {ago(1)}"]
        assert advised(self.actions(1), "action-overdue") == said

    def test_what_is_done_is_done_and_what_will_be_done_is_not(self, advised: Advised) -> None:
        assert advised(self.actions(9, f"    done: {ago(0)}"), "action-overdue") == []
        assert len(advised(self.actions(9, f"    done: {ago(-1)}"), "action-overdue")) == 1

    def test_a_draft_is_left_alone(self, advised: Advised) -> None:
        assert advised(self.actions(9, "draft: true"), "action-overdue") == []

    def test_in_a_file_of_several_records_the_place_is_that_of_the_action(self, advised: Advised) -> None:
        text = f"- id: a\n  date: {ago(9)}\n- id: b\n  date: {ago(9)}\n  actions:\n  - {{what: W, due: {ago(2)}}}\n"
        (said,) = advised({"content/checkins/all.yaml": text}, "action-overdue")
        assert said.startswith("content/checkins/all.yaml:6:15 ")


class TestAgreementNotReviewed:
    """agreement-not-reviewed."""

    def test_half_a_year_is_no_matter_and_one_day_more_is(self, advised: Advised) -> None:
        assert advised(agreement(start=180), "agreement-not-reviewed") == []
        said = [f"content/mentorships/a.md:2:1 the agreement `We two` was last looked at 181 days ago, on {ago(181)}"]
        assert advised(agreement(start=181), "agreement-not-reviewed") == said

    def test_a_revision_is_a_review_once_its_day_has_come(self, advised: Advised) -> None:
        for days in (180, 0):
            reviewed = agreement("revisions:", f"  - {{date: {ago(days)}, change: C}}", start=300)
            assert advised(reviewed, "agreement-not-reviewed") == []
        (said,) = advised(
            agreement("revisions:", f"  - {{date: {ago(181)}, change: C}}", f"  - {{date: {ago(-1)}, change: D}}", start=300),
            "agreement-not-reviewed",
        )
        assert said.startswith("content/mentorships/a.md:6:1 ")
        assert "181 days ago" in said

    def test_the_number_of_days_is_a_setting(self, advised: Advised) -> None:
        assert advised(agreement(start=181), "agreement-not-reviewed", agreement_days=181) == []
        assert len(advised(agreement(start=91), "agreement-not-reviewed", agreement_days=90)) == 1

    @pytest.mark.parametrize("field", [f"end: {ago(1)}", "draft: true"])
    def test_one_that_is_over_or_a_draft_is_left_alone(self, advised: Advised, field: str) -> None:
        assert advised(agreement(field, start=300), "agreement-not-reviewed") == []
