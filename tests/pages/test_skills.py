"""What the pages say of skills: the map, the gaps and the steps that close them, the levels over time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest

from mentorsite.insights.scope import Scope
from mentorsite.insights.skill_map import skill_map
from mentorsite.pages.skills import LevelChart, level_chart
from mentorsite.records.values import Key
from tests.conftest import MKFILE, TODAY, Files, Site

NewSite = Callable[[Files], Site]
SCALE = ("Novice", "Advanced beginner", "Competent", "Proficient", "Expert")
WRITING = """\
title: Writing
category: Craft
levels: {2026-01-01: 1, 2026-03-02: 3}
evidence: {2026-03-02: milestones/kept}
target: {level: 4, role: Editor, by: 2026-11-20}
steps:
  - {what: Read it, due: 2026-05-05, done: 2026-05-05}
  - {what: Print it, due: 2026-05-05, done: 2026-05-07}
  - {what: Send it, due: 2026-11-23, goal: g}
"""
FILES = {
    "mkfile.toml": MKFILE + '[visibility]\nskills = "public"\n',
    "content/skills/writing.yaml": WRITING,
    "content/milestones/kept.yaml": "title: A page kept\ndate: 2026-03-02\nskills: [writing]",
    "content/goals/g.yaml": "title: Write more\nskills: [writing]\nvisibility: public",
}


def text_of(page: str, between: str = "main") -> str:
    """Give the words of the first element of a name, with single spaces."""
    found = re.search(rf"<{between}\b.*?</{between}>", page, re.DOTALL)
    assert found, between
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[0].replace("><", "> <"))).split())


@pytest.fixture
def chart_of(new_site: NewSite) -> Callable[[str], LevelChart | None]:
    """Give a function that draws a skill written as YAML."""

    def draw(skill: str, today: date = TODAY) -> LevelChart | None:
        view = new_site({"content/skills/s.yaml": f"title: S\n{skill}"}).view("private")
        return level_chart(skill_map(Scope(view, "", today)).of(Key("", "skills", "s")), SCALE, today)

    return draw


def test_the_index_opens_with_what_was_gained_and_what_is_to_go(new_site: NewSite) -> None:
    words = text_of(new_site(FILES).pages("pair")["skills/index.html"])
    assert "2 levels gained in 1 skill, 1 level to go" in words
    assert "0 of" not in words


def test_the_map_is_a_table_that_says_start_now_target_gap_and_steps_in_words(new_site: NewSite) -> None:
    table = text_of(new_site(FILES).pages("pair")["skills/index.html"], "tbody")
    assert table == "Craft Writing Novice → to Competent target Proficient Editor by 20 November 2026 4 days over 1 to go 1 open step"


def test_the_names_of_the_scale_stand_once_above_the_map(new_site: NewSite) -> None:
    page = new_site(FILES).pages("pair")["skills/index.html"]
    assert page.count("Advanced beginner") == 1


def test_skills_of_a_category_stand_together_and_those_without_one_last(new_site: NewSite) -> None:
    files = {f"content/skills/{id}.yaml": f"title: {id}\ncategory: {of}" for id, of in (("a", "Zeal"), ("b", "Craft"), ("c", "Zeal"))}
    page = new_site({**files, "content/skills/d.yaml": "title: d"}).pages("pair")["skills/index.html"]
    names = [(scope, re.sub("<[^>]+>", "", name)) for scope, name in re.findall(r'<th scope="(row\w*)"[^>]*>(.*?)</th>', page)]
    assert names == [
        ("rowgroup", "Craft"),
        ("row", "b"),
        ("rowgroup", "Zeal"),
        ("row", "a"),
        ("row", "c"),
        ("rowgroup", "Others"),
        ("row", "d"),
    ]


def test_where_no_skill_has_a_category_none_is_spoken_of(new_site: NewSite) -> None:
    page = new_site({"content/skills/a.yaml": "title: A"}).pages("pair")["skills/index.html"]
    assert "rowgroup" not in page
    assert "Others" not in page


def test_gaps_stand_in_the_order_of_what_is_most_urgent(new_site: NewSite) -> None:
    skills = {
        "a": "target: {level: 2}",
        "b": "target: {level: 2, by: 2026-12-01}",
        "c": "levels: {2026-01-01: 3}\ntarget: {level: 2, by: 2026-01-01}",
        "d": "steps: [{what: Overdue, due: 2026-11-01}]",
        "e": "target: {level: 2, by: 2026-12-31}\nsteps: [{what: Soon, due: 2026-11-30}]",
        "f": "levels: {2026-01-01: 3}\ntarget: {level: 2}\nsteps: [{what: More, due: 2026-12-02}]",
        "g": "levels: {2026-01-01: 3}",
    }
    page = new_site({f"content/skills/{id}.yaml": f"title: {id}\n{skill}" for id, skill in skills.items()}).pages("pair")[
        "skills/index.html"
    ]
    assert re.findall(r"<h3[^>]*><a[^>]*><bdi>(\w)</bdi></a></h3>", page) == ["d", "e", "b", "f", "a"]


def test_a_page_says_where_a_skill_stands(new_site: NewSite) -> None:
    words = text_of(new_site(FILES).pages("pair")["skills/writing.html"], "dl")
    assert words.startswith("Category Craft")
    page = new_site(FILES).pages("pair")["skills/writing.html"]
    standing = text_of(page[page.index("standing") :], "dl")
    assert standing == (
        "At the start Novice 1 January 2026 Now Competent 2 March 2026 2 levels gained "
        "Target Proficient Editor by 20 November 2026 4 days over 1 to go"
    )


def test_each_step_says_in_words_where_it_stands(new_site: NewSite) -> None:
    words = text_of(new_site(FILES).pages("pair")["skills/writing.html"])
    assert "Read it done on its day, 5 May 2026" in words
    assert "Print it done 7 May 2026, 2 days after 5 May 2026" in words
    assert "Send it open, due 23 November 2026, 1 day over Write more" in words


def test_each_level_stands_with_what_shows_it(new_site: NewSite) -> None:
    table = text_of(new_site(FILES).pages("pair")["skills/writing.html"], "tbody")
    assert table == "1 January 2026 Novice Nothing shows this level yet. 2 March 2026 Competent A page kept"


def test_a_copy_that_lacks_records_says_only_what_it_does_not_show(new_site: NewSite) -> None:
    page = new_site(FILES).pages("public")["skills/writing.html"]
    assert "Nothing shows this level" not in page
    assert page.count("No record in this copy shows it.") == 2
    assert "A page kept" not in page
    assert "No open step" not in new_site(FILES).pages("public")["skills/index.html"]


def test_what_stands_on_the_page_is_not_listed_again_among_what_refers_to_it(new_site: NewSite) -> None:
    site = new_site({**FILES, "content/checkins/c.md": "---\ndate: 2026-03-04\n---\n[[skills/writing]]\n"})
    site.write({"content/milestones/sold.yaml": "title: A page sold\ndate: 2026-04-01\nskills: [writing]"})
    connected = site.pages("pair")["skills/writing.html"].split("Connected to")[1]
    assert 'href="../checkins/c.html"' in connected
    assert "A page kept" not in connected
    assert "A page sold" not in connected
    assert "Write more" not in connected


def test_a_level_of_a_later_day_is_still_to_come_and_counts_in_no_list(new_site: NewSite) -> None:
    skill = "title: S\nlevels: {2026-01-01: 1, 2026-12-24: 5}\ntarget: {level: 5}"
    pages = new_site({"content/skills/s.yaml": skill}).pages("pair")
    assert "24 December 2026 Expert still to come" in text_of(pages["skills/s.html"], "tbody")
    assert "Novice, target Expert" in text_of(pages["index.html"]).replace(" ,", ",")


def test_a_skill_of_which_nothing_is_known_says_so_without_a_table_or_a_drawing(new_site: NewSite) -> None:
    page = new_site({"content/skills/s.yaml": "title: S"}).pages("pair")["skills/s.html"]
    assert "No level yet" in page
    assert "<table" not in page
    assert "level-chart" not in page


def test_a_drawing_goes_from_the_first_level_to_the_day_of_the_target(chart_of: Callable[..., LevelChart | None]) -> None:
    chart = chart_of("levels: {2026-11-04: 1, 2026-11-14: 3}\ntarget: {level: 4, by: 2026-12-14}")
    # Forty days across, each 25 units; five levels of 20 units each, the first one at 90.
    assert chart == LevelChart(
        width=1000,
        height=100,
        line="M0 90H250V50H500",
        dots="M0 90h0M250 50h0",
        rows=(10, 30, 50, 70, 90),
        target=30,
        today=500,
        by=None,
        first=date(2026, 11, 4),
        last=date(2026, 12, 14),
        ends_today=False,
        levels=SCALE[::-1],
    )


def test_a_drawing_ends_today_where_the_day_of_the_target_is_over(chart_of: Callable[..., LevelChart | None]) -> None:
    chart = chart_of("levels: {2026-11-04: 1}\ntarget: {level: 4, by: 2026-11-14}")
    assert chart
    assert (chart.line, chart.by, chart.today, chart.ends_today) == ("M0 90H1000", 500, None, True)


def test_a_drawing_of_a_single_day_is_a_dot(chart_of: Callable[..., LevelChart | None]) -> None:
    chart = chart_of("levels: {2026-11-24: 2}\ntarget: {level: 4}")
    assert chart
    assert (chart.line, chart.dots) == ("M0 70H0", "M0 70h0")


@pytest.mark.parametrize("skill", ["", "levels: {2026-01-01: 1}", "target: {level: 2}", "levels: {2027-01-01: 1, 2027-01-02: 2}"])
def test_where_there_is_too_little_to_see_nothing_is_drawn(chart_of: Callable[..., LevelChart | None], skill: str) -> None:
    assert chart_of(skill) is None
