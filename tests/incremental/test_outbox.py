"""What was made lies on the disk until it is written; nothing of it stays, and nothing of it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from mentorsite import build, store
from mentorsite.incremental import prose
from mentorsite.rendering import Artifact
from mentorsite.shelf import Filling, Laid, Shelf
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]
GOAL = "content/goals/g.md"
FILES: Files = {GOAL: "---\ntitle: G\nvisibility: public\n---\nText.\n", "static/a.txt": "A."}


def kept(site: Site) -> Path:
    return site.root / store.FOLDER / prose._shelf(site.config.target("public"))


def in_folder(site: Site) -> set[str]:
    """Give what lies beside the site, without the names that say what it is of."""
    return {path.name.rpartition("-")[0] or path.name for path in (site.root / store.FOLDER).iterdir()}


def test_no_page_is_held_in_memory_until_all_are_written(new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, tuple[bytes, bool]] = {}
    write = build.write

    def noted(artifacts: Iterable[Artifact], *others: Any) -> Any:
        artifacts = list(artifacts)
        seen.update({each.address: (each.data, Path(each.laid).is_file()) for each in artifacts})
        return write(artifacts, *others)

    monkeypatch.setattr(build, "write", noted)
    # An interrupted build left these.
    site = new_site({**FILES, ".mentorsite/made/1": "an old page", ".mentorsite/made/7": "an old page"})
    assert site.build("public").written is not None
    assert {seen[address] for address in ("goals/g.html", "index.html", "data.json")} == {(b"", True)}
    assert seen["a.txt"] == (b"A.", False)
    assert b"Text." in (site.root / "public/goals/g.html").read_bytes()
    assert "made" not in in_folder(site)


def test_where_nothing_is_written_nothing_stays_and_what_was_kept_stays(new_site: NewSite) -> None:
    site = new_site(FILES)
    site.build("public")
    before, there = kept(site).read_bytes(), in_folder(site)
    site.write({GOAL: "---\ntitle: Other\nvisibility: public\nowner: nobody\n---\nText.\n"})
    assert site.build("public").written is None
    site.write({GOAL: "---\ntitle: Other\nvisibility: public\n---\n", "mkfile.toml": MKFILE + '[visibility]\ncheckins = "public"\n'})
    assert site.build("public", strict=True).written is None
    assert kept(site).read_bytes() == before
    assert in_folder(site) <= there


def test_where_nothing_can_be_laid_down_the_site_is_built_all_the_same(new_site: NewSite) -> None:
    site = new_site({**FILES, ".mentorsite/made": "a file in the place of the folder"})
    assert site.build("public").written is not None
    assert b"Text." in (site.root / "public/goals/g.html").read_bytes()


def test_a_shelf_that_cannot_be_filled_is_not_there(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "pages")
    filling.put("a", b"old")
    filling.end()
    shelf = Shelf.open(tmp_path, "pages")
    assert shelf is not None
    assert shelf.get("a") == b"old"
    for piece in (Laid(f"{tmp_path}/nowhere", 0, 1), Laid(f"{tmp_path}/short", 1, 3)):
        (tmp_path / "short").write_bytes(b"123")
        failing = Filling(tmp_path, "pages")
        failing.put("b", b"new")
        failing.put("a", piece)
        failing.end()
        assert Shelf.open(tmp_path, "pages") is None
        filling = Filling(tmp_path, "pages")
        filling.put("a", Laid(f"{tmp_path}/short", 1, 2))
        filling.end()
        shelf = Shelf.open(tmp_path, "pages")
        assert shelf is not None
        assert shelf.get("a") == b"23"
