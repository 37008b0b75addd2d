"""The drawing of the timeline, the list below it and data.json have the same in them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from mentorsite.pages.draughtsman import LEFT, RIGHT, WIDTH
from tests.exports.conftest import Finished
from tests.exports.tree import Element
from tests.exports.words import by_address, days_in, leads_to, near, percents

PAGE = "timeline.html"
WORDS = {"begun": "begun", "achieved": "achieved", "ended": "ended"}
TITLES = {
    "Check-ins": "checkins",
    "Feedback": "feedback",
    "Reflections": "reflections",
    "Celebrations": "milestones",
    "Stories": "stories",
    "Introductions": "introductions",
    "Reviews": "reviews",
    "More goals": "goals",
}


def years(site: Finished) -> dict[int, Element]:
    """Give the drawing of each year that has one."""
    return {int(part["id"][1:]): part.one("svg.drawing") for part in site.pages[PAGE].all("section.year") if part.all("svg.drawing")}


def items(site: Finished) -> list[Element]:
    """Give the entries of the list in their order."""
    return site.pages[PAGE].all("ol.moments li")


def moments(site: Finished) -> list[Any]:
    """Give the moments of data.json in the order of the list."""
    found: list[Any] = site.data["timeline"]["moments"][::-1]
    return found


def places(mark: Element) -> list[int]:
    """Give the places in the list that a mark or a bar stands for."""
    return [int(place) for place in mark.attributes.get("data-of", "").split()]


def lanes(drawing: Element) -> dict[int, str]:
    """Give the type of each lane by its middle."""
    return {int(name["y"]) - 4: TITLES[name.text()] for name in drawing.all("text.lane-name") if name.text() in TITLES}


def marks(drawing: Element) -> list[tuple[str, Element]]:
    """Give the marks with the types of their lanes."""
    types = lanes(drawing)
    return [(types[int(link.one("svg.mark")["y"]) + 6], link) for link in drawing.all("a.moment")]


def count_of(mark: Element) -> int:
    """Give how many a mark stands for: one, or the number above it."""
    numbers = [int(number.text()) for number in mark.all("text.count")]
    return numbers[0] if numbers else 1


def test_the_list_has_each_moment_of_data_json_on_its_day(site: Finished) -> None:
    assert len(items(site)) == len(moments(site))
    for item, moment in zip(items(site), moments(site), strict=True):
        assert days_in(item)[0].isoformat() == moment["day"]
        assert leads_to(PAGE, item.all("a")[0]) == moment["key"]["address"]
        words = item.text()
        assert (
            moment["event"] == "record"
            or (f"{moment['step']} milestone of" if moment["event"] == "step" else WORDS[moment["event"]]) in words
        )
    for month in site.pages[PAGE].all("section.month"):
        assert {days_in(item)[0].isoformat()[:7] for item in month.all("ol.moments li")} == {month["id"][1:]}


def test_every_moment_with_a_lane_is_drawn_once_in_its_year_and_bundles_count_theirs(site: Finished) -> None:
    listed = moments(site)
    drawn: Counter[int] = Counter()
    for year, drawing in years(site).items():
        for type, mark in marks(drawing):
            of = [listed[place] for place in places(mark)]
            if type != "goals":
                assert len(of) == count_of(mark)
                drawn.update(places(mark))
                days = sorted(moment["day"] for moment in of)
                assert {(moment["key"]["address"].split("/")[0], moment["day"][:4]) for moment in of} == {(type, str(year))}
                label = mark["aria-label"]
                assert label.endswith(" to ".join(_written(day) for day in dict.fromkeys((days[0], days[-1]))))
                assert label.startswith(of[0]["key"]["text"] if len(of) == 1 else f"{len(of)} ")
                assert leads_to(PAGE, mark) == (of[0]["key"]["address"] if len(of) == 1 else PAGE)
    with_lane = {place for place, moment in enumerate(listed) if moment["key"]["address"].split("/")[0] in set(TITLES.values()) - {"goals"}}
    assert drawn == Counter(with_lane)


def test_every_moment_of_a_goal_belongs_to_one_bar_of_its_year_or_to_a_mark_where_bars_have_no_room(site: Finished) -> None:
    listed = moments(site)
    goals = {place for place, moment in enumerate(listed) if moment["key"]["address"].startswith("goals/")}
    drawn: Counter[int] = Counter()
    for year, drawing in years(site).items():
        for bar in drawing.all("a.span"):
            assert {listed[place]["key"]["address"] for place in places(bar)} <= {leads_to(PAGE, bar)}
            drawn.update(place for place in places(bar) if listed[place]["day"][:4] == str(year))
        for type, mark in marks(drawing):
            if type == "goals":
                assert len(places(mark)) == count_of(mark)
                keys = {listed[place]["key"]["address"] for place in places(mark)}
                assert len(keys) == count_of(mark)
                drawn.update(place for place in goals if listed[place]["key"]["address"] in keys and listed[place]["day"][:4] == str(year))
    assert drawn == Counter(goals)


def test_the_bars_of_a_year_are_the_spans_of_data_json(site: Finished) -> None:
    goals = by_address(site.data["goals"])
    for year, drawing in years(site).items():
        first, last = date(year, 1, 1), date(year, 12, 31)
        spans = {span["key"]["address"]: span for span in site.data["timeline"]["spans"]}
        within = {address for address, span in spans.items() if span["first"] <= last.isoformat() and span["last"] >= first.isoformat()}
        bars = {leads_to(PAGE, bar): bar for bar in drawing.all("a.span")}
        more = sum(count_of(mark) for type, mark in marks(drawing) if type == "goals")
        assert set(bars) <= within
        assert len(bars) + more == len(within)
        for address, bar in bars.items():
            agree_on_bar(bar, spans[address], goals[address], first, last)
        records = int(re.findall(r"(\d+) records? drawn", drawing["aria-label"])[0])
        assert records == len(bars) + sum(count_of(mark) for _, mark in marks(drawing))


def agree_on_bar(bar: Element, span: Any, goal: Any, first: date, last: date) -> None:
    """Compare a bar with a span: where it begins and ends, how much of it is reached, its milestones, its status."""
    days = (last - first).days + 1

    def x(day: str, after: int = 0) -> int:
        return LEFT + round(((date.fromisoformat(day) - first).days + after) * (WIDTH - LEFT - RIGHT) / days)

    start, end = x(span["first"]), x(span["last"], 1)
    whole = bar.one("rect.whole")
    left, right = int(whole["x"]), int(whole["x"]) + int(whole["width"])
    assert (left, right) == (max(start, LEFT), max(min(end, WIDTH - RIGHT), max(start, LEFT) + 2))
    reached = sum(int(rect["width"]) for rect in bar.all("rect.reached"))
    assert near(reached, max(0, min(start + (goal["share"] or 0) * (end - start), right) - left), 1.1)
    words = bar["aria-label"].split(", ")
    assert words[-2:] == [span["status"], "at risk"] if goal["risks"] else words[-1] == span["status"]
    assert bar.is_one(".at-risk") == bool(goal["risks"])
    diamonds = {int(re.findall(r"M(\d+)", path["d"])[0]): path["class"] for path in bar.all("path")}
    steps = [(x(step["day"]), step["done"]) for step in span["steps"] if LEFT <= x(step["day"]) <= WIDTH - RIGHT]
    assert len(diamonds) <= len(steps)
    assert all(any(0 <= at - drawn < 9 for drawn in diamonds) for at, _ in steps)
    for drawn, look in diamonds.items():
        assert (look == "step-done") == all(done for at, done in steps if 0 <= at - drawn < 9)


def test_a_goals_bar_is_told_in_the_list_where_the_goal_begins(site: Finished) -> None:
    goals = by_address(site.data["goals"])
    begun = 0
    for item, moment in zip(items(site), moments(site), strict=True):
        goal = goals.get(moment["key"]["address"])
        if goal and moment["event"] == "begun":
            begun += 1
            words = item.text()
            assert [near(percent, goal["share"] * 100, 1) for percent in percents(words, "reached")] == (
                [] if goal["share"] is None or goal["status"] == "achieved" else [True]
            )
            if goal["status"] == "achieved" and goal["achieved"]:
                assert f"achieved {_written(goal['achieved'])}" in words
            elif goal["status"] == "dropped":
                assert "dropped" in words
            elif goal["due"]:
                assert f"due {_written(goal['due'])}" in words
    assert begun == sum(moment["event"] == "begun" and moment["key"]["address"] in goals for moment in moments(site))


def test_a_pause_is_drawn_where_data_json_has_it(site: Finished) -> None:
    for year, drawing in years(site).items():
        pauses = [p for p in site.data["timeline"]["pauses"] if p["first"][:4] <= str(year) <= p["last"][:4]]
        lane = any(type == "checkins" for type in lanes(drawing).values())
        assert len(drawing.all("path.lane-pause")) == (len(pauses) if lane else 0)


def test_a_drawing_elsewhere_counts_what_it_draws(site: Finished) -> None:
    found = 0
    for page in site.pages.values():
        for drawing in page.all("svg.drawing"):
            found += 1
            words = re.findall(r"(\d+) records? drawn", drawing["aria-label"])
            assert int(words[0]) == len(drawing.all("a.span")) + sum(count_of(mark) for mark in drawing.all("a.moment"))
            for mark in drawing.all("a.moment"):
                said = re.findall(
                    r"^(\d+) (?:check-ins|feedback|reflections|celebrations|stories|introductions|reviews|more goals), \d",
                    mark["aria-label"],
                )
                assert [int(number) for number in said] == [count_of(mark)] * bool(mark.all("text.count"))
    assert found > 1


def _written(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B} {found.year}"


def test_the_years_of_the_edge_cases_are_as_drawn_by_hand(edge_cases: Finished) -> None:
    """Ten rows: one for a goal of 2025 and nine of the twelve that begin in December; the other three are bundled."""
    drawn = years(edge_cases)
    assert [(year, len(drawing.all("a.span"))) for year, drawing in drawn.items()] == [(2026, 13), (2025, 10)]
    more = {
        year: [(count_of(mark), mark["aria-label"]) for type, mark in marks(drawing) if type == "goals"] for year, drawing in drawn.items()
    }
    assert more == {
        2026: [(4, "4 more goals, 1 January 2026"), (1, "Let go, 1 February 2026")],
        2025: [(3, "3 more goals, 10 December 2025 to 12 December 2025")],
    }
    # A mark is fourteen units wide, that is six days: 7 and 13 September are fifteen apart, 15 and 24 November more.
    assert [count_of(mark) for type, mark in marks(drawn[2026]) if type == "checkins"] == [1, 1, 1, 1, 1, 2, 1, 1]
    assert [count_of(mark) for type, mark in marks(drawn[2026]) if type == "feedback"] == [6, 3, 2, 1]
