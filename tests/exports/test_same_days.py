"""The calendar of check-ins, the lanes of feedback and of themes, what stands beside them, and data.json have the same in them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.exports.conftest import Finished
from tests.exports.tree import Element
from tests.exports.words import MARKED, by_address, days_in, leads_to, numbers


def spots(path: str, first: date) -> list[date]:
    """Give the days of a month that are drawn at these places."""
    before = first.weekday() - 1
    return [first + timedelta((int(y) - 9) // 18 * 7 + (int(x) - 10) // 20 - before - 1) for x, y in MARKED.findall(path)]


def span(rows: list[Any]) -> set[date]:
    """Give all days from the first to the last of each row."""
    ends = [(date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) for row in rows]
    return {first + timedelta(number) for first, last in ends for number in range((last - first).days + 1)}


def test_every_day_of_a_calendar_is_drawn_once_as_what_it_is(site: Finished) -> None:
    page = site.pages["checkins/index.html"]
    calendars = page.all("div.calendars")
    assert len(calendars) == len(site.data["cadences"])
    for years, rhythm in zip(calendars, site.data["cadences"], strict=True):
        drawn: dict[str, list[date]] = {name: [] for name in ("plain-day", "paused", "missed", "held", "due")}
        titles: dict[date, str] = {}
        numbered = [int(heading.text()) for heading in years.all("h3")]
        for year, months in zip(numbered, years.all("ol.calendar"), strict=True):
            for month, sheet in enumerate(months.children(), 1):
                first = date(year, month, 1)
                for name in drawn:
                    for path in sheet.all(f"path.{name}"):
                        drawn[name] += spots(path["d"], first)
                    for dot in sheet.all(f"circle.{name}"):
                        drawn[name] += spots(f"M{dot['cx']} {dot['cy']}", first)
                for link in sheet.all("a"):
                    (day,) = spots("M{cx} {cy}".format(**link.one("circle").attributes), first)
                    titles[day] = link.one("title").text()
        met = {date.fromisoformat(meeting["day"]): meeting["checkins"] for meeting in rhythm["meetings"] + rhythm["planned"]}
        due = {date.fromisoformat(rhythm["due"]["day"])} if rhythm["due"] else set()
        assert all(title.endswith(", ".join(link["text"] for link in met[day])) for day, title in titles.items())
        assert all(title.startswith(f"{day.day} {day:%B} {day.year}: ") for day, title in titles.items())
        assert sorted(drawn["held"]) == [date.fromisoformat(meeting["day"]) for meeting in rhythm["meetings"]]
        assert set(drawn["due"]) == {day for day in due if day.year in numbered} | {date.fromisoformat(m["day"]) for m in rhythm["planned"]}
        free = {day for year in numbered for day in span([{"first": f"{year}-01-01", "last": f"{year}-12-31"}])} - set(met) - due
        paused, missed = span(rhythm["pauses"]) & free, span([w for w in rhythm["windows"] if w["state"] == "missed"]) & free
        assert (set(drawn["paused"]), set(drawn["missed"]) | (missed & paused)) == (paused, missed)
        every = Counter(day for days in drawn.values() for day in days)
        assert set(every.values()) <= {1}
        assert set(every) == free | set(met) | {day for day in due if day.year in numbered}


def test_the_table_of_windows_and_the_headline_say_what_the_calendar_draws(site: Finished) -> None:
    page = site.pages["checkins/index.html"]
    parts = [part for part in page.all("section.cadence") if not part.all("div.calendars")]
    assert len(parts) == len(site.data["cadences"])
    today = site.today.isoformat()
    for part, rhythm in zip(parts, site.data["cadences"], strict=True):
        stretches = [(window, window["state"]) for window in rhythm["windows"]]
        stretches += [(pause, "paused") for pause in rhythm["pauses"] if pause["first"] <= today]
        told: list[tuple[date, str, list[str]]] = []
        for row in part.all("table.readings tbody tr"):
            time, what = row.children()
            first, last = (days_in(time) * 2)[:2] if len(days_in(time)) == 1 else days_in(time)
            words = what.text()
            state = next((state for start, state in STATES.items() if words.startswith(start)), "kept")
            several = re.search(r", (\d+) windows", words)
            within = [w for w, s in stretches if s == state and first.isoformat() <= w["first"] and w["last"] <= last.isoformat()]
            assert len(within) == (int(several[1]) if several else 1)
            assert (within[0]["first"], within[-1]["last"]) == (first.isoformat(), last.isoformat())
            told.append((first, state, [leads_to("checkins/index.html", link) for link in what.all("a")]))
            assert [link["address"] for window in within for link in window["checkins"]] == told[-1][2]
        covered = [link["address"] for stretch, _ in stretches for link in stretch["checkins"]]
        assert sorted(address for _, _, links in told for address in links) == sorted(covered)
        assert [first for first, *_ in told] == sorted((first for first, *_ in told), reverse=True)
        if rhythm["counted"]:
            assert numbers(part.one("p.kept").text())[:2] == [rhythm["kept"], rhythm["counted"]]
        facts = {row.one("dt").text(): row.one("dd") for row in part.all("dl.fields div")}
        assert ("Longest gap" in facts) == (rhythm["longest"] is not None)
        if rhythm["longest"]:
            assert numbers(facts["Longest gap"].text())[0] == rhythm["longest"]["days"]
        assert [numbers(facts["Besides"].text())[0]] == [rhythm["extra"]] if rhythm["extra"] else "Besides" not in facts
        if "Last" in facts:
            assert days_in(facts["Last"]) == [date.fromisoformat(rhythm["meetings"][-1]["day"])]
            assert (site.today - days_in(facts["Last"])[0]).days == rhythm["since"]
        if rhythm["due"]:
            assert days_in(facts["Next"])[0] == date.fromisoformat(rhythm["due"]["day"])


STATES = {"missed": "missed", "cut short": "cut", "not over yet": "open", "paused": "paused"}


def stacks(lane: Element, page: str) -> tuple[list[Element], dict[str, int]]:
    """Give the marks of a lane, and how many things stand in each of its columns, with those that a number stands for."""
    columns: Counter[str] = Counter()
    for spot in lane.children():
        if spot.name == "svg":
            more = sum(int(numbers(text.text())[0]) for text in spot.all("text"))
            columns[spot["x"]] += more or len(spot.all("a"))
    return lane.all("a"), dict(columns)


def test_the_lanes_of_feedback_hold_what_the_tables_count(site: Finished) -> None:
    balance, page = site.data["balance"], site.pages["feedback/index.html"]
    if balance is None:
        assert page.all("ul.lanes") == []
        return
    ways = {way(row): row for row in balance["directions"]}
    columns: Counter[str] = Counter()
    drawn: dict[str, int] = {}
    said = by_address(balance["said"])
    for voice in page.one("ul.lanes").children():
        name = voice.one("p.label").text()
        marks, stacked = stacks(voice.one("svg.lane"), "feedback/index.html")
        for mark in marks:
            one = said[leads_to("feedback/index.html", mark)]
            assert way(one) == name
            assert bool(mark.all("g.open")) == (one["kind"] == "constructive")
            assert f", {one['kind']}, " in mark.one("title").text()
        columns.update(stacked)
        drawn[name] = sum(stacked.values())
    tally = {
        row.children()[0].text(): [cell(c) for c in row.children()[1:]]
        for row in page.all("table.tally tbody tr")
        if len(row.children()) == 4
    }
    assert tally == {name: [len(row["recognition"]), len(row["constructive"]), drawn[name]] for name, row in ways.items()}
    assert drawn == {name: len(row["recognition"]) + len(row["constructive"]) for name, row in ways.items()}
    for foot in page.all("table.tally tfoot tr"):
        assert [cell(c) for c in foot.children()[1:]] == [balance["recognition"], balance["constructive"], len(balance["said"])]
    rows = page.all("table.tally-words tbody tr")
    by_column = [sum(map(int, numbers(row.children()[1].text()))) for row in rows]
    assert [count for count in by_column if count] == ([columns[x] for x in sorted(columns, key=_percent)] if rows else [])
    assert len(rows) > 1 or len(columns) == 1
    counted = [[sum(map(int, numbers(part))) for part in row.children()[1].text().split(", ")] for row in rows]
    assert sum(map(sum, counted)) in (len(rows) and sum(sum(month["counts"]) for month in balance["months"]), len(balance["said"]))
    gist = numbers(page.one("p.gist").text())
    assert sum(gist[: len(ways)]) == sum(gist[len(ways) :]) == len(balance["said"])


def way(row: Any) -> str:
    """Give a direction in words."""
    sides = {"mentor": "mentor", "mentee": "mentee", "other": "others"}
    return f"{sides[row['giver']]} to {sides[row['receiver']]}".capitalize()


def cell(element: Element) -> int:
    """Give the number in a cell of a table; a dash is none."""
    return int((numbers(element.text()) or [Decimal(0)])[0])


def _percent(x: str) -> Decimal:
    return Decimal(x.rstrip("%"))


def test_how_soon_feedback_was_said_and_who_waits_are_the_same(site: Finished) -> None:
    balance, page = site.data["balance"], site.pages["feedback/index.html"]
    parts = {part.one("h2").text(): part for part in page.all("section.part")}
    speed = balance and balance["speed"]
    assert ("How soon it was said" in parts) == bool(speed)
    if speed:
        part = parts["How soon it was said"]
        facts = {row.one("dt").text(): row.one("dd").text() for row in part.all("dl.fields div")}
        for name, days in (("Median", speed["median"]), ("Longest", speed["longest"]["days"])):
            assert name not in facts or (numbers(facts[name]) or [Decimal(0)])[0] == Decimal(str(days))
        for name in facts.keys() - {"Median", "Longest", "One of them"}:
            assert numbers(facts[name])[1:3] == [len(speed["late"]), len(speed["lags"])]
        assert numbers(part.one("p.note").text()) == [len(speed["lags"]), len(balance["said"])]
    waiting = parts["Waiting for an answer"].all("ul.lines li") if "Waiting for an answer" in parts else []
    unanswered = balance["unanswered"] if balance else []
    assert [(leads_to("feedback/index.html", row.all("a")[0]), int(numbers(row.one("span.note").text())[0])) for row in waiting] == [
        (one["key"]["address"], one["days"]) for one in unanswered
    ]


def test_a_theme_has_as_many_half_moons_as_reflections_and_the_board_as_many_adjustments(site: Finished) -> None:
    patterns, page = site.data["patterns"], site.pages["reflections/index.html"]
    strips = page.all("ul.lanes li")
    themes = patterns["themes"] if patterns else []
    assert [strip.one("p.label").text() for strip in strips] == [theme["name"] for theme in themes]
    for strip, theme in zip(strips, themes, strict=True):
        marks, columns = stacks(strip.one("svg.lane"), "reflections/index.html")
        note = strip.one("p.note")
        reflections = [look["key"]["address"] for look in theme["looks"]]
        assert {leads_to("reflections/index.html", mark) for mark in marks} <= set(reflections)
        assert [leads_to("reflections/index.html", link) for link in note.all("a")] == reflections
        assert numbers(note.text())[0] == len(reflections) == sum(columns.values())
    board = page.all("section.board ul.agreed")
    heads = [re.split(", ", head.text()) for head in page.all("section.board h3")]
    states = Counter({"late": "done"}.get(one["state"], one["state"]) for one in (patterns["promises"] if patterns else []))
    assert {name.lower(): int(count) for name, count in heads} == dict(states)
    assert [len(rows.children()) for rows in board] == [int(count) for _, count in heads]
    for rows, (name, _) in zip(board, heads, strict=True):
        assert {bool(row.all("svg.mark-done")) for row in rows.children()} == {name == "Done"}
    gist = page.all("p.gist")
    assert bool(gist) == bool(patterns and patterns["due"])
    if gist:
        assert numbers(gist[0].text()) == [patterns["kept"], patterns["due"], *([states["overdue"]] if states["overdue"] else [])]
