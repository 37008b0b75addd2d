"""Two folders change places."""

from __future__ import annotations

from pathlib import Path

from mentorsite.output.exchange import exchange


def test_each_stands_where_the_other_was_or_nothing_has_changed(tmp_path: Path) -> None:
    one, other = tmp_path / "öne", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    done = exchange(one, other)
    assert (one / "name").read_text() == ("other" if done else "öne")
    assert (other / "name").read_text() == ("öne" if done else "other")


def test_where_one_is_missing_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert exchange(tmp_path / "one", tmp_path / "other") is False
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
