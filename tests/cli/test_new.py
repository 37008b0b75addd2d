"""`mentorsite new` begins a record with what the site knows, prints where it is, and never overwrites one."""

from __future__ import annotations

import json
import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.cli.group import group
from mentorsite.reading import read
from mentorsite.scaffold.starter import starter_files
from tests.cli.conftest import Run, command
from tests.conftest import MKFILE, TODAY, Files, Site, write_files

NewSite = Callable[[Files], Site]
PEOPLE: Files = {"content/people/ana.yaml": "name: Ana Ferro\nrole: mentor", "content/people/ben.yaml": "name: Ben\nrole: mentee"}
EACH = {
    "people": ["person", "Ana Ferro"],
    "mentorships": ["mentorship"],
    "goals": ["goal", "Lead a design review"],
    "checkins": ["checkin"],
    "feedback": ["feedback", "--to", "the mentee"],
    "reflections": ["reflection", "--about", "milestones/first-review"],
    "milestones": ["milestone", "First review", "--goal", "first-goal"],
    "skills": ["skill", "Facilitation"],
    "stories": ["story", "What one question changed", "--kind", "decision"],
    "introductions": ["introduction", "The guild"],
    "reviews": ["review"],
    "pages": ["page", "How we work"],
}


@pytest.fixture
def new(run: Run) -> Callable[..., str]:
    """Give a function that runs `new` on a day, has it succeed, and gives what it printed."""

    def run_new(site: Site, *arguments: str) -> str:
        result = run(site, "new", *arguments, "--date", "2026-11-24")
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        return result.stdout

    return run_new


New = Callable[..., str]


@pytest.fixture
def begun(tmp_path: Path) -> Site:
    """A site as `init` writes it, a fortnight ago."""
    write_files(tmp_path, dict(starter_files("Our year", TODAY.replace(day=10))))
    return Site(tmp_path)


def without_draft(site: Site) -> None:
    for file in (site.root / "content").rglob("*.md"):
        file.write_text("\n".join(line for line in file.read_text("utf-8").split("\n") if not line.startswith("draft:")), "utf-8")


def test_a_site_begun_with_init_and_one_record_of_each_type_is_clean_as_drafts_and_as_they_are(begun: Site, new: New, run: Run) -> None:
    for type in ("milestones", *EACH):
        if type != "milestones" or not (begun.root / "content" / "milestones").exists():
            path = new(begun, *EACH[type]).strip()
            assert path.startswith(f"content/{type}/")
    checked = run(begun, "check", "--strict", "--date", "2026-11-24")
    assert (checked.exit_code, checked.stdout.splitlines()[-1]) == (0, "no problems"), checked.output
    without_draft(begun)
    checked = run(begun, "check", "--date", "2026-11-24")
    assert checked.exit_code == 0, checked.output


def test_the_example_takes_one_record_of_each_type_without_a_leak(tmp_path: Path, new: New, run: Run) -> None:
    """What is carried over to a draft is not taken for a leak of it, and what it opens later is nobody's secret."""
    import shutil

    from tests.conftest import ROOT

    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkfile.toml", tmp_path / "mkfile.toml")
    site = Site(tmp_path)
    for arguments in (
        ["checkin"],
        ["feedback", "--to", "Kenji"],
        ["reflection", "--about", "everybody-spoke"],
        ["review"],
        ["introduction", "Salma"],
    ):
        new(site, *arguments)
    # Of the audiences that may not see a draft, the pair sees most of what is repeated in it.
    assert run(site, "check", "pair", "--strict", "--quiet", "--date", "2026-11-24").output == ""
    without_draft(site)
    assert run(site, "check", "pair", "--quiet", "--date", "2026-11-24").exit_code == 0


def test_the_record_of_a_feedback_says_who_to_whom_and_when(new_site: NewSite, new: New) -> None:
    site = new_site(PEOPLE)
    assert new(site, "Feedback", "Thank", "you", "--to", "be", "--kind", "constructive") == "content/feedback/2026-11-24-thank-you.md\n"
    text = (site.root / "content/feedback/2026-11-24-thank-you.md").read_text("utf-8")
    said = "---\ntitle: Thank you\nfrom: ana\nto: ben\nkind: constructive\nobserved: 2026-11-24 # the day you saw it\ndraft: true"
    assert text.startswith(said)
    assert "## Situation\n\n(Where and when it was)\n\n## Behavior\n" in text


@pytest.mark.parametrize(
    ("name", "folder"), [("goal", "goals"), ("check-in", "checkins"), ("checkin", "checkins"), ("story", "stories"), ("person", "people")]
)
def test_a_type_may_be_named_in_the_singular(new_site: NewSite, new: New, name: str, folder: str) -> None:
    assert new(new_site({}), name, "One").startswith(f"content/{folder}/")


def test_any_field_can_be_set_and_a_record_that_is_complete_is_no_draft(new_site: NewSite, new: New) -> None:
    site = new_site(PEOPLE)
    texts = [f"--set={name}=One\n\n- two" for name in ("situation", "behavior", "impact")]
    settings = ["--set", "visibility=review", "--set", "tags=calm,new", "--set", "tags=third", "--set", "draft=false"]
    path = new(site, "feedback", "--to", "ana", *settings, *texts).strip()
    record = site.view("review").records
    (shown,) = (shown.record for shown in record.values() if shown.path == path)
    assert shown.tags == ("calm", "new", "third")
    assert "\ndraft: false\n" in (site.root / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gaols", "One"], "`gaols` is no record type; did you mean `goals`?"),
        (["goal"], "  TITLE  What is to be reached."),
        (["feedback"], "  --from …  Who says it. There are ana (Ana Ferro), ben (Ben)."),
        (["feedback"], "  --to …    To whom. There are ana (Ana Ferro), ben (Ben)."),
        (["reflection"], "--about …, or TITLE"),
        (["mentorship", "--set", "start=2026-01-01"], "  --set mentors=…  Who mentors."),
        (["feedback", "--to", "Bean"], "Invalid value for --to: there is no record of `Bean`; did you mean `Ben`?"),
        (["feedback", "--to", "ben", "--kind", "praise"], "Invalid value for --kind: `praise` is none of `recognition`, `constructive`"),
        (["feedback", "--to", "ben", "--set", "to=ana"], "`to` was given twice"),
        (["feedback", "--to", "ben", "--set", "draft=false"], "--set situation=…"),
        (["checkin", "--about", "x"], "--about is nothing that a check-in record has"),
        (["checkin", "--goal", "x"], "--goal is nothing that a check-in record has; there is `goals`, given with --set goals=…"),
        (["checkin", "--set", "nots=x"], "no check-in record has a field `nots`; did you mean `notes`?"),
        (["checkin", "--set", "notes"], "`notes` is no FIELD=VALUE"),
        (["person", "A", "--set", "name=B"], "TITLE says `name`; it is given with --set as well"),
        (["page", "A [[b]]"], "Invalid value for TITLE: `[[` is not read as a link"),
        (["page", "a\x1b[31m[[b]]"], r"`[[` is not read"),
        (["\x1b[31m"], r"`\x1b[31m` is no record type"),
        (["review", "--from", "2026-12-01"], "`to` (2026-11-24) lies before `from` (2026-12-01)"),
        (["review", "--from", "yesterday"], "`yesterday` is not a date"),
    ],
)
def test_what_is_wrong_or_missing_is_wrong_use_and_nothing_is_written(new_site: NewSite, run: Run, arguments: list[str], said: str) -> None:
    site = new_site(PEOPLE if "mentorship" not in arguments else {})
    before = sorted(site.root.rglob("*"))
    result = run(site, "new", *arguments, "--date", "2026-11-24")
    assert said in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")
    assert sorted(site.root.rglob("*")) == before


@pytest.mark.parametrize("name", ["one.md", "one.yaml", "one.yml"])
def test_a_record_that_is_there_is_never_overwritten(new_site: NewSite, run: Run, name: str) -> None:
    site = new_site({f"content/goals/{name}": "title: mine"})
    result = run(site, "new", "goals", "One")
    assert result.exit_code == 1
    assert result.stderr.endswith("is there already; nothing was written. Give the record another title\n")
    assert [(file.name, file.read_text()) for file in (site.root / "content/goals").iterdir()] == [(name, "title: mine")]


def test_a_second_check_in_of_a_day_is_most_likely_the_first_one(new_site: NewSite, new: New, run: Run) -> None:
    site = new_site(PEOPLE)
    assert new(site, "checkin") == "content/checkins/2026-11-24.md\n"
    again = run(site, "new", "checkin", "--date", "2026-11-24")
    assert again.exit_code == 1
    assert "Give the record another title, or another day with --date" in again.stderr
    assert new(site, "checkin", "In the evening") == "content/checkins/2026-11-24-in-the-evening.md\n"


def test_a_second_feedback_of_a_day_and_a_title_of_another_day_have_ids_of_their_own(new_site: NewSite, new: New) -> None:
    site = new_site({**PEOPLE, "content/checkins/2026-01-13-retro.md": "---\n---\n"})
    assert [new(site, "feedback", "--to", "ben") for _ in range(3)] == [
        f"content/feedback/2026-11-24{number}.md\n" for number in ("", "-2", "-3")
    ]
    assert new(site, "checkin", "Retro") == "content/checkins/2026-11-24-retro.md\n"
    assert {"feedback/2026-11-24-2", "checkins/retro", "checkins/2026-11-24-retro"} <= set(map(str, site.view("private").records))


def test_a_title_whose_id_is_taken_elsewhere_is_refused_where_there_is_no_day(new_site: NewSite, run: Run) -> None:
    site = new_site({"content/goals/2025/one.md": "---\ntitle: One\n---\n"})
    result = run(site, "new", "goal", "One")
    assert result.exit_code == 2
    assert "two records have the address `goals/one.html`" in result.stderr
    assert not (site.root / "content/goals/one.md").exists()


def test_a_new_record_breaks_no_reference_that_names_another_by_its_id_alone(new_site: NewSite, new: New) -> None:
    goals = {"content/goals/lead.md": "---\ntitle: Lead\n---\n", "content/goals/other.md": "---\ntitle: Other\n---\nSee [[lead]].\n"}
    site = new_site(goals)
    assert new(site, "skill", "Lead") == "content/skills/lead-skill.md\n"
    assert new(site, "skill", "Other") == "content/skills/other.md\n"
    assert site.make().problems == ()


@pytest.mark.parametrize("title", ["…", "index", "con", "x" * 300, "../../etc", "-", "2026-13-45 plan", "🎉", "CON.md"])
def test_a_title_never_leads_out_of_its_folder_or_to_a_bad_name(new_site: NewSite, new: New, title: str) -> None:
    site = new_site({})
    new(site, "pages", "--", title)
    (written,) = (site.root / "content").rglob("*.md")
    assert written.parent == site.root / "content" / "pages"
    assert len(written.name) < 80
    assert site.make().problems == ()


TITLES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=90),
    st.lists(
        st.sampled_from(["'", '"', ": ", " #", "\n", "سلام", "עברית", "🎉", "a", "---", "- ", "\u202e", "]", "{", "|", "%", "no"]),
        min_size=1,
    ).map("".join),
)


@given(TITLES, st.sampled_from(["goals", "people", "milestones"]))
def test_any_title_or_name_reads_back_as_it_was_given_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, title: str, type: str
) -> None:
    from click.testing import CliRunner

    root = tmp_path_factory.mktemp("title")
    write_files(root, {"mkfile.toml": MKFILE, "content/.keep": ""})
    result = CliRunner().invoke(group, ["new", type, f"--config={root / 'mkfile.toml'}", "--date=2026-11-24", "--", title])
    words = " ".join(title.split())
    content, problems = read(root, ())
    if result.exit_code:
        assert result.exit_code == 2
        assert content.sheets == ()
        # What a title may not hold; and one of spaces alone is none.
        assert not words or "[[" in words or ":::" in words or "<!--" in words or "--!>" in words, result.output
        return
    (sheet,) = content.sheets
    assert problems == []
    assert sheet.record.heading() == words


def test_a_symbolic_link_is_not_written_through(new_site: NewSite, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    site = new_site({})
    (site.root / "content" / "goals").symlink_to(outside)
    (site.root / "content" / "pages").mkdir()
    (site.root / "content" / "pages" / "one.md").symlink_to(outside / "new.md")
    said = run(site, "new", "goal", "One")
    assert (said.exit_code, list(outside.iterdir())) == (1, [])
    assert "content/goals is a symbolic link, which is not followed" in said.stderr
    assert run(site, "new", "page", "One").exit_code == 1
    assert list(outside.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said_with_its_name_escaped(new_site: NewSite, run: Run) -> None:
    site = new_site({"content/portfolios/a\x1b[31mb/goals/one.md": "---\ntitle: One\n---\n"})
    (site.root / "content/portfolios/a\x1b[31mb/pages").write_text("no folder")
    missing = run(site, "new", "goal", "Two")
    assert (missing.exit_code, r"--portfolio: a\x1b[31mb" in missing.stderr) == (2, True)
    failed = run(site, "new", "page", "Two", "--portfolio", "a-31mb")
    assert failed.exit_code == 1
    assert r"content/portfolios/a\x1b[31mb/pages/two.md cannot be written" in failed.stderr


def test_with_several_portfolios_one_is_named_or_stood_in(new_site: NewSite, new: New, run: Run) -> None:
    site = new_site({"content/portfolios/Ana/goals/one.yaml": "title: One", "content/portfolios/ben/goals/one.yaml": "title: One"})
    missing = run(site, "new", "goals", "Two")
    assert missing.exit_code == 2
    assert "Ana, ben" in missing.stderr
    assert new(site, "goals", "Two", "--portfolio", "ana") == "content/portfolios/Ana/goals/two.md\n"
    assert run(site, "new", "goals", "Two", "--portfolio", "anna").exit_code == 2
    assert new(site, "people", "Cleo") == "content/people/cleo.md\n"
    within = run(site.root / "content/portfolios/ben/goals", "new", "goal", "Three")
    assert within.stdout == "three.md\n"
    assert (site.root / "content/portfolios/ben/goals/three.md").exists()
    within = run(site.root / "content/portfolios", "new", "goal", "Three")
    assert within.exit_code == 2


def test_a_record_may_be_begun_while_another_one_has_an_error(new_site: NewSite, new: New) -> None:
    site = new_site({**PEOPLE, "content/goals/half.md": "---\ntitle: Half\nduu: x\nowner: nobody\n---\n"})
    assert new(site, "goal", "One") == "content/goals/one.md\n"


def test_scripts_get_the_path_and_the_place_to_go_on_as_json(new_site: NewSite, new: New) -> None:
    site = new_site({})
    given = json.loads(new(site, "goal", "One", "--format", "json"))
    assert given == {"written": "content/goals/one.md", "line": given["line"], "problems": []}
    assert (site.root / "content/goals/one.md").read_text().split("\n")[given["line"] - 2] == "<!-- Why it matters -->"


def test_without_a_terminal_no_editor_is_opened_and_nothing_is_said_beside_the_path(new_site: NewSite) -> None:
    site = new_site({})
    editor = site.root / "editor"
    editor.write_text("#!/bin/sh\ntouch opened\n")
    editor.chmod(0o755)
    done = command(site.root, "new", "goal", "One", env={**os.environ, "VISUAL": str(editor)}, stdin=-3)
    assert (done.returncode, done.stdout, done.stderr) == (0, "content/goals/one.md\n", "")
    assert not (site.root / "opened").exists()


def test_a_record_for_which_there_is_no_room_leaves_nothing_behind(new_site: NewSite) -> None:
    site = new_site({})

    def cramped() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = command(site.root, "new", "goal", "One", preexec_fn=cramped)
    assert (done.returncode, done.stdout) == (1, "")
    assert "content/goals/one.md cannot be written: File too large" in done.stderr
    assert list((site.root / "content/goals").iterdir()) == []
