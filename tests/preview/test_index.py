"""The preview's search: made when somebody begins to search, anew where the site changed since, and for each audience by itself."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.full_text import ENTRY, FOLDER
from mentorsite.preview.live import LiveSite
from mentorsite.records.audience import Audience
from tests.conftest import MKFILE, TODAY, write_files
from tests.preview.conftest import Running, running  # noqa: F401

SEARCHED = MKFILE.replace("enabled = false", "enabled = true")
GOAL = "---\ntitle: Lead reviews\nvisibility: {}\n---\nA quiet {}.\n"


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveSite:
    monkeypatch.setattr("mentorsite.signatures._TICK", 0)
    monkeypatch.setattr("mentorsite.signatures._COARSE_TICK", 0)
    goals = {"content/goals/seen.md": GOAL.format("public", "harbour"), "content/goals/hidden.md": GOAL.format("pair", "lighthouse")}
    write_files(tmp_path, {"mkfile.toml": SEARCHED, **goals})
    live = LiveSite(tmp_path / "mkfile.toml", lambda config: TODAY)
    live.look()
    return live


def data(live: LiveSite, audience: Audience, address: str) -> bytes:
    served = live.served(audience, address)
    assert served.found
    assert served.file
    return served.file.data


def said(live: LiveSite, audience: Audience) -> str:
    """Give what the index of an audience says of its pages, as the script reads it: from the entry to the parts."""
    language = json.loads(data(live, audience, ENTRY))["languages"]["en"]["hash"]
    meta = data(live, audience, f"{FOLDER}/pagefind.{language}.pf_meta")
    names = [name for name in live._indexes[audience]._files if name.endswith(".pf_fragment")]
    assert all(name.rpartition("/")[2].removesuffix(".pf_fragment").encode() in meta for name in names)
    return " ".join(gzip.decompress(data(live, audience, name)).decode() for name in names)


def test_an_audience_finds_what_it_sees(live: LiveSite) -> None:
    assert "harbour" in said(live, Audience.PUBLIC)
    assert "lighthouse" not in said(live, Audience.PUBLIC)
    assert "lighthouse" in said(live, Audience.PAIR)


def test_after_a_save_a_new_search_finds_the_new_words_and_an_old_one_still_has_its_parts(live: LiveSite) -> None:
    said(live, Audience.PUBLIC)
    (old,) = (name for name in live._indexes[Audience.PUBLIC]._files if name.endswith(".pf_fragment"))
    write_files(live.root, {"content/goals/seen.md": GOAL.format("public", "windmill")})
    live.look()
    assert b"harbour" in gzip.decompress(data(live, Audience.PUBLIC, old))
    assert "windmill" in said(live, Audience.PUBLIC)
    assert b"harbour" in gzip.decompress(data(live, Audience.PUBLIC, old))
    assert not live.served(Audience.PUBLIC, f"{FOLDER}/fragment/en_nothing.pf_fragment").found


def test_it_is_made_once_for_a_site_and_not_at_all_where_it_is_turned_off(live: LiveSite) -> None:
    said(live, Audience.PUBLIC)
    first = live._indexes[Audience.PUBLIC]._files
    said(live, Audience.PUBLIC)
    assert live._indexes[Audience.PUBLIC]._files is first
    write_files(live.root, {"mkfile.toml": MKFILE})
    live.look()
    assert not live.served(Audience.PUBLIC, ENTRY).found


def test_a_page_may_run_what_it_is_given(tmp_path: Path, running: Callable[..., Running]) -> None:  # noqa: F811
    write_files(tmp_path, {"mkfile.toml": SEARCHED, "content/goals/seen.md": GOAL.format("public", "harbour")})
    preview = running(tmp_path)
    policy = preview.ask("/repo/goals/seen.html").headers["content-security-policy"]
    assert "script-src 'self' file: 'wasm-unsafe-eval';" in policy
    assert "connect-src 'self';" in policy
    script = preview.ask(f"/repo/{FOLDER}/pagefind-worker.js")
    assert (script.status, script.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert "content-security-policy" not in script.headers
