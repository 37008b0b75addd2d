"""Each peer's site holds all records that the public sees, and leaves nothing that only mentorsite would understand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.peers import PEERS, Peer
from benchmarks.records import edited, most_usual_goal, read_records
from benchmarks.site import write_site


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peers_site_holds_every_record_and_an_edit_changes_what_shows_it(peer: Peer, tmp_path: Path) -> None:
    write_site(tmp_path / "records", 100)
    entries = read_records(tmp_path / "records")
    site = tmp_path / "site"
    peer.write(site, entries)
    texts = {str(place.relative_to(site / "content")): place.read_text("utf-8") for place in (site / "content").rglob("*.md")}
    assert {f"{entry.key}.md" for entry in entries} <= set(texts)
    assert {name for name in texts if not re.fullmatch(r"tags/.*|(\w+/)?index\.md", name)} == {f"{entry.key}.md" for entry in entries}
    assert not [name for name, text in texts.items() if "[[" in text or ":::" in text]
    for entry in entries:
        assert entry.title in texts[f"{entry.key}.md"]

    goal, _ = most_usual_goal(entries)
    peer.rewrite(site, entries, edited(entries, goal.key, "Quite another", "\nAnd more.\n"))
    file = (site / "content" / f"{goal.key}.md").read_text("utf-8")
    assert "Quite another" in file
    assert file.endswith("\nAnd more.\n")


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_program_that_is_not_on_the_path_is_not_run(peer: Peer, tmp_path: Path) -> None:
    assert peer.command(str(tmp_path)) is None
