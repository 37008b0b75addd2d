"""The agenda that a check-in begins with, and the day of the next one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Cadence
from mentorsite.scaffold.agenda import next_day
from mentorsite.scaffold.desk import Desk
from mentorsite.scaffold.filing import file
from mentorsite.scaffold.follows import follows
from tests.conftest import TODAY, Files, Site, write_files
from tests.scaffold.conftest import PAIR, NewDesk, begin

LAST: Files = {
    "content/checkins/2026-11-10.md": """\
---
actions:
  - {what: "Ask [Zoe](../people/anton.yaml) *now* & `a*b`", owner: anton, due: 2026-11-20}
  - {what: Read}
  - {what: Done, owner: ben-ode, done: 2026-11-12}
  - {what: "`[[Three]]`"}
  - {what: Four}
  - {what: Five}
questions:
  - {ask: "Which *way*?", by: ana-ferro}
  - {ask: "Answered?", answer: Yes}
---
""",
    "content/goals/late.md": "---\ntitle: Late\nstart: 2026-01-01\ndue: 2026-11-01\n---\n",
    "content/feedback/2026-11-01.md": "---\nfrom: ana-ferro\nto: ben-ode\nkind: recognition\nsituation: a\nbehavior: b\nimpact: c\n---\n",
    "content/reflections/2026-11-01.md": "---\nadjustments:\n  - {what: Ask, due: 2026-11-15}\n---\n",
}


def test_what_is_open_at_risk_asked_and_promised_is_on_the_agenda(desk: NewDesk) -> None:
    values = follows(desk("checkins", LAST), {}).values
    assert values["agenda"] == [
        {"topic": "What went well since 2026-11-10", "kind": "progress"},
        {"topic": "[[people/anton]], due 2026-11-20: Ask Zoe now & a\\*b", "kind": "progress"},
        {"topic": "since 2026-11-10: Read", "kind": "progress"},
        {"topic": "since 2026-11-10: what [[checkins/2026-11-10]] says", "kind": "progress"},
        {"topic": "since 2026-11-10: Four", "kind": "progress"},
        {"topic": "1 more open action", "kind": "progress"},
        {"topic": "[[goals/late]]: what is in its way, and what would help?", "kind": "coaching"},
        {"topic": "Which way?", "kind": "coaching"},
        {"topic": "Feedback that waits for an answer (1): what was understood?", "kind": "feedback"},
        {"topic": "What we wanted to do otherwise (1): what came of it?", "kind": "practice"},
    ]
    assert values["questions"] == [{"ask": "Which *way*?", "by": "ana-ferro"}]
    assert "actions" not in values


def test_where_nothing_is_open_there_is_something_of_each_kind(desk: NewDesk) -> None:
    agenda = follows(desk("checkins"), {}).values["agenda"]
    assert [item["kind"] for item in agenda] == ["progress", "coaching", "practice", "feedback"]
    assert agenda[0]["topic"] == "What went well since the last time"


def test_what_not_everybody_may_see_who_sees_the_check_in_is_not_repeated_in_it(desk: NewDesk) -> None:
    secret = {"content/checkins/2026-11-10.md": "---\nvisibility: private\nactions: [{what: Secret}]\nquestions: [{ask: Hidden?}]\n---\n"}
    at = desk("checkins", secret)
    assert not any(word in str(follows(at, {}).values) for word in ("Secret", "Hidden", "2026-11-10"))
    assert "Secret" in str(follows(at, {"visibility": "private"}).values)
    narrow = desk("checkins", {"content/checkins/_defaults.yaml": "visibility: private\n"})
    assert "Hidden?" in str(follows(narrow, {}).values)


def test_a_question_carried_over_stays_one_question_and_an_action_one_action(desk: NewDesk) -> None:
    at = desk("checkins", LAST)
    site = Site(at.config.root)
    before = site.pages("private")["actions.html"], site.pages("private")["inquiry.html"].count("Which <em>way</em>")
    begin(site, "checkins")
    after = site.pages("private")["actions.html"], site.pages("private")["inquiry.html"].count("Which <em>way</em>")
    assert after[1] == before[1]
    assert after[0].count("Read") == before[0].count("Read")


@pytest.mark.parametrize(
    ("day", "coming"),
    [
        (date(2026, 11, 24), date(2026, 12, 8)),
        (date(2026, 12, 8), date(2027, 1, 4)),
        (date(2027, 5, 20), None),
        (date.max, None),
    ],
)
def test_the_next_day_is_one_cadence_later_not_in_a_pause_and_within_the_agreement(desk: NewDesk, day: date, coming: date | None) -> None:
    (agreement,) = (terms for _, terms in desk("checkins").all(Mentorship))
    assert next_day(agreement, day) == coming
    assert next_day(agreement.model_copy(update={"cadence": None}), day) is None
    monthly = agreement.model_copy(update={"cadence": Cadence(months=1), "pauses": ()})
    assert next_day(monthly, date(2027, 1, 31)) == date(2027, 2, 28)


def test_of_a_check_in_on_the_day_of_another_nothing_is_said_to_be_since_today(desk: NewDesk) -> None:
    at = replace(desk("checkins", LAST), today=date(2026, 11, 10))
    assert follows(at, {}).values["agenda"][0]["topic"] == "What went well since the last time"


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "b",
                ".",
                "*",
                "_",
                "`",
                "~",
                "\\",
                "&",
                "&amp;",
                "[",
                "]",
                "[[",
                "]]",
                "(",
                ")",
                "<",
                ">",
                "<!--",
                "-->",
                "!",
                "|",
                ":",
                ":::",
                "#",
                "-",
                '"',
                "'",
                "https://x.org",
                "[a](b.md)",
                "[[goals/lead]]",
            ]
        )
    )
)
def test_whatever_an_action_says_the_agenda_passes(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    root = tmp_path_factory.getbasetemp() / "said"
    what = json.dumps(" ".join(["x", *pieces]))
    last = {"content/checkins/2026-11-10.md": f"---\nactions: [{{what: {what}}}]\nquestions: [{{ask: {what}}}]\n---\n"}
    write_files(root, {**PAIR, **last})
    at = Desk(Site(root).config, "checkins", "", TODAY)
    filed = file(at, follows(at, {}))
    assert at.problems_in(filed.path, filed.draft.text) == []
