"""The figures that open the home page, the logs, the brief and the handover are the numbers of what they lead to, and those of data.json."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from tests.exports.conftest import Finished
from tests.exports.tree import Element
from tests.exports.words import days_in, leads_to, numbers


def parts_of(page: Element) -> dict[str, Element]:
    """Give the parts of a page by their titles."""
    return {part.one("h2").text(): part for part in page.all("section.part")}


def days_over(words: str) -> list[Decimal]:
    """Give the days that are over in a line of words."""
    return [number for found in re.findall(r"(\S+) days? over\b", words) for number in numbers(found)]


def test_the_figures_of_the_home_page_are_those_of_data_json(site: Finished) -> None:
    data = site.data
    counted = [goal for goal in data["goals"] if goal["status"] in ("active", "achieved")]
    on_track = [goal for goal in counted if not goal["risks"]]
    kept = [(rhythm["kept"], rhythm["counted"]) for rhythm in data["cadences"]]
    known = {
        "goals achieved or on track": {(len(on_track), len(counted))},
        "check-ins kept": set(kept),
        "gained in": {(data["skills"]["gained"], data["skills"]["gained_in"])},
    }
    figures = site.pages["index.html"].all("ul.figures li")
    assert figures
    told = set()
    for figure in figures:
        words, leads = figure.text(), leads_to("index.html", figure.one("a"))
        for name, values in known.items():
            if name in words:
                assert tuple(numbers(words)[:2]) in values
                told.add(name)
        if leads.startswith("stories/") and leads in site.pages and leads != "stories/index.html":
            assert figure.one("b").text() in {delta.one("b").text() for delta in site.pages[leads].all("p.delta")}
        elif not any(name in words for name in known):
            kind = leads.split("/")[0]
            assert numbers(words)[0] == sum(record["type"] == kind for record in site.records)
    assert ("goals achieved or on track" in told) == bool(on_track)
    assert ("check-ins kept" in told) == any(number for number, _ in kept)


def test_the_action_board_counts_what_it_lists(site: Finished) -> None:
    board, page = site.data["actions"], site.pages["actions.html"]
    titles = {"overdue": "Overdue", "due": "To come", "open": "Without a day", "done": "Done"}
    counts = Counter(action["state"] for action in board["actions"])
    assert {state: board[state] for state in titles} == {state: counts[state] for state in titles}
    parts = parts_of(page)
    assert {name: len(part.all("ul.agreed li")) for name, part in parts.items()} == {
        titles[state]: count for state, count in counts.items()
    }
    lede = page.all("p.lede")
    assert [numbers(line.text()) for line in lede] == ([[state["count"] for state in board["states"]]] if counts else [])
    notes = [numbers(line.text()) for line in page.all("p.note") if "by the day agreed" in line.text()]
    assert notes == ([[board["in_time"], board["with_a_day"]]] if board["with_a_day"] else [])
    over = [days_over(row.text()) for row in parts["Overdue"].all("ul.agreed li")] if counts["overdue"] else []
    assert [days for row in over for days in row] == [action["days"] for action in board["actions"] if action["state"] == "overdue"]


def test_the_decision_log_counts_what_it_lists(site: Finished) -> None:
    log, page = site.data["decisions"], site.pages["decisions.html"]
    assert len(page.all("ul.decided p.what")) == log["count"]
    assert len(page.all("ul.decided p.why")) == log["with_why"]
    assert len(page.all("ul.decided p.from")) == log["from_questions"]
    wanted = [log["count"], *([log["from_questions"]] if log["from_questions"] else [])]
    assert [numbers(line.text()) for line in page.all("p.lede")] == ([wanted] if log["count"] else [])


def test_the_inquiry_log_counts_what_it_lists(site: Finished) -> None:
    log, page = site.data["inquiry"], site.pages["inquiry.html"]
    threads = page.all("ol.thread")
    assert (len(threads), sum(thread.is_one(".unanswered") for thread in threads)) == (log["count"], len(log["open"]))
    assert (log["answered"], log["decided"]) == (len(threads) - len(log["open"]), len(page.all("ol.thread li.led")))
    wanted = [log["count"], *([len(log["open"])] if log["open"] else []), *([log["decided"]] if log["decided"] else [])]
    assert [numbers(line.text()) for line in page.all("p.lede")] == ([wanted] if log["count"] else [])
    if log["count"]:
        note = page.one("header.opening").all("p.note")[0].text()
        answers = [log[name] for name in ("answered", "by_mentee", "by_mentor") if log[name]]
        assert numbers(note) == [*answers, *(asker["count"] for asker in log["askers"])]


def agree_on_open(part: Element, rows: list[Any], days: str) -> None:
    """Compare a list of what is open with the figures: as many, with those that are only counted, in the same order, with the same days."""
    listed = part.children() if part.name == "ul" else part.all("ul.open-list li")
    more = [numbers(note.text())[0] for note in part.all("p.note") if note.text().startswith("and ")]
    assert len(listed) + sum(more) == len(rows)
    for item, row in zip(listed, rows, strict=False):
        words = item.text()
        if row.get("state") == "overdue":
            assert days_over(words) == [row["days"]]
        elif days and row["days"]:
            assert f"{row['days']} day{'' if row['days'] == 1 else 's'} ago" in words
        elif row.get("due") and not row.get("done"):
            assert days_in(item)[0] == date.fromisoformat(row["due"])


def test_the_brief_lists_and_counts_what_data_json_has(site: Finished) -> None:
    brief = site.data["brief"]
    assert ("brief.html" in site.pages) == (brief is not None)
    if brief is None:
        return
    page = site.pages["brief.html"]
    parts = {part["id"]: part for part in page.all("section.part") if "id" in part.attributes}
    for name, days in (("actions", ""), ("questions", "days"), ("feedback", "days"), ("adjustments", "")):
        assert (f"_{name}" in parts) == bool(brief[name])
        if brief[name]:
            agree_on_open(parts[f"_{name}"], brief[name], days)
    assert len(page.all("div.goal-at-risk")) == len(brief["goals"]) == sum(bool(goal["risks"]) for goal in site.data["goals"])
    points = page.one("ol.plain").children()
    assert len(points) == len(brief["agenda"])
    counts = {
        "overdue": sum(action["state"] == "overdue" for action in brief["actions"]),
        "feedback": len(brief["feedback"]),
        "adjustments": len(brief["adjustments"]),
    }
    for item, point in zip(points, brief["agenda"], strict=True):
        if point["about"] in counts:
            assert numbers(item.text())[0] == point["count"] == counts[point["about"]]
    if brief["due"]:
        day = date.fromisoformat(brief["due"]["day"])
        assert days_in(page.one("p.lede")) == [day]
        assert [int(number) for number in numbers(page.one("p.lede").text())[2:]] in ([], [abs((day - site.today).days)])
    if brief["last"]:
        assert days_in(page.one("div.last-time"))[0].isoformat() == brief["last"]["day"]


def test_the_handover_lists_what_data_json_has(site: Finished) -> None:
    handover = site.data["handover"]
    assert ("handover.html" in site.pages) == (handover is not None)
    if handover is None:
        return
    page = site.pages["handover.html"]
    parts = parts_of(page)
    cards = [leads_to("handover.html", card.all("a")[0]) for card in page.all("li.row-goals")]
    assert cards == [goal["key"]["address"] for goal in handover["goals"]]
    assert len(parts["Read first"].all("ol.plain li")) == len(handover["to_read"])
    decided = parts["Decided, and why"].all("ul.plain") if handover["decisions"] else []
    assert [len(each.children()) for each in decided] == [len(checkin["decisions"]) for checkin in handover["decisions"]]
    blocks: dict[str, Element] = {}
    for name in ("Open", "What works between the two"):
        inside = parts[name].one("div.part-body").children() if name in parts else []
        blocks |= {head.text(): rows for head, rows in zip(inside[::2], inside[1::2], strict=True)}
    wanted = {
        "Actions": handover["actions"],
        "Questions without an answer": handover["questions"],
        "Feedback without an answer": handover["feedback"],
        "Adjustments": handover["adjustments"],
        "How they treat each other": handover["norms"],
        "What they changed, and kept": handover["kept"],
        "What they recognised in each other": handover["recognised"],
    }
    assert {name: len(rows.children()) for name, rows in blocks.items()} == {name: len(rows) for name, rows in wanted.items() if rows}
    for name in list(wanted)[:4]:
        if wanted[name]:
            agree_on_open(blocks[name], wanted[name], "days" if "answer" in name else "")
