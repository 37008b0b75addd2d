"""How long lists are divided among pages: nothing is lost, nothing is said twice, and every page leads to all others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from posixpath import dirname, join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.pages import pagination
from mentorsite.pages.pagination import address_of, paginated, parts
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]
LIMIT, LINES = 3, 5
OF_EACH = 11
"""How many records of each type the large site has."""


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.integers()))), st.integers(1, 7))
def test_every_row_is_on_one_page_in_its_order_and_under_its_heading(groups: list[tuple[str, list[int]]], limit: int) -> None:
    pages = paginated(groups, limit)
    rows = [(head, row) for page in pages for head, of_group in page for row in of_group]
    assert rows == [(head, row) for head, of_group in groups for row in of_group]
    assert [sum(len(of_group) for _, of_group in page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert pages[-1] or len(pages) == 1


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.integers(), min_size=1))))
def test_a_heading_stands_on_a_page_once_however_long_its_group_is(groups: list[tuple[str, list[int]]]) -> None:
    for page in paginated(groups, 4):
        heads = [head for head, _ in page]
        assert all(one != other for one, other in pairwise(heads))


def test_a_list_of_one_page_says_nothing_of_pages() -> None:
    assert parts("tags/calm.html", [[("2026", [1, 2])]], str, lambda _: None) == [None]


def test_the_first_page_keeps_the_address_and_the_others_lie_in_a_folder_beside_it() -> None:
    assert [address_of("tags/calm.html", number) for number in (1, 2, 3)] == ["tags/calm.html", "tags/calm/2.html", "tags/calm/3.html"]


def test_a_page_says_what_it_holds_and_what_lies_beside_it() -> None:
    days = [date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1)]
    first, second = parts("a.html", paginated([("2026", days[:3]), ("2025", days[3:])], 2), str, lambda day: day)
    assert first
    assert second
    assert (first.number, first.previous, first.next) == (1, None, second.here)
    assert (second.number, second.previous, second.next) == (2, first.here, None)
    assert first.pages == second.pages == (first.here, second.here)
    # The years are said by the days.
    assert (first.here.heads, first.here.days) == ((), (days[1], days[0]))
    assert (second.here.address, second.here.heads, second.here.days) == ("a/2.html", (), (days[3], days[2]))


def test_days_that_are_not_in_order_are_not_said() -> None:
    days = [date(2026, 3, 1), date(2026, 1, 1), date(2026, 2, 1)]
    first, _ = parts("a.html", paginated([("Under way", days), ("Achieved", days[:1])], 3), str, lambda day: day)
    assert first
    assert (first.here.heads, first.here.days) == (("Under way",), None)


def large_site() -> dict[str, str]:
    """Give a site in which every kind of list is longer than a page of a few rows."""
    files = {
        "content/people/ana.yaml": "name: Ana\nrole: mentor\nconsent: public",
        "content/people/ben.yaml": "name: Ben\nrole: mentee\nconsent: public",
        "content/mentorships/one.yaml": "title: One\nmentors: [ana]\nmentees: [ben]\nstart: 2024-01-12\ncadence: monthly",
    }
    for number in range(OF_EACH):
        day = date(2024, 2, 1) + timedelta(90 * number)
        files[f"content/skills/skill-{number}.yaml"] = f"title: Skill {number}\ntags: [t{number}]"
        files[f"content/goals/goal-{number}.yaml"] = f"title: Goal {number}\nstart: {day}\nowner: ben"
        files[f"content/feedback/{day}-said-{number}.yaml"] = (
            f"title: Said {number}\nfrom: ana\nto: ben\nkind: recognition\nsituation: s\nbehavior: b\nimpact: i\ntags: [calm]"
        )
        files[f"content/reflections/{day}-look-{number}.yaml"] = (
            f"title: Look {number}\nauthor: ben\nadjustments: [{{what: Other {number}, due: {day}}}, {{what: And {number}, done: {day}}}]"
        )
        files[f"content/checkins/{day}-talk-{number}.yaml"] = (
            f"title: Talk {number}\nmentorship: one\nparticipants: [ana, ben]\ntags: [calm, Quiet]\n"
            f"questions: [{{ask: Ask {number}, by: ben}}, {{ask: Asked {number}, answer: Yes}}]\n"
            f"decisions: [{{what: Decide {number}}}]\n"
            f"actions: [{{what: Do {number}, owner: ben, due: {day}}}, {{what: Did {number}, done: {day}}}]"
        )
    return files


def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give pages a few rows each."""
    monkeypatch.setattr(pagination, "LIMIT", LIMIT)
    monkeypatch.setattr(pagination, "LINES", LINES)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """The pages of the large site: each list on one page, and divided among pages of a few rows."""
    site = Site(tmp_path_factory.mktemp("large")).write({"mkfile.toml": MKFILE, **large_site()})
    whole = site.pages()
    with pytest.MonkeyPatch.context() as patch:
        short_pages(patch)
        return whole, site.pages()


@pytest.fixture
def divided(sites: tuple[dict[str, str], dict[str, str]]) -> dict[str, str]:
    """The pages of the large site, of a few rows each."""
    return sites[1]


def main_of(page: str) -> str:
    """Give a page's content without the list of its pages."""
    return re.sub(r'<nav class="parts".*?</nav>', "", page[page.index("<main") : page.index("</main>")], flags=re.DOTALL)


def of_list(pages: dict[str, str], first: str) -> list[str]:
    """Give the content of all pages of a list, in their order."""
    folder = re.escape(first.removesuffix(".html"))
    numbers = sorted(int(found[1]) for address in pages if (found := re.fullmatch(folder + r"/(\d+)\.html", address)))
    return [main_of(pages[address_of(first, number)]) for number in (1, *numbers)]


CARD = r'<h3 class="p-name" dir="auto"><a class="u-url" href="[^"]*?({}-\d+)\.html'
LISTS = {
    "checkins/index.html": (CARD.format("talk"), LIMIT, OF_EACH),
    "feedback/index.html": (CARD.format("said"), LIMIT, OF_EACH),
    "reflections/index.html": (CARD.format("look"), LIMIT, OF_EACH),
    "goals/index.html": (CARD.format("goal"), LIMIT, OF_EACH),
    "skills/index.html": (r'<th scope="row"><a href="[^"]*?(skill-\d+)\.html', LIMIT, OF_EACH),
    "tags/calm.html": (CARD.format("(?:said|talk)"), LIMIT, 2 * OF_EACH),
    "tags/index.html": (r'<li><a href="[^"]*?tags/(\w+)\.html', LIMIT, OF_EACH + 2),
    "actions.html": (r"<bdi>(Did \d+|Do \d+)</bdi>", LIMIT, 2 * OF_EACH),
    "decisions.html": (r"<bdi>(Decide \d+)</bdi>", LIMIT, OF_EACH),
    "inquiry.html": (r"<bdi>(Ask(?:ed)? \d+)</bdi>", LIMIT, 2 * OF_EACH),
    "timeline.html": (r'<li data-type="\w+".*?<div><a href="[^"]*?([\w-]+/[\w-]+)\.html', LINES, 4 * OF_EACH + 1),
    "reflections/index/adjustments.html": (r"<bdi>((?:Other|And) \d+)</bdi>", LIMIT, 2 * OF_EACH),
    "feedback/index/waiting.html": (r'<div><a href="[^"]*?(said-\d+)\.html', LIMIT, OF_EACH),
}
"""The lists by the address of their first page: what stands in a row, how many rows a page has, and how many there are."""


@pytest.mark.parametrize("first", LISTS)
def test_everything_is_on_one_page_of_its_list_and_no_page_is_longer_than_the_limit(first: str, divided: dict[str, str]) -> None:
    row, limit, number = LISTS[first]
    rows = [re.findall(row, page, re.DOTALL) for page in of_list(divided, first)]
    found = [each for page in rows for each in page]
    assert len(found) == len(set(found)) == number
    assert [len(of_page) for of_page in rows[:-1]] == [limit] * (number // limit if number % limit else number // limit - 1)


@pytest.mark.parametrize("first", [first for first in LISTS if not first.endswith(("adjustments.html", "waiting.html"))])
def test_the_order_is_that_of_the_list_on_one_page(first: str, sites: tuple[dict[str, str], dict[str, str]]) -> None:
    row, _, _ = LISTS[first]
    whole, divided = sites
    found = [each for page in of_list(divided, first) for each in re.findall(row, page, re.DOTALL)]
    assert found == re.findall(row, main_of(whole[first]), re.DOTALL)


@pytest.mark.parametrize(("index", "apart"), [("reflections", "adjustments"), ("feedback", "waiting")])
def test_what_has_pages_of_its_own_has_the_order_of_the_index(index: str, apart: str, sites: tuple[dict[str, str], dict[str, str]]) -> None:
    whole, divided = sites
    row, _, _ = LISTS[f"{index}/index/{apart}.html"]
    found = [each for page in of_list(divided, f"{index}/index/{apart}.html") for each in re.findall(row, page, re.DOTALL)]
    assert found == re.findall(row, main_of(whole[f"{index}/index.html"]), re.DOTALL)[: len(found)]
    assert f'href="../{index}/index/{apart}.html"' in divided[f"{index}/index.html"]


def test_what_refers_to_a_record_goes_on_over_further_pages(divided: dict[str, str]) -> None:
    pages = of_list(divided, "people/ben.html")
    lists = [page[page.index("Connected to") :] for page in pages]
    named = [re.findall(r'href="[^"]*?((?:goals|feedback|reflections|checkins|mentorships)/[\w-]+)\.html', page) for page in lists]
    assert [len(of_page) for of_page in named] == [LINES] * 9
    assert len({name for of_page in named for name in of_page}) == 4 * OF_EACH + 1


def test_every_link_of_every_page_leads_to_a_page_and_a_place_in_it(divided: dict[str, str]) -> None:
    for address, page in divided.items():
        for link in re.findall(r'<a[^>]* href="([^":]+)"', page) if address != "404.html" else ():
            path, _, anchor = link.partition("#")
            target = normpath(join(dirname(address), path)) if path else address
            if target == "calendar.ics":
                continue
            assert target in divided, (address, link)
            assert not anchor or f'id="{anchor}"' in divided[target], (address, link)


def test_the_pages_of_a_list_lead_to_each_other_and_have_titles_of_their_own(divided: dict[str, str]) -> None:
    second = divided["checkins/index/2.html"]
    nav = second[second.index('<nav class="parts"') :]
    assert re.findall(r'href="([^"]+)"(?: rel="(\w+)")?( aria-current="page")?', nav[: nav.index("</nav>")]) == [
        ("../../checkins/index.html", "prev", ""),
        ("../../checkins/index/3.html", "next", ""),
        ("../../checkins/index.html", "", ""),
        ("../../checkins/index/2.html", "", ' aria-current="page"'),
        ("../../checkins/index/3.html", "", ""),
        ("../../checkins/index/4.html", "", ""),
    ]
    assert "<title>Check-ins, page 2 · A small site</title>" in second
    assert '<link rel="canonical" href="https://example.org/repo/checkins/index/2.html">' in second
    assert "Page 2 of 4: " in second
    of_lists = [page for address, page in divided.items() if re.search(r"/index/|timeline|/\d+\.html", address)]
    titles = [page[page.index("<title>") : page.index("</title>")] for page in of_lists]
    assert len(titles) == len(set(titles)) == len(of_lists)


def test_what_the_records_add_up_to_stands_on_the_first_page_alone(divided: dict[str, str]) -> None:
    for index, words in (("checkins", "Agreed and kept"), ("feedback", "Who to whom"), ("reflections", "In all 22: ")):
        assert words in divided[f"{index}/index.html"]
        assert words not in divided[f"{index}/index/2.html"]


def test_each_year_of_a_long_agreement_has_its_windows_and_its_calendar(divided: dict[str, str]) -> None:
    assert re.findall(r"<h3>(\d{4})</h3>", divided["checkins/index.html"]) == ["2026"]
    years = of_list(divided, "checkins/index/cadence.html")
    assert [re.findall(r"<h2>(\d{4})</h2>", page) for page in years] == [["2026"], ["2025"], ["2024"]]
    in_windows = [name for page in years for name in re.findall(r"<bdi>(Talk \d+)</bdi>", page)]
    assert sorted(in_windows) == sorted(f"Talk {number}" for number in range(OF_EACH))


def test_a_page_of_the_timeline_draws_what_its_list_has(divided: dict[str, str]) -> None:
    for page in of_list(divided, "timeline.html"):
        drawn = {int(place) for of in re.findall(r'data-of="([^"]+)"', page) for place in of.split()}
        in_list = [number for number, type in enumerate(re.findall('<li data-type="(.*?)"', page)) if type != "mentorships"]
        assert sorted(drawn) == in_list


def test_what_is_bundled_in_a_drawing_leads_to_the_month_on_its_page_of_the_timeline(
    new_site: NewSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    short_pages(monkeypatch)
    days = [date(2026, month, day) for month in (3, 4, 5, 6) for day in (10, 11, 12)]
    files = {f"content/checkins/{day}-talk.yaml": f"id: talk-{day}\ngoals: [lead]" for day in days}
    pages = new_site({**files, "content/goals/lead.yaml": "title: Lead\nstart: 2026-03-01"}).pages()
    for address in ("goals/lead.html", "index.html"):
        months = re.findall(r'href="[./]*(timeline[^"#]*)#(m[\d-]+)"', pages[address])
        assert [month for _, month in months] == ["m2026-03", "m2026-04", "m2026-05", "m2026-06"]
        assert all(f'id="{month}"' in pages[page] for page, month in months)
        assert {page for page, _ in months} == {"timeline.html", "timeline/2.html"}
    for page in of_list(pages, "timeline.html"):
        assert int(re.search(r'aria-label="2026, (\d+) records? drawn', page)[1]) == page.count('<li data-type="checkins"') + 1  # type: ignore[index]


def test_a_wide_audience_is_told_of_the_pages_that_it_sees_alone(new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    short_pages(monkeypatch)
    files = {
        f"content/goals/g{number}.yaml": f"title: G {number}\nvisibility: {'public' if number < 4 else 'pair'}" for number in range(12)
    }
    site = new_site(files)
    assert "goals/index/4.html" in site.pages("pair")
    public = site.pages("public")
    assert "goals/index/2.html" in public
    assert "goals/index/3.html" not in public
    assert "Page 1 of 2" in public["goals/index.html"]


def test_a_short_list_has_no_pages(sites: tuple[dict[str, str], dict[str, str]]) -> None:
    whole, _ = sites
    assert not [address for address in whole if re.search(r"/\d+\.html$", address) or address.endswith(("cadence.html", "waiting.html"))]
    assert 'class="parts"' not in "".join(whole.values())
