"""Where nothing changed but letters, only the pages that show them are made again; in any doubt, everything is looked at."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite import insights
from mentorsite.build import build
from mentorsite.incremental.again import again
from mentorsite.outcome import Built
from mentorsite.reading.outline import SHOWN_ELSEWHERE
from mentorsite.records.describe import fields_of
from mentorsite.records.registry import record_types
from tests.conftest import MKFILE, TODAY, Site, write_files
from tests.incremental.test_same_as_from_nothing import RECORDS, tree

NEEDED = {
    "people": "name: Some Body\nconsent: public",
    "mentorships": "mentors: [mara]\nmentees: [noor]\nstart: 2026-01-01\ncadence: weekly",
    "goals": "title: T\nstatus: achieved\nachieved: 2026-05-05",
    "checkins": "date: 2026-03-09\nparticipants: [mara, noor]\ngoals: [lead]",
    "feedback": "date: 2026-03-10\nfrom: noor\nto: mara\nkind: constructive\ngoal: lead",
    "reflections": "date: 2026-05-07\nabout: milestones/done",
    "milestones": "title: T\ndate: 2026-05-08\ngoal: lead",
    "skills": "title: T",
    "stories": "title: T\ndate: 2026-06-02\ngoals: [lead]",
    "introductions": "date: 2026-04-04\nto: Somebody\nby: mara",
    "reviews": "title: T\nperson: noor\nfrom: 2026-01-01\nto: 2026-06-30",
    "pages": "title: T",
}
PROTOCOLS = {"worked": ("worked", "did_not", "why"), "what-so-what-now-what": ("what", "so_what", "now_what"), "gibbs": ()}


NO_FEED = "[feed]\ntypes = []\n"
"""Texts that a feed tells stand in two files."""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust signatures at once, since no edit here falls into the moment of a build."""
    monkeypatch.setattr("mentorsite.signatures._TICK", 0)
    monkeypatch.setattr("mentorsite.signatures._COARSE_TICK", 0)


@pytest.fixture
def new(tmp_path: Path) -> Callable[..., Site]:
    def site(files: dict[str, str], name: str = "site", target: str = "public") -> Site:
        made = Site(tmp_path / name)
        write_files(made.root, {"mkfile.toml": MKFILE + NO_FEED, **RECORDS, **files})
        built(made, target)
        return made

    return site


def built(site: Site, target: str = "public") -> Built:
    return build(site.config, site.config.target(target), TODAY)


def quickly(site: Site, target: str = "public") -> Built | None:
    """Give what is known without building, or None."""
    return again(site.config, site.config.target(target), TODAY)


def assert_as_from_nothing(new: Callable[..., Site], site: Site, target: str = "public") -> None:
    files = {path: text.decode() for path, text in tree(site.root).items() if path.startswith(("content/", "themes/", "mkfile"))}
    assert tree(site.root / target) == tree(new(files, "clean", target).root / target)


def prose_of(type: str) -> list[str]:
    return [name for name, fact in fields_of(record_types()[type]).items() if fact.shape == "prose" and name != "private"]


@pytest.mark.parametrize("target", ["public", "private"])
@pytest.mark.parametrize("type", NEEDED)
def test_other_letters_of_any_text_of_any_type(new: Callable[..., Site], type: str, target: str) -> None:
    assert NEEDED.keys() == record_types().keys()
    path, text = f"content/{type}/edited.yaml", f"visibility: public\n{NEEDED[type]}\n"
    texts = prose_of(type)
    if type == "reflections":
        text, texts = f"{text}protocol: worked\n", ["body", *PROTOCOLS["worked"]]
    for name in texts:
        text += f"{name}: |\n  The {name} as it was, see [[goals/other]] and **more**.\n"
    site = new({path: text}, target=target)
    for name in texts:
        text = text.replace(f"The {name} as it was", f"Now the {name}")
        site.write({path: text})
        done = quickly(site, target)
        elsewhere = SHOWN_ELSEWHERE.get(type, frozenset())
        assert (done is None) == (elsewhere is None or name in elsewhere)
        if done:
            assert done.written
            assert done.written.changed == (f"{type}/edited.html",)
        else:
            built(site, target)
        assert_as_from_nothing(new, site, target)


BLOCKED = "content/goals/blocked.md"
BLOCKED_TEXT = (
    "---\ntitle: T\nvisibility: public\n---\nOpen, see [[goals/other]].\n\n::: pair\nHidden, see [[goals/lead]].\n:::\n\n"
    "After it.\n\n## Why\n\n::: review\nAll of this.\n:::\n\nFor this.\n"
)


@pytest.mark.parametrize("target", ["public", "review", "pair", "private"])
@pytest.mark.parametrize(
    "old",
    ["Open, see", "After it.", "For this.", "\nAfter it."],
)
def test_other_letters_beside_a_block_that_is_hidden_or_not(new: Callable[..., Site], target: str, old: str) -> None:
    site = new({BLOCKED: BLOCKED_TEXT}, target=target)
    for words in ("\nOther words ::", f"{old} And more.\n\nStill more."):
        site.write({BLOCKED: BLOCKED_TEXT.replace(old, words)})
        done = quickly(site, target)
        assert done
        assert done.written
        assert done.written.changed == ("goals/blocked.html",)
        assert_as_from_nothing(new, site, target)


@pytest.mark.parametrize("target", ["public", "private"])
@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("Hidden", "Shut"),
        ("All of this", "Nothing of this"),
        ("::: pair", "::: review"),
        ("After it.", "Open, see [[goals/lead]]."),
        ("For this.\n", ""),
        ("Open, see [[goals/other]].", ""),
        ("After it.", "::: pair\nMore.\n:::"),
    ],
)
def test_what_changes_a_block_or_leaves_nothing_beside_it_is_looked_at_as_a_whole(
    new: Callable[..., Site], target: str, old: str, words: str
) -> None:
    assert old in BLOCKED_TEXT
    site = new({BLOCKED: BLOCKED_TEXT}, target=target)
    site.write({BLOCKED: BLOCKED_TEXT.replace(old, words)})
    done = quickly(site, target)
    # Where the audience sees the block, it is still a part of the page.
    assert done is None or (old == "For this.\n" and target == "private")
    if done is None:
        built(site, target)
    assert_as_from_nothing(new, site, target)


@pytest.mark.parametrize("block", ["", "::: pair\nOnly for us.\n:::\n\n"])
@pytest.mark.parametrize("link", ["[[goals/covert]]", "[that one](../goals/covert.md)", "[[people/jo]]"])
def test_a_text_that_loses_a_link_or_a_name_is_looked_at_as_a_whole(new: Callable[..., Site], link: str, block: str) -> None:
    text = f"---\ntitle: T\nvisibility: public\n---\nSee {link}.\n\n{block}Open.\n"
    hidden = {"content/goals/covert.md": "---\ntitle: Covert\n---\n", "content/people/jo.yaml": "name: Jo Quill\nalias: a friend\n"}
    site = new({BLOCKED: text, **hidden})
    site.write({BLOCKED: text.replace("Open", "Opened")})
    assert quickly(site) is None
    built(site)
    assert_as_from_nothing(new, site)


@pytest.mark.parametrize(("words", "is_quick"), [("Other words", True), ("Nobody knows of it", True), ("Covert and nowhere else", False)])
def test_a_page_on_which_hidden_words_stand_that_others_say_is_edited_quickly(new: Callable[..., Site], words: str, is_quick: bool) -> None:
    """The title of a hidden goal is no secret where a visible record says the same, before and after an edit elsewhere."""
    text = "---\ntitle: T\nvisibility: public\nsummary: Nobody knows of it, they say.\n---\nOpen words.\n"
    titles = ("Nobody knows of it", "Covert and nowhere else")
    hidden = {f"content/goals/covert-{number}.md": f"---\ntitle: {title}\n---\n" for number, title in enumerate(titles)}
    site = new({BLOCKED: text, **hidden})
    site.write({BLOCKED: text.replace("Open words", words)})
    done = quickly(site)
    assert (done is not None) == is_quick
    if done:
        assert_as_from_nothing(new, site)
        # What stood there is still known when all is built again.
        site.write({"content/goals/one-more.md": "---\ntitle: One more\nvisibility: public\n---\n"})
        assert built(site).problems == done.problems
        shutil.rmtree(site.root / ".mentorsite")
        assert built(site).problems == done.problems


@pytest.mark.parametrize("words", ["Harmless words", "Only what the pair sees and knows of one another here"])
def test_words_of_a_block_that_are_written_beside_it_are_found(new: Callable[..., Site], words: str) -> None:
    text = BLOCKED_TEXT.replace("Hidden", "Only what the pair sees and knows of one another here")
    site = new({BLOCKED: text})
    site.write({BLOCKED: text.replace("After it", words)})
    done = quickly(site)
    assert (done is None) == (words != "Harmless words")


def test_several_texts_of_several_files_at_once_and_one_after_the_other(new: Callable[..., Site]) -> None:
    site = new({})
    for words in ("First", "Second"):
        # A title shows elsewhere, so that all is looked at.
        site.write({"content/pages/about.md": RECORDS["content/pages/about.md"].replace("title: About", f"title: {words}")})
        assert quickly(site) is None
        built(site)
        edits = {"content/goals/lead.md": "Body of", "content/stories/told.md": "Hard."}
        site.write({path: RECORDS[path].replace(old, f"{words} words") for path, old in edits.items()})
        done = quickly(site)
        assert done
        assert done.written
        assert done.written.changed == ("goals/lead.html", "stories/told.html")
        assert_as_from_nothing(new, site)
        assert quickly(site) == Built(done.records, done.pages, type(done.written)(same=len(tree(site.root / "public")) - 1), done.problems)


def test_a_file_that_says_the_same_again_changes_nothing(new: Callable[..., Site]) -> None:
    site = new({})
    site.write({"content/milestones/done.md": RECORDS["content/milestones/done.md"]})
    done = quickly(site)
    assert done
    assert done.written
    assert (done.written.added, done.written.changed, done.written.removed) == ((), (), ())


STORY = "content/stories/told.md"
WARNED = "content/goals/warned.md"


@pytest.mark.parametrize(
    ("path", "old", "new_text"),
    [
        (STORY, "Hard.", "Hard.\n\n::: pair\nFor the two of us alone.\n:::"),
        (STORY, "Hard.", "Hard, see [[goals/lead]]."),
        (STORY, "Hard.", "Hard.\n\n### A heading"),
        (STORY, "Hard.", "Hard <b>indeed</b>."),
        (STORY, "Hard.", ""),
        (STORY, "Hard.", "Noor Hidden found it hard."),
        (STORY, "Hard.", "Hard [[nowhere]]."),
        (STORY, "Hard.", "Hard.\n\n## Private\n\nSecret."),
        (STORY, "title: What", "title: How"),
        (STORY, "date: 2026-06-01", "date: 2026-06-02"),
        (STORY, "title: What changed", "title: [broken"),
        ("content/checkins/second.md", "Something quiet", "Something loud"),
        ("content/people/mara.md", "role: mentor", "role: peer"),
        ("static/robots.txt", "*", "b"),
        ("mkfile.toml", "A small site", "Another site"),
        ("themes/default/templates/main.html", "base", "base"),
        (WARNED, "Once.", "Twice."),
    ],
)
def test_whatever_is_more_than_letters_is_looked_at_whole(new: Callable[..., Site], path: str, old: str, new_text: str) -> None:
    files = {WARNED: "---\ntitle: Noor Hidden and her goal\nvisibility: public\n---\nOnce.\n"}
    site = new(files)
    if path.startswith("themes"):
        site.write({path: '{% extends "base.html" %}'})
    else:
        before = (site.root / path).read_text("utf-8")
        assert old in before
        site.write({path: before.replace(old, new_text)})
    assert quickly(site) is None


def test_words_that_made_a_leak_elsewhere_none_are_looked_at_whole(new: Callable[..., Site]) -> None:
    # The title of the hidden record stands in a visible one, too, so that it is no secret, wherever it stands.
    hidden = "---\ntitle: Leaving before the summer\nvisibility: pair\n---\n"
    page = "---\ntitle: Twice\nvisibility: public\n---\nOf leaving before the summer.\n"
    theme = '{% extends "base.html" %}{% block after %}Leaving before the summer{% endblock %}'
    site = new({"content/goals/quiet.md": hidden, "content/pages/says.md": page, "themes/default/templates/main.html": theme})
    assert (site.root / "public").is_dir()
    site.write({"content/pages/says.md": page.replace("leaving before the summer", "nothing at all")})
    assert quickly(site) is None
    assert built(site).written is None


def test_words_that_are_hidden_elsewhere_are_looked_at_whole(new: Callable[..., Site]) -> None:
    site = new({})
    site.write({STORY: RECORDS[STORY].replace("Hard.", "Something quiet that nobody else should read at all.")})
    assert quickly(site) is None


@pytest.mark.parametrize("piece", ["prose", "pages", "receipt", "files"])
def test_a_piece_that_is_damaged_or_gone_is_no_loss(new: Callable[..., Site], piece: str) -> None:
    for damage in (lambda data: data[:-1], lambda data: b"", lambda data: b"x" + data[1:], None):
        site = new({})
        (kept,) = (path for path in (site.root / ".mentorsite").iterdir() if path.name.startswith(f"{piece}-"))
        kept.unlink() if damage is None else kept.write_bytes(damage(kept.read_bytes()))
        site.write({STORY: RECORDS[STORY].replace("Hard.", "Harder.")})
        assert quickly(site) is None
        assert built(site).written
        assert_as_from_nothing(new, site)


def test_a_theme_that_shows_a_text_twice_shows_the_new_one_twice(new: Callable[..., Site]) -> None:
    theme = '{% extends "base.html" %}{% block after %}{% if entry is defined and entry.fields["challenge"] is defined %}{{ entry.fields["challenge"].text|upper }}{% endif %}{% endblock %}'
    site = new({"themes/default/templates/main.html": theme})
    site.write({STORY: RECORDS[STORY].replace("Hard.", "Harder.")})
    done = quickly(site)
    assert done
    assert "HARDER." in (site.root / "public/stories/told.html").read_text("utf-8")
    assert_as_from_nothing(new, site)


def test_of_what_insights_hold_no_other_text_is_a_long_one() -> None:
    # Whoever gives an insight a long text has to add it to what is shown elsewhere.
    found = {
        (module.name, name, field.name)
        for module in pkgutil.iter_modules(insights.__path__)
        for name, value in vars(importlib.import_module(f"mentorsite.insights.{module.name}")).items()
        if dataclasses.is_dataclass(value) and value.__module__ == f"mentorsite.insights.{module.name}"
        for field in dataclasses.fields(value)
        if "Prose" in str(field.type)
    }
    assert found == {
        *(("brief", "LastTime", name) for name in ("successes", "obstacles")),
        ("handover", "Handover", "purpose"),
        *(("packet", "Statement", name) for name in ("situation", "behavior", "impact")),
        *(("packet", "Packet", name) for name in ("narrative", "next")),
        *(("packet", name, "text") for name in ("Event", "Received", "Claim")),
        ("packet", "Introduced", "outcome"),
    }


def test_a_text_that_a_feed_tells_is_made_anew_there(new: Callable[..., Site]) -> None:
    story = "---\ntitle: Told\ndate: 2026-06-01\nvisibility: public\n---\n## Challenge\n\n"
    site = new({"mkfile.toml": MKFILE, "content/stories/told.md": f"{story}Before.\n"})
    site.write({"content/stories/told.md": f"{story}Afterwards.\n"})
    assert quickly(site) is None
    built(site)
    assert b"Afterwards." in (site.root / "public" / "feed.xml").read_bytes()
    assert_as_from_nothing(new, site)
