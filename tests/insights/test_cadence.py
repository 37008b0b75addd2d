"""How check-ins were agreed and kept, by windows counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.insights.cadence import Due, Gap, Met, Rhythm, cadences, later, rhythm
from mentorsite.insights.scope import Scope
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.values import Cadence, Key
from tests.conftest import ROOT, TODAY, Files, Site

NewSite = Callable[[Files], Site]
AGREEMENT = Key("", "mentorships", "a")
WEEKLY = {"start": "2026-01-05", "cadence": "weekly"}
"""From a Monday."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def key(text: str) -> Key:
    return Key("", "checkins", text)


def kept(agreement: Mapping[str, object], checkins: Sequence[str], today: str) -> Rhythm:
    """Give the Rhythm of an agreement whose check-ins are written as `day`, or as `day > next day`."""
    model = Mentorship.model_validate({"mentors": ["a"], "mentees": ["b"], **agreement})
    met = [
        Met(key(of), day(of), day(following) if following else None) for of, _, following in (text.partition(" > ") for text in checkins)
    ]
    return rhythm(AGREEMENT, model, met, day(today))


def windows(found: Rhythm) -> list[str]:
    return [f"{window.first:%m-%d} {window.last:%m-%d} {window.state}" for window in found.windows]


def score(found: Rhythm) -> tuple[int, int, int]:
    return found.kept, found.counted, found.extra


def changed(*changes: tuple[str, str]) -> list[dict[str, str]]:
    return [{"date": when, "change": "Another cadence.", "cadence_before": before} for when, before in changes]


def test_windows_follow_one_another_from_the_first_day() -> None:
    found = kept(WEEKLY, ["2026-01-06", "2026-01-20"], "2026-01-28")
    assert windows(found) == ["01-05 01-11 kept", "01-12 01-18 missed", "01-19 01-25 kept", "01-26 02-01 open"]
    assert score(found) == (2, 3, 0)


def test_a_check_in_on_the_last_day_of_its_window_keeps_it_and_one_on_the_next_day_keeps_the_next() -> None:
    assert windows(kept(WEEKLY, ["2026-01-11"], "2026-01-18")) == ["01-05 01-11 kept", "01-12 01-18 open"]
    assert windows(kept(WEEKLY, ["2026-01-12"], "2026-01-18")) == ["01-05 01-11 missed", "01-12 01-18 kept"]


def test_a_window_is_missed_on_the_day_after_its_last() -> None:
    assert score(kept(WEEKLY, [], "2026-01-11")) == (0, 0, 0)
    assert score(kept(WEEKLY, [], "2026-01-12")) == (0, 1, 0)


def test_the_running_window_counts_as_soon_as_it_is_kept() -> None:
    assert score(kept(WEEKLY, [], "2026-01-05")) == (0, 0, 0)
    assert score(kept(WEEKLY, ["2026-01-05"], "2026-01-05")) == (1, 1, 0)


def test_further_check_ins_of_a_window_are_extra_and_those_of_one_day_are_one_meeting() -> None:
    assert score(kept(WEEKLY, ["2026-01-05", "2026-01-07", "2026-01-11"], "2026-01-11")) == (1, 1, 2)
    twice = [Met(key("b"), day("2026-01-07")), Met(key("a"), day("2026-01-07"))]
    found = rhythm(AGREEMENT, Mentorship.model_validate({"mentors": ["a"], "mentees": ["b"], **WEEKLY}), twice, day("2026-01-11"))
    assert score(found) == (1, 1, 0)
    assert [meeting.checkins for meeting in found.meetings] == [(key("a"), key("b"))]
    assert found.windows[0].checkins == (key("a"), key("b"))


def test_a_pause_cuts_the_window_that_runs_and_a_new_one_begins_on_the_day_after_it() -> None:
    pause = {**WEEKLY, "pauses": [{"from": "2026-01-14", "to": "2026-01-20"}]}
    found = kept(pause, ["2026-01-06", "2026-01-21", "2026-02-03"], "2026-02-03")
    assert windows(found) == ["01-05 01-11 kept", "01-12 01-13 cut", "01-21 01-27 kept", "01-28 02-03 kept"]
    assert score(found) == (3, 3, 0)
    assert score(kept(pause, ["2026-01-06", "2026-01-13", "2026-01-21", "2026-02-03"], "2026-02-03")) == (4, 4, 0)


def test_the_days_of_a_pause_are_no_part_of_a_gap() -> None:
    pause = {**WEEKLY, "pauses": [{"from": "2026-01-14", "to": "2026-01-20"}]}
    found = kept(pause, ["2026-01-06", "2026-01-21"], "2026-01-27")
    # 15 days from the 6th to the 21st, seven of them paused; six from then to today.
    assert found.longest == Gap(8, day("2026-01-06"), day("2026-01-21"), key("2026-01-06"), key("2026-01-21"))


def test_a_gap_that_ends_within_a_pause_loses_only_the_days_so_far() -> None:
    pause = {**WEEKLY, "pauses": [{"from": "2026-01-14", "to": "2026-01-20"}]}
    found = kept(pause, ["2026-01-06"], "2026-01-16")
    assert found.longest == Gap(7, day("2026-01-06"), day("2026-01-16"), key("2026-01-06"), None)


def test_a_window_that_ends_on_the_eve_of_a_pause_is_whole() -> None:
    found = kept({**WEEKLY, "pauses": [{"from": "2026-01-12", "to": "2026-01-18"}]}, [], "2026-01-20")
    assert windows(found) == ["01-05 01-11 missed", "01-19 01-25 open"]


def test_a_check_in_within_a_pause_is_extra() -> None:
    found = kept({**WEEKLY, "pauses": [{"from": "2026-01-12", "to": "2026-01-18"}]}, ["2026-01-06", "2026-01-15"], "2026-01-18")
    assert score(found) == (1, 1, 1)
    assert [(pause.first, pause.last, pause.checkins) for pause in found.pauses] == [
        (day("2026-01-12"), day("2026-01-18"), (key("2026-01-15"),))
    ]


def test_pauses_that_overlap_or_touch_are_one_and_end_with_the_agreement() -> None:
    pauses = [
        {"from": "2026-01-20", "to": "2026-01-30"},
        {"from": "2025-12-01", "to": "2026-01-06"},
        {"from": "2026-01-14", "to": "2026-01-16"},
        {"from": "2026-01-10", "to": "2026-01-15"},
        {"from": "2026-01-17", "to": "2026-01-17"},
        {"from": "2026-03-01", "to": "2026-03-02"},
    ]
    found = kept({**WEEKLY, "end": "2026-01-25", "pauses": pauses}, [], "2026-02-01")
    assert [(pause.first, pause.last) for pause in found.pauses] == [
        (day("2026-01-05"), day("2026-01-06")),
        (day("2026-01-10"), day("2026-01-17")),
        (day("2026-01-20"), day("2026-01-25")),
    ]
    assert windows(found) == ["01-07 01-09 cut", "01-18 01-19 cut"]


def test_a_cadence_changed_half_way_cuts_the_window_that_runs() -> None:
    agreement = {"start": "2026-01-05", "cadence": "P3W", "revisions": changed(("2026-02-10", "biweekly"))}
    found = kept(agreement, ["2026-01-05", "2026-01-20", "2026-03-02"], "2026-03-03")
    assert windows(found) == ["01-05 01-18 kept", "01-19 02-01 kept", "02-02 02-09 cut", "02-10 03-02 kept", "03-03 03-23 open"]
    assert score(found) == (3, 3, 0)
    assert [(force.since, str(force.cadence)) for force in found.in_force] == [
        (day("2026-01-05"), "every two weeks"),
        (day("2026-02-10"), "every three weeks"),
    ]


def test_a_window_that_ends_on_the_eve_of_a_change_is_whole() -> None:
    agreement = {"start": "2026-01-05", "cadence": "P3W", "revisions": changed(("2026-02-02", "biweekly"))}
    assert windows(kept(agreement, [], "2026-02-02")) == ["01-05 01-18 missed", "01-19 02-01 missed", "02-02 02-22 open"]


def test_a_change_within_a_pause_holds_from_the_day_after_the_pause() -> None:
    agreement = {
        "start": "2026-01-05",
        "cadence": "P3W",
        "revisions": changed(("2026-01-21", "biweekly")),
        "pauses": [{"from": "2026-01-19", "to": "2026-01-25"}],
    }
    assert windows(kept(agreement, [], "2026-01-26")) == ["01-05 01-18 missed", "01-26 02-15 open"]


def test_changes_count_in_the_order_of_their_days_and_those_before_the_start_not_at_all() -> None:
    revisions = changed(("2026-02-02", "biweekly"), ("2026-01-19", "weekly"), ("2025-12-01", "quarterly"), ("2026-01-05", "monthly"))
    found = kept({"start": "2026-01-05", "cadence": "P3W", "revisions": revisions}, [], "2026-02-02")
    assert [(force.since.day, str(force.cadence)) for force in found.in_force] == [
        (5, "every week"),
        (19, "every two weeks"),
        (2, "every three weeks"),
    ]


def test_a_revision_that_names_the_cadence_that_went_on_cuts_nothing() -> None:
    found = kept({**WEEKLY, "revisions": changed(("2026-01-08", "weekly"))}, [], "2026-01-12")
    assert windows(found) == ["01-05 01-11 missed", "01-12 01-18 open"]


def test_where_a_cadence_was_given_up_its_windows_end() -> None:
    found = kept({"start": "2026-01-05", "revisions": changed(("2026-01-14", "weekly"))}, ["2026-01-06", "2026-03-01"], "2026-03-01")
    assert windows(found) == ["01-05 01-11 kept", "01-12 01-13 cut"]
    assert (score(found), found.due) == ((1, 1, 0), None)


@pytest.mark.parametrize(
    ("start", "cadence", "expected"),
    [
        ("2024-01-31", "monthly", ["01-31 02-28", "02-29 03-30", "03-31 04-29", "04-30 05-30"]),
        ("2023-01-31", "monthly", ["01-31 02-27", "02-28 03-30", "03-31 04-29", "04-30 05-30"]),
        ("2024-02-29", "monthly", ["02-29 03-28", "03-29 04-28"]),
        ("2024-02-26", "weekly", ["02-26 03-03", "03-04 03-10"]),
        ("2023-11-30", "quarterly", ["11-30 02-28", "02-29 05-29"]),
        ("2024-02-29", "P1Y", ["02-29 02-27", "02-28 02-27", "02-28 02-27", "02-28 02-28", "02-29 02-27"]),
        ("2024-01-30", "P1M1D", ["01-30 02-29", "03-01 03-31", "04-01 05-02"]),
    ],
)
def test_months_and_years_are_counted_by_the_calendar_from_the_first_day(start: str, cadence: str, expected: list[str]) -> None:
    found = kept({"start": start, "cadence": cadence}, [], "2030-01-01")
    assert [window.removesuffix(" missed") for window in windows(found)[: len(expected)]] == expected


def test_a_check_in_on_a_leap_day_keeps_the_window_that_begins_on_it() -> None:
    found = kept({"start": "2024-01-31", "cadence": "monthly"}, ["2024-02-29"], "2024-03-30")
    assert windows(found) == ["01-31 02-28 missed", "02-29 03-30 kept"]
    assert found.longest == Gap(30, day("2024-02-29"), day("2024-03-30"), key("2024-02-29"), None)


def test_a_leap_day_is_a_day_of_a_gap_unless_it_is_paused() -> None:
    assert kept({"start": "2024-02-27"}, ["2024-02-27", "2024-03-03"], "2024-03-03").longest == Gap(
        5, day("2024-02-27"), day("2024-03-03"), key("2024-02-27"), key("2024-03-03")
    )
    pause = [{"from": "2024-02-29", "to": "2024-02-29"}]
    paused = kept({"start": "2024-02-27", "pauses": pause}, ["2024-02-27", "2024-03-03"], "2024-03-03")
    assert paused.longest is not None
    assert paused.longest.days == 4


def test_no_window_goes_beyond_the_last_day_that_there_is() -> None:
    assert later(day("9999-12-01"), Cadence(months=1), 1) is None
    assert later(day("9999-12-20"), Cadence(weeks=2), 1) is None
    found = kept({"start": "9999-12-20", "cadence": "biweekly"}, [], "9999-12-31")
    assert windows(found) == ["12-20 12-31 open"]
    assert found.due == Due(date.max, "cadence", None)


def test_a_window_cut_by_the_end_is_not_missed_and_one_that_ends_with_it_is() -> None:
    assert windows(kept({**WEEKLY, "end": "2026-01-14"}, [], "2026-02-01")) == ["01-05 01-11 missed", "01-12 01-14 cut"]
    assert windows(kept({**WEEKLY, "end": "2026-01-18"}, [], "2026-02-01")) == ["01-05 01-11 missed", "01-12 01-18 missed"]


def test_after_its_end_an_agreement_has_no_next_check_in_and_no_gap_until_today() -> None:
    found = kept({**WEEKLY, "end": "2026-01-18"}, ["2026-01-06", "2026-01-09 > 2026-03-01"], "2026-02-01")
    assert (found.ended, found.due) == (True, None)
    assert found.longest == Gap(3, day("2026-01-06"), day("2026-01-09"), key("2026-01-06"), key("2026-01-09"))


def test_on_its_last_day_an_agreement_still_runs() -> None:
    found = kept({**WEEKLY, "end": "2026-01-14"}, [], "2026-01-14")
    assert (found.ended, found.due) == (False, Due(day("2026-01-14"), "cadence", None))


def test_check_ins_before_the_start_and_after_the_end_keep_nothing() -> None:
    found = kept({**WEEKLY, "end": "2026-01-11"}, ["2026-01-01", "2026-01-12"], "2026-01-20")
    assert windows(found) == ["01-05 01-11 missed"]
    assert (score(found), found.longest, found.since) == ((0, 1, 0), None, 8)


def test_the_longest_gap_begins_with_the_agreement_and_lasts_until_today() -> None:
    assert kept(WEEKLY, [], "2026-01-20").longest == Gap(15, day("2026-01-05"), day("2026-01-20"), None, None)
    assert kept(WEEKLY, ["2026-01-15"], "2026-01-20").longest == Gap(10, day("2026-01-05"), day("2026-01-15"), None, key("2026-01-15"))
    assert kept(WEEKLY, ["2026-01-06"], "2026-01-20").longest == Gap(14, day("2026-01-06"), day("2026-01-20"), key("2026-01-06"), None)
    assert kept(WEEKLY, [], "2026-01-05").longest is None


def test_of_equal_gaps_the_first_is_the_longest() -> None:
    found = kept(WEEKLY, ["2026-01-05", "2026-01-12", "2026-01-19"], "2026-01-20")
    assert found.longest == Gap(7, day("2026-01-05"), day("2026-01-12"), key("2026-01-05"), key("2026-01-12"))


def test_an_agreement_that_is_still_to_come_has_its_first_window_ahead() -> None:
    found = kept(WEEKLY, [], "2026-01-01")
    assert (found.windows, found.longest, found.since) == ((), None, None)
    assert found.due == Due(day("2026-01-11"), "cadence", None)


@pytest.mark.parametrize(
    ("checkins", "today", "due"),
    [
        (["2026-01-06 > 2026-01-20"], "2026-01-12", Due(day("2026-01-20"), "agreed", key("2026-01-06"))),
        (["2026-01-06 > 2026-01-20"], "2026-01-20", Due(day("2026-01-20"), "agreed", key("2026-01-06"))),
        (["2026-01-06 > 2026-01-20", "2026-01-17"], "2026-01-17", Due(day("2026-01-25"), "cadence", None)),
        (["2026-01-06 > 2026-01-20"], "2026-01-21", Due(day("2026-01-25"), "cadence", None)),
        (["2026-01-06 > 2026-01-10", "2026-02-20", "2026-02-13"], "2026-01-12", Due(day("2026-02-13"), "planned", key("2026-02-13"))),
        (["2026-01-06 > 2026-01-16", "2026-01-13"], "2026-01-12", Due(day("2026-01-16"), "agreed", key("2026-01-06"))),
        (["2026-01-06"], "2026-01-06", Due(day("2026-01-18"), "cadence", None)),
        ([], "2026-01-11", Due(day("2026-01-11"), "cadence", None)),
        ([], "2026-01-12", Due(day("2026-01-18"), "cadence", None)),
    ],
)
def test_the_next_check_in_is_agreed_in_the_latest_or_planned_or_follows_from_the_cadence(
    checkins: list[str], today: str, due: Due
) -> None:
    assert kept(WEEKLY, checkins, today).due == due


def test_within_a_pause_the_next_check_in_is_due_in_the_window_after_it() -> None:
    found = kept({**WEEKLY, "pauses": [{"from": "2026-01-12", "to": "2026-01-20"}]}, [], "2026-01-15")
    assert found.due == Due(day("2026-01-27"), "cadence", None)


def test_a_check_in_of_a_later_day_is_a_plan_and_keeps_nothing() -> None:
    found = kept(WEEKLY, ["2026-01-08"], "2026-01-07")
    assert windows(found) == ["01-05 01-11 open"]
    assert ([meeting.day for meeting in found.planned], found.meetings) == ([day("2026-01-08")], ())


def test_without_a_cadence_there_are_no_windows_but_a_gap_and_what_was_agreed() -> None:
    found = kept({"start": "2026-01-05"}, ["2026-01-10", "2026-01-12 > 2026-02-02"], "2026-01-14")
    assert (found.windows, found.in_force, score(found), found.since) == ((), (), (0, 0, 0), 2)
    assert found.longest == Gap(5, day("2026-01-05"), day("2026-01-10"), None, key("2026-01-10"))
    assert found.due == Due(day("2026-02-02"), "agreed", key("2026-01-12"))
    assert kept({"start": "2026-01-05"}, ["2026-01-10"], "2026-01-14").due is None


def test_twenty_years_of_daily_check_ins_are_counted() -> None:
    start = day("2006-01-01")
    every_other = [(start + timedelta(number)).isoformat() for number in range(0, 7305, 2)]
    found = kept({"start": "2006-01-01", "cadence": "P1D"}, every_other, "2025-12-31")
    # 20 years with the leap days of 2008, 2012, 2016, 2020 and 2024 are 7305 days; every other one from the first is 3653, the last one kept.
    assert (len(found.windows), score(found)) == (7305, (3653, 7305, 0))


@given(
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 20)), max_size=4),
    st.lists(st.tuples(st.integers(0, 120), st.sampled_from(["weekly", "biweekly", "monthly", "P10D"])), max_size=3),
    st.integers(0, 120),
)
def test_windows_and_pauses_take_every_day_of_an_agreement_once(
    pauses: list[tuple[int, int]], changes: list[tuple[int, str]], today: int
) -> None:
    start = day("2024-01-31")
    at = [start + timedelta(number) for number in range(200)]
    agreement = {
        "start": "2024-01-31",
        "cadence": "P3W",
        "pauses": [{"from": at[first].isoformat(), "to": at[first + length].isoformat()} for first, length in pauses],
        "revisions": changed(*((at[number].isoformat(), before) for number, before in changes)),
    }
    found = kept(agreement, [], at[today].isoformat())
    taken = [(window.first, window.last) for window in found.windows]
    taken = sorted(taken + [(pause.first, pause.last) for pause in found.pauses if pause.first <= at[today]])
    assert taken[0][0] == start
    assert all(before[1] + timedelta(1) == after[0] for before, after in pairwise(taken))
    assert taken[-1][1] >= at[today]


def mentorship(start: str, visibility: str = "pair") -> str:
    return f"mentors: [m]\nmentees: [n]\nstart: {start}\ncadence: weekly\nvisibility: {visibility}\n"


PEOPLE = {"content/people/m.yaml": "name: M\nrole: mentor\n", "content/people/n.yaml": "name: N\nrole: mentee\n"}


def test_where_there_is_one_agreement_the_check_ins_that_name_none_are_its_own(new_site: NewSite) -> None:
    site = new_site(
        {
            **PEOPLE,
            "content/mentorships/a.yaml": mentorship("2026-11-02"),
            "content/checkins/2026-11-03.yaml": "mentorship: a\n",
            "content/checkins/2026-11-10.yaml": "duration: 30\n",
        }
    )
    (found,) = cadences(Scope(site.view("pair"), "", TODAY))
    assert (found.agreement, score(found)) == (AGREEMENT, (2, 3, 0))


def test_where_there_are_several_agreements_each_has_those_that_name_it_and_the_latest_stands_first(new_site: NewSite) -> None:
    site = new_site(
        {
            **PEOPLE,
            "content/mentorships/a.yaml": mentorship("2026-11-02"),
            "content/mentorships/b.yaml": mentorship("2026-11-09"),
            "content/mentorships/c.yaml": mentorship("2026-11-02"),
            "content/checkins/2026-11-03.yaml": "mentorship: a\n",
            "content/checkins/2026-11-10.yaml": "mentorship: b\n",
            "content/checkins/2026-11-11.yaml": "duration: 30\n",
        }
    )
    found = cadences(Scope(site.view("pair"), "", TODAY))
    assert [(each.agreement.id, score(each)) for each in found] == [("b", (1, 2, 0)), ("a", (1, 3, 0)), ("c", (0, 3, 0))]


def test_an_audience_that_does_not_see_check_ins_as_a_rule_is_told_nothing(new_site: NewSite) -> None:
    site = new_site(
        {
            **PEOPLE,
            "content/mentorships/a.yaml": mentorship("2026-11-02", "public"),
            "content/checkins/2026-11-03.yaml": "visibility: public\n",
            "content/checkins/2026-11-10.yaml": "duration: 30\n",
        }
    )
    assert cadences(Scope(site.view("public"), "", TODAY)) == ()
    assert cadences(Scope(site.view("review"), "", TODAY)) == ()
    assert len(cadences(Scope(site.view("pair"), "", TODAY))) == 1


def test_the_example_kept_seventeen_of_eighteen() -> None:
    (found,) = cadences(Scope(Site(ROOT).view("pair"), "", TODAY))
    # Ten windows of two weeks until 31 May, two more until 28 June, one day cut by the new cadence, then 30 June to 15 July, cut by
    # the pause, and five of three weeks from 25 August. 21 check-ins less the 17 that kept a window are four.
    assert score(found) == (17, 18, 4)
    assert [(window.first, window.last) for window in found.windows if window.state == "missed"] == [(day("2026-05-18"), day("2026-05-31"))]
    assert [(window.first, window.last) for window in found.windows if window.state == "cut"] == [(day("2026-06-29"), day("2026-06-29"))]
    assert found.longest == Gap(28, day("2026-05-05"), day("2026-06-02"), key("monday-morning"), key("four-weeks"))
    assert found.due == Due(day("2026-12-08"), "agreed", key("four-weeks-left"))
    assert found.since == 7
