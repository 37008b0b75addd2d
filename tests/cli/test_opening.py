"""A record opens in an editor, and what is wrong or to do afterwards is said."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.terminals import Start
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
PEOPLE: Files = {"content/people/ana.yaml": "name: Ana Ferro\nrole: mentor", "content/people/ben.yaml": "name: Ben\nrole: mentee"}


def script(site: Site, text: str) -> str:
    """Write an editor that does what a shell script says."""
    file = site.root.parent / f"{site.root.name}-editor"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return str(file)


def test_the_editor_opens_at_the_first_place_and_what_is_wrong_afterwards_is_said(new_site: NewSite, terminal: Start) -> None:
    site = new_site(PEOPLE)
    nano = site.root.parent / "nano"
    nano.write_text('#!/bin/sh\necho "called with $*"\nsed -i "s/^owner: .*/owner: nobody/" "$2"\n')
    nano.chmod(0o755)
    status, said = terminal(site, "goal", "One", EDITOR=f"'{nano}'").finish()
    text = (site.root / "content/goals/one.md").read_text("utf-8").split("\n")
    line = text.index("<!-- Why it matters -->") + 2
    assert f"content/goals/one.md\ncalled with +{line} content/goals/one.md\n" in said
    assert "content/goals/one.md:3:8: error[M200] there is no record `people/nobody`" in said
    assert "`draft`" not in said
    assert status == 0


def test_what_was_written_is_told_apart_from_what_is_still_a_draft(new_site: NewSite, terminal: Start) -> None:
    site = new_site(PEOPLE)
    finished = script(site, 'sed -i "/^draft:/d" "$1"')
    feedback = ["feedback", "--to", "ben", "--kind", "recognition"]
    said = terminal(site, *feedback, EDITOR=finished).finish()[1]
    assert "It is no draft any more, but nothing is written yet in `situation`, `behavior`, `impact`." in said
    said = terminal(site, "goal", "One", EDITOR=finished).finish()[1]
    assert "It is no draft any more; `mentorsite check` tells whether all is well with the others, and who will see it." in said
    said = terminal(site, "goal", "Two", EDITOR=script(site, 'rm "$1"')).finish()
    assert said == (0, "content/goals/two.md\n")


def test_an_editor_that_fails_or_is_not_there_leaves_the_record(new_site: NewSite, terminal: Start) -> None:
    site = new_site(PEOPLE)
    status, said = terminal(site, "goal", "One", EDITOR="no-such-editor").finish()
    assert (status, "The editor `no-such-editor` cannot be started" in said) == (0, True)
    status, said = terminal(site, "goal", "Two", EDITOR=script(site, "exit 3")).finish()
    assert (status, "ended with status 3. The record is written." in said) == (0, True)
    assert (site.root / "content/goals/one.md").exists()
    assert (site.root / "content/goals/two.md").exists()


def test_no_editor_opens_where_that_is_not_wanted(new_site: NewSite, terminal: Start) -> None:
    site = new_site(PEOPLE)
    editor = script(site, "echo opened")
    status, said = terminal(site, "goal", "One", "--no-edit", VISUAL=editor).finish()
    assert (status, "opened" in said) == (0, False)
    status, said = terminal(site, "goal", "Two", VISUAL=editor).finish()
    assert (status, "opened" in said) == (0, True)
    assert "When it is written, take its line `draft` away; `mentorsite check` tells whether all is well." in said


def test_a_record_that_is_there_is_offered_to_be_opened(new_site: NewSite, terminal: Start) -> None:
    site = new_site({**PEOPLE, "content/checkins/2026-11-24.md": "---\n---\nMine.\n"})
    editor = script(site, 'echo "opened $*"')
    at = terminal(site, "checkin", EDITOR=editor)
    at.until("content/checkins/2026-11-24.md is there already. Open it? [Y/n]")
    at.type("")
    assert "opened content/checkins/2026-11-24.md" in at.finish()[1]
    at = terminal(site, "checkin", EDITOR=editor)
    at.until("[Y/n]")
    at.type("n")
    status, said = at.finish()
    assert (status, "nothing was written. Give the record another title, or another day with --date" in said) == (1, True)
    assert (site.root / "content/checkins/2026-11-24.md").read_text() == "---\n---\nMine.\n"
