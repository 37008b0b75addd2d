"""`mentorsite review`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Files, Site

FILES: Files = {
    "content/people/ana.yaml": "name: Ana Lind\nrole: mentee\nconsent: review",
    "content/people/ben.yaml": "name: Ben\nrole: mentor\nconsent: review",
    "content/mentorships/m.yaml": "mentors: [ben]\nmentees: [ana]\nstart: 2026-01-01\nvisibility: review",
    "content/milestones/2026-03-04-led.yaml": "title: Led one\nvisibility: review",
    "content/milestones/2026-07-04-later.yaml": "title: Later\nvisibility: review",
    "content/milestones/2026-03-05-ours.yaml": "title: Between us",
    "content/reviews/half.yaml": "title: Half\nperson: ana\nfrom: 2026-01-01\nto: 2026-06-30\nvisibility: review",
}
PERIOD = ("--from", "2026-01-01", "--to", "2026-06-30")


@pytest.fixture
def site(new_site: Callable[[Files], Site]) -> Site:
    return new_site(FILES)


def test_with_no_file_named_the_packet_is_written_to_stdout(site: Site, run: Run) -> None:
    result = run(site, "review", "half")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("# Half\n\nReview packet\n")
    assert "### Led one[^" in result.stdout
    assert "Later" not in result.stdout
    assert "Between us" not in result.stdout


def test_files_are_written_where_they_are_named(site: Site, run: Run, tmp_path: Path) -> None:
    result = run(site, "review", "half", "--html", "half.html", "--markdown", str(tmp_path / "half.md"))
    assert result.exit_code == 0
    assert result.stdout == f"half.html: for the audience `review`\n{tmp_path / 'half.md'}: for the audience `review`\n"
    assert (site.root / "half.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "half.md").read_text("utf-8") == run(site, "review", "half").stdout
    assert run(site, "review", "half", "--markdown", "half.md", "-q").output == ""
    assert [place.name for place in site.root.iterdir() if "half" in place.name] == ["half.html", "half.md"]


def test_it_is_made_for_the_audience_that_is_named(site: Site, run: Run) -> None:
    assert "### Between us[^" in run(site, "review", "half", "--audience", "pair").stdout
    result = run(site, "review", "half", "--audience", "public")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "content/reviews/half.yaml:5:1: error[M313] the review `reviews/half` is not for the audience `public`\n"
        "  hint: make its `visibility` wider, or name another audience with `--audience`\n"
    )
    result = run(site, "review", "half", "--audience", "manager")
    assert (result.exit_code, "did you mean `review`?" in result.stderr) == (2, True)


@pytest.mark.parametrize("person", ["ana", "people/ana", "Ana Lind", "Ana", "lind"])
def test_a_person_and_a_period_do_without_a_record(person: str, site: Site, run: Run) -> None:
    result = run(site, "review", "--person", person, "--from", "2026-07-01", "--to", "2026-07-31")
    assert result.exit_code == 0
    assert "- Who: Ana Lind\n" in result.stdout
    assert "### Later[^" in result.stdout
    assert "Led one" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a review by its ID, or somebody with --person, --from and --to"),
        (("half", "--person", "ana", *PERIOD), "name a review by its ID, or somebody"),
        (("--person", "ana"), "--person, --from and --to belong together"),
        (("half", *PERIOD), "--person, --from and --to belong together"),
        (("--person", "ana", "--from", "2026-02-02", "--to", "2026-02-01"), "--to (2026-02-01) lies before --from (2026-02-02)"),
        (("--person", "anna", *PERIOD), "there is no record of `anna`; did you mean `ana`?"),
        (("halv",), "there is no review `halv`; did you mean `half`?"),
        (("led",), "there is no review `led`; there are `half`"),
        (("half", "--portfolio", "one"), "there is no review `half`"),
        (("--person", "ana", "--portfolio", "one", *PERIOD), "there is no portfolio `one`; there are none"),
    ],
)
def test_wrong_use_is_answered_with_what_is_right(arguments: tuple[str, ...], said: str, site: Site, run: Run) -> None:
    result = run(site, "review", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


def test_of_several_portfolios_the_one_is_taken_in_which_somebody_takes_part(site: Site, run: Run) -> None:
    moved = {path.replace("content/", "content/portfolios/one/") if "people" not in path else path: text for path, text in FILES.items()}
    for path in FILES:
        (site.root / path).unlink()
    other = {"content/portfolios/two/goals/g.yaml": "title: G\nvisibility: review"}
    site.write({**moved, **other})
    assert "### Led one[^" in run(site, "review", "--person", "ana", *PERIOD).stdout
    assert "### Led one[^" in run(site, "review", "half").stdout
    two = {
        "content/portfolios/two/mentorships/m.yaml": FILES["content/mentorships/m.yaml"],
        "content/portfolios/two/reviews/half.yaml": FILES["content/reviews/half.yaml"],
    }
    site.write(two)
    unclear = run(site, "review", "--person", "ana", *PERIOD)
    assert (unclear.exit_code, "say which with --portfolio: one, two" in " ".join(unclear.stderr.split())) == (2, True)
    assert "more than one portfolio" in run(site, "review", "half").stderr
    assert "### Led one[^" in run(site, "review", "one/reviews/half").stdout
    assert "### Led one[^" in run(site, "review", "half", "--portfolio", "one").stdout
    assert "Led one" not in run(site, "review", "--person", "ana", *PERIOD, "--portfolio", "two").stdout


def test_json_has_the_packet_or_the_files(site: Site, run: Run) -> None:
    told = json.loads(run(site, "review", "half", "--format", "json").stdout)
    assert (told["audience"], told["written"], told["problems"]) == ("review", [], [])
    assert told["markdown"].startswith("# Half\n")
    told = json.loads(run(site, "review", "half", "--format", "json", "--markdown", "half.md").stdout)
    assert (told["written"], "markdown" in told) == (["half.md"], False)


def test_problems_of_the_site_stop_it(site: Site, run: Run) -> None:
    site.write({"content/goals/g.md": "---\ntitel: G\n---\n"})
    result = run(site, "review", "half", "--markdown", "half.md")
    assert (result.exit_code, "M104" in result.stderr) == (1, True)
    assert not (site.root / "half.md").exists()


def test_a_file_that_cannot_be_written_is_a_problem(site: Site, run: Run) -> None:
    result = run(site, "review", "half", "--markdown", "nowhere/half.md")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nowhere/half.md: error[M504] the file cannot be written: No such file or directory" in result.stderr


def test_what_was_written_before_stays_where_the_new_one_may_not_be(site: Site, run: Run) -> None:
    run(site, "review", "half", "--markdown", "half.md")
    before = (site.root / "half.md").read_bytes()
    site.write({"content/people/ben.yaml": "name: Benedikt Osterwald\nrole: mentor", "content/reviews/half.md": ""})
    (site.root / "content/reviews/half.md").unlink()
    site.write({"content/milestones/2026-03-04-led.yaml": "title: Led one with Benedikt Osterwald\nvisibility: review"})
    result = run(site, "review", "half", "--markdown", "half.md")
    assert (result.exit_code, "M310" in result.stderr) == (1, True)
    assert (site.root / "half.md").read_bytes() == before


def test_a_review_that_is_still_a_draft_is_told_as_one(site: Site, run: Run) -> None:
    file = site.root / "content/reviews/half.yaml"
    file.write_text("draft: true\n" + file.read_text())
    result = run(site, "review", "half")
    assert result.exit_code == 1
    assert result.stderr.startswith("content/reviews/half.yaml:1:1: error[M313]")
    assert "it is a draft: take its line `draft` away" in result.stderr
