"""What templates compile to is kept in a file, and never needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from mentorsite.rendering import compiled
from mentorsite.rendering.compiled import FILE, Compiled
from tests.conftest import PLAIN_THEME, Files, Site

NewSite = Callable[[Files], Site]
GOAL: Files = {**PLAIN_THEME, "content/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n"}


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Forget what this process has compiled, and give a function that forgets it again."""

    def forget() -> None:
        monkeypatch.setattr(Compiled, "_kept", {})
        monkeypatch.setattr(Compiled, "_fresh", set())

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


def test_the_next_process_compiles_nothing_and_writes_the_same(
    new_site: NewSite, new_process: Callable[[], None], compiles: list[str]
) -> None:
    site = new_site(GOAL)
    site.build("public")
    first = (site.root / "public/goals/g.html").read_bytes()
    assert "base.html" in compiles
    compiles.clear()
    new_process()
    written = (site.root / FILE).stat().st_mtime_ns
    site.build("pair")
    assert compiles == []
    assert (site.root / FILE).stat().st_mtime_ns == written
    assert site.build("public").written is not None
    assert (site.root / "public/goals/g.html").read_bytes() == first


def test_a_template_that_changed_is_compiled_again_and_no_other(
    new_site: NewSite, new_process: Callable[[], None], compiles: list[str]
) -> None:
    site = new_site({**GOAL, "themes/default/templates/main.html": '{% extends "base.html" %}'})
    site.build("public")
    compiles.clear()
    new_process()
    site.write({"themes/default/templates/main.html": '{% extends "base.html" %}{% block after %}More{% endblock %}'})
    site.build("public")
    assert compiles == ["main.html"]
    assert "More" in (site.root / "public/index.html").read_text("utf-8")


@pytest.mark.parametrize("damaged", [b"", b"x", b"mentorsite templates 0\n", "first", "last", "head"])
def test_a_file_that_is_damaged_or_of_another_version_is_passed_over_and_written_anew(
    new_site: NewSite, new_process: Callable[[], None], compiles: list[str], damaged: bytes | str
) -> None:
    site = new_site(GOAL)
    site.build("public")
    kept = (site.root / FILE).read_bytes()
    head = len(compiled._HEAD)
    other = {"first": kept[:head] + b"x" + kept[head + 1 :], "last": kept[:-1], "head": b"M" + kept[1:]}
    (site.root / FILE).write_bytes(other[damaged] if isinstance(damaged, str) else damaged)
    # What is as it was is not rendered again, as far as that is known.
    for receipt in (site.root / ".mentorsite").glob("receipt-*"):
        receipt.unlink()
    compiles.clear()
    new_process()
    assert site.build("public").written is not None
    assert "base.html" in compiles
    new_process()
    compiles.clear()
    site.build("public")
    assert compiles == []


def test_where_it_cannot_be_written_the_site_is_built_all_the_same(new_site: NewSite) -> None:
    site = new_site(GOAL)
    (site.root / FILE).mkdir(parents=True)
    assert site.build("public").written is not None
    assert list((site.root / FILE).iterdir()) == []
    assert not list((site.root / ".mentorsite").glob("templates.*"))
