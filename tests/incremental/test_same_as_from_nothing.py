"""Whatever is edited, and in whatever order: what a build makes with what earlier ones kept is what a build from nothing makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorsite.build import build
from mentorsite.incremental.again import again
from mentorsite.outcome import Built
from mentorsite.rendering import Renderer
from mentorsite.workers import Workers
from tests.conftest import MKFILE, TODAY, Site, write_files

RECORDS = {
    "content/people/mara.md": "---\nname: Mara Mentor\nrole: mentor\nconsent: public\n---\n",
    "content/people/noor.md": "---\nname: Noor Hidden\nrole: mentee\nconsent: pair\nalias: N\n---\n",
    "content/goals/lead.md": "---\ntitle: Lead reviews\nvisibility: public\nowner: noor\nstart: 2026-01-01\ndue: 2027-01-01\n---\nBody of the goal.\n\n## Why\n\nSee [[checkins/first]].\n",
    "content/goals/other.md": "---\ntitle: Another goal\nvisibility: public\nparent: lead\ntags: [craft]\n---\nA [link](lead.md#part).\n\n# Part\n",
    "content/checkins/first.md": "---\ndate: 2026-02-03\nvisibility: public\nparticipants: [noor, mara]\ngoals: [lead]\n"
    "actions: [{what: Write it down, owner: noor, due: 2026-03-01}]\n---\n## Notes\n\nWhat we said.\n",
    "content/checkins/second.md": "---\ndate: 2026-02-10\nparticipants: [noor, mara]\ngoals: [lead]\n---\nSomething quiet that nobody else should read at all.\n",
    "content/milestones/done.md": "---\ntitle: A first step\ndate: 2026-05-05\nvisibility: public\ngoal: lead\nevidence: [checkins/first]\n---\n## Outcome\n\nIt worked.\n",
    "content/reflections/back.md": "---\ndate: 2026-05-06\nvisibility: review\nabout: milestones/done\n---\n## What worked\n\nListening.\n",
    "content/stories/told.md": "---\ntitle: What changed\ndate: 2026-06-01\nvisibility: public\ngoals: [lead]\nmilestones: [done]\n---\n## Challenge\n\nHard.\n",
    "content/pages/about.md": "---\ntitle: About\nvisibility: public\nnav: 1\n---\nText.\n\n::: pair\nOnly for the two of us, and nobody else in the world.\n:::\n",
    "content/feedback/one.md": "---\ndate: 2026-03-03\nfrom: mara\nto: noor\nkind: recognition\nvisibility: review\n---\n## Situation\n\nA meeting.\n\n## Behavior\n\nAsked.\n\n## Impact\n\nHelped.\n",
    "content/reviews/half.md": "---\ntitle: Half a year\nperson: noor\nfrom: 2026-01-01\nto: 2026-06-30\nvisibility: public\n---\nWhat I did.\n",
    "static/robots.txt": "User-agent: *\n",
}
WORDS = (
    "Plain words.",
    "Other *words*, longer.",
    "",
    "::: pair\nHidden from most of the people that read this site here.\n:::",
    "[[goals/lead]]",
    "## Heading",
)
TARGETS = ("public", "review", "private")


def _edit(text: str, old: str, new: str) -> str:
    return text.replace(old, new, 1) if old in text else text + new


def _with(files: dict[str, str], path: str, change: Callable[[str], str]) -> None:
    if path in files:
        files[path] = change(files[path])


paths = st.sampled_from(sorted(RECORDS))
words = st.sampled_from(WORDS)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, Callable[[dict[str, str]], None]]:
    """Give an edit of a site's files with its name."""
    path, text = draw(paths), draw(words)
    number = draw(st.integers(0, 3))
    kind = draw(
        st.sampled_from(
            (
                "body",
                "title",
                "tags",
                "reach",
                "delete",
                "restore",
                "add",
                "rename",
                "settings",
                "theme",
                "defaults",
                "static",
                "consent",
                "same length",
                "touch",
            )
        )
    )
    changes: Mapping[str, Callable[[dict[str, str]], object]] = {
        "body": lambda files: _with(files, path, lambda found: f"{found}\n{text}\n"),
        "title": lambda files: _with(files, path, lambda found: _edit(found, "title: ", f"title: {'XYZW'[number]} ")),
        "tags": lambda files: _with(files, path, lambda found: found.replace("---\n", f"---\ntags: [{'abcd'[number]}]\n", 1) if "tags" not in found else found),
        "reach": lambda files: _with(files, path, lambda found: found.replace("visibility: public", f"visibility: {('pair', 'review', 'private', 'public')[number]}")),
        "delete": lambda files: files.pop(path, None),
        "restore": lambda files: files.update({path: RECORDS[path]}),
        "add": lambda files: files.update({f"content/pages/new-{number}.md": f"---\ntitle: New {number}\nvisibility: public\n---\n{text}\n"}),
        "rename": lambda files: files.update({path.replace(".md", f"-{number}.md"): files.pop(path)}) if path in files else None,
        "settings": lambda files: files.update({"mkfile.toml": MKFILE.replace("A small site", f"A site {number}")}),
        "theme": lambda files: files.update({"themes/default/templates/main.html": '{% extends "base.html" %}' + "{# #}" * number + f"{{% block after %}}{text}{{% endblock %}}"}),
        "defaults": lambda files: files.update({"content/_defaults.yaml": f"visibility: {('pair', 'review', 'private', 'public')[number]}\n"}),
        "static": lambda files: files.update({f"static/{number}.txt": text}),
        "consent": lambda files: _with(files, "content/people/noor.md", lambda found: found.replace("consent: pair", f"consent: {('pair', 'review', 'private', 'public')[number]}")),
        "same length": lambda files: _with(files, path, lambda found: found.replace("t", "u", 1) if "Text" not in found else found.replace("Text", "Tuxt", 1)),
        "touch": lambda files: _with(files, path, lambda found: found + " "),
    }  # fmt: skip
    return f"{kind} {path} {number} {text!r}", lambda files: changes[kind](files) and None


def tree(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def made(site: Site, target: str) -> Built:
    """Build a target as the command does."""
    config = site.config
    aim = config.target(target)
    return again(config, aim, TODAY) or build(config, aim, TODAY, workers=Workers(1))


def from_nothing(root: Path, files: Mapping[str, str], target: str) -> tuple[Site, Built]:
    """Build a target of a site that was never built."""
    shutil.rmtree(root, ignore_errors=True)
    write_files(root, files)
    site = Site(root)
    return site, build(site.config, site.config.target(target), TODAY)


def put(root: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Make a site's sources what they are after an edit."""
    for path in before.keys() - after.keys():
        (root / path).unlink()
    write_files(root, {path: text for path, text in after.items() if before.get(path) != text})


numbers = count()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust signatures at once, since no edit here falls into the moment of a build, and compile templates once."""
    monkeypatch.setattr("mentorsite.signatures._TICK", 0)
    monkeypatch.setattr("mentorsite.signatures._COARSE_TICK", 0)


Step = tuple[list[tuple[str, Callable[[dict[str, str]], None]]], str]
"""Edits, each with what it is called, and the target that is built after them."""


def assert_as_from_nothing_after_each(tmp_path: Path, settings: str, steps: list[Step]) -> None:
    """Make a site with an mkfile.toml, and after each step compare what a build gives with what one from nothing does."""
    here = tmp_path / str(next(numbers))
    files: dict[str, str] = {"mkfile.toml": settings, "content/.keep": "", **RECORDS}
    write_files(here / "edited", files)
    site = Site(here / "edited")
    told = []
    for changes, target in [([], "public"), *steps]:
        before = dict(files)
        for name, change in changes:
            told.append(name)
            change(files)
        put(site.root, before, files)
        told.append(f"build {target}")
        built = made(site, target)
        clean, expected = from_nothing(here / "clean", files, target)
        assert (built.problems, built.records) == (expected.problems, expected.records), told
        if expected.written is not None:
            assert tree(site.root / target) == tree(clean.root / target), told
            assert built.pages == expected.pages, told
    shutil.rmtree(here)


@settings(max_examples=int(os.environ.get("EDITS", "25")))
@given(steps=st.lists(st.tuples(st.lists(edits(), min_size=0, max_size=3), st.sampled_from(TARGETS)), min_size=2, max_size=5))
def test_any_edits_in_any_order(tmp_path: Path, steps: list[Step]) -> None:
    assert_as_from_nothing_after_each(tmp_path, MKFILE, steps)


def test_what_is_rendered_follows_from_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"mkfile.toml": MKFILE, **RECORDS}
    write_files(tmp_path, files)
    site = Site(tmp_path)
    made(site, "public")
    rendered: list[str] = []
    render = Renderer.render

    def counted(self: Renderer, page: object) -> object:
        rendered.append(page.address)  # type: ignore[attr-defined]
        return render(self, page)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "render", counted)
    site.write({"content/goals/lead.md": RECORDS["content/goals/lead.md"].replace("Body of", "Text of")})
    made(site, "public")
    assert rendered == ["goals/lead.html"]
    rendered.clear()
    site.write({"content/stories/told.md": RECORDS["content/stories/told.md"].replace("What changed", "What became better")})
    made(site, "public")
    assert {"stories/told.html", "stories/index.html", "index.html", "timeline.html"} <= set(rendered)
    assert not {"pages/about.html", "checkins/index.html", "404.html"} & set(rendered)
    rendered.clear()
    assert made(site, "public").written is not None
    assert rendered == []
    site.write({"themes/default/templates/main.html": '{% extends "base.html" %}'})
    made(site, "public")
    assert len(rendered) == len(list((site.root / "public").rglob("*.html")))
