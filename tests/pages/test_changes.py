"""The page of what changed: there where it was asked for, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mentorsite.build import build, make
from tests.conftest import TODAY, Files, Site
from tests.insights.test_changes import FILES


def test_it_is_there_where_it_was_asked_for_and_the_contents_lead_to_it(new_site: Callable[[Files], Site]) -> None:
    site = new_site(FILES)
    assert "changes.html" not in site.pages()
    made = make(site.config, site.config.target("private"), date(2026, 6, 30), past=True, since=date(2026, 6, 1))
    pages = {artifact.address: artifact.data.decode() for artifact in made.artifacts if artifact.address.endswith(".html")}
    page = pages["changes.html"]
    assert 'href="changes.html"' in pages["index.html"]
    for said in ("From <time", "Newest", "Achieved", "Readings, <bdi>Led</bdi>: 6", "Milestones: <bdi>One</bdi>", "Levels: "):
        assert said in page
    assert "Later" not in page


def test_where_nothing_changed_it_says_so_of_what_it_shows(new_site: Callable[[Files], Site]) -> None:
    site = new_site({**FILES, "content/goals/g.yaml": "title: G\nvisibility: public"})

    def said(target: str) -> str:
        made = make(site.config, site.config.target(target), TODAY, since=TODAY)
        return next(artifact.data.decode() for artifact in made.artifacts if artifact.address == "changes.html")

    assert "Nothing changed." in said("private")
    assert "Nothing in this copy changed." in said("public")


def test_a_build_that_is_not_asked_for_it_takes_it_away(new_site: Callable[[Files], Site]) -> None:
    site = new_site(FILES)
    build(site.config, site.config.target("private"), TODAY, since=date(2026, 6, 1))
    assert (site.root / "private" / "changes.html").exists()
    site.build("private")
    assert not (site.root / "private" / "changes.html").exists()
