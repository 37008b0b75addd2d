"""`mentorsite import markdown`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import MKFILE, Files, Site, write_files

NewSite = Callable[[Files], Site]
VAULT: Files = {
    ".obsidian/app.md": "x",
    "Goals/Lead the reviews.md": '---\nowner: "[[Ana Amaral]]"\ncssclasses: wide\n---\nSee [[Nobody]] and [[2026-03-04|the talk]]. #growth\n\n%%A fear.%%\n',
    "People/Ana Amaral.md": "---\nrole: mentee\n---\nAn engineer.\n",
    "Daily/2026-03-04.md": '---\nparticipants: ["[[Ana Amaral]]"]\n---\n## Successes\n\n[[Lead the reviews|It]] moves. ![[a.png]]\n',
    "Templates/day.md": "{{date}}",
    "_site/made.md": "x",
}
MAP = '[folders]\nDaily = "checkins"\nTemplates = ""\n\n[fields]\ncssclasses = ""\n'
DAY = ("--date", "2026-11-24")


def records(site: Site) -> dict[str, str]:
    """Give the records that a site has, by their paths."""
    return {
        place.relative_to(site.root / "content").as_posix(): place.read_text("utf-8") for place in (site.root / "content").rglob("*.md")
    }


def test_notes_become_records_that_pass_check(run: Run, plain_site: NewSite) -> None:
    site = plain_site({})
    write_files(site.root / "vault", VAULT)
    (site.root / "map.toml").write_text(MAP)
    result = run(site, "import", "markdown", "vault", "--map", "map.toml", *DAY)
    assert result.stdout.split() == ["content/checkins/2026-03-04.md", "content/goals/lead-the-reviews.md", "content/people/ana-amaral.md"]
    assert [line for line in result.stderr.splitlines() if "hint" not in line] == [
        "vault/Daily/2026-03-04.md:6:32: warning[M701] there is no file `a.png`; the link to it is left out",
        "vault/Goals/Lead the reviews.md:5:5: warning[M701] the link `[[Nobody]]` has no place: no note that is imported is called that; its words stay",
        "3 records written; 2 warnings",
    ]
    assert result.exit_code == 0
    goal = records(site)["goals/lead-the-reviews.md"]
    assert "See Nobody and [the talk](../checkins/2026-03-04.md). #growth" in goal
    assert "owner: ana-amaral" in goal
    assert "tags: [growth]" in goal
    assert goal.rstrip().endswith("## Private\n\nA fear.")
    assert run(site, "check", "private", "-q", *DAY).exit_code == 0


def test_nothing_is_written_over_and_a_second_time_nothing_is_written(run: Run, plain_site: NewSite) -> None:
    site = plain_site({"content/goals/lead-the-reviews.md": "---\ntitle: Own\n---\n"})
    write_files(site.root / "vault", VAULT)
    (site.root / "map.toml").write_text(MAP)
    assert run(site, "import", "markdown", "vault", "--map", "map.toml", *DAY).exit_code == 0
    before = records(site)
    assert before["goals/lead-the-reviews.md"] == "---\ntitle: Own\n---\n"
    again = run(site, "import", "markdown", "vault", "--map", "map.toml", *DAY)
    assert "0 records written; 3 there already and left" in again.stderr
    assert records(site) == before


def test_a_dry_run_writes_nothing_and_says_what_would_be_written(run: Run, plain_site: NewSite) -> None:
    site = plain_site({})
    write_files(site.root / "vault", VAULT)
    (site.root / "map.toml").write_text(MAP)
    result = run(site, "import", "markdown", "vault", "--map", "map.toml", "--dry-run", "--format", "json", *DAY)
    said = json.loads(result.stdout)
    assert said["would_be_written"] == [
        "content/checkins/2026-03-04.md",
        "content/goals/lead-the-reviews.md",
        "content/people/ana-amaral.md",
    ]
    assert records(site) == {}


def test_what_is_imported_reaches_the_pair_at_most_unless_a_mapping_says_more(run: Run, plain_site: NewSite) -> None:
    plain = MKFILE + '[theme]\nname = "plain"\n[visibility]\nstories = "public"\npeople = "public"\n'
    files = {"mkfile.toml": plain, "content/goals/_defaults.yaml": "visibility: private\n"}
    site = plain_site(files)
    write_files(
        site.root / "notes",
        {f"{type}/2026-03-04-a.md": "---\nvisibility: public\n---\nx" for type in ("stories", "goals", "people", "pages")},
    )
    run(site, "import", "markdown", "notes", *DAY)
    assert [site.view(audience).records.keys() for audience in ("public", "review")] == [set(), set()]
    assert {key.type for key in site.view("pair").records} == {"stories", "people", "pages"}
    assert {key.type for key in site.view("private").records} == {"stories", "goals", "people", "pages"}


def test_a_mapping_says_how_far_records_reach(run: Run, plain_site: NewSite) -> None:
    site = plain_site({"map.toml": 'visibility = "public"\n', "notes/a.md": "x"})
    run(site, "import", "markdown", "notes", "--type", "page", "--map", "map.toml", *DAY)
    assert len(site.view("public").records) == 1


def test_what_is_wrong_is_told_and_all_else_is_imported(run: Run, plain_site: NewSite) -> None:
    site = plain_site({"notes/a.md": "---\ntitle: a: b\n---\n", "notes/b.md": "x", "notes/c.md": "---\nkind: strange\n---\n"})
    result = run(site, "import", "markdown", "notes", "--type", "stories", *DAY)
    assert result.exit_code == 1
    assert "notes/a.md:2:9: error[M103]" in result.stderr
    assert "notes/b.md:1:1: error[M105] `date` is missing" in result.stderr
    assert "notes/c.md:2:7: error[M107]" in result.stderr
    result = run(site, "import", "markdown", "notes", "--type", "pages", *DAY)
    assert result.stdout.split() == ["content/pages/b.md", "content/pages/c.md"]


def test_a_wrong_mapping_and_a_folder_without_notes_are_wrong_use(run: Run, plain_site: NewSite) -> None:
    site = plain_site({"map.toml": '[folders]\na = "goal"\n', "notes/a.md": "x", "none/a.txt": "x"})
    result = run(site, "import", "markdown", "notes", "--map", "map.toml")
    assert (result.exit_code, "map.toml:2:1: error[M700] `goal` is no record type" in result.stderr) == (2, True)
    result = run(site, "import", "markdown", "none")
    assert (result.exit_code, "there is no file in it that ends in .md" in result.stderr) == (2, True)


def test_in_a_site_of_jekyll_or_hugo_a_word_with_a_hash_is_no_tag(run: Run, plain_site: NewSite) -> None:
    site = plain_site(
        {"blog/_config.yml": "title: x", "blog/_posts/2026-03-04-a.md": "---\ntitle: A\n---\n#one\n", "notes/2026-03-04-b.md": "#one\n"}
    )
    run(site, "import", "markdown", "blog", "--type", "stories", *DAY)
    run(site, "import", "markdown", "notes", "--type", "stories", *DAY)
    assert ["tags:" in text for _, text in sorted(records(site).items())] == [False, True]


def test_no_link_of_the_file_system_is_followed(run: Run, plain_site: NewSite, tmp_path: Path) -> None:
    site = plain_site({"notes/a.md": "x", "elsewhere/b.md": "x"})
    (site.root / "notes" / "b.md").symlink_to(site.root / "elsewhere" / "b.md")
    (site.root / "notes" / "all").symlink_to(site.root / "elsewhere")
    assert run(site, "import", "markdown", "notes", "--type", "pages", *DAY).stdout.split() == ["content/pages/a.md"]


def test_a_link_to_a_note_that_cannot_be_a_record_keeps_its_words_and_its_note_is_imported(run: Run, plain_site: NewSite) -> None:
    notes = {
        "stories/2026-03-04-wrong.md": "---\nkind: strange\n---\nx",
        "pages/links.md": "See [[wrong|that story]], [[refers]] and [[right]].",
        "pages/right.md": "x",
        "stories/2026-03-05-refers.md": '---\nevidence: ["[[wrong]]"]\n---\nx',
    }
    site = plain_site({f"notes/{path}": text for path, text in notes.items()})
    result = run(site, "import", "markdown", "notes", *DAY)
    assert result.stdout.split() == ["content/pages/links.md", "content/pages/right.md"]
    assert "See that story, refers and [right](../pages/right.md)." in records(site)["pages/links.md"]
    assert "pages/links.md:1:5: warning[M701] the link `[[wrong]]` has no place" in result.stderr
    assert "2026-03-05-refers.md:1:1: error[M703]" in result.stderr
