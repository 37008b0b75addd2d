"""What is drawn, what stands in words or in a table beside it, and what data.json says are the same figures."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.exports.conftest import Finished, days_in, leads_to
from tests.exports.tree import Element

MARKED = re.compile(r"M(-?\d+) (-?\d+)")


def numbers(words: str) -> list[Decimal]:
    """Give the numbers in a text, which may have a true minus sign and narrow spaces between the digits."""
    plain = words.replace("\u2212", "-").replace("\u202f", "")
    return [Decimal(found) for found in re.findall(r"(?<!\d)-?\d+(?:\.\d+)?", plain)]


def percents(words: str, what: str) -> list[int]:
    """Give the percentages that a text says of something."""
    return [int(numbers(found)[0]) for found in re.findall(rf"([\d\u2212]+) % {what}", words)]


def near(one: float, other: float, by: float = 0.51) -> bool:
    """Say whether two numbers are the same but for rounding: shares have four decimal places in data.json."""
    return abs(one - other) <= by


def by_address(rows: list[Any], key: str = "key") -> dict[str, Any]:
    """Give figures by the page of their record."""
    return {row[key]["address"]: row for row in rows}


# Goals


def agree_on_progress(goal: Any, bar: Element | None, words: str) -> None:
    """Compare a bar and the words beside it with what data.json says of a goal."""
    elapsed = None if goal["status"] in ("proposed", "dropped") else goal["elapsed"]
    assert (bar is None) == (goal["share"] is None and elapsed is None)
    if bar is None:
        return
    filled = sum(int(rect["width"]) for rect in bar.all("rect.reached"))
    assert near(filled, (goal["share"] or 0) * 1000, 1)
    assert len(bar.all("path.now")) == (elapsed is not None)
    assert all(
        near(int(MARKED.sub("", f"{tick['d']}") and re.findall(r"M(\d+)-", tick["d"])[0]), elapsed * 1000, 1)
        for tick in bar.all("path.now")
    )
    assert bar.is_one(".risk") == bool(goal["risks"])
    said = percents(words, "reached")
    assert len(said) == (goal["share"] is not None)
    assert all(near(percent, goal["share"] * 100, 1) and near(percent, filled / 10, 1) for percent in said)
    if goal["status"] == "achieved":
        assert goal["achieved"] is None or "achieved" in words
    else:
        gone = percents(words, "of the time gone")
        assert len(gone) == (elapsed is not None)
        assert all(near(percent, elapsed * 100, 1) for percent in gone)


def test_a_goals_bar_is_what_the_words_below_it_say_on_its_page_and_in_every_list(site: Finished) -> None:
    goals = by_address(site.data["goals"])
    seen: Counter[str] = Counter()
    for address, page in site.pages.items():
        if address in goals:
            (head, *_), own = page.all("div.headline.standing") or [None], goals[address]
            agree_on_progress(own, head.one("svg.bar") if head else None, head.one("p.caption").text() if head else "")
            seen[address] += 1
        for card in page.all("li.row-goals"):
            listed = leads_to(address, card.all("a")[0])
            bars = card.all("svg.bar")
            agree_on_progress(goals[listed], bars[0] if bars else None, " ".join(found.text() for found in card.all("p.caption")))
            seen[listed] += 1
    assert set(seen) == set(goals)
    assert all(count >= 2 for count in seen.values())


def test_a_goals_diamonds_are_counted_in_words(site: Finished) -> None:
    goals = by_address(site.data["goals"])
    for address, page in site.pages.items():
        for card in page.all("li.row-goals"):
            steps = goals[leads_to(address, card.all("a")[0])]["milestones"]
            done = sum(step["state"] in ("done", "done late") for step in steps)
            drawn = [len(card.all(f"p.diamonds svg.mark-{name}")) for name in ("step-done", "step")]
            assert drawn == [done, len(steps) - done]
            assert [numbers(line.text()) for line in card.all("p.diamonds")] == ([[done, len(steps)]] if steps else [])
        if address in goals:
            rows = page.all("ul.steps li")
            assert [bool(row.all("svg.mark-step-done")) for row in rows] == [
                step["state"] in ("done", "done late") for step in goals[address]["milestones"]
            ]
            assert [bool(re.search(r" done \d", row.text())) for row in rows] == [bool(row.all("svg.mark-step-done")) for row in rows]


def test_an_indicators_chart_its_table_and_data_json_have_the_same_readings(site: Finished) -> None:
    for address, goal in by_address(site.data["goals"]).items():
        measured = site.pages[address].all("div.measured")
        assert [block.one("h3").text() for block in measured] == [indicator["name"] for indicator in goal["indicators"]]
        for block, indicator in zip(measured, goal["indicators"], strict=True):
            rows = block.all("table.readings tbody tr")
            said = [(days_in(row)[0], numbers(row.children()[1].text())[0]) for row in rows if "still to come" not in row.text()]
            later = [(days_in(row)[0], numbers(row.children()[1].text())[0]) for row in rows if "still to come" in row.text()]
            for found, written in ((said, indicator["readings"]), (later, indicator["later"])):
                assert found == [(date.fromisoformat(reading["day"]), Decimal(str(reading["value"]))) for reading in written]
            headline = numbers(block.one("p.indicator").text())
            assert headline[: 2 if said else 1] == [*([said[-1][1]] if said else []), Decimal(str(indicator["target"]))]
            assert len(block.all("figure.chart")) == bool(said)
            if said:
                agree_on_chart(block.one("figure.chart"), said)


def agree_on_chart(figure: Element, said: list[tuple[date, Decimal]]) -> None:
    """Compare where the dots and lines of a chart stand with the readings of the table and the words around the chart."""
    drawing = next(each for each in figure.children() if each.name == "svg")
    captions = {re.split(r"\s", each.text())[0]: each for each in figure.one("figcaption").children()}
    lines = {name: numbers(captions[name].text())[0] for name in ("target", "baseline") if name in captions}
    values = [*(value for _, value in said), *lines.values()]
    low, high = min(values), max(values)
    ends = days_in(figure.one("p.ends"))

    def height(value: Decimal) -> int:
        return round(Fraction(high - value) / Fraction(high - low) * 200) if high > low else 100

    def across(day: date) -> int:
        return round(Fraction((day - ends[0]).days, (ends[-1] - ends[0]).days) * 1000) if ends[-1] > ends[0] else 500

    dots = [(int(x), int(y)) for path in drawing.all("path.dots") for x, y in MARKED.findall(path["d"])]
    assert dots == [(across(day), height(value)) for day, value in said]
    assert [(line["points"].split()) for line in drawing.all("polyline")] == ([[f"{x},{y}" for x, y in dots]] if len(dots) > 1 else [])
    for (_, one), (_, other) in pairwise(zip(said, dots, strict=True)):
        assert one[0] >= 0
        assert other[1] >= 0
    for name, value in lines.items():
        assert drawing.one(f"path.{name}")["d"] == f"M0 {height(value)}H1000"
    assert {name for name in ("target", "baseline", "today") if drawing.all(f"path.{name}")} == {
        "today" if name == "achieved" else name for name in captions
    }
