"""The drawing of a stretch of time: everything has its place, and nothing lies upon anything else."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.insights.timeline import GoalStep, Moment, Pause, Span, Timeline
from mentorsite.pages.draughtsman import GAP, LEFT, LETTER, MARK, RIGHT, ROWS, WIDTH, Draughtsman
from mentorsite.pages.drawing import Drawing
from mentorsite.pages.lettering import width_of
from mentorsite.pages.values import Link
from mentorsite.records.values import Key

YEAR = date(2026, 1, 1)
TODAY = date(2026, 11, 24)
SHAPES = {
    "goals": "goal",
    "checkins": "checkin",
    "feedback": "feedback",
    "reflections": "reflection",
    "milestones": "milestone",
    "stories": "story",
    "introductions": "introduction",
    "reviews": "review",
}


def key(type: str, id: str) -> Key:
    return Key("", type, id)


def draughtsman(timeline: Timeline, today: date = TODAY, **more: object) -> Draughtsman:
    keys = {span.key for span in timeline.spans} | {moment.key for moment in timeline.moments}
    facts: dict[str, object] = {
        "timeline": timeline,
        "links": {key: Link(f"The title of {key.id}", f"{key}.html", key.type) for key in keys},
        "shares": {},
        "shapes": SHAPES,
        "pointing": {},
        "places": {moment: place for place, moment in enumerate(timeline.moments)},
        "month": lambda day: f"timeline.html#m{day:%Y-%m}",
        "today": today,
    }
    return Draughtsman(**(facts | more))  # type: ignore[arg-type]


def drawn(timeline: Timeline, first: date = YEAR, months: int = 12, **more: object) -> Drawing:
    drawing = draughtsman(timeline, **more).draw(first, months)
    assert drawing is not None
    return drawing


def moments(type: str, *days: date) -> Timeline:
    return Timeline((), tuple(Moment(day, key(type, f"r{number}")) for number, day in enumerate(days)), ())


def spans(*days: tuple[date, date], status: str = "active") -> Timeline:
    return Timeline(tuple(Span(key("goals", f"g{number}"), status, *ends, ()) for number, ends in enumerate(days)), (), ())


def test_days_lie_across_in_proportion() -> None:
    lane = drawn(moments("checkins", YEAR, date(2026, 7, 2), date(2026, 12, 31))).lanes[0]
    plot = WIDTH - LEFT - RIGHT
    assert [mark.x for mark in lane.marks] == [LEFT, LEFT + round(Fraction(182 * plot, 365)), LEFT + round(Fraction(364 * plot, 365))]


def test_a_leap_year_has_its_day() -> None:
    lane = drawn(moments("checkins", date(2028, 2, 29), date(2028, 3, 20)), date(2028, 1, 1)).lanes[0]
    assert [mark.x for mark in lane.marks] == [LEFT + round(Fraction(days * (WIDTH - LEFT - RIGHT), 366)) for days in (59, 79)]


def test_what_lies_outside_is_not_drawn() -> None:
    assert draughtsman(moments("checkins", date(2025, 12, 31), date(2027, 1, 1))).draw(YEAR, 12) is None


def test_lanes_stand_in_the_order_of_the_grammar_and_only_where_there_is_something() -> None:
    timeline = Timeline((), tuple(Moment(date(2026, 5, 5), key(type, "r")) for type in ("reviews", "stories", "checkins", "pages")), ())
    drawing = drawn(timeline)
    assert [lane.title for lane in drawing.lanes] == ["Check-ins", "Stories", "Reviews"]
    assert [lane.y for lane in drawing.lanes] == sorted(lane.y for lane in drawing.lanes)


def test_todays_mark_stands_only_where_today_is() -> None:
    timeline = moments("checkins", date(2026, 5, 5))
    assert drawn(timeline).today is not None
    assert drawn(timeline, today=date(2027, 1, 1)).today is None


def test_two_that_are_too_close_are_a_bundle_that_leads_to_their_month() -> None:
    days = [date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 20)]
    bundle, single = drawn(moments("checkins", *days)).lanes[0].marks
    assert (bundle.count, bundle.first, bundle.last, bundle.link.address, bundle.of) == (
        2,
        days[0],
        days[1],
        "timeline.html#m2026-03",
        (0, 1),
    )
    assert (single.count, single.link.address, single.of) == (1, "checkins/r2.html", (2,))


def test_numbers_of_three_digits_have_room() -> None:
    days = [date(2026, 3, 2)] * 120 + [date(2026, 3, 8), date(2026, 3, 14)]
    marks = drawn(moments("checkins", *days)).lanes[0].marks
    assert [mark.count for mark in marks] == [121, 1]
    assert marks[1].x - marks[0].x >= MARK + LETTER


def test_a_bundle_keeps_the_direction_that_all_of_it_have() -> None:
    timeline = moments("feedback", date(2026, 3, 2), date(2026, 3, 3), date(2026, 6, 2), date(2026, 6, 3))
    pointing = {
        moment.key: shape
        for moment, shape in zip(timeline.moments, ["feedback-up", "feedback-up", "feedback-up", "feedback-down"], strict=True)
    }
    assert [mark.shape for mark in drawn(timeline, pointing=pointing).lanes[0].marks] == ["feedback-up", "feedback"]


def test_a_label_stands_where_it_ends_before_the_next_mark() -> None:
    assert drawn(moments("stories", date(2026, 1, 5), date(2026, 1, 6))).lanes[0].marks[0].label is None
    far, near, last = drawn(moments("stories", date(2026, 1, 5), date(2026, 6, 1), date(2026, 6, 20))).lanes[0].marks
    assert far.label
    assert not near.label
    assert last.label


def test_a_label_that_would_leave_the_drawing_is_left_out() -> None:
    assert drawn(moments("stories", date(2026, 12, 20))).lanes[0].marks[0].label is None


def test_only_celebrations_and_stories_are_labelled() -> None:
    assert drawn(moments("checkins", date(2026, 1, 5))).lanes[0].marks[0].label is None


def test_goals_that_do_not_overlap_share_a_row() -> None:
    first, second, third = drawn(
        spans((date(2026, 1, 5), date(2026, 5, 5)), (date(2026, 3, 5), date(2026, 9, 5)), (date(2026, 6, 5), date(2026, 11, 5)))
    ).bars
    assert first.y == third.y < second.y


def test_a_goal_that_goes_on_beyond_the_drawing_ends_at_its_edge() -> None:
    (bar,) = drawn(spans((date(2025, 6, 1), date(2027, 6, 1)))).bars
    assert (bar.x, bar.x + bar.width, bar.before, bar.after) == (LEFT, WIDTH - RIGHT, True, True)


@pytest.mark.parametrize(
    ("share", "reached"), [(None, 0), (Fraction(-1, 2), 0), (Fraction(0), 0), (Fraction(1, 2), Fraction(1, 2)), (Fraction(3, 2), 1)]
)
def test_what_is_reached_of_a_goal_is_filled(share: Fraction | None, reached: Fraction) -> None:
    timeline = spans((date(2026, 2, 1), date(2026, 8, 1)))
    (bar,) = drawn(timeline, shares={timeline.spans[0].key: (share, True)}).bars
    assert bar.at_risk
    assert abs(bar.reached - reached * bar.width) <= 1


def test_what_is_reached_counts_from_the_goals_own_beginning() -> None:
    """Of a goal of two years, of which a half is reached, the first year is full and the second empty."""
    timeline = spans((date(2025, 1, 1), date(2026, 12, 31)))
    shares = {timeline.spans[0].key: (Fraction(1, 2), False)}
    assert drawn(timeline, shares=shares).bars[0].reached == 0
    for share in (Fraction(1, 2), Fraction(3, 4)):
        before = drawn(timeline, date(2025, 1, 1), shares={timeline.spans[0].key: (share, False)}).bars[0]
        assert before.reached == before.width


@pytest.mark.parametrize(
    ("first", "last", "where"),
    [
        (date(2026, 3, 1), date(2026, 9, 1), "within"),
        (date(2026, 3, 1), date(2026, 3, 9), "after"),
        (date(2026, 12, 1), date(2026, 12, 9), "before"),
    ],
)
def test_a_goals_name_stands_within_its_bar_else_after_it_else_before_it(first: date, last: date, where: str) -> None:
    (bar,) = drawn(spans((first, last))).bars
    assert bar.label is not None
    assert where == ("before" if bar.label.x < bar.x else "within" if bar.label.x < bar.x + bar.width else "after")


def test_a_name_without_any_room_is_left_out() -> None:
    timeline = spans((date(2026, 12, 1), date(2026, 12, 9)))
    links = {timeline.spans[0].key: Link("W" * 74, "g.html", "goals")}
    assert width_of("W" * 74, LETTER) < drawn(timeline).bars[0].x - GAP
    assert drawn(timeline, links=links).bars[0].label is None


def test_quarters_are_solid() -> None:
    ticks = drawn(moments("checkins", date(2026, 5, 5))).ticks
    assert [number for number, tick in enumerate(ticks, 1) if tick.quarter] == [1, 4, 7, 10]


def test_milestones_stand_on_their_days_and_those_too_close_are_one() -> None:
    steps = (GoalStep(date(2026, 3, 1), True), GoalStep(date(2026, 3, 3), False), GoalStep(date(2026, 5, 1), True))
    timeline = Timeline((Span(key("goals", "g"), "active", date(2026, 2, 1), date(2026, 8, 1), steps),), (), ())
    assert [diamond.done for diamond in drawn(timeline).bars[0].diamonds] == [False, True]


def test_a_pause_is_named_where_there_is_room() -> None:
    timeline = Timeline(
        (),
        (Moment(date(2026, 5, 5), key("checkins", "c")),),
        (
            Pause(date(2026, 7, 16), date(2026, 8, 24)),
            Pause(date(2026, 10, 1), date(2026, 10, 2)),
            Pause(date(2025, 1, 1), date(2025, 2, 2)),
        ),
    )
    assert [named for _, _, named in drawn(timeline).lanes[0].pauses] == [True, False]


@pytest.mark.parametrize(("months", "names"), [(12, 12), (30, 10), (120, 10)])
def test_months_are_named_as_far_as_there_is_room(months: int, names: int) -> None:
    ticks = drawn(moments("checkins", date(2026, 5, 5)), months=months).ticks
    assert len(ticks) == months
    named = [tick for tick in ticks if tick.name]
    assert len(named) == names
    assert all(b.x - a.x >= 34 for a, b in itertools.pairwise(named))


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    assert drawn(moments("checkins", date(9999, 12, 31)), date(9999, 1, 1)).lanes[0].marks[0].count == 1
    assert drawn(moments("checkins", date(9999, 12, 31)), date(9999, 6, 1)).last == date.max


days = st.dates(YEAR, date(2026, 12, 31))


# Drawing lists one by one gives short ones; a number of days that lie close together or all over the year gives any density.
crowds = st.builds(
    lambda count, every, first: [YEAR + timedelta((first + number * every) % 365) for number in range(count)],
    st.integers(0, 900),
    st.integers(0, 40),
    st.integers(0, 364),
)


@given(crowds | st.lists(days, max_size=40), crowds.map(lambda found: [(day, number * 37 % 400) for number, day in enumerate(found[:80])]))
def test_nothing_lies_upon_anything_else(when: list[date], goals: list[tuple[date, int]]) -> None:
    """Whatever there is: marks keep apart, labels end before what follows, bars of a row do not touch, and nothing is lost."""
    types = ("checkins", "feedback", "milestones", "stories")
    found = sorted((Moment(day, key(types[number % 4], f"r{number}")) for number, day in enumerate(when)), key=lambda moment: moment.day)
    goal_spans = sorted(
        (
            Span(key("goals", f"g{number}"), "active", day, day + timedelta(length), (GoalStep(day + timedelta(length // 2), True),))
            for number, (day, length) in enumerate(goals)
        ),
        key=lambda span: (span.first, span.last, span.key),
    )
    drawing = draughtsman(Timeline(tuple(goal_spans), tuple(found), ())).draw(YEAR, 12)
    if drawing is None:
        assert not when
        assert not goals
        return
    assert drawing.records == len(when) + len(goals)
    for lane in drawing.lanes:
        most = max(mark.count for mark in lane.marks)
        for mark, following in zip(lane.marks, lane.marks[1:], strict=False):
            assert following.x - mark.x >= MARK
            assert following.x - mark.x >= 7 * len(str(most)) - 1
            if mark.label:
                assert mark.label.x + width_of(mark.label.text, LETTER) <= following.x - MARK // 2
        for mark in lane.marks:
            assert LEFT <= mark.x <= WIDTH - RIGHT
            if mark.label:
                assert mark.label.x + width_of(mark.label.text, LETTER) <= WIDTH - RIGHT
    rows: dict[int, list[tuple[int, int]]] = {}
    for bar in drawing.bars:
        ends = [bar.x, bar.x + bar.width]
        if bar.label:
            ends += [bar.label.x, bar.label.x + width_of(bar.label.text, LETTER)]
        rows.setdefault(bar.y, []).append((min(ends), max(ends)))
    assert len(rows) <= ROWS
    for taken in rows.values():
        taken.sort()
        assert all(left >= right + GAP for (_, right), (left, _) in itertools.pairwise(taken))
