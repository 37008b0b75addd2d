"""Whether nothing changed is known in a moment, and only where it is sure."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite import store
from mentorsite.build import build
from mentorsite.incremental.again import again
from mentorsite.incremental.receipt import load
from mentorsite.outcome import Built
from mentorsite.signatures import UNSURE
from tests.conftest import PLAIN_THEME, TODAY, Files, Site

PLAIN: Files = {**PLAIN_THEME, "content/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n", "static/a.txt": "a"}
PUBLIC = '[site]\ntitle = "A site"\n[theme]\nname = "plain"\n[targets.public]\naudience = "public"\n'


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust signatures at once, since no edit here falls into the moment of a build."""
    monkeypatch.setattr("mentorsite.signatures._TICK", 0)
    monkeypatch.setattr("mentorsite.signatures._COARSE_TICK", 0)


@pytest.fixture
def built(new_site: Callable[[Files], Site]) -> Site:
    site = new_site({**PLAIN, "mkfile.toml": PUBLIC})
    build(site.config, site.config.target("public"), TODAY)
    return site


def known(site: Site, **options: bool) -> Built | None:
    return again(site.config, site.config.target("public"), TODAY, **options)


@pytest.mark.usefixtures("at_once")
def test_where_nothing_changed_the_result_is_known_with_its_problems(built: Site) -> None:
    built.write({"content/notes.md": "x"})
    first = build(built.config, built.config.target("public"), TODAY)
    second = known(built)
    assert second
    assert second.written
    assert (second.records, second.pages, second.problems) == (first.records, first.pages, first.problems)
    assert [problem.code.number for problem in second.problems] == ["M100"]
    assert (second.written.added, second.written.changed, second.written.removed) == ((), (), ())
    # A warning stops a strict build.
    assert known(built, strict=True) is None


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "change",
    [
        {"content/goals/new.md": "---\ntitle: N\n---\n"},
        {"content/goals/_draft.md": "x"},
        {"content/goals/.defaults.yaml": "x"},
        {"static/a.txt": "b"},
        {"themes/plain/templates/pages/home.html": "x"},
        {"mkfile.toml": PUBLIC + "# more\n"},
        {"public/index.html": "by hand"},
        {"public/mine.txt": "mine"},
        {".git/config": '[remote "origin"]\nurl = https://github.com/x/y\n'},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changed_there_is_something_to_build(built: Site, change: Files) -> None:
    assert known(built)
    built.write(change)
    assert known(built) is None


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("gone", ["content/goals/g.md", "static/a.txt", "public/index.html", "public/.mentorsite-manifest"])
def test_what_is_gone_counts_as_changed(built: Site, gone: str) -> None:
    (built.root / gone).unlink()
    assert known(built) is None


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("linked", ["plain", "plain/templates"])
def test_a_theme_that_lies_behind_a_link_counts(
    new_site: Callable[[Files], Site], tmp_path_factory: pytest.TempPathFactory, linked: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "theme"
    site = new_site({**PLAIN, "mkfile.toml": PUBLIC})
    (site.root / "themes" / linked).rename(elsewhere)
    (site.root / "themes" / linked).symlink_to(elsewhere)
    # A circle of links comes to its end.
    (elsewhere / "circle").symlink_to(site.root / "themes")
    build(site.config, site.config.target("public"), TODAY)
    assert known(site)
    template = next(elsewhere.rglob("home.html"))
    template.write_text("<title>Another</title>")
    assert known(site) is None


@pytest.mark.usefixtures("at_once")
def test_another_day_or_another_target_is_another_build(built: Site) -> None:
    config, target = built.config, built.config.target("public")
    assert again(config, target, TODAY.replace(day=1)) is None
    assert again(config, target, TODAY, past=True) is None
    assert again(config, target, TODAY, since=TODAY) is None
    assert again(config, target, TODAY)


def test_a_file_that_may_change_unseen_does_not_count_as_known(new_site: Callable[[Files], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorsite.signatures._TICK", 10**12)
    monkeypatch.setattr("mentorsite.signatures._COARSE_TICK", 10**12)
    monkeypatch.setattr("mentorsite.incremental.receipt.settled", lambda signatures: True)
    site = new_site({**PLAIN, "mkfile.toml": PUBLIC})
    build(site.config, site.config.target("public"), TODAY)
    receipt = load(site.root, site.config.target("public"))
    assert receipt
    assert set(receipt.took.files.values()) == {UNSURE}
    monkeypatch.setattr("mentorsite.incremental.prose.with_other_letters", lambda *arguments: None)
    assert known(site) is None


@pytest.mark.usefixtures("at_once")
def test_what_another_version_kept_is_none(built: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert known(built)
    # As long as any, so that nothing but what it says tells it apart.
    monkeypatch.setattr(store, "_versions", lambda: "0" * 32)
    assert known(built) is None


def test_it_is_known_without_importing_what_makes_pages(new_site: Callable[[Files], Site], tmp_path: Path) -> None:
    site = new_site({**PLAIN, "mkfile.toml": PUBLIC})
    asked = "import sys\nfrom mentorsite.cli.group import group\ngroup(sys.argv[1:], standalone_mode=False)\n"
    asked += (
        "print(sorted(name for name in ('jinja2', 'markdown_it', 'pydantic', 'yaml', 'PIL', 'mentorsite.build') if name in sys.modules))"
    )
    command = [sys.executable, "-c", asked, "build", "public", "--date", str(TODAY)]
    # In between, whatever was just written grows old enough to be told apart from what is written later.
    subprocess.run([sys.executable, "-c", "import time; time.sleep(0.1)"], check=True)
    said = [subprocess.run(command, cwd=site.root, env={**os.environ}, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert "4 new" not in said[1]
    assert "nothing changed" in said[1]
    assert said[1].splitlines()[-1] == "[]"
    assert said[0].splitlines()[-1] != "[]"
