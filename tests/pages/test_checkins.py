"""What the index of check-ins and an agreement's page say of the cadence."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from tests.conftest import ROOT, Files, Site

NewSite = Callable[[Files], Site]

PEOPLE = {"content/people/m.yaml": "name: M\nrole: mentor\n", "content/people/n.yaml": "name: N\nrole: mentee\n"}
AGREEMENT = "title: The agreement\nmentors: [m]\nmentees: [n]\nvisibility: public\n"


def words(page: str) -> str:
    """Give a page's words without its marks, apart by single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page.replace("</td>", " "))).split())


def index(site: Site, target: str = "pair") -> str:
    return site.pages(target)["checkins/index.html"]


def site_of(new_site: NewSite, agreement: str, checkins: dict[str, str]) -> Site:
    files = {f"content/checkins/{day}.yaml": f"title: Talk of {day}\n{text}" for day, text in checkins.items()}
    return new_site({**PEOPLE, "content/mentorships/a.yaml": AGREEMENT + agreement, **files})


def test_the_index_says_what_was_kept_missed_and_is_next(new_site: NewSite) -> None:
    agreement = "start: 2026-10-26\ncadence: weekly\npauses: [{from: 2026-11-16, to: 2026-11-22}]\n"
    page = index(site_of(new_site, agreement, {"2026-10-27": "", "2026-11-10": "", "2026-11-12": "next: 2026-12-01\n"}))
    said = words(page)
    assert "2 of 3 check-ins kept, every week" in said
    assert "Next 1 December 2026, agreed in Talk of 2026-11-12" in said
    assert "Last 12 November 2026, Talk of 2026-11-12, 12 days ago" in said
    assert "Longest gap 14 days, from 27 October 2026, Talk of 2026-10-27 to 10 November 2026, Talk of 2026-11-10" in said
    assert "Missed 2 to 8 November 2026" in said
    assert "Pause 16 to 22 November 2026" in said
    assert "Besides 1 more than agreed" in said
    assert "23 to 29 November 2026 not over yet" in said


def test_the_index_says_what_was_agreed_before(new_site: NewSite) -> None:
    agreement = "start: 2026-10-26\ncadence: weekly\nrevisions: [{date: 2026-11-09, change: More often., cadence_before: biweekly}]\n"
    page = words(index(site_of(new_site, agreement, {"2026-10-27": ""})))
    assert "1 of 3 check-ins kept, every week; every two weeks until 9 November 2026" in page
    assert "9 to 22 November 2026 missed, 2 windows" in page


def test_every_day_with_a_check_in_is_a_dot_that_leads_to_it_and_is_called_by_its_day_and_title(new_site: NewSite) -> None:
    page = index(site_of(new_site, "start: 2026-10-26\ncadence: weekly\n", {"2026-10-27": "", "2026-11-01": "", "2026-12-02": ""}))
    named = re.findall(r'<a href="([^"]+)"><title>([^<]+)</title>.*?<circle class="(\w+)" cx="(\d+)" cy="(\d+)"', page)
    # 27 October 2026 is a Tuesday in the fifth row of its month, 1 November a Sunday and 2 December a Wednesday, both in the first.
    assert named == [
        ("../checkins/2026-10-27.html", "27 October 2026: Talk of 2026-10-27", "held", "30", "81"),
        ("../checkins/2026-11-01.html", "1 November 2026: Talk of 2026-11-01", "held", "130", "9"),
        ("../checkins/2026-12-02.html", "2 December 2026: Talk of 2026-12-02", "due", "50", "9"),
    ]


def test_every_day_of_a_year_stands_in_its_calendar_once(new_site: NewSite) -> None:
    agreement = "start: 2026-01-05\ncadence: monthly\npauses: [{from: 2026-03-01, to: 2026-03-31}]\n"
    page = index(site_of(new_site, agreement, {"2026-01-05": "", "2026-11-24": ""}))
    calendar = page[page.index('<ol class="calendar">') :]
    calendar = calendar[: calendar.index("</ol>")]

    def days(mark: str) -> int:
        return sum(path.count("M") for path in re.findall(rf'<path class="{mark}" d="([^"]+)"', calendar))

    # Missed are 5 to 28 February (24 of a month to 4 March are cut by the pause), so not; then 1 April to 31 October: 214 days.
    assert days("paused") == 31
    assert days("missed") == 214
    dots = calendar.count('class="held"')
    due = calendar.count('class="due"')
    assert (dots, due) == (2, 1)
    assert days("plain-day") + days("paused") + days("missed") + dots + due == 365


def test_years_stand_from_the_newest_to_the_oldest_and_those_without_a_check_in_not_at_all(new_site: NewSite) -> None:
    page = index(site_of(new_site, "start: 2022-01-03\ncadence: quarterly\n", {"2022-01-05": "", "2024-02-29": ""}))
    assert re.findall(r"<h3>(\d{4})</h3>", page) == ["2026", "2024", "2022"]
    assert "<title>29 February 2024: Talk of 2024-02-29</title>" in page


def test_many_missed_windows_are_named_together_or_counted(new_site: NewSite) -> None:
    checkins = {f"2026-{month:02d}-01": "" for month in range(1, 11)}
    page = words(index(site_of(new_site, "start: 2026-01-01\ncadence: weekly\n", checkins)))
    assert "10 of 46 check-ins kept" in page
    named = "8 October to 18 November 2026; 3 to 30 September 2026; 6 to 26 August 2026; 2 to 29 July 2026; 19 more before"
    assert f"Missed {named}" in page
    assert "8 October to 18 November 2026 missed, 6 windows" in page


def test_without_a_cadence_the_index_says_what_there_is(new_site: NewSite) -> None:
    page = words(index(site_of(new_site, "start: 2026-10-26\n", {"2026-10-27": ""})))
    assert "Longest gap 28 days, from 27 October 2026, Talk of 2026-10-27 to today" in page
    assert "kept, every" not in page
    assert "Next" not in page
    assert "Window by window" not in page


def test_with_several_agreements_each_is_named(new_site: NewSite) -> None:
    site = site_of(new_site, "start: 2026-11-02\ncadence: weekly\n", {"2026-11-03": "mentorship: a\n", "2026-11-10": "mentorship: b\n"})
    site.write({"content/mentorships/b.yaml": AGREEMENT.replace("The", "Another") + "start: 2026-11-09\ncadence: biweekly\n"})
    page = index(site)
    assert words(page).index("Another agreement") < words(page).index("The agreement")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_an_audience_that_does_not_see_check_ins_as_a_rule_finds_the_records_alone(new_site: NewSite) -> None:
    site = site_of(new_site, "start: 2026-10-26\ncadence: weekly\n", {"2026-10-27": "visibility: public\n", "2026-11-10": ""})
    pages = site.pages("public")
    for address in ("checkins/index.html", "mentorships/a.html"):
        said = words(pages[address])
        assert "kept" not in said
        assert "Missed" not in said
    assert "A check-in every week. See Check-ins" in words(pages["mentorships/a.html"])
    assert "Talk of 2026-10-27" in words(pages["checkins/index.html"])


def test_the_agreement_leads_to_its_check_ins_and_says_what_was_agreed_before(new_site: NewSite) -> None:
    revisions = "revisions: [{date: 2026-11-09, change: More often., cadence_before: P3W, why: It was too seldom.}]\n"
    site = site_of(new_site, f"start: 2026-10-26\ncadence: weekly\nresponse_time: A day\n{revisions}", {"2026-10-27": "mentorship: a\n"})
    page = site.pages("pair")["mentorships/a.html"]
    assert '<a href="../checkins/index.html">1 of 3 kept</a>' in page
    assert "9 November 2026 More often. Cadence every three weeks until then It was too seldom." in words(page)
    assert "Response time A day" in words(page)
    assert "Connected to" not in page


def test_an_agreement_without_check_ins_leads_nowhere(new_site: NewSite) -> None:
    page = new_site({**PEOPLE, "content/mentorships/a.yaml": AGREEMENT + "start: 2026-10-26\ncadence: weekly\n"}).pages("pair")[
        "mentorships/a.html"
    ]
    assert "checkins/index.html" not in page
    assert "A check-in every week" in words(page)
    assert 'href=""' not in page


def test_the_index_of_the_example_is_smaller_than_100_kb() -> None:
    page = Site(ROOT).pages("pair")["checkins/index.html"]
    assert "17 of 18 check-ins kept, every three weeks; every two weeks until 30 June 2026" in words(page)
    assert "4 more than agreed" in words(page)
    assert len(page.encode()) < 100_000


def test_an_agreement_whose_cadence_was_given_up_says_what_was_kept_of_it(new_site: NewSite) -> None:
    agreement = "start: 2026-10-26\nrevisions: [{date: 2026-11-09, change: No dates., cadence_before: weekly}]\n"
    site = site_of(new_site, agreement, {"2026-10-27": ""})
    assert ">1 of 2 kept</a>" in site.pages("pair")["mentorships/a.html"]
    assert "1 of 2 check-ins kept every week until 9 November 2026" in words(index(site))
