"""What templates compile to is kept in files, and never needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from mentorsite.rendering import compiled
from mentorsite.rendering.compiled import FILE, Compiled
from tests.conftest import MKFILE, PLAIN_THEME, Files, Site

NewSite = Callable[[Files], Site]
GOAL: Files = {**PLAIN_THEME, "content/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n"}


OWN: Files = {**GOAL, "themes/default/templates/main.html": '{% extends "base.html" %}'}


@pytest.fixture(autouse=True)
def built_in_file(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of the built-in templates' file, in a folder of its own."""
    place = tmp_path_factory.mktemp("package") / "__pycache__" / "templates.pyc"
    monkeypatch.setattr(compiled, "BUILT_IN_FILE", place)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return place


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Forget what this process has compiled, and give a function that forgets it again."""

    def forget() -> None:
        monkeypatch.setattr(Compiled, "_kept", {})
        monkeypatch.setattr(Compiled, "_fresh", set())
        monkeypatch.setattr(Compiled, "_taken", set())

    forget()
    return forget


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that gets the name of each template that is compiled."""
    names: list[str] = []
    compile = Environment._compile

    def noted(self: Environment, source: str, filename: str) -> object:
        names.append(Path(filename).name)
        return compile(self, source, filename)

    monkeypatch.setattr(Environment, "_compile", noted)
    return names


def test_the_next_process_compiles_nothing_of_any_site_and_writes_the_same(
    tmp_path: Path, new_process: Callable[[], None], compiles: list[str], built_in_file: Path
) -> None:
    site, other = (Site(tmp_path / name).write({"mkfile.toml": MKFILE, **GOAL}) for name in ("one", "other"))
    site.build("public")
    first = (site.root / "public/goals/g.html").read_bytes()
    assert "base.html" in compiles
    compiles.clear()
    new_process()
    written = built_in_file.stat().st_mtime_ns
    site.build("pair")
    assert other.build("public").written is not None
    assert compiles == []
    assert built_in_file.stat().st_mtime_ns == written
    assert not (site.root / FILE).exists()
    assert (other.root / "public/goals/g.html").read_bytes() == first


@pytest.mark.parametrize("why", ["told not to", "no folder"])
def test_where_nothing_can_be_kept_beside_the_modules_the_site_keeps_it(
    new_site: NewSite,
    new_process: Callable[[], None],
    compiles: list[str],
    built_in_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    why: str,
) -> None:
    if why == "told not to":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    else:
        built_in_file.parent.write_text("a file in the place of the folder")
    site = new_site(OWN)
    site.build("public")
    assert {"base.html", "main.html"} <= set(compiles)
    for change in ("", "{# other #}"):
        compiles.clear()
        new_process()
        site.write({"themes/default/templates/main.html": '{% extends "base.html" %}' + change})
        site.build("pair")
        assert compiles == ["main.html"] * bool(change)
    assert not built_in_file.is_file()


def test_templates_of_a_site_are_not_kept_for_others(new_site: NewSite, built_in_file: Path) -> None:
    main = '{% extends "base.html" %}{% block after %}confidential{% endblock %}'
    site = new_site({**OWN, "themes/default/templates/main.html": main})
    site.build("public")
    assert b"confidential" in (site.root / FILE).read_bytes()
    assert b"confidential" not in built_in_file.read_bytes()


def test_a_template_that_changed_is_compiled_again_and_no_other(
    new_site: NewSite, new_process: Callable[[], None], compiles: list[str]
) -> None:
    site = new_site(OWN)
    site.build("public")
    compiles.clear()
    new_process()
    site.write({"themes/default/templates/main.html": '{% extends "base.html" %}{% block after %}More{% endblock %}'})
    site.build("public")
    assert compiles == ["main.html"]
    assert "More" in (site.root / "public/index.html").read_text("utf-8")


@pytest.mark.parametrize("whose", ["built-in", "own"])
@pytest.mark.parametrize("damaged", [b"", b"x", b"mentorsite templates 0\n", "first", "last", "head"])
def test_a_file_that_is_damaged_or_of_another_version_is_passed_over_and_written_anew(
    new_site: NewSite, new_process: Callable[[], None], compiles: list[str], built_in_file: Path, damaged: bytes | str, whose: str
) -> None:
    site = new_site(OWN)
    site.build("public")
    place, template = (built_in_file, "base.html") if whose == "built-in" else (site.root / FILE, "main.html")
    kept = place.read_bytes()
    head = len(compiled._head())
    other = {"first": kept[:head] + b"x" + kept[head + 1 :], "last": kept[:-1], "head": b"M" + kept[1:]}
    place.write_bytes(other[damaged] if isinstance(damaged, str) else damaged)
    # What is as it was is not rendered again, as far as that is known.
    for receipt in (site.root / ".mentorsite").glob("receipt-*"):
        receipt.unlink()
    compiles.clear()
    new_process()
    assert site.build("public").written is not None
    assert template in compiles
    new_process()
    compiles.clear()
    site.build("public")
    assert compiles == []


def test_where_it_cannot_be_written_the_site_is_built_all_the_same(new_site: NewSite) -> None:
    site = new_site(OWN)
    (site.root / FILE).mkdir(parents=True)
    assert site.build("public").written is not None
    assert list((site.root / FILE).iterdir()) == []
    assert not list((site.root / ".mentorsite").glob("templates.*"))
