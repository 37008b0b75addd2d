"""The preview runs: it finds a port, follows whatever happens to the files, and ends."""

from __future__ import annotations

import random
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from mentorsite.preview import run as module
from mentorsite.preview.live import LiveSite
from mentorsite.preview.run import bound, names_of
from tests.conftest import Files, Site, write_files
from tests.incremental.test_same_as_from_nothing import RECORDS
from tests.preview.conftest import PATIENCE, Running

NewSite = Callable[[Files], Site]
Begin = Callable[..., Running]
GOAL = "---\ntitle: Lead reviews\nvisibility: public\n---\nBody.\n"


def test_a_port_that_is_taken_gives_the_next_one_that_is_free() -> None:
    with bound("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with bound("127.0.0.1", port) as second:
            assert port < second.getsockname()[1] <= port + module.PORTS


def test_where_no_port_is_free_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PORTS", 1)
    with bound("127.0.0.1", 0) as first, pytest.raises(OSError, match=r"no port from \d+ to \d+ is free"):
        bound("127.0.0.1", first.getsockname()[1])


def test_a_host_that_is_not_here_is_an_error() -> None:
    with pytest.raises(OSError, match="assign"):
        bound("192.0.2.1", 0)


def test_only_a_server_that_others_reach_answers_to_the_names_of_the_machine() -> None:
    assert names_of("127.0.0.1") == ("127.0.0.1",)
    assert socket.gethostname() in names_of("0.0.0.0")


def test_a_burst_is_one_look_and_what_changed_is_told(new_site: NewSite, running: Begin) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    preview = running(site.root)
    site.write({f"content/goals/{number}.md": GOAL for number in range(20)})
    changed: list[str] = []
    looks = 0
    while len(changed) < 20:
        looked = preview.looks.get(timeout=PATIENCE)
        changed += looked.changed
        looks += 1
    assert sorted(changed) == sorted(f"content/goals/{number}.md" for number in range(20))
    assert looks <= 3
    assert looked.problems == ()


def test_half_of_a_file_is_not_told_as_an_error(new_site: NewSite, running: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE", PATIENCE)
    site = new_site({"content/goals/lead.md": GOAL})
    preview = running(site.root)
    site.write({"content/goals/lead.md": "---\ntitle: Lea"})
    preview.until(lambda: bool(preview.live.all_problems()))
    site.write({"content/goals/lead.md": GOAL.replace("Lead", "Led")})
    looked = preview.looks.get(timeout=PATIENCE)
    assert (looked.changed, looked.problems) == (["content/goals/lead.md"], ())


def test_what_goes_wrong_with_the_preview_itself_does_not_end_it(
    new_site: NewSite, running: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    preview = running(site.root)
    look = LiveSite.look

    def fails(self: LiveSite) -> None:
        monkeypatch.setattr(LiveSite, "look", look)
        raise RuntimeError("a fault on purpose")

    monkeypatch.setattr(LiveSite, "look", fails)
    site.write({"content/goals/lead.md": GOAL.replace("Body", "First")})
    preview.until(lambda: bool(preview.failures))
    assert "a fault on purpose" in preview.failures.pop()
    site.write({"content/goals/lead.md": GOAL.replace("Body", "Second")})
    preview.until(lambda: "Second" in preview.ask("/repo/goals/lead.html").text)


def test_a_change_of_which_the_system_does_not_tell_is_seen_after_a_while(
    new_site: NewSite, running: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.05)
    monkeypatch.setattr(BaseObserver, "schedule", lambda *_, **__: None)
    site = new_site({"content/goals/lead.md": GOAL})
    preview = running(site.root)
    site.write({"content/goals/lead.md": GOAL.replace("Body", "Unheard")})
    preview.until(lambda: "Unheard" in preview.ask("/repo/goals/lead.html").text)


def test_it_ends_though_a_page_listens(new_site: NewSite, running: Begin) -> None:
    preview = running(new_site({"content/goals/lead.md": GOAL}).root)
    heard = preview.listen("/repo/goals/lead.html")
    next(heard)
    preview.stop()
    preview.thread.join(PATIENCE)
    assert not preview.thread.is_alive()
    assert list(heard) == []


@pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
@pytest.mark.parametrize("seed", [1, 2])
def test_after_a_burst_of_a_thousand_operations_it_shows_what_a_build_makes(new_site: NewSite, running: Begin, seed: int) -> None:
    site = new_site(dict(RECORDS))
    preview = running(site.root)
    draw = random.Random(seed)
    for number in range(1000):
        _something(site.root / "content", draw, number)
    # What was left may be broken, or have an id that another record has: the last of the operations makes it right.
    for number, place in enumerate(sorted((site.root / "content").rglob("*.md*"))):
        if place.suffix == ".md" and draw.random() < 0.7:
            place.write_text(f"---\nid: last-{number}\ntitle: Whole, at last\nvisibility: public\n---\n")
        else:
            place.unlink()
    write_files(site.root, {**RECORDS, "content/goals/last.md": "---\ntitle: The last one\n---\n"})
    preview.until(lambda: preview.ask("/repo/goals/last.html").status == 200)
    made = site.make("private")
    assert not [problem for problem in made.problems if problem.severity == "error"]
    preview.until(lambda: not preview.live.look() and preview.live.settled)
    for artifact in made.artifacts:
        served = preview.live.served(module.Audience.PRIVATE, artifact.address)
        assert served.found
        assert served.file
        assert served.file.data == artifact.data
    assert not preview.failures


def _something(content: Path, draw: random.Random, number: int) -> None:
    """Write, rename, delete or half write a record, or move or delete a folder."""
    name = draw.randrange(40)
    file = content / "pages" / draw.choice(("", "more", "deep/er")) / f"p{name}.md"
    text = f"---\ntitle: Whole {number}\nvisibility: public\ntags: [t{name % 5}]\n---\nText {number}.\n"
    kind = draw.choice(("write", "write", "write", "half", "append", "rename", "replace", "delete", "folder", "broken"))
    file.parent.mkdir(parents=True, exist_ok=True)
    if kind == "write":
        file.write_text(text)
    elif kind == "half":
        with file.open("w") as half:
            half.write(text[:20])
            half.flush()
            if draw.random() < 0.9:
                half.write(text[20:])
    elif kind == "append" and file.exists():
        with file.open("a") as more:
            more.write("\nMore.\n")
    elif kind == "rename" and file.exists():
        file.rename(content / "pages" / f"renamed-{name}.md")
    elif kind == "replace":
        (beside := file.with_suffix(".md.tmp")).write_text(text)
        beside.replace(file)
    elif kind == "delete":
        file.unlink(missing_ok=True)
    elif kind == "folder":
        shutil.rmtree(content / "pages" / "moved", ignore_errors=True)
        if (content / "pages" / "more").exists():
            (content / "pages" / "more").rename(content / "pages" / "moved")
    elif kind == "broken":
        file.write_text("---\ntitle: [\n---\n")
