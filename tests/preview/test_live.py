"""A site that is read again whenever it changes: what is right of it is shown, and what is wrong is told."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorsite.build import make
from mentorsite.diagnostics import is_fatal
from mentorsite.preview import live as module
from mentorsite.preview.live import LiveSite
from mentorsite.records.audience import Audience
from tests.audit.test_leaks import picture
from tests.conftest import MKFILE, TODAY, Files, Site, write_files
from tests.incremental.test_same_as_from_nothing import RECORDS, edits

NewSite = Callable[[Files], Site]
GOAL = "---\ntitle: Lead reviews\nvisibility: public\n---\nBody.\n"
AT = "goals/lead.html"


def live_site(site: Site) -> LiveSite:
    live = LiveSite(site.root / "mkfile.toml", lambda config: TODAY)
    live.look()
    return live


def text_at(live: LiveSite, address: str = AT, audience: Audience = Audience.PRIVATE) -> str:
    file = live.served(audience, address).file
    assert file is not None
    return file.data.decode()


def looked(live: LiveSite) -> tuple[str, ...] | None:
    """Look until whatever changed has shown."""
    found = live.look()
    while not live.settled:
        found = live.look() or found
    return found


def test_a_page_is_what_a_build_makes(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": GOAL, "static/CNAME": "example.org"})
    live = live_site(site)
    for audience in Audience:
        for artifact in site.make(str(audience)).artifacts:
            served = live.served(audience, artifact.address)
            assert served.file
            assert served.found
            assert served.file.data == artifact.data


def test_an_address_without_a_page_gets_the_page_that_says_so(new_site: NewSite) -> None:
    live = live_site(new_site({"content/goals/lead.md": GOAL}))
    served = live.served(Audience.PRIVATE, "goals/nothing.html")
    assert served.file
    assert not served.found
    assert served.file.address == "404.html"


def test_a_look_gives_the_files_that_changed(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    live = live_site(site)
    assert not looked(live)
    site.write(
        {
            "content/goals/lead.md": GOAL.replace("Body", "Other"),
            "static/a.txt": "x",
            "content/goals/.lead.md.swp": "x",
            "content/goals/lead.md~": "x",
        }
    )
    assert looked(live) == ("content/goals/lead.md", "static/a.txt")
    assert "Other" in text_at(live)


def test_the_same_bytes_again_are_no_change(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    live = live_site(site)
    looked(live)
    before = live.standing(Audience.PRIVATE, AT)
    site.write({"content/goals/lead.md": GOAL})
    looked(live)
    assert live.standing(Audience.PRIVATE, AT) == before


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("content/goals/lead.md", "---\ntitle: [\n---\n"),
        ("content/goals/lead.md", "---\ntitle: Lead\nowner: nobody\n---\n"),
        ("mkfile.toml", "[site\n"),
        ("themes/default/theme.toml", "colour = 1\n"),
        ("themes/default/templates/pages/record/goals.html", "{% nonsense %}"),
        ("themes/default/templates/pages/record/goals.html", "{{ 1 / 0 }}"),
        ("themes/default/assets/css/overrides.css", "\udcff"),
    ],
)
def test_where_there_is_an_error_the_last_good_page_stays_until_it_is_gone(new_site: NewSite, path: str, wrong: str) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    live = live_site(site)
    before, right = text_at(live), (site.root / path).read_text() if (site.root / path).exists() else None
    site.write({path: wrong.encode(errors="surrogateescape")})
    looked(live)
    assert text_at(live) == before
    problems = live.standing(Audience.PRIVATE, AT).problems
    assert is_fatal(problems)
    assert problems[0].span.path == path
    assert live.all_problems() == problems
    if right is None:
        (site.root / path).unlink()
    else:
        site.write({path: right})
    looked(live)
    assert text_at(live) == before
    assert live.standing(Audience.PRIVATE, AT).problems == ()


def test_what_failed_once_is_looked_at_again(new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    live = live_site(site)
    site.write({"content/goals/lead.md": GOAL.replace("Body", "Other")})
    with monkeypatch.context() as patch:
        patch.setattr(module, "read_and_link", failing)
        with pytest.raises(OSError, match="a fault on purpose"):
            live.look()
    assert live.look() == ("content/goals/lead.md",)
    with monkeypatch.context() as patch:
        patch.setattr(module, "prepare", failing)
        with pytest.raises(OSError, match="a fault on purpose"):
            live.standing(Audience.PRIVATE, AT)
    assert "Other" in text_at(live)


def failing(*_: object, **__: object) -> None:
    raise OSError("a fault on purpose")


@pytest.mark.parametrize("path", ["mkfile.toml", "static/a.txt", "themes/default/assets/css/overrides.css"])
def test_what_is_written_twice_within_a_moment_shows(new_site: NewSite, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    site = new_site({"content/goals/lead.md": GOAL, "static/a.txt": "1", "themes/default/assets/css/overrides.css": "/* 1 */"})
    # As on a file system that keeps whole seconds: both look alike.
    monkeypatch.setattr(module, "_is_unsure", lambda signature, at: True)
    live = live_site(site)
    seen = live._signatures()
    monkeypatch.setattr(LiveSite, "_signatures", lambda self: seen)
    before, text = live.standing(Audience.PRIVATE, AT), (site.root / path).read_text()
    site.write({path: text.replace("1", "2") if "1" in text else text.replace("A small site", "A great site")})
    live.look()
    assert live.standing(Audience.PRIVATE, AT) != before


def test_a_file_that_is_dated_tomorrow_is_not_looked_at_for_ever(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    soon = time.time() + 86_400
    os.utime(site.root / "content/goals/lead.md", (soon, soon))
    live = live_site(site)
    looked(live)
    assert live.settled


def test_a_picture_that_cannot_be_shown_is_an_error_behind_which_the_last_good_page_stays(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": GOAL + "\n![A picture](a.png)\n", "content/goals/a.png": picture("PNG")})
    live = live_site(site)
    before = text_at(live)
    site.write({"content/goals/a.png": b"no picture"})
    looked(live)
    assert text_at(live) == before
    assert [problem.span.path for problem in live.standing(Audience.PRIVATE, AT).problems] == ["content/goals/a.png"]


def test_what_leaked_is_forgotten_with_what_it_was_found_in(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/people/noor.md": "---\nname: Noor Hidden\nconsent: pair\n---\n",
            "content/goals/lead.md": GOAL.replace("Body", "With Noor Hidden"),
        }
    )
    live = live_site(site)
    live.look_closely([(Audience.PUBLIC, AT)])
    assert live.standing(Audience.PUBLIC, AT).problems
    site.write({"content/goals/lead.md": GOAL})
    looked(live)
    live.look_closely([(Audience.PUBLIC, AT)])
    assert live.standing(Audience.PUBLIC, AT).problems == ()


def test_an_error_that_stays_is_no_change(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    live = live_site(site)
    site.write({"content/goals/lead.md": "---\ntitel: x\n---\n"})
    assert live.look() == ("content/goals/lead.md",)
    while not live.settled:
        assert not live.look()


def test_while_there_never_was_a_site_there_is_nothing_to_show(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": "---\ntitel: x\n---\n"})
    live = live_site(site)
    served = live.served(Audience.PRIVATE, AT)
    assert served.file is None
    assert [problem.code.number for problem in served.standing.problems][:1] == ["M104"]
    site.write({"content/goals/lead.md": GOAL})
    looked(live)
    assert "Body." in text_at(live)


def test_a_page_that_stands_as_it_did_has_the_same_fingerprints(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": GOAL, "content/pages/about.md": "---\ntitle: About\n---\nText.\n"})
    live = live_site(site)
    before = live.standing(Audience.PRIVATE, AT)
    site.write({"content/pages/about.md": "---\ntitle: About\n---\nOther text.\n"})
    looked(live)
    assert live.standing(Audience.PRIVATE, AT) == before
    site.write({"themes/default/assets/css/overrides.css": "body { color: red }"})
    looked(live)
    now = live.standing(Audience.PRIVATE, AT)
    assert (now.page, now.others, now.style != before.style) == (before.page, before.others, True)
    site.write({"static/notes.txt": "x"})
    looked(live)
    assert live.standing(Audience.PRIVATE, AT).others != now.others


def test_each_audience_sees_what_it_may(new_site: NewSite) -> None:
    live = live_site(new_site({"content/goals/lead.md": GOAL + "\n## Private\n\nOnly mine.\n"}))
    assert "Only mine." in text_at(live)
    assert "Only mine." not in text_at(live, audience=Audience.PUBLIC)


def test_what_opens_too_much_is_told_when_there_is_time(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/people/noor.md": "---\nname: Noor Hidden\nconsent: pair\n---\n",
            "content/goals/lead.md": GOAL.replace("Body", "With Noor Hidden"),
        }
    )
    live = live_site(site)
    assert live.standing(Audience.PUBLIC, AT).problems == ()
    text_at(live, audience=Audience.PUBLIC)
    assert live.look_closely([(Audience.PUBLIC, AT)])
    found = live.standing(Audience.PUBLIC, AT).problems
    assert {"error"} == {str(problem.severity) for problem in found}
    assert not live.look_closely([(Audience.PUBLIC, AT)])
    assert {str(problem.severity) for problem in live.standing(Audience.PRIVATE, AT).problems} == {"warning"}


NOOR = {"content/people/noor.md": "---\nname: Noor Hidden\nconsent: pair\n---\n"}


def test_what_is_searched_is_the_newest_page(new_site: NewSite) -> None:
    site = new_site({**NOOR, "content/goals/lead.md": GOAL.replace("Body", "With Noor Hidden")})
    live = live_site(site)
    text_at(live, audience=Audience.PUBLIC)
    site.write({"content/goals/lead.md": GOAL})
    looked(live)
    live.look_closely([(Audience.PUBLIC, AT)])
    assert live.standing(Audience.PUBLIC, AT).problems == ()


def test_a_page_is_searched_that_is_first_looked_at_later(new_site: NewSite) -> None:
    live = live_site(new_site({**NOOR, "content/goals/lead.md": GOAL.replace("Body", "With Noor Hidden")}))
    looked(live)
    assert live.owes([])
    live.look_closely([])
    assert not live.owes([(Audience.PRIVATE, AT)])
    places = [(Audience.PUBLIC, AT), (Audience.PUBLIC, "goals/nothing.html")]
    assert live.owes(places)
    assert live.look_closely(places)
    assert not live.owes(places)


def test_what_was_wrong_for_an_audience_that_nobody_looks_with_any_more_is_forgotten(new_site: NewSite) -> None:
    template = "themes/default/templates/pages/record/goals.html"
    site = new_site({"content/goals/lead.md": GOAL, template: "{% nonsense %}"})
    live = live_site(site)
    live.served(Audience.PUBLIC, AT)
    assert is_fatal(live.all_problems())
    (site.root / template).unlink()
    looked(live)
    text_at(live)
    assert live.all_problems() == ()


def test_a_new_day_is_a_change(new_site: NewSite) -> None:
    days = [TODAY]
    site = new_site({"content/goals/lead.md": GOAL.replace("title:", "due: 2027-01-01\ntitle:")})
    live = LiveSite(site.root / "mkfile.toml", lambda config: days[-1])
    live.look()
    before = text_at(live)
    looked(live)
    days.append(TODAY.replace(year=2027))
    assert live.look() == ()
    assert text_at(live) != before


def test_it_writes_nothing_but_what_every_build_keeps(new_site: NewSite) -> None:
    site = new_site({"content/goals/lead.md": GOAL})
    before = set(site.root.rglob("*"))
    live = live_site(site)
    text_at(live)
    live.look_closely([(Audience.PRIVATE, AT)])
    new = {path.relative_to(site.root).parts[0] for path in site.root.rglob("*") if path not in before}
    assert new == {".mentorsite"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits(), min_size=1, max_size=5), st.sampled_from(("public", "private")))
def test_after_any_edits_it_shows_what_a_build_from_nothing_makes(
    tmp_path: Path, changes: list[tuple[str, Callable[[dict[str, str]], None]]], target: str
) -> None:
    files = dict(RECORDS)
    root = tmp_path / "site"
    shutil.rmtree(root, ignore_errors=True)
    files["mkfile.toml"] = MKFILE
    _mirror(root, {}, files)
    live = live_site(Site(root))
    config = live.config
    assert config is not None
    audience = config.target(target).audience
    addresses: set[str] = set()
    for _, change in changes:
        before = dict(files)
        change(files)
        files.setdefault("mkfile.toml", MKFILE)
        _mirror(root, before, files)
        looked(live)
        made = make(Site(root).config, Site(root).config.target(target), TODAY)
        errors = is_fatal([problem for problem in made.problems if not problem.code.name.startswith("LEAKED")])
        assert is_fatal(live.standing(audience, "index.html").problems) == errors
        if not errors:
            expected = {artifact.address: artifact.data for artifact in made.artifacts}
            for address in addresses | expected.keys():
                served = live.served(audience, address)
                assert served.found == (address in expected)
                assert served.file
                assert served.file.data == expected.get(address, expected["404.html"])
            addresses |= expected.keys()


def _mirror(root: Path, before: Mapping[str, str], files: Mapping[str, str]) -> None:
    for path in before.keys() - files.keys():
        (root / path).unlink()
    write_files(root, {path: text for path, text in files.items() if before.get(path) != text})
