"""Whoever waits for a change of a site is woken once for a burst of them, whatever becomes of the folders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from mentorsite.preview import watch as module
from mentorsite.preview.watch import Watch

# A folder that moves while it is looked into makes watchdog warn, and nothing else.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
PATIENCE = 20.0
QUIET = 0.4
"""How long nothing is heard before a test takes it that there is nothing to hear."""


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "content" / "goals").mkdir(parents=True)
    (tmp_path / "content" / "goals" / "a.md").write_text("a")
    (tmp_path / "mkfile.toml").write_text("")
    with Watch(tmp_path) as begun:
        yield begun


def settle(watch: Watch) -> None:
    """Wait until nothing is heard any more."""
    while watch.wait(QUIET):
        pass


@pytest.mark.parametrize(
    "path",
    ["mkfile.toml", "content/goals/a.md", "content/goals/new.md", "content/new/folder/b.md", "static/a.txt", "themes/default/theme.toml"],
)
def test_a_change_anywhere_among_the_sources_wakes(watch: Watch, tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    settle(watch)
    (tmp_path / path).write_text("other")
    assert watch.wait(PATIENCE)


def test_a_file_that_goes_or_is_renamed_wakes(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "content" / "goals" / "a.md").rename(tmp_path / "content" / "goals" / "b.md")
    assert watch.wait(PATIENCE)
    settle(watch)
    (tmp_path / "content" / "goals" / "b.md").unlink()
    assert watch.wait(PATIENCE)


def test_reading_wakes_nobody(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "content" / "goals" / "a.md").read_text()
    assert not watch.wait(QUIET)


def test_a_burst_wakes_once(watch: Watch, tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / "content" / "goals" / f"{number}.md").write_text("x")
    assert watch.wait(PATIENCE)
    woken = 0
    while watch.wait(QUIET):
        woken += 1
    assert woken <= 2


def test_a_burst_without_end_is_looked_at_all_the_same(watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUIET", PATIENCE)
    monkeypatch.setattr(module, "LONGEST", 0.01)
    (tmp_path / "content" / "goals" / "a.md").write_text("x")

    class Endless:
        """Is set again as soon as it is cleared."""

        def is_set(self) -> bool:
            return True

        def clear(self) -> None:
            pass

        def set(self) -> None:
            pass

        def wait(self, seconds: float | None = None) -> bool:
            return True

    monkeypatch.setattr(watch, "_woken", Endless())
    assert watch.wait(PATIENCE)


def test_a_folder_that_was_moved_away_and_made_anew_is_watched_again(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "content").rename(tmp_path / "elsewhere")
    assert watch.wait(PATIENCE)
    settle(watch)
    shutil.copytree(tmp_path / "elsewhere", tmp_path / "content")
    assert watch.wait(PATIENCE)
    settle(watch)
    (tmp_path / "content" / "goals" / "a.md").write_text("after that")
    assert watch.wait(PATIENCE)


def test_a_folder_that_is_made_anew_in_the_place_of_one_that_was_deleted_is_watched(watch: Watch, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "content")
    (tmp_path / "content" / "goals").mkdir(parents=True)
    settle(watch)
    (tmp_path / "content" / "goals" / "a.md").write_text("after that")
    assert watch.wait(PATIENCE)


def test_where_a_thread_that_listens_has_ended_another_one_begins(watch: Watch, tmp_path: Path) -> None:
    for emitter in watch._observer.emitters:
        emitter.stop()
        emitter.join()
    settle(watch)
    (tmp_path / "content" / "goals" / "a.md").write_text("after that")
    assert watch.wait(PATIENCE)


def test_one_can_be_woken_by_others(watch: Watch) -> None:
    watch.wake()
    assert watch.woken
    assert watch.wait(PATIENCE)
    assert not watch.woken


def test_where_the_system_watches_no_more_folders_it_says_so_and_still_can_be_woken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", full)
    with Watch(tmp_path) as watch:
        assert not watch.hears
        watch.wake()
        assert watch.wait(PATIENCE)
