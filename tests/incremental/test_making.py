"""The index is made anew where a page of a record is another one, kept where none is, and always as if nothing had been kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorsite.full_text import FOLDER
from mentorsite.incremental import making
from mentorsite.incremental.again import again
from mentorsite.rendering import Artifact
from tests.conftest import MKFILE, TODAY, Site, write_files
from tests.incremental.test_same_as_from_nothing import (
    RECORDS,
    TARGETS,
    Step,
    assert_as_from_nothing_after_each,
    edits,
    from_nothing,
    made,
    tree,
)

SEARCHED = MKFILE.replace("enabled = false", "enabled = true") + "[feed]\ntypes = []\n"
GOAL, STORY = "content/goals/lead.md", "content/stories/told.md"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust signatures at once, since no edit here falls into the moment of a build."""
    monkeypatch.setattr("mentorsite.signatures._TICK", 0)
    monkeypatch.setattr("mentorsite.signatures._COARSE_TICK", 0)


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The pages of each index that is made, in order."""
    made: list[list[str]] = []
    index = making.index

    def noted(pages: object) -> list[Artifact]:
        pages = list(pages)  # type: ignore[call-overload]
        made.append([address for address, _ in pages])
        return index(pages)

    monkeypatch.setattr(making, "index", noted)
    return made


@pytest.fixture
def site(tmp_path: Path) -> Site:
    write_files(tmp_path, {"mkfile.toml": SEARCHED, **RECORDS})
    site = Site(tmp_path)
    made(site, "public")
    return site


def assert_as_from_nothing(site: Site, tmp_path: Path) -> None:
    files = {path: text.decode() for path, text in tree(site.root).items() if path.startswith(("content/", "static/", "mkfile"))}
    clean, _ = from_nothing(tmp_path / "clean", files, "public")
    assert tree(site.root / "public") == tree(clean.root / "public")


def test_it_is_made_of_the_records_pages_and_kept_while_they_are_the_same(site: Site, tmp_path: Path, indexed: list[list[str]]) -> None:
    site.write({"static/more.txt": "More."})
    made(site, "public")
    assert indexed == []
    site.write({STORY: RECORDS[STORY].replace("What changed", "What is better")})
    made(site, "public")
    (pages,) = indexed
    assert {"goals/lead.html", "people/mara.html", "reviews/half.html", "stories/told.html"} <= set(pages)
    assert not {"index.html", "goals/index.html", "timeline.html", "404.html", "tags/index.html"} & set(pages)
    assert_as_from_nothing(site, tmp_path)


def test_it_is_made_by_the_quick_way_as_well(site: Site, tmp_path: Path, indexed: list[list[str]]) -> None:
    site.write({GOAL: RECORDS[GOAL].replace("Body of", "Lighthouse of")})
    done = again(site.config, site.config.target("public"), TODAY)
    assert done
    assert done.written
    assert "goals/lead.html" in done.written.changed
    assert sum(address.startswith(f"{FOLDER}/fragment/") for address in (*done.written.added, *done.written.removed)) == 2
    assert len(indexed) == 1
    assert_as_from_nothing(site, tmp_path)
    # What the quick way kept is what the next build goes on with.
    indexed.clear()
    site.write({"static/more.txt": "More."})
    made(site, "public")
    assert indexed == []
    assert_as_from_nothing(site, tmp_path)


def test_what_is_let_pass_in_it_keeps_nothing_from_the_quick_way(site: Site, tmp_path: Path, indexed: list[list[str]]) -> None:
    """A hidden name that stands in pagefind's own script."""
    site.write({"content/people/mark.md": "---\nname: Mark Worker\nalias: M\n---\n"})
    made(site, "public")
    site.write({GOAL: RECORDS[GOAL].replace("Body of", "Lighthouse of")})
    assert again(site.config, site.config.target("public"), TODAY)
    assert_as_from_nothing(site, tmp_path)


def test_what_is_missing_in_the_output_is_made_again(site: Site, tmp_path: Path) -> None:
    next((site.root / "public" / FOLDER / "fragment").iterdir()).unlink()
    made(site, "public")
    assert_as_from_nothing(site, tmp_path)


def test_a_name_that_an_edit_brings_into_the_index_alone_is_a_leak(site: Site) -> None:
    """A theme that shows a page's words to nobody but the search."""
    template = '{% extends "parent:pages/record.html" %}{% block opening %}<meta data-pagefind-meta="said[content]" content="Noor H{{ "idden" }}">{{ super() }}{% endblock %}'
    site.write({"themes/default/templates/pages/record.html": template})
    found = made(site, "public")
    assert found.written is None
    assert {problem.code.number for problem in found.problems} == {"M310"}
    assert any(f"{FOLDER}/" in f"{problem.message} {problem.related}" for problem in found.problems)


@settings(max_examples=3)
@given(steps=st.lists(st.tuples(st.lists(edits(), min_size=1, max_size=3), st.sampled_from(TARGETS)), min_size=2, max_size=3))
def test_any_edits_in_any_order(tmp_path: Path, steps: list[Step]) -> None:
    """An edit of the settings turns search off, as they are in `tests/conftest.py`."""
    assert_as_from_nothing_after_each(tmp_path, SEARCHED, steps)
