"""The first page of a portfolio."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
PAIR: Files = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/mentorships/m.yaml": "title: Two\nmentors: [ana]\nmentees: [ben]\nstart: 2026-11-02\ncadence: weekly",
}


def figures(page: str) -> list[str]:
    """Give the figures that open the page, as plain words."""
    found = re.search(r'<ul class="figures">(.*?)</ul>', page, re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL) if found else []
    return [" ".join(re.sub(r"<[^>]+>", "", item).split()) for item in items]


def home(site: Site, target: str = "pair") -> str:
    return site.pages(target)["index.html"]


def test_the_figures_say_what_they_count(new_site: NewSite) -> None:
    files = PAIR | {
        "content/goals/late.md": "---\ntitle: Late\ndue: 2026-06-01\n---\n",
        "content/goals/fine.md": "---\ntitle: Fine\n---\n",
        "content/goals/let-go.md": "---\ntitle: Let go\nstatus: dropped\n---\n",
        "content/checkins/2026-11-03-a.md": "x",
        "content/checkins/2026-11-19-b.md": "x",
        "content/stories/2026-06-01-old.md": "---\ntitle: Old\nmetrics: [{name: M, before: 1, after: 2}]\n---\n",
        "content/stories/2026-07-01-new.md": "---\ntitle: New\nmetrics: [{name: Half, after: 9}, {name: Time, before: 14, after: 3, unit: days}]\n---\n",
        "content/stories/2026-08-01-bare.md": "---\ntitle: Bare\n---\n",
        "content/skills/s.yaml": "title: S\nlevels: {2026-01-01: 1, 2026-05-01: 3}",
    }
    assert figures(home(new_site(files))) == [
        "1 of 2 goals achieved or on track",
        "2 of 3 check-ins kept, every week",
        "14 → to 3 days Time",
        "+2 levels gained in 1 skill",
    ]


def test_a_figure_leads_to_its_records(new_site: NewSite) -> None:
    page = home(new_site({"content/stories/2026-07-01-new.md": "---\ntitle: New\nmetrics: [{name: T, before: 14, after: 3}]\n---\n"}))
    assert re.search(r'<li><a href="stories/new.html">\s*<b dir="ltr">14', page)


def test_where_there_are_few_figures_records_are_counted_and_no_zero_is_shown(new_site: NewSite) -> None:
    files = {
        "content/milestones/2026-03-01-m.md": "---\ntitle: M\n---\n",
        "content/checkins/2026-11-03-a.md": "x",
        "content/checkins/2026-11-04-b.md": "x",
    }
    assert figures(home(new_site(files))) == ["1 milestone", "2 check-ins"]


def test_a_wide_audience_is_told_nothing_of_a_cadence_that_it_cannot_judge(new_site: NewSite) -> None:
    files = PAIR | {
        "content/mentorships/m.yaml": str(PAIR["content/mentorships/m.yaml"]) + "\nvisibility: public",
        "content/checkins/2026-11-03-a.md": "---\nvisibility: public\n---\n",
    }
    assert figures(home(new_site(files), "public")) == ["1 check-in"]


def test_the_year_is_drawn_once_there_is_enough_to_draw(new_site: NewSite) -> None:
    few = {f"content/checkins/2026-0{month}-03-c{month}.md": "x" for month in (3, 4)}
    assert 'class="drawing"' not in home(new_site(few))
    assert 'class="drawing"' in home(new_site(few | {"content/checkins/2026-05-03-d.md": "x"}))


def drawn_months(page: str) -> list[str]:
    return re.findall(r'<text x="\d+" y="13">([^<]+)</text>', page)


def test_the_year_begins_with_the_first_record_or_ends_with_the_next_month(new_site: NewSite) -> None:
    files = {f"content/checkins/2026-0{month}-03-c{month}.md": "x" for month in (3, 4, 5)}
    assert (drawn_months(home(new_site(files)))[0], drawn_months(home(new_site(files)))[-1]) == ("Mar", "Feb")
    months = drawn_months(home(new_site(files | {"content/checkins/2020-03-03-old.md": "x"})))
    assert (months[0], months[-1]) == ("Jul", "Jun")  # the last record is of May


def test_the_latest_feedback_stands_there_with_situation_behavior_and_impact(new_site: NewSite) -> None:
    said = "---\nfrom: ana\nto: ben\nkind: recognition\nsituation: In {0}\nbehavior: you asked\nimpact: it helped\n---\n"
    files = PAIR | {
        "content/feedback/2026-03-01-a.md": said.format("March"),
        "content/feedback/2026-04-01-b.md": said.format("April"),
        "content/feedback/2026-12-01-c.md": said.format("December"),
    }
    page = home(new_site(files))
    assert "In April" in page
    assert "In March" not in page
    assert "In December" not in page


def test_a_record_of_a_later_day_is_not_the_latest(new_site: NewSite) -> None:
    files = {"content/checkins/2026-11-24-today.md": "x", "content/checkins/2026-11-25-tomorrow.md": "x"}
    page = home(new_site(files))
    assert 'href="checkins/today.html"' in page
    assert 'href="checkins/tomorrow.html"' not in page
