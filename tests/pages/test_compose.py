"""The pages of a site: which there are, where they lie, what they lead to."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from mentorsite.pages import pagination
from mentorsite.pages.compose import compose, frames_of, pages_at
from tests.conftest import MKFILE, TODAY, Files, Site

NewSite = Callable[[Files], Site]
PAIR = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/goals/lead.md": "---\ntitle: Lead reviews\nowner: ben\ntags: [Reviews]\n---\n",
    "content/checkins/2026-03-04-first.md": "---\ngoals: [lead]\ntags: [reviews, calm]\n---\nWe spoke of [it](../goals/lead.md).\n",
    "content/checkins/2026-03-18-second.md": "---\n{}\n---\n",
    "content/pages/about.md": "---\ntitle: About us\nnav: 1\n---\n",
}


def test_a_site_has_its_pages_at_the_addresses_of_the_contract(new_site: NewSite) -> None:
    assert set(new_site(PAIR).pages()) == {
        "index.html",
        "timeline.html",
        "brief.html",
        "actions.html",
        "decisions.html",
        "inquiry.html",
        "404.html",
        "people/index.html",
        "people/ana.html",
        "people/ben.html",
        "goals/index.html",
        "goals/lead.html",
        "checkins/index.html",
        "checkins/first.html",
        "checkins/second.html",
        "pages/index.html",
        "pages/about.html",
        "tags/index.html",
        "tags/reviews.html",
        "tags/calm.html",
    }


@pytest.mark.parametrize("several", [False, True])
def test_each_page_can_be_made_by_itself(new_site: NewSite, monkeypatch: pytest.MonkeyPatch, several: bool) -> None:
    for limit in ("LIMIT", "LINES"):
        monkeypatch.setattr(pagination, limit, 1)
    folders = {f"content/{type}": f"content/portfolios/One/{type}" for type in ("goals", "checkins") if several}
    files = {path.replace(folder := path.rpartition("/")[0], folders.get(folder, folder)): text for path, text in PAIR.items()}
    site = new_site(files)
    frames = frames_of(site.view("private"), site.config, TODAY, {})
    for page in compose(frames):
        assert page in list(pages_at(frames, page.address))
    assert not list(pages_at(frames, "goals/nothing.html"))
    assert not list(pages_at(frames, "goals"))


def test_an_empty_site_has_a_home_that_says_how_to_begin(new_site: NewSite) -> None:
    pages = new_site({}).pages()
    assert set(pages) == {"index.html", "timeline.html", "404.html"}
    assert ">0<" not in pages["index.html"]


def test_a_record_shows_what_refers_to_it_once(new_site: NewSite) -> None:
    page = new_site(PAIR).pages()["goals/lead.html"]
    assert page.count('href="../checkins/first.html"') == 1


def test_no_two_texts_of_a_page_take_the_same_address_for_a_heading(new_site: NewSite) -> None:
    text = "---\ntitle: Open\n---\n### Why\n\none\n\n### More\n\ntwo\n\n## Why\n\nx\n\n### More\n\nthree\n"
    page = new_site({"content/goals/open.md": text}).pages()["goals/open.html"]
    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert {"why", "why-1", "more", "more-1"} <= set(ids)


def test_neighbours_are_those_of_the_same_type_in_time(new_site: NewSite) -> None:
    pages = new_site(PAIR).pages()
    assert 'href="../checkins/second.html" rel="next"' in pages["checkins/first.html"]
    assert 'href="../checkins/first.html" rel="prev"' in pages["checkins/second.html"]
    assert 'rel="next"' not in pages["checkins/second.html"]


def test_tags_that_differ_in_case_are_one(new_site: NewSite) -> None:
    page = new_site(PAIR).pages()["tags/reviews.html"]
    assert 'href="../goals/lead.html"' in page
    assert 'href="../checkins/first.html"' in page


def test_a_page_with_nav_is_in_the_navigation_and_is_current_on_itself(new_site: NewSite) -> None:
    pages = new_site(PAIR).pages()
    assert 'href="../pages/about.html"' in pages["goals/lead.html"]
    assert 'href="../pages/about.html" aria-current="page"' in pages["pages/about.html"]


def test_the_404_page_leads_from_the_root_of_the_site_wherever_it_is_served(new_site: NewSite) -> None:
    page = new_site(PAIR).pages()["404.html"]
    assert 'href="/repo/index.html"' in page
    assert 'href="/repo/assets/site.css"' in page
    assert 'rel="canonical"' not in page


def test_canonical_addresses_are_absolute_and_only_there_with_an_url(new_site: NewSite) -> None:
    site = new_site({**PAIR, "content/goals/größe.md": "---\ntitle: Größe\n---\n"})
    pages = site.pages()
    assert '<link rel="canonical" href="https://example.org/repo/goals/gr%C3%B6%C3%9Fe.html">' in pages["goals/größe.html"]
    site.write({"mkfile.toml": MKFILE.replace('url = "https://example.org/repo/"\n', "")})
    assert "example.org" not in site.pages()["goals/lead.html"]


def test_only_a_public_site_may_be_indexed(new_site: NewSite) -> None:
    site = new_site({**PAIR, "content/goals/open.md": "---\ntitle: Open\nvisibility: public\n---\n"})
    assert "noindex" in site.pages("review")["goals/open.html"]
    assert "noindex" not in site.pages("public")["goals/open.html"]


def test_the_file_of_a_record_shows_only_to_those_who_share_the_folder(new_site: NewSite) -> None:
    site = new_site({"content/for-someone/goals/open.md": "---\ntitle: Open\nvisibility: public\n---\n"})
    assert "content/for-someone/goals/open.md" in site.pages("pair")["goals/open.html"]
    for wide in ("review", "public"):
        assert "for-someone" not in site.pages(wide)["goals/open.html"]
        assert "goals/open" in site.pages(wide)["goals/open.html"]


SEVERAL = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/skills/writing.yaml": "title: Writing",
    "content/pages/about.md": "---\ntitle: About the programme\nnav: 1\n---\n",
    "content/portfolios/Ben & Ana/mentorships/agreement.yaml": "title: Ben and Ana\nmentors: [ana]\nmentees: [ben]\nstart: 2026-01-12\nsummary: A year of reviews.",
    "content/portfolios/Ben & Ana/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/portfolios/Ben & Ana/goals/lead.md": "---\ntitle: Lead\nowner: ben\nskills: [writing]\ntags: [one]\n---\n",
    "content/portfolios/Cleo/goals/lead.md": "---\ntitle: Lead elsewhere\ntags: [two]\n---\nSee [[skills/writing]].\n",
    "content/portfolios/Cleo/people/ben.yaml": "name: Another Ben",
    "content/portfolios/Cleo/checkins/2026-02-02.md": "---\nparticipants: [ana, ben]\n---\n",
}


def test_each_portfolio_lies_under_its_name_and_the_root_lists_them(new_site: NewSite) -> None:
    pages = new_site(SEVERAL).pages()
    assert {
        "index.html",
        "ben-ana/index.html",
        "ben-ana/timeline.html",
        "ben-ana/goals/lead.html",
        "cleo/goals/lead.html",
        "people/ana.html",
    } <= set(pages)
    assert "timeline.html" not in pages
    assert 'href="ben-ana/index.html"' in pages["index.html"]
    assert "A year of reviews." in pages["index.html"]
    assert "Ben and Ana" in pages["ben-ana/index.html"]


def test_each_portfolio_stands_on_its_own_and_shares_what_is_shared(new_site: NewSite) -> None:
    pages = new_site(SEVERAL).pages()
    assert 'href="../../skills/writing.html"' in pages["ben-ana/goals/lead.html"]
    assert 'href="../../ben-ana/people/ben.html"' in pages["ben-ana/goals/lead.html"]
    checkin = pages["cleo/checkins/2026-02-02.html"]
    assert "Another Ben" in checkin
    assert 'href="../../people/ana.html"' in checkin
    assert "Lead elsewhere" not in pages["ben-ana/timeline.html"]
    assert "cleo/tags/one.html" not in pages


def test_a_portfolio_of_which_nothing_is_visible_is_not_there(new_site: NewSite) -> None:
    # A folder is a part of each address below it, so this one names nobody.
    files = {
        path.replace("Ben & Ana", "First Year"): text.replace("title: Lead\n", "title: Lead\nvisibility: public\n")
        for path, text in SEVERAL.items()
    }
    pages = new_site(files).pages("public")
    assert "first-year/goals/lead.html" in pages
    assert not any("cleo" in address or "Cleo" in page for address, page in pages.items())
