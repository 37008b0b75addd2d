"""What is drawn of goals, skills and evidence, what stands in words or in a table beside it, and what data.json says are the same figures."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.exports.conftest import Finished
from tests.exports.tree import Element
from tests.exports.words import MARKED, by_address, days_in, leads_to, near, numbers, percents


def agree_on_progress(goal: Any, bar: Element | None, words: str) -> None:
    """Compare a bar and the words beside it with what data.json says of a goal."""
    elapsed = None if goal["status"] in ("proposed", "dropped") else goal["elapsed"]
    assert (bar is None) == (goal["share"] is None and elapsed is None)
    if bar is None:
        return
    filled = sum(int(rect["width"]) for rect in bar.all("rect.reached"))
    assert near(filled, (goal["share"] or 0) * 1000, 1)
    assert len(bar.all("path.now")) == (elapsed is not None)
    assert all(near(int(tick["d"][1:].split("-")[0]), elapsed * 1000, 1) for tick in bar.all("path.now"))
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
    for name, value in lines.items():
        assert drawing.one(f"path.{name}")["d"] == f"M0 {height(value)}H1000"
    assert {name for name in ("target", "baseline", "today") if drawing.all(f"path.{name}")} == {
        "today" if name == "achieved" else name for name in captions
    }


def test_the_reasons_of_a_goal_at_risk_are_the_same_on_its_page_in_the_index_and_in_the_brief(site: Finished) -> None:
    risky = {address: goal for address, goal in by_address(site.data["goals"]).items() if goal["risks"]}
    seen: Counter[str] = Counter()
    for address, page in site.pages.items():
        for reasons in page.all("ul.risks"):
            if address in risky:
                goal = address
            else:
                (around,) = [
                    each for each in page.all("li") + page.all("div.goal-at-risk") if any(inner is reasons for inner in each.within())
                ]
                goal = leads_to(address, around.all("a")[0])
            agree_on_risks(risky[goal]["risks"], [row.text() for row in reasons.children()])
            seen[goal] += 1
        for card in page.all("li.row-goals"):
            kinds = dict.fromkeys(risk["kind"] for risk in risky.get(leads_to(address, card.all("a")[0]), {"risks": []})["risks"])
            (line,) = [found.text() for found in card.all("p.risk")] or [""]
            assert [kind for kind in kinds if SHORT[kind] not in line] == []
            assert line.count(",") + bool(line) == len(kinds)
    assert set(seen) == set(risky)
    assert all(count >= 2 for count in seen.values())


SHORT = {
    "overdue": "past the day it was due",
    "behind": "behind time",
    "unmeasured": "nothing measured yet",
    "away": "moved away from its target",
    "milestone": "a milestone is late",
}


def agree_on_risks(risks: list[Any], said: list[str]) -> None:
    """Compare the reasons why a goal is at risk with what stands in words."""
    assert len(said) == len(risks)
    for risk, words in zip(risks, said, strict=True):
        if risk["kind"] in ("overdue", "milestone"):
            assert f"{risk['days']} day{'' if risk['days'] == 1 else 's'} " in words
        elif risk["kind"] == "away":
            assert near(percents(words, "of the way")[0], -risk["share"] * 100, 1)
        else:
            assert near(percents(words, "of the time gone")[0], risk["elapsed"] * 100, 1)
        if risk["kind"] == "behind":
            assert near(percents(words, "reached")[0], risk["share"] * 100, 1)


def test_the_cells_of_a_skill_are_the_levels_in_words(site: Finished) -> None:
    skills = by_address(site.data["skills"]["skills"])
    seen: Counter[str] = Counter()
    for address, page in site.pages.items():
        blocks = [(leads_to(address, row.all("th a")[0]), row) for row in page.all("table.skill-map tr") if row.all("th a")]
        blocks += [(leads_to(address, card.all("a")[0]), card) for card in page.all("li.row-skills")]
        blocks += [(address, head) for head in page.all("div.headline.standing") if address in skills]
        for key, block in blocks:
            skill = skills[key]
            start, now = (skill[name]["level"] if skill[name] else 0 for name in ("start", "now"))
            target = skill["target"]["level"]["level"] if skill["target"] else 0
            shown = Counter(rect["class"] for cells in block.all("svg.cells") for rect in cells.all("rect"))
            wanted = {"was": min(start, now), "now": max(0, now - start), "gap": max(0, target - now)}
            wanted["out"] = len(site.levels) - sum(wanted.values())
            assert dict(shown) == ({name: count for name, count in wanted.items() if count} if now or target else {})
            words = block.text()
            said = [level.text() for level in block.all("bdi") + block.all("dd") if level.text() in site.levels]
            assert (site.levels[now - 1] in said) if now else ("o level yet" in words)
            assert not target or site.levels[target - 1] in said or (skill["gap"] == 0 and "target reached" in words)
            seen[key] += 1
    assert set(seen) == set(skills)
    assert all(count >= 2 for count in seen.values())


def test_the_skill_map_says_in_words_what_its_rows_add_up_to(site: Finished) -> None:
    totals, page = site.data["skills"], site.pages["skills/index.html"]
    rows = {leads_to("skills/index.html", row.all("th a")[0]): row for row in page.all("table.skill-map tbody tr")}
    skills = by_address(totals["skills"])
    assert set(rows) == set(skills)
    for address, row in rows.items():
        skill, to_go = skills[address], row.one("td.gap").text()
        if skill["gap"] is None:
            assert "to go" not in to_go
        else:
            assert to_go.startswith(
                f"{skill['gap']} to go" if skill["gap"] else f"{skill['beyond']} beyond" if skill["beyond"] else "at target"
            )
        assert (f"{len(skill['open_steps'])} open step" in to_go) == bool(skill["open_steps"])
    gaps = [skill["gap"] for skill in skills.values() if skill["gap"]]
    gained = [skill["gained"] for skill in skills.values() if skill["gained"] and skill["gained"] > 0]
    assert (totals["to_go"], totals["to_go_in"], totals["gained"], totals["gained_in"]) == (sum(gaps), len(gaps), sum(gained), len(gained))
    assert totals["at_target"] == sum(skill["gap"] == 0 for skill in skills.values())
    assert totals["targets"] == sum(skill["target"] is not None for skill in skills.values())
    said = [
        *([totals["gained"], totals["gained_in"]] if gained else []),
        *([totals["at_target"], totals["targets"]] if totals["at_target"] else []),
    ]
    said += [sum(gaps), *([len(gaps)] if len(gaps) < len(skills) else [])] if gaps else []
    assert [number for line in page.all("p.sum") for number in numbers(line.text())] == said


def test_the_steps_of_a_skill_over_time_are_the_rows_of_its_table(site: Finished) -> None:
    charts = 0
    for address, skill in by_address(site.data["skills"]["skills"]).items():
        page = site.pages[address]
        rows = page.all("table.shown-by tbody tr")
        told = [(days_in(row)[0], row.children()[1].text()) for row in rows if "still to come" not in row.children()[2].text()]
        assert told == [(date.fromisoformat(reading["day"]), reading["level"]["name"]) for reading in skill["readings"]]
        assert len(rows) == len(told) + len(skill["later"])
        for chart in page.all("figure.level-chart"):
            charts += 1
            scale = [name.text() for name in chart.all("ul.scale li")]
            assert scale == list(reversed(site.levels))
            ends = days_in(chart.one("p.ends"))
            first, last = ends[0], ends[1] if len(ends) > 1 else site.today
            places = [
                (round(Fraction((day - first).days * 1000, (last - first).days)) if last > first else 0, scale.index(name) * 20 + 10)
                for day, name in told
            ]
            assert [(int(x), int(y)) for x, y in MARKED.findall(chart.one("path.dots")["d"])] == places
            line = re.findall(r"([MHV])(\d+)(?: (\d+))?", chart.one("path.level")["d"])
            assert [int(y or to) for letter, to, y in line if letter in "MV"] == [y for _, y in places]
            aims = [scale.index(skill["target"]["level"]["name"]) * 20 + 10] if skill["target"] else []
            assert [int(aim["y1"]) for aim in chart.all("line.target") if aim["y1"] == aim["y2"]] == aims
    assert charts > 0 or not any(len(skill["readings"]) > 1 for skill in site.data["skills"]["skills"])


def test_each_stop_of_a_chain_counts_the_records_that_are_listed_below_it(site: Finished) -> None:
    chains = by_address(site.data["chains"], "claim")
    seen = set()
    for address, page in site.pages.items():
        cards = [card for name in ("stories", "milestones", "goals") for card in page.all(f"li.row-{name}")]
        within = {id(line): leads_to(address, card.all("a")[0]) for card in cards for line in card.all("ol.chain")}
        lines = [(within.get(id(line), address), line) for line in page.all("ol.chain")]
        for claim, line in lines:
            counts = Counter(
                int((numbers(stop.text()) or [Decimal(1)])[0]) if stop.all("a") and "#_evidence-" in stop.one("a")["href"] else 1
                for stop in line.children()
                if not stop.is_one(".claim") and not stop.is_one(".none")
            )
            chain = chains[claim]
            written = [step["count"] for step in chain["steps"] if step["count"]] + ([len(chain["outside"])] if chain["outside"] else [])
            assert counts == Counter(written)
            missing = [stop.text() for stop in line.all("li.none")]
            assert sum(len(re.split(", | or ", words)) for words in missing) == sum(not step["count"] for step in chain["steps"])
            seen.add(claim)
        if address in chains:
            agree_on_list(chains[address], page)
    assert seen == {claim for claim, chain in chains.items() if chain["outside"] or any(step["count"] for step in chain["steps"])}


def agree_on_list(chain: Any, page: Element) -> None:
    """Compare the list below a chain's line with what data.json says."""
    listed = {each["id"]: each for each in page.all("dl.evidence div") if "id" in each.attributes}
    steps = [step for step in chain["steps"] if step["count"]]
    assert list(listed) == [f"_evidence-{step['type']}" for step in steps] + (["_evidence-outside"] if chain["outside"] else [])
    for step in steps:
        part = listed[f"_evidence-{step['type']}"]
        earlier = [int(numbers(note.text())[0]) for note in part.all("p.note") if "earlier" in note.text()]
        assert len(part.all("ul.lines li")) == len(step["named"]) + len(step["along"])
        assert len(part.all("ul.lines li")) + sum(earlier) == step["count"]
        for summary in part.all("summary"):
            assert numbers(summary.text())[0] == len(step["along"])
    if chain["outside"]:
        assert len(listed["_evidence-outside"].all("ul.lines li")) == len(chain["outside"])


def test_the_figures_of_the_edge_cases_are_those_computed_by_hand(edge_cases: Finished) -> None:
    data = edge_cases.data
    goals = {address.split("/")[1]: goal for address, goal in by_address(data["goals"]).items()}
    # More: own 1 of 1, with One, a quarter of the way: the mean is 0.625. Less: 50 of 100 days, 10 of 50 the wrong way.
    assert [goals[f"{name}.html"]["share"] for name in ("more", "one", "less", "reached", "waiting")] == [0.625, 0.25, 0, 1, None]
    assert [goals[f"{name}.html"]["elapsed"] for name in ("less", "one", "reached", "waiting")] == [0.5, 1, 1, 0]
    assert [(risk["kind"], risk["days"], risk["share"]) for risk in goals["less.html"]["risks"]] == [
        ("away", None, -0.2),
        ("milestone", 20, None),
    ]
    assert [(risk["kind"], risk["days"]) for risk in goals["one.html"]["risks"]] == [("overdue", 4), ("behind", None), ("unmeasured", None)]
    (rhythm,) = data["cadences"]
    assert (rhythm["kept"], rhythm["counted"], rhythm["extra"], rhythm["longest"]["days"], rhythm["since"]) == (5, 11, 2, 34, 0)
    assert (data["balance"]["recognition"], data["balance"]["constructive"], data["balance"]["unsaid"]) == (9, 2, 1)
    # Seen on 26 and 27 February and said on 8 and 9 March: ten days each; and on the same day.
    assert ([lag["days"] for lag in data["balance"]["speed"]["lags"]], data["balance"]["speed"]["median"]) == ([0, 10, 10], 10)
    assert [(theme["name"], len(theme["looks"])) for theme in data["patterns"]["themes"]] == [("silence", 9), ("rest", 1)]
    assert (data["patterns"]["kept"], data["patterns"]["due"]) == (2, 4)
    skills = {key: data["skills"][key] for key in ("gained", "gained_in", "to_go", "to_go_in", "at_target", "targets")}
    assert skills == {"gained": 4, "gained_in": 2, "to_go": 3, "to_go_in": 2, "at_target": 1, "targets": 4}
    assert {name: data["actions"][name] for name in ("overdue", "due", "open", "done", "in_time")} == {
        "overdue": 1,
        "due": 1,
        "open": 1,
        "done": 1,
        "in_time": 0,
    }


def test_the_drawings_of_the_edge_cases_are_as_drawn_by_hand(edge_cases: Finished) -> None:
    def drawn(address: str, path: str, attribute: str) -> list[str]:
        return [element[attribute] for element in edge_cases.pages[address].all(path)]

    # From 1 January to 31 December, 364 days: 59 and 151 of them, and from 12 down to 0 over 200.
    assert drawn("goals/more.html", "figure.chart polyline", "points") == ["162,117 415,0"]
    assert drawn("goals/more.html", "figure.chart path.target", "d") == ["M0 4h20", "M0 33H1000"]
    # 15, 29 and 46 of 100 days; 80 above, 20 below. Then a day of 23, since it is overdue until today; -2 between 4 and -4.
    assert drawn("goals/less.html", "figure.chart polyline", "points") == ["150,67 290,17 460,0"]
    assert drawn("goals/one.html", "figure.chart path.dots", "d") == ["M43 150h0"]
    assert drawn("goals/one.html", "figure.chart polyline", "points") == []
    assert drawn("goals/let-go.html", "figure.chart path.dots", "d") == ["M132 100h0"]
    looks = {
        name: drawn(f"skills/{name}.html", "div.headline svg.cells rect", "class") for name in ("up", "down", "beyond", "aim", "plain")
    }
    assert looks == {
        "up": ["was", "now", "now", "gap", "gap"],
        "down": ["was", "was", "gap", "out", "out"],
        "beyond": ["was", "was", "now", "now", "out"],
        "aim": ["gap", "gap", "out", "out", "out"],
        "plain": ["was", "was", "was", "out", "out"],
    }
    lanes = edge_cases.pages["feedback/index.html"].all("ul.lanes li")
    assert [(len(lane.all("a")), [text.text() for text in lane.all("svg.lane text")]) for lane in lanes] == [(1, []), (6, ["+3"]), (1, [])]
    tally = [row.text() for row in edge_cases.pages["feedback/index.html"].all("table.tally-words tbody tr")]
    assert tally == [
        "March 2026 9 from mentor to mentee",
        "April 2026 none",
        "May 2026 1 from mentee to mentor, 1 from others to mentee",
    ]
    chain = [stop.text() for stop in edge_cases.pages["stories/faster.html"].all("ol.chain li")]
    assert chain == ["More", "no check-in yet", "2 pieces of feedback", "2 links elsewhere", "A page kept", "Story"]
