"""Practice checks of feedback."""

from __future__ import annotations

import pytest

from tests.insights.practice.conftest import Advised, ago
from tests.insights.practice.test_checkins import agreement, checkin


def feedback(
    days: int, *fields: str, way: str = "ana ben", kind: str = "constructive", behavior: str = "B", id: str = "f"
) -> dict[str, str]:
    giver, receiver = way.split()
    head = ["---", f"title: T {id}", f"date: {ago(days)}", f"from: {giver}", f"to: {receiver}", f"kind: {kind}", *fields, "---"]
    return {
        f"content/feedback/{id}.md": "\n".join(
            [*head, "## Situation", "", "S", "", "## Behavior", "", behavior, "", "## Impact", "", "I", ""]
        )
    }


def four(*days: int, way: str = "ana ben") -> dict[str, str]:
    return {path: text for day in days for path, text in feedback(day, way=way, id=f"f{day}").items()}


class TestOneWay:
    """feedback-one-way."""

    def test_four_in_one_direction_and_none_in_the_other_are_worth_a_word(self, advised: Advised) -> None:
        said = ["content/mentorships/a.md:2:1 all 4 pieces of feedback of the last 180 days in `We two` went from mentor to mentee"]
        assert advised({**agreement(), **four(180, 2, 1, 0)}, "feedback-one-way") == said
        (other,) = advised(
            {**agreement(), **four(180, 3, 2, 1, way="ben ana"), **four(4)}, "feedback-one-way", one_way_days=3, one_way_count=3
        )
        assert other.endswith("all 3 pieces of feedback of the last 3 days in `We two` went from mentee to mentor")

    @pytest.mark.parametrize(
        "files",
        [
            four(3, 2, 1),
            four(181, 3, 2, 1),
            four(3, 2, 1, -1),
            {**four(4, 3, 2, 1), **feedback(180, way="ben ana")},
            {**four(4, 3, 2, 1), **feedback(0, "draft: true", way="ben ana")},
            {**four(3, 2, 1), **feedback(0, "draft: true")},
            {**four(3, 2, 1), **feedback(0, way="ana cy")},
            {**four(4, 3, 2, 1), **agreement(f"end: {ago(1)}")},
        ],
    )
    def test_fewer_or_older_or_both_ways_or_to_others_are_not(self, advised: Advised, files: dict[str, str]) -> None:
        assert advised({**agreement(), "content/people/cy.yaml": "name: Cy", **files}, "feedback-one-way") == []

    def test_the_numbers_are_settings(self, advised: Advised) -> None:
        assert advised({**agreement(), **four(4, 3, 2, 1)}, "feedback-one-way", one_way_count=5) == []
        (one,) = advised({**agreement(), **four(1)}, "feedback-one-way", one_way_count=0)
        assert "the one feedback of the last 180 days" in one

    def test_somebody_on_both_sides_says_nothing_to_themselves(self, advised: Advised) -> None:
        files = {"content/mentorships/a.md": agreement()["content/mentorships/a.md"].replace("mentees: [ben]", "mentees: [ana, ben]")}
        assert advised({**files, **four(4, 3, 2, 1, way="ana ana")}, "feedback-one-way") == []


class TestNoRecognition:
    """no-recognition."""

    def test_a_quarter_is_no_matter_and_one_day_more_is(self, advised: Advised) -> None:
        assert advised({**agreement(start=92), **checkin(5)}, "no-recognition") == []
        said = ["content/mentorships/a.md:2:1 `We two` has had check-ins and no feedback of recognition for 93 days"]
        assert advised({**agreement(start=93), **checkin(5)}, "no-recognition") == said
        recognised = {**feedback(93, kind="recognition"), **feedback(99, kind="recognition", id="g")}
        assert advised({**agreement(start=300), **checkin(92), **recognised}, "no-recognition") == said

    @pytest.mark.parametrize(
        "files",
        [
            feedback(92, kind="recognition"),
            feedback(92, kind="recognition", way="cy ben"),
            feedback(92, "draft: true", kind="recognition"),
            checkin(93),
            agreement(f"end: {ago(1)}", start=300),
        ],
    )
    def test_recognition_by_or_to_one_of_them_is_some_and_without_a_check_in_nothing_is_said(
        self, advised: Advised, files: dict[str, str]
    ) -> None:
        base = {**agreement(start=300), "content/people/cy.yaml": "name: Cy", **checkin(5)}
        assert advised({**base, **files}, "no-recognition") == []

    def test_constructive_feedback_is_none_and_the_number_of_days_is_a_setting(self, advised: Advised) -> None:
        files = {**agreement(start=100), **checkin(5), **feedback(5)}
        assert len(advised(files, "no-recognition")) == 1
        assert advised(files, "no-recognition", recognition_days=100) == []


class TestLate:
    """feedback-late."""

    def test_two_weeks_are_no_matter_and_one_day_more_is(self, advised: Advised) -> None:
        assert advised(feedback(1, f"observed: {ago(15)}"), "feedback-late") == []
        said = ["content/feedback/f.md:7:1 the feedback `T f` was given 15 days after it was observed"]
        assert advised(feedback(1, f"observed: {ago(16)}"), "feedback-late") == said

    def test_the_number_of_days_is_a_setting(self, advised: Advised) -> None:
        assert advised(feedback(1, f"observed: {ago(16)}"), "feedback-late", feedback_days=15) == []
        assert len(advised(feedback(1, f"observed: {ago(2)}"), "feedback-late", feedback_days=0)) == 1

    @pytest.mark.parametrize("fields", [[], [f"observed: {ago(90)}", "draft: true"]])
    def test_a_draft_and_what_does_not_say_when_are_left_alone(self, advised: Advised, fields: list[str]) -> None:
        assert advised(feedback(1, *fields), "feedback-late") == []


class TestWithoutResponse:
    """feedback-without-response."""

    def test_it_may_wait_for_two_weeks(self, advised: Advised) -> None:
        assert advised(feedback(14), "feedback-without-response") == []
        said = ["content/feedback/f.md:2:1 the feedback `T f`, 15 days ago, has no response yet"]
        assert advised(feedback(15), "feedback-without-response") == said

    def test_the_number_of_days_is_a_setting(self, advised: Advised) -> None:
        assert advised(feedback(15), "feedback-without-response", response_days=15) == []
        assert len(advised(feedback(4), "feedback-without-response", response_days=3)) == 1

    @pytest.mark.parametrize("fields", [["response: {will: Wait}"], ["draft: true"]])
    def test_a_response_is_one_and_a_draft_is_left_alone(self, advised: Advised, fields: list[str]) -> None:
        assert advised(feedback(90, *fields), "feedback-without-response") == []


class TestJudgementWords:
    """judgement-words."""

    def test_the_words_are_named_at_the_first_of_them(self, advised: Advised) -> None:
        said = ["content/feedback/f.md:15:5 the behavior in `T f` has words that judge: `always`, `lazy`"]
        assert advised(feedback(1, behavior="In the call,\nyou Always wait. Lazy, and always late."), "judgement-words") == said

    @pytest.mark.parametrize(
        "behavior",
        [
            "You said nothing.",
            "A never-ending talk, nevertheless; the hallways.",
            'You said, "I never\nagree."',
            "You said, “I never agree”, and „immer, never“, and « never » and ‘never’.",
            "You wrote `if never:` into it.",
            "```\nnever\n```",
            "~~~\nnever\n\nalways\n~~~",
            "> You never ask,\nand always talk.",
            "You linked [it](https://example.org/never) and <https://example.org/always>.",
            "You linked [[people/never-mind|it]].",
        ],
    )
    def test_parts_of_words_quotations_code_and_addresses_do_not_count(self, advised: Advised, behavior: str) -> None:
        files = {**feedback(1, behavior=behavior), "content/people/never-mind.yaml": "name: N"}
        assert advised(files, "judgement-words") == []

    @pytest.mark.parametrize(
        "behavior",
        [
            "_never_",
            "**Never**",
            "never.",
            "never—ever",
            "(never)",
            '"Quoted" and never',
            "`a` never `b`",
            '5" and\n\nnever"',
            "```\na\n```\n\nnever",
            "> a\n\nnever",
        ],
    )
    def test_what_is_said_beside_them_does(self, advised: Advised, behavior: str) -> None:
        (said,) = advised(feedback(1, behavior=behavior), "judgement-words")
        assert said.endswith("has words that judge: `never`")

    def test_the_other_parts_and_a_draft_are_left_alone(self, advised: Advised) -> None:
        files = {path: text.replace("\nI\n", "\nnever\n").replace("\nS\n", "\nalways\n") for path, text in feedback(1).items()}
        assert advised(files, "judgement-words") == []
        assert advised(feedback(1, "draft: true", behavior="never"), "judgement-words") == []

    def test_the_words_are_a_setting(self, advised: Advised) -> None:
        files = feedback(1, behavior="Du hast nie gefragt, as\nusual. C++")
        assert advised(files, "judgement-words") == []
        (said,) = advised(files, "judgement-words", judgement_words=("Nie", "as usual", "C++"))
        assert said.endswith("`nie`, `as usual`, `c++`")
        assert advised(feedback(1, behavior="never"), "judgement-words", judgement_words=()) == []

    def test_in_yaml_the_place_is_within_the_text_as_well(self, advised: Advised) -> None:
        text = f"date: {ago(1)}\nfrom: ana\nto: ben\nkind: constructive\nsituation: S\nimpact: I\nbehavior: |\n  You came.\n  You never asked.\n"
        (said,) = advised({"content/feedback/f.yaml": text}, "judgement-words")
        assert said.startswith("content/feedback/f.yaml:9:7 ")

    def test_a_long_text_of_quotes_and_brackets_takes_no_time(self, advised: Advised) -> None:
        behavior = "\n\n".join(mark * 9999 for mark in ("“ ", '" ', "< ", "« ", "‘ ", "“„ "))
        assert advised(feedback(1, behavior=behavior), "judgement-words") == []
